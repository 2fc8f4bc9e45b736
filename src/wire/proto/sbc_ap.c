/* SBc-AP, TS 29.168: warnings, from the cell broadcast centre to MMEs. What they say goes to
 * everybody in an area, and of nobody in particular. */
#include "wire/proto/ap_family.h"

#include "base/hash.h"

enum { PORT = 29168, PPID = 24 };

/* TS 29.168 4.4.6. */
enum element {
    CAUSE = 1,
    MESSAGE_IDENTIFIER = 5,
    SERIAL_NUMBER = 11,
    OMC_ID = 19,
    GLOBAL_ENB_ID = 28,
};

static bool sure(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    enum { LAST_PROCEDURE = 6 };
    return pdu->procedure <= LAST_PROCEDURE && first == MESSAGE_IDENTIFIER &&
           second == SERIAL_NUMBER;
}

/* Message Identifier and Serial Number name a warning together (TS 23.041 9.4.1.2). */
static void named(struct ap_member *x, uint16_t id, struct aper *a)
{
    x->key = hash_two(id, x->key, aper_bits(a, 16));
}

/* Here the cause says whether it was accepted, not the kind of PDU (4.3.4.1.3). */
static void cause(struct ap_member *x, struct aper *a)
{
    uint32_t number = (uint32_t)aper_integer(a, 0, 255);
    if (!cursor_ok(&a->c))
        return;
    field_number(x->r.m, MEANING_CAUSE, number, 0);
    message_cause(x->r.m, "cause", number);
    if (x->r.m->part == PART_ANSWER)
        x->r.m->outcome = number ? OUTCOME_REFUSED : OUTCOME_SUCCESS;
}

static void own(struct ap_member *x, uint16_t id, struct aper *a)
{
    struct cursor name;
    switch ((enum element)id) {
    case CAUSE:
        cause(x, a);
        break;
    case MESSAGE_IDENTIFIER:
    case SERIAL_NUMBER:
        named(x, id, a);
        break;
    case OMC_ID:
        name = aper_octets(a, 1, 20, false);
        if (cursor_left(&name))
            field_bytes(x->r.m, MEANING_ORIGIN_HOST, FORM_TEXT, cursor_rest(&name), 0);
        break;
    case GLOBAL_ENB_ID:
        ap_member_enb(x, a, 2);
        break;
    default:
        break;
    }
}

static const struct ap_family family = {
    .proto = PROTO_SBC_AP,
    .private_procedure = AP_NO_PROCEDURE,
    .begins = AP_NO_PROCEDURE,
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

const struct decoder decoder_sbc_ap = {
    .name = "sbc-ap", .sctp = {PORT}, .ppids = {PPID}, .looks = looks, .decode = decode};
