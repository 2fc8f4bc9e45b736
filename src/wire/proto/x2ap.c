/* X2AP, TS 36.423: between eNBs, and with a gNB that serves beside one. Where a UE goes without the
 * core, its keys and tunnels go here. */
#include "wire/proto/ap_family.h"

enum { PORT = 36422, PPID = 27, CELL_EUTRA = 28, CELL_NR = 36, BEARERS = 256 };

/* Who gave a UE its name. */
enum kind { KIND_OLD = 1, KIND_NEW, KIND_MASTER, KIND_SECONDARY };

/* TS 36.423 9.3.7. */
enum element {
    ADMITTED_ITEM = 0,
    CAUSE = 5,
    NEW_UE_ID = 9,
    OLD_UE_ID = 10,
    TARGET_TO_SOURCE = 12,
    TRACE_ACTIVATION = 13,
    UE_CONTEXT = 14,
    GLOBAL_ENB_ID = 21,
    GUMMEI_ID = 23,
    RLF_REPORT = 60,
    MASTER_UE_ID = 111,
    SECONDARY_UE_ID = 112,
    SERVING_PLMN = 116,
    MASTER_CONTAINER = 119,
    SECONDARY_CONTAINER = 122,
    NEW_UE_ID_EXTENSION = 155,
    OLD_UE_ID_EXTENSION = 156,
    MASTER_UE_ID_EXTENSION = 157,
    SECONDARY_UE_ID_EXTENSION = 158,
    MASTER_CONTAINER_NR = 206,
    GNB_UE_ID = 207,
    SECONDARY_CONTAINER_NR = 211,
    RRC_CONTAINER = 237,
    GLOBAL_GNB_ID = 252,
    OLD_GNB_UE_ID = 264,
    ECGI = 316,
    NRCGI = 322,
    TRACE_ADDRESS = 377,
    TRACE_URI = 405,
};

static bool sure(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    enum { LAST_PROCEDURE = 59 };
    if (pdu->procedure > LAST_PROCEDURE)
        return false;
    return (first == OLD_UE_ID && second == NEW_UE_ID) ||
           (first == MASTER_UE_ID && (second == SECONDARY_UE_ID || second == GNB_UE_ID));
}

static void quality(struct aper *a)
{
    bool extended = aper_bit(a);
    bool guaranteed = aper_bit(a);
    bool more = aper_bit(a);
    aper_integer(a, 0, 255);
    /* Allocation and retention: a level, two flags. */
    bool retention_extended = aper_bit(a);
    bool retention_more = aper_bit(a);
    aper_bits(a, 4 + 1 + 1);
    ap_tail(a, retention_extended, retention_more);
    if (guaranteed) {
        bool rates_extended = aper_bit(a);
        bool rates_more = aper_bit(a);
        for (unsigned i = 0; i < 4; i++)
            aper_integer(a, 0, 10000000000U);
        ap_tail(a, rates_extended, rates_more);
    }
    ap_tail(a, extended, more);
}

static void tunnel(struct ap_member *x, struct aper *a, uint16_t group)
{
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    ap_endpoint(&x->r, a, group);
    ap_tail(a, extended, more);
}

/* E-RABs-ToBeSetup-Item (9.1.1.1): where the core's end of each bearer is. */
static void bearers(struct ap_member *x, struct aper *a)
{
    struct ap_ie item;
    for (uint32_t left = aper_count(a, 1, BEARERS); left && ap_field(a, &item); left--) {
        struct aper b = aper_of(item.value);
        uint16_t group = ++x->r.m->groups;
        aper_bit(&b);
        bool forwards = aper_bit(&b);
        aper_bit(&b);
        field_number(x->r.m, MEANING_BEARER, aper_integer_ext(&b, 0, 15), group);
        quality(&b);
        if (forwards)
            aper_enumerated(&b, 1, true);
        tunnel(x, &b, group);
        ap_lacks(x->r.m, b.c.why);
    }
}

/* UE-ContextInformation (9.1.1.1). */
static void context(struct ap_member *x, struct aper *a)
{
    aper_bit(a);
    bool has_profile = aper_bit(a);
    bool has_restrictions = aper_bit(a);
    aper_bits(a, 2);
    aper_integer(a, 0, UINT32_MAX); /* the MME's own name for the UE */
    ap_member_capabilities(a, 2);
    ap_member_star_key(x, a);
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    aper_integer(a, 0, 10000000000U);
    aper_integer(a, 0, 10000000000U);
    ap_tail(a, extended, more);
    if (has_profile)
        aper_integer(a, 1, 256);
    bearers(x, a);
    ap_octets(&x->r, a); /* RRC context */
    if (has_restrictions)
        field_present(x->r.m, MEANING_PROFILE, 0);
}

/* E-RABs-Admitted-Item: where forwarded traffic is to go. */
static void admitted(struct ap_member *x, struct aper *a)
{
    uint16_t group = ++x->r.m->groups;
    aper_bit(a);
    bool up = aper_bit(a);
    bool down = aper_bit(a);
    aper_bit(a);
    field_number(x->r.m, MEANING_BEARER, aper_integer_ext(a, 0, 15), group);
    if (up)
        tunnel(x, a, group);
    if (down)
        tunnel(x, a, group);
}

/* Names of a UE: those of eNBs 0..4095, those of gNBs four bytes. The extensions multiply them
 * (9.2.24); either way they are one UE's. */
static bool ue(struct ap_member *x, uint16_t id, struct aper *a)
{
    enum { LAST = 4095 };
    switch ((enum element)id) {
    case OLD_UE_ID:
        ap_member_ue(x, KIND_OLD, aper_integer(a, 0, LAST));
        return true;
    case NEW_UE_ID:
        ap_member_ue(x, KIND_NEW, aper_integer(a, 0, LAST));
        return true;
    case MASTER_UE_ID:
        ap_member_ue(x, KIND_MASTER, aper_integer(a, 0, LAST));
        return true;
    case SECONDARY_UE_ID:
        ap_member_ue(x, KIND_SECONDARY, aper_integer(a, 0, LAST));
        return true;
    case GNB_UE_ID:
    case OLD_GNB_UE_ID:
        ap_member_ue(x, KIND_SECONDARY, aper_integer(a, 0, UINT32_MAX));
        return true;
    case NEW_UE_ID_EXTENSION:
    case OLD_UE_ID_EXTENSION:
    case MASTER_UE_ID_EXTENSION:
    case SECONDARY_UE_ID_EXTENSION:
        aper_integer_ext(a, 0, LAST);
        return true;
    default:
        return false;
    }
}

static void place(struct ap_member *x, uint16_t id, struct aper *a)
{
    switch ((enum element)id) {
    case ECGI:
        ap_cell(&x->r, a, CELL_EUTRA);
        break;
    case NRCGI:
        ap_cell(&x->r, a, CELL_NR);
        break;
    case GLOBAL_ENB_ID:
        ap_member_enb(x, a, 2);
        break;
    case GLOBAL_GNB_ID:
        ap_member_gnb(x, a);
        break;
    case GUMMEI_ID:
        ap_serving_core(&x->r, a);
        break;
    case SERVING_PLMN:
        ap_member_plmn(x, a, MEANING_VISITED);
        break;
    case TRACE_ADDRESS:
        ap_address(&x->r, a, MEANING_COPY_TO, 0);
        break;
    default:
        break;
    }
}

static void own(struct ap_member *x, uint16_t id, struct aper *a)
{
    if (ue(x, id, a))
        return;
    switch ((enum element)id) {
    case CAUSE:
        ap_member_cause(x, a);
        break;
    case UE_CONTEXT:
        context(x, a);
        break;
    case ADMITTED_ITEM:
        admitted(x, a);
        break;
    case TRACE_ACTIVATION:
        ap_trace(&x->r, a->c, TRACE_URI);
        break;
    case RRC_CONTAINER:
    case MASTER_CONTAINER:
    case MASTER_CONTAINER_NR:
    case SECONDARY_CONTAINER:
    case SECONDARY_CONTAINER_NR:
    case TARGET_TO_SOURCE:
    case RLF_REPORT:
        ap_member_opaque(x, a, "containers between radio access nodes");
        break;
    default:
        place(x, id, a);
        break;
    }
}

static const struct ap_family family = {
    .proto = PROTO_X2AP,
    .private_procedure = 11,
    .begins = AP_NO_PROCEDURE,
    .extended_cause = true,
    .cause_choices = AP_CAUSE_SETS,
    .causes = {22, 2, 7, 5},
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

const struct decoder decoder_x2ap = {
    .name = "x2ap", .sctp = {PORT}, .ppids = {PPID}, .looks = looks, .decode = decode};
