#include "tcp_bench.h"

static void in_order(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    flags(&b, 0, 99, 0, SYN);
    sent(&b, 100, "one.two.");
    sent(&b, 108, "thr");
    sent(&b, 111, "ee.fo");
    sent(&b, 116, "ur.");
    assert_int_equal(b.flow.begun_by, 0);
    assert_null(bench_spot(&b, BLIND_STREAM_GAP));
    ends(&b, "2:one 2:two 4:three 5:four");
}

static void sequence_wraps_inside_a_message(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, UINT32_MAX - 2, "abc");
    sent(&b, 3, "ef.");
    sent(&b, 0, "d..");
    ends(&b, "3:abcd 3: 3:ef");
}

static void keepalive_is_ignored(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.");
    sent(&b, 103, "x");
    sent(&b, 104, "two.");
    ends(&b, "1:one 3:two");
}

/* Begins where the first segment does; what is not a message's beginning is counted. */
static void picked_up_in_the_middle(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "!half");
    sent(&b, 105, "one.");
    assert_int_equal(b.flow.unread_frames, 1);
    assert_int_equal(b.flow.unread_bytes, 5);
    ends(&b, "2:one");
}

static void both_ways_apart(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "as");
    send_all(&b, &b.flow, 1, 500, 0, 0, (struct span){(const uint8_t *)"answer.", 7});
    sent(&b, 102, "k.");
    ends(&b, "2:answer 3:ask");
}

/* Beyond a hole, what is unmistakable is read at once, and the hole filled behind it. */
static void unmistakable_leads(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.tw");
    sent(&b, 108, "Three.fo");
    sent(&b, 116, "ur.");
    sent(&b, 106, "o.");
    sent(&b, 119, "five.");
    assert_null(bench_spot(&b, BLIND_STREAM_GAP));
    ends(&b, "1:one 2:Three 3:four 4:two 5:five");
}

static void lead_over_a_hole_that_stays(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.tw");
    sent(&b, 110, "Three.");
    sent(&b, 126, "Five.");
    sent(&b, 131, "six.");
    tcp_flow_ends(b.tcp, &b.flow);
    assert_string_equal(b.said, "1:one 2:Three 3:Five 4:six");
    assert_int_equal(bench_spot(&b, BLIND_STREAM_GAP)->bytes, 6 + 10);
    bench_end(&b);
}

/* What overlaps with both sides of the hole. */
static void hole_filled_across_its_end(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.tw");
    sent(&b, 108, "Three.");
    sent(&b, 104, "XXo.THREE.f");
    sent(&b, 115, "our.");
    ends(&b, "1:one 2:Three 3:two 4:four");
}

static void syn_begins_anew_once_data_confirms(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    flags(&b, 0, 99, 0, SYN);
    sent(&b, 100, "one.");
    flags(&b, 0, 99, 0, SYN); /* the same one, repeated */
    sent(&b, 100, "one.");
    flags(&b, 0, 5000, 0, SYN); /* forged: nothing follows it */
    sent(&b, 104, "two.");
    flags(&b, 0, 7000, 0, SYN);
    b.flow.proto = 3;
    sent(&b, 7001, "new.");
    assert_int_equal(b.flow.proto, FLOW_UNDECIDED);
    ends(&b, "2:one 6:two 8:GAP 8:new");
}

static void far_off_is_another_conversation(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.tw");
    sent(&b, 100 + 2U * TCP_WINDOW, "far.");
    tcp_flow_ends(b.tcp, &b.flow);
    assert_string_equal(b.said, "1:one 2:GAP 2:far");
    assert_non_null(bench_spot(&b, BLIND_STREAM_GAP));
    bench_end(&b);
}

static void flow_of_nobody_costs_no_state(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "on");
    b.flow.proto = FLOW_NOBODY;
    sent(&b, 102, "e.");
    flags(&b, 0, 104, 0, ACK);
    assert_int_equal(b.flow.unread_bytes, 2);
    flags(&b, 0, 999, 0, SYN);
    assert_int_equal(b.flow.proto, FLOW_UNDECIDED);
    bench_end(&b);
}

static void falls_short_at_every_length(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    static const uint8_t segment[] = {0,    0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0,
                                      0x60, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1};
    for (size_t len = 0; len < sizeof segment; len++) {
        struct packet p = bench_packet(&b, &b.flow, 0);
        tcp_segment(b.tcp, &p, cursor_of(segment, len));
    }
    assert_int_equal(b.flow.unread_frames, sizeof segment);
    ends(&b, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_order),
        cmocka_unit_test(sequence_wraps_inside_a_message),
        cmocka_unit_test(keepalive_is_ignored),
        cmocka_unit_test(picked_up_in_the_middle),
        cmocka_unit_test(both_ways_apart),
        cmocka_unit_test(unmistakable_leads),
        cmocka_unit_test(lead_over_a_hole_that_stays),
        cmocka_unit_test(hole_filled_across_its_end),
        cmocka_unit_test(syn_begins_anew_once_data_confirms),
        cmocka_unit_test(far_off_is_another_conversation),
        cmocka_unit_test(flow_of_nobody_costs_no_state),
        cmocka_unit_test(falls_short_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
