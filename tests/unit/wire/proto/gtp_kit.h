/* GTP messages written as hex, and what a decoder of the family makes of them. */
#ifndef POSTERN_TESTS_GTP_KIT_H
#define POSTERN_TESTS_GTP_KIT_H

#include "unit/hex.h"
#include "wire/proto/gtp.h"

#include <string.h>

enum { GTP_KIT_MESSAGES = 4, GTP_KIT_BYTES = 2048 };

extern const struct decoder decoder_gtp, decoder_gtpprime, decoder_gtpv2;

struct gtp_kit {
    const struct decoder *decoder;
    struct message all[GTP_KIT_MESSAGES];
    unsigned count;
    uint8_t bytes[GTP_KIT_BYTES];
    size_t length;
    uint16_t sport, dport;
    bool snapped; /* the frame was longer on the wire */
    struct frame frame;
    struct packet packet;
    struct message scratch;
};

static inline void gtp_kit_open(struct gtp_kit *k, const struct decoder *decoder)
{
    memset(k, 0, sizeof *k);
    k->decoder = decoder;
    k->sport = 40112;
    k->dport = GTP_PORT_CONTROL;
}

static inline void gtp_kit_take(void *arg, struct message *m)
{
    struct gtp_kit *k = arg;
    if (k->count < GTP_KIT_MESSAGES)
        k->all[k->count] = *m;
    k->count++;
}

static inline void gtp_kit_hex(struct gtp_kit *k, const char *hex)
{
    k->length = hex_bytes(k->bytes, sizeof k->bytes, hex);
}

static inline struct sink gtp_kit_sink(struct gtp_kit *k)
{
    k->frame = (struct frame){.captured = 1000, .original = k->snapped ? 1400 : 1000};
    k->packet = (struct packet){.frame = &k->frame, .sport = k->sport, .dport = k->dport};
    k->packet.transport = 17;
    k->count = 0;
    return (struct sink){.arg = k, .message = gtp_kit_take, .scratch = &k->scratch};
}

static inline enum verdict gtp_kit_decode(struct gtp_kit *k, size_t length)
{
    struct sink sink = gtp_kit_sink(k);
    return k->decoder->decode(cursor_of(k->bytes, length), &k->packet, &sink);
}

static inline enum verdict gtp_kit_read(struct gtp_kit *k, const char *hex)
{
    gtp_kit_hex(k, hex);
    return gtp_kit_decode(k, k->length);
}

static inline enum likeness gtp_kit_looks(struct gtp_kit *k, const char *hex)
{
    gtp_kit_hex(k, hex);
    return k->decoder->looks(cursor_of(k->bytes, k->length));
}

static inline const struct field *gtp_kit_field(const struct gtp_kit *k, enum meaning meaning,
                                                unsigned n)
{
    const struct message *m = &k->all[0];
    for (unsigned i = 0; i < m->field_count; i++)
        if (m->fields[i].meaning == meaning && n-- == 0)
            return &m->fields[i];
    return NULL;
}

/* The text of the n-th field of a meaning in the first message, "" when there is none. */
static inline const char *gtp_kit_text(const struct gtp_kit *k, enum meaning meaning, unsigned n)
{
    static char buf[200];
    struct text t = text_in(buf, sizeof buf);
    const struct field *f = gtp_kit_field(k, meaning, n);
    if (f)
        text_field(&t, f);
    return buf;
}

static inline uint64_t gtp_kit_number(const struct gtp_kit *k, enum meaning meaning)
{
    const struct field *f = gtp_kit_field(k, meaning, 0);
    return f ? f->number : 0;
}

/* Every shorter form of the bytes: the decoder tells a message or says that it is not its own, and
 * reads nothing behind the end (the sanitizers watch a copy of the right size). */
static inline void gtp_kit_cut_everywhere(struct gtp_kit *k, const char *hex, size_t header)
{
    gtp_kit_read(k, hex);
    uint16_t fields = k->all[0].field_count;
    for (size_t n = 0; n < k->length; n++) {
        uint8_t exact[GTP_KIT_BYTES];
        memcpy(exact + sizeof exact - n, k->bytes, n);
        struct sink sink = gtp_kit_sink(k);
        enum verdict said =
            k->decoder->decode(cursor_of(exact + sizeof exact - n, n), &k->packet, &sink);
        assert_int_equal(said, n < header ? VERDICT_NOT_MINE : VERDICT_TOOK);
        assert_int_equal(k->count, n < header ? 0 : 1);
        if (n < header)
            continue;
        assert_int_not_equal(k->all[0].lack, LACK_NONE);
        assert_true(k->all[0].field_count <= fields + 2);
    }
}

#endif
