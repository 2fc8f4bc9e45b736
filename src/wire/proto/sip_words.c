/* The grammar that SIP's headers share (RFC 3261 25.1). */
#include "wire/proto/sip.h"

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct span span_trim(struct span s)
{
    struct cursor c = cursor_of(s.at, s.len);
    while (cursor_left(&c) && is_blank(cursor_peek8(&c, 0)))
        cursor_u8(&c);
    s = cursor_rest(&c);
    while (s.len && is_blank(s.at[s.len - 1]))
        s.len--;
    return s;
}

bool span_ends(struct span s, const char *word)
{
    size_t len = strlen(word);
    struct cursor c = cursor_of(s.at, s.len);
    if (s.len < len)
        return false;
    cursor_skip(&c, s.len - len);
    return span_is_caseless(cursor_rest(&c), word);
}

uint32_t span_number(struct span s)
{
    struct cursor c = cursor_of(s.at, s.len);
    uint64_t n = 0;
    while (cursor_left(&c)) {
        unsigned digit = (unsigned)cursor_u8(&c) - '0';
        if (digit > 9)
            break;
        n = n * 10 + digit;
        if (n > UINT32_MAX)
            return UINT32_MAX;
    }
    return (uint32_t)n;
}

bool sip_element(struct cursor *c, char mark, struct span *ret)
{
    struct cursor from = *c;
    bool quoted = false;
    bool inside = false;
    size_t len = 0;
    if (!cursor_left(c))
        return false;
    while (cursor_left(c)) {
        uint8_t b = cursor_u8(c);
        if (quoted && b == '\\') {
            len += cursor_left(c) ? 2 : 1;
            if (cursor_left(c))
                cursor_u8(c);
            continue;
        }
        if (b == '"')
            quoted = !quoted;
        else if (!quoted && (b == '<' || b == '>'))
            inside = b == '<';
        else if (!quoted && !inside && b == (uint8_t)mark)
            break;
        len++;
    }
    *ret = span_trim(cursor_span(&from, len));
    return true;
}

static struct span unquoted(struct span s)
{
    if (s.len < 2 || s.at[0] != '"' || s.at[s.len - 1] != '"')
        return s;
    struct cursor c = cursor_of(s.at, s.len - 1);
    cursor_u8(&c);
    return cursor_rest(&c);
}

struct span sip_param(struct span params, char mark, const char *name)
{
    struct cursor c = cursor_of(params.at, params.len);
    struct span one;
    while (sip_element(&c, mark, &one)) {
        struct cursor value = cursor_of(one.at, one.len);
        struct span key = span_trim(cursor_until(&value, '='));
        if (span_is_caseless(key, name))
            return unquoted(span_trim(cursor_rest(&value)));
    }
    return (struct span){0};
}

/* Past the display name, which may hold anything in its quotes. */
static bool skip_to_bracket(struct cursor *c)
{
    bool quoted = false;
    while (cursor_left(c)) {
        uint8_t b = cursor_u8(c);
        if (quoted && b == '\\' && cursor_left(c))
            cursor_u8(c);
        else if (b == '"')
            quoted = !quoted;
        else if (!quoted && b == '<')
            return true;
    }
    return false;
}

bool sip_address_next(struct cursor *c, struct sip_address *ret)
{
    struct span one;
    if (!sip_element(c, ',', &one))
        return false;
    struct cursor in = cursor_of(one.at, one.len);
    if (skip_to_bracket(&in)) {
        ret->uri = span_trim(cursor_until(&in, '>'));
    } else {
        in = cursor_of(one.at, one.len);
        ret->uri = span_trim(cursor_until(&in, ';'));
    }
    ret->params = cursor_rest(&in);
    return true;
}

static bool is_host(uint8_t c)
{
    return c != ':' && c != ';' && c != '?' && c != '>' && !is_blank(c);
}

static struct span host_of(struct cursor *c)
{
    if (cursor_peek8(c, 0) == '[') { /* RFC 3261 25.1 IPv6reference */
        cursor_u8(c);
        return cursor_until(c, ']');
    }
    struct cursor from = *c;
    size_t len = 0;
    while (cursor_left(c) && is_host(cursor_peek8(c, 0))) {
        cursor_u8(c);
        len++;
    }
    return cursor_span(&from, len);
}

struct span sip_host(struct span s)
{
    struct cursor c = cursor_of(s.at, s.len);
    return host_of(&c);
}

struct span sip_sent_by(struct span via)
{
    struct cursor c = cursor_of(via.at, via.len);
    struct span s = span_trim(cursor_until(&c, ';'));
    struct cursor words = cursor_of(s.at, s.len);
    struct span last = {0};
    while (cursor_left(&words))
        last = cursor_until(&words, ' ');
    return sip_host(last);
}

struct sip_uri sip_uri_of(struct span uri)
{
    struct sip_uri u = {{0}, {0}, {0}, {0}};
    struct cursor c = cursor_of(uri.at, uri.len);
    u.scheme = cursor_until(&c, ':');
    if (span_is_caseless(u.scheme, "tel")) { /* RFC 3966 3 */
        u.user = cursor_until(&c, ';');
        u.params = cursor_rest(&c);
        return u;
    }
    if (!span_is_caseless(u.scheme, "sip") && !span_is_caseless(u.scheme, "sips"))
        return u;
    struct cursor behind = c;
    struct span user = cursor_until(&behind, '@');
    if (user.len < cursor_left(&c)) {
        u.user = user;
        c = behind;
    }
    u.host = host_of(&c);
    cursor_until(&c, ';');
    u.params = cursor_until(&c, '?');
    return u;
}

bool sip_is_address(struct span host)
{
    struct addr a;
    TEXT_ON(text, 64);
    text_put_n(&text, (const char *)host.at, host.len);
    return !text.cut && addr_parse(text.at, &a);
}

struct span sip_keep(struct sip *s, const char *text, size_t len)
{
    if (len == 0 || len > SIP_SCRATCH - s->used)
        return (struct span){0};
    char *to = &s->scratch[s->used];
    memcpy(to, text, len);
    s->used += len;
    return (struct span){(const uint8_t *)to, len};
}
