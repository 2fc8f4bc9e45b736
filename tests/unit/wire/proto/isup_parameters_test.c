#include "ss7_kit.h"
#include "wire/proto/isup.h"

static struct message m;

/* What a message of this type says, from behind its type. */
static const char *reads(uint8_t type, const char *hex)
{
    static char said[300];
    static uint8_t bytes[100];
    struct text t = text_in(said, sizeof said);
    struct frame frame = {.number = 1};
    struct packet p = {.frame = &frame};
    struct sink sink = {.scratch = &m};
    message_begin(&sink, &p, PROTO_ISUP, 0, type, PART_NEITHER);
    isup_parameters(&m, isup_layout(type, false),
                    cursor_of(bytes, hex_bytes(bytes, sizeof bytes, hex)));
    for (unsigned i = 0; i < m.field_count; i++) {
        text_format(&t, "%s%s ", i ? ", " : "",
                    spec_meaning_word((enum meaning)m.fields[i].meaning));
        text_field(&t, &m.fields[i]);
    }
    return said;
}

/* ITU-T Q.763 3.9, 3.10: the address signals, odd and even, ended or not. */
static void numbers(void **state)
{
    (void)state;
    assert_string_equal(reads(1, "00 2001 0a 00 02 00 05 04 10 990910"), "call.called 999001");
    assert_string_equal(reads(1, "00 2001 0a 00 02 00 05 84 10 990900"), "call.called 99900");
    assert_string_equal(reads(1, "00 2001 0a 00 02 00 05 84 10 99090f"), "call.called 9990");
    assert_string_equal(reads(1, "00 2001 0a 00 02 00 05 04 10 9909f0"), "call.called 99900");
    assert_string_equal(reads(1, "00 2001 0a 00 02 00 02 04 10"), "");
}

/* Only an international number is somebody's wherever it is read. */
static void national_numbers_have_no_country(void **state)
{
    (void)state;
    assert_string_equal(reads(1, "00 2001 0a 00 02 00 05 03 10 990910"), "call.called true");
    assert_string_equal(reads(1, "00 2001 0a 00 02 00 05 01 10 990910"), "call.called true");
    assert_string_equal(reads(1, "00 2001 0a 00 02 00 05 04 00 990910"), "call.called true");
}

static void options(void **state)
{
    (void)state;
    assert_string_equal(reads(9, "01 21 05 04 10 990910 00"), "call.called 999001");
    assert_string_equal(reads(9, "01 0a 05 04 13 990910 3f 05 04 13 990910 00"),
                        "call.calling 999001, location.data true");
    assert_string_equal(reads(9, "01 c0 06 06 04 13 990910 c0 06 05 04 13 990910 00"),
                        "call.calling 999001, call.called 999001");
    assert_string_equal(reads(9, "01 0b 05 04 13 990910 28 05 04 13 990920 0c 05 04 10 990930 00"),
                        "call.called 999001, call.called 999002, call.called 999003");
    assert_string_equal(reads(9, "01 ee 02 0102 00"), ""); /* a parameter that nobody knows */
    assert_string_equal(reads(9, ""), "");                 /* the pointer is left out */
    assert_int_equal(m.lack, LACK_NONE);
}

/* A cause stands in messages that need not have one. */
static void causes(void **state)
{
    (void)state;
    reads(44, "01 01 12 02 8083 00");
    assert_true(m.has_cause);
    assert_int_equal(m.cause, 3);
    assert_int_equal(m.cause, 3);
    reads(44, "01 01 12 03 008083 00"); /* with a recommendation */
    assert_int_equal(m.cause, 3);
    reads(44, "01 01 12 01 80 00");
    assert_false(m.has_cause);
}

static void lengths_that_lie(void **state)
{
    (void)state;
    assert_string_equal(reads(1, "00 2001 0a 00 ff 00"), "");
    assert_int_not_equal(m.lack, LACK_NONE);
    reads(9, "01 0a 7f 04 13");
    assert_int_not_equal(m.lack, LACK_NONE);
    reads(9, "ff");
    assert_int_not_equal(m.lack, LACK_NONE);
}

static void layouts(void **state)
{
    (void)state;
    assert_null(isup_layout(0, false));
    assert_null(isup_layout(200, true));
    assert_int_equal(isup_layout(1, false)->fixed, 5);
    assert_int_equal(isup_layout(1, true)->fixed, 4);
    assert_true(isup_layout(19, false)->circuit);
    assert_false(isup_layout(9, false)->circuit);
    for (uint32_t i = 0; spec_op_at(i); i++)
        if (spec_op_at(i)->proto == PROTO_ISUP)
            assert_non_null(isup_layout((uint8_t)spec_op_at(i)->code, false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers), cmocka_unit_test(national_numbers_have_no_country),
        cmocka_unit_test(options), cmocka_unit_test(causes),
        cmocka_unit_test(layouts), cmocka_unit_test(lengths_that_lie),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
