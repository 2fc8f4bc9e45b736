/* SMPP 3.4 and 5.0: short messages between their centre and those who send and receive them in
 * bulk, who are here called by the standard's name, ESME. A header of sixteen bytes, fields in a
 * fixed order, texts that a zero ends, then parameters of a tag, a length and a value. */
#include "wire/proto/message.h"

#include "base/hash.h"

enum {
    PORT = 2775,
    HEADER = 16,
    LONGEST = 70000,    /* message_payload of 64 KiB, and what stands before it */
    FROM_CENTRE = 1,    /* application of the rows */
    NUMBER_LEAST = 7,   /* digits of an international number */
    NUMBER_UNSAID = 11, /* and of one that does not say that it is one */
    NUMBER_MOST = 15,
    TAG_RECEIPTED_MESSAGE = 0x001e,
};

#define ANSWER 0x80000000U

enum command {
    BIND_RECEIVER = 0x1,
    BIND_TRANSMITTER = 0x2,
    QUERY_SM = 0x3,
    SUBMIT_SM = 0x4,
    DELIVER_SM = 0x5,
    UNBIND = 0x6,
    REPLACE_SM = 0x7,
    CANCEL_SM = 0x8,
    BIND_TRANSCEIVER = 0x9,
    OUTBIND = 0xb,
    ENQUIRE_LINK = 0x15,
    SUBMIT_MULTI = 0x21,
    ALERT_NOTIFICATION = 0x102,
    DATA_SM = 0x103,
    BROADCAST_SM = 0x111,
    QUERY_BROADCAST_SM = 0x112,
    CANCEL_BROADCAST_SM = 0x113,
};

enum type_of_number { TON_UNKNOWN, TON_INTERNATIONAL };

/* Up to a zero, which is taken too; without one the rest is no text. */
static struct span c_string(struct cursor *c)
{
    struct cursor ahead = *c;
    size_t length = 0;
    while (cursor_left(&ahead) && cursor_u8(&ahead))
        length++;
    if (length == cursor_left(c)) {
        cursor_fail(c, LACK_BYTES);
        return (struct span){0};
    }
    struct span s = cursor_span(c, length);
    cursor_u8(c);
    return s;
}

static void skip_strings(struct cursor *c, unsigned count)
{
    while (count--)
        c_string(c);
}

static void name(struct message *m, enum meaning meaning, struct span s)
{
    if (s.len)
        field_bytes(m, meaning, FORM_TEXT, s, 0);
}

static bool is_number(uint8_t ton, struct span s)
{
    struct cursor c = cursor_of(s.at, s.len);
    if (cursor_peek8(&c, 0) == '+')
        cursor_u8(&c);
    size_t count = cursor_left(&c);
    if (ton > TON_INTERNATIONAL || count > NUMBER_MOST ||
        count < (ton == TON_INTERNATIONAL ? NUMBER_LEAST : NUMBER_UNSAID))
        return false;
    while (cursor_left(&c)) {
        uint8_t digit = cursor_u8(&c);
        if (digit < '0' || digit > '9')
            return false;
    }
    return true;
}

/* Type of number, numbering plan, address. Short codes, names and national numbers say nothing of a
 * person that would hold elsewhere. */
static void address(struct message *m, struct cursor *c, enum meaning meaning)
{
    uint8_t ton = cursor_u8(c);
    cursor_u8(c);
    struct span s = c_string(c);
    if (s.len && is_number(ton, s))
        field_bytes(m, meaning, FORM_TEXT, s, 0);
}

static bool centre_sends(const struct packet *p, uint32_t command)
{
    if ((p->sport == PORT) != (p->dport == PORT))
        return p->sport == PORT;
    bool answers = command & ANSWER;
    switch ((enum command)(command & ~ANSWER)) {
    case DELIVER_SM:
        return !answers;
    case OUTBIND:
    case ALERT_NOTIFICATION:
        return true;
    default:
        return answers;
    }
}

/* The centre's name of a message (4.7.14): by it the message is asked for, changed and receipted.
 */
static void message_id(struct message *m, struct span id)
{
    const struct packet *p = m->packet;
    const struct addr *centre = centre_sends(p, m->type) ? &p->src : &p->dst;
    if (id.len)
        message_handle(
            m, hash_bytes(hash_bytes(PROTO_SMPP, centre, sizeof *centre), id.at, id.len) | 1);
}

static void bind(struct message *m, struct cursor *c)
{
    name(m, MEANING_ORIGIN_HOST, c_string(c));
    if (c_string(c).len)
        field_present(m, MEANING_PASSWORD, 0);
    if (m->type == OUTBIND)
        return;
    name(m, MEANING_PRODUCT, c_string(c)); /* system_type: what sort of ESME it is */
    cursor_skip(c, 3);                     /* version, type of number, numbering plan */
    c_string(c);                           /* address_range: the numbers that it serves */
}

/* sm_length and as many bytes, which are not ours to read. */
static void short_message(struct message *m, struct cursor *c)
{
    uint8_t length = cursor_u8(c);
    cursor_skip(c, length);
    if (length)
        field_present(m, MEANING_SMS, 0);
}

/* submit_sm and deliver_sm behind the addresses (4.2.1.1). */
static void rest_of_submit(struct message *m, struct cursor *c)
{
    cursor_skip(c, 3); /* esm_class, protocol_id, priority_flag */
    skip_strings(c, 2);
    cursor_skip(c, 4); /* registered_delivery, replace, data_coding, default message */
    short_message(m, c);
}

static void destinations(struct message *m, struct cursor *c)
{
    enum { ADDRESS = 1, LIST = 2 };
    for (uint8_t left = cursor_u8(c); left && cursor_ok(c); left--)
        switch (cursor_u8(c)) {
        case ADDRESS:
            address(m, c, MEANING_CALLED);
            break;
        case LIST:
            c_string(c);
            break;
        default:
            cursor_fail(c, LACK_VALUE);
        }
}

static void both_addresses(struct message *m, struct cursor *c)
{
    address(m, c, MEANING_CALLING);
    address(m, c, MEANING_CALLED);
}

static void read_request(struct message *m, struct cursor *c)
{
    switch ((enum command)m->type) {
    case BIND_RECEIVER:
    case BIND_TRANSMITTER:
    case BIND_TRANSCEIVER:
    case OUTBIND:
        bind(m, c);
        break;
    case SUBMIT_SM:
    case DELIVER_SM:
        c_string(c); /* service_type */
        both_addresses(m, c);
        rest_of_submit(m, c);
        break;
    case SUBMIT_MULTI:
        c_string(c);
        address(m, c, MEANING_CALLING);
        destinations(m, c);
        rest_of_submit(m, c);
        break;
    case DATA_SM:
        c_string(c);
        both_addresses(m, c);
        cursor_skip(c, 3); /* esm_class, registered_delivery, data_coding */
        break;
    case QUERY_SM:
    case QUERY_BROADCAST_SM:
        message_id(m, c_string(c));
        address(m, c, MEANING_CALLING);
        break;
    case CANCEL_SM:
        c_string(c);
        message_id(m, c_string(c));
        both_addresses(m, c);
        break;
    case CANCEL_BROADCAST_SM:
        c_string(c);
        message_id(m, c_string(c));
        address(m, c, MEANING_CALLING);
        break;
    case REPLACE_SM:
        message_id(m, c_string(c));
        address(m, c, MEANING_CALLING);
        skip_strings(c, 2);
        cursor_skip(c, 2); /* registered_delivery, default message */
        short_message(m, c);
        break;
    case ALERT_NOTIFICATION:
        address(m, c, MEANING_MSISDN);
        cursor_skip(c, 2);
        c_string(c);
        break;
    case BROADCAST_SM:
        c_string(c);
        address(m, c, MEANING_CALLING);
        c_string(c);       /* the ESME's own identifier */
        cursor_skip(c, 1); /* priority_flag */
        skip_strings(c, 2);
        cursor_skip(c, 3); /* replace, data_coding, default message */
        break;
    case UNBIND:
    case ENQUIRE_LINK:
    default:
        break;
    }
}

static void multi_result(struct cursor *c)
{
    for (uint8_t left = cursor_u8(c); left && cursor_ok(c); left--) {
        cursor_skip(c, 2); /* type of number, numbering plan */
        c_string(c);
        cursor_skip(c, 4); /* error */
    }
}

static void read_answer(struct message *m, struct cursor *c)
{
    switch ((enum command)(m->type & ~ANSWER)) {
    case BIND_RECEIVER:
    case BIND_TRANSMITTER:
    case BIND_TRANSCEIVER:
        name(m, MEANING_ORIGIN_HOST, c_string(c));
        break;
    case SUBMIT_SM:
    case DELIVER_SM:
    case DATA_SM:
    case BROADCAST_SM:
        message_id(m, c_string(c));
        break;
    case SUBMIT_MULTI:
        message_id(m, c_string(c));
        multi_result(c);
        break;
    case QUERY_SM:
        message_id(m, c_string(c));
        c_string(c);
        cursor_skip(c, 2); /* state, error */
        break;
    case QUERY_BROADCAST_SM:
        message_id(m, c_string(c));
        break;
    default:
        break;
    }
}

static void parameters(struct message *m, struct cursor *c, struct sink *sink)
{
    while (cursor_left(c)) {
        uint16_t tag = cursor_u16(c);
        struct cursor value = cursor_sub(c, cursor_u16(c));
        const struct spec_ie *row = spec_ie(PROTO_SMPP, 0, tag);
        if (!row)
            sink_blind(sink, m->packet, BLIND_NOT_READ, cursor_left(&value),
                       "parameters that the specification leaves to vendors");
        else if (tag == TAG_RECEIPTED_MESSAGE)
            message_id(m, c_string(&value));
        else
            field_of_row(m, row, value, 0);
    }
}

static struct message *begin(struct sink *sink, const struct packet *p, uint32_t command)
{
    bool both = (command & ~ANSWER) == DATA_SM;
    uint32_t application = both && centre_sends(p, command) ? FROM_CENTRE : 0;
    enum part part = command & ANSWER ? PART_ANSWER : PART_REQUEST;
    if (command == OUTBIND || command == ALERT_NOTIFICATION)
        part = PART_NEITHER;
    return message_begin(sink, p, PROTO_SMPP, application, command, part);
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    size_t whole = cursor_left(&c);
    uint32_t length = cursor_u32(&c);
    uint32_t command = cursor_u32(&c);
    uint32_t status = cursor_u32(&c);
    uint32_t sequence = cursor_u32(&c);
    if (!cursor_ok(&c) || length < HEADER)
        return VERDICT_NOT_MINE;
    struct message *m = begin(sink, p, command);
    struct cursor body = cursor_sub(&c, length - HEADER);
    m->length = (uint32_t)whole;
    if (m->part != PART_NEITHER) {
        m->pairing = PAIR_CONNECTION;
        m->transaction = sequence;
    }
    if (m->part == PART_ANSWER) {
        message_cause(m, "status", status);
        m->outcome = status ? OUTCOME_REFUSED : OUTCOME_SUCCESS;
    }
    /* A refusal may leave its body out (4.2.1.2). */
    if (cursor_left(&body)) {
        if (m->part == PART_ANSWER)
            read_answer(m, &body);
        else
            read_request(m, &body);
        parameters(m, &body, sink);
    }
    m->lack = body.why;
    message_end(sink, m);
    return VERDICT_TOOK;
}

static enum verdict length_of(struct cursor c, size_t *ret_length)
{
    if (cursor_left(&c) < 4)
        return VERDICT_MORE;
    uint32_t length = cursor_u32(&c);
    if (length < HEADER || length > LONGEST)
        return VERDICT_NOT_MINE;
    *ret_length = length;
    return VERDICT_TOOK;
}

/* A text of at most this many characters, all of them printable; also none. */
static bool is_text(struct cursor *c, size_t most)
{
    struct span s = c_string(c);
    struct cursor text = cursor_of(s.at, s.len);
    while (cursor_left(&text)) {
        uint8_t byte = cursor_u8(&text);
        if (byte < 0x20 || byte > 0x7e)
            return false;
    }
    return cursor_ok(c) && s.len <= most;
}

static bool is_address(struct cursor *c)
{
    enum { TONS = 6, NPIS = 18, ADDRESS_MOST = 20 };
    uint8_t ton = cursor_u8(c);
    uint8_t npi = cursor_u8(c);
    return ton <= TONS && npi <= NPIS && is_text(c, ADDRESS_MOST);
}

/* Bodies of a form that nothing else has: a conversation begins with a bind, and where it is not
 * seen, short messages follow. */
static bool is_bind(struct cursor c)
{
    bool texts = cursor_peek8(&c, 0) && is_text(&c, 15) && is_text(&c, 8) && is_text(&c, 12);
    uint8_t version = cursor_u8(&c);
    return texts && version <= 0x50 && is_address(&c) && cursor_left(&c) == 0;
}

static bool is_submit(struct cursor c)
{
    bool told = is_text(&c, 5) && is_address(&c) && is_address(&c);
    cursor_skip(&c, 3);
    told = told && is_text(&c, 16) && is_text(&c, 16);
    cursor_skip(&c, 4);
    cursor_skip(&c, cursor_u8(&c));
    return told && cursor_ok(&c);
}

static enum likeness looks(struct cursor c)
{
    struct cursor all = c;
    size_t left = cursor_left(&c);
    uint32_t length = cursor_u32(&c);
    uint32_t command = cursor_u32(&c);
    uint32_t status = cursor_u32(&c);
    uint32_t sequence = cursor_u32(&c);
    if (cursor_peek8(&all, 0) || length < HEADER || length > LONGEST || left < HEADER)
        return LIKE_NOT;
    if (status || sequence == 0 || sequence > 0x7fffffff || length > left)
        return LIKE_PERHAPS;
    struct cursor body = cursor_sub(&c, length - HEADER);
    switch ((enum command)command) {
    case BIND_RECEIVER:
    case BIND_TRANSMITTER:
    case BIND_TRANSCEIVER:
        return is_bind(body) ? LIKE_SURE : LIKE_PERHAPS;
    case SUBMIT_SM:
    case DELIVER_SM:
        return is_submit(body) ? LIKE_SURE : LIKE_PERHAPS;
    default:
        return LIKE_PERHAPS;
    }
}

const struct decoder decoder_smpp = {
    .name = "smpp", .tcp = {PORT}, .looks = looks, .decode = decode, .length = length_of};
