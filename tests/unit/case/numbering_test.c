#include "case/pseudonym.h"

#include "unit/unit.h"

static void mnc_has_two_digits_or_three(void **state)
{
    (void)state;
    static const struct {
        const char *imsi;
        unsigned digits;
    } rows[] = {
        {"001010000000001", 5},
        {"302000000000000", 6},
        {"309999000000000", 5},
        {"310000000000000", 6},
        {"316999000000000", 6},
        {"317000000000000", 5},
        {"374120000000000", 5},
        {"374130000000000", 6},
        {"405024000000000", 5},
        {"405025000000000", 6},
        {"405047000000000", 6},
        {"405048000000000", 5},
        {"750001000000000", 6},
        {"999700000000001", 5},
        {"31", 5},
        {"", 5},
        {"31041a", 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(numbering_plmn(rows[i].imsi), rows[i].digits);
}

static void rows_are_in_order(void **state)
{
    (void)state;
    static const struct {
        uint32_t from, to;
    } rows[] = {
#define X(from, to) {from, to},
#include "case/numbering.def"
#undef X
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(rows[i].from <= rows[i].to && rows[i].to <= 999999);
        assert_true(i == 0 || rows[i - 1].to < rows[i].from);
    }
}

static void country_has_one_digit_to_three(void **state)
{
    (void)state;
    static const struct {
        const char *number;
        unsigned digits;
    } rows[] = {{"12025550100", 1},
                {"79990000000", 1},
                {"209990000000", 2},
                {"219990000000", 3},
                {"279990000000", 2},
                {"319990000000", 2},
                {"359990000000", 3},
                {"389990000000", 3},
                {"429990000000", 3},
                {"499990000000", 2},
                {"509990000000", 3},
                {"679990000000", 3},
                {"859990000000", 3},
                {"969990000000", 3},
                {"989990000000", 2},
                {"999000000001", 3},
                {"9", 3},
                {"", 3}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(numbering_country(rows[i].number), rows[i].digits);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mnc_has_two_digits_or_three),
        cmocka_unit_test(rows_are_in_order),
        cmocka_unit_test(country_has_one_digit_to_three),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
