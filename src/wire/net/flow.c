/* Conversations: two endpoints that talk, both ways in one entry. */
#include "base/pool.h"
#include "wire/net/layer.h"

void flow_at(struct flow_at *ret, uint64_t seed, const struct packet *p, uint32_t tunnel)
{
    if (p->src.family == 4 && p->dst.family == 4) {
        flow_at_v4(ret, seed, number_of_addr(&p->src), number_of_addr(&p->dst), p->sport, p->dport,
                   p->transport, tunnel);
        return;
    }
    int order = addr_order(&p->src, &p->dst);
    bool way = order ? order > 0 : p->sport > p->dport;
    ret->way = way;
    ret->key = (struct flow_key){.a = way ? p->dst : p->src,
                                 .b = way ? p->src : p->dst,
                                 .a_port = way ? p->dport : p->sport,
                                 .b_port = way ? p->sport : p->dport,
                                 .transport = p->transport,
                                 .tunnel = tunnel};
    ret->hash = hash_bytes(seed, &ret->key, sizeof ret->key);
}

struct flow *flow_take(struct net *n, const struct frame *frame, const struct flow_at *at,
                       size_t bytes)
{
    bool is_new;
    struct flow *f = table_take(&n->flows, at->hash, &at->key, &is_new);
    if (is_new) {
        f->state = POOL_NONE;
        f->begun_by = at->way;
        f->first = frame->time;
        f->where = place_of(frame);
    }
    f->frames[at->way]++;
    f->bytes[at->way] += bytes;
    f->last = frame->time;
    return f;
}

void flow_left(struct flow *f, const struct frame *frame, size_t bytes)
{
    if (f->unread_frames++ == 0)
        f->unread_first = place_of(frame);
    f->unread_bytes += bytes;
}

void flow_end(struct net *n, struct flow *f)
{
    if (f->key.transport == PROTOCOL_TCP)
        tcp_flow_ends(n->tcp, f);
    n->sink.flow_ends(n->sink.arg, f);
}
