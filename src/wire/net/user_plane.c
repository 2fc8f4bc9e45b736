/* Customers' traffic in GTP-U tunnels (TS 29.281 5.1): counted, its content left alone.
 *
 * On port 2152 version 1, protocol type 1 and message type 255 make a G-PDU. On any other port a
 * packet has to be unmistakable: also no spare bit, a length that is exactly the rest, and inside
 * an IPv4 or IPv6 header whose own length is exactly what remains. Some forty bits agree then, so
 * that one packet is enough and nothing is remembered of the flow. All other messages are
 * datagrams.
 */
#include "base/hash.h"
#include "wire/net/ip.h"
#include "wire/net/layer.h"

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

uint64_t g_pdu_hash(const struct net *n, const struct addr *dst, uint32_t teid)
{
    uint64_t seed = n->tunnels.seed;
    uint64_t high = hash_load64(dst->bytes);
    if (dst->family == 6)
        high = hash_two(seed, high, hash_load64(dst->bytes + 8));
    return hash_two(seed, high, teid);
}

static void count(struct tunnel_sum *t, const struct packet *p, const struct g_pdu *g, bool is_new)
{
    uint32_t sender =
        (uint32_t)hash_two(0, hash_load64(p->src.bytes), hash_load64(p->src.bytes + 8));
    if (is_new) {
        t->first = p->frame->time;
        t->where = (struct place){.frame = p->frame->number, .file = p->frame->file};
    }
    if (is_new || t->sender != sender) {
        t->sender = sender;
        t->src = p->src;
    }
    t->packets++;
    t->bytes += g->length;
    t->last = p->frame->time;
}

void g_pdu_up(struct net *n, struct packet *p, const struct g_pdu *g, uint64_t hash,
              struct cursor payload)
{
    struct {
        struct addr dst;
        uint32_t teid;
    } key = {p->dst, g->teid};
    bool is_new;
    struct tunnel_sum *t = table_take(&n->tunnels, hash, &key, &is_new);
    count(t, p, g, is_new);
    flow_unread(p, g->length);
    if (is_new || n->said.every_g_pdu || watch_holds(&n->watch, &p->dst))
        n->sink.user_plane(n->sink.arg, p, g->teid, payload);
}

/* UDP found a G-PDU, or on its port what begins like one. */
enum layer layer_user_plane(struct walk *w)
{
    struct packet *p = w->p;
    struct g_pdu g;
    if (g_pdu_read(w->c, is_port_gtpu(p), &g) != G_PDU_IS)
        return walk_broken(w);
    struct flow_at at = flow_at(w->net, p, w->tunnel);
    flow_take(w->net, p, &at, cursor_left(&w->c));
    g_pdu_up(w->net, p, &g, g_pdu_hash(w->net, &p->dst, g.teid), w->c);
    return LAYER_DONE;
}

const struct tunnel_sum *net_tunnel(struct net *n, const struct addr *dst, uint32_t teid)
{
    struct {
        struct addr dst;
        uint32_t teid;
    } key = {*dst, teid};
    return table_find(&n->tunnels, g_pdu_hash(n, dst, teid), &key);
}

void net_watch(struct net *n, const struct addr *dst)
{
    watch_add(&n->watch, dst);
}
