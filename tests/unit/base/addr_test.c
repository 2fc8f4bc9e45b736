#include "base/addr.h"

#include "unit/unit.h"

static struct addr of(const char *s)
{
    struct addr a;
    assert_true(addr_parse(s, &a));
    return a;
}

static void only_two_lengths_are_addresses(void **state)
{
    (void)state;
    static const uint8_t bytes[20] = {192, 0, 2, 1, 0xff};
    for (size_t len = 0; len <= sizeof bytes; len++) {
        struct addr a = addr_of((struct span){bytes, len});
        assert_int_equal(a.family, len == 4 ? 4 : len == 16 ? 6 : 0);
    }
    /* What lies behind the four bytes is not part of the address. */
    struct addr four = addr_of((struct span){bytes, 4});
    struct addr same = of("192.0.2.1");
    assert_true(addr_equal(&four, &same));
    struct addr none = addr_of((struct span){bytes, 5});
    assert_true(addr_equal(&none, &(struct addr){0}));
}

static void text_is_what_was_parsed(void **state)
{
    (void)state;
    static const char *const forms[] = {"0.0.0.0",         "192.0.2.1",
                                        "255.255.255.255", "::",
                                        "2001:db8::1",     "2001:db8:0:1:1:1:1:1",
                                        "::ffff:192.0.2.1"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        TEXT_ON(t, 64);
        struct addr a = of(forms[i]);
        text_addr(&t, &a);
        assert_string_equal(t.at, forms[i]);
    }
    TEXT_ON(nothing, 64);
    text_addr(&nothing, &(struct addr){0});
    assert_string_equal(nothing.at, "");
}

static void what_is_no_address_changes_nothing(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "192.0.2",       "192.0.2.256", "192.0.2.1:80",
        "192.0.2.1 ", "2001:db8::1::", "[::1]",       "hss1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct addr a = of("192.0.2.7");
        struct addr before = a;
        assert_false(addr_parse(wrong[i], &a));
        assert_true(addr_equal(&a, &before));
    }
}

static void an_endpoint_has_brackets_for_six(void **state)
{
    (void)state;
    TEXT_ON(t, 100);
    struct addr four = of("192.0.2.1"), six = of("2001:db8::1");
    text_endpoint(&t, &four, 2123);
    text_char(&t, ' ');
    text_endpoint(&t, &six, 65535);
    assert_string_equal(t.at, "192.0.2.1:2123 [2001:db8::1]:65535");
}

static void order_is_numeric_and_four_is_first(void **state)
{
    (void)state;
    static const char *const sorted[] = {
        "0.0.0.0", "9.0.0.1",     "10.0.0.1",      "10.0.0.128",  "192.0.2.1",
        "::",      "2001:db8::1", "2001:db8::100", "2001:db8:1::"};
    size_t count = sizeof sorted / sizeof *sorted;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            struct addr a = of(sorted[i]), b = of(sorted[k]);
            int order = addr_order(&a, &b);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
}

/* In the order of their texts: titles before point codes, digit by digit. */
static void places_in_ss7_are_ordered_by_their_texts(void **state)
{
    (void)state;
    static const uint8_t digits[] = {9, 9, 0, 1};
    struct addr shorter = {0};
    struct addr title = {0};
    struct addr code = addr_point_code(1, false);
    addr_add_title(&shorter, digits, 3);
    addr_add_title(&title, digits + 1, 3);
    assert_true(addr_order(&shorter, &title) > 0);
    assert_true(addr_order(&title, &code) < 0);
    assert_true(addr_order(&code, &code) == 0);
}

/* Two addresses that differ in one bit alone are within prefixes up to that bit and no longer. */
static void prefix_ends_at_each_bit(void **state)
{
    (void)state;
    static const char *const nets[] = {"198.51.100.170", "2001:db8:aaaa:5555:aaaa:5555:aaaa:5555"};
    for (size_t n = 0; n < 2; n++) {
        struct addr net = of(nets[n]);
        unsigned width = n ? 128 : 32;
        for (unsigned differs = 0; differs < width; differs++) {
            struct addr a = net;
            a.bytes[differs / 8] ^= (uint8_t)(0x80 >> differs % 8);
            for (unsigned bits = 0; bits <= width; bits++)
                assert_int_equal(addr_within(&a, &net, bits), bits <= differs);
        }
        assert_true(addr_within(&net, &net, width));
    }
}

static void families_are_never_within_each_other(void **state)
{
    (void)state;
    struct addr four = of("0.0.0.0"), six = of("::");
    assert_false(addr_within(&four, &six, 0));
    assert_false(addr_within(&six, &four, 0));
}

static void places_in_ss7_are_named(void **state)
{
    (void)state;
    static const uint8_t digits[] = {9, 9, 9, 0, 1, 0xB};
    static const uint8_t many[40] = {1};
    TEXT_ON(t, 100);
    struct addr a = addr_point_code(2 << 11 | 1 << 3 | 5, false), gt = {0}, cut = {0};
    struct addr ansi = addr_point_code(0x010203, true);
    text_addr(&t, &a);
    text_put(&t, " ");
    addr_add_title(&a, digits, sizeof digits);
    text_endpoint(&t, &a, 2905);
    text_put(&t, " ");
    addr_add_title(&gt, digits, sizeof digits);
    text_addr(&t, &gt);
    text_put(&t, " ");
    text_addr(&t, &ansi);
    assert_string_equal(t.at, "pc:2-1-5 pc:2-1-5/gt:99901B gt:99901B pc:1-2-3");
    text_clear(&t);
    addr_add_title(&cut, many, sizeof many);
    text_title(&t, &cut);
    assert_int_equal(t.len, ADDR_SS7_DIGITS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_two_lengths_are_addresses),
        cmocka_unit_test(text_is_what_was_parsed),
        cmocka_unit_test(what_is_no_address_changes_nothing),
        cmocka_unit_test(an_endpoint_has_brackets_for_six),
        cmocka_unit_test(order_is_numeric_and_four_is_first),
        cmocka_unit_test(places_in_ss7_are_ordered_by_their_texts),
        cmocka_unit_test(prefix_ends_at_each_bit),
        cmocka_unit_test(places_in_ss7_are_named),
        cmocka_unit_test(families_are_never_within_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
