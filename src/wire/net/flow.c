/* Conversations: two endpoints that talk, both ways in one entry. */
#include "base/hash.h"
#include "base/pool.h"
#include "wire/net/layer.h"

static bool is_higher(const struct packet *p)
{
    int order = addr_order(&p->src, &p->dst);
    return order ? order > 0 : p->sport > p->dport;
}

/* Two words hold an IPv4 key but for what tunnels add; IPv6 takes the whole key. */
uint64_t flow_hash(uint64_t seed, const struct flow_key *key)
{
    if (key->a.family == 6)
        return hash_bytes(seed, key, sizeof *key);
    uint32_t a, b;
    memcpy(&a, key->a.bytes, sizeof a);
    memcpy(&b, key->b.bytes, sizeof b);
    uint64_t ports = (uint64_t)key->a_port << 16 | key->b_port;
    return hash_two(seed, (uint64_t)a << 32 | b,
                    ports ^ (uint64_t)key->tunnel << 32 ^ (uint64_t)key->transport << 56);
}

struct flow_at flow_at(const struct net *n, const struct packet *p, uint32_t tunnel)
{
    bool way = is_higher(p);
    struct flow_at at = {.way = way,
                         .key = {.a = way ? p->dst : p->src,
                                 .b = way ? p->src : p->dst,
                                 .a_port = way ? p->dport : p->sport,
                                 .b_port = way ? p->sport : p->dport,
                                 .transport = p->transport,
                                 .tunnel = tunnel}};
    at.hash = flow_hash(n->said.seed, &at.key);
    return at;
}

void flow_take(struct net *n, struct packet *p, const struct flow_at *at, size_t bytes)
{
    bool is_new;
    struct flow *f = table_take(&n->flows, at->hash, &at->key, &is_new);
    if (is_new) {
        f->state = POOL_NONE;
        f->begun_by = at->way;
        f->first = p->frame->time;
        f->where = (struct place){.frame = p->frame->number, .file = p->frame->file};
    }
    f->frames[at->way]++;
    f->bytes[at->way] += bytes;
    f->last = p->frame->time;
    p->way = at->way;
    p->flow = f;
}

void flow_unread(const struct packet *p, size_t bytes)
{
    struct flow *f = p->flow;
    if (f->unread_frames++ == 0)
        f->unread_first = (struct place){.frame = p->frame->number, .file = p->frame->file};
    f->unread_bytes += bytes;
}

void flow_end(struct net *n, struct flow *f)
{
    if (f->key.transport == PROTOCOL_TCP)
        tcp_flow_ends(n->tcp, f);
    n->sink.flow_ends(n->sink.arg, f);
}
