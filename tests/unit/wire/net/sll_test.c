#include "frames.h"

static void wrap_sll(struct made *m, unsigned device, unsigned protocol)
{
    front16(m, protocol);
    front(m, "\2\0\0\0\0\1\0", 8);
    front16(m, 6);
    front16(m, device);
    front16(m, 0);
}

static void wrap_sll2(struct made *m, unsigned device, unsigned protocol)
{
    front(m, "\2\0\0\0\0\1\0", 8);
    front16(m, 6);
    front16(m, device);
    front32(m, 3);
    front16(m, 0);
    front16(m, protocol);
}

static void cooked_leads_on(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_sll(&m, 1, 0x0800);
    reads(113, &m, HELLO, "");
}

static void cooked_with_a_tag_leads_on(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0800);
    front16(&m, 7);
    wrap_sll(&m, 1, 0x8100);
    reads(113, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [vlan 7] hello\n", "");
}

static void the_second_version_leads_on(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_sll2(&m, 1, 0x0800);
    reads(276, &m, HELLO, "");
}

static void netlink_is_no_ethernet_type(void **state)
{
    (void)state;
    struct made m = made_of("route");
    wrap_sll(&m, 824, 0x0800);
    reads(113, &m, "", "unknown-protocol cooked device 824 1/5\n");
}

static void llc_below_it(void **state)
{
    (void)state;
    struct made m = made_of("\x42\x42\x03"
                            "12");
    wrap_sll2(&m, 1, 4);
    reads(276, &m, "", "not-read llc 0x42 stp 1/2\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_sll(&m, 1, 0x0800);
    cut_everywhere(113, &m);
    m = made_udp("hello");
    wrap_sll2(&m, 1, 0x0800);
    cut_everywhere(276, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cooked_leads_on),
        cmocka_unit_test(cooked_with_a_tag_leads_on),
        cmocka_unit_test(the_second_version_leads_on),
        cmocka_unit_test(netlink_is_no_ethernet_type),
        cmocka_unit_test(llc_below_it),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
