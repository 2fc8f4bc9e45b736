#include "wire/capture/frame.h"
#include "wire/capture/link.h"

#include "unit/unit.h"

#include <string.h>

static void names_are_the_registry_s(void **state)
{
    (void)state;
    assert_string_equal(link_name(0), "NULL");
    assert_string_equal(link_name(1), "ETHERNET");
    assert_string_equal(link_name(113), "LINUX_SLL");
    assert_string_equal(link_name(147), "USER0");
    assert_string_equal(link_name(162), "USER15");
    assert_string_equal(link_name(248), "SCTP");
    assert_string_equal(link_name(276), "LINUX_SLL2");
    assert_string_equal(link_name(301), "DECT_NR");
    assert_null(link_name(11));
    assert_null(link_name(302));
    assert_null(link_name(65535));
}

/* A search by halves finds only what stands in order. */
static void rows_are_in_order(void **state)
{
    (void)state;
    static const uint16_t numbers[] = {
#define X(number, name) number,
#include "wire/capture/links.def"
#undef X
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        assert_non_null(link_name(numbers[i]));
        assert_true(i == 0 || numbers[i - 1] < numbers[i]);
    }
}

static void raw_ip_has_one_number(void **state)
{
    (void)state;
    assert_int_equal(link_normal(12), 101);
    assert_int_equal(link_normal(14), 101);
    assert_int_equal(link_normal(1), 1);
    assert_int_equal(link_inside(101), 12);
    assert_int_equal(link_inside(100), 11);
    assert_int_equal(link_inside(276), 276);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_the_registry_s),
        cmocka_unit_test(rows_are_in_order),
        cmocka_unit_test(raw_ip_has_one_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
