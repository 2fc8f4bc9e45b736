/* RUA, TS 25.468: carries RANAP between a home base station and its gateway (Iuh). It has no
 * messages that say more; which UE's connection it is, it tells. */
#include "wire/proto/ap_values.h"

#include "base/hash.h"

enum { PORT = 29169, PPID = 19, LAST_PROCEDURE = 6, PRIVATE = 6 };

/* TS 25.468 9.3.6. */
enum element { CONTEXT_ID = 3, RANAP_MESSAGE = 4, CN_DOMAIN = 7 };

static enum likeness looks(struct cursor bytes)
{
    struct ap_pdu pdu;
    bool fits = ap_read_pdu(bytes, &pdu) && pdu.procedure && pdu.procedure <= LAST_PROCEDURE &&
                pdu.kind == AP_INITIATING && !pdu.trailing;
    return fits ? LIKE_PERHAPS : LIKE_NOT;
}

struct connection {
    uint32_t context, domain;
    struct cursor message;
};

static void element(struct connection *ret, const struct ap_ie *ie)
{
    struct aper a = aper_of(ie->value);
    switch ((enum element)ie->id) {
    case CONTEXT_ID:
        ret->context = aper_bits(&a, 24);
        break;
    case CN_DOMAIN:
        ret->domain = aper_bits(&a, 1);
        break;
    case RANAP_MESSAGE:
        ret->message = aper_open(&a);
        if (a.pieces) /* more than 16 KiB, which no message of Iuh is */
            ret->message = cursor_of(NULL, 0);
        break;
    default:
        break;
    }
}

static enum verdict decode(struct cursor bytes, const struct packet *p, struct sink *sink)
{
    struct ap_pdu pdu;
    struct ap_ie ie;
    struct connection c = {0};
    if (!ap_read_pdu(bytes, &pdu))
        return VERDICT_NOT_MINE;
    if (pdu.procedure == PRIVATE)
        sink_blind(sink, p, BLIND_NOT_READ, cursor_left(&bytes), "private messages of RUA");
    else
        while (ap_next_ie(&pdu, &ie))
            element(&c, &ie);
    if (cursor_left(&c.message) == 0)
        return pdu.why == LACK_NONE ? VERDICT_TOOK : VERDICT_BROKEN;
    /* One context is one UE's connection to one domain (TS 25.468 9.2.2). */
    uint64_t scope = hash_two(ap_scope(p), DECODER_rua, c.domain);
    sink->outer[0] = c.context ? hash_two(scope, c.context, 1) : 0;
    sink_inner(sink, DECODER_ranap, p, cursor_of(c.message.at, cursor_left(&c.message)));
    return VERDICT_TOOK;
}

const struct decoder decoder_rua = {
    .name = "rua", .sctp = {PORT}, .ppids = {PPID}, .looks = looks, .decode = decode};
