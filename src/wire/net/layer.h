/* Inside the net room: what its layers share.
 *
 * A layer reads its header from w->c, leaves w->c at what the header wraps, and returns which layer
 * that is; one loop (walk_on) goes from layer to layer. Nothing calls itself or another layer.
 */
#ifndef POSTERN_WIRE_NET_LAYER_H
#define POSTERN_WIRE_NET_LAYER_H

#include "wire/net/flow.h"
#include "wire/net/fragment.h"
#include "wire/net/guard.h"
#include "wire/net/packet.h"
#include "wire/net/transport.h"
#include "wire/net/unread.h"
#include "wire/net/user_plane.h"
#include "wire/net/watch.h"

enum { LAYERS_MOST = 24, TUNNEL_PORTS = 8 };

enum layer {
    LAYER_DONE, /* all is accounted for */
#define LAYER(ID, function, name, ...) LAYER_##ID,
#include "wire/net/layers.def"
#undef LAYER
    LAYERS
};

enum {
    PROTOCOL_TCP = 6,
    PROTOCOL_UDP = 17,
    PROTOCOL_IPV6 = 41,
    PROTOCOL_NO_NEXT = 59,
    PROTOCOL_SCTP = 132,
};

struct net {
    struct net_settings said;
    struct packet_sink sink;
    struct table flows;
    struct user_plane user_plane;
    struct fragment_store fragments;
    struct unread unread;
    struct watch watch;
    uint16_t tunnel_ports[TUNNEL_PORTS]; /* UDP ports that lead to a layer; 0 ends */
    struct tcp *tcp;
    struct sctp *sctp;
    /* By layer: headers that contradict themselves, and what lay too deep. */
    struct unread_sum broken[LAYERS];
    struct unread_sum deep[LAYERS];
    struct guard guard;
    struct packet packet; /* the one at hand: only what is before tunnels[] is cleared for each */
};

/* One frame on its way through the layers. */
struct walk {
    struct net *net;
    struct packet *p;
    struct cursor c;     /* what the layers so far left */
    struct cursor begin; /* where the present layer began, for its count */
    enum layer layer;    /* the present one */
    unsigned layers;     /* how many so far */
    uint32_t tunnel;     /* hash of the stack, as in a flow's key */
    uint16_t ethertype;  /* that led here */
    bool snapped;        /* the frame is shorter than it was on the wire */
    bool sequenced;      /* the GRE header had a sequence number */
};

/* layers.c: which layer reads this; LAYER_DONE: none. */
enum layer layer_of_link(uint16_t link);
enum layer layer_of_port(uint16_t udp_port);
/* All UDP ports that lead to a layer, for whoever wants to ask quickly. */
void layer_ports(uint16_t ret[TUNNEL_PORTS]);
const char *layer_name(enum layer layer);

/* What an Ethernet type leads to; counted as unread when nothing reads it. */
enum layer next_ethertype(struct walk *w, uint16_t ethertype);
/* What an IP protocol leads to; counted in a flow without ports when nothing reads it. */
enum layer next_protocol(struct walk *w, uint8_t protocol);
/* A conversation between two addresses that has no ports, or none that we read: ICMP, ESP, OSPF. */
enum layer next_conversation(struct walk *w);
/* IPv4 or IPv6 by the version that the next bytes say. */
enum layer next_version(struct walk *w);

/* fragment.c: the layer of the whole when this fragment completes it; LAYER_DONE: held. */
enum layer next_fragment(struct walk *w, const struct fragment_at *at);

/* walk.c */
void walk_begin(struct walk *w, struct net *n, const struct frame *f);
void walk_on(struct walk *w, enum layer layer);

/* The ways in which a layer ends here. Each counts and returns LAYER_DONE. */
enum layer walk_broken(struct walk *w);
enum layer walk_unread(struct walk *w, enum unread_kind kind, uint32_t number);
enum layer walk_too_deep(struct walk *w);
/* Counted as broken, and read as far as it goes. */
void walk_odd_length(struct walk *w);

/* Remembers a tunnel from p->src to p->dst. False: there are TUNNEL_DEPTH already. VLAN and MPLS
 * never fail: past the depth they are only not remembered. */
bool walk_tunnel(struct walk *w, enum tunnel_kind kind, uint32_t id);

/* Whether the sink wants each G-PDU to this address. */
static inline bool is_shown(const struct net *n, const struct addr *dst)
{
    return n->said.every_g_pdu || watch_holds(&n->watch, dst);
}

/* user_plane.c: tells of a customer's packet to or from a guarded address. */
void guard_tell(struct net *n, const struct packet *p, uint32_t teid, struct cursor inner);

/* udp.c, segment.c: a packet goes up with its flow. */
bool is_udp_tunnel(const struct net *n, uint16_t dport);
void udp_up(struct net *n, struct packet *p, const struct flow_at *at, struct cursor payload);
void segment_up(struct net *n, struct packet *p, const struct flow_at *at, struct cursor segment);

#define LAYER(ID, function, name, ...) enum layer layer_##function(struct walk *w);
#include "wire/net/layers.def"
#undef LAYER

#endif
