/* The outer shape that the application protocols of the radio access share (NGAP, S1AP, X2AP, XnAP,
 * F1AP, E1AP, RANAP, SBc-AP, LCS-AP): a CHOICE of three PDUs (RANAP: four), each with its
 * procedure, its criticality and an open type, in which a SEQUENCE holds a list of information
 * elements, each with its identifier, criticality and open type (TS 38.413 9.4.3 to 9.4.5,
 * TS 36.413 9.3.2 ff.).
 *
 *     struct ap_pdu pdu;
 *     if (!ap_read_pdu(bytes, &pdu)) return VERDICT_NOT_MINE;
 *     for (struct ap_ie ie; ap_next_ie(&pdu, &ie);) ...
 *     m->lack = pdu.why;
 */
#ifndef POSTERN_WIRE_PROTO_AP_H
#define POSTERN_WIRE_PROTO_AP_H

#include "wire/proto/aper.h"
#include "wire/proto/message.h"

enum ap_kind { AP_INITIATING, AP_SUCCESSFUL, AP_UNSUCCESSFUL, AP_OUTCOME };

/* Rows of spec/ *.tbl: an unsuccessful outcome stands under this application, so that it has its
 * own name (`op | 1:14 | InitialContextSetupFailure | answer ...`). */
enum { AP_APPLICATION_FAILURE = 1 };

struct ap_pdu {
    uint8_t kind; /* enum ap_kind */
    uint8_t procedure;
    uint8_t criticality;
    uint8_t preamble; /* of the SEQUENCE: extension bit, then optional parts */
    uint16_t count;   /* information elements announced and not read yet */
    bool trailing;    /* bytes follow the PDU */
    enum lack why;    /* the first reason why something was not there */
    /* The list. A PDU of more than 16 KiB comes in fragments (X.691 11.9.3.8): `at` is the one that
     * is being read, `rest` begins at the next one's length. */
    struct cursor at, rest;
    bool in_pieces;
};

struct ap_ie {
    uint16_t id;
    uint8_t criticality;
    /* Its value came in fragments, or lies in two of the PDU's: only the beginning is in `value`.
     */
    bool pieces;
    struct cursor value;
};

/* False when the first bytes are no such PDU. */
bool ap_read_pdu(struct cursor bytes, struct ap_pdu *ret);
/* The same behind the CHOICE: for F1AP, whose CHOICE has no extension bit. */
bool ap_read_chosen(struct cursor bytes, uint8_t kind, struct ap_pdu *ret);
bool ap_next_ie(struct ap_pdu *pdu, struct ap_ie *ret);

/* Begins the message of a PDU: an initiating one with an answer (class 1) asks, one without (class
 * 2) does neither; an unsuccessful outcome is refused. */
struct message *ap_begin(struct sink *sink, const struct packet *p, enum proto proto,
                         const struct ap_pdu *pdu, size_t length);

/* How likely bytes are a PDU of `proto`: LIKE_NOT when the first three do not fit; LIKE_SURE only
 * when `sure` accepts kind, procedure and the first two identifiers, and all lengths, counts and
 * identifiers fit to the last byte. */
enum likeness ap_looks(struct cursor bytes, enum proto proto,
                       bool (*sure)(const struct ap_pdu *pdu, uint16_t first, uint16_t second));
/* The same of one that ap_read_chosen has read. */
enum likeness ap_looks_pdu(struct ap_pdu *pdu, enum proto proto,
                           bool (*sure)(const struct ap_pdu *pdu, uint16_t first, uint16_t second));

/* A list of ProtocolIE-SingleContainer or ProtocolIE-Container inside a value: id, criticality and
 * open type again. False when it falls short. */
bool ap_field(struct aper *a, struct ap_ie *ret);

/* ProtocolExtensionContainer: passed over. */
void ap_skip_extensions(struct aper *a);

#endif
