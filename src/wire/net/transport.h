/* Inside the net room: what the layers below hand to TCP and SCTP. */
#ifndef POSTERN_WIRE_NET_TRANSPORT_H
#define POSTERN_WIRE_NET_TRANSPORT_H

#include "wire/net/packet.h"

struct transport_settings {
    size_t budget;
    uint64_t seed;
    struct blind *blind;
    const struct packet_sink *sink;
};

/* TCP: puts segments in order and hands bytes to sink->stream. Per flow state lives here, found by
 * flow->state. `segment` begins at the TCP header; p has addresses, ports, way and flow. */
struct tcp;
struct tcp *tcp_new(const struct transport_settings *settings);
void tcp_free(struct tcp *t);
void tcp_segment(struct tcp *t, struct packet *p, struct cursor segment);
/* The flow is over or evicted: what waits behind a gap is handed on, its state is given back. */
void tcp_flow_ends(struct tcp *t, struct flow *f);
uint64_t tcp_evicted(const struct tcp *t);

/* SCTP: takes a packet's chunks apart, reassembles fragments and hands user messages to
 * sink->datagram with p->ppid and p->stream set. `packet` begins at the SCTP common header. */
struct sctp;
struct sctp *sctp_new(const struct transport_settings *settings);
void sctp_free(struct sctp *s);
void sctp_packet(struct sctp *s, struct packet *p, struct cursor packet);
void sctp_finish(struct sctp *s); /* fragments that never became whole are blind spots */
uint64_t sctp_evicted(const struct sctp *s);

#endif
