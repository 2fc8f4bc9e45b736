/* GSUP, Osmocom's subscriber update protocol: MAP's operations for HLR, VLR, SGSN and SMS centre,
 * without encryption and authentication, over IPA on TCP. IPA: a length of two bytes, the stream's
 * number, and that much; on stream 0xee an extension's number, 5 for GSUP. A message is a type and
 * elements of type, length and value; of each three types in a row one asks and two answer. */
#include "base/hash.h"
#include "wire/proto/message.h"

enum { PORT = 4222, HEADER = 3, EXTENSION_GSUP = 5 };
enum { STREAM_OSMO = 0xee, STREAM_CCM = 0xfe };
enum { LAST_CCM = 6, LONGEST = 4096 };

/* The low bits of a type. */
enum { KIND_RESULT = 2, KIND_BITS = 3, ROUTING_ERROR = 78 };

enum {
    IE_IMSI = 1,
    IE_CAUSE = 2,
    IE_PDP_INFO = 5,
    IE_SESSION = 0x30,
    IE_SS_INFO = 0x35,
    IE_SM_DESTINATION = 0x41,
    IE_SM_ORIGIN = 0x42,
    IE_SM_CAUSE = 0x44,
    IE_SOURCE = 0x60,
    IE_DESTINATION = 0x61,
    IE_APDU = 0x62,
};

struct reading {
    struct message *m;
    struct sink *sink;
    uint64_t exchange; /* hash of what names the exchange on this connection */
};

/* --- Elements --------------------------------------------------------------------------------- */

/* SM-RP-DA and SM-RP-OA (section 6): what kind of address, and the address. */
static void short_message_address(struct reading *r, struct cursor value)
{
    enum { ADDRESS_IMSI = 1, ADDRESS_MSISDN = 2, ADDRESS_CENTRE = 3 };
    uint8_t kind = cursor_u8(&value);
    struct span s = cursor_rest(&value);
    if (kind == ADDRESS_IMSI && s.len)
        field_bytes(r->m, MEANING_IMSI, FORM_TBCD, s, 0);
    else if (kind == ADDRESS_MSISDN && s.len > 1)
        field_bytes(r->m, MEANING_MSISDN, FORM_E164, s, 0);
    else if (kind == ADDRESS_CENTRE && s.len > 1)
        field_bytes(r->m, MEANING_SMS_CENTRE, FORM_E164, s, 0);
}

/* A name that may be ended by a zero, and need not. */
static void name(struct reading *r, enum meaning meaning, struct cursor value)
{
    struct span s = cursor_rest(&value);
    for (s.len = 0; cursor_peek8(&value, 0); s.len++)
        cursor_skip(&value, 1);
    if (s.len)
        field_bytes(r->m, meaning, FORM_TEXT, s, 0);
}

static void not_read(struct reading *r, struct cursor value, const char *what)
{
    sink_blind(r->sink, r->m->packet, BLIND_NOT_READ, cursor_left(&value), what);
}

static void cause(struct reading *r, const char *set, struct cursor value)
{
    uint8_t number = cursor_u8(&value);
    uint8_t outcome = r->m->outcome;
    if (!cursor_ok(&value))
        return;
    field_number(r->m, MEANING_CAUSE, number, 0);
    message_cause(r->m, set, number);
    r->m->outcome = outcome; /* the type says that, whatever the reason */
}

static void own(struct reading *r, uint8_t code, struct cursor value)
{
    switch (code) {
    case IE_CAUSE:
        cause(r, "cause", value);
        break;
    case IE_SM_CAUSE:
        cause(r, "short-message", value);
        break;
    case IE_SESSION:
        r->exchange = hash_bytes(r->exchange, value.at, cursor_left(&value));
        break;
    case IE_SM_DESTINATION:
    case IE_SM_ORIGIN:
        short_message_address(r, value);
        break;
    case IE_SOURCE:
        name(r, MEANING_ORIGIN_HOST, value);
        break;
    case IE_DESTINATION:
        name(r, MEANING_DESTINATION_HOST, value);
        break;
    case IE_SS_INFO:
        not_read(r, value, "supplementary service inside GSUP");
        break;
    case IE_APDU:
        not_read(r, value, "radio signalling inside GSUP");
        break;
    default:
        break;
    }
}

/* One element; false at PDP information, which holds elements, in *ret_value. */
static bool element(struct reading *r, struct cursor *c, uint16_t group, struct cursor *ret_value)
{
    uint8_t code = cursor_u8(c);
    struct cursor value = cursor_sub(c, cursor_u8(c));
    const struct spec_ie *row = spec_ie(PROTO_GSUP, 0, code);
    *ret_value = value;
    if (!row || value.why != LACK_NONE)
        return true;
    if (code == IE_IMSI)
        r->exchange = hash_bytes(r->exchange, value.at, cursor_left(&value));
    if (code == IE_PDP_INFO)
        return false;
    if (!field_of_row(r->m, row, value, group))
        own(r, code, value);
    return true;
}

static void elements(struct reading *r, struct cursor *c)
{
    while (cursor_left(c)) {
        struct cursor inner, deeper;
        if (element(r, c, 0, &inner))
            continue;
        uint16_t group = ++r->m->groups;
        field_present(r->m, MEANING_PROFILE, group);
        while (cursor_left(&inner))
            element(r, &inner, group, &deeper);
        if (!cursor_ok(&inner))
            cursor_fail(c, inner.why);
    }
}

/* --- Messages --------------------------------------------------------------------------------- */

static enum part part_of(uint8_t type)
{
    if (spec_op(PROTO_GSUP, 0, type, PART_REQUEST))
        return PART_REQUEST;
    return spec_op(PROTO_GSUP, 0, type, PART_ANSWER) ? PART_ANSWER : PART_NEITHER;
}

static void message(struct cursor c, const struct packet *p, struct sink *sink)
{
    if (cursor_left(&c) == 0)
        return;
    uint8_t type = cursor_u8(&c);
    struct message *m = message_begin(sink, p, PROTO_GSUP, 0, type, part_of(type));
    /* Type and subscriber name an exchange; a session its own, of which there may be several. */
    struct reading r = {.m = m, .sink = sink, .exchange = type & ~KIND_BITS};
    if (m->part == PART_ANSWER)
        m->outcome = (type & KIND_BITS) == KIND_RESULT ? OUTCOME_SUCCESS : OUTCOME_REFUSED;
    if (type == ROUTING_ERROR)
        m->outcome = OUTCOME_REFUSED;
    m->length = (uint32_t)cursor_left(&c);
    elements(&r, &c);
    m->transaction = r.exchange;
    m->pairing = PAIR_CONNECTION;
    m->lack = c.why;
    message_end(sink, m);
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    size_t length = cursor_u16(&c);
    struct cursor packet = cursor_sub(&c, length + 1);
    uint8_t stream = cursor_u8(&packet);
    if (stream == STREAM_CCM)
        return VERDICT_TOOK; /* who is there, and who still is: no message about anybody */
    if (stream != STREAM_OSMO)
        return VERDICT_NOT_MINE;
    uint8_t extension = cursor_u8(&packet);
    if (extension == EXTENSION_GSUP)
        message(packet, p, sink);
    else
        sink_blind(sink, p, BLIND_NOT_READ, cursor_left(&packet), "another protocol on IPA");
    return VERDICT_TOOK;
}

/* --- The stream ------------------------------------------------------------------------------- */

static enum likeness looks(struct cursor c)
{
    uint16_t length = cursor_u16(&c);
    uint8_t stream = cursor_u8(&c);
    uint8_t first = cursor_u8(&c);
    if (!cursor_ok(&c) || length == 0 || length > LONGEST)
        return LIKE_NOT;
    if (stream == STREAM_CCM)
        return first <= LAST_CCM ? LIKE_PERHAPS : LIKE_NOT;
    if (stream != STREAM_OSMO || first > EXTENSION_GSUP)
        return LIKE_NOT;
    /* A known type, and then the IMSI, which comes first in all messages. */
    uint8_t type = cursor_u8(&c);
    uint8_t code = cursor_u8(&c);
    uint8_t digits = cursor_u8(&c);
    enum { SHORTEST_IMSI = 3, LONGEST_IMSI = 8, BEFORE = 4 };
    bool sure = first == EXTENSION_GSUP && part_of(type) != PART_NEITHER && code == IE_IMSI &&
                digits >= SHORTEST_IMSI && digits <= LONGEST_IMSI && length >= digits + BEFORE &&
                cursor_ok(&c);
    return sure ? LIKE_SURE : LIKE_PERHAPS;
}

static enum verdict length_of(struct cursor c, size_t *ret_length)
{
    if (cursor_left(&c) < HEADER)
        return VERDICT_MORE;
    uint16_t length = cursor_u16(&c);
    uint8_t stream = cursor_u8(&c);
    if (length > LONGEST || (stream != STREAM_OSMO && stream != STREAM_CCM))
        return VERDICT_NOT_MINE;
    *ret_length = (size_t)length + HEADER;
    return VERDICT_TOOK;
}

const struct decoder decoder_gsup = {
    .name = "gsup",
    .tcp = {PORT},
    .looks = looks,
    .decode = decode,
    .length = length_of,
};
