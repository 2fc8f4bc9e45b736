/* Thin: Ethernet, IPv4, UDP. The net room's owner replaces this. */
#include "wire/net/packet.h"

#include <stdlib.h>

struct net {
    struct net_settings said;
    struct packet_sink sink;
    struct table flows;
};

struct net *net_new(const struct net_settings *settings, const struct packet_sink *sink)
{
    struct net *n = calloc(1, sizeof *n);
    if (!n)
        return NULL;
    n->said = *settings;
    n->sink = *sink;
    table_init(&n->flows, sizeof(struct flow), sizeof(struct flow_key), settings->budget,
               settings->seed);
    return n;
}

void net_free(struct net *n)
{
    table_free(&n->flows);
    free(n);
}

static void one(struct net *n, const struct frame *f)
{
    struct packet p = {.frame = f};
    struct cursor c = cursor_of(f->bytes, f->captured);
    cursor_skip(&c, 12);
    if (cursor_u16(&c) != 0x0800)
        return;
    size_t header = (size_t)(cursor_peek8(&c, 0) & 15) * 4;
    p.transport = cursor_peek8(&c, 9);
    cursor_skip(&c, 12);
    p.src = addr_of(cursor_span(&c, 4));
    p.dst = addr_of(cursor_span(&c, 4));
    cursor_skip(&c, header - 20);
    if (p.transport != 17)
        return;
    p.sport = cursor_u16(&c);
    p.dport = cursor_u16(&c);
    uint16_t length = cursor_u16(&c);
    cursor_u16(&c);
    if (!cursor_ok(&c) || length < 8)
        return;
    p.way = addr_order(&p.src, &p.dst) > 0;
    struct flow_key key = {.transport = 17};
    key.a = p.way ? p.dst : p.src;
    key.b = p.way ? p.src : p.dst;
    key.a_port = p.way ? p.dport : p.sport;
    key.b_port = p.way ? p.sport : p.dport;
    bool is_new;
    p.flow = table_take(&n->flows, table_hash(&n->flows, &key), &key, &is_new);
    n->sink.datagram(n->sink.arg, &p, cursor_sub(&c, length - 8U));
}

void net_push(struct net *n, const struct frame *frames, size_t count)
{
    for (size_t i = 0; i < count; i++)
        one(n, &frames[i]);
}

void net_finish(struct net *n)
{
    uint32_t at = 0;
    for (const struct flow *f; (f = table_next(&n->flows, &at));)
        n->sink.flow_ends(n->sink.arg, f);
}

uint64_t net_evicted(const struct net *n)
{
    return n->flows.evicted;
}

const struct tunnel_sum *net_tunnel(struct net *n, const struct addr *dst, uint32_t teid)
{
    (void)n;
    (void)dst;
    (void)teid;
    return NULL;
}

void text_tunnel(struct text *t, const struct tunnel *tunnel)
{
    text_format(t, "%d", (int)tunnel->kind);
}
