/* Values that NGAP and S1AP have alike: who the UE is on the association, tunnels, places, causes,
 * and messages of NAS inside. */
#ifndef POSTERN_WIRE_PROTO_AP_VALUES_H
#define POSTERN_WIRE_PROTO_AP_VALUES_H

#include "wire/proto/ap.h"

enum { AP_MADE = 128, AP_INNERS = 12, AP_LISTED = 16 };

/* The two identifiers of a UE's context (TS 38.413 9.3.3.1 and 2, TS 36.413 9.2.3.3 and 4). */
struct ap_ue {
    uint64_t core, ran; /* given out by AMF or MME, by the radio access node */
    bool has_core, has_ran;
    uint64_t container; /* hash of the container that a handover carries to its target; 0: none */
    uint64_t warning;   /* hash of what names a warning message; 0: none */
};

/* What a procedure does with them. */
enum ap_ue_how {
    AP_UE_PAIRS_BY_RAN = 1,      /* the answer may have another core identifier than the request */
    AP_UE_BEGINS_RAN = 2,        /* the radio access node gives its identifier out here */
    AP_UE_BEGINS_CORE = 4,       /* so does the core: a handover's target hears of the UE */
    AP_UE_OTHER_ASSOCIATION = 8, /* the core's was given out on another node's association */
    AP_UE_EVERYWHERE = 16,       /* the core's may be named on another node's from here on */
};

/* One message while it is read. */
struct ap_reader {
    struct message *m;
    struct sink *sink;
    struct ap_ue ue;
    uint8_t inner_count;
    uint8_t used; /* of `made` */
    struct {
        enum decoder_id decoder;
        struct cursor bytes;
    } inner[AP_INNERS];
    uint8_t made[AP_MADE]; /* values that stand nowhere in one piece; they last until message_end */
};

void ap_reader_init(struct ap_reader *r, struct message *m, struct sink *sink);

/* A name of the association, in whichever direction and by whichever path. */
uint64_t ap_scope(const struct packet *p);
/* What names a UE to the core from wherever: the core's identifier at its address. */
uint64_t ap_core_handle(enum proto proto, const struct addr *core, uint64_t id);
/* The message's handles and its transaction from what was read of the UE. */
void ap_ue_settle(struct ap_reader *r, uint8_t procedure, unsigned how, const struct addr *core);
/* Whether the sender is the core's side: by the port that it serves, else by the row's roles. */
bool ap_core_sends(const struct packet *p, uint16_t port, const struct spec_op *op, enum role core);
/* Hands inner messages down and the message up. */
void ap_finish(struct ap_reader *r);

void ap_lacks(struct message *m, enum lack why);
/* A message of another protocol. */
void ap_inner(struct ap_reader *r, enum decoder_id decoder, struct cursor bytes);
/* An OCTET STRING of any length; empty and counted when it came in fragments. */
struct cursor ap_octets(struct ap_reader *r, struct aper *a);
/* Bytes that are named and not read. */
void ap_opaque(const struct ap_reader *r, struct cursor bytes);
/* Bytes that nobody names: `what` they are. */
void ap_unknown(const struct ap_reader *r, struct cursor bytes, const char *what);
/* Room for a value that has to be put together; empty when there is none left. */
struct span ap_make(struct ap_reader *r, const uint8_t *bytes, size_t count);
/* An unsigned number, big-endian in `count` bytes, behind three bytes of PLMN when there is one. */
struct span ap_make_number(struct ap_reader *r, struct span plmn, uint64_t number, size_t count);

/* The end of a SEQUENCE: its iE-Extensions, and what later releases added. */
void ap_tail(struct aper *a, bool extended, bool has_extensions);

/* Causes: NGAP's CHOICE has a sixth alternative and no extension bit. */
void ap_cause(struct ap_reader *r, struct cursor value, unsigned radio_causes, bool is_ngap);
/* TransportLayerAddress and GTP-TEID: one tunnel, or two where an IPv4 and an IPv6 stand in one. */
void ap_endpoint(struct ap_reader *r, struct aper *a, uint16_t group);
/* TransportLayerAddress: one address, or an IPv4 and an IPv6 one; how many. */
unsigned ap_addresses(struct aper *a, struct span ret[2]);
/* TransportLayerAddress alone, told. */
void ap_address(struct ap_reader *r, struct aper *a, enum meaning meaning, uint16_t group);
/* TAI with a TAC of `tac` bytes; where the UE is (`serves`), or where it is looked for. */
void ap_tai(struct ap_reader *r, struct aper *a, unsigned tac, bool serves);
/* An area that a node serves: its code of `size` bytes in the node's first network there. */
void ap_served(struct ap_reader *r, struct span plmn, uint32_t tac, size_t size);
/* EUTRA-CGI (28 bits) and NR-CGI (36). */
void ap_cell(struct ap_reader *r, struct aper *a, unsigned bits);
/* 5G-S-TMSI (16 bits of AMF set and pointer) and S-TMSI (8 bits of MME code). */
void ap_tmsi(struct ap_reader *r, struct aper *a, unsigned bits);
/* GUAMI and GUMMEI: PLMN and three bytes more. */
struct span ap_core_name(struct aper *a);
/* The same, told as that of the core's node that serves the UE. */
void ap_serving_core(struct ap_reader *r, struct aper *a);
/* A name of the sender: PrintableString (SIZE (1..150, ...)). */
void ap_name(struct ap_reader *r, struct aper *a);
/* TraceActivation; `uri`: the extension that names where it goes as a URI. */
void ap_trace(struct ap_reader *r, struct cursor value, uint16_t uri);

#endif
