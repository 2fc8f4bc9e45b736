/* S1AP, TS 36.413: between eNodeB and MME (S1-MME). */
#include "wire/proto/s1ap.h"
#include "wire/proto/ap_core.h"

#include "base/hash.h"

enum { PORT = 36412, PPID = 18, LAST_PROCEDURE = 67, RADIO_CAUSES = 36, TAC = 2, CELL = 28 };

/* TS 36.413 9.3.6: procedures that are more than a name here. */
enum procedure {
    PROCEDURE_HANDOVER_RESOURCES = 1,
    PROCEDURE_PATH_SWITCH = 3,
    PROCEDURE_BEARER_SETUP = 5,
    PROCEDURE_INITIAL_CONTEXT = 9,
    PROCEDURE_PAGING = 10,
    PROCEDURE_INITIAL_UE_MESSAGE = 12,
    PROCEDURE_S1_SETUP = 17,
    PROCEDURE_CONTEXT_RELEASE = 23,
    PROCEDURE_PRIVATE = 39,
};

/* How messages begin that leave no doubt: no neighbour of S1AP has these identifiers so. */
static bool sure(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    if (pdu->procedure > LAST_PROCEDURE)
        return false;
    switch (first) {
    case S1AP_MME_UE_ID:
        return second == S1AP_ENB_UE_ID;
    case S1AP_ENB_UE_ID:
        return second == S1AP_NAS_PDU || second == S1AP_TO_BE_SWITCHED_DL_LIST;
    case S1AP_GLOBAL_ENB_ID:
        return pdu->procedure == PROCEDURE_S1_SETUP && pdu->kind == AP_INITIATING;
    case S1AP_MME_NAME:
    case S1AP_SERVED_GUMMEIS:
        return pdu->procedure == PROCEDURE_S1_SETUP && pdu->kind == AP_SUCCESSFUL;
    case S1AP_UE_IDENTITY_INDEX:
        return pdu->procedure == PROCEDURE_PAGING && second == S1AP_UE_PAGING_ID;
    case S1AP_UE_IDS:
        return pdu->procedure == PROCEDURE_CONTEXT_RELEASE && second == S1AP_CAUSE;
    default:
        return false;
    }
}

static enum likeness looks(struct cursor bytes)
{
    return ap_looks(bytes, PROTO_S1AP, sure);
}

static void core_id(struct ap_reader *r, struct aper *a)
{
    r->ue.core = aper_integer(a, 0, 4294967295U);
    r->ue.has_core = cursor_ok(&a->c);
}

static void ran_id(struct ap_reader *r, struct aper *a)
{
    r->ue.ran = aper_integer(a, 0, 16777215);
    r->ue.has_ran = cursor_ok(&a->c);
}

/* UE-S1AP-IDs: both, or the MME's alone. */
static void both_ids(struct ap_reader *r, struct aper *a)
{
    uint32_t which = aper_choice(a, 2, true);
    if (which == 0)
        aper_bits(a, 2);
    if (which < 2)
        core_id(r, a);
    if (which == 0)
        ran_id(r, a);
}

/* UEPagingID: by the temporary identity, or by the IMSI, which tells everybody in the cell. */
static void paging_id(struct ap_reader *r, struct aper *a)
{
    uint32_t which = aper_choice(a, 2, true);
    if (which == 0) {
        ap_tmsi(r, a, 8);
    } else if (which == 1) {
        struct cursor imsi = aper_octets(a, 3, 8, false);
        field_bytes(r->m, MEANING_IMSI, FORM_TBCD, cursor_rest(&imsi), 0);
    }
}

/* Global-ENB-ID: 20 or 28 bits; 18 or 21 since Release 14. */
static void node(struct ap_reader *r, struct aper *a)
{
    static const uint8_t SIZES[] = {20, 28, 18, 21};
    aper_bits(a, 2);
    aper_align(a);
    struct span plmn = cursor_span(&a->c, 3);
    uint32_t form = aper_choice(a, 2, true);
    if (form >= sizeof SIZES || plmn.len == 0)
        return;
    struct aper id = *a;
    if (form > 1)
        id = aper_of(aper_open(a));
    aper_align(&id);
    uint32_t number = aper_bits(&id, SIZES[form]);
    if (!cursor_ok(&id.c))
        return;
    field_bytes(r->m, MEANING_ORIGIN_REALM, FORM_PLMN, plmn, 0);
    struct span name = ap_make_number(r, plmn, number, (SIZES[form] + 7U) / 8);
    if (name.len)
        field_bytes(r->m, MEANING_NODE, FORM_OCTETS, name, 0);
}

/* ServedGUMMEIs: lists of networks, groups and codes; the networks are told. */
static void served_gummeis(struct ap_reader *r, struct aper *a)
{
    enum { PLMNS = 32 };
    aper_count(a, 1, 8);
    aper_bits(a, 2);
    uint32_t count = aper_count(a, 1, PLMNS);
    aper_align(a);
    struct span plmn = cursor_span(&a->c, 3);
    if (count && plmn.len)
        field_bytes(r->m, MEANING_ORIGIN_REALM, FORM_PLMN, plmn, 0);
}

static void supported_areas(struct ap_reader *r, struct aper *a)
{
    enum { AREAS = 256, PLMNS = 6 };
    uint32_t count = aper_count(a, 1, AREAS);
    for (uint32_t i = 0; i < count && i < AP_LISTED && cursor_ok(&a->c); i++) {
        bool extended = aper_bit(a);
        bool more = aper_bit(a);
        uint32_t tac = aper_bits(a, 16);
        uint32_t networks = aper_count(a, 1, PLMNS);
        aper_align(a);
        struct cursor plmns = cursor_sub(&a->c, (size_t)networks * 3);
        ap_served(r, cursor_span(&plmns, 3), tac, TAC);
        ap_tail(a, extended, more);
    }
}

static void identity(struct ap_reader *r, enum s1ap_ie id, struct aper *a)
{
    switch (id) {
    case S1AP_MME_UE_ID:
    case S1AP_SOURCE_MME_UE_ID:
        core_id(r, a);
        break;
    case S1AP_ENB_UE_ID:
        ran_id(r, a);
        break;
    case S1AP_UE_IDS:
        both_ids(r, a);
        break;
    case S1AP_S_TMSI:
        ap_tmsi(r, a, 8);
        break;
    case S1AP_UE_PAGING_ID:
        paging_id(r, a);
        break;
    case S1AP_ENB_NAME:
    case S1AP_MME_NAME:
        ap_name(r, a);
        break;
    case S1AP_GLOBAL_ENB_ID:
        node(r, a);
        break;
    case S1AP_SERVED_GUMMEIS:
        served_gummeis(r, a);
        break;
    case S1AP_SUPPORTED_TAS:
        supported_areas(r, a);
        break;
    default:
        break;
    }
}

static void place(struct ap_reader *r, enum s1ap_ie id, struct aper *a)
{
    switch (id) {
    case S1AP_EUTRAN_CGI:
        ap_cell(r, a, CELL);
        break;
    case S1AP_TAI:
        ap_tai(r, a, TAC, true);
        break;
    case S1AP_USER_LOCATION:
        aper_bits(a, 2);
        ap_cell(r, a, CELL);
        ap_tai(r, a, TAC, true);
        break;
    case S1AP_TAI_ITEM: /* of those in which a UE is paged */
        aper_bits(a, 2);
        ap_tai(r, a, TAC, false);
        break;
    case S1AP_TRACE_ADDRESS:
        ap_address(r, a, MEANING_COPY_TO, 0);
        break;
    case S1AP_GUMMEI:
        ap_serving_core(r, a);
        break;
    default:
        break;
    }
}

/* Bytes inside: messages of NAS, and what others than these two ends say to each other. */
static bool content(struct ap_reader *r, enum s1ap_ie id, struct cursor value, struct aper *a)
{
    switch (id) {
    case S1AP_NAS_PDU:
        ap_inner(r, DECODER_nas_eps, ap_octets(r, a));
        return true;
    case S1AP_MESSAGE:
        ap_inner(r, DECODER_s1ap, ap_octets(r, a));
        return true;
    case S1AP_LPPA:
        field_present(r->m, MEANING_LOCATION, 0);
        ap_opaque(r, value);
        return true;
    case S1AP_SOURCE_TO_TARGET:
        r->ue.container = hash_bytes(0, value.at, cursor_left(&value));
        ap_opaque(r, value);
        return true;
    case S1AP_TARGET_TO_SOURCE:
    case S1AP_STATUS_TRANSFER:
        ap_opaque(r, value);
        return true;
    case S1AP_UE_RADIO_CAPABILITY:
    case S1AP_UE_RADIO_CAPABILITY_PAGING:
        ap_opaque(r, value);
        return true;
    case S1AP_MESSAGE_IDENTIFIER:
    case S1AP_SERIAL_NUMBER:
        r->ue.warning = hash_two(id, r->ue.warning, cursor_u16(&value));
        return true;
    case S1AP_TRACE_ACTIVATION:
        ap_trace(r, value, S1AP_TRACE_URI);
        return true;
    case S1AP_CAUSE:
        ap_cause(r, value, RADIO_CAUSES, false);
        return true;
    default:
        return s1ap_bearer(r, (uint16_t)id, a);
    }
}

/* One that has a reader of its own. */
static void own(struct ap_reader *r, const struct ap_ie *ie)
{
    struct aper a = aper_of(ie->value);
    if (!content(r, (enum s1ap_ie)ie->id, ie->value, &a)) {
        identity(r, (enum s1ap_ie)ie->id, &a);
        place(r, (enum s1ap_ie)ie->id, &a);
    }
    ap_lacks(r->m, a.c.why);
}

/* Lists: SEQUENCE (SIZE (1..256)) OF ProtocolIE-SingleContainer. */
static void list(struct ap_reader *r, struct cursor value)
{
    struct aper a = aper_of(value);
    struct ap_ie item;
    for (uint32_t left = aper_count(&a, 1, 256); left && ap_field(&a, &item); left--) {
        const struct spec_ie *row = spec_ie(PROTO_S1AP, 0, item.id);
        if (row && row->form == FORM_OWN)
            own(r, &item);
    }
    ap_lacks(r->m, a.c.why);
}

static void element(struct ap_reader *r, const struct ap_ie *ie)
{
    const struct spec_ie *row = spec_ie(PROTO_S1AP, 0, ie->id);
    if (!row)
        ap_unknown(r, ie->value, "elements that no specification of ours names");
    else if (ie->pieces && (row->form == FORM_OWN || row->form == FORM_GROUP))
        ap_opaque(r, ie->value);
    else if (row->form == FORM_GROUP)
        list(r, ie->value);
    else if (row->form == FORM_OWN)
        own(r, ie);
    else
        field_of_row(r->m, row, ie->value, 0);
}

static const struct ap_core CORE = {
    .proto = PROTO_S1AP,
    .role = ROLE_MME,
    .port = PORT,
    .private_procedure = PROCEDURE_PRIVATE,
    .initial_ue = PROCEDURE_INITIAL_UE_MESSAGE,
    .initial_context = PROCEDURE_INITIAL_CONTEXT,
    .setup = PROCEDURE_BEARER_SETUP,
    .handover_resources = PROCEDURE_HANDOVER_RESOURCES,
    .path_switch = PROCEDURE_PATH_SWITCH,
    .element = element,
};

static enum verdict decode(struct cursor bytes, const struct packet *p, struct sink *sink)
{
    return ap_core_decode(&CORE, bytes, p, sink);
}

const struct decoder decoder_s1ap = {
    .name = "s1ap", .sctp = {PORT}, .ppids = {PPID}, .looks = looks, .decode = decode};
