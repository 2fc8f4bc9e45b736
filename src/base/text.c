#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

struct text text_in(char *buf, size_t cap)
{
    buf[0] = 0;
    return (struct text){.at = buf, .cap = cap};
}

void text_clear(struct text *t)
{
    t->len = 0;
    t->cut = false;
    t->at[0] = 0;
}

void text_put_n(struct text *t, const char *s, size_t n)
{
    size_t room = t->cap - t->len - 1;
    if (n == 0) /* `s` may be NULL then */
        return;
    if (n > room) {
        n = room;
        t->cut = true;
    }
    memcpy(t->at + t->len, s, n);
    t->len += n;
    t->at[t->len] = 0;
}

void text_put(struct text *t, const char *s)
{
    text_put_n(t, s, strlen(s));
}

void text_char(struct text *t, char c)
{
    text_put_n(t, &c, 1);
}

void text_number(struct text *t, uint64_t n)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    text_put_n(t, digits + at, sizeof digits - at);
}

void text_hex(struct text *t, const uint8_t *bytes, size_t n)
{
    static const char hex[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        char two[2] = {hex[bytes[i] >> 4], hex[bytes[i] & 15]};
        text_put_n(t, two, 2);
    }
}

void text_vformat(struct text *t, const char *form, va_list args)
{
    size_t room = t->cap - t->len;
    int n = vsnprintf(t->at + t->len, room, form, args);
    if (n < 0)
        return;
    if ((size_t)n >= room) {
        t->cut = true;
        n = (int)room - 1;
    }
    t->len += (size_t)n;
}

void text_format(struct text *t, const char *form, ...)
{
    va_list args;
    va_start(args, form);
    text_vformat(t, form, args);
    va_end(args);
}

void text_time(struct text *t, uint64_t ns)
{
    time_t seconds = (time_t)(ns / 1000000000U);
    struct tm tm;
    gmtime_r(&seconds, &tm);
    text_format(t, "%04d-%02d-%02dT%02d:%02d:%02d.%09uZ", tm.tm_year + 1900, tm.tm_mon + 1,
                tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, (unsigned)(ns % 1000000000U));
}

void text_span(struct text *t, uint64_t ns)
{
    const uint64_t second = 1000000000;
    if (ns < second)
        text_format(t, "%llu ms", (unsigned long long)(ns / 1000000));
    else if (ns < 10 * second)
        text_format(t, "%llu.%llu s", (unsigned long long)(ns / second),
                    (unsigned long long)(ns / (second / 10) % 10));
    else if (ns < 120 * second)
        text_format(t, "%llu s", (unsigned long long)(ns / second));
    else
        text_format(t, "%llu min", (unsigned long long)(ns / second / 60));
}

unsigned text_utf8(uint32_t code, uint8_t to[4])
{
    if (code < 0x80) {
        to[0] = (uint8_t)code;
        return 1;
    }
    unsigned more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const uint8_t lead[] = {0, 0xc0, 0xe0, 0xf0};
    to[0] = (uint8_t)(lead[more] | code >> (6 * more));
    for (unsigned i = 1; i <= more; i++)
        to[i] = (uint8_t)(0x80 | (code >> (6 * (more - i)) & 0x3f));
    return more + 1;
}
