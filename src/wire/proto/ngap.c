/* NGAP, TS 38.413: between the radio access and the AMF (N2). */
#include "wire/proto/ngap.h"
#include "wire/proto/ap_core.h"

#include "base/hash.h"

enum { PORT = 38412, PPID = 60, LAST_PROCEDURE = 86, RADIO_CAUSES = 45, TAC = 3 };
enum { NR_CELL = 36, EUTRA_CELL = 28 };

/* TS 38.413 9.4.7: procedures that are more than a name here. */
enum procedure {
    PROCEDURE_HANDOVER_RESOURCES = 13,
    PROCEDURE_INITIAL_CONTEXT = 14,
    PROCEDURE_INITIAL_UE_MESSAGE = 15,
    PROCEDURE_NG_SETUP = 21,
    PROCEDURE_PAGING = 24,
    PROCEDURE_PATH_SWITCH = 25,
    PROCEDURE_SESSION_SETUP = 29,
    PROCEDURE_PRIVATE = 31,
    PROCEDURE_CONTEXT_RELEASE = 41,
};

/* How messages begin that leave no doubt: no neighbour of NGAP has these identifiers so. */
static bool sure(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    if (pdu->procedure > LAST_PROCEDURE)
        return false;
    switch (first) {
    case NGAP_AMF_UE_ID:
        return second == NGAP_RAN_UE_ID;
    case NGAP_RAN_UE_ID:
        return second == NGAP_NAS_PDU || second == NGAP_SOURCE_AMF_UE_ID;
    case NGAP_GLOBAL_RAN_NODE:
        return pdu->procedure == PROCEDURE_NG_SETUP && pdu->kind == AP_INITIATING;
    case NGAP_AMF_NAME:
        return pdu->procedure == PROCEDURE_NG_SETUP && pdu->kind == AP_SUCCESSFUL;
    case NGAP_UE_PAGING_IDENTITY:
        return pdu->procedure == PROCEDURE_PAGING;
    case NGAP_UE_IDS:
        return pdu->procedure == PROCEDURE_CONTEXT_RELEASE && second == NGAP_CAUSE;
    default:
        return false;
    }
}

static enum likeness looks(struct cursor bytes)
{
    return ap_looks(bytes, PROTO_NGAP, sure);
}

static void core_id(struct ap_reader *r, struct aper *a)
{
    r->ue.core = aper_integer(a, 0, 1099511627775U);
    r->ue.has_core = cursor_ok(&a->c);
}

static void ran_id(struct ap_reader *r, struct aper *a)
{
    r->ue.ran = aper_integer(a, 0, 4294967295U);
    r->ue.has_ran = cursor_ok(&a->c);
}

/* UE-NGAP-IDs: both, or the AMF's alone. */
static void both_ids(struct ap_reader *r, struct aper *a)
{
    uint32_t which = aper_choice(a, 3, false);
    if (which == 0)
        aper_bits(a, 2);
    if (which < 2)
        core_id(r, a);
    if (which == 0)
        ran_id(r, a);
}

/* UserLocationInformation; what is neither NR nor EUTRA (9.3.1.16: IP address, line, Wi-Fi) is told
 * as being there. */
static void location(struct ap_reader *r, struct aper *a)
{
    uint32_t access = aper_choice(a, 4, false);
    if (access > 1) {
        field_present(r->m, MEANING_LOCATION, 0);
        return;
    }
    aper_bits(a, 3); /* extension, time stamp, iE-Extensions */
    ap_cell(r, a, access ? NR_CELL : EUTRA_CELL);
    ap_tai(r, a, TAC, true);
}

static void ngran_cell(struct ap_reader *r, struct aper *a)
{
    uint32_t access = aper_choice(a, 3, false);
    if (access < 2)
        ap_cell(r, a, access ? EUTRA_CELL : NR_CELL);
}

/* GlobalRANNodeID: a gNB's 22 to 32 bits, an ng-eNB's 20, 18 or 21, an N3IWF's 16. */
static void node(struct ap_reader *r, struct aper *a)
{
    static const uint8_t NG_ENB[] = {20, 18, 21};
    uint32_t kind = aper_choice(a, 4, false);
    if (kind > 2)
        return;
    aper_bits(a, 2);
    aper_align(a);
    struct span plmn = cursor_span(&a->c, 3);
    uint32_t size = 16;
    uint32_t form = aper_choice(a, kind == 1 ? 4 : 2, false);
    if (form > (kind == 1 ? 2 : 0) || plmn.len == 0)
        return;
    if (kind == 0)
        size = (uint32_t)aper_integer(a, 22, 32);
    else if (kind == 1)
        size = NG_ENB[form];
    if (size > 16)
        aper_align(a);
    uint32_t number = aper_bits(a, size);
    if (!cursor_ok(&a->c))
        return;
    field_bytes(r->m, MEANING_ORIGIN_REALM, FORM_PLMN, plmn, 0);
    struct span name = ap_make_number(r, plmn, number, (size + 7) / 8);
    if (name.len)
        field_bytes(r->m, MEANING_NODE, FORM_OCTETS, name, 0);
}

static void served_guamis(struct ap_reader *r, struct aper *a)
{
    enum { GUAMIS = 256 };
    uint32_t count = aper_count(a, 1, GUAMIS);
    for (uint32_t i = 0; i < count && i < AP_LISTED && cursor_ok(&a->c); i++) {
        bool extended = aper_bit(a);
        bool backup = aper_bit(a);
        bool more = aper_bit(a);
        struct span guami = ap_core_name(a);
        if (guami.len && i == 0)
            field_bytes(r->m, MEANING_ORIGIN_REALM, FORM_PLMN, (struct span){guami.at, 3}, 0);
        if (guami.len)
            field_bytes(r->m, MEANING_NODE, FORM_OCTETS, guami, 0);
        if (backup)
            aper_string(a, 1, 150, true);
        ap_tail(a, extended, more);
    }
}

/* BroadcastPLMNList: networks, each with its slices; the first one is told. */
static struct span networks(struct aper *a)
{
    enum { PLMNS = 12, SLICES = 1024 };
    struct span first = {0};
    for (uint32_t left = aper_count(a, 1, PLMNS); left && cursor_ok(&a->c); left--) {
        bool extended = aper_bit(a);
        bool more = aper_bit(a);
        aper_align(a);
        struct span plmn = cursor_span(&a->c, 3);
        if (!first.len)
            first = plmn;
        for (uint32_t slices = aper_count(a, 1, SLICES); slices && cursor_ok(&a->c); slices--) {
            size_t size;
            bool slice_extended = aper_bit(a);
            bool slice_more = aper_bit(a);
            ngap_slice(a, &size);
            ap_tail(a, slice_extended, slice_more);
        }
        ap_tail(a, extended, more);
    }
    return first;
}

static void supported_areas(struct ap_reader *r, struct aper *a)
{
    uint32_t count = aper_count(a, 1, 256);
    for (uint32_t i = 0; i < count && i < AP_LISTED && cursor_ok(&a->c); i++) {
        bool extended = aper_bit(a);
        bool more = aper_bit(a);
        struct cursor tac = aper_octets(a, TAC, TAC, false);
        ap_served(r, networks(a), cursor_u24(&tac), TAC);
        ap_tail(a, extended, more);
    }
}

static void areas(struct ap_reader *r, struct aper *a)
{
    for (uint32_t left = aper_count(a, 1, 16); left && cursor_ok(&a->c); left--) {
        bool extended = aper_bit(a);
        bool more = aper_bit(a);
        ap_tai(r, a, TAC, false);
        ap_tail(a, extended, more);
    }
}

/* Extended-RANNodeName and Extended-AMFName: as VisibleString, else as UTF8String. */
static void long_name(struct ap_reader *r, struct aper *a)
{
    aper_bit(a);
    bool visible = aper_bit(a);
    bool utf8 = aper_bit(a);
    aper_bit(a);
    if (visible) {
        ap_name(r, a);
    } else if (utf8) { /* its size is no matter of the encoding: X.691 30.6 */
        struct cursor name = aper_open(a);
        field_bytes(r->m, MEANING_ORIGIN_HOST, FORM_TEXT, cursor_rest(&name), 0);
    }
}

static void identity(struct ap_reader *r, enum ngap_ie id, struct aper *a)
{
    switch (id) {
    case NGAP_AMF_UE_ID:
    case NGAP_SOURCE_AMF_UE_ID:
        core_id(r, a);
        break;
    case NGAP_RAN_UE_ID:
        ran_id(r, a);
        break;
    case NGAP_UE_IDS:
        both_ids(r, a);
        break;
    case NGAP_S_TMSI:
        ap_tmsi(r, a, 16);
        break;
    case NGAP_UE_PAGING_IDENTITY:
        if (aper_choice(a, 2, false) == 0)
            ap_tmsi(r, a, 16);
        break;
    case NGAP_AMF_NAME:
    case NGAP_RAN_NODE_NAME:
        ap_name(r, a);
        break;
    case NGAP_EXTENDED_AMF_NAME:
    case NGAP_EXTENDED_RAN_NODE_NAME:
        long_name(r, a);
        break;
    case NGAP_GLOBAL_RAN_NODE:
        node(r, a);
        break;
    case NGAP_SERVED_GUAMIS:
        served_guamis(r, a);
        break;
    case NGAP_SUPPORTED_TAS:
        supported_areas(r, a);
        break;
    default:
        break;
    }
}

static void place(struct ap_reader *r, enum ngap_ie id, struct aper *a)
{
    switch (id) {
    case NGAP_USER_LOCATION:
        location(r, a);
        break;
    case NGAP_NGRAN_CGI:
        ngran_cell(r, a);
        break;
    case NGAP_NR_CGI:
        ap_cell(r, a, NR_CELL);
        break;
    case NGAP_EUTRA_CGI:
        ap_cell(r, a, EUTRA_CELL);
        break;
    case NGAP_TAI:
        ap_tai(r, a, TAC, true);
        break;
    case NGAP_TAIS_FOR_PAGING:
        areas(r, a);
        break;
    case NGAP_TRACE_ADDRESS:
        ap_address(r, a, MEANING_COPY_TO, 0);
        break;
    case NGAP_GUAMI:
        ap_serving_core(r, a);
        break;
    default:
        break;
    }
}

/* Bytes inside: messages of NAS, and what others than these two ends say to each other. */
static bool content(struct ap_reader *r, enum ngap_ie id, struct cursor value)
{
    struct aper a = aper_of(value);
    switch (id) {
    case NGAP_NAS_PDU:
        ap_inner(r, DECODER_nas_5gs, ap_octets(r, &a));
        break;
    case NGAP_MESSAGE:
        ap_inner(r, DECODER_ngap, ap_octets(r, &a));
        break;
    case NGAP_NRPPA:
        field_present(r->m, MEANING_LOCATION, 0);
        ap_opaque(r, value);
        break;
    case NGAP_SOURCE_TO_TARGET:
        r->ue.container = hash_bytes(0, value.at, cursor_left(&value));
        ap_opaque(r, value);
        break;
    case NGAP_TARGET_TO_SOURCE:
    case NGAP_STATUS_TRANSFER:
        ap_opaque(r, value);
        break;
    case NGAP_UE_RADIO_CAPABILITY:
    case NGAP_UE_RADIO_CAPABILITY_PAGING:
        ap_opaque(r, value);
        break;
    case NGAP_MESSAGE_IDENTIFIER:
    case NGAP_SERIAL_NUMBER:
        r->ue.warning = hash_two(id, r->ue.warning, cursor_u16(&value));
        break;
    case NGAP_TRACE_ACTIVATION:
        ap_trace(r, value, NGAP_TRACE_URI);
        break;
    case NGAP_CAUSE:
        ap_cause(r, value, RADIO_CAUSES, true);
        break;
    default:
        return ngap_sessions(r, (uint16_t)id, value);
    }
    ap_lacks(r->m, a.c.why);
    return true;
}

static void element(struct ap_reader *r, const struct ap_ie *ie)
{
    const struct spec_ie *row = spec_ie(PROTO_NGAP, 0, ie->id);
    if (!row) {
        ap_unknown(r, ie->value, "elements that no specification of ours names");
    } else if (row->form == FORM_OWN && ie->pieces) {
        ap_opaque(r, ie->value);
    } else if (row->form != FORM_OWN) {
        field_of_row(r->m, row, ie->value, 0);
    } else if (!content(r, (enum ngap_ie)ie->id, ie->value)) {
        struct aper a = aper_of(ie->value);
        identity(r, (enum ngap_ie)ie->id, &a);
        place(r, (enum ngap_ie)ie->id, &a);
        ap_lacks(r->m, a.c.why);
    }
}

static const struct ap_core CORE = {
    .proto = PROTO_NGAP,
    .role = ROLE_AMF,
    .port = PORT,
    .private_procedure = PROCEDURE_PRIVATE,
    .initial_ue = PROCEDURE_INITIAL_UE_MESSAGE,
    .initial_context = PROCEDURE_INITIAL_CONTEXT,
    .setup = PROCEDURE_SESSION_SETUP,
    .handover_resources = PROCEDURE_HANDOVER_RESOURCES,
    .path_switch = PROCEDURE_PATH_SWITCH,
    .element = element,
};

static enum verdict decode(struct cursor bytes, const struct packet *p, struct sink *sink)
{
    return ap_core_decode(&CORE, bytes, p, sink);
}

const struct decoder decoder_ngap = {
    .name = "ngap", .sctp = {PORT}, .ppids = {PPID}, .looks = looks, .decode = decode};
