/* PFCP messages written as hex, and what the decoder makes of them. */
#ifndef POSTERN_TESTS_PFCP_KIT_H
#define POSTERN_TESTS_PFCP_KIT_H

#include "unit/hex.h"
#include "wire/proto/message.h"

#include <string.h>

enum { KIT_MESSAGES = 8, KIT_BYTES = 2048 };

extern const struct decoder decoder_pfcp;

struct kit {
    struct message all[KIT_MESSAGES];
    unsigned count;
    uint8_t bytes[KIT_BYTES];
    size_t length;
    struct message scratch;
};

static inline void kit_take(void *arg, struct message *m)
{
    struct kit *k = arg;
    if (k->count < KIT_MESSAGES)
        k->all[k->count] = *m;
    k->count++;
}

static inline void kit_hex(struct kit *k, const char *hex)
{
    k->length = hex_bytes(k->bytes, sizeof k->bytes, hex);
}

static inline enum verdict kit_decode(struct kit *k, size_t length)
{
    static const struct frame frame;
    static const struct packet packet = {.frame = &frame};
    struct sink sink = {.arg = k, .message = kit_take, .scratch = &k->scratch};
    k->count = 0;
    return decoder_pfcp.decode(cursor_of(k->bytes, length), &packet, &sink);
}

static inline enum verdict kit_read(struct kit *k, const char *hex)
{
    kit_hex(k, hex);
    return kit_decode(k, k->length);
}

/* The text of the n-th field of a meaning in the first message, "" when there is none. */
static inline const char *kit_text(const struct kit *k, enum meaning meaning, unsigned n)
{
    static char buf[200];
    struct text t = text_in(buf, sizeof buf);
    const struct message *m = &k->all[0];
    for (unsigned i = 0; i < m->field_count; i++)
        if (m->fields[i].meaning == meaning && n-- == 0)
            text_field(&t, &m->fields[i]);
    return buf;
}

static inline const struct field *kit_field(const struct kit *k, enum meaning meaning, unsigned n)
{
    const struct message *m = &k->all[0];
    for (unsigned i = 0; i < m->field_count; i++)
        if (m->fields[i].meaning == meaning && n-- == 0)
            return &m->fields[i];
    return NULL;
}

#endif
