/* TCP and SCTP: the flow is found here, the rest is theirs (transport.h). */
#include "wire/net/layer.h"

enum {
    TCP_SYN = 0x02,
    TCP_ACK = 0x10,
    SCTP_HEADER = 12,
    CHUNK_INIT = 1,
    CHUNK_INIT_ACK = 2,
    CHUNK_COOKIE_ECHO = 10,
    TURNED = 2, /* whoever answers here did not begin */
};

/* The payload's length and, when this segment tells, who began: 1 its sender, TURNED the other. */
static size_t look(const struct packet *p, const struct cursor *segment, unsigned *ret_began)
{
    size_t left = cursor_left(segment);
    size_t header = SCTP_HEADER;
    *ret_began = 0;
    if (p->transport == PROTOCOL_TCP) {
        uint8_t flags = cursor_peek8(segment, 13);
        header = (size_t)(cursor_peek8(segment, 12) >> 4) * 4;
        if (flags & TCP_SYN)
            *ret_began = flags & TCP_ACK ? TURNED : 1;
    } else {
        uint8_t chunk = cursor_peek8(segment, SCTP_HEADER);
        if (chunk == CHUNK_INIT || chunk == CHUNK_COOKIE_ECHO)
            *ret_began = 1;
        else if (chunk == CHUNK_INIT_ACK)
            *ret_began = TURNED;
    }
    return left > header ? left - header : 0;
}

void segment_up(struct net *n, struct packet *p, const struct flow_at *at, struct cursor segment)
{
    unsigned began;
    p->flow = flow_take(n, p->frame, at, look(p, &segment, &began));
    p->way = at->way;
    if (began)
        p->flow->begun_by = began == TURNED ? !p->way : p->way;
    if (p->transport == PROTOCOL_TCP)
        tcp_segment(n->tcp, p, segment);
    else
        sctp_packet(n->sctp, p, segment);
}

static enum layer with_ports(struct walk *w)
{
    struct packet *p = w->p;
    p->sport = cursor_peek16(&w->c, 0);
    p->dport = cursor_peek16(&w->c, 2);
    struct flow_at at;
    flow_at(&at, w->net->said.seed, p, w->tunnel);
    segment_up(w->net, p, &at, w->c);
    return LAYER_DONE;
}

enum layer layer_tcp(struct walk *w)
{
    return cursor_left(&w->c) < 20 ? walk_broken(w) : with_ports(w);
}

enum layer layer_sctp(struct walk *w)
{
    w->p->transport = PROTOCOL_SCTP; /* also where frames begin at this header */
    return cursor_left(&w->c) < SCTP_HEADER ? walk_broken(w) : with_ports(w);
}
