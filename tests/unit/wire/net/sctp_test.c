#include "wire/net/sctp_state.h"

#include "transport.h"

enum { B = DATA_BEGIN, E = DATA_END, U = DATA_UNORDERED, TAG = 0x0a0b0c0d };

static enum verdict told(void *arg, const struct packet *p, struct cursor c)
{
    struct bench *b = arg;
    if (cursor_peek8(&c, 0) == '!')
        return VERDICT_NOT_MINE;
    text_format(&b->log, "%s%u/%u/%u:", b->log.len ? " " : "", (unsigned)p->frame->number,
                p->stream, p->ppid);
    text_put_n(&b->log, (const char *)c.at, cursor_left(&c));
    return VERDICT_TOOK;
}

static void same(void *arg, const struct addr *a, const struct addr *b)
{
    struct bench *bench = arg;
    text_put(&bench->log, bench->log.len ? " [" : "[");
    text_addr(&bench->log, a);
    text_put(&bench->log, "=");
    text_addr(&bench->log, b);
    text_put(&bench->log, "]");
}

static void begin(struct bench *b)
{
    bench_begin(b, 132);
    b->sink.datagram = told;
    b->sink.same_host = same;
    struct transport_settings settings = bench_settings(b, 4 << 20);
    b->sctp = sctp_new(&settings);
    assert_non_null(b->sctp);
}

static void ends(struct bench *b, const char *expected)
{
    sctp_finish(b->sctp);
    assert_string_equal(b->said, expected);
    bench_end(b);
}

static struct bytes packet(uint32_t tag)
{
    struct bytes s = {.len = 0};
    put(&s, 0, 4);
    put(&s, tag, 4);
    put(&s, 0, 4);
    return s;
}

static void pad(struct bytes *s)
{
    while (s->len % 4)
        put(s, 0xee, 1);
}

static void chunk_bytes(struct bytes *s, unsigned flags, uint32_t tsn, unsigned stream,
                        unsigned ssn, uint32_t ppid, struct span payload)
{
    pad(s);
    put(s, CHUNK_DATA, 1);
    put(s, flags, 1);
    put(s, 16 + payload.len, 2);
    put(s, tsn, 4);
    put(s, stream, 2);
    put(s, ssn, 2);
    put(s, ppid, 4);
    put_bytes(s, payload.at, payload.len);
}

static struct span span_of(const char *text)
{
    return (struct span){(const uint8_t *)text, strlen(text)};
}

static void chunk(struct bytes *s, unsigned flags, uint32_t tsn, unsigned stream, unsigned ssn,
                  const char *text)
{
    chunk_bytes(s, flags, tsn, stream, ssn, 60, span_of(text));
}

static void interleaved(struct bytes *s, unsigned flags, uint32_t tsn, unsigned stream,
                        uint32_t mid, uint32_t ppid_or_fsn, const char *text)
{
    pad(s);
    put(s, CHUNK_I_DATA, 1);
    put(s, flags, 1);
    put(s, 20 + strlen(text), 2);
    put(s, tsn, 4);
    put(s, stream, 2);
    put(s, 0, 2);
    put(s, mid, 4);
    put(s, ppid_or_fsn, 4);
    put_bytes(s, text, strlen(text));
}

static uint32_t go(struct bench *b, struct flow *f, unsigned way, const struct bytes *s)
{
    struct packet p = bench_packet(b, f, way);
    sctp_packet(b->sctp, &p, cursor_of(s->at, s->len));
    return p.association;
}

/* A packet with one DATA chunk, from 192.0.2.1 to 192.0.2.2. */
static void sent(struct bench *b, unsigned flags, uint32_t tsn, unsigned stream, unsigned ssn,
                 const char *text)
{
    struct bytes s = packet(TAG);
    chunk(&s, flags, tsn, stream, ssn, text);
    go(b, &b->flow, 0, &s);
}

/* INIT or INIT-ACK with `count` further addresses 198.51.100.HOST. */
static void initiate(struct bench *b, unsigned way, unsigned type, uint32_t tag, uint32_t itag,
                     unsigned host)
{
    struct bytes s = packet(tag);
    put(&s, type, 1);
    put(&s, 0, 1);
    put(&s, 20 + 8 + 8, 2);
    put(&s, itag, 4);
    put(&s, 65536, 4);
    put(&s, 10, 2);
    put(&s, 10, 2);
    put(&s, 1, 4);
    put(&s, 0x000c0006, 4); /* supported address types: IPv4; then two bytes of padding */
    put(&s, 0x00050000, 4);
    put(&s, 5, 2);
    put(&s, 8, 2);
    struct addr a = address(1, host);
    put_bytes(&s, a.bytes, 4);
    go(b, &b->flow, way, &s);
}

static void each_bundled_chunk_is_a_message(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    put(&s, 3, 1); /* SACK */
    put(&s, 0, 1);
    put(&s, 16, 2);
    put(&s, 0, 12);
    chunk(&s, B | E, 1, 0, 0, "one");
    chunk(&s, B | E, 2, 7, 0, "two22");
    chunk_bytes(&s, B | E, 3, 0, 1, 46, span_of("three"));
    go(&b, &b.flow, 0, &s);
    ends(&b, "1/0/60:one 1/7/60:two22 1/0/46:three");
}

/* arkime #3710: bytes of padding are no data, and the last chunk may come without them. */
static void padding_is_no_data(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    for (unsigned padded = 0; padded < 2; padded++) {
        struct bytes s = packet(TAG);
        chunk(&s, B | E, 1 + 2 * padded, 0, 0, "a");
        chunk(&s, B | E, 2 + 2 * padded, 0, 1, "bc");
        if (padded)
            pad(&s);
        go(&b, &b.flow, 0, &s);
    }
    ends(&b, "1/0/60:a 1/0/60:bc 2/0/60:a 2/0/60:bc");
}

/* arkime #3711 */
static void payload_protocol_has_32_bits(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    chunk_bytes(&s, B | E, 1, 0, 0, 0x01020304, span_of("x"));
    chunk_bytes(&s, B | E, 2, 0, 0, 0x00010000, span_of("y"));
    chunk_bytes(&s, B | E, 3, 0, 0, 0, span_of("z"));
    go(&b, &b.flow, 0, &s);
    ends(&b, "1/0/16909060:x 1/0/65536:y 1/0/0:z");
}

/* arkime #4097 */
static void fragments_of_streams_interleave(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B, 1, 5, 0, "fi");
    sent(&b, B, 2, 6, 0, "si");
    sent(&b, 0, 3, 5, 0, "v");
    sent(&b, E, 4, 6, 0, "x");
    sent(&b, E, 5, 5, 0, "e");
    ends(&b, "4/6/60:six 5/5/60:five");
}

/* Numbers in sequence, streams mixed on the way: and a fragment that is missing stays missing. */
static void fragments_of_streams_in_sequence(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B, 1, 5, 0, "fi");
    sent(&b, B, 4, 6, 0, "si");
    sent(&b, 0, 2, 5, 0, "v");
    sent(&b, E, 6, 6, 0, "x");
    sent(&b, E, 3, 5, 0, "e");
    ends(&b, "5/5/60:five");
}

/* The numbers of a stream's messages keep them apart. */
static void fragments_of_two_messages_of_a_stream(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B, 1, 5, 0, "on");
    sent(&b, E, 4, 5, 1, "wo");
    sent(&b, B, 3, 5, 1, "t");
    sent(&b, E, 2, 5, 0, "e");
    ends(&b, "3/5/60:two 4/5/60:one");
}

/* arkime #4024 */
static void tsn_wraps_inside_a_message(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B, 0xfffffffe, 0, 0, "a");
    sent(&b, E, 1, 0, 0, "d");
    sent(&b, 0, 0, 0, 0, "c");
    sent(&b, 0, 0xffffffff, 0, 0, "b");
    ends(&b, "4/0/60:abcd");
}

/* arkime #4030: whatever the order, the frame is that of the fragment which came last. */
static void late_fragments_complete(void **state)
{
    (void)state;
    static const unsigned ORDERS[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                         {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    static const char *const TEXT[] = {"x", "y", "z"};
    static const unsigned FLAGS[] = {B, 0, E};
    for (size_t i = 0; i < sizeof ORDERS / sizeof *ORDERS; i++) {
        struct bench b;
        begin(&b);
        for (unsigned k = 0; k < 3; k++)
            sent(&b, FLAGS[ORDERS[i][k]], 10 + ORDERS[i][k], 0, 3, TEXT[ORDERS[i][k]]);
        ends(&b, "3/0/60:xyz");
    }
}

static void unordered_have_numbers_of_their_own(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B | U, 1, 0, 9, "un");
    sent(&b, B, 3, 0, 9, "or");
    sent(&b, B | U, 5, 0, 8, "ne");
    sent(&b, E | U, 6, 0, 7, "xt");
    sent(&b, E, 4, 0, 9, "dered");
    sent(&b, E | U, 2, 0, 6, "do");
    ends(&b, "4/0/60:next 5/0/60:ordered 6/0/60:undo");
}

/* RFC 8260: the first fragment has the payload protocol, the others their number. */
static void interleaved_data(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    interleaved(&s, B, 1, 4, 70000, 46, "lo");
    interleaved(&s, B | E, 2, 5, 0, 60, "short");
    interleaved(&s, E, 3, 4, 70000, 2, "g");
    go(&b, &b.flow, 0, &s);
    s = packet(TAG);
    interleaved(&s, B, 4, 4, 70001, 46, "wr");
    interleaved(&s, 0, 5, 4, 70000, 1, "n");
    go(&b, &b.flow, 0, &s);
    ends(&b, "1/5/60:short 2/4/46:long");
}

static void repeated_chunks_are_told_once(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B | E, 1, 0, 0, "one");
    sent(&b, B | E, 1, 0, 0, "one");
    sent(&b, B, 2, 0, 1, "t");
    sent(&b, B, 2, 0, 1, "t");
    sent(&b, E, 3, 0, 1, "wo");
    sent(&b, E, 3, 0, 1, "wo");
    sent(&b, B | E, 1, 0, 0, "else"); /* not the same thing under the same number */
    ends(&b, "1/0/60:one 5/0/60:two 7/0/60:else");
}

/* 5g-trace-visualizer, arkime #1027: repeated over the second path, and a message over both. */
static void second_path_is_of_the_same_association(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    initiate(&b, 0, CHUNK_INIT, 0, 0x77, 1);
    initiate(&b, 1, CHUNK_INIT_ACK, 0x77, TAG, 2);
    assert_int_equal(b.flow.begun_by, 0);
    sent(&b, B | E, 1, 0, 0, "one");
    sent(&b, B, 2, 0, 1, "tw");
    struct bytes s = packet(TAG);
    chunk(&s, B | E, 1, 0, 0, "one");
    chunk(&s, E, 3, 0, 1, "o");
    uint32_t association = go(&b, &b.second, 0, &s);
    s = packet(0x77);
    chunk(&s, B | E, 900, 0, 0, "back");
    assert_int_equal(go(&b, &b.second, 1, &s), association);
    assert_int_equal(go(&b, &b.flow, 1, &s), association);
    assert_true(association != 0);
    ends(&b, "3/0/60:one [192.0.2.1=198.51.100.1] [192.0.2.2=198.51.100.2] 5/0/60:two "
             "6/0/60:back");
}

/* Whoever names another's address in an INIT does not pass for it. */
static void named_addresses_count_when_used(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    initiate(&b, 0, CHUNK_INIT, 0, 0x77, 1);
    initiate(&b, 1, CHUNK_INIT_ACK, 0x77, TAG, 2);
    struct bytes s = packet(0x77);
    put(&s, 0x04000008, 4); /* HEARTBEAT to what was named */
    put(&s, 0x00010004, 4);
    go(&b, &b.second, 1, &s);
    assert_string_equal(b.said, "[192.0.2.2=198.51.100.2]");
    s = packet(0x1234); /* a packet with another tag is of another association */
    chunk(&s, B | E, 1, 0, 0, "!");
    go(&b, &b.second, 0, &s);
    ends(&b, "[192.0.2.2=198.51.100.2]");
}

static void asconf_adds_an_address(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B | E, 1, 0, 0, "one");
    struct bytes s = packet(TAG);
    put(&s, CHUNK_ASCONF, 1);
    put(&s, 0, 1);
    put(&s, 8 + 8 + 16, 2);
    put(&s, 1, 4);
    put(&s, 0x00050008, 4);
    put(&s, 0xc0000201, 4);
    put(&s, 0xc0010010, 4);
    put(&s, 5, 4);
    put(&s, 0x00050008, 4);
    put(&s, 0xc6336401, 4); /* 198.51.100.1 */
    go(&b, &b.flow, 0, &s);
    struct flow moved;
    bench_flow(&moved, 1, 132);
    moved.key.b = address(0, 2);
    s = packet(TAG);
    chunk(&s, B | E, 1, 0, 0, "one");
    chunk(&s, B | E, 2, 0, 1, "two");
    go(&b, &moved, 0, &s);
    ends(&b, "1/0/60:one [192.0.2.1=198.51.100.1] 3/0/60:two");
}

/* The same capture under other addresses: same ports, same tags, another association. */
static void tags_alone_do_not_join(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    chunk(&s, B | E, 1, 0, 0, "one");
    uint32_t first = go(&b, &b.flow, 0, &s);
    assert_true(go(&b, &b.second, 0, &s) != first);
    ends(&b, "1/0/60:one 2/0/60:one");
}

static void next_association_of_the_same_ports(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    chunk(&s, B | E, 1, 0, 0, "one");
    uint32_t first = go(&b, &b.flow, 0, &s);
    struct bytes abort = packet(TAG);
    put(&abort, 0x06000004, 4);
    assert_int_equal(go(&b, &b.flow, 0, &abort), first);
    s = packet(TAG + 1);
    chunk(&s, B | E, 1, 0, 0, "one");
    assert_true(go(&b, &b.flow, 0, &s) != first);
    ends(&b, "1/0/60:one 3/0/60:one");
}

/* arkime #4143: beginnings without an end are bounded, and told at the end. */
static void fragments_without_end_are_bounded(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    static uint8_t fill[1400];
    for (unsigned i = 0; i < 4000; i++) {
        struct bytes s = packet(TAG);
        chunk_bytes(&s, B, 2 * i, 0, i, 60, (struct span){fill, sizeof fill});
        go(&b, &b.flow, 0, &s);
    }
    assert_true(sctp_evicted(b.sctp) > 2000);
    sctp_finish(b.sctp);
    assert_int_equal(bench_spot(&b, BLIND_OVER_BUDGET)->frames, sctp_evicted(b.sctp));
    const struct blind_spot *missing = bench_spot(&b, BLIND_FRAGMENT_MISSING);
    assert_int_equal(missing->frames, 4000 - sctp_evicted(b.sctp));
    assert_int_equal(missing->bytes, 1400 * missing->frames);
    assert_string_equal(names_text(&b.blind.names, missing->where),
                        "192.0.2.1 > 192.0.2.2:2000/sctp");
    bench_end(&b);
}

static void one_message_too_long_is_given_up(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    static uint8_t fill[1400];
    for (unsigned i = 0; i < 100; i++) {
        struct bytes s = packet(TAG);
        chunk_bytes(&s, i ? 0 : B, i, 0, 0, 60, (struct span){fill, sizeof fill});
        go(&b, &b.flow, 0, &s);
    }
    sent(&b, B | E, 100, 0, 1, "on");
    sctp_finish(b.sctp);
    assert_string_equal(b.said, "101/0/60:on");
    assert_non_null(bench_spot(&b, BLIND_OVER_BUDGET));
    bench_end(&b);
}

static void what_nobody_takes_is_counted(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B | E, 1, 0, 0, "!what");
    assert_int_equal(b.flow.unread_frames, 1);
    assert_int_equal(b.flow.unread_bytes, 5);
    ends(&b, "");
}

static void chunk_length_below_its_header(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    put(&s, 0x00030003, 4);
    chunk(&s, B | E, 1, 0, 0, "x");
    go(&b, &b.flow, 0, &s);
    sctp_finish(b.sctp);
    assert_int_equal(bench_spot(&b, BLIND_BROKEN)->bytes, 4 + 17);
    assert_string_equal(b.said, "");
    bench_end(&b);
}

/* Cut anywhere: nothing is read past the end, and what is there of a message is handed up. */
static void falls_short_at_every_length(void **state)
{
    (void)state;
    struct bytes s = packet(TAG);
    chunk(&s, B | E, 1, 0, 0, "whole");
    struct bytes init = packet(0);
    put(&init, 0x01000024, 4);
    put(&init, 7, 4);
    put(&init, 0, 8);
    put(&init, 0, 4);
    put(&init, 0x00050008, 4);
    put(&init, 0xc6336401, 4);
    put(&init, 0x00060014, 4);
    for (size_t len = 0; len < s.len; len++) {
        struct bench b;
        begin(&b);
        uint8_t *cut = malloc(len + 1);
        memcpy(cut, s.at, len);
        struct packet p = bench_packet(&b, &b.flow, 0);
        sctp_packet(b.sctp, &p, cursor_of(cut, len));
        memcpy(cut, init.at, len < init.len ? len : init.len);
        sctp_packet(b.sctp, &p, cursor_of(cut, len < init.len ? len : init.len));
        free(cut);
        size_t there = len > 28 ? len - 28 : 0;
        assert_int_equal(b.log.len, there ? 7 + there : 0);
        bench_end(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_bundled_chunk_is_a_message),
        cmocka_unit_test(padding_is_no_data),
        cmocka_unit_test(payload_protocol_has_32_bits),
        cmocka_unit_test(fragments_of_streams_interleave),
        cmocka_unit_test(fragments_of_streams_in_sequence),
        cmocka_unit_test(fragments_of_two_messages_of_a_stream),
        cmocka_unit_test(tsn_wraps_inside_a_message),
        cmocka_unit_test(late_fragments_complete),
        cmocka_unit_test(unordered_have_numbers_of_their_own),
        cmocka_unit_test(interleaved_data),
        cmocka_unit_test(repeated_chunks_are_told_once),
        cmocka_unit_test(second_path_is_of_the_same_association),
        cmocka_unit_test(named_addresses_count_when_used),
        cmocka_unit_test(asconf_adds_an_address),
        cmocka_unit_test(tags_alone_do_not_join),
        cmocka_unit_test(next_association_of_the_same_ports),
        cmocka_unit_test(fragments_without_end_are_bounded),
        cmocka_unit_test(one_message_too_long_is_given_up),
        cmocka_unit_test(what_nobody_takes_is_counted),
        cmocka_unit_test(chunk_length_below_its_header),
        cmocka_unit_test(falls_short_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
