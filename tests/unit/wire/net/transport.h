/* What the tests of TCP and SCTP share: a sink that writes down what it is told, and bytes built
 * one number after the other. */
#ifndef POSTERN_TESTS_UNIT_TRANSPORT_H
#define POSTERN_TESTS_UNIT_TRANSPORT_H

#include "base/pool.h"
#include "unit/unit.h"
#include "wire/net/transport.h"

#include <stdio.h>
#include <stdlib.h>

struct bytes {
    uint8_t at[4096];
    size_t len;
};

static inline void put(struct bytes *b, uint64_t value, unsigned bytes)
{
    while (bytes-- && b->len < sizeof b->at)
        b->at[b->len++] = (uint8_t)(bytes < 8 ? value >> (8 * bytes) : 0);
}

static inline void put_bytes(struct bytes *b, const void *bytes, size_t n)
{
    assert_true(b->len + n <= sizeof b->at);
    if (n)
        memcpy(b->at + b->len, bytes, n);
    b->len += n;
}

/* One conversation, 192.0.2.1:40000 and 192.0.2.2:2000, and what became of it. */
struct bench {
    struct blind blind;
    struct packet_sink sink;
    struct flow flow;
    struct flow second; /* 198.51.100.1:40000 and 198.51.100.2:2000 */
    struct frame frame;
    char said[4096];
    struct text log;
    unsigned shown; /* how often bytes of a stream were */
    struct tcp *tcp;
    struct sctp *sctp;
};

static inline struct addr address(unsigned net, unsigned host)
{
    const uint8_t first[] = {192, 0, 2, (uint8_t)host};
    const uint8_t second[] = {198, 51, 100, (uint8_t)host};
    return addr_v4(net ? second : first);
}

static inline void bench_flow(struct flow *f, unsigned net, uint8_t transport)
{
    *f = (struct flow){.state = POOL_NONE};
    f->key.a = address(net, 1);
    f->key.b = address(net, 2);
    f->key.a_port = 40000;
    f->key.b_port = 2000;
    f->key.transport = transport;
}

static inline struct packet bench_packet(struct bench *b, struct flow *f, unsigned way)
{
    b->frame.number++;
    b->frame.time += 1000000;
    struct packet p = {.frame = &b->frame, .way = (uint8_t)way, .flow = f};
    p.transport = f->key.transport;
    p.src = way ? f->key.b : f->key.a;
    p.dst = way ? f->key.a : f->key.b;
    p.sport = way ? f->key.b_port : f->key.a_port;
    p.dport = way ? f->key.a_port : f->key.b_port;
    return p;
}

static inline const struct blind_spot *bench_spot(struct bench *b, enum blind_reason reason)
{
    static const struct blind_spot *all[64];
    size_t n = blind_sorted(&b->blind, all, 64);
    for (size_t i = 0; i < n; i++)
        if (all[i]->reason == reason)
            return all[i];
    return NULL;
}

static inline struct transport_settings bench_settings(struct bench *b, size_t budget)
{
    return (struct transport_settings){
        .budget = budget, .seed = 7, .blind = &b->blind, .sink = &b->sink};
}

static inline void bench_begin(struct bench *b, uint8_t transport)
{
    memset(b, 0, sizeof *b);
    b->log = text_in(b->said, sizeof b->said);
    b->sink.arg = b;
    assert_true(blind_init(&b->blind, 1 << 16, 7));
    bench_flow(&b->flow, 0, transport);
    bench_flow(&b->second, 1, transport);
}

static inline void bench_end(struct bench *b)
{
    tcp_free(b->tcp);
    if (b->sctp)
        sctp_free(b->sctp);
    blind_free(&b->blind);
}

#endif
