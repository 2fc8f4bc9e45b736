/* E1AP, TS 37.483: inside a gNB, between control and user plane of its central unit. The keys of a
 * UE's traffic pass here. */
#include "wire/proto/ap_family.h"

enum { PORT = 38462, PPID = 64 };

/* Which plane gave a UE its name. */
enum kind { KIND_CONTROL = 1, KIND_USER };

/* TS 37.483 9.4.7. */
enum element {
    CAUSE = 0,
    CONTROL_UE_ID = 2,
    USER_UE_ID = 3,
    USER_ID = 7,
    USER_NAME = 8,
    CONTROL_NAME = 9,
    TRANSACTION_ID = 57,
    SERVING_PLMN = 58,
    TRACE_ACTIVATION = 81,
    TRACE_ADDRESS = 114,
    TRACE_URI = 116,
};

static bool sure(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    enum { LAST_PROCEDURE = 40 };
    return pdu->procedure <= LAST_PROCEDURE && first == CONTROL_UE_ID && second == USER_UE_ID;
}

static void own(struct ap_member *x, uint16_t id, struct aper *a)
{
    enum { USER_ID_BITS = 36 };
    switch ((enum element)id) {
    case CONTROL_UE_ID:
        ap_member_ue(x, KIND_CONTROL, aper_integer(a, 0, UINT32_MAX));
        break;
    case USER_UE_ID:
        ap_member_ue(x, KIND_USER, aper_integer(a, 0, UINT32_MAX));
        break;
    case TRANSACTION_ID:
        ap_member_key(x, aper_integer_ext(a, 0, 255) + 1);
        break;
    case CAUSE:
        ap_member_cause(x, a);
        break;
    case USER_ID:
        ap_member_node(x, aper_integer(a, 0, (1ULL << USER_ID_BITS) - 1), 5);
        break;
    case USER_NAME:
    case CONTROL_NAME:
        ap_name(&x->r, a);
        break;
    case SERVING_PLMN:
        ap_member_plmn(x, a, MEANING_VISITED);
        break;
    case TRACE_ACTIVATION:
        ap_trace(&x->r, a->c, TRACE_URI);
        break;
    case TRACE_ADDRESS:
        ap_address(&x->r, a, MEANING_COPY_TO, 0);
        break;
    default:
        break;
    }
}

static const struct ap_family family = {
    .proto = PROTO_E1AP,
    .private_procedure = 2,
    .begins = AP_NO_PROCEDURE,
    .cause_choices = AP_CAUSE_SETS + 1,
    .causes = {25, 2, 7, 5},
    .list_most = 256,
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

const struct decoder decoder_e1ap = {
    .name = "e1ap", .sctp = {PORT}, .ppids = {PPID}, .looks = looks, .decode = decode};
