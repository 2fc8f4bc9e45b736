/* What the tests of TCP share: a protocol of lines, and segments that carry it. */
#ifndef POSTERN_TESTS_UNIT_TCP_BENCH_H
#define POSTERN_TESTS_UNIT_TCP_BENCH_H

#include "transport.h"
#include "wire/net/tcp_state.h"

enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

/* A protocol of lines: a message ends in a full stop; '!' begins what nobody knows; capitals begin
 * a message that is unmistakable. What is told is written down with its frame. */
static inline enum verdict lines(void *arg, const struct packet *p, struct cursor c,
                                 size_t *ret_taken)
{
    struct bench *b = arg;
    size_t whole = cursor_left(&c);
    *ret_taken = 0;
    b->shown++;
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

static inline void on_gap(void *arg, const struct packet *p)
{
    struct bench *b = arg;
    text_format(&b->log, " %u:GAP", (unsigned)p->frame->number);
}

static inline void begin(struct bench *b)
{
    bench_begin(b, 6);
    b->sink.stream = lines;
    b->sink.gap = on_gap;
    struct transport_settings settings = bench_settings(b, 4 << 20);
    b->tcp = tcp_new(&settings);
    assert_non_null(b->tcp);
}

static inline void send_all(struct bench *b, struct flow *f, unsigned way, uint32_t seq,
                            uint32_t ack, unsigned flags, struct span payload)
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

static inline void sent(struct bench *b, uint32_t seq, const char *text)
{
    send_all(b, &b->flow, 0, seq, 0, 0, (struct span){(const uint8_t *)text, strlen(text)});
}

static inline void flags(struct bench *b, unsigned way, uint32_t seq, uint32_t ack, unsigned flags)
{
    send_all(b, &b->flow, way, seq, ack, flags, (struct span){0});
}

static inline void ends(struct bench *b, const char *expected)
{
    tcp_flow_ends(b->tcp, &b->flow);
    assert_string_equal(b->said, expected);
    bench_end(b);
}

#endif
