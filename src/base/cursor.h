/* A window on hostile bytes that cannot overrun and remembers why it fell short.
 *
 * Every byte from outside is read through a cursor and nothing else. A read past the end gives
 * zero, sets `why` and moves to the end, so that a decoder reads straight down like the table in
 * its specification and asks once, at the end, whether all was there. A length on the wire opens a
 * child window by value (cursor_sub); lengths are compared by subtracting, and only in this file.
 */
#ifndef POSTERN_BASE_CURSOR_H
#define POSTERN_BASE_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum lack {
    LACK_NONE,
    LACK_BYTES,  /* a read went past the end of the window */
    LACK_LENGTH, /* a promised length is longer than the window */
    LACK_VALUE,  /* a decoder met a value that contradicts its specification */
};

struct cursor {
    const uint8_t *at;
    const uint8_t *end;
    enum lack why;
};

/* Bytes that somebody else owns: borrowed on the way up. */
struct span {
    const uint8_t *at;
    size_t len;
};

static inline struct cursor cursor_of(const void *bytes, size_t len)
{
    const uint8_t *at = bytes; /* may be NULL where there is nothing, and NULL + 0 is no address */
    return (struct cursor){.at = at, .end = len ? at + len : at, .why = LACK_NONE};
}

static inline size_t cursor_left(const struct cursor *c)
{
    return (size_t)(c->end - c->at);
}

static inline bool cursor_ok(const struct cursor *c)
{
    return c->why == LACK_NONE;
}

/* The first reason is kept: what came after it is only its echo. */
static inline void cursor_fail(struct cursor *c, enum lack why)
{
    if (c->why == LACK_NONE)
        c->why = why;
    c->at = c->end;
}

static inline bool cursor_has(struct cursor *c, size_t n)
{
    if (cursor_left(c) >= n)
        return true;
    cursor_fail(c, LACK_BYTES);
    return false;
}

static inline uint8_t cursor_u8(struct cursor *c)
{
    return cursor_has(c, 1) ? *c->at++ : 0;
}

/* Big-endian, as every protocol of this house but pcap has it. */
static inline uint16_t cursor_u16(struct cursor *c)
{
    if (!cursor_has(c, 2))
        return 0;
    uint16_t v;
    memcpy(&v, c->at, 2);
    c->at += 2;
    return __builtin_bswap16(v);
}

static inline uint32_t cursor_u24(struct cursor *c)
{
    if (!cursor_has(c, 3))
        return 0;
    uint32_t v = (uint32_t)c->at[0] << 16 | (uint32_t)c->at[1] << 8 | c->at[2];
    c->at += 3;
    return v;
}

static inline uint32_t cursor_u32(struct cursor *c)
{
    if (!cursor_has(c, 4))
        return 0;
    uint32_t v;
    memcpy(&v, c->at, 4);
    c->at += 4;
    return __builtin_bswap32(v);
}

static inline uint64_t cursor_u64(struct cursor *c)
{
    if (!cursor_has(c, 8))
        return 0;
    uint64_t v;
    memcpy(&v, c->at, 8);
    c->at += 8;
    return __builtin_bswap64(v);
}

/* Little-endian, for capture files. */
static inline uint16_t cursor_u16le(struct cursor *c)
{
    return __builtin_bswap16(cursor_u16(c));
}

static inline uint32_t cursor_u32le(struct cursor *c)
{
    return __builtin_bswap32(cursor_u32(c));
}

static inline void cursor_skip(struct cursor *c, size_t n)
{
    if (cursor_has(c, n))
        c->at += n;
}

/* A child window of `len` bytes; the parent has moved on already. A length that is longer than the
 * parent gives what is there, and both say why. */
static inline struct cursor cursor_sub(struct cursor *c, size_t len)
{
    size_t left = cursor_left(c);
    struct cursor child = {.at = c->at, .end = c->at + (len < left ? len : left), .why = c->why};
    if (len > left) {
        child.why = LACK_LENGTH;
        cursor_fail(c, LACK_LENGTH);
    } else {
        c->at += len;
    }
    return child;
}

/* `len` bytes as a span; empty when they are not there. */
static inline struct span cursor_span(struct cursor *c, size_t len)
{
    if (!cursor_has(c, len))
        return (struct span){0};
    struct span s = {c->at, len};
    if (len) /* where there is nothing there may be no address either */
        c->at += len;
    return s;
}

/* What stands before the next `mark`, which is stepped over; all that is left where there is none.
 */
static inline struct span cursor_until(struct cursor *c, uint8_t mark)
{
    size_t left = cursor_left(c);
    const uint8_t *found = left ? memchr(c->at, mark, left) : NULL;
    struct span s = {c->at, found ? (size_t)(found - c->at) : left};
    c->at = found ? found + 1 : c->end;
    return s;
}

/* All that is left, without taking it. */
static inline struct span cursor_rest(const struct cursor *c)
{
    return (struct span){c->at, cursor_left(c)};
}

/* Looks ahead without taking and without failing: zero past the end. */
static inline uint8_t cursor_peek8(const struct cursor *c, size_t ahead)
{
    return cursor_left(c) > ahead ? c->at[ahead] : 0;
}

static inline uint16_t cursor_peek16(const struct cursor *c, size_t ahead)
{
    struct cursor copy = *c;
    cursor_skip(&copy, ahead);
    return cursor_u16(&copy);
}

static inline uint32_t cursor_peek32(const struct cursor *c, size_t ahead)
{
    struct cursor copy = *c;
    cursor_skip(&copy, ahead);
    return cursor_u32(&copy);
}

#endif
