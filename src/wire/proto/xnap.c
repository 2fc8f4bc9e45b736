/* XnAP, TS 38.423: between nodes of NG-RAN. Where a UE goes without the core, its keys and tunnels
 * go here. */
#include "wire/proto/ap_family.h"

#include "base/hash.h"

enum { PORT = 38422, PPID = 61, SESSIONS = 256 };

/* Who gave a UE its name. Source and old node are the same side of two procedures. */
enum kind { KIND_SOURCE = 1, KIND_TARGET, KIND_MASTER, KIND_SECONDARY };

/* TS 38.423 9.3.7. */
enum element {
    CAUSE = 7,
    GLOBAL_NODE_ID = 14,
    GUAMI = 15,
    MASTER_UE_ID = 23,
    MASTER_CONTAINER = 24,
    NEW_UE_ID = 27,
    OLD_UE_ID = 29,
    RESUME_CONTAINER = 30,
    SECONDARY_UE_ID = 71,
    SECONDARY_CONTAINER = 72,
    SOURCE_UE_ID = 73,
    TARGET_CONTAINER = 77,
    TARGET_UE_ID = 79,
    TRACE_ACTIVATION = 81,
    CONTEXT_HANDOVER = 83,
    CONTEXT_RETRIEVED = 84,
    RADIO_CAPABILITY = 122,
    TRACE_URI = 226,
    TRACE_ADDRESS = 263,
};

static bool sure(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    enum { LAST_PROCEDURE = 80 };
    if (pdu->procedure > LAST_PROCEDURE)
        return false;
    return (first == SOURCE_UE_ID && second == TARGET_UE_ID) ||
           (first == NEW_UE_ID && second == OLD_UE_ID) ||
           (first == MASTER_UE_ID && second == SECONDARY_UE_ID);
}

static void slice(struct ap_member *x, struct aper *a, uint16_t group)
{
    uint8_t bytes[4];
    bool extended = aper_bit(a);
    bool has_differentiator = aper_bit(a);
    bool more = aper_bit(a);
    bytes[0] = (uint8_t)aper_bits(a, 8);
    struct cursor sd = has_differentiator ? aper_octets(a, 3, 3, false) : cursor_of(NULL, 0);
    for (unsigned i = 1; i < sizeof bytes && has_differentiator; i++)
        bytes[i] = cursor_u8(&sd);
    struct span s = ap_make(&x->r, bytes, has_differentiator ? sizeof bytes : 1);
    if (s.len && cursor_ok(&a->c))
        field_bytes(x->r.m, MEANING_SLICE, FORM_OCTETS, s, group);
    ap_tail(a, extended, more);
}

static void bit_rates(struct aper *a)
{
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    for (unsigned i = 0; i < 2; i++)
        aper_integer_ext(a, 0, 4000000000000U);
    ap_tail(a, extended, more);
}

/* PDUSessionResourcesToBeSetup-Item as far as the core's end of the tunnel (9.2.1.1). */
static void session(struct ap_member *x, struct aper *a)
{
    uint16_t group = ++x->r.m->groups;
    aper_bit(a);
    bool has_rates = aper_bit(a);
    aper_bits(a, 5);
    aper_integer(a, 0, 255); /* PDU session */
    slice(x, a, group);
    if (has_rates)
        bit_rates(a);
    if (aper_bit(a)) /* another transport than GTP */
        return;
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    ap_endpoint(&x->r, a, group);
    ap_tail(a, extended, more);
}

/* UEContextInfoHORequest (9.2.1.1 of a handover). The AMF's name for the UE and its address are
 * what NGAP knows the UE by as well. Of several sessions the first is read: the others lie behind
 * its flows. */
static void context(struct ap_member *x, struct aper *a)
{
    enum { AMF_UE_LAST_BITS = 40 };
    struct span at[2] = {{0}};
    aper_bit(a);
    bool has_priority = aper_bit(a);
    bool has_reporting = aper_bit(a);
    bool has_restrictions = aper_bit(a);
    aper_bit(a);
    (void)has_reporting;
    uint64_t id = aper_integer(a, 0, (1ULL << AMF_UE_LAST_BITS) - 1);
    if (aper_bit(a)) /* an alternative of later releases */
        return;
    unsigned addresses = ap_addresses(a, at);
    struct addr core = addresses ? addr_of(at[0]) : (struct addr){0};
    if (core.family && cursor_ok(&a->c))
        message_handle(x->r.m, ap_core_handle(PROTO_NGAP, &core, id));
    if (core.family)
        field_bytes(x->r.m, MEANING_SERVING_NODE, FORM_IP, at[0], 0);
    ap_member_capabilities(a, 4);
    ap_member_star_key(x, a);
    if (has_priority)
        aper_integer_ext(a, 1, 256);
    bit_rates(a);
    uint32_t sessions = aper_count(a, 1, SESSIONS);
    session(x, a);
    if (sessions > 1)
        ap_unknown(&x->r, a->c, "PDU sessions after the first");
    if (has_restrictions)
        field_present(x->r.m, MEANING_PROFILE, 0);
}

/* GlobalNG-RANNode-ID: of a gNB, of an ng-eNB. */
static void node(struct ap_member *x, struct aper *a)
{
    if (aper_choice(a, 3, false) == 0)
        ap_member_gnb(x, a);
}

static bool ue(struct ap_member *x, uint16_t id, struct aper *a)
{
    unsigned kind;
    switch ((enum element)id) {
    case SOURCE_UE_ID:
    case OLD_UE_ID:
        kind = KIND_SOURCE;
        break;
    case TARGET_UE_ID:
    case NEW_UE_ID:
        kind = KIND_TARGET;
        break;
    case MASTER_UE_ID:
        kind = KIND_MASTER;
        break;
    case SECONDARY_UE_ID:
        kind = KIND_SECONDARY;
        break;
    default:
        return false;
    }
    uint64_t number = aper_integer(a, 0, UINT32_MAX);
    if (cursor_ok(&a->c))
        ap_member_ue(x, kind, number);
    return true;
}

static void own(struct ap_member *x, uint16_t id, struct aper *a)
{
    if (ue(x, id, a))
        return;
    switch ((enum element)id) {
    case CAUSE:
        ap_member_cause(x, a);
        break;
    case GLOBAL_NODE_ID:
        node(x, a);
        break;
    case GUAMI:
        ap_serving_core(&x->r, a);
        break;
    case CONTEXT_HANDOVER:
    case CONTEXT_RETRIEVED:
        context(x, a);
        break;
    case TRACE_ACTIVATION:
        ap_trace(&x->r, a->c, TRACE_URI);
        break;
    case TRACE_ADDRESS:
        ap_address(&x->r, a, MEANING_COPY_TO, 0);
        break;
    case MASTER_CONTAINER:
    case SECONDARY_CONTAINER:
    case RESUME_CONTAINER:
    case TARGET_CONTAINER:
        ap_member_opaque(x, a, "containers between radio access nodes");
        break;
    case RADIO_CAPABILITY:
        ap_member_opaque(x, a, "radio capabilities of the UE");
        break;
    default:
        break;
    }
}

static const struct ap_family family = {
    .proto = PROTO_XNAP,
    .private_procedure = 22,
    .begins = AP_NO_PROCEDURE,
    .cause_choices = AP_CAUSE_SETS + 1,
    .causes = {53, 2, 7, 5},
    .list_most = SESSIONS,
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

const struct decoder decoder_xnap = {
    .name = "xnap", .sctp = {PORT}, .ppids = {PPID}, .looks = looks, .decode = decode};
