#include "output/page.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const STYLE_CODES[STYLES] = {
    [STYLE_PLAIN] = "",        [STYLE_STRONG] = "\033[1m", [STYLE_DIM] = "\033[2m",
    [STYLE_GOOD] = "\033[32m", [STYLE_NOTE] = "\033[33m",  [STYLE_BAD] = "\033[1;31m",
};
static const char STYLE_END[] = "\033[0m";

void page_free(struct page *p)
{
    free(p->at);
    p->at = NULL;
    p->len = p->cap = 0;
}

void page_write(const struct page *p, struct writer *w)
{
    write_n(w, p->at ? p->at : "", p->len);
}

static void put_raw(struct page *p, const char *s, size_t n)
{
    if (n == 0)
        return; /* nothing, which an empty page has no place for */
    if (p->cap - p->len < n) {
        size_t cap = (p->cap + n) * 2 + 4096;
        char *at = realloc(p->at, cap);
        if (!at) {
            p->cut = true;
            return;
        }
        p->at = at;
        p->cap = cap;
    }
    memcpy(p->at + p->len, s, n);
    p->len += n;
}

static bool is_tail(char c)
{
    return ((uint8_t)c & 0xc0) == 0x80;
}

static size_t tails(const char *s, size_t bytes)
{
    size_t n = 0;
    while (n < bytes && is_tail(s[n]))
        n++;
    return n;
}

/* Characters that a terminal obeys instead of showing them: C0, DEL, C1, and those that set the
 * direction of writing (Unicode TR 36, section 2.1 and TR 9). */
static bool obeyed(const char *s, size_t bytes)
{
    uint8_t a = (uint8_t)s[0];
    uint8_t b = bytes > 1 ? (uint8_t)s[1] : 0;
    uint8_t c = bytes > 2 ? (uint8_t)s[2] : 0;
    if (a < 0x20 || a == 0x7f || (a == 0xc2 && b < 0xa0))
        return true;
    if (a != 0xe2)
        return false;
    return (b == 0x80 && ((c >= 0x8b && c <= 0x8f) || (c >= 0xa8 && c <= 0xae))) ||
           (b == 0x81 && c >= 0xa6 && c <= 0xaf);
}

/* The bytes of the character that begins here; 0 when it is none. */
static size_t character(const char *s, size_t bytes)
{
    uint8_t lead = (uint8_t)s[0];
    size_t n = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (n == 0 || lead > 0xf4 || n > bytes || tails(s + 1, bytes - 1) < n - 1)
        return 0;
    return n;
}

void page_put_n(struct page *p, const char *s, size_t bytes, enum style style)
{
    const char *code = p->color ? STYLE_CODES[style] : "";
    put_raw(p, code, strlen(code));
    for (size_t at = 0; at < bytes;) {
        size_t n = character(s + at, bytes - at);
        if (n == 0 || obeyed(s + at, bytes - at))
            put_raw(p, "?", 1);
        else
            put_raw(p, s + at, n);
        at += n ? n : 1;
        p->column++;
    }
    if (*code)
        put_raw(p, STYLE_END, sizeof STYLE_END - 1);
}

void page_put(struct page *p, const char *s, enum style style)
{
    page_put_n(p, s, strlen(s), style);
}

void page_format(struct page *p, const char *form, ...)
{
    char line[400];
    va_list args;
    va_start(args, form);
    vsnprintf(line, sizeof line, form, args);
    va_end(args);
    page_put(p, line, STYLE_PLAIN);
}

void page_end(struct page *p)
{
    while (p->len && p->at[p->len - 1] == ' ')
        p->len--;
    put_raw(p, "\n", 1);
    p->column = 0;
}

void page_to(struct page *p, size_t column)
{
    if (p->column && p->column >= column)
        column = p->column + 1;
    for (; p->column < column; p->column++)
        put_raw(p, " ", 1);
}

size_t page_columns(const char *s, size_t bytes)
{
    size_t columns = 0;
    for (size_t at = 0; at < bytes; columns++) {
        size_t n = character(s + at, bytes - at);
        at += n ? n : 1;
    }
    return columns;
}

/* A host or a path that is too long for a line ends best behind one of these. */
static bool joins(char c)
{
    return c && strchr(".-,/:@", c) != NULL;
}

size_t page_fit(const char *s, size_t columns)
{
    size_t bytes = strlen(s);
    size_t at = 0;
    size_t word = 0; /* where the last whole word ends */
    size_t part = 0; /* where the last part of a word does */
    for (; at < bytes && columns; columns--) {
        size_t n = character(s + at, bytes - at);
        if (s[at] == ' ')
            word = at;
        at += n ? n : 1;
        if (joins(s[at - 1]))
            part = at;
    }
    if (at == bytes || s[at] == ' ')
        return at;
    return word ? word : (part ? part : at);
}

void page_wrap(struct page *p, size_t column, const char *s, enum style style)
{
    if (p->column == 0)
        page_to(p, column);
    for (;;) {
        size_t room = p->width > p->column + 8 ? p->width - p->column : 8;
        size_t n = page_fit(s, room);
        page_put_n(p, s, n, style);
        page_end(p);
        s += n;
        s += strspn(s, " ");
        if (!*s)
            return;
        page_to(p, column);
    }
}

void page_more(struct page *p, size_t column, uint64_t count, const char *tail)
{
    char line[100];
    snprintf(line, sizeof line, "and %llu more %s", (unsigned long long)count, tail);
    page_wrap(p, column, line, STYLE_PLAIN);
}
