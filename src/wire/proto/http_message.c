/* What a request or answer over HTTP means. */
#include "wire/proto/http_message.h"

static bool is(struct span s, const char *word)
{
    return s.len == strlen(word) && (s.len == 0 || memcmp(s.at, word, s.len) == 0);
}

/* The rows of RFC 9110: what serves where no interface of 3GPP names the resource. */
static uint32_t plain_code(struct span method)
{
    static const char *const methods[] = {"GET",    "HEAD",    "POST",    "PUT",
                                          "DELETE", "CONNECT", "OPTIONS", "TRACE"};
    for (uint32_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (is(method, methods[i]))
            return i + 1;
    return 0;
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

void http_tell(const struct http_message *h, const struct packet *p, struct sink *sink)
{
    struct message *m = message_begin(sink, p, h->proto, 0, 0, h->part);
    m->op = spec_op(PROTO_HTTP2, 0, plain_code(h->method), h->part);
    if (m->op)
        m->name = m->op->name;
    m->pairing = PAIR_CONNECTION;
    m->transaction = h->transaction;
    m->odd |= h->odd;
    m->length = h->length;
    if (h->part == PART_REQUEST) {
        m->type_text = h->path;
        field_bytes(m, MEANING_METHOD, FORM_TEXT, h->method, 0);
        field_bytes(m, MEANING_RESOURCE, FORM_TEXT, h->path, 0);
    } else {
        set_status(m, h->status);
    }
    message_end(sink, m);
}
