/* Thin: one classic little-endian pcap after another. The capture room's owner replaces this. */
#include "base/cursor.h"
#include "wire/capture/frame.h"

#include <stdlib.h>
#include <unistd.h>

struct capture {
    struct capture_settings said;
    int fd[64];
    char *name[64];
    uint32_t count, at, files;
    uint8_t *bytes;
    size_t len;
    struct cursor c;
    uint64_t number;
    uint16_t link;
};

struct capture *capture_new(const struct capture_settings *settings, struct fault *ret_fault)
{
    struct capture *c = calloc(1, sizeof *c);
    if (!c) {
        fault_set(ret_fault, "out of memory");
        return NULL;
    }
    c->said = *settings;
    return c;
}

void capture_free(struct capture *c)
{
    free(c->bytes);
    free(c);
}

bool capture_add(struct capture *c, int descriptor, const char *name, struct fault *ret_fault)
{
    (void)ret_fault;
    c->fd[c->count] = descriptor;
    c->name[c->count++] = strdup(name);
    return true;
}

static bool open_next(struct capture *c)
{
    if (c->at == c->count)
        return false;
    free(c->bytes);
    off_t size = lseek(c->fd[c->at], 0, SEEK_END);
    c->bytes = malloc((size_t)size + 1);
    ssize_t got = pread(c->fd[c->at++], c->bytes, (size_t)size, 0);
    c->c = cursor_of(c->bytes, got < 0 ? 0 : (size_t)got);
    c->number = 0;
    cursor_skip(&c->c, 20);
    c->link = (uint16_t)cursor_u32le(&c->c);
    c->files++;
    return true;
}

size_t capture_next(struct capture *c, struct frame *frames)
{
    while (cursor_left(&c->c) < 16)
        if (!open_next(c))
            return 0;
    uint64_t s = cursor_u32le(&c->c);
    uint64_t us = cursor_u32le(&c->c);
    uint32_t cap = cursor_u32le(&c->c);
    uint32_t orig = cursor_u32le(&c->c);
    struct span bytes = cursor_span(&c->c, cap);
    frames[0] = (struct frame){bytes.at,    (uint32_t)bytes.len, orig,   s * 1000000000 + us * 1000,
                               ++c->number, c->at - 1,           c->link};
    return bytes.len ? 1 : 0;
}

const char *capture_file_name(const struct capture *c, uint32_t file)
{
    return c->name[file];
}

uint32_t capture_files(const struct capture *c)
{
    return c->files;
}

void capture_progress(const struct capture *c, uint64_t *ret_done, uint64_t *ret_all)
{
    (void)c;
    *ret_done = *ret_all = 0;
}
