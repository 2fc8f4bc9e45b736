/* What a request or answer over HTTP means. */
#include "wire/proto/sbi.h"
#include "wire/proto/x1.h"

enum { UNSEEN = 90 }; /* the row of what nobody can name, since its path was not seen */

struct span sbi_trimmed(struct span s)
{
    struct cursor c = cursor_of(s.at, s.len);
    while (cursor_peek8(&c, 0) == ' ')
        cursor_u8(&c);
    s = cursor_rest(&c);
    while (s.len && s.at[s.len - 1] == ' ')
        s.len--;
    return s;
}

struct span sbi_keep(struct sbi *s, const void *bytes, size_t len)
{
    if (len == 0 || len > SBI_SCRATCH - s->used)
        return (struct span){0};
    uint8_t *to = s->scratch + s->used;
    memcpy(to, bytes, len);
    s->used += len;
    return (struct span){to, len};
}

static unsigned hex(uint8_t b)
{
    if (b >= '0' && b <= '9')
        return b - '0';
    b |= 0x20;
    return b >= 'a' && b <= 'f' ? b - 'a' + 10U : 16;
}

struct span sbi_decoded(struct sbi *s, struct span text)
{
    if (text.len > SBI_SCRATCH - s->used)
        return text;
    struct cursor c = cursor_of(text.at, text.len);
    struct span to = {s->scratch + s->used, 0};
    while (cursor_left(&c)) {
        uint8_t b = cursor_u8(&c);
        unsigned high = hex(cursor_peek8(&c, 0));
        unsigned low = hex(cursor_peek8(&c, 1));
        if (b == '%' && high < 16 && low < 16) {
            b = (uint8_t)(high << 4 | low);
            cursor_skip(&c, 2);
        }
        s->scratch[s->used++] = b;
        to.len++;
    }
    return to;
}

void sbi_text(struct sbi *s, enum meaning meaning, struct span text)
{
    for (unsigned i = 0; i < s->m->field_count; i++) {
        const struct field *f = &s->m->fields[i];
        if (f->meaning == meaning && f->len == text.len && f->at && text.at &&
            memcmp(f->at, text.at, text.len) == 0)
            return;
    }
    if (text.len)
        field_bytes(s->m, meaning, FORM_TEXT, text, 0);
}

void sbi_present(struct sbi *s, enum meaning meaning)
{
    if (!message_field(s->m, meaning))
        field_present(s->m, meaning, 0);
}

/* The rows of RFC 9110: what serves where no interface of 3GPP names the resource. A web page is
 * no operation that is unknown. */
static const struct spec_op *plain_op(const struct http_message *h)
{
    uint32_t code = spec_method_of(h->method);
    return spec_op(h->proto, 0, code ? code : UNSEEN, h->part);
}

/* Statuses of HTTP/1.1 and HTTP/2 are the same (RFC 9110 15), and so are their rows. One that has
 * none is as good as the first of its hundred. */
static void set_status(struct message *m, uint32_t status)
{
    m->type = m->cause = status;
    m->has_cause = true;
    m->cause_row = spec_value(PROTO_HTTP2, "status", status);
    const struct spec_value *likewise = m->cause_row;
    if (!likewise)
        likewise = spec_value(PROTO_HTTP2, "status", status / 100 * 100);
    if (likewise)
        m->outcome = likewise->outcome;
}

/* A path that no interface has: where somebody wanted to be told. */
static const struct spec_op *callback_of(struct sbi *s, struct span path)
{
    size_t last = path.len;
    while (last && path.at[last - 1] != '/')
        last--;
    if (last)
        spec_sign(&s->signs, span_part(path, last - 1, path.len));
    const struct spec_op *op = s->callback ? s->callback : spec_callback(&s->signs, PART_REQUEST);
    if (op || s->callback)
        sbi_handle_notified(s, path);
    return op;
}

/* Anybody may have a path that is called /oauth2/token: those of 3GPP are asked by an NF. */
static bool is_of_nf(const struct sbi *s)
{
    return s->sbi || message_field(s->m, MEANING_NF_INSTANCE) ||
           message_field(s->m, MEANING_NF_TYPE);
}

/* They ask of a resource what anybody may ask of any (RFC 9110 9.3.2, 9.3.7). */
static bool is_about_resource(const struct http_message *h)
{
    enum method method = spec_method_of(h->method);
    return method == METHOD_HEAD || method == METHOD_OPTIONS;
}

static const struct spec_op *request_op(struct sbi *s, struct span path,
                                        const struct spec_resource *found, bool looks)
{
    if (found->op && (found->known || is_of_nf(s)))
        return found->op;
    const struct spec_op *op = callback_of(s, path);
    if (op)
        return op;
    return (looks || s->sbi) && !is_about_resource(s->h) ? NULL : plain_op(s->h);
}

static void request(struct sbi *s)
{
    const struct http_message *h = s->h;
    struct span path = sbi_path(h->path);
    struct spec_resource found;
    bool looks = spec_resource(path, spec_method_of(h->method), PART_REQUEST, &found);
    looks &= found.known || !found.op;
    s->m->type_text = h->path;
    sbi_text(s, MEANING_METHOD, h->method);
    sbi_text(s, MEANING_RESOURCE, h->path);
    if (path.len < h->path.len)
        sbi_query(s, span_part(h->path, path.len + 1, h->path.len));
    sbi_identities(s, h->path);
    sbi_headers(s);
    sbi_handle_resource(s, path);
    sbi_body(s);
    const struct field *instance = message_field(s->m, MEANING_NF_INSTANCE);
    if (instance && !message_field(s->m, MEANING_ORIGIN_HOST))
        sbi_text(s, MEANING_ORIGIN_HOST, (struct span){instance->at, instance->len});
    if (s->x1)
        s->m->op = s->x1_op;
    else if (!h->path.len)
        s->m->op = spec_op(h->proto, 0, UNSEEN, PART_REQUEST);
    else
        s->m->op = request_op(s, path, &found, looks);
}

/* By what was made of the request; else by its path. */
static const struct spec_op *answer_op(const struct http_message *h)
{
    struct spec_resource found;
    const struct spec_op *op = spec_op(h->proto, 0, h->asked, PART_ANSWER);
    if (!op)
        op = spec_op(PROTO_HTTP2, 0, h->asked, PART_ANSWER);
    if (op || !h->path.len)
        return op ? op : spec_op(h->proto, 0, UNSEEN, PART_ANSWER);
    bool looks = spec_resource(sbi_path(h->path), spec_method_of(h->method), PART_ANSWER, &found);
    return found.op || (looks && !is_about_resource(h)) ? found.op : plain_op(h);
}

static void answer(struct sbi *s)
{
    set_status(s->m, s->h->status);
    s->m->op = answer_op(s->h);
    sbi_headers(s);
    sbi_handle_resource(s, sbi_path(s->h->path));
    sbi_body(s);
    if (s->x1_op)
        s->m->op = s->x1_op;
}

uint32_t http_tell(const struct http_message *h, const struct packet *p, struct sink *sink)
{
    struct sbi s;
    s.h = h;
    s.packet = p;
    s.sink = sink;
    s.authority = h->authority;
    s.signs = (struct spec_signs){{0}};
    s.callback = NULL;
    s.sbi = s.x1 = false;
    s.x1_op = NULL;
    s.used = 0;
    s.m = message_begin(sink, p, h->proto, 0, 0, h->part);
    s.m->pairing = PAIR_CONNECTION;
    s.m->transaction = h->transaction;
    s.m->odd |= h->odd;
    s.m->length = h->length;
    if (h->part == PART_REQUEST)
        request(&s);
    else
        answer(&s);
    s.m->name = s.m->op ? s.m->op->name : "unknown";
    uint32_t told = s.m->op ? s.m->op->code : 0;
    message_end(sink, s.m);
    x1_others(&s);
    return told;
}
