/* RADIUS, RFC 2865 and 2866: access and accounting; RFC 5176: changes from outside. A code, an
 * identifier, a length, an authenticator, then attributes of a type, a length and a value. */
#include "wire/proto/message.h"

#include "base/hash.h"

enum {
    HEADER = 20,
    VENDOR_SPECIFIC = 26,
    VENDOR_3GPP = 10415,
    NUMBER_LEAST = 8, /* digits of a number with its country code */
    NUMBER_MOST = 15,
    IMSI_DIGITS = 15,
};

enum code {
    ACCESS_REQUEST = 1,
    ACCESS_ACCEPT,
    ACCESS_REJECT,
    ACCOUNTING_REQUEST,
    ACCOUNTING_RESPONSE,
    STATUS_SERVER = 12,
    DISCONNECT_REQUEST = 40,
    DISCONNECT_ACK,
    DISCONNECT_NAK,
    COA_REQUEST,
    COA_ACK,
    COA_NAK,
};

enum attribute {
    USER_NAME = 1,
    NAS_IP_ADDRESS = 4,
    FRAMED_IP_ADDRESS = 8,
    CALLING_STATION_ID = 31,
    NAS_IDENTIFIER = 32,
    ACCT_STATUS_TYPE = 40,
    ACCT_SESSION_ID = 44,
    ACCT_MULTI_SESSION_ID = 50,
    CHARGEABLE_USER_IDENTITY = 89,
    NAS_IPV6_ADDRESS = 95,
    ERROR_CAUSE = 101,
};

enum attribute_3gpp {
    IMEISV = 20,
    USER_LOCATION = 22,
    EXTERNAL_IDENTIFIER = 28,
    NAI_3GPP = 115,
    SESSION_ID_3GPP = 128,
    GCI_3GPP = 129,
};

/* RFC 2866 5.1: what an accounting request is about stands in its name. */
static const struct {
    uint8_t status;
    const char *name;
} STATUSES[] = {
    {1, "Accounting-Request Start"},          {2, "Accounting-Request Stop"},
    {3, "Accounting-Request Interim-Update"}, {7, "Accounting-Request Accounting-On"},
    {8, "Accounting-Request Accounting-Off"},
};

/* TS 29.061 16.4.7.2: what kind of place it is; up to two of them stand behind each other. */
static const struct {
    uint8_t kind, meaning, length, then, then_length;
} PLACES[] = {
    {0, MEANING_CELL, 7, 0, 0},
    {1, MEANING_CELL, 7, 0, 0},
    {2, MEANING_AREA, 7, 0, 0},
    {128, MEANING_AREA, 5, 0, 0},
    {129, MEANING_CELL, 7, 0, 0},
    {130, MEANING_AREA, 5, MEANING_CELL, 7},
    {135, MEANING_CELL, 8, 0, 0},
    {136, MEANING_AREA, 6, 0, 0},
    {137, MEANING_AREA, 6, MEANING_CELL, 8},
};

struct attr {
    uint32_t vendor;
    uint8_t type;
    struct cursor value;
};

/* The next attribute; of a vendor's, the outer one. */
static bool next(struct cursor *c, uint8_t *ret_type, struct cursor *ret_value)
{
    if (cursor_left(c) == 0)
        return false;
    *ret_type = cursor_u8(c);
    uint8_t length = cursor_u8(c);
    if (length < 2) {
        cursor_fail(c, LACK_VALUE);
        return false;
    }
    *ret_value = cursor_sub(c, length - 2U);
    return cursor_ok(c);
}

static bool all_digits(struct cursor text, size_t least, size_t most)
{
    if (cursor_left(&text) < least || cursor_left(&text) > most)
        return false;
    while (cursor_left(&text)) {
        uint8_t c = cursor_u8(&text);
        if (c < '0' || c > '9')
            return false;
    }
    return true;
}

static void text(struct message *m, enum meaning meaning, struct cursor value)
{
    if (cursor_left(&value))
        field_bytes(m, meaning, FORM_TEXT, cursor_rest(&value), 0);
}

/* TS 23.003 19.3.2, 14.3: a digit that names the method (0, 2: AKA, 1: SIM, 6: AKA'), the IMSI,
 * and a realm of the network's. Any other name is what somebody chose. */
static void user_name(struct message *m, struct cursor value)
{
    struct cursor imsi = value;
    uint8_t method = cursor_u8(&imsi);
    struct cursor digits = cursor_sub(&imsi, IMSI_DIGITS);
    bool permanent = method == '0' || method == '1' || method == '2' || method == '6';
    if (permanent && cursor_peek8(&imsi, 0) == '@' && all_digits(digits, IMSI_DIGITS, IMSI_DIGITS))
        text(m, MEANING_IMSI, digits);
    text(m, MEANING_NAI, value);
}

/* On Gi and SGi the MSISDN (TS 29.061 16.4.7); elsewhere often a hardware address. */
static void calling(struct message *m, struct cursor value)
{
    if (cursor_peek8(&value, 0) == '+')
        cursor_u8(&value);
    if (all_digits(value, NUMBER_LEAST, NUMBER_MOST))
        text(m, MEANING_MSISDN, value);
}

/* RFC 2865 5.8: two values leave the choice to the client or the user. */
static void framed_address(struct message *m, struct cursor value)
{
    uint32_t address = cursor_peek32(&value, 0);
    if (cursor_left(&value) == 4 && address != 0xffffffff && address != 0xfffffffe)
        field_bytes(m, MEANING_UE_IP, FORM_IP, cursor_rest(&value), 0);
}

static bool client_sends(const struct message *m)
{
    switch (m->type) {
    case ACCESS_REQUEST:
    case ACCOUNTING_REQUEST:
    case STATUS_SERVER:
    case DISCONNECT_ACK:
    case DISCONNECT_NAK:
    case COA_ACK:
    case COA_NAK:
        return true;
    default:
        return false;
    }
}

/* A session's name is its client's own (RFC 2866 5.5). */
static void session(struct message *m, uint8_t type, struct cursor value)
{
    const struct packet *p = m->packet;
    const struct addr *client = client_sends(m) ? &p->src : &p->dst;
    struct span id = cursor_rest(&value);
    uint64_t scope = hash_bytes(PROTO_RADIUS + (uint64_t)type, client, sizeof *client);
    if (id.len)
        message_handle(m, hash_bytes(scope, id.at, id.len) | 1);
}

static void status(struct message *m, struct cursor value)
{
    uint32_t number = cursor_u32(&value);
    for (unsigned i = 0; i < sizeof STATUSES / sizeof *STATUSES; i++)
        if (STATUSES[i].status == number && m->type == ACCOUNTING_REQUEST)
            m->name = STATUSES[i].name;
}

static void error_cause(struct message *m, struct cursor value)
{
    uint32_t number = cursor_u32(&value);
    uint8_t outcome = m->outcome; /* the code says that */
    field_number(m, MEANING_CAUSE, number, 0);
    message_cause(m, "error", number);
    m->outcome = outcome;
}

static void place(struct message *m, enum meaning meaning, struct cursor *value, size_t length)
{
    struct span at = cursor_span(value, length);
    if (at.len)
        field_bytes(m, meaning, FORM_OCTETS, at, 0);
}

static void user_location(struct message *m, struct cursor value)
{
    uint8_t kind = cursor_u8(&value);
    for (unsigned i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
        if (PLACES[i].kind == kind) {
            place(m, (enum meaning)PLACES[i].meaning, &value, PLACES[i].length);
            if (PLACES[i].then)
                place(m, (enum meaning)PLACES[i].then, &value, PLACES[i].then_length);
            return;
        }
    field_present(m, MEANING_LOCATION, 0);
}

static void own(struct message *m, uint8_t type, struct cursor value)
{
    bool by_client = client_sends(m);
    switch ((enum attribute)type) {
    case USER_NAME:
    case CHARGEABLE_USER_IDENTITY:
        user_name(m, value);
        break;
    case CALLING_STATION_ID:
        calling(m, value);
        break;
    case FRAMED_IP_ADDRESS:
        framed_address(m, value);
        break;
    case NAS_IP_ADDRESS:
    case NAS_IPV6_ADDRESS:
        if (cursor_left(&value) == (type == NAS_IP_ADDRESS ? 4 : 16))
            field_bytes(m, by_client ? MEANING_ORIGIN_ADDRESS : MEANING_NODE, FORM_IP,
                        cursor_rest(&value), 0);
        break;
    case NAS_IDENTIFIER:
        text(m, by_client ? MEANING_ORIGIN_HOST : MEANING_DESTINATION_HOST, value);
        break;
    case ACCT_STATUS_TYPE:
        status(m, value);
        break;
    case ACCT_SESSION_ID:
    case ACCT_MULTI_SESSION_ID:
        session(m, type, value);
        break;
    case ERROR_CAUSE:
        error_cause(m, value);
        break;
    default:
        break;
    }
}

static void own_3gpp(struct message *m, uint8_t type, struct cursor value)
{
    switch ((enum attribute_3gpp)type) {
    case IMEISV:
        if (all_digits(value, 14, 16))
            text(m, MEANING_IMEI, value);
        break;
    case USER_LOCATION:
        user_location(m, value);
        break;
    case EXTERNAL_IDENTIFIER:
    case NAI_3GPP:
    case GCI_3GPP:
        text(m, MEANING_NAI, value);
        break;
    case SESSION_ID_3GPP:
        session(m, type, value);
        break;
    default:
        break;
    }
}

static void not_ours(const struct message *m, struct sink *sink, uint32_t vendor, size_t bytes)
{
    TEXT_ON(what, 64);
    if (vendor)
        text_format(&what, "attributes of vendor %u", vendor);
    else
        text_put(&what, "attributes that no specification of ours names");
    sink_blind(sink, m->packet, BLIND_NOT_READ, bytes, what.at);
}

static void attribute(struct message *m, struct sink *sink, const struct attr *a)
{
    const struct spec_ie *row = spec_ie(PROTO_RADIUS, a->vendor, a->type);
    if (!row)
        not_ours(m, sink, a->vendor, cursor_left(&a->value));
    else if (row->form != FORM_OWN)
        field_of_row(m, row, a->value, 0);
    else if (a->vendor)
        own_3gpp(m, a->type, a->value);
    else
        own(m, a->type, a->value);
}

/* RFC 2865 5.26: several of a vendor's attributes may stand in one; only 3GPP's are known here. */
static void vendor_specific(struct message *m, struct sink *sink, struct cursor value)
{
    struct attr a = {.vendor = cursor_u32(&value)};
    if (a.vendor != VENDOR_3GPP) {
        not_ours(m, sink, a.vendor, cursor_left(&value));
        return;
    }
    while (next(&value, &a.type, &a.value))
        attribute(m, sink, &a);
    if (m->lack == LACK_NONE)
        m->lack = value.why;
}

static enum part part_of(uint8_t code)
{
    static const enum part parts[] = {PART_REQUEST, PART_ANSWER};
    for (unsigned i = 0; i < sizeof parts / sizeof *parts; i++)
        if (spec_op(PROTO_RADIUS, 0, code, parts[i]))
            return parts[i];
    return PART_NEITHER;
}

static enum outcome outcome_of(uint8_t code)
{
    switch (code) {
    case ACCESS_ACCEPT:
    case ACCOUNTING_RESPONSE:
    case DISCONNECT_ACK:
    case COA_ACK:
        return OUTCOME_SUCCESS;
    case ACCESS_REJECT:
    case DISCONNECT_NAK:
    case COA_NAK:
        return OUTCOME_REFUSED;
    default:
        return OUTCOME_NONE;
    }
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    size_t sent = cursor_left(&c);
    uint8_t code = cursor_u8(&c);
    uint8_t identifier = cursor_u8(&c);
    uint16_t length = cursor_u16(&c);
    if (sent < HEADER || length < HEADER || code == 0)
        return VERDICT_NOT_MINE;
    struct message *m = message_begin(sink, p, PROTO_RADIUS, 0, code, part_of(code));
    struct cursor attributes = cursor_sub(&c, length - 4U);
    m->length = (uint32_t)sent;
    m->transaction = identifier;
    m->pairing = m->part == PART_NEITHER ? PAIR_NONE : PAIR_PORTS;
    m->outcome = (uint8_t)outcome_of(code);
    cursor_skip(&attributes, HEADER - 4);
    struct attr a = {0};
    while (next(&attributes, &a.type, &a.value))
        if (a.type == VENDOR_SPECIFIC)
            vendor_specific(m, sink, a.value);
        else
            attribute(m, sink, &a);
    if (m->lack == LACK_NONE)
        m->lack = attributes.why;
    if (cursor_ok(&c) && cursor_left(&c)) /* padding, to be ignored (RFC 2865 3) */
        m->odd |= ODD_TRAILING_BYTES;
    message_end(sink, m);
    return VERDICT_TOOK;
}

/* On any port when the length is the datagram's, a handful of attributes that RFC 2865 names fill
 * it to the last byte, and those of fixed size have it. */
static bool tiles(struct cursor c)
{
    unsigned known = 0;
    struct attr a;
    while (next(&c, &a.type, &a.value)) {
        size_t length = cursor_left(&a.value);
        bool is_address = a.type == NAS_IP_ADDRESS || a.type == FRAMED_IP_ADDRESS;
        if (!length || (is_address && length != 4) || (a.type == VENDOR_SPECIFIC && length < 6))
            return false;
        if (a.type != VENDOR_SPECIFIC && !spec_ie(PROTO_RADIUS, 0, a.type))
            return false;
        known++;
    }
    return cursor_ok(&c) && known >= 3;
}

static enum likeness looks(struct cursor c)
{
    size_t sent = cursor_left(&c);
    uint8_t code = cursor_u8(&c);
    cursor_u8(&c);
    uint16_t length = cursor_u16(&c);
    if (sent < HEADER || length < HEADER || length > sent || code == 0)
        return LIKE_NOT;
    if (length != sent || part_of(code) == PART_NEITHER)
        return LIKE_PERHAPS;
    cursor_skip(&c, HEADER - 4);
    return tiles(c) ? LIKE_SURE : LIKE_PERHAPS;
}

const struct decoder decoder_radius = {
    .name = "radius",
    .udp = {1812, 1813, 1645, 1646, 1700, 3799},
    .looks = looks,
    .decode = decode,
};
