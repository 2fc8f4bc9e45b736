/* F1AP, TS 38.473: inside a gNB, between its central unit and its distributed units. */
#include "wire/proto/ap_family.h"

enum { PORT = 38472, PPID = 62, CELL_NR = 36, BEARERS = 64 };

/* Which unit gave a UE its name. */
enum kind { KIND_CENTRAL = 1, KIND_DISTRIBUTED };

/* TS 38.473 9.4.7. */
enum element {
    CAUSE = 0,
    SETUP_ITEM = 26,
    SETUP_MOD_ITEM = 28,
    CENTRAL_UE_ID = 40,
    DISTRIBUTED_UE_ID = 41,
    DISTRIBUTED_ID = 42,
    DISTRIBUTED_NAME = 45,
    OLD_DISTRIBUTED_UE_ID = 47,
    RRC_CONTAINER = 50,
    TRANSACTION_ID = 78,
    CENTRAL_NAME = 82,
    NRCGI = 111,
    PAGING_IDENTITY = 127,
    RRC_CONTAINER_UP = 128,
    SERVING_PLMN = 165,
    RRC_CONTAINER_SETUP = 241,
    TRACE_ACTIVATION = 242,
    TRACE_ADDRESS = 378,
};

static bool sure(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    enum { LAST_PROCEDURE = 90 };
    return pdu->procedure <= LAST_PROCEDURE && first == CENTRAL_UE_ID &&
           second == DISTRIBUTED_UE_ID;
}

/* DRBs-Setup-Item and its kin: where the distributed unit wants a bearer's traffic, one tunnel or
 * two. */
static void bearer(struct ap_member *x, struct aper *a)
{
    uint16_t group = ++x->r.m->groups;
    aper_bit(a);
    bool has_channel = aper_bit(a);
    aper_bit(a);
    field_number(x->r.m, MEANING_BEARER, aper_integer_ext(a, 1, 32), group);
    if (has_channel)
        aper_integer_ext(a, 1, 32);
    for (uint32_t left = aper_count(a, 1, 2); left && cursor_ok(&a->c); left--) {
        bool item_extended = aper_bit(a);
        bool item_more = aper_bit(a);
        if (aper_bit(a)) /* another transport than GTP */
            return;
        bool extended = aper_bit(a);
        bool more = aper_bit(a);
        ap_endpoint(&x->r, a, group);
        ap_tail(a, extended, more);
        ap_tail(a, item_extended, item_more);
    }
}

/* By 5G-S-TMSI; what the radio access alone knows a UE by (I-RNTI) says nothing here. */
static void paging(struct ap_member *x, struct aper *a)
{
    enum { BY_RAN, BY_CORE, ALTERNATIVES = 3, TMSI_BITS = 48 };
    uint32_t bits;
    if (aper_choice(a, ALTERNATIVES, false) != BY_CORE || aper_bit(a))
        return;
    struct cursor tmsi = aper_bit_string(a, TMSI_BITS, TMSI_BITS, false, &bits);
    if (cursor_ok(&a->c))
        field_bytes(x->r.m, MEANING_GUTI, FORM_OCTETS, cursor_rest(&tmsi), 0);
}

/* TraceActivation has no extension bit here. */
static void trace(struct ap_member *x, struct aper *a)
{
    enum { REFERENCE = 8, INTERFACES = 8, DEPTHS = 6 };
    aper_bit(a);
    aper_octets(a, REFERENCE, REFERENCE, false);
    aper_bits(a, INTERFACES);
    aper_enumerated(a, DEPTHS, true);
    ap_address(&x->r, a, MEANING_COPY_TO, 0);
}

static void own(struct ap_member *x, uint16_t id, struct aper *a)
{
    enum { DISTRIBUTED_ID_BITS = 36 };
    switch ((enum element)id) {
    case CENTRAL_UE_ID:
        ap_member_ue(x, KIND_CENTRAL, aper_integer(a, 0, UINT32_MAX));
        break;
    case DISTRIBUTED_UE_ID:
    case OLD_DISTRIBUTED_UE_ID:
        ap_member_ue(x, KIND_DISTRIBUTED, aper_integer(a, 0, UINT32_MAX));
        break;
    case TRANSACTION_ID:
        ap_member_key(x, aper_integer_ext(a, 0, 255) + 1);
        break;
    case CAUSE:
        ap_member_cause(x, a);
        break;
    case DISTRIBUTED_ID:
        ap_member_node(x, aper_integer(a, 0, (1ULL << DISTRIBUTED_ID_BITS) - 1), 5);
        break;
    case DISTRIBUTED_NAME:
    case CENTRAL_NAME:
        ap_name(&x->r, a);
        break;
    case NRCGI:
        ap_cell(&x->r, a, CELL_NR);
        break;
    case PAGING_IDENTITY:
        paging(x, a);
        break;
    case SERVING_PLMN:
        ap_member_plmn(x, a, MEANING_VISITED);
        break;
    case SETUP_ITEM:
    case SETUP_MOD_ITEM:
        bearer(x, a);
        break;
    case TRACE_ACTIVATION:
        trace(x, a);
        break;
    case TRACE_ADDRESS:
        ap_address(&x->r, a, MEANING_COPY_TO, 0);
        break;
    case RRC_CONTAINER:
    case RRC_CONTAINER_UP:
    case RRC_CONTAINER_SETUP:
        ap_member_opaque(x, a, "messages of RRC");
        break;
    default:
        break;
    }
}

static const struct ap_family family = {
    .proto = PROTO_F1AP,
    .private_procedure = 14,
    .begins = 11,
    .four_choices = true,
    .cause_choices = AP_CAUSE_SETS + 1,
    .causes = {11, 2, 7, 5},
    .list_most = BEARERS,
    .sure = sure,
    .own = own,
};

static enum likeness looks(struct cursor bytes)
{
    return ap_family_looks(&family, bytes);
}

static enum verdict decode(struct cursor bytes, const struct packet *p, struct sink *sink)
{
    return ap_family_decode(&family, bytes, p, sink);
}

const struct decoder decoder_f1ap = {
    .name = "f1ap", .sctp = {PORT}, .ppids = {PPID}, .looks = looks, .decode = decode};
