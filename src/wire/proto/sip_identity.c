/* URIs of people (RFC 3261 19.1, RFC 3966, TS 23.003 13). */
#include "wire/proto/sip.h"

enum { NUMBER_LEAST = 5, NUMBER_MOST = 15, IMSI_LEAST = 14 };

static bool is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}

static bool all_digits(struct span s)
{
    size_t i = 0;
    while (i < s.len && is_digit(s.at[i]))
        i++;
    return s.len && i == s.len;
}

/* "mnc001" or "mcc001" of a domain name (TS 23.003 13.2); at == NULL: none. */
static struct span label_digits(struct span domain, const char *word)
{
    struct cursor c = cursor_of(domain.at, domain.len);
    while (cursor_left(&c)) {
        struct cursor label = {.at = NULL};
        struct span one = cursor_until(&c, '.');
        if (one.len != 6 || !span_begins_caseless(one, word))
            continue;
        label = cursor_of(one.at, one.len);
        cursor_skip(&label, 3);
        if (all_digits(cursor_rest(&label)))
            return cursor_rest(&label);
    }
    return (struct span){0};
}

struct span sip_network(struct sip *s, struct span domain)
{
    struct span mcc = label_digits(domain, "mcc");
    struct span mnc = label_digits(domain, "mnc");
    if (!mcc.len || !mnc.len)
        return (struct span){0};
    char digits[6];
    /* An MNC of two digits has a zero put before it (TS 23.003 13.2). */
    unsigned padded = mnc.at[0] == '0';
    memcpy(digits, mcc.at, 3);
    memcpy(digits + 3, mnc.at + padded, 3U - padded);
    return sip_keep(s, digits, sizeof digits - padded);
}

/* A temporary public or a private identity is made of the IMSI (TS 23.003 13.3, 13.4B). */
static bool is_imsi(struct sip *s, struct span user, struct span host)
{
    if (user.len < IMSI_LEAST || user.len > NUMBER_MOST || !all_digits(user) ||
        !span_ends(host, "3gppnetwork.org"))
        return false;
    size_t used = s->used;
    struct span network = sip_network(s, host);
    bool begins = network.len && memcmp(user.at, network.at, network.len) == 0;
    s->used = used;
    return begins;
}

/* The digits of a global number, visual separators taken out (RFC 3966 5.1.1); at == NULL: it is a
 * local one, which says nothing outside its own network. */
static struct span global_number(struct sip *s, struct span user)
{
    struct cursor c = cursor_of(user.at, user.len);
    char digits[NUMBER_MOST];
    size_t count = 0;
    if (span_begins_caseless(user, "%2B"))
        cursor_skip(&c, 3);
    else if (cursor_u8(&c) != '+')
        return (struct span){0};
    struct span plain = cursor_rest(&c);
    while (cursor_left(&c)) {
        uint8_t b = cursor_u8(&c);
        if (b == ';') /* parameters of the number, RFC 3261 19.1.6 */
            break;
        if (b == '-' || b == '.' || b == '(' || b == ')')
            continue;
        if (!is_digit(b) || count == NUMBER_MOST)
            return (struct span){0};
        digits[count++] = (char)b;
    }
    if (count < NUMBER_LEAST)
        return (struct span){0};
    plain.len = count < plain.len ? count : plain.len;
    return all_digits(plain) ? plain : sip_keep(s, digits, count);
}

/* Once: Request-URI and To name the same one. */
static void say(struct message *m, enum meaning meaning, struct span text)
{
    for (unsigned i = 0; text.len && i < m->field_count; i++) {
        const struct field *f = &m->fields[i];
        if (f->meaning == meaning && f->len == text.len && memcmp(f->at, text.at, text.len) == 0)
            return;
    }
    if (text.len)
        field_bytes(m, meaning, FORM_TEXT, text, 0);
}

/* user@host, parameters of the user left out. An address in the place of a domain may be the user's
 * own, and what stands behind an @ is shown: user%192.0.2.1. */
static struct span name_at(struct sip *s, struct span user, struct span host)
{
    struct cursor c = cursor_of(user.at, user.len);
    struct span name = cursor_until(&c, ';');
    struct cursor before = cursor_of(name.at, name.len);
    name = cursor_until(&before, ':'); /* a password, RFC 3261 19.1.1 */
    char text[256];
    struct text t = text_in(text, sizeof text);
    text_put_n(&t, (const char *)name.at, name.len);
    text_char(&t, sip_is_address(host) ? '%' : '@');
    text_put_n(&t, (const char *)host.at, host.len);
    for (size_t i = name.len; i < t.len; i++) /* names of hosts have no case (RFC 1035 2.3.3) */
        if (text[i] >= 'A' && text[i] <= 'Z')
            text[i] = (char)(text[i] + 'a' - 'A');
    return t.cut ? (struct span){0} : sip_keep(s, text, t.len);
}

/* Who does not want to be named, or is nobody (RFC 3323 4.1.1.3, RFC 2606 2). */
static bool is_nobody(struct span user, struct span host)
{
    return span_ends(host, ".invalid") || (span_is_caseless(user, "anonymous") && host.len);
}

/* Who calls and who is called, where there is a call. */
static enum meaning meaning_of_number(const struct sip *s, enum sip_side side)
{
    bool call = s->method == SIP_INVITE;
    if (side == SIP_OWN)
        return call ? MEANING_CALLING : MEANING_MSISDN;
    return call && side == SIP_OTHER ? MEANING_CALLED : MEANING_OTHER_PARTY;
}

void sip_identity(struct sip *s, struct message *m, struct span uri, enum sip_side side)
{
    struct sip_uri u = sip_uri_of(uri);
    if (!u.user.len || is_nobody(u.user, u.host))
        return;
    struct span number = global_number(s, u.user);
    if (number.len) {
        say(m, meaning_of_number(s, side), number);
        return;
    }
    if (!u.host.len) /* a local number */
        return;
    if (side == SIP_OWN && is_imsi(s, u.user, u.host))
        say(m, MEANING_IMSI, u.user);
    else
        say(m, side == SIP_OWN ? MEANING_NAI : MEANING_OTHER_NAME, name_at(s, u.user, u.host));
}

void sip_private_identity(struct sip *s, struct message *m, struct span name)
{
    struct cursor c = cursor_of(name.at, name.len);
    struct span user = cursor_until(&c, '@');
    struct span realm = cursor_rest(&c);
    if (is_imsi(s, user, realm))
        say(m, MEANING_IMSI, user);
    else if (user.len && realm.len)
        say(m, MEANING_NAI, name_at(s, user, realm));
}
