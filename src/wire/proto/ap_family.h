/* What X2AP, XnAP, F1AP, E1AP, SBc-AP, LCS-AP and RANAP have in common beyond their shape: each is
 * a constant of struct ap_family and a function that reads the elements of its own. */
#ifndef POSTERN_WIRE_PROTO_AP_FAMILY_H
#define POSTERN_WIRE_PROTO_AP_FAMILY_H

#include "wire/proto/ap_values.h"

enum { AP_NO_PROCEDURE = 0xff, AP_CAUSE_SETS = 4 };

/* One message of theirs while it is read. */
struct ap_member {
    struct ap_reader r;
    const struct ap_family *family;
    uint64_t key; /* what an answer has in common with what asked, beside the procedure */
    uint64_t newest;
    unsigned ids;
    struct span area, temporary; /* RANAP: a TMSI is unique in its location area */
    uint64_t scope;
};

struct ap_family {
    enum proto proto;
    uint8_t private_procedure;     /* whose PDU has another list; AP_NO_PROCEDURE: none */
    uint8_t begins;                /* a procedure without an answer that gives a UE's name out */
    bool four_choices;             /* F1AP: a CHOICE of four without an extension bit */
    bool lists_of_lists;           /* RANAP: each element of a list is a list itself */
    bool extended_cause;           /* the CHOICE of causes has an extension bit */
    uint8_t cause_choices;         /* of sets of causes, those beyond the four included */
    uint8_t causes[AP_CAUSE_SETS]; /* values of each set before its extension bit's */
    uint16_t list_most;            /* elements of a list that is read */
    /* The first two identifiers of messages that leave no doubt. */
    bool (*sure)(const struct ap_pdu *pdu, uint16_t first, uint16_t second);
    /* An element whose row says `own`. */
    void (*own)(struct ap_member *x, uint16_t id, struct aper *a);
    /* What is to be said when all elements were read; may be NULL. */
    void (*last)(struct ap_member *x);
};

enum likeness ap_family_looks(const struct ap_family *f, struct cursor bytes);
enum verdict ap_family_decode(const struct ap_family *f, struct cursor bytes,
                              const struct packet *p, struct sink *sink);

/* A name that one of the two ends gave a UE; `kind`: which of them. The first one in a message is
 * also what ties an answer to its request. */
void ap_member_ue(struct ap_member *x, unsigned kind, uint64_t id);
/* Something else that an answer has in common with its request: a transaction's number. */
void ap_member_key(struct ap_member *x, uint64_t key);

void ap_member_cause(struct ap_member *x, struct aper *a);
/* An OCTET STRING that others than these two ends exchange: told, not read. */
void ap_member_opaque(struct ap_member *x, struct aper *a, const char *what);
/* The bytes as they stand are a PLMN. */
void ap_member_plmn(struct ap_member *x, struct aper *a, enum meaning meaning);
/* PLMN and ENB-ID, the SEQUENCE's `preamble` bits before them. */
void ap_member_enb(struct ap_member *x, struct aper *a, unsigned preamble);
/* UESecurityCapabilities: so many BIT STRING (SIZE (16, ...)), passed over. */
void ap_member_capabilities(struct aper *a, unsigned count);
/* KeNB* (TS 33.401 7.2.8), Key NG-RAN Star (TS 33.501 6.9.2.1.1): with it the target reads the UE's
 * traffic. */
void ap_member_star_key(struct ap_member *x, struct aper *a);
/* PLMN and GNB-ID. */
void ap_member_gnb(struct ap_member *x, struct aper *a);
/* A node's number of up to 36 bits. */
void ap_member_node(struct ap_member *x, uint64_t number, size_t bytes);

#endif
