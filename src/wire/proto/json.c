#include "wire/proto/json.h"

#include "base/text.h"

struct json json_of(struct cursor body)
{
    return (struct json){.c = body};
}

static void skip_space(struct cursor *c)
{
    for (;;) {
        uint8_t b = cursor_peek8(c, 0);
        if (b != ' ' && b != '\t' && b != '\n' && b != '\r')
            return;
        cursor_u8(c);
    }
}

/* Behind its first quote. False: it does not end here. */
static bool string(struct cursor *c, struct span *ret, bool *ret_escaped)
{
    size_t len = 0;
    size_t left = cursor_left(c);
    *ret_escaped = false;
    while (len < left) {
        uint8_t b = cursor_peek8(c, len);
        if (b == '"') {
            *ret = cursor_span(c, len);
            cursor_u8(c);
            return true;
        }
        if (b == '\\') {
            *ret_escaped = true;
            len++;
        }
        len++;
    }
    cursor_skip(c, left);
    return false;
}

static bool is_bare(uint8_t b)
{
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '-' ||
           b == '+' || b == '.';
}

static enum json_sort bare(struct cursor *c, struct span *ret)
{
    static const char *const words[] = {"true", "false", "null"};
    size_t len = 0;
    while (is_bare(cursor_peek8(c, len)))
        len++;
    bool cut = len == cursor_left(c);
    *ret = cursor_span(c, len);
    uint8_t first = len ? *ret->at : 0;
    if (len && (first == '-' || (first >= '0' && first <= '9')))
        return JSON_NUMBER;
    for (unsigned i = 0; i < 3; i++)
        if (ret->len == strlen(words[i]) && memcmp(ret->at, words[i], ret->len) == 0)
            return JSON_WORD;
    return cut ? JSON_CUT : JSON_BROKEN;
}

/* What is too deep: to the bracket that ends it, which may be of any sort. */
static bool step_over(struct cursor *c)
{
    struct span text;
    bool escaped;
    for (uint32_t open = 1; cursor_left(c);) {
        uint8_t b = cursor_u8(c);
        if (b == '"' && !string(c, &text, &escaped))
            return false;
        if (b == '{' || b == '[')
            open++;
        if ((b == '}' || b == ']') && --open == 0)
            return true;
    }
    return false;
}

static bool in_object(const struct json *j)
{
    return j->depth && (j->objects >> (j->depth - 1) & 1);
}

static enum json_sort open(struct json *j, uint8_t bracket)
{
    cursor_u8(&j->c);
    uint32_t bit = 1U << j->depth;
    j->objects = bracket == '{' ? j->objects | bit : j->objects & ~bit;
    j->depth++;
    j->after = false;
    return bracket == '{' ? JSON_OBJECT : JSON_ARRAY;
}

static enum json_sort close(struct json *j, uint8_t bracket)
{
    if (j->depth == 0 || in_object(j) != (bracket == '}'))
        return JSON_BROKEN;
    cursor_u8(&j->c);
    j->depth--;
    j->after = true;
    return JSON_CLOSE;
}

/* `"name" :`; false: it is not there, or not all of it. */
static bool member(struct json *j, struct span *ret)
{
    bool escaped;
    if (cursor_u8(&j->c) != '"' || !string(&j->c, ret, &escaped))
        return false;
    skip_space(&j->c);
    if (cursor_u8(&j->c) != ':')
        return false;
    skip_space(&j->c);
    return true;
}

static enum json_sort value(struct json *j, struct json_token *t)
{
    uint8_t b = cursor_peek8(&j->c, 0);
    if (b == '{' || b == '[') {
        if (j->depth < JSON_DEPTH)
            return open(j, b);
        cursor_u8(&j->c);
        j->too_deep = true;
        j->after = true;
        t->text = (struct span){0};
        return step_over(&j->c) ? JSON_WORD : JSON_CUT;
    }
    j->after = true;
    if (b != '"')
        return bare(&j->c, &t->text);
    cursor_u8(&j->c);
    return string(&j->c, &t->text, &t->escaped) ? JSON_STRING : JSON_CUT;
}

static enum json_sort next(struct json *j, struct json_token *t)
{
    skip_space(&j->c);
    if (j->after && cursor_peek8(&j->c, 0) == ',') {
        cursor_u8(&j->c);
        skip_space(&j->c);
        j->after = false;
    }
    if (cursor_left(&j->c) == 0)
        return j->depth == 0 && j->begun ? JSON_END : JSON_CUT;
    uint8_t b = cursor_peek8(&j->c, 0);
    if (b == '}' || b == ']')
        return close(j, b);
    if (j->after || (j->begun && j->depth == 0))
        return JSON_BROKEN;
    j->begun = true;
    if (in_object(j)) {
        if (!member(j, &t->name))
            return cursor_left(&j->c) ? JSON_BROKEN : JSON_CUT;
        if (cursor_left(&j->c) == 0)
            return JSON_CUT;
    }
    return value(j, t);
}

bool json_next(struct json *j, struct json_token *ret)
{
    *ret = (struct json_token){.depth = j->depth};
    ret->sort = next(j, ret);
    return ret->sort < JSON_END;
}

static uint32_t hex4(struct cursor *c)
{
    uint32_t n = 0;
    for (unsigned i = 0; i < 4; i++) {
        uint8_t b = cursor_u8(c) | 0x20;
        n = n << 4 | (b >= 'a' ? (uint32_t)(b - 'a' + 10) & 15 : (uint32_t)(b - '0') & 15);
    }
    return n;
}

/* Behind `\u`: a pair of surrogates is one character (RFC 8259 7). */
static uint32_t character(struct cursor *c)
{
    uint32_t code = hex4(c);
    if (code >> 10 == 0x36 && cursor_peek16(c, 0) == 0x5c75) {
        struct cursor ahead = *c;
        cursor_skip(&ahead, 2);
        uint32_t low = hex4(&ahead);
        if (low >> 10 == 0x37) {
            *c = ahead;
            return 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
        }
    }
    return code;
}

size_t json_plain(struct span text, uint8_t *to, size_t cap)
{
    static const char from[] = "bfnrt";
    static const uint8_t plain[] = {8, 12, 10, 13, 9};
    struct cursor c = cursor_of(text.at, text.len);
    size_t len = 0;
    while (cursor_left(&c)) {
        uint8_t out[4] = {cursor_u8(&c)};
        unsigned n = 1;
        if (out[0] == '\\') {
            out[0] = cursor_u8(&c);
            const char *at = out[0] ? memchr(from, out[0], sizeof from - 1) : NULL;
            if (at)
                out[0] = plain[at - from];
            else if (out[0] == 'u')
                n = text_utf8(character(&c), out);
        }
        if (cap - len < n)
            break;
        memcpy(to + len, out, n);
        len += n;
    }
    return len;
}
