/* The outer shape of the radio access' application protocols. */
#include "wire/proto/ap.h"

enum {
    CRITICALITY_SPARE = 0x3f, /* padding after two bits, to the next byte */
    CRITICALITIES = 3,
    GLANCE = 4, /* elements that a probe looks up */
};

/* X.691 23, 14 and 11.2: three bits of CHOICE with its extension bit, the procedure in a byte of
 * its own, two bits of criticality, an open type; then the SEQUENCE's bit, and 16 bits of count.
 * RANAP's sequences have a bit of `protocolExtensions` beside the first. */
bool ap_read_pdu(struct cursor bytes, struct ap_pdu *ret)
{
    uint8_t choice = cursor_u8(&bytes);
    return !(choice & 0x9f) && ap_read_chosen(bytes, choice >> 5, ret);
}

bool ap_read_chosen(struct cursor bytes, uint8_t kind, struct ap_pdu *ret)
{
    *ret = (struct ap_pdu){.kind = kind};
    ret->procedure = cursor_u8(&bytes);
    uint8_t criticality = cursor_u8(&bytes);
    if (!cursor_ok(&bytes) || criticality & CRITICALITY_SPARE)
        return false;
    ret->criticality = criticality >> 6;
    struct aper a = aper_of(bytes);
    bool more;
    size_t length = aper_length(&a, &more);
    ret->at = cursor_sub(&a.c, length);
    ret->in_pieces = more;
    if (more)
        ret->rest = a.c;
    else
        ret->trailing = cursor_left(&a.c) != 0;
    ret->why = a.c.why;
    ret->preamble = cursor_u8(&ret->at);
    ret->count = cursor_u16(&ret->at);
    return true;
}

/* The fragment is at its end: the next one, when there is one. */
static bool next_fragment(struct ap_pdu *pdu)
{
    if (!pdu->in_pieces || cursor_left(&pdu->at))
        return pdu->in_pieces;
    struct aper a = aper_of(pdu->rest);
    bool more;
    size_t length = aper_length(&a, &more);
    pdu->at = cursor_sub(&a.c, length);
    pdu->rest = a.c;
    pdu->in_pieces = more;
    return cursor_left(&pdu->at) != 0;
}

static uint8_t byte(struct ap_pdu *pdu)
{
    if (cursor_left(&pdu->at) == 0)
        next_fragment(pdu);
    return cursor_u8(&pdu->at);
}

static void pass(struct ap_pdu *pdu, size_t count)
{
    while (count && cursor_ok(&pdu->at)) {
        if (cursor_left(&pdu->at) == 0 && !next_fragment(pdu)) {
            cursor_fail(&pdu->at, LACK_BYTES);
            return;
        }
        size_t here = cursor_left(&pdu->at);
        if (count < here)
            here = count;
        cursor_skip(&pdu->at, here);
        count -= here;
    }
}

/* The slow way through fragments; a length that is itself fragmented as well. */
static void value_in_pieces(struct ap_pdu *pdu, struct ap_ie *ie)
{
    bool more = true;
    for (bool first = true; more && cursor_ok(&pdu->at); first = false) {
        uint8_t head = byte(pdu);
        size_t length = head;
        if (head > 0xc4 || head == 0xc0)
            cursor_fail(&pdu->at, LACK_VALUE);
        else if (head > 0xc0)
            length = (size_t)(head & 0x3f) << 14;
        else if (head >= 0x80)
            length = (size_t)(head & 0x3f) << 8 | byte(pdu);
        more = head >= 0xc0;
        if (cursor_left(&pdu->at) == 0)
            next_fragment(pdu);
        if (first) {
            struct cursor here = pdu->at;
            size_t left = cursor_left(&here);
            ie->pieces = more || length > left;
            ie->value = cursor_sub(&here, length < left ? length : left);
        }
        pass(pdu, length);
    }
}

bool ap_next_ie(struct ap_pdu *pdu, struct ap_ie *ret)
{
    *ret = (struct ap_ie){0};
    if (pdu->why == LACK_NONE)
        pdu->why = pdu->at.why;
    if (pdu->count == 0 || !cursor_ok(&pdu->at))
        return false;
    pdu->count--;
    /* In the window as a rule; near a fragment's end byte by byte. */
    if (pdu->in_pieces || pdu->rest.at) {
        ret->id = (uint16_t)(byte(pdu) << 8);
        ret->id = (uint16_t)(ret->id | byte(pdu));
        ret->criticality = byte(pdu) >> 6;
        value_in_pieces(pdu, ret);
    } else {
        struct aper a = aper_of(pdu->at);
        ret->id = cursor_u16(&a.c);
        ret->criticality = cursor_u8(&a.c) >> 6;
        ret->value = aper_open(&a);
        ret->pieces = a.pieces;
        pdu->at = a.c;
    }
    if (cursor_ok(&pdu->at))
        return true;
    if (pdu->why == LACK_NONE)
        pdu->why = pdu->at.why;
    return cursor_left(&ret->value) != 0;
}

struct message *ap_begin(struct sink *sink, const struct packet *p, enum proto proto,
                         const struct ap_pdu *pdu, size_t length)
{
    bool failed = pdu->kind == AP_UNSUCCESSFUL;
    enum part part = PART_ANSWER;
    if (pdu->kind == AP_INITIATING)
        part = spec_op(proto, 0, pdu->procedure, PART_REQUEST) ? PART_REQUEST : PART_NEITHER;
    struct message *m =
        message_begin(sink, p, proto, failed ? AP_APPLICATION_FAILURE : 0, pdu->procedure, part);
    m->length = (uint32_t)length;
    m->pairing = PAIR_CONNECTION;
    if (part == PART_ANSWER)
        m->outcome = failed ? OUTCOME_REFUSED : OUTCOME_SUCCESS;
    if (pdu->trailing)
        m->odd |= ODD_TRAILING_BYTES;
    return m;
}

/* Each element has to end where the next begins, and the first ones to be known. */
static bool fits(struct ap_pdu *pdu, enum proto proto,
                 bool (*sure)(const struct ap_pdu *pdu, uint16_t first, uint16_t second))
{
    struct ap_ie ie, second = {0};
    if (!ap_next_ie(pdu, &ie) || (pdu->count && !ap_next_ie(pdu, &second)))
        return false;
    if (!sure(pdu, ie.id, second.id))
        return false;
    for (unsigned i = 0; ap_next_ie(pdu, &ie); i++)
        if (ie.criticality >= CRITICALITIES || (i < GLANCE && !spec_ie(proto, 0, ie.id)))
            return false;
    return pdu->why == LACK_NONE && cursor_left(&pdu->at) == 0;
}

enum likeness ap_looks(struct cursor bytes, enum proto proto,
                       bool (*sure)(const struct ap_pdu *pdu, uint16_t first, uint16_t second))
{
    struct ap_pdu pdu;
    return ap_read_pdu(bytes, &pdu) ? ap_looks_pdu(&pdu, proto, sure) : LIKE_NOT;
}

enum likeness ap_looks_pdu(struct ap_pdu *pdu, enum proto proto,
                           bool (*sure)(const struct ap_pdu *pdu, uint16_t first, uint16_t second))
{
    if (pdu->criticality >= CRITICALITIES)
        return LIKE_NOT;
    if (pdu->trailing || pdu->in_pieces || pdu->why != LACK_NONE)
        return LIKE_PERHAPS;
    return fits(pdu, proto, sure) ? LIKE_SURE : LIKE_PERHAPS;
}

bool ap_field(struct aper *a, struct ap_ie *ret)
{
    *ret = (struct ap_ie){0};
    aper_align(a);
    ret->id = cursor_u16(&a->c);
    ret->criticality = cursor_u8(&a->c) >> 6;
    bool before = a->pieces;
    a->pieces = false;
    ret->value = aper_open(a);
    ret->pieces = a->pieces;
    a->pieces |= before;
    return cursor_ok(&a->c);
}

void ap_skip_extensions(struct aper *a)
{
    struct ap_ie ie;
    uint32_t count = aper_count(a, 1, 65535);
    while (count-- && ap_field(a, &ie))
        continue;
}
