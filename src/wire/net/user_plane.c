/* Customers' traffic in GTP-U tunnels (TS 29.281 5.1): counted, its content left alone.
 *
 * On port 2152 version 1, protocol type 1 and message type 255 make a G-PDU. On any other port a
 * packet has to be unmistakable: also no spare bit, a length that is exactly the rest, and inside
 * an IPv4 or IPv6 header whose own length is exactly what remains. Some forty bits agree then, so
 * that one packet is enough and nothing is remembered of the flow. All other messages are
 * datagrams.
 */
#include "base/hash.h"
#include "wire/net/layer.h"

#include <stdlib.h>

enum {
    VERSION_AND_TYPE = 0xf0,
    GTP_1 = 0x30, /* version 1, protocol type GTP */
    SPARE = 0x08,
    HAS_EXTENSION = 0x04,
    HAS_OPTIONS = 0x07,
    MESSAGE_G_PDU = 255,
};

/* TS 29.281 5.2.1: length in units of 4 bytes, the last byte is the next header's type. */
static void skip_extensions(struct cursor *c)
{
    uint8_t next = cursor_u8(c);
    while (next && cursor_ok(c)) {
        size_t length = cursor_u8(c) * 4U;
        if (length == 0)
            cursor_fail(c, LACK_VALUE);
        else
            cursor_skip(c, length - 2);
        next = cursor_u8(c);
    }
}

static bool is_exact_ip(struct cursor c)
{
    switch (cursor_peek8(&c, 0) >> 4) {
    case 4:
        return cursor_peek8(&c, 0) >= 0x45 && cursor_left(&c) >= 20 &&
               cursor_peek16(&c, 2) == cursor_left(&c);
    case 6:
        return cursor_left(&c) >= 40 && cursor_peek16(&c, 4) == cursor_left(&c) - 40;
    default:
        return false;
    }
}

enum g_pdu_is g_pdu_read(struct cursor payload, bool on_port, struct g_pdu *ret)
{
    if (cursor_left(&payload) < 8)
        return G_PDU_NOT;
    uint64_t head = cursor_u64(&payload); /* flags, type, length, TEID */
    uint8_t flags = (uint8_t)(head >> 56);
    if ((flags & VERSION_AND_TYPE) != GTP_1 || (head >> 48 & 0xff) != MESSAGE_G_PDU)
        return G_PDU_NOT;
    if (!on_port && (flags & SPARE || (head >> 32 & 0xffff) != cursor_left(&payload)))
        return G_PDU_NOT;
    if (flags & HAS_OPTIONS) {
        cursor_skip(&payload, 3); /* sequence number, N-PDU number */
        if (flags & HAS_EXTENSION)
            skip_extensions(&payload);
        else
            cursor_skip(&payload, 1);
    }
    if (!on_port && !is_exact_ip(payload))
        return G_PDU_NOT;
    ret->teid = (uint32_t)head;
    ret->length = cursor_left(&payload);
    return cursor_ok(&payload) ? G_PDU_IS : G_PDU_BROKEN;
}

void g_pdu_at(struct g_pdu_at *ret, uint64_t seed, const struct g_pdu *g)
{
    const struct addr *dst = &ret->key.dst;
    uint64_t high = number_of_addr(dst);
    if (dst->family == 6)
        high = hash_two(seed, hash_load64(dst->bytes), hash_load64(dst->bytes + 8));
    ret->key.teid = g->teid;
    ret->hash = hash_two(seed, high, g->teid);
    ret->length = g->length;
}

static struct tunnel_cold *cold_of(const struct user_plane *u, const struct tunnel_hot *hot)
{
    return u->cold + table_slot(&u->hot, hot);
}

static uint32_t sender_of(const struct addr *src)
{
    if (src->family == 4)
        return number_of_addr(src);
    return (uint32_t)hash_two(0, hash_load64(src->bytes), hash_load64(src->bytes + 8));
}

bool g_pdu_count(struct user_plane *u, const struct frame *frame, const struct addr *src,
                 const struct g_pdu_at *g)
{
    bool is_new;
    struct tunnel_hot *t = table_take(&u->hot, g->hash, &g->key, &is_new);
    uint32_t sender = sender_of(src);
    if (is_new)
        *cold_of(u, t) = (struct tunnel_cold){frame->time, place_of(frame), *src};
    else if (t->sender != sender)
        cold_of(u, t)->src = *src;
    t->sender = sender;
    t->packets++;
    t->bytes += g->length;
    t->last = frame->time;
    return is_new;
}

bool user_plane_init(struct user_plane *u, size_t budget, uint64_t seed)
{
    /* The table takes 66 bytes an entry, its other half 44: three fifths and two. */
    if (!table_init(&u->hot, sizeof(struct tunnel_hot), sizeof(struct tunnel_key), budget / 5 * 3,
                    seed))
        return false;
    u->cold = calloc(u->hot.mask + 1UL, sizeof *u->cold);
    return u->cold != NULL;
}

void user_plane_free(struct user_plane *u)
{
    table_free(&u->hot);
    free(u->cold);
    u->cold = NULL;
}

void guard_tell(struct net *n, const struct packet *p, uint32_t teid, struct cursor inner)
{
    struct inner_ip ip;
    if (n->sink.inside && inner_ip_read(inner, &ip))
        n->sink.inside(n->sink.arg, p, teid, &ip);
}

/* UDP found a G-PDU, or on its port what begins like one. */
enum layer layer_user_plane(struct walk *w)
{
    struct net *n = w->net;
    struct packet *p = w->p;
    struct g_pdu g;
    if (g_pdu_read(w->c, p->sport == PORT_GTPU || p->dport == PORT_GTPU, &g) != G_PDU_IS)
        return walk_broken(w);
    struct flow_at at;
    struct g_pdu_at g_at = {.key.dst = p->dst};
    flow_at(&at, n->said.seed, p, w->tunnel);
    g_pdu_at(&g_at, n->said.seed, &g);
    p->flow = flow_take(n, p->frame, &at, cursor_left(&w->c));
    p->way = at.way;
    flow_unread(p, g.length);
    if (g_pdu_count(&n->user_plane, p->frame, &p->src, &g_at) || is_shown(n, &p->dst))
        n->sink.user_plane(n->sink.arg, p, g.teid, w->c);
    if (guard_may_hold(&n->guard, w->c, g.length))
        guard_tell(n, p, g.teid, guard_inner(w->c, g.length));
    return LAYER_DONE;
}

const struct tunnel_sum *net_tunnel(struct net *n, const struct addr *dst, uint32_t teid)
{
    struct user_plane *u = &n->user_plane;
    struct g_pdu_at at = {.key.dst = *dst};
    g_pdu_at(&at, n->said.seed, &(struct g_pdu){.teid = teid});
    const struct tunnel_hot *hot = table_find(&u->hot, at.hash, &at.key);
    if (!hot)
        return NULL;
    const struct tunnel_cold *cold = cold_of(u, hot);
    u->said = (struct tunnel_sum){.dst = *dst,
                                  .teid = teid,
                                  .src = cold->src,
                                  .packets = hot->packets,
                                  .bytes = hot->bytes,
                                  .first = cold->first,
                                  .last = hot->last,
                                  .where = cold->where};
    return &u->said;
}

void net_watch(struct net *n, const struct addr *dst)
{
    watch_add(&n->watch, dst);
}

void net_guard(struct net *n, const struct addr *address, unsigned bits)
{
    guard_add(&n->guard, address, bits);
}
