/* What each header of SIP means (RFC 3261 20, RFC 7315, TS 24.229 7.2). */
#include "wire/proto/sip.h"

static void say(struct message *m, enum meaning meaning, struct span text)
{
    if (text.len)
        field_bytes(m, meaning, FORM_TEXT, text, 0);
}

/* The side that the request came from, and the one that it went to. */
static enum sip_side from_side(const struct sip *s)
{
    return s->to_subject ? SIP_OTHER : SIP_OWN;
}

static enum sip_side to_side(const struct sip *s)
{
    return s->to_subject ? SIP_OWN : SIP_OTHER;
}

static void addresses(struct sip *s, struct message *m, struct span value, enum sip_side side)
{
    struct cursor c = cursor_of(value.at, value.len);
    struct sip_address a;
    while (sip_address_next(&c, &a))
        sip_identity(s, m, a.uri, side);
}

/* RFC 3261 10.2: From and To are the same then. */
static bool registers_himself(const struct sip *s)
{
    struct span one = sip_first_uri(s, SIP_FROM).user;
    struct span two = sip_first_uri(s, SIP_TO).user;
    return one.len == two.len && (one.len == 0 || memcmp(one.at, two.at, one.len) == 0);
}

/* RFC 5502 6: whether it is served as who calls or as who is called. */
static void served_user(struct sip *s, struct message *m, struct span value)
{
    struct cursor c = cursor_of(value.at, value.len);
    struct sip_address a;
    if (!sip_address_next(&c, &a))
        return;
    bool called = span_is_caseless(sip_param(a.params, ';', "sescase"), "term");
    sip_identity(s, m, a.uri, called ? to_side(s) : from_side(s));
}

/* The equipment of who registers (RFC 5626 4.1, RFC 7254 4.2: the digits of an IMEI are parted by
 * dashes), and, where people have names in a domain, its address. */
static void contact(struct sip *s, struct message *m, struct span value)
{
    struct cursor c = cursor_of(value.at, value.len);
    struct sip_address a;
    bool own = m->application != SIP_LEG_SERVICE &&
               (s->method == SIP_REGISTER || (s->part == PART_REQUEST && !s->to_subject));
    while (own && sip_address_next(&c, &a)) {
        struct span id = sip_param(a.params, ';', "+sip.instance");
        char digits[16];
        size_t count = 0;
        for (size_t i = 0; span_begins_caseless(id, "<urn:gsma:imei:") && i < id.len; i++) {
            if (id.at[i] == ';')
                break;
            if (id.at[i] >= '0' && id.at[i] <= '9' && count < sizeof digits)
                digits[count++] = (char)id.at[i];
        }
        if (count >= 14)
            say(m, MEANING_IMEI, sip_keep(s, digits, count));
        struct sip_uri u = sip_uri_of(a.uri);
        if (s->method == SIP_REGISTER && m->application >= SIP_LEG_USER && sip_is_address(u.host))
            say(m, MEANING_UE_IP, u.host);
    }
}

/* The topmost is who sends this, those below it are who passed it on; an answer takes the same way
 * back and says nothing of who answers. At the bottom stands the equipment that began it, whose
 * address is a person's. */
static void via(const struct sip *s, struct message *m, struct span value, bool is_last)
{
    struct cursor c = cursor_of(value.at, value.len);
    struct span one;
    while (s->part == PART_REQUEST && sip_element(&c, ',', &one)) {
        struct span host = sip_sent_by(one);
        bool address = sip_is_address(host);
        bool top = !message_field(m, MEANING_ORIGIN_HOST) &&
                   !message_field(m, MEANING_ORIGIN_ADDRESS) && !message_field(m, MEANING_ROUTE);
        if (address && is_last && !cursor_left(&c))
            continue;
        if (top)
            say(m, address ? MEANING_ORIGIN_ADDRESS : MEANING_ORIGIN_HOST, host);
        else
            say(m, MEANING_ROUTE, host);
    }
}

static void hosts(struct message *m, struct span value, enum meaning meaning)
{
    struct cursor c = cursor_of(value.at, value.len);
    struct sip_address a;
    while (sip_address_next(&c, &a))
        say(m, meaning, sip_uri_of(a.uri).host);
}

/* Where the request goes next. */
static void route(struct message *m, struct span value)
{
    struct cursor c = cursor_of(value.at, value.len);
    struct sip_address a;
    if (!message_field(m, MEANING_DESTINATION_HOST) && sip_address_next(&c, &a))
        say(m, MEANING_DESTINATION_HOST, sip_uri_of(a.uri).host);
}

/* Access type and cell (RFC 7315 5.4, TS 24.229 7.2A.4). In an answer it is where the other side
 * is. */
static void access_network(const struct sip *s, struct message *m, struct span value)
{
    static const char *const cells[] = {"utran-cell-id-3gpp", "cgi-3gpp",     "ci-3gpp2",
                                        "utran-sai-3gpp",     "dsl-location", "i-wlan-node-id"};
    struct cursor c = cursor_of(value.at, value.len);
    struct span one;
    while (sip_element(&c, ',', &one)) {
        struct cursor in = cursor_of(one.at, one.len);
        struct span type = span_trim(cursor_until(&in, ';'));
        say(m, MEANING_RAT, type);
        for (unsigned i = 0; i < sizeof cells / sizeof *cells; i++) {
            struct span cell = sip_param(cursor_rest(&in), ';', cells[i]);
            if (cell.len && s->part == PART_REQUEST)
                say(m, MEANING_CELL, cell);
            else if (cell.len)
                field_present(m, MEANING_LOCATION, 0);
        }
    }
}

static void visited(struct sip *s, struct message *m, struct span value)
{
    struct cursor c = cursor_of(value.at, value.len);
    struct span one;
    while (sip_element(&c, ',', &one)) {
        struct span network = sip_network(s, one);
        say(m, MEANING_VISITED, network.len ? network : one);
    }
}

/* "Digest username=...,realm=...": the parameters behind the scheme. */
static struct span credentials(struct span value, const char *name)
{
    struct cursor c = cursor_of(value.at, value.len);
    cursor_until(&c, ' ');
    return sip_param(cursor_rest(&c), ',', name);
}

/* Digest sends no password; Basic does (RFC 7617). */
static void authorization(struct sip *s, struct message *m, struct span value)
{
    if (span_begins_caseless(value, "Basic "))
        field_present(m, MEANING_PASSWORD, 0);
    if (s->method == SIP_REGISTER || !s->to_subject)
        sip_private_identity(s, m, credentials(value, "username"));
}

/* TS 24.229 5.4.1.2.1: the keys that an S-CSCF hands to the P-CSCF. The challenge itself is meant
 * for everybody's eyes (TS 33.203 6.1). */
static void challenge(struct message *m, struct span value)
{
    if (credentials(value, "ik").len || credentials(value, "ck").len)
        field_present(m, MEANING_SESSION_KEY, 0);
}

/* TS 33.203 annex H: without a name of an algorithm for encryption there is none. */
static void security(struct message *m, struct span value)
{
    struct cursor c = cursor_of(value.at, value.len);
    struct span one;
    while (sip_element(&c, ',', &one)) {
        struct cursor in = cursor_of(one.at, one.len);
        bool ipsec = span_is_caseless(span_trim(cursor_until(&in, ';')), "ipsec-3gpp");
        struct span cipher = sip_param(cursor_rest(&in), ';', "ealg");
        if (ipsec && (!cipher.len || span_is_caseless(cipher, "null"))) {
            field_present(m, MEANING_NULL_CIPHER, 0);
            return;
        }
    }
}

static void charging(struct message *m, struct span value)
{
    say(m, MEANING_CHARGING_ID, sip_param(value, ';', "icid-value"));
    say(m, MEANING_ORIGIN_REALM, sip_param(value, ';', "orig-ioi"));
    say(m, MEANING_DESTINATION_REALM, sip_param(value, ';', "term-ioi"));
}

/* Why a call ended (RFC 3326 2): of Q.850 or SIP. */
static void reason(struct message *m, struct span value)
{
    struct cursor c = cursor_of(value.at, value.len);
    cursor_until(&c, ';');
    struct span cause = sip_param(cursor_rest(&c), ';', "cause");
    if (cause.len)
        field_number(m, MEANING_CAUSE, span_number(cause), 0);
}

/* Who is in it, as far as a header names people. */
static bool people(struct sip *s, struct message *m, uint8_t code, struct span value)
{
    switch ((enum sip_code)code) {
    case SIP_FROM:
        if (s->method != SIP_REGISTER || !registers_himself(s))
            addresses(s, m, value, from_side(s));
        return true;
    case SIP_ADDITIONAL_IDENTITY:
        addresses(s, m, value, from_side(s));
        return true;
    case SIP_TO:
    case SIP_P_CALLED_PARTY_ID:
        addresses(s, m, value, to_side(s));
        return true;
    case SIP_P_ASSERTED_IDENTITY: /* of who sends the message, be it an answer */
    case SIP_P_PREFERRED_IDENTITY:
        addresses(s, m, value, s->part == PART_ANSWER ? to_side(s) : from_side(s));
        return true;
    case SIP_P_ASSOCIATED_URI:
        addresses(s, m, value, SIP_OWN);
        return true;
    case SIP_P_SERVED_USER:
        served_user(s, m, value);
        return true;
    case SIP_DIVERSION:
    case SIP_HISTORY_INFO:
    case SIP_P_CHARGE_INFO:
    case SIP_REFER_TO:
    case SIP_REFERRED_BY:
        addresses(s, m, value, SIP_THIRD);
        return true;
    case SIP_CONTACT:
        contact(s, m, value);
        return true;
    case SIP_AUTHORIZATION:
    case SIP_PROXY_AUTHORIZATION:
        authorization(s, m, value);
        return true;
    default:
        return false;
    }
}

/* Which network, which element, which call. */
static bool network(struct sip *s, struct message *m, const struct sip_header *h)
{
    struct span value = h->value;
    struct cursor c = cursor_of(value.at, value.len);
    switch ((enum sip_code)h->code) {
    case SIP_VIA:
        via(s, m, value, !h->next);
        return true;
    case SIP_ROUTE:
        route(m, value);
        return true;
    case SIP_RECORD_ROUTE:
        if (s->part == PART_ANSWER)
            hosts(m, value, MEANING_ROUTE);
        return true;
    case SIP_PATH:
    case SIP_SERVICE_ROUTE:
        hosts(m, value, MEANING_SERVING_NODE);
        return true;
    case SIP_P_ACCESS_NETWORK_INFO:
    case SIP_CELLULAR_NETWORK_INFO:
        access_network(s, m, value);
        return true;
    case SIP_P_VISITED_NETWORK_ID:
        visited(s, m, value);
        return true;
    case SIP_CALL_ID: /* what stands behind the @ names somebody's equipment */
        say(m, MEANING_CALL_ID, cursor_until(&c, '@'));
        return true;
    default:
        return false;
    }
}

static void header(struct sip *s, struct message *m, const struct sip_header *h)
{
    struct span value = h->value;
    if (people(s, m, h->code, value) || network(s, m, h))
        return;
    struct cursor c = cursor_of(value.at, value.len);
    switch ((enum sip_code)h->code) {
    case SIP_WWW_AUTHENTICATE:
    case SIP_PROXY_AUTHENTICATE:
        challenge(m, value);
        return;
    case SIP_SECURITY_SERVER:
    case SIP_SECURITY_VERIFY:
        security(m, value);
        return;
    case SIP_P_CHARGING_VECTOR:
        charging(m, value);
        return;
    case SIP_REASON:
        reason(m, value);
        return;
    case SIP_EVENT:
        if (s->method == SIP_SUBSCRIBE)
            say(m, MEANING_ASK_DATA, span_trim(cursor_until(&c, ';')));
        return;
    case SIP_GEOLOCATION:
        field_present(m, MEANING_LOCATION, 0);
        return;
    default:
        break;
    }
    const struct spec_ie *row = spec_ie(PROTO_SIP, 0, h->code);
    if (row && row->form == FORM_TEXT)
        field_of_row(m, row, cursor_of(value.at, value.len), 0);
}

void sip_fields(struct sip *s, struct message *m)
{
    if (s->part == PART_REQUEST) {
        struct sip_uri u = sip_uri_of(s->uri);
        if (!sip_is_address(u.host)) /* else it is somebody's equipment */
            say(m, MEANING_DESTINATION_REALM, u.host);
        /* Inside a dialogue it is the other side's Contact (RFC 3261 12.2.1.1): a device. */
        if (s->method != SIP_REGISTER && !s->in_dialogue)
            sip_identity(s, m, s->uri, to_side(s));
    }
    for (unsigned i = 0; i < s->count; i++)
        header(s, m, &s->headers[i]);
}
