#include "output/declaration.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CHUNK = 64 << 10, FORMATTED = 512 };

struct chunk {
    struct chunk *next;
    size_t used, cap;
    char bytes[];
};

static char *take(struct declaration *d, size_t n)
{
    struct chunk *c = d->chunks;
    n = (n + 7) / 8 * 8; /* lists of pointers stand here too */
    if (!c || c->cap - c->used < n) {
        size_t cap = n > CHUNK ? n : CHUNK;
        c = malloc(sizeof *c + cap);
        if (!c) {
            d->failed = true;
            return NULL;
        }
        *c = (struct chunk){.next = d->chunks, .cap = cap};
        d->chunks = c;
    }
    char *at = c->bytes + c->used;
    c->used += n;
    return at;
}

const char *draft_keep(struct declaration *d, const char *s)
{
    if (!s)
        return NULL;
    size_t n = strlen(s) + 1;
    char *at = take(d, n);
    if (!at)
        return "";
    memcpy(at, s, n);
    return at;
}

const char *draft_keep_format(struct declaration *d, const char *form, ...)
{
    char text[FORMATTED];
    va_list args;
    va_start(args, form);
    (void)vsnprintf(text, sizeof text, form, args);
    va_end(args);
    return draft_keep(d, text);
}

void *draft_room(struct declaration *d, void *all, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return all;
    size_t more = *cap ? *cap * 2 : 16;
    void *moved = realloc(all, more * size);
    if (!moved) {
        d->failed = true;
        return NULL;
    }
    *cap = more;
    return moved;
}

/* --- Lists ------------------------------------------------------------------------------------ */

void words_add(struct declaration *d, struct words *w, const char *s)
{
    if (!s)
        return;
    if (w->count == w->cap) {
        size_t cap = w->cap ? w->cap * 2 : 4;
        const char **at = (const char **)(void *)take(d, cap * sizeof *at);
        if (!at)
            return;
        for (size_t i = 0; i < w->count; i++)
            at[i] = w->at[i];
        w->at = at;
        w->cap = cap;
    }
    w->at[w->count++] = s;
}

bool words_have(const struct words *w, const char *s)
{
    for (size_t i = 0; i < w->count; i++)
        if (strcmp(w->at[i], s) == 0)
            return true;
    return false;
}

void words_add_new(struct declaration *d, struct words *w, const char *s)
{
    if (s && !words_have(w, s))
        words_add(d, w, s);
}

static int in_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void words_sort(struct words *w)
{
    if (w->count)
        qsort((void *)w->at, w->count, sizeof *w->at, in_bytes);
}

/* --- Names ------------------------------------------------------------------------------------ */

static bool is_address(const char *s)
{
    unsigned char bytes[16];
    return inet_pton(AF_INET, s, bytes) == 1 || inet_pton(AF_INET6, s, bytes) == 1;
}

/* "digits-" stands where a long number was veiled: such a name is nobody's in the next capture. */
bool word_is_host(const char *s)
{
    size_t label = 0;
    size_t n = strlen(s);
    bool letters = false;
    if (n == 0 || n > 253 || s[0] == '.' || s[n - 1] == '.' || strstr(s, "digits-"))
        return false;
    for (const char *c = s; *c; c++) {
        label = *c == '.' ? 0 : label + 1;
        if (label > 63 || (*c == '.' && c[1] == '.') ||
            (*c != '.' && *c != '-' && *c != '_' && !isalnum((unsigned char)*c)))
            return false;
        letters |= isalpha((unsigned char)*c) != 0;
    }
    return letters && !is_address(s) && !word_is_uuid(s);
}

bool word_is_uuid(const char *s)
{
    for (unsigned i = 0; i < 36; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? s[i] != '-' : !isxdigit((unsigned char)s[i]))
            return false;
    }
    return s[36] == 0;
}

static bool digits(const char *s, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (!isdigit((unsigned char)s[i]))
            return false;
    return true;
}

/* TS 23.003 19.2: "mnc001.mcc001" */
bool word_plmn_of(const char *name, char ret[8])
{
    for (const char *at = name; *at; at++)
        if (strncasecmp(at, "mnc", 3) == 0 && digits(at + 3, 3) &&
            strncasecmp(at + 6, ".mcc", 4) == 0 && digits(at + 10, 3)) {
            memcpy(ret, at + 10, 3);
            memcpy(ret + 3, at + 3, 3);
            ret[6] = 0;
            return true;
        }
    return false;
}

const char *word_realm_of(const char *name)
{
    const char *dot = strchr(name, '.');
    return dot && dot[1] ? dot + 1 : NULL;
}

bool word_place(const char *address, char ret_code[24], char ret_title[24])
{
    ret_code[0] = ret_title[0] = 0;
    if (strncmp(address, "pc:", 3) == 0) {
        size_t n = strcspn(address + 3, "/");
        if (n == 0 || n >= 24 || strspn(address + 3, "0123456789-") < n)
            return false;
        memcpy(ret_code, address + 3, n);
        ret_code[n] = 0;
        address += 3 + n;
        address += *address == '/';
    }
    if (strncmp(address, "gt:", 3) == 0) {
        size_t n = strlen(address + 3);
        if (n == 0 || n > 15 || strspn(address + 3, "0123456789") != n)
            return false;
        memcpy(ret_title, address + 3, n + 1);
        address += 3 + n;
    }
    return *address == 0 && (ret_code[0] || ret_title[0]);
}

bool word_place_key(const char *address, char ret[32])
{
    char code[24];
    char title[24];
    if (!word_place(address, code, title))
        return false;
    (void)snprintf(ret, 32, "%s%s", *title ? "gt:" : "pc:", *title ? title : code);
    return true;
}

/* --- Addresses -------------------------------------------------------------------------------- */

bool range_read(struct range *ret, const char *text)
{
    char address[64];
    size_t n = strcspn(text, "/");
    *ret = (struct range){0};
    if (n >= sizeof address)
        return false;
    memcpy(address, text, n);
    address[n] = 0;
    if (inet_pton(AF_INET, address, ret->bytes) == 1)
        ret->family = 4;
    else if (inet_pton(AF_INET6, address, ret->bytes) == 1)
        ret->family = 6;
    ret->bits = ret->family == 4 ? 32 : 128;
    if (text[n])
        ret->bits = (unsigned)strtoul(text + n + 1, NULL, 10);
    return ret->family != 0;
}

struct range range_cut(struct range r, unsigned bits)
{
    unsigned left = bits;
    for (unsigned i = 0; i < sizeof r.bytes; i++) {
        unsigned keep = left >= 8 ? 8 : left;
        r.bytes[i] &= (unsigned char)(0xff00U >> keep);
        left -= keep;
    }
    r.bits = bits;
    return r;
}

bool range_holds(const struct range *r, const struct range *one)
{
    struct range cut = range_cut(*one, r->bits);
    return r->family == one->family && one->bits >= r->bits &&
           memcmp(cut.bytes, r->bytes, sizeof r->bytes) == 0;
}

const char *range_keep(struct declaration *d, const struct range *r)
{
    char address[INET6_ADDRSTRLEN];
    if (!inet_ntop(r->family == 4 ? AF_INET : AF_INET6, r->bytes, address, sizeof address))
        return NULL;
    if (r->bits == (r->family == 4 ? 32U : 128U))
        return draft_keep(d, address);
    return draft_keep_format(d, "%s/%u", address, r->bits);
}

bool range_is_nobodys(const struct range *r)
{
    static const unsigned char ZERO[16];
    const unsigned char *b = r->bytes;
    if (r->family == 4)
        return b[0] >= 224 || b[0] == 0 || (b[0] == 169 && b[1] == 254);
    return b[0] == 0xff || (b[0] == 0xfe && (b[1] & 0xc0) == 0x80) ||
           memcmp(b, ZERO, sizeof ZERO) == 0;
}

bool range_is_loopback(const struct range *r)
{
    static const unsigned char ZERO[15];
    return r->family == 4 ? r->bytes[0] == 127
                          : memcmp(r->bytes, ZERO, 15) == 0 && r->bytes[15] == 1;
}

/* RFC 1918, RFC 6598, RFC 4193. */
bool range_is_private(const struct range *r)
{
    const unsigned char *b = r->bytes;
    if (r->family == 6)
        return (b[0] & 0xfe) == 0xfc;
    return b[0] == 10 || (b[0] == 172 && (b[1] & 0xf0) == 16) || (b[0] == 192 && b[1] == 168) ||
           (b[0] == 100 && (b[1] & 0xc0) == 64);
}

void draft_free_texts(struct declaration *d)
{
    for (struct chunk *c = d->chunks; c;) {
        struct chunk *next = c->next;
        free(c);
        c = next;
    }
    d->chunks = NULL;
}
