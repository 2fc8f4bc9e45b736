#include "wire/proto/xml.h"

#include "base/span.h"
#include "base/text.h"

static bool is_space(uint8_t b)
{
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
}

struct span xml_trimmed(struct span s)
{
    struct cursor c = cursor_of(s.at, s.len);
    while (is_space(cursor_peek8(&c, 0)))
        cursor_u8(&c);
    s = cursor_rest(&c);
    while (s.len && is_space(s.at[s.len - 1]))
        s.len--;
    return s;
}

struct xml xml_of(struct span document)
{
    struct xml x = {.c = cursor_of(document.at, document.len)};
    struct cursor mark = x.c;
    if (cursor_u24(&mark) == 0xefbbbf) /* of the order of bytes */
        x.c = mark;
    return x;
}

/* Over what stands before `end`, and `end`; false: it does not come. */
static bool upto(struct cursor *c, const char *end, struct span *ret)
{
    struct span rest = cursor_rest(c);
    size_t len = strlen(end);
    const uint8_t *at = rest.len >= len ? memmem(rest.at, rest.len, end, len) : NULL;
    if (!at) {
        cursor_skip(c, rest.len);
        return false;
    }
    *ret = cursor_span(c, (size_t)(at - rest.at));
    cursor_skip(c, len);
    return true;
}

/* Up to the `>` that stands in no value. */
static bool tag_end(struct cursor *c, struct span *ret)
{
    uint8_t quote = 0;
    size_t left = cursor_left(c);
    for (size_t len = 0; len < left; len++) {
        uint8_t b = cursor_peek8(c, len);
        if (b == '>' && !quote) {
            *ret = cursor_span(c, len);
            cursor_u8(c);
            return true;
        }
        if (quote ? b == quote : b == '"' || b == '\'')
            quote = quote ? 0 : b;
    }
    cursor_skip(c, left);
    return false;
}

/* prefix:name, and what follows it. */
static struct span take_name(struct span tag, struct span *ret_prefix, struct span *ret_name)
{
    struct cursor c = cursor_of(tag.at, tag.len);
    size_t len = 0;
    while (len < tag.len && !is_space(tag.at[len]))
        len++;
    struct span whole = cursor_span(&c, len);
    struct cursor name = cursor_of(whole.at, whole.len);
    *ret_prefix = (struct span){0};
    if (whole.len && memchr(whole.at, ':', whole.len))
        *ret_prefix = cursor_until(&name, ':');
    *ret_name = cursor_rest(&name);
    return cursor_rest(&c);
}

static enum xml_sort opens(struct xml *x, struct xml_token *t, struct span tag)
{
    x->closes = tag.len && tag.at[tag.len - 1] == '/';
    tag.len -= x->closes;
    t->attributes = xml_trimmed(take_name(tag, &t->prefix, &t->name));
    x->depth++;
    return t->name.len ? XML_OPEN : XML_BROKEN;
}

static enum xml_sort ends(struct xml *x, struct xml_token *t, struct span tag)
{
    take_name(tag, &t->prefix, &t->name);
    if (x->depth == 0)
        return XML_BROKEN;
    t->depth = --x->depth;
    return XML_CLOSE;
}

/* Behind `<`: a tag, or XML_TEXT without any for what says nothing. */
static enum xml_sort mark(struct xml *x, struct xml_token *t)
{
    struct span inside;
    struct span rest = cursor_rest(&x->c);
    static const char cdata[] = "![CDATA[";
    if (span_begins(rest, "!--"))
        return upto(&x->c, "-->", &inside) ? XML_TEXT : XML_CUT;
    if (span_begins(rest, "?"))
        return upto(&x->c, "?>", &inside) ? XML_TEXT : XML_CUT;
    if (span_begins(rest, cdata)) {
        cursor_skip(&x->c, sizeof cdata - 1);
        t->literal = true;
        return upto(&x->c, "]]>", &t->text) ? XML_TEXT : XML_CUT;
    }
    if (span_begins(rest, "!")) /* a document type, or not enough to tell */
        return rest.len < sizeof cdata - 1 ? XML_CUT : XML_BROKEN;
    if (!tag_end(&x->c, &inside))
        return XML_CUT;
    if (!span_begins(inside, "/"))
        return opens(x, t, inside);
    return ends(x, t, (struct span){inside.at + 1, inside.len - 1});
}

static enum xml_sort next(struct xml *x, struct xml_token *t)
{
    if (x->closes) {
        x->closes = false;
        t->depth = --x->depth;
        return XML_CLOSE;
    }
    if (cursor_left(&x->c) == 0)
        return x->depth ? XML_CUT : XML_END;
    if (cursor_peek8(&x->c, 0) == '<') {
        cursor_u8(&x->c);
        return mark(x, t);
    }
    size_t len = 0;
    while (len < cursor_left(&x->c) && cursor_peek8(&x->c, len) != '<')
        len++;
    t->text = cursor_span(&x->c, len);
    return XML_TEXT;
}

bool xml_next(struct xml *x, struct xml_token *ret)
{
    do {
        *ret = (struct xml_token){.depth = x->depth, .left = cursor_left(&x->c)};
        ret->sort = next(x, ret);
    } while (ret->sort == XML_TEXT && ret->text.len == 0);
    return ret->sort < XML_END;
}

bool xml_attribute(struct span *attributes, struct span *ret_prefix, struct span *ret_name,
                   struct span *ret_value)
{
    struct cursor c = cursor_of(attributes->at, attributes->len);
    struct span name = xml_trimmed(cursor_until(&c, '='));
    while (is_space(cursor_peek8(&c, 0)))
        cursor_u8(&c);
    uint8_t quote = cursor_u8(&c);
    if (!name.len || (quote != '"' && quote != '\''))
        return false;
    *ret_value = cursor_until(&c, quote);
    take_name(name, ret_prefix, ret_name);
    *attributes = xml_trimmed(cursor_rest(&c));
    return true;
}

bool xml_element(struct xml *x, const char *name, struct span *ret_attributes,
                 struct span *ret_content)
{
    struct xml_token t;
    bool open = false;
    unsigned depth = 0;
    struct span content = {0};
    while (xml_next(x, &t)) {
        if (!open && t.sort == XML_OPEN && span_is(t.name, name)) {
            open = true;
            depth = t.depth;
            *ret_attributes = t.attributes;
            content = cursor_rest(&x->c);
        } else if (open && t.sort == XML_CLOSE && t.depth == depth) {
            content.len -= t.left < content.len ? t.left : content.len;
            break;
        }
    }
    *ret_content = content;
    return open;
}

/* --- References ------------------------------------------------------------------------------- */

/* "#48", "#x30"; 0: none that may be there. */
static uint32_t by_number(struct span s)
{
    struct cursor c = cursor_of(s.at, s.len);
    uint32_t code = 0;
    cursor_u8(&c);
    bool hex = cursor_peek8(&c, 0) == 'x';
    cursor_skip(&c, hex);
    while (cursor_left(&c) && code <= 0x10ffff) {
        uint8_t b = cursor_u8(&c);
        bool digit = b >= '0' && b <= '9';
        bool letter = (b | 0x20) >= 'a' && (b | 0x20) <= 'f';
        if (!digit && !(hex && letter))
            return 0;
        code = code * (hex ? 16 : 10) + (digit ? b - (uint32_t)'0' : (b | 0x20U) - 'a' + 10);
    }
    return code <= 0x10ffff ? code : 0;
}

/* What stands between & and ;. */
static uint32_t referred(struct span s)
{
    static const struct {
        const char *name;
        uint8_t code;
    } names[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"apos", '\''}, {"quot", '"'}};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (span_is(s, names[i].name))
            return names[i].code;
    return span_begins(s, "#") ? by_number(s) : 0;
}

size_t xml_plain(struct span text, uint8_t *to, size_t cap)
{
    enum { REFERENCE_MOST = 12 };
    struct cursor c = cursor_of(text.at, text.len);
    size_t len = 0;
    while (cursor_left(&c)) {
        uint8_t out[4] = {cursor_u8(&c)};
        unsigned n = 1;
        if (out[0] == '&') {
            struct cursor ahead = c;
            size_t name = 0;
            while (name < REFERENCE_MOST && cursor_peek8(&c, name) != ';')
                name++;
            uint32_t code = referred(cursor_span(&ahead, name));
            cursor_skip(&ahead, 1); /* the mark */
            n = code && cursor_ok(&ahead) ? text_utf8(code, out) : 1;
            c = code && cursor_ok(&ahead) ? ahead : c;
        }
        if (cap - len < n)
            break;
        memcpy(to + len, out, n);
        len += n;
    }
    return len;
}
