#include "tcp_bench.h"

/* Byte by byte: not shown again before its length is there, and then whole. */
static void small_pieces_wait_for_the_length(void **state)
{
    (void)state;
    struct bench b;
    static uint8_t fill[1];
    begin(&b);
    sent(&b, 0, "#1"); /* 10,000 bytes */
    for (unsigned i = 2; i < 10000; i++)
        send_all(&b, &b.flow, 0, i, 0, 0, (struct span){fill, 1});
    assert_int_equal(b.shown, 2);
    ends(&b, "");
}

/* What a message leaves over is nobody's, or begins the next one. */
static void rest_is_counted(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 0, "one.!two");
    assert_int_equal(b.flow.unread_bytes, 4);
    sent(&b, 8, "three.");
    ends(&b, "1:one 2:three");
}

/* No length is known, and the end does not come: 64 KiB are held, and no more. */
static void no_end_in_sight(void **state)
{
    (void)state;
    struct bench b;
    static uint8_t fill[1000];
    memset(fill, 'x', sizeof fill);
    begin(&b);
    for (unsigned i = 0; i < 66; i++)
        send_all(&b, &b.flow, 0, 1000 * i, 0, 0, (struct span){fill, 1000});
    sent(&b, 66000, "next.");
    tcp_flow_ends(b.tcp, &b.flow);
    assert_string_equal(b.said, "67:next");
    assert_int_equal(bench_spot(&b, BLIND_OVER_BUDGET)->bytes, 66000);
    bench_end(&b);
}

/* The length is known: 90,000 bytes are passed by, and the stream goes on behind them. */
static void too_long_a_message_is_passed_by(void **state)
{
    (void)state;
    struct bench b;
    static uint8_t fill[1000];
    begin(&b);
    sent(&b, 0, "#9");
    for (unsigned i = 0; i < 89; i++)
        send_all(&b, &b.flow, 0, 2 + 1000 * i, 0, 0, (struct span){fill, 1000});
    send_all(&b, &b.flow, 0, 89002, 0, 0, (struct span){fill, 998});
    sent(&b, 90000, "next.");
    tcp_flow_ends(b.tcp, &b.flow);
    assert_string_equal(b.said, "92:next");
    assert_int_equal(bench_spot(&b, BLIND_OVER_BUDGET)->bytes, 90000);
    bench_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_pieces_wait_for_the_length),
        cmocka_unit_test(rest_is_counted),
        cmocka_unit_test(no_end_in_sight),
        cmocka_unit_test(too_long_a_message_is_passed_by),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
