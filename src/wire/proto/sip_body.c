/* Bodies of SIP messages (RFC 3261 7.4, RFC 2046 5.1). Text of people is never read; that there is
 * some is told. */
#include "base/hash.h"
#include "wire/proto/sip.h"

enum { DEPTH = 4 };

enum kind { KIND_OTHER, KIND_SDP, KIND_SMS, KIND_ISUP, KIND_LOCATION, KIND_PARTS };

static const struct {
    const char *type;
    enum kind kind;
} KINDS[] = {
    {"application/sdp", KIND_SDP},
    {"application/vnd.3gpp.sms", KIND_SMS},  /* TS 24.341 */
    {"application/vnd.3gpp.ussd", KIND_SMS}, /* TS 24.390 */
    {"application/vnd.3gpp.ussd+xml", KIND_SMS},
    {"application/isup", KIND_ISUP},            /* RFC 3204 */
    {"application/pidf+xml", KIND_LOCATION},    /* RFC 3863 */
    {"application/reginfo+xml", KIND_LOCATION}, /* RFC 3680 */
    {"multipart/mixed", KIND_PARTS},
    {"multipart/alternative", KIND_PARTS},
    {"multipart/related", KIND_PARTS},
};

static enum kind kind_of(struct span type, bool is_message)
{
    struct cursor c = cursor_of(type.at, type.len);
    struct span name = span_trim(cursor_until(&c, ';'));
    for (unsigned i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (span_is_caseless(name, KINDS[i].type))
            return KINDS[i].kind;
    return is_message ? KIND_SMS : KIND_OTHER; /* RFC 3428: whatever it is, it is the message */
}

/* A body, or what is left of one that has several parts. */
struct section {
    struct span type, bytes, boundary;
};

struct walk {
    struct section stack[DEPTH];
    unsigned depth;
    bool is_message;
};

static struct walk walk_of(const struct sip *s)
{
    struct walk w = {.is_message = s->method == SIP_MESSAGE && s->part == PART_REQUEST};
    bool plain = !s->first[SIP_CONTENT_ENCODING];
    if (s->body.len && plain && s->first[SIP_CONTENT_TYPE])
        w.stack[w.depth++] =
            (struct section){.type = sip_header(s, SIP_CONTENT_TYPE), .bytes = s->body};
    return w;
}

/* "--boundary", or with two dashes behind it the last one. */
static bool is_boundary(struct span line, struct span boundary)
{
    struct cursor c = cursor_of(line.at, line.len);
    bool dashes = cursor_u16(&c) == 0x2d2d;
    struct span name = cursor_span(&c, boundary.len);
    return dashes && name.len == boundary.len && memcmp(name.at, boundary.at, name.len) == 0;
}

static struct span line_of(struct cursor *c)
{
    struct span s = cursor_until(c, '\n');
    if (s.len && s.at[s.len - 1] == '\r')
        s.len--;
    return s;
}

/* The headers of a part, of which only its type counts. */
static struct span type_of(struct cursor *c)
{
    struct span type = {0};
    while (cursor_left(c)) {
        struct span line = line_of(c);
        if (line.len == 0)
            break;
        struct cursor in = cursor_of(line.at, line.len);
        struct span name = span_trim(cursor_until(&in, ':'));
        if (span_is_caseless(name, "Content-Type") || span_is_caseless(name, "c"))
            type = span_trim(cursor_rest(&in));
    }
    return type;
}

/* The bytes up to the next boundary, the line's end before it left out (RFC 2046 5.1.1). */
static struct span bytes_of(struct cursor *c, struct span boundary)
{
    struct cursor from = *c;
    size_t before = 0;
    while (cursor_left(c)) {
        struct cursor here = *c;
        struct span line = line_of(c);
        if (is_boundary(line, boundary)) {
            *c = here;
            break;
        }
        before = cursor_left(&from) - cursor_left(c);
    }
    struct span s = cursor_span(&from, before);
    if (cursor_left(c) && s.len && s.at[s.len - 1] == '\n')
        s.len -= s.len > 1 && s.at[s.len - 2] == '\r' ? 2 : 1;
    return s;
}

/* The next part of a body with several; false when there is none. */
static bool next_part(struct section *whole, struct section *ret)
{
    struct cursor c = cursor_of(whole->bytes.at, whole->bytes.len);
    while (cursor_left(&c) && !is_boundary(line_of(&c), whole->boundary))
        continue;
    if (!cursor_left(&c))
        return false;
    *ret = (struct section){.type = type_of(&c)};
    ret->bytes = bytes_of(&c, whole->boundary);
    whole->bytes = cursor_rest(&c);
    return ret->bytes.len != 0 || cursor_left(&c);
}

/* Each body that is not parted any further. */
static bool walk_next(struct walk *w, struct section *ret, enum kind *ret_kind)
{
    while (w->depth) {
        struct section *top = &w->stack[w->depth - 1];
        if (top->boundary.len) {
            struct section inner;
            if (!next_part(top, &inner))
                w->depth--;
            else if (w->depth < DEPTH)
                w->stack[w->depth++] = inner;
            continue;
        }
        *ret_kind = kind_of(top->type, w->is_message);
        struct cursor params = cursor_of(top->type.at, top->type.len);
        cursor_until(&params, ';');
        if (*ret_kind == KIND_PARTS)
            top->boundary = sip_param(cursor_rest(&params), ';', "boundary");
        if (top->boundary.len)
            continue;
        *ret = *top;
        w->depth--;
        return true;
    }
    return false;
}

void sip_body_look(struct sip *s)
{
    struct walk w = walk_of(s);
    struct section part;
    enum kind kind;
    while (walk_next(&w, &part, &kind)) {
        s->sends_sms |= kind == KIND_SMS;
        s->has_isup |= kind == KIND_ISUP;
        /* TS 24.011 8.2.2: odd types go from the network to the subscriber. */
        bool rp = w.is_message && span_begins_caseless(part.type, "application/vnd.3gpp.sms");
        if (rp && part.bytes.len && (part.bytes.at[0] & 1))
            s->to_subject = true;
    }
}

/* RFC 3204 3.1: a message of ISUP, whole but for the circuit. It is of the same call. */
static void isup(const struct message *m, struct sink *sink, struct span bytes)
{
    memcpy(sink->outer, m->handles, sizeof sink->outer);
    sink_inner(sink, DECODER_isup_sip, m->packet, cursor_of(bytes.at, bytes.len));
}

void sip_body(struct sip *s, struct message *m, struct sink *sink)
{
    struct walk w = walk_of(s);
    struct span id = sip_header(s, SIP_CALL_ID);
    struct sdp_from from = {.message = m,
                            .texts = s,
                            .packet = m->packet,
                            .media = sink->media,
                            .call = hash_bytes(PROTO_SIP, id.at, id.len),
                            .by = "SIP"};
    struct section part;
    enum kind kind;
    while (walk_next(&w, &part, &kind)) {
        if (kind == KIND_SDP)
            sdp_read(cursor_of(part.bytes.at, part.bytes.len), &from);
        else if (kind == KIND_SMS)
            field_present(m, MEANING_SMS, 0);
        else if (kind == KIND_LOCATION)
            field_present(m, MEANING_LOCATION, 0);
        else if (kind == KIND_ISUP && part.bytes.len)
            isup(m, sink, part.bytes);
    }
}
