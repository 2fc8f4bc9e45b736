/* LCS-AP, TS 29.171: the MME asks a location server where a subscriber is (SLs). */
#include "wire/proto/ap_family.h"

#include "base/hash.h"

enum { PORT = 9082, PPID = 29, CELL_EUTRA = 28, KIND_CORRELATION = 1 };

/* TS 29.171 7.5.6. */
enum element {
    APDU = 1,
    CORRELATION_ID = 2,
    CELL = 4,
    IMSI = 7,
    CLIENT_TYPE = 8,
    CAUSE = 11,
    MULTIPLE_APDUS = 14,
    SOURCE_IDENTITY = 19,
};

static bool sure(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    enum { LAST_PROCEDURE = 5, LOCATION_ESTIMATE = 12, LOCATION_TYPE = 13, PAYLOAD_TYPE = 15 };
    return pdu->procedure <= LAST_PROCEDURE && first == CORRELATION_ID &&
           (second == LOCATION_ESTIMATE || second == LOCATION_TYPE || second == PAYLOAD_TYPE ||
            second == CAUSE);
}

/* One request for a place and all that is said to fulfil it have it in common (7.4.28). */
static void correlation(struct ap_member *x, struct aper *a)
{
    struct cursor id = aper_octets(a, 4, 4, false);
    uint32_t number = cursor_u32(&id);
    if (cursor_ok(&id))
        ap_member_ue(x, KIND_CORRELATION, number);
}

static void imsi(struct ap_member *x, struct aper *a)
{
    struct cursor digits = aper_octets(a, 3, 8, false);
    if (cursor_ok(&a->c))
        field_bytes(x->r.m, MEANING_IMSI, FORM_TBCD, cursor_rest(&digits), 0);
}

/* Network-Element: a base station, or a location server by its number. */
static void source(struct ap_member *x, struct aper *a)
{
    if (aper_bit(a))
        ap_member_node(x, aper_integer(a, 0, 255), 1);
    else
        ap_member_enb(x, a, 0);
}

static void own(struct ap_member *x, uint16_t id, struct aper *a)
{
    enum { CLIENT_TYPES = 8 };
    switch ((enum element)id) {
    case CORRELATION_ID:
        correlation(x, a);
        break;
    case CELL:
        ap_cell(&x->r, a, CELL_EUTRA);
        break;
    case IMSI:
        imsi(x, a);
        break;
    case CLIENT_TYPE: /* 3: lawful interception (TS 29.171 7.4.5) */
        field_number(x->r.m, MEANING_ASK_DATA, aper_enumerated(a, CLIENT_TYPES, true), 0);
        break;
    case CAUSE:
        ap_member_cause(x, a);
        break;
    case APDU:
    case MULTIPLE_APDUS:
        field_present(x->r.m, MEANING_LOCATION, 0);
        ap_member_opaque(x, a, "LPP and LPPa between location server, UE and radio access");
        break;
    case SOURCE_IDENTITY:
        source(x, a);
        break;
    default:
        break;
    }
}

static const struct ap_family family = {
    .proto = PROTO_LCSAP,
    .private_procedure = AP_NO_PROCEDURE,
    .begins = AP_NO_PROCEDURE,
    .cause_choices = AP_CAUSE_SETS,
    .causes = {1, 2, 7, 4},
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

const struct decoder decoder_lcsap = {
    .name = "lcsap", .sctp = {PORT}, .ppids = {PPID}, .looks = looks, .decode = decode};
