/* Bytes on their way out: gathered, written in large pieces, and never an exception: once a write
 * failed, the rest is dropped and `failed` says so. */
#ifndef POSTERN_OUTPUT_WRITER_H
#define POSTERN_OUTPUT_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { WRITER_SIZE = 64 << 10, TIME_SIZE = 31 };

struct writer {
    int fd;
    bool failed;
    bool lines; /* somebody waits at the other end: each line goes out at once */
    size_t len;
    uint64_t day; /* cache of write_time: days since 1970 and their text */
    char date[12];
    char bytes[WRITER_SIZE];
};

void writer_init(struct writer *w, int fd);
void writer_flush(struct writer *w);

void write_slow(struct writer *w, const char *s, size_t n);

static inline void write_n(struct writer *w, const char *s, size_t n)
{
    if (WRITER_SIZE - w->len < n) {
        write_slow(w, s, n);
        return;
    }
    memcpy(w->bytes + w->len, s, n);
    w->len += n;
}

static inline void write_text(struct writer *w, const char *s)
{
    write_n(w, s, strlen(s));
}

static inline void write_char(struct writer *w, char c)
{
    write_n(w, &c, 1);
}

void write_number(struct writer *w, uint64_t n);

/* RFC 3339, UTC, nine digits, of nanoseconds since 1970. */
void write_time(struct writer *w, uint64_t ns);
void time_text(char ret[TIME_SIZE], uint64_t ns);

#endif
