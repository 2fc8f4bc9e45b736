#include "wire/proto/aper.h"

#include "unit/unit.h"

static struct aper on(const uint8_t *bytes, size_t len)
{
    return aper_of(cursor_of(bytes, len));
}
#define ON(...) on((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

static void bits_cross_bytes(void **state)
{
    (void)state;
    struct aper a = ON(0xa5, 0x0f, 0xf0, 0x12, 0x34, 0x56, 0x78);
    assert_int_equal(aper_bits(&a, 3), 5);
    assert_int_equal(aper_bits(&a, 9), 0x50);
    assert_int_equal(aper_bits(&a, 8), 0xff);
    aper_align(&a);
    assert_int_equal(aper_bits(&a, 32), 0x12345678);
    aper_align(&a);
    assert_int_equal(cursor_left(&a.c), 0);
    assert_true(cursor_ok(&a.c));
    assert_int_equal(aper_bits(&a, 1), 0);
    assert_int_equal(a.c.why, LACK_BYTES);
}

static void skipping_is_reading(void **state)
{
    (void)state;
    const uint8_t bytes[] = {0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc};
    for (unsigned first = 0; first < 20; first++)
        for (unsigned count = 0; count < 28; count++) {
            struct aper read = on(bytes, sizeof bytes), skipped = read;
            aper_bits(&read, first);
            aper_bits(&skipped, first);
            aper_bits(&read, count);
            aper_skip(&skipped, count);
            assert_ptr_equal(read.c.at, skipped.c.at);
            assert_int_equal(read.bit, skipped.bit);
        }
    struct aper a = ON(0xff);
    aper_skip(&a, 9);
    assert_int_equal(a.c.why, LACK_BYTES);
}

/* X.691 11.5.7: a range of 255 in bits, of 256 in a byte, of 64K in two, of more behind a length.
 */
static void integer_by_its_range(void **state)
{
    (void)state;
    struct aper a = ON(0x80 | 0x7f);
    assert_true(aper_bit(&a));
    assert_int_equal(aper_integer(&a, 1, 16), 1 + 0xf);
    a = ON(0xff, 0xfe);
    assert_true(aper_bit(&a));
    assert_int_equal(aper_integer(&a, 0, 255), 0xfe); /* aligned */
    a = ON(0x80, 0x01, 0x02);
    assert_true(aper_bit(&a));
    assert_int_equal(aper_integer(&a, 0, 65535), 0x0102);
    a = ON(0x80, 0x00, 0x2a); /* RAN-UE-NGAP-ID: two bits say 1 to 4 */
    assert_int_equal(aper_integer(&a, 0, 4294967295U), 0x2a);
    assert_int_equal(cursor_left(&a.c), 0);
    a = ON(0x00, 0x07);
    assert_int_equal(aper_integer(&a, 0, 4294967295U), 7);
    a = ON(0x80, 0x01, 0x02, 0x03, 0x04, 0x05); /* AMF-UE-NGAP-ID: three bits say 1 to 5 */
    assert_int_equal(aper_integer(&a, 0, 1099511627775U), 0x0102030405U);
    a = ON(0x00);
    assert_int_equal(aper_integer(&a, 7, 7), 7); /* no bit at all */
    assert_int_equal(cursor_left(&a.c), 1);
}

static void what_is_outside_its_range_is_a_lack(void **state)
{
    (void)state;
    struct aper a = ON(0xe0);
    assert_int_equal(aper_integer(&a, 0, 4), 0);
    assert_int_equal(a.c.why, LACK_VALUE);
    a = ON(0xc0, 1, 2, 3, 4, 5, 6, 7); /* seven bytes for at most five */
    assert_int_equal(aper_integer(&a, 0, 1099511627775U), 0);
    assert_int_equal(a.c.why, LACK_VALUE);
    a = ON(0x00);
    assert_int_equal(aper_integer(&a, 0, 65535), 0);
    assert_int_not_equal(a.c.why, LACK_NONE);
}

static void choice_and_its_extensions(void **state)
{
    (void)state;
    struct aper a = ON(0x40);
    assert_int_equal(aper_choice(&a, 3, true), 2);
    a = ON(0x80);
    assert_int_equal(aper_choice(&a, 3, false), 2);
    a = ON(0x82); /* extension bit, small, 2 */
    assert_int_equal(aper_choice(&a, 3, true), 3 + 2);
    a = ON(0xc0, 0x01, 0x80); /* extension bit, not small, at the next byte */
    assert_int_equal(aper_choice(&a, 3, true), 3 + 0x80);
    a = ON(0xff, 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
    assert_int_equal(aper_choice(&a, 3, true), UINT32_MAX);
    a = ON(0x90, 0x01, 0x07); /* an extended INTEGER is behind its length */
    assert_int_equal(aper_integer_ext(&a, 0, 3), 0);
    assert_int_equal(cursor_left(&a.c), 0);
    a = ON(0x60);
    assert_int_equal(aper_integer_ext(&a, 0, 3), 3);
}

static void lengths(void **state)
{
    (void)state;
    bool more;
    struct aper a = ON(0x7f);
    assert_int_equal(aper_length(&a, &more), 0x7f);
    a = ON(0xbf, 0xff);
    assert_int_equal(aper_length(&a, &more), 0x3fff);
    assert_false(more);
    a = ON(0xc4);
    assert_int_equal(aper_length(&a, &more), 65536);
    assert_true(more);
    a = ON(0xc5);
    assert_int_equal(aper_length(&a, &more), 0);
    assert_int_equal(a.c.why, LACK_VALUE);
    a = ON(0xc0);
    aper_length(&a, &more);
    assert_int_equal(a.c.why, LACK_VALUE);
    a = ON(0x01, 0x02);
    assert_int_equal(aper_count(&a, 1, 65535), 0x0103); /* counted from its lowest */
    a = ON(0x18);
    assert_int_equal(aper_count(&a, 1, 16), 2);
    a = ON(0x05);
    assert_int_equal(aper_count(&a, 0, 1U << 20), 5);
}

static void open_type_is_a_window(void **state)
{
    (void)state;
    struct aper a = ON(0x80, 0x02, 0xaa, 0xbb, 0xcc);
    assert_true(aper_bit(&a));
    struct cursor value = aper_open(&a);
    assert_int_equal(cursor_u16(&value), 0xaabb);
    assert_int_equal(cursor_left(&value), 0);
    assert_int_equal(cursor_left(&a.c), 1);
    a = ON(0x05, 0x01);
    value = aper_open(&a);
    assert_int_equal(cursor_left(&value), 1);
    assert_int_equal(a.c.why, LACK_LENGTH);
}

/* 11.9.3.8: 16 KiB, then 32 KiB, then a rest of one byte; what follows is found. */
static void fragments_are_passed_over(void **state)
{
    (void)state;
    static uint8_t bytes[1 + 16384 + 1 + 32768 + 1 + 1 + 1];
    bytes[0] = 0xc1;
    bytes[1] = 0x11;
    bytes[1 + 16384] = 0xc2;
    bytes[2 + 16384 + 32768] = 0x01;
    bytes[sizeof bytes - 1] = 0x77;
    struct aper a = on(bytes, sizeof bytes);
    struct cursor value = aper_open(&a);
    assert_int_equal(cursor_left(&value), 16384);
    assert_int_equal(cursor_u8(&value), 0x11);
    assert_true(a.pieces);
    assert_int_equal(cursor_u8(&a.c), 0x77);
    a = on(bytes, 16384);
    aper_open(&a);
    assert_int_equal(a.c.why, LACK_LENGTH);
    a = on(bytes, 16385);
    aper_open(&a);
    assert_int_equal(a.c.why, LACK_BYTES);
}

static void strings(void **state)
{
    (void)state;
    uint32_t bits;
    struct aper a = ON(0x1f, 0xc0, 0, 2, 1, 0x00, 0x00, 0x00, 0x2a);
    /* TransportLayerAddress, BIT STRING (SIZE (1..160, ...)): extension bit, 8 bits of length. */
    aper_bits(&a, 1);
    struct cursor s = aper_bit_string(&a, 1, 160, false, &bits);
    assert_int_equal(bits, 0x3f + 1);
    a = ON(0x0f, 0x80, 192, 0, 2, 1, 0x00, 0x00, 0x00, 0x2a);
    s = aper_bit_string(&a, 1, 160, true, &bits);
    assert_int_equal(bits, 32);
    assert_int_equal(cursor_u32(&s), 0xc0000201);
    s = aper_octets(&a, 4, 4, false);
    assert_int_equal(cursor_u32(&s), 0x2a);
    a = ON(0x00, 0x80, 'x', 'y'); /* PrintableString (SIZE (1..150, ...)) of two */
    s = aper_string(&a, 1, 150, true);
    assert_int_equal(cursor_left(&s), 2);
    assert_int_equal(cursor_u8(&s), 'x');
    a = ON(0x80, 0x01, 'z'); /* longer than the root says: behind a length */
    s = aper_string(&a, 1, 150, true);
    assert_int_equal(cursor_u8(&s), 'z');
}

/* A gNB identifier of 22 bits, and the next value begins in its last byte. */
static void next_value_begins_in_the_same_byte(void **state)
{
    (void)state;
    uint32_t bits;
    struct aper a = ON(0x00, 0x12, 0x34, 0x5b, 0x99);
    struct cursor s = aper_bit_string(&a, 22, 32, false, &bits);
    assert_int_equal(bits, 22);
    assert_int_equal(cursor_left(&s), 3);
    assert_int_equal(aper_bits(&a, 2), 3);
    assert_int_equal(cursor_u8(&a.c), 0x99);
    a = ON(0x00, 0x12, 0x34);
    aper_bit_string(&a, 22, 32, false, &bits);
    assert_int_not_equal(a.c.why, LACK_NONE);
}

static void additions_are_passed_over(void **state)
{
    (void)state;
    struct aper a = ON(0x04, 0xa0, 0x01, 0xee, 0x02, 0xee, 0xee, 0x55);
    /* 0, 000010: three bits, of which 010 */
    aper_additions(&a);
    assert_true(cursor_ok(&a.c));
    assert_int_equal(cursor_u8(&a.c), 0x02);
    /* 0, 000010, of which 101 */
    a = ON(0x05, 0x40, 0x01, 0xee, 0x02, 0xee, 0xee, 0x55);
    aper_additions(&a);
    assert_int_equal(cursor_u8(&a.c), 0x55);
    a = ON(0xff, 0x01);
    aper_additions(&a);
    assert_int_equal(a.c.why, LACK_VALUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_cross_bytes),
        cmocka_unit_test(skipping_is_reading),
        cmocka_unit_test(integer_by_its_range),
        cmocka_unit_test(what_is_outside_its_range_is_a_lack),
        cmocka_unit_test(choice_and_its_extensions),
        cmocka_unit_test(lengths),
        cmocka_unit_test(open_type_is_a_window),
        cmocka_unit_test(fragments_are_passed_over),
        cmocka_unit_test(strings),
        cmocka_unit_test(next_value_begins_in_the_same_byte),
        cmocka_unit_test(additions_are_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
