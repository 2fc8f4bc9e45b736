/* SIP (RFC 3261) as it is and as the IMS uses it (TS 24.229): one message, taken apart by
 * sip_read.c, said by sip_fields.c and sip_body.c. */
#include "wire/proto/sip.h"
#include "base/hash.h"

enum { HEAD_MOST = 32 << 10, LINE_MOST = 2048 };

/* --- Whose bytes -------------------------------------------------------------------------------
 */

/* Some keep a path open with empty lines or zeros (RFC 5626 3.5.1). */
static bool is_keep_alive(uint8_t b)
{
    return b == '\r' || b == '\n' || b == 0;
}

static void skip_keep_alive(struct cursor *c)
{
    while (cursor_left(c) && is_keep_alive(cursor_peek8(c, 0)))
        cursor_u8(c);
}

/* "INVITE sip:", "SIP/2.0 2": what no other protocol begins with. */
static enum likeness looks(struct cursor c)
{
    skip_keep_alive(&c);
    uint8_t first = cursor_peek8(&c, 0);
    if (cursor_left(&c) == 0)
        return LIKE_PERHAPS;
    if (first < 'A' || first > 'z')
        return LIKE_NOT;
    struct span line = cursor_rest(&c);
    line.len = line.len < LINE_MOST ? line.len : LINE_MOST;
    if (span_begins_caseless(line, "SIP/2.0 "))
        return LIKE_SURE;
    struct sip s;
    struct cursor start = cursor_of(line.at, line.len);
    struct span method = cursor_until(&start, ' ');
    struct span rest = cursor_rest(&start);
    bool uri = span_begins_caseless(rest, "sip:") || span_begins_caseless(rest, "sips:") ||
               span_begins_caseless(rest, "tel:") || span_begins_caseless(rest, "urn:");
    if (uri && sip_method_of(method) != SIP_NO_METHOD)
        return LIKE_SURE;
    start = cursor_of(line.at, line.len);
    return sip_start_line(&s, &start) ? (uri ? LIKE_SURE : LIKE_PERHAPS) : LIKE_NOT;
}

/* Length of what stands before the body: up to and with the empty line; 0: it does not end here. */
static size_t head_length(struct cursor c, struct span *ret_length)
{
    size_t whole = cursor_left(&c);
    *ret_length = (struct span){0};
    skip_keep_alive(&c);
    while (cursor_left(&c)) {
        size_t before = cursor_left(&c);
        struct span line = cursor_until(&c, '\n');
        bool ends = line.len < before;
        if (line.len && line.at[line.len - 1] == '\r')
            line.len--;
        if (line.len == 0 && ends)
            return whole - cursor_left(&c);
        struct cursor in = cursor_of(line.at, line.len);
        struct span name = span_trim(cursor_until(&in, ':'));
        if (span_is_caseless(name, "Content-Length") || span_is_caseless(name, "l"))
            *ret_length = span_trim(cursor_rest(&in));
    }
    return 0;
}

/* RFC 3261 18.3: in a stream Content-Length says where the body ends. */
static enum verdict length_of(struct cursor c, size_t *ret_length)
{
    struct cursor start = c;
    struct span said;
    skip_keep_alive(&start);
    if (cursor_left(&start) == 0) {
        *ret_length = cursor_left(&c);
        return VERDICT_TOOK;
    }
    if (looks(c) == LIKE_NOT)
        return VERDICT_NOT_MINE;
    size_t head = head_length(c, &said);
    if (head == 0)
        return cursor_left(&c) > HEAD_MOST ? VERDICT_NOT_MINE : VERDICT_MORE;
    *ret_length = head + span_number(said);
    return VERDICT_TOOK;
}

/* --- Which operation ---------------------------------------------------------------------------
 */

static bool has(const struct sip *s, enum sip_code code)
{
    return s->first[code] != 0;
}

/* Nobody passed it on: who sends it is where the contact is. */
static bool is_first_hop(const struct sip *s)
{
    struct span via = sip_header(s, SIP_VIA);
    struct cursor c = cursor_of(via.at, via.len);
    struct span top = {0};
    sip_element(&c, ',', &top);
    struct span host = sip_sent_by(top);
    struct span contact = sip_first_uri(s, SIP_CONTACT).host;
    return s->first[SIP_VIA] && !s->headers[s->first[SIP_VIA] - 1].next && !cursor_left(&c) &&
           host.len && host.len == contact.len && memcmp(host.at, contact.at, host.len) == 0;
}

/* TS 24.229 5.4.1.7: an S-CSCF registers somebody at an application server in its own name. 5.2.2:
 * the P-CSCF puts itself on the path. 5.1.1.2: equipment offers its security. */
static enum sip_leg leg_of_register(const struct sip *s)
{
    bool home = span_ends(sip_first_uri(s, SIP_TO).host, "3gppnetwork.org");
    if (!sip_first_uri(s, SIP_FROM).user.len && sip_first_uri(s, SIP_TO).user.len)
        return SIP_LEG_SERVICE;
    if (has(s, SIP_P_VISITED_NETWORK_ID) ||
        (has(s, SIP_PATH) && (home || has(s, SIP_P_CHARGING_VECTOR))))
        return SIP_LEG_CORE;
    bool first = !has(s, SIP_PATH) && home && is_first_hop(s);
    return has(s, SIP_SECURITY_CLIENT) || first ? SIP_LEG_USER : SIP_LEG_PLAIN;
}

static enum sip_leg leg_of_event(const struct sip *s)
{
    static const char *const events[] = {"reg",        "presence",  "dialog", "message-summary",
                                         "conference", "ua-profile"};
    struct span value = sip_header(s, SIP_EVENT);
    struct cursor c = cursor_of(value.at, value.len);
    struct span event = span_trim(cursor_until(&c, ';'));
    for (unsigned i = 0; i < sizeof events / sizeof *events; i++)
        if (span_is_caseless(event, events[i]))
            return (enum sip_leg)(SIP_LEG_EVENT + i);
    return SIP_LEG_PLAIN;
}

static enum sip_leg leg_of(const struct sip *s)
{
    if (s->part == PART_ANSWER)
        return SIP_LEG_PLAIN;
    if (s->method == SIP_REGISTER)
        return leg_of_register(s);
    enum sip_leg event = has(s, SIP_EVENT) ? leg_of_event(s) : SIP_LEG_PLAIN;
    if (event != SIP_LEG_PLAIN)
        return event;
    if (s->has_isup)
        return SIP_LEG_ISUP;
    if (has(s, SIP_P_SERVED_USER)) /* RFC 5502 4 */
        return SIP_LEG_SERVICE;
    /* RFC 3325 9.2: a wish, which the first proxy replaces by what it asserts. */
    bool user = has(s, SIP_P_PREFERRED_IDENTITY) && !has(s, SIP_P_ASSERTED_IDENTITY) &&
                (has(s, SIP_P_ACCESS_NETWORK_INFO) || has(s, SIP_SECURITY_VERIFY));
    return user ? SIP_LEG_USER : SIP_LEG_PLAIN;
}

/* --- What holds it together --------------------------------------------------------------------
 */

static struct span tag_of(const struct sip *s, enum sip_code code)
{
    struct span value = sip_header(s, code);
    struct cursor c = cursor_of(value.at, value.len);
    struct sip_address a;
    return sip_address_next(&c, &a) ? sip_param(a.params, ';', "tag") : (struct span){0};
}

static uint64_t hash_span(uint64_t seed, struct span s)
{
    return hash_bytes(seed, s.at, s.len);
}

/* RFC 3261 17.1.3, 8.1.1.7: Via's branch and the method; others keep what is older than branches
 * apart. */
static uint64_t transaction_of(const struct sip *s)
{
    struct span via = sip_header(s, SIP_VIA);
    struct cursor c = cursor_of(via.at, via.len);
    struct span top = {0};
    sip_element(&c, ',', &top);
    struct cursor in = cursor_of(top.at, top.len);
    struct span sent_by = cursor_until(&in, ';');
    struct span branch = sip_param(cursor_rest(&in), ';', "branch");
    uint64_t h = hash_span(PROTO_SIP, sip_header(s, SIP_CALL_ID));
    h = hash_two(h, span_number(sip_header(s, SIP_CSEQ)), hash_span(1, s->method_text));
    return hash_span(h, branch.len ? branch : sent_by);
}

/* A dialogue has two sides, and only one of them is whose message this is: its tag (RFC 3261 12). A
 * request that begins something has a charging identifier that all its legs share (RFC 7315 5.6).
 */
static void bind(const struct sip *s, struct message *m)
{
    struct span tag = tag_of(s, s->to_subject ? SIP_TO : SIP_FROM);
    struct span id = sip_header(s, SIP_CALL_ID);
    if (s->method == SIP_REGISTER)
        return;
    if (tag.len && id.len)
        message_handle(m, hash_span(hash_span(PROTO_SIP, id), tag));
    struct span icid = sip_param(sip_header(s, SIP_P_CHARGING_VECTOR), ';', "icid-value");
    if (s->part == PART_REQUEST && icid.len && !s->in_dialogue)
        message_handle(m, hash_span(~(uint64_t)PROTO_SIP, icid));
}

/* --- Told --------------------------------------------------------------------------------------
 */

static void answer(const struct sip *s, struct message *m)
{
    m->type = s->status;
    message_cause(m, "status", s->status);
    m->provisional = s->status < 200;
    m->name = m->cause_row ? m->cause_row->name : "unknown";
    /* RFC 3261 8.1.3.2: a number that is not known means what its class means. */
    if (!m->cause_row && s->status >= 400)
        m->outcome = OUTCOME_REFUSED;
    else if (!m->cause_row && s->status >= 200 && s->status < 300)
        m->outcome = OUTCOME_SUCCESS;
}

/* RFC 3261 18.3: a datagram may be longer than the body, and never shorter. */
static void cut_body(struct sip *s, uint32_t *ret_odd, enum lack *ret_lack)
{
    struct span said = sip_header(s, SIP_CONTENT_LENGTH);
    size_t length = span_number(said);
    *ret_lack = said.len && length > s->body.len ? LACK_LENGTH : LACK_NONE;
    *ret_odd = said.len && length < s->body.len ? ODD_TRAILING_BYTES : 0;
    if (said.len && length < s->body.len)
        s->body.len = length;
}

static void tell(struct sip *s, const struct packet *p, struct sink *sink, uint32_t length)
{
    uint32_t odd;
    enum lack lack;
    cut_body(s, &odd, &lack);
    s->to_subject = s->method == SIP_REGISTER || s->method == SIP_SUBSCRIBE;
    s->in_dialogue = tag_of(s, SIP_TO).len != 0;
    sip_body_look(s);
    struct message *m = message_begin(sink, p, PROTO_SIP, leg_of(s), (uint32_t)s->method, s->part);
    m->length = length;
    m->lack = lack;
    m->odd |= odd | (s->crowded ? ODD_TOO_MANY_FIELDS : 0);
    m->transaction = transaction_of(s);
    m->pairing = s->method == SIP_ACK ? PAIR_NONE : PAIR_ANYWHERE;
    if (s->part == PART_REQUEST)
        m->type_text = s->method_text;
    else
        answer(s, m);
    bind(s, m);
    sip_fields(s, m);
    sip_body(s, m, sink);
    message_end(sink, m);
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct sip s = {.count = 0};
    uint32_t length = (uint32_t)cursor_left(&c);
    skip_keep_alive(&c);
    if (cursor_left(&c) == 0)
        return VERDICT_TOOK;
    if (!sip_read(&s, &c))
        return VERDICT_NOT_MINE;
    tell(&s, p, sink, length);
    return VERDICT_TOOK;
}

const struct decoder decoder_sip = {.name = "sip",
                                    .udp = {5060},
                                    .tcp = {5060},
                                    .sctp = {5060},
                                    .looks = looks,
                                    .decode = decode,
                                    .length = length_of};
