/* What NGAP and S1AP have in common beyond their values: a radio access node and the core talk
 * about a UE that both have named. Each is a constant of struct ap_core. */
#ifndef POSTERN_WIRE_PROTO_AP_CORE_H
#define POSTERN_WIRE_PROTO_AP_CORE_H

#include "wire/proto/ap_values.h"

struct ap_core {
    enum proto proto;
    enum role role; /* of the core's side */
    uint16_t port;  /* that it serves */
    uint8_t private_procedure;
    /* Procedures in which a UE's names are given out, or known on other associations too. */
    uint8_t initial_ue, initial_context, setup, handover_resources, path_switch;
    void (*element)(struct ap_reader *r, const struct ap_ie *ie);
};

/* What a procedure does with the UE's names: bits of enum ap_ue_how. */
unsigned ap_core_how(const struct ap_core *core, const struct ap_pdu *pdu);

enum verdict ap_core_decode(const struct ap_core *core, struct cursor bytes, const struct packet *p,
                            struct sink *sink);

#endif
