#include "wire/proto/message.h"

#include "unit/unit.h"

extern const struct decoder decoder_tcap;

static struct message taken;
static unsigned count;

static void take(void *arg, struct message *m)
{
    (void)arg;
    taken = *m;
    count++;
}

static enum verdict read(const char *bytes, size_t length)
{
    static struct message scratch;
    static const struct frame frame;
    static const struct packet packet = {.frame = &frame};
    struct sink sink = {.message = take, .scratch = &scratch};
    count = 0;
    return decoder_tcap.decode(cursor_of(bytes, length), &packet, &sink);
}

static void message_types_are_told(void **state)
{
    (void)state;
    assert_int_equal(read("\x62\x06\x48\x04\x01\x02\x03\x04", 8), VERDICT_TOOK);
    assert_string_equal(taken.name, "Begin");
    assert_int_equal(taken.type, 0x62);
    assert_int_equal(taken.part, PART_REQUEST);
    assert_int_equal(read("\xe2\x06\xc7\x04\x01\x02\x03\x04", 8), VERDICT_TOOK);
    assert_string_equal(taken.name, "ANSI Query With Permission");
    assert_int_equal(read("\x63\x00", 2), VERDICT_NOT_MINE);
    assert_int_equal(read("", 0), VERDICT_NOT_MINE);
    assert_int_equal(count, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(message_types_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
