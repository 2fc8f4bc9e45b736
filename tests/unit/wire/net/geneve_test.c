#include "frames.h"

#define INSIDE "192.0.2.1:1000 > 192.0.2.2:2000 [geneve 5 192.0.2.3>192.0.2.4] hello\n"

static void wrap_geneve(struct made *m, unsigned first, unsigned type)
{
    front32(m, 5 << 8);
    front16(m, type);
    front8(m, 0);
    front8(m, first);
    wrap_udp(m, 50000, 6081);
    wrap_ipv4(m, 17, 3, 4);
}

static void its_options_are_stepped_over(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    front(&m, "optional", 8);
    wrap_geneve(&m, 2, 0x6558);
    reads(101, &m, INSIDE, "");
}

static void ip_without_ethernet(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_geneve(&m, 0, 0x0800);
    reads(101, &m, INSIDE, "");
}

static void another_version_is_a_datagram(void **state)
{
    (void)state;
    struct made m = made_of("later one");
    wrap_geneve(&m, 0x40, 0x0800);
    struct room r;
    room_begin(&r);
    push(&r, 101, &m);
    assert_int_equal(r.calls, 1);
    ends(&r, "17 192.0.2.3:50000 192.0.2.4:6081 1/17 0/0 unread 0/0\n", "");
}

static void what_nobody_reads_is_counted(void **state)
{
    (void)state;
    struct made m = made_of("what");
    wrap_geneve(&m, 0, 0x1234);
    reads(101, &m, "", "unknown-protocol ethertype 0x1234 1/4\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front(&m, "optional", 8);
    wrap_geneve(&m, 2, 0x0800);
    cut_everywhere(101, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_options_are_stepped_over),
        cmocka_unit_test(ip_without_ethernet),
        cmocka_unit_test(another_version_is_a_datagram),
        cmocka_unit_test(what_nobody_reads_is_counted),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
