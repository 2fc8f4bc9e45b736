/* Text built in a buffer of fixed size: what does not fit is cut, never overruns, and is told. */
#ifndef POSTERN_BASE_TEXT_H
#define POSTERN_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *at; /* always ends in a zero byte */
    size_t cap;
    size_t len;
    bool cut;
};

/* `TEXT_ON(t, 64);` declares a text on the stack. */
#define TEXT_ON(name, size)                                                                        \
    char name##_bytes[size];                                                                       \
    struct text name = text_in(name##_bytes, sizeof name##_bytes)

struct text text_in(char *buf, size_t cap);
void text_clear(struct text *t);
void text_put(struct text *t, const char *s);
void text_put_n(struct text *t, const char *s, size_t n);
void text_char(struct text *t, char c);
void text_number(struct text *t, uint64_t n);
void text_hex(struct text *t, const uint8_t *bytes, size_t n);
void text_format(struct text *t, const char *form, ...) __attribute__((format(printf, 2, 3)));
void text_vformat(struct text *t, const char *form, va_list args)
    __attribute__((format(printf, 2, 0)));

/* RFC 3339, UTC, nine digits, of nanoseconds since 1970. */
void text_time(struct text *t, uint64_t ns);

/* How long, as a person says it: "500 ms", "2.5 s", "90 s", "6 min". */
void text_span(struct text *t, uint64_t ns);

/* A character's bytes: how many. */
unsigned text_utf8(uint32_t code, uint8_t to[4]);

#endif
