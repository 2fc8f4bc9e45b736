/* The door of the net room: from frames to packets, and the conversations they belong to. */
#ifndef POSTERN_WIRE_NET_PACKET_H
#define POSTERN_WIRE_NET_PACKET_H

#include "base/addr.h"
#include "base/blind.h"
#include "base/cursor.h"
#include "base/table.h"
#include "wire/capture/frame.h"

enum { TUNNEL_DEPTH = 8 };

enum tunnel_kind {
    TUNNEL_GRE,
    TUNNEL_ERSPAN,
    TUNNEL_VXLAN,
    TUNNEL_GENEVE,
    TUNNEL_IPIP,
    TUNNEL_GTPU,
    TUNNEL_PPPOE,
    TUNNEL_MPLS,
    TUNNEL_VLAN, /* VLAN and MPLS are remembered for the record, not part of a flow's key */
};

struct tunnel {
    enum tunnel_kind kind;
    uint32_t id; /* VNI, session, TEID, label, VLAN, GRE key */
    struct addr src, dst;
};

enum { FLOW_UNDECIDED = 0, FLOW_NOBODY = 0xff };

/* A frame of an SS7 link: there is no IP. The number is for experiments (RFC 3692), so that no
 * protocol of IP has it. */
enum { TRANSPORT_SS7 = 254 };

/* Two endpoints that talk, whichever began. `a` is the lower of the two in byte order of the key;
 * a packet's `way` is 0 from a to b, 1 from b to a. */
struct flow_key {
    struct addr a, b;
    uint16_t a_port, b_port;
    uint8_t
        transport; /* IPPROTO_UDP, _TCP, _SCTP, other IP protocols with ports 0, TRANSPORT_SS7 */
    uint8_t spare[3];
    uint32_t tunnel; /* 0 outside tunnels, else a hash of the stack */
};

struct flow {
    struct table_head head;
    struct flow_key key;
    uint8_t proto;       /* the proto room's: FLOW_UNDECIDED, a decoder, FLOW_NOBODY */
    uint8_t guesses;     /* how many packets were looked at without a name */
    uint8_t begun_by;    /* way of the first packet seen; the SYN's or INIT's where seen */
    uint8_t other;       /* the proto room's: which other protocol it is known to be, 0: none */
    uint32_t state;      /* the net room's: TCP or SCTP state, POOL_NONE without */
    uint32_t element[2]; /* the access room's: of a and b, 0: not looked up yet */
    uint32_t want[2];    /* the proto room's: length of the message that waits, 0: not known */
    bool is_two_way;     /* the other way was seen too, on another path of the association */
    uint64_t frames[2];  /* by way */
    uint64_t bytes[2];   /* of payload, by way */
    uint64_t first, last;
    struct place where; /* first frame */
    /* Payload that no decoder took. */
    uint64_t unread_frames;
    uint64_t unread_bytes;
    struct place unread_first;
};

struct packet {
    const struct frame *frame;
    struct addr src, dst;
    uint16_t sport, dport;
    uint8_t transport; /* 0: no IP */
    uint8_t way;
    uint8_t depth; /* of tunnels[] */
    uint8_t odd;   /* PACKET_* bits */
    uint16_t stream;
    uint8_t network; /* SS7: the network indicator, with SS7_WIDE where its codes have 24 bits */
    uint32_t ppid;   /* SCTP */
    uint32_t association; /* SCTP: one number for all paths of an association, else 0 */
    uint32_t side;        /* which of the association's two ends sent this: 0 or 1 */
    struct flow *flow;
    struct tunnel tunnels[TUNNEL_DEPTH];
};

enum {
    /* The last fragment had DF or the reserved bit set: still reassembled, and told. */
    PACKET_ODD_FRAGMENT = 1,
    /* Bytes of a stream from beyond a hole that may yet be filled. Who needs all in order says
     * MORE; who is sure that a message begins here may take it. */
    PACKET_EARLY = 2,
    /* src and dst are not the flow's: a message inside names its ends itself. Those of MTP3's users
     * are point codes, the ports its service indicator; those of SCCP's users are the calling and
     * the called address, the ports their subsystem numbers. */
    PACKET_READDRESSED = 4,
    /* It was encrypted on the wire, and opened with secrets that were given. */
    PACKET_SEALED = 8,
    /* What could not be delivered comes back (SCCP's service messages): ends and ports are those
     * with which it was sent. */
    PACKET_RETURNED = 16,
};

/* MTP3's routing label (ITU-T Q.704 2.2, 14.2). */
enum { SS7_SCCP = 3, SS7_ISUP = 5, SS7_BICC = 13, SS7_WIDE = 0x80 };
struct ss7_label {
    uint32_t opc, dpc;
    uint8_t service; /* SS7_*, or another service indicator */
    uint8_t network; /* as in a packet */
};

/* From the service information octet on; `c` is left at what the service's user sent. False: it is
 * cut short. Labels of ITU-T's 14 bits and of 24 bits (ANSI T1.111.4, China) look alike: it is the
 * one behind which a message of the service begins, ITU-T's where both or neither do. */
bool ss7_label_read(struct cursor *c, struct ss7_label *ret);
/* Makes the label's ends those of the packet. */
void ss7_label_set(struct packet *p, const struct ss7_label *label);

/* What a consumer says of bytes that it was shown. */
enum verdict {
    VERDICT_TOOK,
    VERDICT_MORE,     /* a message begins here and is not whole yet (streams only) */
    VERDICT_NOT_MINE, /* nobody knows these bytes */
    VERDICT_BROKEN,   /* known, but they contradict their specification; they are accounted for */
};

/* The IP header of a customer's packet; nothing behind it is read. */
struct inner_ip {
    struct addr src, dst;
    uint8_t protocol;
};

/* Where packets go. The net room knows nobody above it. */
struct packet_sink {
    void *arg;
    /* A whole datagram: UDP payload or SCTP user message. What nobody took, the net room counts in
     * the flow; other IP protocols are counted there without being shown. */
    enum verdict (*datagram)(void *arg, const struct packet *p, struct cursor payload);
    /* Bytes of a stream in order, from where the last call stopped. *ret_taken: how many are done
     * with. MORE: call again with these and further ones (flow->want says how many). NOT_MINE:
     * nobody knows these; further ones are shown until flow->proto is FLOW_NOBODY. */
    enum verdict (*stream)(void *arg, const struct packet *p, struct cursor bytes,
                           size_t *ret_taken);
    /* The stream has lost bytes: what follows begins in the middle. */
    void (*gap)(void *arg, const struct packet *p);
    /* A G-PDU: its header read and the customer's packet left alone. `gtpu` begins at its header;
     * the tunnel is not yet on p's stack. Called for the first of each tunnel, to watched addresses
     * (net_watch), or always (every_g_pdu). */
    void (*user_plane)(void *arg, const struct packet *p, uint32_t teid, struct cursor gtpu);
    /* A G-PDU carries a packet to or from a guarded address (net_guard), or one that looks alike.
     */
    void (*inside)(void *arg, const struct packet *p, uint32_t teid, const struct inner_ip *inner);
    /* Two addresses are of one host: an SCTP association named both. */
    void (*same_host)(void *arg, const struct addr *a, const struct addr *b);
    /* A flow is over or evicted, its sums final. */
    void (*flow_ends)(void *arg, const struct flow *f);
};

struct net;

struct net_settings {
    size_t budget;
    uint64_t seed;
    struct blind *blind;
    const char *(*file_name)(void *arg, uint32_t file);
    void *file_arg;
    bool every_g_pdu; /* decode --user-plane: user_plane() is called for each, not only counted */
};

struct net *net_new(const struct net_settings *settings, const struct packet_sink *sink);
void net_free(struct net *n);

/* Frames of one batch, in order. */
void net_push(struct net *n, const struct frame *frames, size_t count);

/* No more frames: what is held is given up, each flow ends. */
void net_finish(struct net *n);

/* From here on sink.user_plane is called for each G-PDU to this address. Otherwise it is called for
 * the first one of each tunnel, or for all (every_g_pdu). */
void net_watch(struct net *n, const struct addr *dst);

/* From here on sink.inside is called for each G-PDU whose customer's packet comes from or goes to
 * this prefix. It may be called for others too: whoever is called looks again. */
void net_guard(struct net *n, const struct addr *address, unsigned bits);

uint64_t net_evicted(const struct net *n);

/* A user-plane tunnel's sums: what reached (dst, teid). */
struct tunnel_sum {
    struct addr dst;
    uint32_t teid;
    struct addr src;         /* the last sender */
    uint64_t packets, bytes; /* of what the tunnel carries */
    uint64_t first, last;
    struct place where;
};
/* NULL when none was seen; valid until the next call. */
const struct tunnel_sum *net_tunnel(struct net *n, const struct addr *dst, uint32_t teid);

/* The way in which the serving side of a conversation lies: 0 when b serves (packets of way 0 go
 * to it), 1 when a does. `port`: one that is known to be served, 0: none is. */
unsigned flow_to_server(const struct flow *f, uint16_t port);

/* "A > B:port/tcp", A the asking side: its port is left out, so that its conversations sum up. */
void text_flow(struct text *t, const struct flow *f, unsigned to_server);

/* "gre 192.0.2.1>192.0.2.2", "gtp-u 0x00000001" */
void text_tunnel(struct text *t, const struct tunnel *tunnel);

#endif
