#include "frames.h"

/* SIO (ISUP, national), label from 1-2-3 to 4-5-6, and the other way. */
#define THERE "\x85\x2e\xe0\x04\x02!!!call"
#define BACK "\x85\x13\x88\x0b\x08!!!call"

static void two_points_talk(void **state)
{
    (void)state;
    struct room r;
    struct made m = made_of(THERE);
    room_begin(&r);
    push(&r, 141, &m);
    says(&r, "pc:1-2-3 > pc:4-5-6 " THERE "\n");
    assert_int_equal(r.last.transport, TRANSPORT_SS7);
    assert_int_equal(r.last.network, 2);
    assert_int_equal(r.last.odd, 0);
    m = made_of(BACK);
    push(&r, 141, &m);
    says(&r, "pc:4-5-6 > pc:1-2-3 " BACK "\n");
    ends(&r, "254 pc:1-2-3 pc:4-5-6 1/12 1/12 unread 0/0\n", "");
}

static void what_nobody_takes_is_counted(void **state)
{
    (void)state;
    struct room r;
    struct made m = made_of(THERE);
    room_begin(&r);
    r.answer = VERDICT_NOT_MINE;
    push(&r, 141, &m);
    ends(&r, "254 pc:1-2-3 pc:4-5-6 1/12 0/0 unread 1/12\n", "");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_of(THERE);
    cut_everywhere(141, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_points_talk),
        cmocka_unit_test(what_nobody_takes_is_counted),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
