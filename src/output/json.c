/* JSON lines: one object a line, `kind` first, the other members in the order of docs/output.md;
 * what does not apply is absent. */
#include "output/output.h"

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

static void name_of(struct writer *w, const char *name)
{
    write_n(w, ",\"", 2);
    write_text(w, name);
    write_n(w, "\":", 2);
}

static void value_number(struct writer *w, uint64_t n)
{
    if (n > LARGEST_NUMBER)
        write_char(w, '"');
    write_number(w, n);
    if (n > LARGEST_NUMBER)
        write_char(w, '"');
}

static void member_text(struct writer *w, const char *name, const char *s)
{
    if (!s || !*s)
        return;
    name_of(w, name);
    json_text(w, s);
}

static void member_number(struct writer *w, const char *name, uint64_t n)
{
    name_of(w, name);
    value_number(w, n);
}

static void member_time(struct writer *w, const char *name, uint64_t ns)
{
    name_of(w, name);
    write_char(w, '"');
    write_time(w, ns);
    write_char(w, '"');
}

static void member_texts(struct writer *w, const char *name, struct postern_texts texts)
{
    if (texts.count == 0)
        return;
    name_of(w, name);
    for (size_t i = 0; i < texts.count; i++) {
        write_char(w, i ? ',' : '[');
        json_text(w, texts.at[i]);
    }
    write_char(w, ']');
}

static void begin(struct writer *w, const char *kind)
{
    write_text(w, "{\"kind\":\"");
    write_text(w, kind);
    write_char(w, '"');
}

static void end(struct writer *w)
{
    write_n(w, "}\n", 2);
    if (w->lines)
        writer_flush(w);
}

/* --- Kinds -------------------------------------------------------------------------------------*/

static void value_field(struct writer *w, const struct postern_field *f)
{
    if (f->sort == POSTERN_TRUE)
        write_text(w, "true");
    else if (f->sort == POSTERN_NUMBER)
        value_number(w, f->number);
    else
        json_text(w, f->text);
}

/* Fields of one meaning follow each other: they are one member. */
static void member_fields(struct writer *w, const struct postern_field *f, size_t count)
{
    if (count == 0)
        return;
    name_of(w, "fields");
    for (size_t i = 0, n; i < count; i += n) {
        n = 1;
        while (i + n < count && f[i + n].meaning == f[i].meaning)
            n++;
        write_text(w, i ? ",\"" : "{\"");
        write_text(w, f[i].meaning);
        write_text(w, n > 1 ? "\":[" : "\":");
        for (size_t k = 0; k < n; k++) {
            if (k)
                write_char(w, ',');
            value_field(w, &f[i + k]);
        }
        if (n > 1)
            write_char(w, ']');
    }
    write_char(w, '}');
}

static void message(void *arg, const struct postern_message *m)
{
    struct writer *w = arg;
    begin(w, "message");
    member_text(w, "file", m->file);
    member_number(w, "frame", m->frame);
    member_time(w, "time", m->time);
    member_text(w, "src", m->src);
    member_text(w, "dst", m->dst);
    member_texts(w, "tunnel", m->tunnel);
    member_text(w, "proto", m->proto);
    if (m->type_text)
        member_text(w, "type", m->type_text);
    else if (m->has_type)
        member_number(w, "type", m->type);
    member_text(w, "name", m->name);
    if (m->request >= 0)
        write_text(w, m->request ? ",\"request\":true" : ",\"request\":false");
    if (m->answers)
        member_number(w, "answers", m->answers);
    member_text(w, "outcome", m->outcome);
    if (m->has_cause)
        member_number(w, "cause", m->cause);
    member_text(w, "cause_name", m->cause_name);
    member_texts(w, "origin", m->origin);
    member_texts(w, "destination", m->destination);
    member_texts(w, "subscribers", m->subscribers);
    member_texts(w, "bound", m->bound);
    member_fields(w, m->fields, m->field_count);
    member_texts(w, "odd", m->odd);
    end(w);
}

static void value_frame(struct writer *w, const struct postern_frame *f)
{
    write_text(w, "{\"file\":");
    json_text(w, f->file);
    member_number(w, "frame", f->frame);
    member_text(w, "why", f->why);
    write_char(w, '}');
}

static void blindspot(void *arg, const struct postern_blindspot *b)
{
    struct writer *w = arg;
    begin(w, "blindspot");
    member_text(w, "reason", b->reason);
    member_text(w, "where", b->where);
    member_number(w, "frames", b->frames);
    member_number(w, "bytes", b->bytes);
    if (b->first.frame) {
        name_of(w, "first");
        value_frame(w, &b->first);
    }
    member_text(w, "detail", b->detail);
    end(w);
}

static void member_counts(struct writer *w, const char *name, const struct postern_count *counts,
                          size_t count)
{
    name_of(w, name);
    write_char(w, '{');
    for (size_t i = 0; i < count; i++) {
        write_text(w, i ? ",\"" : "\"");
        write_text(w, counts[i].name);
        write_n(w, "\":", 2);
        value_number(w, counts[i].count);
    }
    write_char(w, '}');
}

static void summary(void *arg, const struct postern_summary *s)
{
    struct writer *w = arg;
    begin(w, "summary");
    member_number(w, "files", s->files);
    member_number(w, "frames", s->frames);
    member_number(w, "bytes", s->bytes);
    if (s->frames) {
        member_time(w, "first", s->first);
        member_time(w, "last", s->last);
    }
    member_counts(w, "messages", s->messages, s->message_kinds);
    if (s->judged) {
        member_number(w, "accesses", s->accesses);
        member_number(w, "subscribers", s->subscribers);
        member_counts(w, "findings", s->findings, sizeof s->findings / sizeof *s->findings);
    }
    member_number(w, "blind_bytes", s->blind_bytes);
    member_number(w, "evicted", s->evicted);
    member_text(w, "network", s->network);
    member_text(w, "key", s->key);
    member_text(w, "version", s->version);
    end(w);
}

struct postern_sink output_json(struct writer *w)
{
    return (struct postern_sink){
        .arg = w, .message = message, .blindspot = blindspot, .summary = summary};
}
