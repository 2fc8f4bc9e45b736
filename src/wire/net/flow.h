/* Inside the net room: which conversation a packet belongs to. */
#ifndef POSTERN_WIRE_NET_FLOW_H
#define POSTERN_WIRE_NET_FLOW_H

#include "base/hash.h"
#include "wire/net/ip.h"
#include "wire/net/packet.h"

struct flow_at {
    struct flow_key key;
    uint64_t hash;
    uint8_t way;
};

/* IPv4, the one that has to be quick: two words hold the key. */
static inline void flow_at_v4(struct flow_at *ret, uint64_t seed, uint32_t src, uint32_t dst,
                              uint16_t sport, uint16_t dport, uint8_t transport, uint32_t tunnel)
{
    bool way = src != dst ? src > dst : sport > dport;
    uint32_t low = way ? dst : src;
    uint32_t high = way ? src : dst;
    ret->way = way;
    addr_set_number(&ret->key.a, low);
    addr_set_number(&ret->key.b, high);
    ret->key.a_port = way ? dport : sport;
    ret->key.b_port = way ? sport : dport;
    ret->key.transport = transport;
    memset(ret->key.spare, 0, sizeof ret->key.spare);
    ret->key.tunnel = tunnel;
    uint64_t rest = (uint64_t)ret->key.a_port << 16 | ret->key.b_port;
    ret->hash = hash_two(seed, (uint64_t)low << 32 | high,
                         rest ^ (uint64_t)tunnel << 32 ^ (uint64_t)transport << 56);
}

/* Any packet, by its addresses, ports and transport. */
void flow_at(struct flow_at *ret, uint64_t seed, const struct packet *p, uint32_t tunnel);

struct net;
/* The flow, made when there is none; counts a packet with `bytes` of payload. */
struct flow *flow_take(struct net *n, const struct frame *frame, const struct flow_at *at,
                       size_t bytes);
/* Payload that nobody took. */
void flow_left(struct flow *f, const struct frame *frame, size_t bytes);
static inline void flow_unread(const struct packet *p, size_t bytes)
{
    flow_left(p->flow, p->frame, bytes);
}
/* The flow is over: transport gives up what it holds, and the sink is told. */
void flow_end(struct net *n, struct flow *f);

static inline struct place place_of(const struct frame *f)
{
    return (struct place){.frame = f->number, .file = f->file};
}

#endif
