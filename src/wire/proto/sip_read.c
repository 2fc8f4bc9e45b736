/* The start line and the headers of a SIP message (RFC 3261 7). */
#include "wire/proto/sip.h"

#include <strings.h>

enum { METHOD_MOST = 32 };

static int compare(struct span s, const char *name)
{
    size_t len = strlen(name);
    size_t both = s.len < len ? s.len : len;
    int said = strncasecmp((const char *)s.at, name, both);
    return said ? said : (s.len > len) - (s.len < len);
}

enum sip_method sip_method_of(struct span text)
{
    /* Methods are of one case (RFC 3261 7.1). */
    for (unsigned i = 1; i < SIP_METHODS; i++) {
        const struct spec_op *op = spec_op(PROTO_SIP, 0, i, PART_REQUEST);
        if (op && text.len == strlen(op->name) && memcmp(text.at, op->name, text.len) == 0)
            return (enum sip_method)i;
    }
    return SIP_NO_METHOD;
}

/* RFC 3261 7.3.3 and the documents of each header. */
static uint8_t compact(uint8_t letter)
{
    switch (letter | 0x20) {
    case 'c':
        return SIP_CONTENT_TYPE;
    case 'e':
        return SIP_CONTENT_ENCODING;
    case 'f':
        return SIP_FROM;
    case 'i':
        return SIP_CALL_ID;
    case 'b':
        return SIP_REFERRED_BY;
    case 'k':
        return SIP_SUPPORTED;
    case 'l':
        return SIP_CONTENT_LENGTH;
    case 'm':
        return SIP_CONTACT;
    case 'o':
        return SIP_EVENT;
    case 'r':
        return SIP_REFER_TO;
    case 's':
        return SIP_SUBJECT;
    case 't':
        return SIP_TO;
    case 'v':
        return SIP_VIA;
    default:
        return 0;
    }
}

/* The rows stand in the order of names. */
static uint8_t code_of(struct span name)
{
    if (name.len == 1)
        return compact(name.at[0]);
    unsigned from = 1;
    unsigned to = SIP_CODES;
    while (from < to) {
        unsigned middle = (from + to) / 2;
        const struct spec_ie *row = spec_ie(PROTO_SIP, 0, middle);
        int said = row ? compare(name, row->name) : -1;
        if (said == 0)
            return (uint8_t)middle;
        if (said < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return 0;
}

/* A line that begins with a blank goes on with the one before it (RFC 3261 7.3.1). */
static struct span line(struct cursor *c)
{
    struct span s = cursor_until(c, '\n');
    while (cursor_left(c) && s.len && (cursor_peek8(c, 0) == ' ' || cursor_peek8(c, 0) == '\t'))
        s.len += 1 + cursor_until(c, '\n').len;
    while (s.len && (s.at[s.len - 1] == '\r' || s.at[s.len - 1] == '\n'))
        s.len--;
    return s;
}

static void add(struct sip *s, struct span text)
{
    struct cursor c = cursor_of(text.at, text.len);
    struct span name = span_trim(cursor_until(&c, ':'));
    uint8_t code = name.len < text.len ? code_of(name) : 0;
    if (!code)
        return;
    if (s->count == SIP_HEADERS) {
        s->crowded = true;
        return;
    }
    s->headers[s->count++] = (struct sip_header){code, 0, span_trim(cursor_rest(&c))};
    if (s->first[code] == 0) {
        s->first[code] = (uint8_t)s->count;
        return;
    }
    struct sip_header *last = &s->headers[s->first[code] - 1];
    while (last->next)
        last = &s->headers[last->next - 1];
    last->next = (uint8_t)s->count;
}

struct span sip_header(const struct sip *s, enum sip_code code)
{
    return s->first[code] ? s->headers[s->first[code] - 1].value : (struct span){0};
}

/* "SIP/2.0 200 OK" */
static bool status_line(struct sip *s, struct span text)
{
    struct cursor c = cursor_of(text.at, text.len);
    cursor_until(&c, ' ');
    struct span status = cursor_span(&c, 3);
    s->status = span_number(status);
    s->part = PART_ANSWER;
    return cursor_ok(&c) && s->status >= 100 && s->status <= 699 &&
           (cursor_left(&c) == 0 || cursor_peek8(&c, 0) == ' ');
}

/* "INVITE sip:bob@example.com SIP/2.0" */
static bool request_line(struct sip *s, struct span text)
{
    struct cursor c = cursor_of(text.at, text.len);
    s->part = PART_REQUEST;
    s->method_text = cursor_until(&c, ' ');
    s->uri = cursor_until(&c, ' ');
    s->method = sip_method_of(s->method_text);
    bool token = s->method_text.len && s->method_text.len <= METHOD_MOST;
    for (size_t i = 0; token && i < s->method_text.len; i++)
        token = s->method_text.at[i] > ' ' && s->method_text.at[i] < 0x7f;
    return token && s->uri.len && span_begins_caseless(cursor_rest(&c), "SIP/2.0");
}

bool sip_start_line(struct sip *s, struct cursor *c)
{
    struct span text = cursor_until(c, '\n');
    while (text.len && text.at[text.len - 1] == '\r')
        text.len--;
    return span_begins_caseless(text, "SIP/2.0 ") ? status_line(s, text) : request_line(s, text);
}

bool sip_read(struct sip *s, struct cursor *c)
{
    if (!sip_start_line(s, c))
        return false;
    while (cursor_left(c)) {
        struct span text = line(c);
        if (text.len == 0)
            break;
        add(s, text);
    }
    s->body = cursor_rest(c);
    if (s->part == PART_ANSWER) {
        struct span cseq = sip_header(s, SIP_CSEQ);
        struct cursor number = cursor_of(cseq.at, cseq.len);
        cursor_until(&number, ' ');
        s->method_text = span_trim(cursor_rest(&number));
        s->method = sip_method_of(s->method_text);
    }
    return true;
}

struct sip_uri sip_first_uri(const struct sip *s, enum sip_code code)
{
    struct span value = sip_header(s, code);
    struct cursor c = cursor_of(value.at, value.len);
    struct sip_address a;
    struct sip_uri none = {.user = {0}};
    return sip_address_next(&c, &a) ? sip_uri_of(a.uri) : none;
}
