/* HTTP messages written down, and what they are told as. */
#ifndef POSTERN_TESTS_HTTP_KIT_H
#define POSTERN_TESTS_HTTP_KIT_H

#include "unit/unit.h"
#include "wire/proto/http_message.h"

enum { KIT_HEADERS = 16, KIT_INNER = 4 };

struct kit {
    struct message told;
    unsigned count;
    struct http_header headers[KIT_HEADERS];
    struct http_message sent;
    enum decoder_id inner[KIT_INNER];
    struct cursor inner_bytes[KIT_INNER];
    unsigned inner_count;
    uint64_t outer[MESSAGE_HANDLES], inner_outer[MESSAGE_HANDLES];
    struct sink sink;
    struct message scratch;
    uint8_t bytes[8192];
};

static inline struct span kit_span(const char *s)
{
    return (struct span){(const uint8_t *)s, s ? strlen(s) : 0};
}

/* What the fields point to is lent until the message is told. */
static inline void kit_take(void *arg, struct message *m)
{
    struct kit *k = arg;
    size_t used = 0;
    k->told = *m;
    k->count++;
    for (unsigned i = 0; i < m->field_count; i++) {
        struct field *f = &k->told.fields[i];
        if (!f->at)
            continue;
        assert_true(f->len <= sizeof k->bytes - used);
        memcpy(k->bytes + used, f->at, f->len);
        f->at = k->bytes + used;
        used += f->len;
    }
}

static inline void kit_inner(void *arg, enum decoder_id d, const struct packet *p,
                             struct cursor bytes)
{
    struct kit *k = arg;
    (void)p;
    if (k->inner_count < KIT_INNER) {
        k->inner[k->inner_count] = d;
        k->inner_bytes[k->inner_count] = bytes;
    }
    k->inner_count++;
    memcpy(k->inner_outer, k->sink.outer, sizeof k->inner_outer);
}

static inline void kit_header(struct kit *k, const char *name, const char *value)
{
    assert_true(k->sent.header_count < KIT_HEADERS);
    k->headers[k->sent.header_count++] = (struct http_header){kit_span(name), kit_span(value)};
}

static inline void kit_request(struct kit *k, const char *method, const char *path)
{
    memset(k, 0, sizeof *k);
    k->sent = (struct http_message){.proto = PROTO_HTTP2, .part = PART_REQUEST, .transaction = 1};
    k->sent.method = kit_span(method);
    k->sent.path = kit_span(path);
    k->sent.headers = k->headers;
}

static inline void kit_answer(struct kit *k, const char *method, const char *path, uint32_t status)
{
    kit_request(k, method, path);
    k->sent.part = PART_ANSWER;
    k->sent.status = status;
}

static inline void kit_body(struct kit *k, const char *type, const char *body)
{
    kit_header(k, "content-type", type);
    k->sent.body = kit_span(body);
    k->sent.body_length = k->sent.body.len;
}

static inline const struct message *kit_tell(struct kit *k)
{
    static const struct frame frame;
    static const struct packet packet = {.frame = &frame};
    k->sink =
        (struct sink){.arg = k, .message = kit_take, .inner = kit_inner, .scratch = &k->scratch};
    k->count = k->inner_count = 0;
    http_tell(&k->sent, &packet, &k->sink);
    memcpy(k->outer, k->sink.outer, sizeof k->outer);
    assert_int_equal(k->count, 1);
    return &k->told;
}

/* The text of the n-th field of a meaning, "" when there is none. */
static inline const char *kit_text(const struct kit *k, enum meaning meaning, unsigned n)
{
    static char buf[4][200];
    static unsigned turn;
    char *at = buf[turn++ % 4];
    struct text t = text_in(at, sizeof buf[0]);
    const struct message *m = &k->told;
    for (unsigned i = 0; i < m->field_count; i++)
        if (m->fields[i].meaning == meaning && n-- == 0) {
            text_field(&t, &m->fields[i]);
            break;
        }
    return at;
}

#endif
