#include "output/terminal.h"

#include "unit/unit.h"

static void bytes_are_read_at_a_glance(void **state)
{
    (void)state;
    static const struct {
        uint64_t bytes;
        const char *text;
    } rows[] = {{0, "0 B"},
                {999, "999 B"},
                {1000, "1.0 kB"},
                {4123, "4.1 kB"},
                {999949, "999.9 kB"},
                {1000000, "1.0 MB"},
                {18000000000, "18.0 GB"},
                {UINT64_MAX, "18.4 EB"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[24];
        amount_bytes(text, rows[i].bytes);
        assert_string_equal(text, rows[i].text);
    }
}

static void times_are_read_at_a_glance(void **state)
{
    (void)state;
    static const struct {
        uint64_t milliseconds;
        const char *text;
    } rows[] = {{0, "0.0 s"},
                {1250, "1.2 s"},
                {59999, "59.9 s"},
                {372000, "6 min 12 s"},
                {3600000, "1 h 0 min"},
                {100000000, "27 h 46 min"},
                {200000000, "2 days 7 h"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[32];
        amount_time(text, rows[i].milliseconds * 1000000);
        assert_string_equal(text, rows[i].text);
    }
}

static void one_is_not_many(void **state)
{
    (void)state;
    char text[48];
    amount_count(text, 1, "frame");
    assert_string_equal(text, "1 frame");
    amount_count(text, 0, "frame");
    assert_string_equal(text, "0 frames");
    amount_count(text, 31, "frame");
    assert_string_equal(text, "31 frames");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_read_at_a_glance),
        cmocka_unit_test(times_are_read_at_a_glance),
        cmocka_unit_test(one_is_not_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
