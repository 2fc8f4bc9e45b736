#include "tcp_bench.h"

/* Many that begin and never end: the oldest gives way, and it is told. */
static void flood_of_beginnings_is_bounded(void **state)
{
    (void)state;
    struct bench b;
    static struct flow flows[600];
    static uint8_t fill[4000];
    memset(fill, 'x', sizeof fill);
    begin(&b);
    tcp_free(b.tcp);
    struct transport_settings settings = bench_settings(&b, 1 << 20);
    b.tcp = tcp_new(&settings);
    for (unsigned i = 0; i < 600; i++) {
        bench_flow(&flows[i], 0, 6);
        flows[i].key.a_port = (uint16_t)(10000 + i);
        send_all(&b, &flows[i], 0, 1, 0, 0, (struct span){fill, sizeof fill});
    }
    assert_true(tcp_evicted(b.tcp) > 400);
    send_all(&b, &flows[599], 0, 4001, 0, 0, (struct span){(const uint8_t *)".", 1});
    assert_non_null(strstr(b.said, "601:xxx"));
    for (unsigned i = 0; i < 600; i++)
        tcp_flow_ends(b.tcp, &flows[i]);
    assert_non_null(bench_spot(&b, BLIND_OVER_BUDGET));
    bench_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flood_of_beginnings_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
