#include "frames.h"

static void a_link_that_does_not_say_whose_it_is(void **state)
{
    (void)state;
    struct room r;
    struct made m = made_of("unitdata");
    room_begin(&r);
    push(&r, 142, &m);
    says(&r, ":0 > :0 unitdata\n");
    assert_int_equal(r.last.transport, TRANSPORT_SS7);
    ends(&r, "254 :0 :0 1/8 0/0 unread 0/0\n", "");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_of("unitdata");
    cut_everywhere(142, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_that_does_not_say_whose_it_is),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
