/* NGAP and S1AP messages written as hex (lab/build-ngap makes them, tshark reads them), and what a
 * decoder says of them. */
#ifndef POSTERN_TESTS_AP_KIT_H
#define POSTERN_TESTS_AP_KIT_H

#include "unit/hex.h"
#include "wire/proto/message.h"

#include <string.h>

enum { KIT_BYTES = 20480, KIT_INNERS = 16 };

struct kit {
    struct message m; /* the last one */
    char texts[2048]; /* "meaning=text;" of its fields, whose bytes last no longer than it does */
    unsigned count;
    unsigned inner_count;
    struct {
        enum decoder_id decoder;
        uint8_t first;
        size_t length;
        uint64_t outer[MESSAGE_HANDLES];
    } inner[KIT_INNERS];
    unsigned blind[32]; /* by reason */
    uint8_t bytes[KIT_BYTES];
    size_t length;
    struct packet packet;
    struct sink sink;
    struct message scratch;
};

static inline void kit_take(void *arg, struct message *m)
{
    struct kit *k = arg;
    struct text t = text_in(k->texts, sizeof k->texts);
    k->m = *m;
    k->count++;
    for (unsigned i = 0; i < m->field_count; i++) {
        text_put(&t, spec_meaning_word((enum meaning)m->fields[i].meaning));
        text_char(&t, '=');
        text_field(&t, &m->fields[i]);
        text_char(&t, ';');
    }
}

static inline void kit_inner(void *arg, enum decoder_id d, const struct packet *p, struct cursor c)
{
    struct kit *k = arg;
    (void)p;
    if (k->inner_count < KIT_INNERS) {
        k->inner[k->inner_count].decoder = d;
        k->inner[k->inner_count].first = cursor_peek8(&c, 0);
        k->inner[k->inner_count].length = cursor_left(&c);
        memcpy(k->inner[k->inner_count].outer, k->sink.outer, sizeof k->sink.outer);
    }
    k->inner_count++;
}

static inline void kit_blind(void *arg, const struct packet *p, enum blind_reason reason,
                             uint64_t bytes, const char *detail)
{
    struct kit *k = arg;
    (void)p;
    (void)bytes;
    (void)detail;
    k->blind[reason]++;
}

static inline void kit_hex(struct kit *k, const char *hex)
{
    k->length = hex_bytes(k->bytes, sizeof k->bytes, hex);
}

static inline enum verdict kit_decode(struct kit *k, const struct decoder *decoder, size_t length)
{
    static const struct frame frame;
    k->packet.frame = &frame;
    k->sink = (struct sink){.arg = k,
                            .message = kit_take,
                            .inner = kit_inner,
                            .blind = kit_blind,
                            .scratch = &k->scratch};
    k->count = 0;
    k->inner_count = 0;
    memset(k->blind, 0, sizeof k->blind);
    /* A copy of its own, so that a sanitizer sees what is read beyond it. */
    return decoder->decode(cursor_of(k->bytes, length), &k->packet, &k->sink);
}

static inline enum verdict kit_read(struct kit *k, const struct decoder *decoder, const char *hex)
{
    kit_hex(k, hex);
    return kit_decode(k, decoder, k->length);
}

/* Whether "meaning=text" was among its fields. */
static inline bool kit_says(const struct kit *k, const char *what)
{
    size_t n = strlen(what);
    for (const char *at = k->texts; (at = strstr(at, what)); at += n)
        if ((at == k->texts || at[-1] == ';') && at[n] == ';')
            return true;
    return false;
}

static inline unsigned kit_count(const struct kit *k, enum meaning meaning)
{
    unsigned count = 0;
    for (unsigned i = 0; i < k->m.field_count; i++)
        count += k->m.fields[i].meaning == meaning;
    return count;
}

#endif
