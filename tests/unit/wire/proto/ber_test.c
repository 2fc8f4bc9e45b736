#include "wire/proto/ber.h"

#include "unit/unit.h"

#define CURSOR(bytes) cursor_of(bytes, sizeof(bytes) - 1)

static unsigned odd;

static struct ber first(struct cursor c)
{
    struct ber b;
    odd = 0;
    assert_true(ber_next(&c, &b, &odd));
    return b;
}

static void short_and_long_lengths(void **state)
{
    (void)state;
    struct ber b = first(CURSOR("\x04\x02\xaa\xbb\x05"));
    assert_int_equal(b.class, BER_UNIVERSAL);
    assert_int_equal(b.number, BER_OCTET_STRING);
    assert_false(b.constructed);
    assert_int_equal(cursor_left(&b.value), 2);
    assert_int_equal(odd, 0);
    char many[3 + 200] = "\x30\x81\xc8";
    b = first(cursor_of(many, sizeof many));
    assert_true(b.constructed);
    assert_int_equal(cursor_left(&b.value), 200);
    assert_int_equal(odd, 0);
}

static void long_tags(void **state)
{
    (void)state;
    assert_int_equal(first(CURSOR("\x9f\x32\x01\x00")).number, 50);
    assert_int_equal(first(CURSOR("\x9f\x81\x01\x00")).number, 129);
    assert_int_equal(odd, 0);
    assert_int_equal(first(CURSOR("\x9f\x05\x00")).number, 5);
    assert_int_equal(odd, BER_ODD_LENGTH);
    (void)first(CURSOR("\x9f\x80\x32\x00"));
    assert_int_equal(odd, BER_ODD_LENGTH);
}

/* The same in more bytes than needed is the same, and noted. */
static void lengths_that_are_not_minimal(void **state)
{
    (void)state;
    struct ber b = first(CURSOR("\x04\x81\x01\xaa"));
    assert_int_equal(cursor_left(&b.value), 1);
    assert_int_equal(odd, BER_ODD_LENGTH);
    b = first(CURSOR("\x04\x87\x00\x00\x00\x00\x00\x00\x02\xaa\xbb"));
    assert_int_equal(cursor_left(&b.value), 2);
    assert_int_equal(odd, BER_ODD_LENGTH);
}

static void lengths_beyond_the_end(void **state)
{
    (void)state;
    struct cursor c = CURSOR("\x04\x05\xaa\xbb");
    struct ber b;
    assert_true(ber_next(&c, &b, &odd));
    assert_int_equal(cursor_left(&b.value), 2);
    assert_int_equal(b.value.why, LACK_LENGTH);
    assert_int_equal(c.why, LACK_LENGTH);
    b = first(CURSOR("\x04\x89\xff\xff\xff\xff\xff\xff\xff\xff\xff\xaa"));
    assert_int_equal(cursor_left(&b.value), 1);
    assert_int_equal(b.value.why, LACK_LENGTH);
}

/* TCAP parsers of others looped on a length of zero or an indefinite one (arkime #3803). */
static void length_of_zero_and_indefinite_length_end(void **state)
{
    (void)state;
    struct cursor c = CURSOR("\x04\x00\x04\x00\x30\x80\x04\x01\xaa\x00\x00\x05\x00");
    struct ber b;
    unsigned count = 0;
    while (ber_next(&c, &b, &odd))
        count++;
    assert_int_equal(count, 4);
    assert_int_equal(b.number, BER_NULL);
    assert_int_equal(cursor_left(&c), 0);
}

static void zeros_hide_nothing(void **state)
{
    (void)state;
    struct cursor c = CURSOR("\x00\x00\x05\x00");
    struct ber b;
    assert_true(ber_next(&c, &b, &odd));
    assert_int_equal(b.number, 0);
    assert_true(ber_next(&c, &b, &odd));
    assert_int_equal(b.number, BER_NULL);
}

static void indefinite_forms_nest(void **state)
{
    (void)state;
    struct cursor c = CURSOR("\x30\x80\x30\x80\x04\x02\x00\x00\x00\x00\x00\x00\x05\x00");
    struct ber outer;
    struct ber inner;
    assert_true(ber_next(&c, &outer, &odd));
    assert_int_equal(cursor_left(&outer.value), 8);
    assert_int_equal(cursor_left(&c), 2);
    assert_true(ber_next(&outer.value, &inner, &odd));
    assert_int_equal(cursor_left(&inner.value), 4); /* zeros inside a value are no end */
    assert_int_equal(c.why, LACK_NONE);
}

static void indefinite_form_without_an_end(void **state)
{
    (void)state;
    struct cursor c = CURSOR("\x30\x80\x04\x01\xaa");
    struct ber b;
    assert_true(ber_next(&c, &b, &odd));
    assert_int_equal(b.value.why, LACK_LENGTH);
    assert_int_equal(cursor_left(&b.value), 3);
    assert_false(ber_next(&c, &b, &odd));
    assert_int_equal(c.why, LACK_LENGTH);
}

static int32_t number(struct cursor c)
{
    int32_t n = 0;
    odd = 0;
    assert_true(ber_number(c, &n, &odd));
    return n;
}

static void numbers(void **state)
{
    (void)state;
    int32_t n = 0;
    assert_int_equal(number(CURSOR("\x47")), 71);
    assert_int_equal(number(CURSOR("\x00\xc8")), 200);
    assert_int_equal(number(CURSOR("\xff")), -1);
    assert_int_equal(number(CURSOR("\x7f\xff\xff\xff")), INT32_MAX);
    assert_int_equal(number(CURSOR("\x80\x00\x00\x00")), INT32_MIN);
    assert_int_equal(odd, 0);
    assert_int_equal(number(CURSOR("\x00\x00\x00\x00\x00\x47")), 71);
    assert_int_equal(odd, BER_ODD_LENGTH);
    assert_int_equal(number(CURSOR("\xff\xff\xfe")), -2);
    assert_int_equal(odd, BER_ODD_LENGTH);
    assert_false(ber_number(CURSOR("\x01\x00\x00\x00\x00"), &n, &odd));
    assert_false(ber_number(CURSOR(""), &n, &odd));
}

static void strings_in_pieces(void **state)
{
    (void)state;
    struct ber_join join = {.used = 0};
    struct ber b =
        first(CURSOR("\x24\x80\x04\x01\xaa\x24\x80\x04\x02\xbb\xcc\x00\x00\x04\x00\x00\x00"));
    struct cursor whole = ber_string(&b, &join, &odd);
    assert_int_equal(cursor_left(&whole), 3);
    assert_memory_equal(whole.at, "\xaa\xbb\xcc", 3);
    assert_int_equal(odd, BER_ODD_SEGMENT);
    b = first(CURSOR("\xa0\x03\x04\x01\xdd"));
    whole = ber_string(&b, &join, &odd); /* behind what is there already */
    assert_int_equal(cursor_left(&whole), 1);
    assert_memory_equal(whole.at, "\xdd", 1);
    assert_memory_equal(join.bytes, "\xaa\xbb\xcc\xdd", 4);
}

static void pieces_that_do_not_fit(void **state)
{
    (void)state;
    static char bytes[4 + 600] = "\x24\x82\x02\x58\x04\x82\x02\x54";
    struct ber_join join = {.used = 0};
    struct ber b = first(cursor_of(bytes, sizeof bytes));
    struct cursor whole = ber_string(&b, &join, &odd);
    assert_int_equal(cursor_left(&whole), sizeof join.bytes);
    assert_int_equal(whole.why, LACK_LENGTH);
}

static void object_identifiers(void **state)
{
    (void)state;
    uint32_t arcs[BER_ARCS];
    assert_int_equal(ber_oid(CURSOR("\x04\x00\x00\x01\x00\x1d\x03"), arcs), 8);
    assert_int_equal(arcs[0], 0);
    assert_int_equal(arcs[1], 4);
    assert_int_equal(arcs[7], 3);
    assert_int_equal(ber_oid(CURSOR("\x2a\x86\x3a"), arcs), 3);
    assert_int_equal(arcs[0], 1);
    assert_int_equal(arcs[2], 826);
    assert_int_equal(ber_oid(CURSOR("\x88\x37"), arcs), 2); /* 2.999 */
    assert_int_equal(arcs[0], 2);
    assert_int_equal(arcs[1], 999);
    assert_int_equal(ber_oid(CURSOR("\x9f\xff\xff\xff\x7f"), arcs), 0);
    assert_int_equal(ber_oid(CURSOR("\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1"), arcs), 0);
    assert_int_equal(ber_oid(CURSOR(""), arcs), 0);
}

static void what_is_expected_is_taken_and_nothing_else(void **state)
{
    (void)state;
    struct cursor c = CURSOR("\x02\x01\x07\x81\x00");
    struct ber b;
    assert_false(ber_take(&c, ber_tag(BER_CONTEXT, 1), &b, &odd));
    assert_true(ber_take(&c, ber_tag(BER_UNIVERSAL, BER_INTEGER), &b, &odd));
    assert_true(ber_take(&c, ber_tag(BER_CONTEXT, 1), &b, &odd));
    assert_int_equal(ber_peek(c), UINT32_MAX);
    assert_false(ber_take(&c, UINT32_MAX, &b, &odd));
}

static void cut_everywhere(void **state)
{
    (void)state;
    static const char bytes[] = "\x30\x80\xbf\x32\x81\x03\x24\x80\x04\x00\x00\x00\x00";
    for (size_t n = 0; n < sizeof bytes; n++) {
        char exact[sizeof bytes];
        memcpy(exact + sizeof exact - n, bytes, n);
        struct cursor c = cursor_of(exact + sizeof exact - n, n);
        struct ber_join join = {.used = 0};
        struct ber b;
        for (unsigned i = 0; ber_next(&c, &b, &odd); i++) {
            (void)ber_string(&b, &join, &odd);
            assert_true(i < sizeof bytes);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_and_long_lengths),
        cmocka_unit_test(long_tags),
        cmocka_unit_test(lengths_that_are_not_minimal),
        cmocka_unit_test(lengths_beyond_the_end),
        cmocka_unit_test(length_of_zero_and_indefinite_length_end),
        cmocka_unit_test(zeros_hide_nothing),
        cmocka_unit_test(indefinite_forms_nest),
        cmocka_unit_test(indefinite_form_without_an_end),
        cmocka_unit_test(numbers),
        cmocka_unit_test(strings_in_pieces),
        cmocka_unit_test(pieces_that_do_not_fit),
        cmocka_unit_test(object_identifiers),
        cmocka_unit_test(what_is_expected_is_taken_and_nothing_else),
        cmocka_unit_test(cut_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
