/* Inside the PFCP decoder: information elements that have a reader of their own. */
#ifndef POSTERN_WIRE_PROTO_PFCP_IE_H
#define POSTERN_WIRE_PROTO_PFCP_IE_H

#include "wire/proto/message.h"

/* Information element types that the decoder itself must tell apart, TS 29.244 table 8.1.2-1. */
enum pfcp_type {
    PFCP_CREATE_FAR = 3,
    PFCP_FORWARDING = 4,
    PFCP_DUPLICATING = 5,
    PFCP_UPDATE_FAR = 10,
    PFCP_UPDATE_FORWARDING = 11,
    PFCP_REMOVE_FAR = 16,
    PFCP_CAUSE = 19,
    PFCP_SOURCE_INTERFACE = 20,
    PFCP_F_TEID = 21,
    PFCP_NETWORK_INSTANCE = 22,
    PFCP_FORWARDING_POLICY = 41,
    PFCP_DESTINATION_INTERFACE = 42,
    PFCP_APPLY_ACTION = 44,
    PFCP_F_SEID = 57,
    PFCP_NODE_ID = 60,
    PFCP_OUTER_HEADER_CREATION = 84,
    PFCP_UE_IP_ADDRESS = 93,
    PFCP_UPDATE_DUPLICATING = 105,
    PFCP_FAR_ID = 108,
    PFCP_QFI = 124,
    PFCP_USER_ID = 141,
    PFCP_APN_DNN = 159,
    PFCP_INTERFACE_TYPE = 160,
};

/* Apply Action, 8.2.26: octet 5 bit 5. Bit 8, DFRT, also makes a second copy, but over the same
 * path for redundancy (URLLC): it is no order to copy for somebody else. */
enum { PFCP_DUPL = 0x10 };

/* In which group an element stands: the same Outer Header Creation is where traffic goes in one and
 * where its copy goes in another. */
enum pfcp_place {
    PFCP_IN_MESSAGE,
    PFCP_IN_RULE, /* any group that is none of the following */
    PFCP_IN_FAR,
    PFCP_IN_FORWARDING,
    PFCP_IN_DUPLICATING,
    PFCP_IN_REMOVED_FAR,
};

/* Adds what an element with FORM_OWN says. What it lacks is in value->why. */
void pfcp_element(struct message *m, uint16_t type, struct cursor *value, enum pfcp_place place,
                  uint16_t group);

#endif
