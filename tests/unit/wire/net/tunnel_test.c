#include "frames.h"

static void is(struct tunnel *tunnel, enum tunnel_kind kind, const char *expected)
{
    TEXT_ON(t, 100);
    tunnel->kind = kind;
    text_tunnel(&t, tunnel);
    assert_string_equal(t.at, expected);
}

static void each_kind_has_its_form(void **state)
{
    (void)state;
    struct tunnel t = {.id = 7};
    addr_set_number(&t.src, 0xc0000201);
    addr_set_number(&t.dst, 0xc0000202);
    is(&t, TUNNEL_GRE, "gre 192.0.2.1>192.0.2.2");
    is(&t, TUNNEL_IPIP, "ipip 192.0.2.1>192.0.2.2");
    is(&t, TUNNEL_ERSPAN, "erspan 7 192.0.2.1>192.0.2.2");
    is(&t, TUNNEL_VXLAN, "vxlan 7 192.0.2.1>192.0.2.2");
    is(&t, TUNNEL_GENEVE, "geneve 7 192.0.2.1>192.0.2.2");
    is(&t, TUNNEL_GTPU, "gtp-u 0x00000007");
    t.src.family = t.dst.family = 0;
    is(&t, TUNNEL_PPPOE, "pppoe 7");
    is(&t, TUNNEL_MPLS, "mpls 7");
    is(&t, TUNNEL_VLAN, "vlan 7");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_has_its_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
