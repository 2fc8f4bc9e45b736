/* SIP messages written as texts, and what the decoder makes of them. Lines end in \n here and in
 * CR LF on the wire. */
#ifndef POSTERN_TESTS_SIP_KIT_H
#define POSTERN_TESTS_SIP_KIT_H

#include "unit/unit.h"
#include "wire/proto/sip.h"

#include <string.h>

extern const struct decoder decoder_sip;

enum { SIP_KIT_BYTES = 8192, SIP_KIT_MESSAGES = 4, SIP_KIT_TEXTS = 2048 };

struct sip_kit {
    struct message all[SIP_KIT_MESSAGES];
    char texts[SIP_KIT_MESSAGES]
              [SIP_KIT_TEXTS]; /* copies: a message lasts no longer than its call */
    unsigned count;
    uint8_t bytes[SIP_KIT_BYTES];
    size_t length;
    struct media media;
    struct frame frame;
    struct packet packet;
    struct flow flow;
    struct message scratch;
    struct sink sink;
};

static inline void sip_kit_take(void *arg, struct message *m)
{
    struct sip_kit *k = arg;
    assert_true(k->count < SIP_KIT_MESSAGES);
    struct message *copy = &k->all[k->count];
    size_t used = 0;
    *copy = *m;
    for (unsigned i = 0; i < m->field_count; i++) {
        struct field *f = &copy->fields[i];
        if (!f->at || f->len > SIP_KIT_TEXTS - used)
            continue;
        memcpy(k->texts[k->count] + used, f->at, f->len);
        f->at = (const uint8_t *)k->texts[k->count] + used;
        used += f->len;
    }
    k->count++;
}

static inline void sip_kit_inner(void *arg, enum decoder_id d, const struct packet *p,
                                 struct cursor bytes)
{
    (void)arg;
    (void)d;
    (void)p;
    (void)bytes;
}

static inline void sip_kit_open(struct sip_kit *k)
{
    memset(k, 0, sizeof *k);
    assert_true(media_init(&k->media, 1 << 14, 7));
    k->packet.frame = &k->frame;
    k->packet.flow = &k->flow;
    k->packet.transport = 17;
    k->sink = (struct sink){.arg = k,
                            .message = sip_kit_take,
                            .inner = sip_kit_inner,
                            .media = &k->media,
                            .scratch = &k->scratch};
}

static inline void sip_kit_close(struct sip_kit *k)
{
    media_free(&k->media);
}

/* \n becomes CR LF. */
static inline void sip_kit_write(struct sip_kit *k, const char *text)
{
    k->length = 0;
    for (; *text; text++) {
        if (*text == '\n')
            k->bytes[k->length++] = '\r';
        k->bytes[k->length++] = (uint8_t)*text;
    }
}

static inline enum verdict sip_kit_read(struct sip_kit *k, const char *text)
{
    sip_kit_write(k, text);
    k->count = 0;
    k->frame.number++;
    return decoder_sip.decode(cursor_of(k->bytes, k->length), &k->packet, &k->sink);
}

static inline const struct field *sip_kit_field(const struct sip_kit *k, enum meaning meaning,
                                                unsigned n)
{
    for (unsigned i = 0; i < k->all[0].field_count; i++)
        if (k->all[0].fields[i].meaning == meaning && n-- == 0)
            return &k->all[0].fields[i];
    return NULL;
}

/* The text of the n-th field of a meaning in the first message, "" when there is none. */
static inline const char *sip_kit_text(const struct sip_kit *k, enum meaning meaning, unsigned n)
{
    static char buf[256];
    struct text t = text_in(buf, sizeof buf);
    const struct field *f = sip_kit_field(k, meaning, n);
    if (f)
        text_field(&t, f);
    return buf;
}

static inline struct span sip_kit_span(const char *s)
{
    return (struct span){(const uint8_t *)s, strlen(s)};
}

static inline void sip_kit_is(struct span s, const char *wanted)
{
    assert_int_equal(s.len, strlen(wanted));
    if (s.len)
        assert_memory_equal(s.at, wanted, s.len);
}

#endif
