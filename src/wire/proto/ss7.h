/* Inside the proto room: what the decoders of SS7 share. */
#ifndef POSTERN_WIRE_PROTO_SS7_H
#define POSTERN_WIRE_PROTO_SS7_H

#include "wire/proto/message.h"

/* --- sigtran.c: the header and parameters that M3UA, SUA, M2UA and M2PA have in common -----------
 */

enum { SIGTRAN_HEADER = 8 };

struct sigtran_head {
    uint8_t class, type;
    uint32_t length; /* of the whole message */
};

/* False unless version and reserved byte are right and the length is that of the bytes, with or
 * without the last parameter's padding (RFC 4666 3.1). */
bool sigtran_head(struct cursor *c, struct sigtran_head *ret);
/* The next parameter (RFC 4666 3.2); false at the end. The padding behind it is passed over. */
bool sigtran_parameter(struct cursor *c, uint16_t *ret_tag, struct cursor *ret_value);
/* LIKE_SURE for a message of this class and type that has this parameter, and whose parameters fill
 * it; LIKE_PERHAPS for one of a class in `classes` (a bit each). */
enum likeness sigtran_looks(struct cursor c, uint16_t classes, uint16_t sure, uint16_t parameter);

/* --- mtp3.c --------------------------------------------------------------------------------------
 */

/* Hands a user's bytes to its decoder; the packet's ends become the label's. */
void mtp3_user(struct sink *sink, const struct packet *p, const struct ss7_label *label,
               struct cursor user);

/* --- sccp_address.c
 * ------------------------------------------------------------------------------- */

/* A called or calling address: a point code, a global title, a subsystem. */
struct sccp_address {
    struct addr addr;
    uint8_t subsystem; /* 0: not known */
};

/* ITU-T Q.713 3.4 and, where the indicator says so in a network of 24 bits, ANSI T1.112.3 3.4. */
struct sccp_address sccp_address(struct cursor c, uint8_t network);
/* Whether digits of this numbering plan are a subscriber's IMSI, or made of one (E.212, E.214):
 * they find the subscriber's network, name no node, and are nobody's to see. */
bool sccp_plan_of_people(uint8_t plan);
/* `a` with the point code of `label` where it has none. */
struct addr sccp_joined(const struct addr *a, const struct addr *label);
/* Adds digits, two a byte, the low half first; `odd`: the last half is filler. */
void sccp_add_digits(struct addr *a, struct cursor c, bool odd);

/* --- sccp_segments.c: what was sent in pieces
 * ------------------------------------------------------ */

enum { SEGMENT_BYTES = 4096 }; /* the most that SCCP carries is 3952 (ITU-T Q.713 3.16, Q.714 4) */

/* What pieces of one message have in common. */
struct segments_key {
    struct addr from, to;
    uint32_t reference;
    uint32_t connection; /* 0: connectionless */
};

struct segment {
    struct segments_key key;
    bool first;        /* connectionless: this one begins the message */
    uint8_t remaining; /* so many follow; of a connection: 1, more follow */
};

/* True when `data` is the whole message now: as it stood, or pieced together. */
bool sccp_segment(struct sink *sink, const struct packet *p, const struct segment *s,
                  struct cursor *data);
/* A conversation is over: what never became whole is told. */
void sccp_segments_end(const struct flow *f, struct sink *sink);

struct assembly {
    struct table_head head;
    struct segments_key key; /* key */
    struct flow_key flow;
    struct place first;
    uint32_t length;
    uint8_t remaining;
    bool waits;
    uint8_t bytes[SEGMENT_BYTES];
};

/* --- sccp_user.c
 * ----------------------------------------------------------------------------------- */

/* A packet that could not be delivered: its ends become those with which it was sent. */
void sccp_turn(struct packet *p);
/* Hands data to whoever reads it; p's ends are the calling and called address, its ports their
 * subsystems. */
void sccp_user(struct sink *sink, const struct packet *p, struct cursor data);

#endif
