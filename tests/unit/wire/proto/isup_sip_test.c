#include "ss7_kit.h"

extern const struct decoder decoder_isup_sip;

static struct message last;
static unsigned count;

static void take(void *arg, struct message *m)
{
    (void)arg;
    last = *m;
    count++;
}

static enum verdict reads(const char *hex)
{
    static uint8_t bytes[100];
    static struct message scratch;
    static struct frame frame = {.number = 1};
    static struct packet p = {.frame = &frame};
    struct sink sink = {.scratch = &scratch, .message = take, .outer = {99}};
    count = 0;
    return decoder_isup_sip.decode(cursor_of(bytes, hex_bytes(bytes, sizeof bytes, hex)), &p,
                                   &sink);
}

/* homer #603: the body begins at the message's type; the call is SIP's. */
static void begins_at_the_type(void **state)
{
    (void)state;
    assert_int_equal(reads("01 00 2001 0a 00 02 00 05 04 10 990910"), VERDICT_TOOK);
    assert_string_equal(last.name, "Initial Address");
    assert_non_null(message_field(&last, MEANING_CALLED));
    assert_null(message_field(&last, MEANING_CALL_ID));
    assert_int_equal(last.handles[0], 99);
    assert_int_equal(last.handles[1], 0);
    assert_int_equal(last.pairing, PAIR_NONE);
}

static void nothing_is_broken(void **state)
{
    (void)state;
    assert_int_equal(reads(""), VERDICT_BROKEN);
    assert_int_equal(count, 0);
    assert_int_equal(decoder_isup_sip.looks(cursor_of("\1", 1)), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_at_the_type),
        cmocka_unit_test(nothing_is_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
