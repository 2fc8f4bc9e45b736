/* What Wireshark exports as PDUs (link type 252): tags that say whose bytes follow, then the bytes.
 * Tags as of Wireshark's wsutil/exported_pdu_tlvs.h. */
#include "wire/net/layer.h"
#include "wire/net/udp.h"

enum tag { END, IPV4_SRC = 20, IPV4_DST, IPV6_SRC, IPV6_DST, PORT_TYPE, SPORT, DPORT };
enum { PORT_SCTP = 1, PORT_UDP = 3 };

static void read_tag(struct packet *p, enum tag tag, struct cursor value)
{
    switch (tag) {
    case IPV4_SRC:
    case IPV6_SRC:
        p->src = addr_of(cursor_rest(&value));
        break;
    case IPV4_DST:
    case IPV6_DST:
        p->dst = addr_of(cursor_rest(&value));
        break;
    case PORT_TYPE: {
        uint32_t type = cursor_u32(&value);
        p->transport = type == PORT_UDP    ? PROTOCOL_UDP
                       : type == PORT_SCTP ? PROTOCOL_SCTP
                                           : PROTOCOL_TCP;
        break;
    }
    case SPORT:
        p->sport = (uint16_t)cursor_u32(&value);
        break;
    case DPORT:
        p->dport = (uint16_t)cursor_u32(&value);
        break;
    default: /* the dissector's name, and what else helps to show it */
        break;
    }
}

/* A piece of a stream that nothing before is known of. */
static void stream_up(struct net *n, struct packet *p, const struct flow_at *at, struct cursor c)
{
    size_t taken = 0;
    p->flow = flow_take(n, p->frame, at, cursor_left(&c));
    p->way = at->way;
    n->sink.stream(n->sink.arg, p, c, &taken);
    if (taken < cursor_left(&c))
        flow_unread(p, cursor_left(&c) - taken);
}

enum layer layer_exported(struct walk *w)
{
    struct packet *p = w->p;
    p->transport = PROTOCOL_TCP;
    for (enum tag tag = cursor_u16(&w->c); cursor_ok(&w->c); tag = cursor_u16(&w->c)) {
        struct cursor value = cursor_sub(&w->c, cursor_u16(&w->c));
        if (tag == END)
            break;
        read_tag(p, tag, value);
    }
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    struct flow_at at;
    flow_at(&at, w->net->said.seed, p, w->tunnel);
    if (p->transport == PROTOCOL_TCP)
        stream_up(w->net, p, &at, w->c);
    else
        udp_up(w->net, p, &at, w->c);
    return LAYER_DONE;
}
