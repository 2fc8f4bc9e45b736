/* Captures made of bytes of our own, and what the capture room says of them. */
#ifndef POSTERN_TESTS_UNIT_WIRE_CAPTURE_MAKE_H
#define POSTERN_TESTS_UNIT_WIRE_CAPTURE_MAKE_H

#include "wire/capture/frame.h"

#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct made {
    uint8_t *at;
    size_t len;
    size_t room;
    bool big; /* byte order of what is put */
};

static inline void put(struct made *m, const void *bytes, size_t n)
{
    if (m->len + n >= m->room) {
        m->room = 2 * (m->len + n) + 64;
        m->at = realloc(m->at, m->room);
        assert_non_null(m->at);
    }
    if (n)
        memcpy(m->at + m->len, bytes, n);
    m->len += n;
}

static inline void put_u32(struct made *m, uint32_t v)
{
    uint8_t little[4] = {(uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16), (uint8_t)(v >> 24)};
    uint8_t big[4] = {little[3], little[2], little[1], little[0]};
    put(m, m->big ? big : little, 4);
}

static inline void put_u16(struct made *m, uint16_t v)
{
    uint8_t little[2] = {(uint8_t)v, (uint8_t)(v >> 8)};
    uint8_t big[2] = {little[1], little[0]};
    put(m, m->big ? big : little, 2);
}

static inline void put_fill(struct made *m, uint8_t value, size_t n)
{
    for (; n; n--)
        put(m, &value, 1);
}

#define MAGIC_MICRO 0xa1b2c3d4U
#define MAGIC_NANO 0xa1b23c4dU
#define MAGIC_LONG 0xa1b2cd34U

static inline void put_pcap(struct made *m, uint32_t magic, uint16_t link)
{
    put_u32(m, magic);
    put_u16(m, 2);
    put_u16(m, 4);
    put_fill(m, 0, 8);
    put_u32(m, 65535);
    put_u32(m, link);
}

/* A frame of `len` bytes, each of them `len` too. */
static inline void put_record(struct made *m, uint32_t seconds, uint32_t fraction, uint32_t len)
{
    put_u32(m, seconds);
    put_u32(m, fraction);
    put_u32(m, len);
    put_u32(m, len);
    put_fill(m, (uint8_t)len, len);
}

/* A block around a body, padded. */
static inline void put_block(struct made *m, uint32_t type, const struct made *body)
{
    uint32_t padded = (uint32_t)((body->len + 3) & ~(size_t)3);
    put_u32(m, type);
    put_u32(m, padded + 12);
    put(m, body->at, body->len);
    put_fill(m, 0, padded - body->len);
    put_u32(m, padded + 12);
}

static inline void put_section(struct made *m)
{
    struct made b = {.big = m->big};
    put_u32(&b, 0x1a2b3c4d);
    put_u16(&b, 1);
    put_u16(&b, 0);
    put_fill(&b, 0xff, 8);
    put_block(m, 0x0a0d0d0a, &b);
    free(b.at);
}

/* `resolution` as if_tsresol; 0xff: without the option. */
static inline void put_interface(struct made *m, uint16_t link, uint8_t resolution)
{
    struct made b = {.big = m->big};
    put_u16(&b, link);
    put_u16(&b, 0);
    put_u32(&b, 262144);
    if (resolution != 0xff) {
        put_u16(&b, 9);
        put_u16(&b, 1);
        put(&b, &resolution, 1);
        put_fill(&b, 0, 3);
        put_fill(&b, 0, 4);
    }
    put_block(m, 1, &b);
    free(b.at);
}

static inline void put_enhanced(struct made *m, uint32_t interface, uint64_t ticks, uint32_t len)
{
    struct made b = {.big = m->big};
    put_u32(&b, interface);
    put_u32(&b, (uint32_t)(ticks >> 32));
    put_u32(&b, (uint32_t)ticks);
    put_u32(&b, len);
    put_u32(&b, len);
    put_fill(&b, (uint8_t)len, len);
    put_block(m, 6, &b);
    free(b.at);
}

static inline int file_of(const void *bytes, size_t len)
{
    int fd = memfd_create("made", 0);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), len);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

/* What one run said. Frames are copied, since they last for a batch only. */
struct said {
    struct capture *capture;
    struct blind blind;
    struct frame *frames;
    size_t count;
    size_t batches;
    struct fault faults[64];
    size_t fault_count;
    bool sound; /* each frame's bytes are as put_record and put_enhanced make them */
};

static inline void keep_fault(void *arg, const struct fault *f)
{
    struct said *s = arg;
    assert_true(s->fault_count < 64);
    s->faults[s->fault_count++] = *f;
}

static inline void said_open(struct said *s, const char *filter, size_t budget, unsigned workers)
{
    struct fault why;
    *s = (struct said){.sound = true};
    assert_true(blind_init(&s->blind, 1 << 20, 1));
    struct capture_settings settings = {.filter = filter,
                                        .budget = budget,
                                        .workers = workers,
                                        .blind = &s->blind,
                                        .on_fault = keep_fault,
                                        .arg = s};
    s->capture = capture_new(&settings, &why);
    assert_non_null(s->capture);
}

static inline void said_add(struct said *s, int fd, const char *name)
{
    struct fault why;
    assert_true(capture_add(s->capture, fd, name, &why));
}

static inline void said_run(struct said *s)
{
    struct frame batch[FRAME_BATCH];
    for (size_t n; (n = capture_next(s->capture, batch)) > 0; s->batches++) {
        s->frames = realloc(s->frames, (s->count + n) * sizeof *s->frames);
        for (size_t i = 0; i < n; i++) {
            const struct frame *f = &batch[i];
            for (uint32_t k = 0; k < f->captured; k++)
                s->sound = s->sound && f->bytes[k] == (uint8_t)f->captured;
            s->frames[s->count++] = *f;
        }
    }
}

static inline void said_free(struct said *s)
{
    capture_free(s->capture);
    blind_free(&s->blind);
    free(s->frames);
}

/* One file called "made", with the budget of the default. */
static inline void said_of(struct said *s, const void *bytes, size_t len)
{
    said_open(s, NULL, 4 << 20, 1);
    said_add(s, file_of(bytes, len), "made");
    said_run(s);
}

/* The only blind spot of that reason. */
static inline const struct blind_spot *said_blind(const struct said *s, enum blind_reason reason)
{
    const struct blind_spot *all[64];
    const struct blind_spot *found = NULL;
    size_t n = blind_sorted(&s->blind, all, 64);
    for (size_t i = 0; i < n; i++) {
        if (all[i]->reason != reason)
            continue;
        assert_null(found);
        found = all[i];
    }
    return found;
}

static inline size_t said_blinds(const struct said *s)
{
    const struct blind_spot *all[64];
    return blind_sorted(&s->blind, all, 64);
}

static inline const char *blind_where(const struct said *s, const struct blind_spot *b)
{
    return names_text(&s->blind.names, b->where);
}

static inline const char *blind_detail(const struct said *s, const struct blind_spot *b)
{
    return names_text(&s->blind.names, b->detail);
}

#endif
