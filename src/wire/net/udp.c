#include "wire/net/udp.h"
#include "wire/net/layer.h"

bool is_udp_tunnel(const struct net *n, uint16_t dport)
{
    for (unsigned i = 0; n->tunnel_ports[i]; i++)
        if (n->tunnel_ports[i] == dport)
            return true;
    return false;
}

/* A port alone does not make a tunnel: VXLAN has its I bit set (RFC 7348 5), GENEVE is version 0.
 */
static enum layer tunnel_inside(const struct walk *w)
{
    if (!is_udp_tunnel(w->net, w->p->dport))
        return LAYER_DONE;
    enum layer layer = layer_of_port(w->p->dport);
    uint8_t first = cursor_peek8(&w->c, 0);
    bool like = layer == LAYER_VXLAN ? (first & 0x08) != 0 : first >> 6 == 0;
    return like && cursor_left(&w->c) > 8 ? layer : LAYER_DONE;
}

void udp_up(struct net *n, struct packet *p, const struct flow_at *at, struct cursor payload)
{
    size_t bytes = cursor_left(&payload);
    struct flow *f = flow_take(n, p->frame, at, bytes);
    if (bytes == 0)
        return;
    p->flow = f;
    p->way = at->way;
    if (f->proto == FLOW_NOBODY || n->sink.datagram(n->sink.arg, p, payload) == VERDICT_NOT_MINE)
        flow_unread(p, bytes);
}

enum layer layer_udp(struct walk *w)
{
    struct udp_head udp;
    struct packet *p = w->p;
    if (!udp_read(&w->c, &udp))
        return walk_broken(w);
    if (udp.longer)
        walk_odd_length(w);
    p->sport = udp.sport;
    p->dport = udp.dport;
    enum layer tunnel = tunnel_inside(w);
    if (tunnel != LAYER_DONE)
        return tunnel;
    struct g_pdu g;
    if (g_pdu_read(w->c, udp.sport == PORT_GTPU || udp.dport == PORT_GTPU, &g) != G_PDU_NOT)
        return LAYER_USER_PLANE;
    struct flow_at at;
    flow_at(&at, w->net->said.seed, p, w->tunnel);
    udp_up(w->net, p, &at, w->c);
    return LAYER_DONE;
}
