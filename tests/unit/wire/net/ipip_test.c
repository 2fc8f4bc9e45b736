#include "frames.h"

static void each_version_in_each(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ipv4(&m, 4, 3, 4);
    reads(101, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [ipip 192.0.2.3>192.0.2.4] hello\n", "");
    m = made_udp("hello");
    wrap_ipv6(&m, 4, 3, 4);
    reads(101, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [ipip 2001:db8::3>2001:db8::4] hello\n", "");
    m = made_of("six");
    wrap_udp(&m, 1, 2);
    wrap_ipv6(&m, 17, 1, 2);
    wrap_ipv4(&m, 41, 3, 4);
    reads(101, &m, "[2001:db8::1]:1 > [2001:db8::2]:2 [ipip 192.0.2.3>192.0.2.4] six\n", "");
}

static void no_deeper_than_the_stack(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    for (unsigned i = 0; i < TUNNEL_DEPTH; i++)
        wrap_ipv4(&m, 4, 3, 4);
    struct room r;
    room_begin(&r);
    push(&r, 101, &m);
    assert_int_equal(r.calls, 1);
    assert_int_equal(r.last.depth, TUNNEL_DEPTH);
    wrap_ipv4(&m, 4, 3, 4);
    push(&r, 101, &m);
    assert_int_equal(r.calls, 1);
    ends(&r, NULL, "too-deep ipip 1/33\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ipv4(&m, 4, 3, 4);
    cut_everywhere(101, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_version_in_each),
        cmocka_unit_test(no_deeper_than_the_stack),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
