/* What the tests of SCTP share: packets built chunk by chunk. */
#ifndef POSTERN_TESTS_UNIT_SCTP_BENCH_H
#define POSTERN_TESTS_UNIT_SCTP_BENCH_H

#include "transport.h"
#include "wire/net/sctp_state.h"

enum { B = DATA_BEGIN, E = DATA_END, U = DATA_UNORDERED, TAG = 0x0a0b0c0d };

static inline enum verdict told(void *arg, const struct packet *p, struct cursor c)
{
    struct bench *b = arg;
    if (cursor_peek8(&c, 0) == '!')
        return VERDICT_NOT_MINE;
    text_format(&b->log, "%s%u/%u/%u:", b->log.len ? " " : "", (unsigned)p->frame->number,
                p->stream, p->ppid);
    text_put_n(&b->log, (const char *)c.at, cursor_left(&c));
    return VERDICT_TOOK;
}

static inline void same(void *arg, const struct addr *a, const struct addr *b)
{
    struct bench *bench = arg;
    text_put(&bench->log, bench->log.len ? " [" : "[");
    text_addr(&bench->log, a);
    text_put(&bench->log, "=");
    text_addr(&bench->log, b);
    text_put(&bench->log, "]");
}

static inline void begin(struct bench *b)
{
    bench_begin(b, 132);
    b->sink.datagram = told;
    b->sink.same_host = same;
    struct transport_settings settings = bench_settings(b, 4 << 20);
    b->sctp = sctp_new(&settings);
    assert_non_null(b->sctp);
}

static inline void ends(struct bench *b, const char *expected)
{
    sctp_finish(b->sctp);
    assert_string_equal(b->said, expected);
    bench_end(b);
}

static inline struct bytes packet(uint32_t tag)
{
    struct bytes s = {.len = 0};
    put(&s, 0, 4);
    put(&s, tag, 4);
    put(&s, 0, 4);
    return s;
}

static inline void pad(struct bytes *s)
{
    while (s->len % 4)
        put(s, 0xee, 1);
}

static inline void chunk_bytes(struct bytes *s, unsigned flags, uint32_t tsn, unsigned stream,
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

static inline struct span span_of(const char *text)
{
    return (struct span){(const uint8_t *)text, strlen(text)};
}

static inline void chunk(struct bytes *s, unsigned flags, uint32_t tsn, unsigned stream,
                         unsigned ssn, const char *text)
{
    chunk_bytes(s, flags, tsn, stream, ssn, 60, span_of(text));
}

static inline void interleaved(struct bytes *s, unsigned flags, uint32_t tsn, unsigned stream,
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

static inline uint32_t go(struct bench *b, struct flow *f, unsigned way, const struct bytes *s)
{
    struct packet p = bench_packet(b, f, way);
    sctp_packet(b->sctp, &p, cursor_of(s->at, s->len));
    return p.association;
}

/* A packet with one DATA chunk, from 192.0.2.1 to 192.0.2.2. */
static inline void sent(struct bench *b, unsigned flags, uint32_t tsn, unsigned stream,
                        unsigned ssn, const char *text)
{
    struct bytes s = packet(TAG);
    chunk(&s, flags, tsn, stream, ssn, text);
    go(b, &b->flow, 0, &s);
}

/* INIT or INIT-ACK with `count` further addresses 198.51.100.HOST. */
static inline void initiate(struct bench *b, unsigned way, unsigned type, uint32_t tag,
                            uint32_t itag, unsigned host)
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

#endif
