#include "base/text.h"

#include "unit/unit.h"

#include <string.h>

/* One byte too small, for every size: the beginning stands, nothing lies behind it, it is told. */
static void cut_at_every_size(void **state)
{
    (void)state;
    for (size_t cap = 1; cap <= 12; cap++)
        for (unsigned how = 0; how < 3; how++) {
            char buf[16];
            memset(buf, '#', sizeof buf);
            struct text t = text_in(buf, cap);
            if (how == 0)
                text_put(&t, "0123456789");
            else if (how == 1)
                text_format(&t, "%s%d", "012345678", 9);
            else
                for (const char *c = "0123456789"; *c; c++)
                    text_char(&t, *c);
            size_t expect = cap - 1 < 10 ? cap - 1 : 10;
            assert_int_equal(t.len, expect);
            assert_int_equal(strlen(buf), expect);
            assert_memory_equal(buf, "0123456789", expect);
            assert_int_equal(t.cut, expect < 10);
            for (size_t i = cap; i < sizeof buf; i++)
                assert_int_equal(buf[i], '#');
        }
}

static void what_comes_after_a_cut_changes_nothing(void **state)
{
    (void)state;
    TEXT_ON(t, 4);
    text_put(&t, "abcdef");
    text_format(&t, "%d", 1);
    text_number(&t, 2);
    text_format(&t, "%s", "");
    text_put(&t, "");
    assert_string_equal(t.at, "abc");
    assert_true(t.cut);
    text_clear(&t);
    assert_string_equal(t.at, "");
    assert_false(t.cut);
    text_put(&t, "xyz");
    assert_string_equal(t.at, "xyz");
    assert_false(t.cut);
}

/* Empty spans have no address; the sanitizers watch. */
static void nothing_may_be_nowhere(void **state)
{
    (void)state;
    TEXT_ON(t, 8);
    text_put_n(&t, NULL, 0);
    text_hex(&t, NULL, 0);
    assert_string_equal(t.at, "");
}

static void numbers_and_hex(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x00, 0x0f, 0xa5, 0xff};
    TEXT_ON(t, 100);
    text_number(&t, 0);
    text_char(&t, ' ');
    text_number(&t, 1000000);
    text_char(&t, ' ');
    text_number(&t, UINT64_MAX);
    text_char(&t, ' ');
    text_hex(&t, bytes, sizeof bytes);
    assert_string_equal(t.at, "0 1000000 18446744073709551615 000fa5ff");
}

static void times(void **state)
{
    (void)state;
    static const struct {
        uint64_t ns;
        const char *says;
    } cases[] = {
        {0, "1970-01-01T00:00:00.000000000Z"},
        {1, "1970-01-01T00:00:00.000000001Z"},
        {999999999, "1970-01-01T00:00:00.999999999Z"},
        {68169599999999999U, "1972-02-28T23:59:59.999999999Z"},
        {68169600000000000U, "1972-02-29T00:00:00.000000000Z"},
        {951782400000000000U, "2000-02-29T00:00:00.000000000Z"}, /* by 400 */
        {951868800000000000U, "2000-03-01T00:00:00.000000000Z"},
        {1709251199000000000U, "2024-02-29T23:59:59.000000000Z"},
        {1740787200000000000U, "2025-03-01T00:00:00.000000000Z"}, /* none */
        {4107542399000000000U, "2100-02-28T23:59:59.000000000Z"}, /* none, by 100 */
        {4107542400000000000U, "2100-03-01T00:00:00.000000000Z"},
        {(uint64_t)1 << 63, "2262-04-11T23:47:16.854775808Z"},
        {UINT64_MAX, "2554-07-21T23:34:33.709551615Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        TEXT_ON(t, 40);
        text_time(&t, cases[i].ns);
        assert_string_equal(t.at, cases[i].says);
    }
}

static void spans(void **state)
{
    (void)state;
    static const struct {
        uint64_t ns;
        const char *said;
    } cases[] = {
        {0, "0 ms"},
        {999999999, "999 ms"},
        {1000000000, "1.0 s"},
        {9999999999, "9.9 s"},
        {10000000000, "10 s"},
        {119999999999, "119 s"},
        {120000000000, "2 min"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        TEXT_ON(t, 20);
        text_span(&t, cases[i].ns);
        assert_string_equal(t.at, cases[i].said);
    }
}

static void characters(void **state)
{
    (void)state;
    static const struct {
        uint32_t code;
        const char *bytes;
    } cases[] = {
        {'a', "a"}, {0xe9, "\xc3\xa9"}, {0x20ac, "\xe2\x82\xac"}, {0x10348, "\xf0\x90\x8d\x88"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint8_t to[4];
        unsigned len = text_utf8(cases[i].code, to);
        assert_int_equal(len, strlen(cases[i].bytes));
        assert_memory_equal(to, cases[i].bytes, len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_at_every_size),
        cmocka_unit_test(what_comes_after_a_cut_changes_nothing),
        cmocka_unit_test(nothing_may_be_nowhere),
        cmocka_unit_test(numbers_and_hex),
        cmocka_unit_test(times),
        cmocka_unit_test(spans),
        cmocka_unit_test(characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
