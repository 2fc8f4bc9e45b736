#include "wire/proto/mobile_identity.h"

#include "unit/unit.h"

static struct mobile_identity read_hex(const uint8_t *bytes, size_t n, struct mobile_digits *room)
{
    *room = (struct mobile_digits){.used = 0};
    return mobile_identity(cursor_of(bytes, n), room);
}

static void assert_digits(const struct mobile_identity *who, const char *want)
{
    assert_int_equal(who->digits.len, strlen(want));
    assert_memory_equal(who->digits.at, want, strlen(want));
}

static void types(void **state)
{
    (void)state;
    struct mobile_digits room;
    struct mobile_identity who =
        read_hex((const uint8_t[]){0x09, 0x10, 0x10, 0x32, 0x54, 0x76, 0x98, 0x10}, 8, &room);
    assert_int_equal(who.type, MOBILE_IMSI);
    assert_digits(&who, "001012345678901");
    who =
        read_hex((const uint8_t[]){0x01, 0x10, 0x10, 0xf2}, 4, &room); /* even: filler at the end */
    assert_digits(&who, "001012");
    who =
        read_hex((const uint8_t[]){0x13, 0x09, 0x10, 0x32, 0x54, 0x76, 0x98, 0x10, 0xf2}, 9, &room);
    assert_int_equal(who.type, MOBILE_IMEISV);
    assert_digits(&who, "1900123456789012");
    who = read_hex((const uint8_t[]){0xf4, 0xc0, 0xff, 0xee, 0x01}, 5, &room);
    assert_int_equal(who.type, MOBILE_TMSI);
    assert_int_equal(who.tmsi.len, 4);
}

static void what_contradicts_itself_is_none(void **state)
{
    (void)state;
    struct mobile_digits room;
    static const uint8_t letters[] = {0x09, 0x10, 0x1a, 0x32};
    static const uint8_t short_tmsi[] = {0xf4, 0xc0, 0xff, 0xee};
    static const uint8_t long_one[] = {0x09, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    static const uint8_t nothing[] = {0x00, 0x00, 0x00};
    assert_int_equal(read_hex(letters, sizeof letters, &room).type, 0);
    assert_int_equal(read_hex(short_tmsi, sizeof short_tmsi, &room).type, 0);
    assert_int_equal(read_hex(long_one, sizeof long_one, &room).type, 0);
    assert_int_equal(read_hex(nothing, sizeof nothing, &room).type, 0);
    assert_int_equal(read_hex(nothing, 0, &room).type, 0);
}

static void room_is_limited(void **state)
{
    (void)state;
    struct mobile_digits room = {.used = 0};
    static const uint8_t imsi[] = {0x09, 0x10, 0x10, 0x32};
    for (unsigned i = 0; i < 2; i++)
        assert_int_equal(mobile_identity(cursor_of(imsi, sizeof imsi), &room).type, MOBILE_IMSI);
    assert_int_equal(mobile_identity(cursor_of(imsi, sizeof imsi), &room).type, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types),
        cmocka_unit_test(what_contradicts_itself_is_none),
        cmocka_unit_test(room_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
