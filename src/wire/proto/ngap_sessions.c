/* NGAP's lists of PDU sessions. Each item holds a transfer: an OCTET STRING between SMF and radio
 * access that the AMF passes on, with the user plane's tunnels (TS 38.413 9.3.4, 9.4.5). */
#include "wire/proto/ngap.h"

enum transfer {
    TRANSFER_ELEMENTS,   /* Setup and Modify Request: information elements as in a message */
    TRANSFER_SETUP,      /* Setup Response */
    TRANSFER_MODIFIED,   /* Modify Response */
    TRANSFER_INDICATION, /* Modify Indication */
    TRANSFER_CONFIRM,    /* Modify Confirm */
    TRANSFER_ADMITTED,   /* Handover Request Acknowledge */
    TRANSFER_SWITCH,     /* Path Switch Request */
    TRANSFER_SWITCHED,   /* Path Switch Request Acknowledge */
    TRANSFER_COMMAND,    /* Handover Command */
};

struct shape {
    uint8_t id;
    bool nas, slice;
    uint8_t transfer; /* enum transfer */
};

static const struct shape SHAPES[] = {
    {NGAP_SETUP_REQUEST_LIST, true, true, TRANSFER_ELEMENTS},
    {NGAP_CONTEXT_REQUEST_LIST, true, true, TRANSFER_ELEMENTS},
    {NGAP_HANDOVER_REQUEST_LIST, false, true, TRANSFER_ELEMENTS},
    {NGAP_MODIFY_REQUEST_LIST, true, false, TRANSFER_ELEMENTS},
    {NGAP_SETUP_RESPONSE_LIST, false, false, TRANSFER_SETUP},
    {NGAP_CONTEXT_RESPONSE_LIST, false, false, TRANSFER_SETUP},
    {NGAP_MODIFY_RESPONSE_LIST, false, false, TRANSFER_MODIFIED},
    {NGAP_MODIFY_INDICATION_LIST, false, false, TRANSFER_INDICATION},
    {NGAP_MODIFY_CONFIRM_LIST, false, false, TRANSFER_CONFIRM},
    {NGAP_ADMITTED_LIST, false, false, TRANSFER_ADMITTED},
    {NGAP_TO_BE_SWITCHED_LIST, false, false, TRANSFER_SWITCH},
    {NGAP_SWITCHED_LIST, false, false, TRANSFER_SWITCHED},
    {NGAP_HANDOVER_LIST, false, false, TRANSFER_COMMAND},
};

/* UPTransportLayerInformation: a GTPTunnel, or what a later release adds in a container. */
static void tunnel(struct ap_reader *r, struct aper *a, uint16_t group)
{
    struct ap_ie later;
    if (aper_choice(a, 2, false)) {
        ap_field(a, &later);
        return;
    }
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    ap_endpoint(r, a, group);
    ap_tail(a, extended, more);
}

/* QosFlowPerTNLInformation: a tunnel, and which flows go through it. */
static void flows(struct ap_reader *r, struct aper *a, uint16_t group)
{
    enum { FLOWS = 64, MAPPINGS = 2 };
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    tunnel(r, a, group);
    for (uint32_t left = aper_count(a, 1, FLOWS); left && cursor_ok(&a->c); left--) {
        bool item_extended = aper_bit(a);
        bool mapped = aper_bit(a);
        bool item_more = aper_bit(a);
        aper_integer_ext(a, 0, FLOWS - 1);
        if (mapped)
            aper_enumerated(a, MAPPINGS, true);
        ap_tail(a, item_extended, item_more);
    }
    ap_tail(a, extended, more);
}

/* QosFlowPerTNLInformationList: those of a second node (dual connectivity). */
static void more_flows(struct ap_reader *r, struct aper *a, uint16_t group)
{
    enum { NODES = 3 };
    for (uint32_t left = aper_count(a, 1, NODES); left && cursor_ok(&a->c); left--) {
        bool extended = aper_bit(a);
        bool more = aper_bit(a);
        flows(r, a, group);
        ap_tail(a, extended, more);
    }
}

/* A list of tunnels, or of pairs of them (UL-NGU-UP-TNLModifyList: uplink, then downlink). */
static void tunnels(struct ap_reader *r, struct aper *a, uint32_t most, bool pairs, uint16_t group)
{
    for (uint32_t left = aper_count(a, 1, most); left && cursor_ok(&a->c); left--) {
        bool extended = aper_bit(a);
        bool more = aper_bit(a);
        tunnel(r, a, group);
        if (pairs)
            tunnel(r, a, group);
        ap_tail(a, extended, more);
    }
}

/* The transfers of the requests: SEQUENCE {protocolIEs, ...}. */
static void elements(struct ap_reader *r, struct aper *a, uint16_t group)
{
    enum { NODES = 4 };
    struct ap_ie ie;
    aper_bit(a);
    for (uint32_t left = aper_count(a, 0, 65535); left && ap_field(a, &ie); left--) {
        struct aper value = aper_of(ie.value);
        if (ie.id == NGAP_UL_TUNNEL || ie.id == NGAP_REDUNDANT_UL_TUNNEL)
            tunnel(r, &value, group);
        else if (ie.id == NGAP_ADDITIONAL_UL_TUNNELS ||
                 ie.id == NGAP_ADDITIONAL_REDUNDANT_UL_TUNNELS)
            tunnels(r, &value, NODES - 1, false, group);
        else if (ie.id == NGAP_UL_TUNNELS_MODIFIED)
            tunnels(r, &value, NODES, true, group);
        ap_lacks(r->m, value.c.why);
    }
}

/* PDUSessionResourceModifyConfirmTransfer: the flows come before the tunnel. */
static void confirmed(struct ap_reader *r, struct aper *a, uint16_t group)
{
    enum { FLOWS = 64 };
    aper_bits(a, 4); /* extension, additional tunnels, failed flows, iE-Extensions */
    for (uint32_t left = aper_count(a, 1, FLOWS); left && cursor_ok(&a->c); left--) {
        bool extended = aper_bit(a);
        bool more = aper_bit(a);
        aper_integer_ext(a, 0, FLOWS - 1);
        ap_tail(a, extended, more);
    }
    tunnel(r, a, group);
}

/* What stands behind the tunnels in a transfer is stepped over with it. */
static void transfer(struct ap_reader *r, enum transfer kind, struct cursor value, uint16_t group)
{
    struct aper a = aper_of(value);
    bool first, second;
    switch (kind) {
    case TRANSFER_ELEMENTS:
        elements(r, &a, group);
        break;
    case TRANSFER_SETUP:
    case TRANSFER_INDICATION:
        aper_bit(&a);
        second = aper_bit(&a);
        aper_bits(&a, kind == TRANSFER_SETUP ? 3 : 1);
        flows(r, &a, group);
        if (second)
            more_flows(r, &a, group);
        break;
    case TRANSFER_MODIFIED:
        aper_bit(&a);
        first = aper_bit(&a);
        second = aper_bit(&a);
        aper_bits(&a, 4);
        if (first)
            tunnel(r, &a, group);
        if (second)
            tunnel(r, &a, group);
        break;
    case TRANSFER_CONFIRM:
        confirmed(r, &a, group);
        break;
    case TRANSFER_ADMITTED:
        aper_bit(&a);
        second = aper_bit(&a);
        aper_bits(&a, 4);
        tunnel(r, &a, group);
        if (second)
            tunnel(r, &a, group);
        break;
    case TRANSFER_SWITCH:
        aper_bits(&a, 4);
        tunnel(r, &a, group);
        break;
    case TRANSFER_SWITCHED:
    case TRANSFER_COMMAND:
    default:
        aper_bit(&a);
        first = aper_bit(&a);
        aper_bits(&a, kind == TRANSFER_SWITCHED ? 2 : 3);
        if (first)
            tunnel(r, &a, group);
        break;
    }
    ap_lacks(r->m, a.c.why);
}

/* Service type, and perhaps the differentiator (9.3.1.24). */
uint64_t ngap_slice(struct aper *a, size_t *ret_size)
{
    bool extended = aper_bit(a);
    bool has_differentiator = aper_bit(a);
    bool more = aper_bit(a);
    uint64_t number = aper_bits(a, 8);
    if (has_differentiator) {
        struct cursor three = aper_octets(a, 3, 3, false);
        number = number << 24 | cursor_u24(&three);
    }
    ap_tail(a, extended, more);
    *ret_size = has_differentiator ? 4 : 1;
    return number;
}

static void slice(struct ap_reader *r, struct aper *a, uint16_t group)
{
    size_t size;
    uint64_t number = ngap_slice(a, &size);
    struct span s = ap_make_number(r, (struct span){0}, number, size);
    if (s.len)
        field_bytes(r->m, MEANING_SLICE, FORM_OCTETS, s, group);
}

static void session(struct ap_reader *r, struct aper *a, const struct shape *s)
{
    uint16_t group = ++r->m->groups;
    bool extended = aper_bit(a);
    bool has_nas = s->nas && aper_bit(a);
    bool more = aper_bit(a);
    field_number(r->m, MEANING_BEARER, aper_integer(a, 0, 255), group);
    if (has_nas)
        ap_inner(r, DECODER_nas_5gs, ap_octets(r, a));
    if (s->slice)
        slice(r, a, group);
    struct cursor value = ap_octets(r, a);
    if (cursor_left(&value))
        transfer(r, (enum transfer)s->transfer, value, group);
    ap_tail(a, extended, more);
}

bool ngap_sessions(struct ap_reader *r, uint16_t id, struct cursor value)
{
    enum { SESSIONS = 256 };
    for (unsigned i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        if (SHAPES[i].id != id)
            continue;
        struct aper a = aper_of(value);
        for (uint32_t left = aper_count(&a, 1, SESSIONS); left && cursor_ok(&a.c); left--)
            session(r, &a, &SHAPES[i]);
        ap_lacks(r->m, a.c.why);
        return true;
    }
    return false;
}
