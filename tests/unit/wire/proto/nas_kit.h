/* NAS messages written as hex, and what the decoders make of them and of what is inside. */
#ifndef POSTERN_TESTS_NAS_KIT_H
#define POSTERN_TESTS_NAS_KIT_H

#include "base/table.h"
#include "unit/hex.h"
#include "unit/unit.h"
#include "wire/proto/message.h"

#include <string.h>

enum { NAS_KIT_MESSAGES = 8, NAS_KIT_BYTES = 1024 };

struct nas_kit {
    const struct decoder *decoder;
    struct message all[NAS_KIT_MESSAGES];
    unsigned count;
    uint8_t bytes[NAS_KIT_BYTES];
    size_t length;
    uint64_t outer, outer_too; /* handles of the UE */
    unsigned blind;            /* how many blind spots were told */
    enum blind_reason reason;
    struct table tables[DECODERS * DECODER_TABLES];
    struct frame frame;
    struct packet packet, handed; /* and the one that came with inner bytes */
    struct message scratch;
    struct {
        const struct decoder *decoder;
        struct cursor bytes;
    } inner[INNER_DEPTH];
    unsigned depth;
};

extern const struct decoder decoder_nas_5gs, decoder_nas_eps;

static inline void nas_kit_take(void *arg, struct message *m)
{
    struct nas_kit *k = arg;
    if (k->count < NAS_KIT_MESSAGES)
        k->all[k->count] = *m;
    k->count++;
}

static inline void nas_kit_inner(void *arg, enum decoder_id d, const struct packet *p,
                                 struct cursor bytes)
{
    struct nas_kit *k = arg;
    k->handed = *p;
    assert_true(d == DECODER_nas_5gs || d == DECODER_nas_eps);
    assert_true(k->depth < INNER_DEPTH);
    k->inner[k->depth].decoder = d == DECODER_nas_5gs ? &decoder_nas_5gs : &decoder_nas_eps;
    k->inner[k->depth++].bytes = bytes;
}

static inline void nas_kit_blind(void *arg, const struct packet *p, enum blind_reason reason,
                                 uint64_t bytes, const char *detail)
{
    struct nas_kit *k = arg;
    (void)p, (void)bytes, (void)detail;
    k->reason = reason;
    k->blind++;
}

static inline void nas_kit_open(struct nas_kit *k, const struct decoder *decoder)
{
    memset(k, 0, sizeof *k);
    k->decoder = decoder;
}

/* With tables in which the decoder keeps what it has seen, and a UE that it is of. */
static inline void nas_kit_keeps(struct nas_kit *k, enum decoder_id id)
{
    k->outer = 77;
    for (unsigned i = 0; i < DECODER_TABLES; i++)
        assert_true(table_init(&k->tables[id * DECODER_TABLES + i], k->decoder->keep[i].entry_size,
                               k->decoder->keep[i].key_size, 1 << 16, 7));
}

static inline void nas_kit_close(struct nas_kit *k)
{
    for (unsigned i = 0; i < DECODERS * DECODER_TABLES; i++)
        table_free(&k->tables[i]);
}

static inline void nas_kit_hex(struct nas_kit *k, const char *hex)
{
    k->length = hex_bytes(k->bytes, sizeof k->bytes, hex);
}

/* What is inside comes after what carries it, in order. */
static inline enum verdict nas_kit_decode(struct nas_kit *k, struct cursor bytes)
{
    k->frame = (struct frame){.number = 1, .captured = 1000, .original = 1000};
    k->packet = (struct packet){.frame = &k->frame};
    k->count = k->depth = k->blind = 0;
    struct sink sink = {.arg = k,
                        .message = nas_kit_take,
                        .inner = nas_kit_inner,
                        .blind = nas_kit_blind,
                        .tables = k->tables,
                        .outer = {k->outer, k->outer_too},
                        .scratch = &k->scratch};
    enum verdict said = k->decoder->decode(bytes, &k->packet, &sink);
    for (unsigned i = 0; i < k->depth; i++)
        k->inner[i].decoder->decode(k->inner[i].bytes, &k->packet, &sink);
    return said;
}

static inline enum verdict nas_kit_read(struct nas_kit *k, const char *hex)
{
    nas_kit_hex(k, hex);
    return nas_kit_decode(k, cursor_of(k->bytes, k->length));
}

/* Every shorter form of the bytes, at the end of a buffer that the sanitizers watch: what is told
 * says that it falls short, or ended where an element may end. */
static inline void nas_kit_cut_everywhere(struct nas_kit *k, const char *hex)
{
    nas_kit_read(k, hex);
    unsigned messages = k->count;
    for (size_t n = 0; n < k->length; n++) {
        uint8_t exact[NAS_KIT_BYTES];
        memcpy(exact + sizeof exact - n, k->bytes, n);
        enum verdict said = nas_kit_decode(k, cursor_of(exact + sizeof exact - n, n));
        assert_true(said == VERDICT_BROKEN || k->count > 0);
        assert_true(k->count <= messages);
    }
}

/* The n-th field of a meaning in the message `of`. */
static inline const struct field *nas_kit_field(const struct nas_kit *k, unsigned of,
                                                enum meaning meaning, unsigned n)
{
    const struct message *m = &k->all[of];
    for (unsigned i = 0; i < m->field_count; i++)
        if (m->fields[i].meaning == meaning && n-- == 0)
            return &m->fields[i];
    return NULL;
}

/* Its text; "" when there is none. */
static inline const char *nas_kit_text(const struct nas_kit *k, unsigned of, enum meaning meaning,
                                       unsigned n)
{
    static char buf[200];
    struct text t = text_in(buf, sizeof buf);
    const struct field *f = nas_kit_field(k, of, meaning, n);
    if (f)
        text_field(&t, f);
    return buf;
}

#endif
