#include "transport.h"

static void says(const struct flow *f, uint16_t port, const char *expected)
{
    TEXT_ON(t, 160);
    text_flow(&t, f, flow_to_server(f, port));
    assert_string_equal(t.at, expected);
}

static void well_known_port_serves(void **state)
{
    (void)state;
    struct flow f;
    bench_flow(&f, 0, 6);
    f.key.b_port = 22;
    f.begun_by = 1;
    says(&f, 0, "192.0.2.1 > 192.0.2.2:22/tcp");
    f.key.a_port = 443; /* both are: then whoever did not begin */
    says(&f, 0, "192.0.2.2 > 192.0.2.1:443/tcp");
}

static void known_port_serves_before_all_else(void **state)
{
    (void)state;
    struct flow f;
    bench_flow(&f, 0, 132);
    f.key.a_port = 38412;
    f.key.b_port = 700;
    says(&f, 38412, "192.0.2.2 > 192.0.2.1:38412/sctp");
    says(&f, 0, "192.0.2.1 > 192.0.2.2:700/sctp");
}

static void whoever_began_asks(void **state)
{
    (void)state;
    struct flow f;
    bench_flow(&f, 0, 17);
    says(&f, 0, "192.0.2.1 > 192.0.2.2:2000/udp");
    f.begun_by = 1;
    says(&f, 0, "192.0.2.2 > 192.0.2.1:40000/udp");
}

static void no_ports(void **state)
{
    (void)state;
    struct flow f;
    bench_flow(&f, 0, 50);
    f.key.a_port = f.key.b_port = 0;
    says(&f, 0, "192.0.2.1 > 192.0.2.2 ip/50");
}

static void links_of_ss7(void **state)
{
    (void)state;
    struct flow f;
    bench_flow(&f, 0, TRANSPORT_SS7);
    f.key.a = addr_point_code(0x813, false);
    f.key.b = addr_point_code(0x202e, false);
    f.key.a_port = f.key.b_port = 0;
    says(&f, 0, "pc:1-2-3 > pc:4-5-6 mtp3");
    f.key.a = f.key.b = (struct addr){0};
    says(&f, 0, "sccp");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_known_port_serves),
        cmocka_unit_test(known_port_serves_before_all_else),
        cmocka_unit_test(whoever_began_asks),
        cmocka_unit_test(no_ports),
        cmocka_unit_test(links_of_ss7),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
