#include "frames.h"

static void wrap_vxlan(struct made *m, uint32_t flags, unsigned port)
{
    wrap_ethernet(m, 0x0800);
    front32(m, 70000 << 8);
    front32(m, flags);
    wrap_udp(m, 50000, port);
    wrap_ipv4(m, 17, 3, 4);
}

static void either_port_is_a_tunnel(void **state)
{
    (void)state;
    static const unsigned ports[] = {4789, 8472};
    for (size_t i = 0; i < 2; i++) {
        struct made m = made_udp("hello");
        wrap_vxlan(&m, 0x08000000, ports[i]);
        reads(101, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [vxlan 70000 192.0.2.3>192.0.2.4] hello\n",
              "");
        wrap_ethernet(&m, 0x0800); /* and when the quick look sees it first */
        reads(ETHERNET, &m,
              "192.0.2.1:1000 > 192.0.2.2:2000 [vxlan 70000 192.0.2.3>192.0.2.4] hello\n", "");
    }
}

static void a_port_alone_makes_no_tunnel(void **state)
{
    (void)state;
    struct made m = made_of("0123456789");
    wrap_udp(&m, 5000, 4789);
    wrap_ipv4(&m, 17, 3, 4);
    reads(101, &m, "192.0.2.3:5000 > 192.0.2.4:4789 0123456789\n", "");
}

static void a_tunnel_in_a_tunnel(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_vxlan(&m, 0x08000000, 4789);
    front32(&m, 0x0800);
    wrap_ipv4(&m, 47, 5, 6);
    reads(101, &m,
          "192.0.2.1:1000 > 192.0.2.2:2000 [gre 192.0.2.5>192.0.2.6] "
          "[vxlan 70000 192.0.2.3>192.0.2.4] hello\n",
          "");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_vxlan(&m, 0x08000000, 4789);
    cut_everywhere(101, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(either_port_is_a_tunnel),
        cmocka_unit_test(a_port_alone_makes_no_tunnel),
        cmocka_unit_test(a_tunnel_in_a_tunnel),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
