/* What the GTP decoders share: versions 0 and 1 (gtp.c), GTP' (gtpprime.c) and version 2 (gtpv2.c)
 * have a few readers in common. Only gtp_user_plane() is for others. */
#ifndef POSTERN_WIRE_PROTO_GTP_H
#define POSTERN_WIRE_PROTO_GTP_H

#include "wire/proto/message.h"

enum { GTP_ECHO_REQUEST = 1, GTP_ECHO_RESPONSE = 2, GTP_G_PDU = 255 };
enum { GTP_PORT_CONTROL = 2123, GTP_PORT_USER = 2152, GTP_PORT_OLD = 3386 };

/* GTPv1 tunnels have no interface type on the wire: these stand in its place, above those that a
 * GTPv2 F-TEID can have (TS 29.274 8.22). */
enum { GTP_INTERFACE_CONTROL = 0x100, GTP_INTERFACE_USER = 0x101 };

/* A G-PDU: its header is told as a message, what it carries is the customer's and is not read. */
void gtp_user_plane(struct cursor gtpu, const struct packet *p, struct sink *sink);

/* --- gtp_common.c ----------------------------------------------------------------------------- */

/* What an Echo carries that it may not. */
struct gtp_echo {
    uint32_t extra;   /* bytes */
    uint32_t illegal; /* ECHO_* */
    uint32_t private; /* length of a Private Extension's value */
    bool has_private;
    bool whole; /* nothing was lost to a snap length: lengths may be held against what was sent */
};

static inline bool gtp_is_echo(uint8_t type)
{
    return type == GTP_ECHO_REQUEST || type == GTP_ECHO_RESPONSE;
}

/* Whether a type asks, answers or does neither, as the rows have it. */
enum part gtp_part(enum proto proto, uint8_t type);

/* Whether the datagram goes where an Echo of this type belongs: a Request to a port of GTP, a
 * Response from one. Asked before bytes are called an Echo that no version of GTP would. */
bool gtp_echo_belongs(const struct packet *p, uint8_t type);
bool gtp_on_port(const struct packet *p, uint16_t port);

/* On a stream: the length field of the message that begins here, and `fixed` bytes that it does not
 * count. */
enum verdict gtp_stream_length(struct cursor bytes, size_t fixed, size_t *ret_length);

/* Nothing of the datagram was lost to a snap length: only then may its length be held against it.
 */
bool gtp_is_whole(const struct packet *p, const struct cursor *payload);

void gtp_say_echo(struct message *m, const struct gtp_echo *echo);

/* An address of the subscriber; one of zeros asks for an address and names nobody. */
void gtp_ue_address(struct message *m, struct span address, uint16_t group);

/* The TEID of the header: whose session this is, as the receiver numbers them. */
void gtp_teid(struct message *m, uint32_t teid);

/* A tunnel endpoint; TEID 0 gives out none, then only the node's address is told. */
void gtp_tunnel(struct message *m, uint32_t teid, struct span address, uint32_t interface,
                uint16_t group);

/* A cause, its row and outcome; where no row names it, the outcome by its range. */
void gtp_cause(struct message *m, uint8_t number, enum outcome otherwise);

/* Digits in TBCD; a field of nothing but filler names nobody. */
void gtp_digits(struct message *m, const struct spec_ie *row, struct cursor value, uint16_t group);

/* Node Identifier (TS 29.274 8.107, TS 29.060 7.7.119). */
void gtp_node_name(struct message *m, struct cursor value, uint16_t group);

/* --- gtp_elements.c: TV and TLV elements of versions 0 and 1 and of GTP' ------------------------
 */

enum gtp_dialect { GTP_DIALECT_0, GTP_DIALECT_1, GTP_DIALECT_PRIME };

/* Reads all elements of `body`. `echo` is NULL but for Echo messages. */
void gtp_elements(struct message *m, struct cursor *body, enum gtp_dialect dialect,
                  struct gtp_echo *echo);

/* Whether the bytes are at least one element and nothing else, in order. */
bool gtp_elements_fit(struct cursor body);

/* --- gtp_context.c: what one node hands to another about a subscriber ---------------------------
 */

void gtp_pdp_context(struct message *m, struct cursor value);
void gtp_mm_context(struct message *m, struct cursor value);
void gtpv2_mm_context(struct message *m, uint8_t type, struct cursor value, uint16_t group);

#endif
