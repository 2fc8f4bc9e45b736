#include "wire/net/quick.h"

#include "wire/net/udp.h"

enum {
    LINK_ETHERNET = 1,
    LINK_SLL = 113,
    ETHERTYPE_IPV4 = 0x0800,
    ETHERTYPE_IPV6 = 0x86dd,
    ETHERTYPE_VLAN = 0x8100,
};

/* Reads down to the IP payload; false for anything that is not plain. */
static bool read_ip(const struct frame *f, struct cursor *c, struct quick *q, struct ip_head *ip)
{
    if (f->link == LINK_ETHERNET)
        cursor_skip(c, 12);
    else if (f->link == LINK_SLL)
        cursor_skip(c, 14);
    else
        return false;
    uint16_t type = cursor_u16(c);
    q->tagged = type == ETHERTYPE_VLAN;
    if (q->tagged) {
        q->vlan = cursor_u16(c) & 0xfff;
        type = cursor_u16(c);
    }
    bool read = type == ETHERTYPE_IPV4   ? ipv4_read(c, ip)
                : type == ETHERTYPE_IPV6 ? ipv6_read(c, ip)
                                         : false;
    return read && !ip->more && ip->offset == 0 && !ip->longer;
}

static void set_flow(struct net *n, struct quick *q, const struct ip_head *ip, uint16_t sport,
                     uint16_t dport)
{
    struct packet p = {
        .src = ip->src, .dst = ip->dst, .sport = sport, .dport = dport, .transport = ip->protocol};
    q->at = flow_at(n, &p, 0);
    table_prefetch(&n->flows, q->at.hash);
}

static enum quick_is look_udp(struct net *n, struct quick *q, const struct ip_head *ip)
{
    struct udp_head udp;
    if (!udp_read(&q->payload, &udp) || udp.longer || is_udp_tunnel(n, udp.dport))
        return QUICK_NOT;
    bool on_port = udp.sport == PORT_GTPU || udp.dport == PORT_GTPU;
    enum g_pdu_is is = g_pdu_read(q->payload, on_port, &q->g);
    if (is == G_PDU_BROKEN)
        return QUICK_NOT;
    if (is == G_PDU_IS) {
        q->tunnel_hash = g_pdu_hash(n, &ip->dst, q->g.teid);
        table_prefetch(&n->tunnels, q->tunnel_hash);
    }
    set_flow(n, q, ip, udp.sport, udp.dport);
    return is == G_PDU_IS ? QUICK_G_PDU : QUICK_UDP;
}

static enum quick_is look_segment(struct net *n, struct quick *q, const struct ip_head *ip)
{
    size_t least = ip->protocol == PROTOCOL_TCP ? 20 : 12;
    if (cursor_left(&q->payload) < least)
        return QUICK_NOT;
    set_flow(n, q, ip, cursor_peek16(&q->payload, 0), cursor_peek16(&q->payload, 2));
    return QUICK_SEGMENT;
}

void quick_look(struct net *n, const struct frame *f, struct quick *ret)
{
    struct ip_head ip;
    ret->payload = cursor_of(f->bytes, f->captured);
    ret->is = QUICK_NOT;
    if (!read_ip(f, &ret->payload, ret, &ip))
        return;
    if (ip.protocol == PROTOCOL_UDP)
        ret->is = look_udp(n, ret, &ip);
    else if (ip.protocol == PROTOCOL_SCTP || ip.protocol == PROTOCOL_TCP)
        ret->is = look_segment(n, ret, &ip);
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
    if (q->tagged)
        p->tunnels[p->depth++] = (struct tunnel){.kind = TUNNEL_VLAN, .id = q->vlan};
}

void quick_up(struct net *n, const struct frame *f, const struct quick *q)
{
    struct packet *p = &n->packet;
    set_packet(p, f, q);
    switch (q->is) {
    case QUICK_NOT:
        break;
    case QUICK_UDP:
        udp_up(n, p, &q->at, q->payload);
        break;
    case QUICK_SEGMENT:
        segment_up(n, p, &q->at, q->payload);
        break;
    case QUICK_G_PDU:
        flow_take(n, p, &q->at, cursor_left(&q->payload));
        g_pdu_up(n, p, &q->g, q->tunnel_hash, q->payload);
        break;
    }
}
