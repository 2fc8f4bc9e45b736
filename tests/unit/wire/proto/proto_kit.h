/* Messages written as hex, what a decoder makes of them, and what it hands down. */
#ifndef POSTERN_TESTS_PROTO_KIT_H
#define POSTERN_TESTS_PROTO_KIT_H

#include "unit/hex.h"
#include "unit/unit.h"
#include "wire/proto/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROTO_KIT_MESSAGES = 4, PROTO_KIT_BYTES = 2048, PROTO_KIT_INNER = 8 };

struct proto_kit {
    const struct decoder *decoder;
    struct message all[PROTO_KIT_MESSAGES];
    char texts[PROTO_KIT_MESSAGES][MESSAGE_FIELDS][64]; /* they may stand on the decoder's stack */
    unsigned count;
    uint8_t bytes[PROTO_KIT_BYTES];
    size_t length;
    unsigned blind;
    uint64_t blind_bytes;
    char blind_detail[96];
    struct {
        enum decoder_id decoder;
        struct cursor bytes;
        uint64_t outer;
    } inner[PROTO_KIT_INNER];
    unsigned inners;
    struct frame frame;
    struct packet packet;
    struct message scratch;
};

static inline void proto_kit_take(void *arg, struct message *m)
{
    struct proto_kit *k = arg;
    if (k->count < PROTO_KIT_MESSAGES) {
        k->all[k->count] = *m;
        for (unsigned i = 0; i < m->field_count; i++) {
            struct text t = text_in(k->texts[k->count][i], sizeof k->texts[0][0]);
            text_field(&t, &m->fields[i]);
        }
    }
    k->count++;
}

static inline void proto_kit_inner(void *arg, enum decoder_id d, const struct packet *p,
                                   struct cursor bytes);

static inline void proto_kit_blind(void *arg, const struct packet *p, enum blind_reason reason,
                                   uint64_t bytes, const char *detail)
{
    struct proto_kit *k = arg;
    (void)p, (void)reason;
    k->blind++;
    k->blind_bytes += bytes;
    snprintf(k->blind_detail, sizeof k->blind_detail, "%s", detail);
}

static inline void proto_kit_open(struct proto_kit *k, const struct decoder *decoder,
                                  uint16_t dport)
{
    memset(k, 0, sizeof *k);
    k->decoder = decoder;
    k->packet.frame = &k->frame;
    k->packet.src = addr_v4((const uint8_t[]){192, 0, 2, 1});
    k->packet.dst = addr_v4((const uint8_t[]){192, 0, 2, 2});
    k->packet.sport = 40112;
    k->packet.dport = dport;
}

static inline void proto_kit_turn(struct proto_kit *k)
{
    struct packet p = k->packet;
    k->packet.src = p.dst;
    k->packet.dst = p.src;
    k->packet.sport = p.dport;
    k->packet.dport = p.sport;
}

static inline void proto_kit_hex(struct proto_kit *k, const char *hex)
{
    k->length = hex_bytes(k->bytes, sizeof k->bytes, hex);
}

static inline struct sink proto_kit_sink(struct proto_kit *k);

/* Of a block of its own size, so that a sanitizer sees each read past it. */
static inline enum verdict proto_kit_decode(struct proto_kit *k, size_t length)
{
    struct sink sink = proto_kit_sink(k);
    uint8_t *block = malloc(length ? length : 1);
    k->count = k->blind = k->inners = 0;
    k->blind_bytes = 0;
    memcpy(block, k->bytes, length);
    enum verdict said = k->decoder->decode(cursor_of(block, length), &k->packet, &sink);
    free(block);
    return said;
}

static inline enum verdict proto_kit_read(struct proto_kit *k, const char *hex)
{
    proto_kit_hex(k, hex);
    return proto_kit_decode(k, k->length);
}

static inline enum likeness proto_kit_looks(struct proto_kit *k, const char *hex)
{
    proto_kit_hex(k, hex);
    return k->decoder->looks(cursor_of(k->bytes, k->length));
}

static inline void proto_kit_inner(void *arg, enum decoder_id d, const struct packet *p,
                                   struct cursor bytes)
{
    struct proto_kit *k = arg;
    (void)p;
    assert_true(k->inners < PROTO_KIT_INNER);
    k->inner[k->inners].decoder = d;
    k->inner[k->inners++].bytes = bytes;
}

static inline struct sink proto_kit_sink(struct proto_kit *k)
{
    return (struct sink){.arg = k,
                         .message = proto_kit_take,
                         .inner = proto_kit_inner,
                         .blind = proto_kit_blind,
                         .scratch = &k->scratch};
}

/* The text of the nth field of this meaning in the last message read; NULL: there is none. */
static inline const char *proto_kit_text(const struct proto_kit *k, enum meaning meaning,
                                         unsigned n)
{
    for (unsigned i = 0; i < k->all[0].field_count; i++)
        if (k->all[0].fields[i].meaning == meaning && n-- == 0)
            return k->texts[0][i];
    return NULL;
}

#define proto_kit_is(k, meaning, want)                                                             \
    do {                                                                                           \
        const char *is_ = proto_kit_text(k, meaning, 0);                                           \
        assert_non_null(is_);                                                                      \
        assert_string_equal(is_, want);                                                            \
    } while (0)

/* Cut at every length: nothing is read past the end (a sanitizer tells), and from `header` on a
 * message is told whose lack says so. `whole_at`: a length at which nothing is missing, 0: none. */
static inline void proto_kit_cut(struct proto_kit *k, const char *hex, size_t header)
{
    proto_kit_hex(k, hex);
    for (size_t length = 0; length < k->length; length++) {
        enum verdict said = proto_kit_decode(k, length);
        assert_true(said == VERDICT_NOT_MINE || said == VERDICT_TOOK);
        if (length >= header)
            assert_int_equal(k->count, 1);
    }
    assert_int_equal(proto_kit_decode(k, k->length), VERDICT_TOOK);
}

#endif
