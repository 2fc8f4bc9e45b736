/* Who asks, for whom, and where to: headers of TS 29.500 5.2, the query, tokens.
 *
 * Behind an SCP or SEPP the connection's peer asked nothing itself. Who did is said in several
 * places; they are believed in this order: credentials that the asker signed (TS 33.501 13.3.8),
 * the subject of the token, 3gpp-Sbi-NF-Peer-Info, User-Agent. The first is told as origin.host,
 * and each as what it is, so that they can be held against each other.
 */
#include "base/addr.h"
#include "base/hash.h"
#include "wire/proto/json.h"
#include "wire/proto/sbi.h"

enum { TOKENS = 0x70c };
enum { TOKEN_MOST = 2048, UUID_LENGTH = 36, ADDRESS_MOST = 48 };

struct who {
    struct span signed_by, token, peer, agent, name;
    struct span target; /* 3gpp-Sbi-Target-apiRoot */
};

void sbi_address(struct sbi *s, enum meaning meaning, struct span text)
{
    char buf[ADDRESS_MOST] = {0};
    struct addr a;
    struct cursor c = cursor_of(text.at, text.len);
    struct span bare = cursor_until(&c, '/');
    if (bare.len >= sizeof buf || !bare.len)
        return;
    memcpy(buf, bare.at, bare.len);
    if (!addr_parse(buf, &a))
        return;
    struct span kept = sbi_keep(s, a.bytes, a.family == 4 ? 4 : 16);
    if (kept.len)
        field_bytes(s->m, meaning, FORM_IP, kept, 0);
}

/* --- Tokens -----------------------------------------------------------------------------------*/

static unsigned base64(uint8_t b)
{
    if (b >= 'A' && b <= 'Z')
        return b - 'A';
    if (b >= 'a' && b <= 'z')
        return b - 'a' + 26U;
    if (b >= '0' && b <= '9')
        return b - '0' + 52U;
    if (b == '-' || b == '+')
        return 62;
    return b == '_' || b == '/' ? 63 : 64;
}

/* base64url (RFC 4648 5); empty when it is none, or too long. */
static struct span unwrapped(struct sbi *s, struct span text)
{
    uint8_t out[TOKEN_MOST];
    struct cursor c = cursor_of(text.at, text.len);
    size_t len = 0;
    uint32_t bits = 0;
    unsigned count = 0;
    while (cursor_left(&c) && cursor_peek8(&c, 0) != '=' && len < sizeof out) {
        unsigned six = base64(cursor_u8(&c));
        if (six > 63)
            return (struct span){0};
        bits = bits << 6 | six;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out[len++] = (uint8_t)(bits >> count);
        }
    }
    return sbi_keep(s, out, len);
}

static bool is_unsigned(struct span header)
{
    struct json j = json_of(cursor_of(header.at, header.len));
    struct json_token t;
    while (json_next(&j, &t))
        if (t.sort == JSON_STRING && span_is(t.name, "alg") && span_is(t.text, "none"))
            return true;
    return false;
}

static uint64_t seconds(struct span digits)
{
    uint64_t n = 0;
    for (size_t i = 0; i < digits.len && digits.at[i] >= '0' && digits.at[i] <= '9' && i < 18; i++)
        n = n * 10 + (uint64_t)(digits.at[i] - '0');
    return n;
}

void sbi_token_there(struct sbi *s, struct span token)
{
    sbi_present(s, MEANING_TOKEN);
    for (unsigned i = 0; i < s->m->field_count; i++)
        if (s->m->fields[i].meaning == MEANING_TOKEN)
            s->m->fields[i].number = hash_bytes(TOKENS, token.at, token.len);
}

/* TS 29.510 6.3.5.2.4, TS 29.500 5.2.3.2.11. */
static void claim(struct sbi *s, const struct json_token *t, struct span name,
                  struct sbi_claims *ret)
{
    if (t->sort == JSON_NUMBER && t->depth == 1 && span_is(name, "exp"))
        ret->expiry = seconds(t->text);
    if (t->sort != JSON_STRING || t->depth > 2)
        return;
    if (span_is(name, "sub"))
        ret->subject = t->text;
    else if (span_is(name, "iss"))
        sbi_text(s, MEANING_TOKEN_ISSUER, t->text);
    else if (span_is(name, "scope"))
        sbi_text(s, MEANING_TOKEN_SCOPE, t->text);
    else if (span_is(name, "aud"))
        sbi_text(s, MEANING_TOKEN_AUDIENCE, t->text);
    else if (span_is(name, "nfType"))
        ret->type = t->text;
}

struct sbi_claims sbi_token(struct sbi *s, struct span token)
{
    struct sbi_claims claims = {{0}, {0}, 0};
    struct cursor c = cursor_of(token.at, token.len);
    struct span header = cursor_until(&c, '.');
    struct span body = cursor_until(&c, '.');
    sbi_present(s, MEANING_TOKEN);
    if (!body.len)
        return claims;
    if (is_unsigned(unwrapped(s, header)))
        s->m->odd |= ODD_UNSIGNED_TOKEN;
    struct span said = unwrapped(s, body);
    struct json j = json_of(cursor_of(said.at, said.len));
    struct json_token t;
    struct span list = {0};
    while (json_next(&j, &t)) {
        if (t.sort == JSON_ARRAY)
            list = t.name;
        claim(s, &t, t.name.len ? t.name : list, &claims);
    }
    return claims;
}

/* --- Headers ----------------------------------------------------------------------------------*/

/* "AMF-6b1d2a7e-0000-4000-8000-000000000001 amf1.example": the type, then the instance or a name
 * (TS 29.500 5.2.2.2). 5G-EIR and its like have a dash themselves. */
static void agent(struct sbi *s, struct span text, struct who *who)
{
    struct cursor c = cursor_of(text.at, text.len);
    struct span first = cursor_until(&c, ' ');
    struct span rest = sbi_trimmed(cursor_rest(&c));
    for (size_t n = first.len; n; n--) {
        char word[16] = {0};
        bool type = (*first.at >= 'A' && *first.at <= 'Z') || *first.at == '5';
        if ((n < first.len && first.at[n] != '-') || n >= sizeof word || !type)
            continue;
        memcpy(word, first.at, n);
        if (!spec_role_of(word))
            continue;
        struct span instance = span_part(first, n + 1 < first.len ? n + 1 : first.len, first.len);
        sbi_text(s, MEANING_NF_TYPE, span_part(first, 0, n));
        if (instance.len >= UUID_LENGTH)
            who->agent = span_part(instance, 0, UUID_LENGTH);
        else
            who->name = instance;
        if (!who->name.len)
            who->name = rest;
        s->sbi = s->sbi || instance.len;
        return;
    }
    sbi_text(s, MEANING_PRODUCT, text);
}

/* key=value;key="value" */
static struct span value_of(struct span text, const char *key)
{
    struct cursor c = cursor_of(text.at, text.len);
    while (cursor_left(&c)) {
        struct span pair = sbi_trimmed(cursor_until(&c, ';'));
        struct cursor in = cursor_of(pair.at, pair.len);
        struct span name = sbi_trimmed(cursor_until(&in, '='));
        struct span value = sbi_trimmed(cursor_rest(&in));
        if (value.len > 1 && value.at[0] == '"')
            value = span_part(value, 1, value.len - 2);
        if (span_is(name, key))
            return value;
    }
    return (struct span){0};
}

/* "001-01", also with more behind it: MCC and MNC as digits. */
static void network(struct sbi *s, struct span text)
{
    struct span mcc = span_part(text, 0, 3);
    struct cursor c = cursor_of(text.at, text.len);
    cursor_until(&c, '-');
    size_t n = 0;
    while (n < 3 && cursor_peek8(&c, n) >= '0' && cursor_peek8(&c, n) <= '9')
        n++;
    struct span mnc = cursor_span(&c, n);
    uint8_t digits[6];
    if (mcc.len != 3 || n < 2)
        return;
    memcpy(digits, mcc.at, 3);
    memcpy(digits + 3, mnc.at, n);
    sbi_text(s, MEANING_ORIGIN_REALM, sbi_keep(s, digits, 3 + n));
}

static void named(struct sbi *s, struct span name, struct span value)
{
    static const struct {
        const char *name;
        enum meaning meaning;
    } rows[] = {{"target-nf-type", MEANING_NF_WANTED},
                {"requester-nf-type", MEANING_NF_TYPE},
                {"requester-nf-instance-id", MEANING_NF_INSTANCE},
                {"target-nf-instance-id", MEANING_DESTINATION_HOST},
                {"service-names", MEANING_NF_SERVICE},
                {"dnn", MEANING_APN},
                {"dataset-names", MEANING_ASK_DATA},
                {"nfInstanceId", MEANING_NF_INSTANCE},
                {"nfType", MEANING_NF_TYPE},
                {"targetNfType", MEANING_NF_WANTED},
                {"scope", MEANING_NF_SERVICE}};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++)
        if (span_is(name, rows[i].name))
            sbi_text(s, rows[i].meaning, value);
    if (span_is(name, "ue-ipv4-address") || span_is(name, "ipv4Addr") ||
        span_is(name, "ipv6Prefix"))
        sbi_address(s, MEANING_UE_IP, value);
}

void sbi_query(struct sbi *s, struct span query)
{
    struct cursor c = cursor_of(query.at, query.len);
    while (cursor_left(&c)) {
        struct span pair = cursor_until(&c, '&');
        struct cursor in = cursor_of(pair.at, pair.len);
        struct span name = cursor_until(&in, '=');
        struct span value = cursor_rest(&in);
        if (value.len && memchr(value.at, '%', value.len))
            value = sbi_decoded(s, value);
        named(s, name, value);
    }
}

/* Headers of 3GPP's own, behind "3gpp-sbi-". */
static void of_3gpp(struct sbi *s, struct span name, struct span value, struct who *who)
{
    s->sbi = true;
    if (span_is(name, "client-credentials") || span_is(name, "source-nf-client-credentials")) {
        struct sbi_claims claims = sbi_token(s, value);
        who->signed_by = claims.subject.len ? claims.subject : who->signed_by;
        sbi_text(s, MEANING_NF_TYPE, claims.type);
    } else if (span_is(name, "access-token")) {
        sbi_token_there(s, value);
    } else if (span_is(name, "target-apiroot")) {
        sbi_uri(value, &who->target);
        sbi_text(s, MEANING_TARGET, value);
    } else if (span_is(name, "nf-peer-info")) {
        who->peer = value_of(value, s->h->part == PART_REQUEST ? "srcinst" : "dstinst");
        if (s->h->part == PART_REQUEST)
            sbi_text(s, MEANING_DESTINATION_HOST, value_of(value, "dstinst"));
    } else if (span_is(name, "producer-id")) {
        who->signed_by = value_of(value, "nfinst");
    } else if (span_is(name, "correlation-info")) {
        sbi_identities(s, value);
    } else if (span_is(name, "originating-network-id")) {
        network(s, value);
    } else if (span_is(name, "callback")) {
        struct cursor c = cursor_of(value.at, value.len);
        s->callback = spec_callback_named(sbi_trimmed(cursor_until(&c, ';')), s->h->part);
    } else if (span_begins(name, "discovery-")) {
        named(s, span_part(name, strlen("discovery-"), name.len), value);
        sbi_identities(s, value);
    }
}

/* "2.0 SCP-scp1.example, 2.0 SEPP-sepp1.example" (TS 29.500 6.10.8). */
static void via(struct sbi *s, struct span value)
{
    struct cursor c = cursor_of(value.at, value.len);
    while (cursor_left(&c)) {
        struct span one = sbi_trimmed(cursor_until(&c, ','));
        struct cursor in = cursor_of(one.at, one.len);
        cursor_until(&in, ' ');
        struct span relay = sbi_trimmed(cursor_rest(&in));
        if (span_begins(relay, "SCP-") || span_begins(relay, "SEPP-"))
            sbi_text(s, MEANING_ROUTE, relay);
    }
}

static void access_token(struct sbi *s, struct span token, struct who *who)
{
    struct sbi_claims claims = sbi_token(s, token);
    sbi_token_there(s, token);
    who->token = claims.subject;
    sbi_text(s, MEANING_TOKEN_SUBJECT, claims.subject);
    if (claims.expiry)
        field_number(s->m, MEANING_TOKEN_EXPIRY, claims.expiry, 0);
}

static void header(struct sbi *s, const struct http_header *h, struct who *who)
{
    static const char own[] = "3gpp-sbi-";
    if (!h->value.at || !h->name.at)
        return;
    if (span_begins(h->name, own)) {
        of_3gpp(s, span_part(h->name, sizeof own - 1, h->name.len), h->value, who);
    } else if (span_is(h->name, "user-agent") || span_is(h->name, "server")) {
        agent(s, h->value, who);
    } else if (span_is(h->name, "authorization") && span_begins(h->value, "Bearer ")) {
        access_token(s, span_part(h->value, 7, h->value.len), who);
    } else if (span_is(h->name, "authorization")) {
        sbi_present(s, MEANING_PASSWORD);
    } else if (span_is(h->name, "via")) {
        via(s, h->value);
    } else if (span_is(h->name, "location")) {
        sbi_text(s, MEANING_RESOURCE, h->value);
        sbi_identities(s, h->value);
        sbi_handle_resource(s, h->value);
    }
}

/* The name in an authority; an address names nobody. */
static void destination(struct sbi *s, struct span authority)
{
    struct cursor c = cursor_of(authority.at, authority.len);
    struct span host = cursor_peek8(&c, 0) == '[' ? (struct span){0} : cursor_until(&c, ':');
    bool letter = false;
    for (size_t i = 0; i < host.len; i++)
        letter |= (host.at[i] | 0x20) >= 'a' && (host.at[i] | 0x20) <= 'z';
    if (letter)
        sbi_text(s, MEANING_DESTINATION_HOST, host);
}

void sbi_headers(struct sbi *s)
{
    struct who who = {.token = {0}};
    for (unsigned i = 0; i < s->h->header_count; i++)
        header(s, &s->h->headers[i], &who);
    const struct span *order[] = {&who.signed_by, &who.token, &who.peer, &who.agent, &who.name};
    for (unsigned i = 0; i < sizeof order / sizeof *order; i++)
        if (order[i]->len) {
            sbi_text(s, MEANING_ORIGIN_HOST, *order[i]);
            break;
        }
    sbi_text(s, MEANING_NF_INSTANCE, who.signed_by);
    sbi_text(s, MEANING_NF_INSTANCE, who.peer);
    sbi_text(s, MEANING_NF_INSTANCE, who.agent);
    if (who.target.len)
        s->authority = who.target;
    if (s->h->part == PART_REQUEST)
        destination(s, s->authority);
}
