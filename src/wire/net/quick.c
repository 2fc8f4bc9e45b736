#include "wire/net/quick.h"

#include "wire/net/udp.h"

enum {
    LINK_ETHERNET = 1,
    LINK_SLL = 113,
    ETHERTYPE_IPV4 = 0x0800,
    ETHERTYPE_IPV6 = 0x86dd,
    ETHERTYPE_VLAN = 0x8100,
};

/* What the IP header said, of either version. */
struct plain {
    struct ipv4_head v4;
    struct ipv6_head v6;
    uint8_t protocol;
    bool is_v6;
};

static inline uint16_t read_link(const struct frame *f, struct cursor *c, struct quick *q)
{
    if (f->link == LINK_ETHERNET)
        cursor_skip(c, 12);
    else if (f->link == LINK_SLL)
        cursor_skip(c, 14);
    else
        return 0;
    uint16_t type = cursor_u16(c);
    q->tagged = type == ETHERTYPE_VLAN;
    if (q->tagged) {
        q->vlan = cursor_u16(c) & 0xfff;
        type = cursor_u16(c);
    }
    return type;
}

/* Reads down to the IP payload; false for anything that is not plain. */
static inline bool read_ip(const struct frame *f, struct quick *q, struct plain *ip)
{
    switch (read_link(f, &q->payload, q)) {
    case ETHERTYPE_IPV4:
        ip->is_v6 = false;
        if (!ipv4_read(&q->payload, &ip->v4))
            return false;
        ip->protocol = ip->v4.protocol;
        return !ip->v4.longer && !ip->v4.more && ip->v4.offset == 0;
    case ETHERTYPE_IPV6:
        ip->is_v6 = true;
        if (!ipv6_read(&q->payload, &ip->v6))
            return false;
        ip->protocol = ip->v6.protocol;
        return !ip->v6.longer;
    default:
        return false;
    }
}

static inline void send_for_flow(const struct net *n, struct quick *q, const struct plain *ip,
                                 uint16_t sport, uint16_t dport)
{
    if (ip->is_v6) {
        struct packet p;
        p.src = addr_v6(ip->v6.src.at);
        p.dst = addr_v6(ip->v6.dst.at);
        p.sport = sport;
        p.dport = dport;
        p.transport = ip->protocol;
        flow_at(&q->at, n->said.seed, &p, 0);
    } else {
        flow_at_v4(&q->at, n->said.seed, ip->v4.src, ip->v4.dst, sport, dport, ip->protocol, 0);
    }
    table_prefetch(&n->flows, q->at.hash);
}

static inline enum quick_is look_udp(const struct net *n, struct quick *q, const struct plain *ip)
{
    struct udp_head udp;
    if (!udp_read(&q->payload, &udp) || udp.longer || is_udp_tunnel(n, udp.dport))
        return QUICK_NOT;
    struct g_pdu g;
    bool on_port = udp.sport == PORT_GTPU || udp.dport == PORT_GTPU;
    enum g_pdu_is is = g_pdu_read(q->payload, on_port, &g);
    if (is == G_PDU_BROKEN)
        return QUICK_NOT;
    send_for_flow(n, q, ip, udp.sport, udp.dport);
    if (is == G_PDU_NOT)
        return QUICK_UDP;
    if (ip->is_v6)
        q->g.key.dst = addr_v6(ip->v6.dst.at);
    else
        addr_set_number(&q->g.key.dst, ip->v4.dst);
    g_pdu_at(&q->g, n->said.seed, &g);
    q->guarded = guard_may_hold(&n->guard, q->payload, g.length);
    table_prefetch(&n->user_plane.hot, q->g.hash);
    return QUICK_G_PDU;
}

static inline enum quick_is look_segment(const struct net *n, struct quick *q,
                                         const struct plain *ip)
{
    size_t least = ip->protocol == PROTOCOL_TCP ? 20 : 12;
    if (cursor_left(&q->payload) < least)
        return QUICK_NOT;
    send_for_flow(n, q, ip, cursor_peek16(&q->payload, 0), cursor_peek16(&q->payload, 2));
    return QUICK_SEGMENT;
}

void quick_look(const struct net *n, const struct frame *f, struct quick *ret)
{
    struct plain ip = {0};
    ret->payload = cursor_of(f->bytes, f->captured);
    ret->is = QUICK_NOT;
    if (!read_ip(f, ret, &ip))
        return;
    if (ip.protocol == PROTOCOL_UDP)
        ret->is = look_udp(n, ret, &ip);
    else if (ip.protocol == PROTOCOL_SCTP || ip.protocol == PROTOCOL_TCP)
        ret->is = look_segment(n, ret, &ip);
}

void quick_send_for(const struct net *n, const struct quick *q)
{
    if (q->is == QUICK_NOT)
        return;
    table_prefetch_entry(&n->flows, q->at.hash);
    if (q->is == QUICK_G_PDU)
        table_prefetch_entry(&n->user_plane.hot, q->g.hash);
}

static void set_packet(struct packet *p, const struct frame *f, const struct quick *q)
{
    const struct flow_key *key = &q->at.key;
    bool way = q->at.way;
    memset(p, 0, offsetof(struct packet, tunnels));
    p->frame = f;
    p->src = way ? key->b : key->a;
    p->dst = way ? key->a : key->b;
    p->sport = way ? key->b_port : key->a_port;
    p->dport = way ? key->a_port : key->b_port;
    p->transport = key->transport;
    p->way = way;
    if (q->tagged)
        p->tunnels[p->depth++] = (struct tunnel){.kind = TUNNEL_VLAN, .id = q->vlan};
}

static void count_g_pdu(struct net *n, const struct frame *f, const struct quick *q)
{
    size_t bytes = cursor_left(&q->payload);
    const struct addr *src = q->at.way ? &q->at.key.b : &q->at.key.a;
    struct flow *flow = flow_take(n, f, &q->at, bytes);
    flow_left(flow, f, q->g.length);
    bool shown = g_pdu_count(&n->user_plane, f, src, &q->g) || is_shown(n, &q->g.key.dst);
    if (!shown && !q->guarded)
        return;
    struct packet *p = &n->packet;
    set_packet(p, f, q);
    p->flow = flow;
    if (shown)
        n->sink.user_plane(n->sink.arg, p, q->g.key.teid, q->payload);
    if (q->guarded)
        guard_tell(n, p, q->g.key.teid, guard_inner(q->payload, q->g.length));
}

bool quick_up(struct net *n, const struct frame *f, const struct quick *q)
{
    switch (q->is) {
    case QUICK_NOT:
        return false;
    case QUICK_UDP:
        set_packet(&n->packet, f, q);
        udp_up(n, &n->packet, &q->at, q->payload);
        return true;
    case QUICK_SEGMENT:
        set_packet(&n->packet, f, q);
        segment_up(n, &n->packet, &q->at, q->payload);
        return true;
    case QUICK_G_PDU:
        count_g_pdu(n, f, q);
        return true;
    }
    return false;
}
