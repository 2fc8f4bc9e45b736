/* Inside the net room: customers' traffic in GTP-U tunnels, counted and left alone. */
#ifndef POSTERN_WIRE_NET_USER_PLANE_H
#define POSTERN_WIRE_NET_USER_PLANE_H

#include "wire/net/packet.h"

enum { PORT_GTPU = 2152 };

struct tunnel_key {
    struct addr dst;
    uint32_t teid;
};

/* What each G-PDU touches, on one cache line; the rest of a tunnel_sum, written at its beginning,
 * lies in an array beside the table, in the same order. */
struct tunnel_hot {
    struct table_head head;
    struct tunnel_key key;
    uint64_t packets, bytes;
    uint64_t last;
    uint32_t sender; /* hash of the last one, so that its address is written when it changes */
    uint32_t spare;
};

struct tunnel_cold {
    uint64_t first;
    struct place where;
    struct addr src;
};

struct user_plane {
    struct table hot;
    struct tunnel_cold *cold;
    struct tunnel_sum said; /* what net_tunnel points to */
};

_Static_assert(sizeof(struct tunnel_hot) == 64, "one cache line");

bool user_plane_init(struct user_plane *u, size_t budget, uint64_t seed);
void user_plane_free(struct user_plane *u);

struct g_pdu {
    uint32_t teid;
    size_t length; /* of what the tunnel carries */
};
enum g_pdu_is { G_PDU_NOT, G_PDU_IS, G_PDU_BROKEN };
enum g_pdu_is g_pdu_read(struct cursor payload, bool on_port, struct g_pdu *ret);

/* Where a G-PDU is counted. */
struct g_pdu_at {
    struct tunnel_key key;
    uint64_t hash;
    size_t length;
};
/* ret->key.dst is there already. */
void g_pdu_at(struct g_pdu_at *ret, uint64_t seed, const struct g_pdu *g);
/* True: it is the first one of its tunnel. */
bool g_pdu_count(struct user_plane *u, const struct frame *frame, const struct addr *src,
                 const struct g_pdu_at *g);

#endif
