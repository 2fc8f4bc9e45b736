/* Inside the NGAP decoder: information elements that are read, by their identifiers. */
#ifndef POSTERN_WIRE_PROTO_NGAP_H
#define POSTERN_WIRE_PROTO_NGAP_H

#include "wire/proto/ap_values.h"

/* TS 38.413 9.4.7. */
enum ngap_ie {
    NGAP_AMF_NAME = 1,
    NGAP_AMF_UE_ID = 10,
    NGAP_CAUSE = 15,
    NGAP_EUTRA_CGI = 25,
    NGAP_S_TMSI = 26,
    NGAP_GLOBAL_RAN_NODE = 27,
    NGAP_GUAMI = 28,
    NGAP_MESSAGE_IDENTIFIER = 35,
    NGAP_NAS_PDU = 38,
    NGAP_NEW_AMF_UE_ID = 40,
    NGAP_MESSAGE = 42,
    NGAP_NGRAN_CGI = 43,
    NGAP_NR_CGI = 45,
    NGAP_NRPPA = 46,
    NGAP_ADMITTED_LIST = 53,
    NGAP_HANDOVER_LIST = 59,
    NGAP_MODIFY_CONFIRM_LIST = 62,
    NGAP_MODIFY_INDICATION_LIST = 63,
    NGAP_MODIFY_REQUEST_LIST = 64,
    NGAP_MODIFY_RESPONSE_LIST = 65,
    NGAP_CONTEXT_REQUEST_LIST = 71,
    NGAP_CONTEXT_RESPONSE_LIST = 72,
    NGAP_HANDOVER_REQUEST_LIST = 73,
    NGAP_SETUP_REQUEST_LIST = 74,
    NGAP_SETUP_RESPONSE_LIST = 75,
    NGAP_TO_BE_SWITCHED_LIST = 76,
    NGAP_SWITCHED_LIST = 77,
    NGAP_RAN_NODE_NAME = 82,
    NGAP_STATUS_TRANSFER = 84,
    NGAP_RAN_UE_ID = 85,
    NGAP_SERIAL_NUMBER = 95,
    NGAP_SERVED_GUAMIS = 96,
    NGAP_SOURCE_AMF_UE_ID = 100,
    NGAP_SOURCE_TO_TARGET = 101,
    NGAP_SUPPORTED_TAS = 102,
    NGAP_TAIS_FOR_PAGING = 103,
    NGAP_TARGET_TO_SOURCE = 106,
    NGAP_TRACE_ACTIVATION = 108,
    NGAP_TRACE_ADDRESS = 109,
    NGAP_UE_IDS = 114,
    NGAP_UE_PAGING_IDENTITY = 115,
    NGAP_UE_RADIO_CAPABILITY = 117,
    NGAP_UE_RADIO_CAPABILITY_PAGING = 118,
    NGAP_USER_LOCATION = 121,
    NGAP_ADDITIONAL_UL_TUNNELS = 126,
    NGAP_UL_TUNNEL = 139,
    NGAP_UL_TUNNELS_MODIFIED = 140,
    NGAP_ADDITIONAL_REDUNDANT_UL_TUNNELS = 186,
    NGAP_REDUNDANT_UL_TUNNEL = 195,
    NGAP_TAI = 213,
    NGAP_TRACE_URI = 257,
    NGAP_EXTENDED_RAN_NODE_NAME = 273,
    NGAP_EXTENDED_AMF_NAME = 274,
};

/* S-NSSAI: its bytes, one or four. */
uint64_t ngap_slice(struct aper *a, size_t *ret_size);

/* A list of PDU sessions, with the tunnels in their transfers and the NAS messages beside them;
 * false when it is none of those that are read. */
bool ngap_sessions(struct ap_reader *r, uint16_t id, struct cursor value);

#endif
