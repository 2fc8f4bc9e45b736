#include "output/json_write.h"

static const uint64_t LARGEST_NUMBER = UINT64_C(1)
                                       << 53; /* that every reader of JSON keeps exact */

static bool is_plain(uint8_t c)
{
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

static bool is_tail(uint8_t c)
{
    return c >> 6 == 2;
}

/* The length of the UTF-8 character that begins here, 0 when none does (RFC 3629 section 4: no
 * overlong forms, no surrogates, nothing above U+10FFFF). The text ends in a zero byte, which is no
 * tail, so that this never looks past it. */
static size_t utf8(const uint8_t *s)
{
    if (s[0] >= 0xc2 && s[0] <= 0xdf)
        return is_tail(s[1]) ? 2 : 0;
    if (s[0] >= 0xe0 && s[0] <= 0xef) {
        bool fits = (s[0] != 0xe0 || s[1] >= 0xa0) && (s[0] != 0xed || s[1] < 0xa0);
        return fits && is_tail(s[1]) && is_tail(s[2]) ? 3 : 0;
    }
    if (s[0] >= 0xf0 && s[0] <= 0xf4) {
        bool fits = (s[0] != 0xf0 || s[1] >= 0x90) && (s[0] != 0xf4 || s[1] < 0x90);
        return fits && is_tail(s[1]) && is_tail(s[2]) && is_tail(s[3]) ? 4 : 0;
    }
    return 0;
}

static size_t escaped(struct writer *w, const uint8_t *s)
{
    static const char hex[] = "0123456789abcdef";
    char code[] = {'\\', 'u', '0', '0', hex[s[0] >> 4], hex[s[0] & 15]};
    if (s[0] == 0xc0 && s[1] == 0x80) { /* postern.h: a zero byte */
        write_text(w, "\\u0000");
        return 2;
    }
    if (s[0] == '"' || s[0] == '\\') {
        write_char(w, '\\');
        write_char(w, (char)s[0]);
    } else {
        write_n(w, code, sizeof code);
    }
    return 1;
}

void json_text(struct writer *w, const char *text)
{
    const uint8_t *s = (const uint8_t *)text;
    write_char(w, '"');
    while (*s) {
        size_t n = 0;
        while (is_plain(s[n]))
            n++;
        size_t wide = n ? 0 : utf8(s);
        n = n ? n : wide;
        if (n)
            write_n(w, (const char *)s, n);
        s += n ? n : escaped(w, s);
    }
    write_char(w, '"');
}

/* --- Members: each begins with its comma, since `kind` stands before all of them ---------------
 */

void json_name(struct writer *w, const char *name)
{
    write_n(w, ",\"", 2);
    write_text(w, name);
    write_n(w, "\":", 2);
}

void json_number(struct writer *w, uint64_t n)
{
    if (n > LARGEST_NUMBER)
        write_char(w, '"');
    write_number(w, n);
    if (n > LARGEST_NUMBER)
        write_char(w, '"');
}

void json_member(struct writer *w, const char *name, const char *s)
{
    if (!s || !*s)
        return;
    json_name(w, name);
    json_text(w, s);
}

void json_member_number(struct writer *w, const char *name, uint64_t n)
{
    json_name(w, name);
    json_number(w, n);
}

void json_member_time(struct writer *w, const char *name, uint64_t ns)
{
    json_name(w, name);
    write_char(w, '"');
    write_time(w, ns);
    write_char(w, '"');
}

void json_member_texts(struct writer *w, const char *name, struct postern_texts texts)
{
    if (texts.count == 0)
        return;
    json_name(w, name);
    for (size_t i = 0; i < texts.count; i++) {
        write_char(w, i ? ',' : '[');
        json_text(w, texts.at[i]);
    }
    write_char(w, ']');
}

void json_begin(struct writer *w, const char *kind)
{
    write_text(w, "{\"kind\":\"");
    write_text(w, kind);
    write_char(w, '"');
}

void json_end(struct writer *w)
{
    write_n(w, "}\n", 2);
    if (w->lines)
        writer_flush(w);
}
