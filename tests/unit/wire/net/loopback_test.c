#include "frames.h"

static void a_family_in_either_byte_order(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front32(&m, 2);
    reads(0, &m, HELLO, "");
    reads(108, &m, HELLO, "");
    m = made_udp("hello");
    front32(&m, 0x02000000);
    reads(0, &m, HELLO, "");
}

static void ipv6_has_a_number_on_each_system(void **state)
{
    (void)state;
    static const uint32_t families[] = {24, 28, 30, 0x18000000, 0x1c000000, 0x1e000000};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        struct made m = made_of("six");
        wrap_udp(&m, 1, 2);
        wrap_ipv6(&m, 17, 1, 2);
        front32(&m, families[i]);
        reads(0, &m, "[2001:db8::1]:1 > [2001:db8::2]:2 six\n", "");
    }
}

static void an_ethernet_type_in_its_place(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front32(&m, 0x0f000800);
    reads(0, &m, HELLO, "");
}

static void another_family_is_counted(void **state)
{
    (void)state;
    struct made m = made_of("osi");
    front32(&m, 7);
    reads(0, &m, "", "unknown-protocol loopback family 7 1/3\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front32(&m, 2);
    cut_everywhere(0, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_family_in_either_byte_order),
        cmocka_unit_test(ipv6_has_a_number_on_each_system),
        cmocka_unit_test(an_ethernet_type_in_its_place),
        cmocka_unit_test(another_family_is_counted),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
