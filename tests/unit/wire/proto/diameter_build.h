/* Builds Diameter messages for the tests of both files. */
#ifndef POSTERN_TESTS_DIAMETER_BUILD_H
#define POSTERN_TESTS_DIAMETER_BUILD_H

#include "wire/proto/diameter.h"

#include "unit/unit.h"

extern const struct decoder decoder_diameter;

enum {
    BUILD_MAX = 8192,
    SEEN_MAX = 8,
    S6A = 16777251,
    SWX = 16777265,
    CX = 16777216,
    SH = 16777217
};

struct build {
    uint8_t bytes[BUILD_MAX];
    size_t len;
};

static inline void put32(struct build *b, uint32_t n)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        b->bytes[b->len++] = (uint8_t)(n >> shift);
}

static inline void patch24(struct build *b, size_t at, size_t n)
{
    b->bytes[at] = (uint8_t)(n >> 16);
    b->bytes[at + 1] = (uint8_t)(n >> 8);
    b->bytes[at + 2] = (uint8_t)n;
}

/* Where the message begins; message_ends() wants it back. */
static inline size_t message_begins(struct build *b, uint8_t flags, uint32_t code, uint32_t app)
{
    size_t at = b->len;
    put32(b, 1U << 24);
    put32(b, (uint32_t)flags << 24 | code);
    put32(b, app);
    put32(b, 0x11223344);
    put32(b, 0x55667788);
    return at;
}

static inline void message_ends(struct build *b, size_t at)
{
    patch24(b, at + 1, b->len - at);
}

static inline size_t avp_begins(struct build *b, uint32_t vendor, uint32_t code)
{
    size_t at = b->len;
    put32(b, code);
    put32(b, vendor ? 0xc0000000U : 0x40000000U);
    if (vendor)
        put32(b, vendor);
    return at;
}

static inline void avp_ends(struct build *b, size_t at)
{
    patch24(b, at + 5, b->len - at);
    while (b->len % 4)
        b->bytes[b->len++] = 0;
}

static inline void avp_bytes(struct build *b, uint32_t vendor, uint32_t code, const void *bytes,
                             size_t len)
{
    size_t at = avp_begins(b, vendor, code);
    memcpy(b->bytes + b->len, bytes, len);
    b->len += len;
    avp_ends(b, at);
}

static inline void avp_text(struct build *b, uint32_t vendor, uint32_t code, const char *s)
{
    avp_bytes(b, vendor, code, s, strlen(s));
}

static inline void avp_number(struct build *b, uint32_t vendor, uint32_t code, uint32_t n)
{
    size_t at = avp_begins(b, vendor, code);
    put32(b, n);
    avp_ends(b, at);
}

/* What the decoder told, copied; texts point into the built bytes. */
struct seen {
    unsigned count;
    struct message messages[SEEN_MAX];
};

static inline void keep(void *arg, struct message *m)
{
    struct seen *s = arg;
    if (s->count < SEEN_MAX)
        s->messages[s->count] = *m;
    s->count++;
}

/* The bytes are moved to a block of their own size, so that a sanitizer sees each read past it. */
static inline enum verdict decode_bytes(const void *bytes, size_t len, struct seen *ret)
{
    static struct message scratch;
    static const struct packet packet;
    struct sink sink = {.arg = ret, .message = keep, .scratch = &scratch};
    ret->count = 0;
    return decoder_diameter.decode(cursor_of(bytes, len), &packet, &sink);
}

static inline const struct message *decode_one(const struct build *b, struct seen *ret)
{
    assert_int_equal(decode_bytes(b->bytes, b->len, ret), VERDICT_TOOK);
    assert_int_equal(ret->count, 1);
    return &ret->messages[0];
}

static inline unsigned count_of(const struct message *m, enum meaning meaning)
{
    unsigned count = 0;
    for (unsigned i = 0; i < m->field_count; i++)
        count += m->fields[i].meaning == meaning;
    return count;
}

static inline void assert_field(const struct message *m, enum meaning meaning, const char *want)
{
    const struct field *f = message_field(m, meaning);
    TEXT_ON(is, 200);
    assert_non_null(f);
    text_field(&is, f);
    assert_string_equal(is.at, want);
}

#endif
