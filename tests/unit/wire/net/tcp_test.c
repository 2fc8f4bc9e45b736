#include "wire/net/tcp_state.h"

#include "transport.h"

enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

/* A protocol of lines: a message ends in a full stop; '!' begins what nobody knows; capitals begin
 * a message that is unmistakable. What is told is written down with its frame. */
static enum verdict lines(void *arg, const struct packet *p, struct cursor c, size_t *ret_taken)
{
    struct bench *b = arg;
    size_t whole = cursor_left(&c);
    *ret_taken = 0;
    bool sure = cursor_peek8(&c, 0) >= 'A' && cursor_peek8(&c, 0) <= 'Z';
    if ((p->odd & PACKET_EARLY) && !sure)
        return VERDICT_MORE;
    while (cursor_left(&c)) {
        if (cursor_peek8(&c, 0) == '!')
            return VERDICT_NOT_MINE;
        if (cursor_peek8(&c, 0) == '#') { /* a message that says its length: #9 */
            p->flow->want[p->way] = (uint32_t)(cursor_peek8(&c, 1) - '0') * 10000;
            return VERDICT_MORE;
        }
        size_t n = 0;
        while (n < cursor_left(&c) && cursor_peek8(&c, n) != '.')
            n++;
        if (n == cursor_left(&c))
            return VERDICT_MORE;
        text_format(&b->log, "%s%u:", b->log.len ? " " : "", (unsigned)p->frame->number);
        text_put_n(&b->log, (const char *)cursor_span(&c, n + 1).at, n);
        *ret_taken = whole - cursor_left(&c);
    }
    return VERDICT_TOOK;
}

static void on_gap(void *arg, const struct packet *p)
{
    struct bench *b = arg;
    text_format(&b->log, " %u:GAP", (unsigned)p->frame->number);
}

static void begin(struct bench *b)
{
    bench_begin(b, 6);
    b->sink.stream = lines;
    b->sink.gap = on_gap;
    struct transport_settings settings = bench_settings(b, 4 << 20);
    b->tcp = tcp_new(&settings);
    assert_non_null(b->tcp);
}

static void send_all(struct bench *b, struct flow *f, unsigned way, uint32_t seq, uint32_t ack,
                     unsigned flags, struct span payload)
{
    static struct bytes s;
    s.len = 0;
    put(&s, 0, 4);
    put(&s, seq, 4);
    put(&s, ack, 4);
    put(&s, 0x60, 1); /* a header of 24 bytes: one word of options */
    put(&s, flags, 1);
    put(&s, 0, 6);
    put(&s, 0x01010101, 4);
    put_bytes(&s, payload.at, payload.len);
    struct packet p = bench_packet(b, f, way);
    tcp_segment(b->tcp, &p, cursor_of(s.at, s.len));
}

static void sent(struct bench *b, uint32_t seq, const char *text)
{
    send_all(b, &b->flow, 0, seq, 0, 0, (struct span){(const uint8_t *)text, strlen(text)});
}

static void flags(struct bench *b, unsigned way, uint32_t seq, uint32_t ack, unsigned flags)
{
    send_all(b, &b->flow, way, seq, ack, flags, (struct span){0});
}

static void ends(struct bench *b, const char *expected)
{
    tcp_flow_ends(b->tcp, &b->flow);
    assert_string_equal(b->said, expected);
    bench_end(b);
}

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

static void late_segment_completes(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "a.");
    sent(&b, 108, "d.e.");
    sent(&b, 104, "c.c.");
    sent(&b, 102, "b.");
    sent(&b, 112, "f.");
    assert_null(bench_spot(&b, BLIND_STREAM_GAP));
    ends(&b, "1:a 4:b 4:c 4:c 4:d 4:e 5:f");
}

static void first_bytes_win(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.");
    sent(&b, 100, "ONE.");
    sent(&b, 102, "XXbtwo.");
    sent(&b, 113, "last");
    sent(&b, 111, "ABCDEFGH.");
    sent(&b, 109, "in");
    ends(&b, "1:one 3:btwo 6:inABlastGH");
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

/* A segment that was not captured: known by the other side's acknowledgement and what follows. */
static void gap_that_was_acknowledged(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.tw");
    sent(&b, 120, "three.");
    flags(&b, 1, 500, 126, ACK);
    for (unsigned i = 0; i < 9; i++)
        sent(&b, 126 + 2 * i, "x.");
    const char *expected = "1:one 11:GAP 11:three";
    assert_memory_equal(b.said, expected, strlen(expected));
    sent(&b, 144, "y.");
    tcp_flow_ends(b.tcp, &b.flow);
    const struct blind_spot *spot = bench_spot(&b, BLIND_STREAM_GAP);
    assert_non_null(spot);
    assert_string_equal(names_text(&b.blind.names, spot->where), "192.0.2.1 > 192.0.2.2:2000/tcp");
    assert_int_equal(spot->frames, 1);
    assert_int_equal(spot->bytes, 16); /* 14 that are not there, and the two of "tw" */
    bench_end(&b);
}

static void gap_held_at_the_end_is_handed_on(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.");
    sent(&b, 120, "three.");
    ends(&b, "1:one 2:GAP 2:three");
}

static void gap_fills_the_list(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, 100, "one.");
    for (unsigned i = 0; i <= TCP_EARLY_MOST; i++)
        sent(&b, 120 + 2 * i, "x.");
    assert_non_null(strstr(b.said, "66:GAP 66:x"));
    bench_end(&b);
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
        cmocka_unit_test(late_segment_completes),
        cmocka_unit_test(first_bytes_win),
        cmocka_unit_test(keepalive_is_ignored),
        cmocka_unit_test(picked_up_in_the_middle),
        cmocka_unit_test(both_ways_apart),
        cmocka_unit_test(gap_that_was_acknowledged),
        cmocka_unit_test(gap_held_at_the_end_is_handed_on),
        cmocka_unit_test(gap_fills_the_list),
        cmocka_unit_test(unmistakable_leads),
        cmocka_unit_test(lead_over_a_hole_that_stays),
        cmocka_unit_test(hole_filled_across_its_end),
        cmocka_unit_test(syn_begins_anew_once_data_confirms),
        cmocka_unit_test(far_off_is_another_conversation),
        cmocka_unit_test(flow_of_nobody_costs_no_state),
        cmocka_unit_test(too_long_a_message_is_passed_by),
        cmocka_unit_test(flood_of_beginnings_is_bounded),
        cmocka_unit_test(falls_short_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
