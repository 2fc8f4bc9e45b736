#include "ss7_kit.h"

enum { ROOM = 64 };

static struct cursor of(uint8_t room[ROOM], const char *hex)
{
    return cursor_of(room, hex_bytes(room, ROOM, hex));
}

static bool head(const char *hex)
{
    uint8_t room[ROOM];
    struct sigtran_head h;
    struct cursor c = of(room, hex);
    return sigtran_head(&c, &h);
}

static void a_header_has_its_length(void **state)
{
    (void)state;
    assert_true(head("01 00 03 01 00000008"));
    assert_false(head("02 00 03 01 00000008")); /* another version */
    assert_false(head("01 01 03 01 00000008")); /* the reserved byte */
    assert_false(head("01 00 03 01 00000007"));
    assert_false(head("01 00 03 01 ffffffff"));
    assert_false(head("01 00 03 01 000000"));
}

/* RFC 4666 3.2: padding counts in the message's length; some leave it out, some do not send it. */
static void padding_of_the_last_parameter(void **state)
{
    (void)state;
    assert_true(head("01 00 03 01 00000010 0004 0005 61 000000"));
    assert_true(head("01 00 03 01 0000000d 0004 0005 61 000000"));
    assert_true(head("01 00 03 01 00000010 0004 0005 61"));
    assert_false(head("01 00 03 01 0000000c 0004 0005 61 000000"));
    assert_false(head("01 00 03 01 00000014 0004 0005 61 000000"));
}

static void parameters_in_turn(void **state)
{
    (void)state;
    uint8_t room[ROOM];
    uint16_t tag = 0;
    struct cursor value, c = of(room, "0004 0005 61 000000 0006 0008 00000001");
    assert_true(sigtran_parameter(&c, &tag, &value));
    assert_int_equal(tag, 4);
    assert_int_equal(cursor_left(&value), 1);
    assert_true(sigtran_parameter(&c, &tag, &value));
    assert_int_equal(cursor_u32(&value), 1);
    assert_false(sigtran_parameter(&c, &tag, &value));
    assert_true(cursor_ok(&c));
}

static void a_parameter_that_lies(void **state)
{
    (void)state;
    uint8_t room[ROOM];
    uint16_t tag = 0;
    struct cursor value, c = of(room, "0004 0003 61 000000");
    assert_false(sigtran_parameter(&c, &tag, &value)); /* would never end */
    assert_false(cursor_ok(&c));
    c = of(room, "0004 00ff 61 000000");
    assert_true(sigtran_parameter(&c, &tag, &value));
    assert_false(cursor_ok(&c));
}

static enum likeness like(const char *hex)
{
    uint8_t room[ROOM];
    return sigtran_looks(of(room, hex), 1 << 1 | 1 << 3, 0x0101, 0x0210);
}

static void only_a_whole_message_of_data_is_unmistakable(void **state)
{
    (void)state;
    assert_int_equal(like("01 00 01 01 00000010 0210 0008 00000001"), LIKE_SURE);
    assert_int_equal(like("01 00 01 01 00000010 0006 0008 00000001"), LIKE_PERHAPS);
    assert_int_equal(like("01 00 01 01 00000010 0210 0009 00000001"), LIKE_PERHAPS);
    assert_int_equal(like("01 00 03 01 00000008"), LIKE_PERHAPS);
    assert_int_equal(like("01 00 07 01 00000008"), LIKE_NOT);
    assert_int_equal(like("01 00 ff 01 00000008"), LIKE_NOT);
    assert_int_equal(like(""), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_has_its_length),
        cmocka_unit_test(padding_of_the_last_parameter),
        cmocka_unit_test(parameters_in_turn),
        cmocka_unit_test(a_parameter_that_lies),
        cmocka_unit_test(only_a_whole_message_of_data_is_unmistakable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
