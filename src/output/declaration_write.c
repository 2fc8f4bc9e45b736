/* The draft as YAML: read by people first, so with evidence beside it and no line over 100 columns.
 */
#include "output/declaration.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100, LARGEST = 1 << 20 /* of a declaration */, COMMENT = 600 };

struct sheet {
    char *at;
    size_t len;
    bool cut;
};

static void put_n(struct sheet *s, const char *text, size_t n)
{
    if (s->len + n >= LARGEST) {
        s->cut = true;
        return;
    }
    memcpy(s->at + s->len, text, n);
    s->len += n;
    s->at[s->len] = 0;
}

static void put(struct sheet *s, const char *text)
{
    put_n(s, text, strlen(text));
}

static void put_format(struct sheet *s, const char *form, ...)
    __attribute__((format(printf, 2, 3)));
static void put_format(struct sheet *s, const char *form, ...)
{
    char line[COMMENT];
    va_list args;
    va_start(args, form);
    (void)vsnprintf(line, sizeof line, form, args);
    va_end(args);
    put(s, line);
}

static void put_indent(struct sheet *s, unsigned n)
{
    put_format(s, "%*s", (int)n, "");
}

/* --- Words of YAML ---------------------------------------------------------------------------- */

static bool is_plain(const char *text)
{
    static const char *const OTHERS[] = {"true", "false", "null", "yes", "no",
                                         "on",   "off",   "y",    "n"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (strcmp(text, OTHERS[i]) == 0)
            return false;
    if (!isalpha((unsigned char)*text))
        return false;
    for (const char *c = text; *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr("-_./", *c) && !(*c == ' ' && c[1]))
            return false;
    return true;
}

static bool is_ip(const char *text)
{
    struct range r;
    return range_read(&r, text) && r.family == 4;
}

/* A value; quoted where it could be taken for something else. */
static void put_value(struct sheet *s, const char *text)
{
    if (is_plain(text) || is_ip(text)) {
        put(s, text);
        return;
    }
    put(s, "\"");
    for (const char *c = text; *c; c++) {
        bool bare = (unsigned char)*c >= ' ' && *c != 0x7f && *c != '"' && *c != '\\';
        if (bare)
            put_n(s, c, 1);
        else if (*c == '"' || *c == '\\')
            put_format(s, "\\%c", *c);
        else
            put_format(s, "\\x%02X", (unsigned)(unsigned char)*c);
    }
    put(s, "\"");
}

static size_t width_of(const struct sheet *s)
{
    size_t begin = s->len;
    while (begin && s->at[begin - 1] != '\n')
        begin--;
    return s->len - begin;
}

/* "key: [a, b]", folded where it is long. */
static void put_list(struct sheet *s, unsigned indent, const char *key, const struct words *w)
{
    if (w->count == 0)
        return;
    put_indent(s, indent);
    put_format(s, "%s: [", key);
    for (size_t i = 0; i < w->count; i++) {
        size_t len = strlen(w->at[i]) + 4;
        if (i)
            put(s, ",");
        if (i && width_of(s) + len > WIDTH) {
            put(s, "\n");
            put_indent(s, indent + 4);
        } else if (i) {
            put(s, " ");
        }
        put_value(s, w->at[i]);
    }
    put(s, "]\n");
}

static void put_one(struct sheet *s, unsigned indent, const char *key, const char *value)
{
    if (!value)
        return;
    put_indent(s, indent);
    put_format(s, "%s: ", key);
    put_value(s, value);
    put(s, "\n");
}

/* A comment of any length, folded between words; what is no printable text becomes '?'. */
static void put_comment(struct sheet *s, unsigned indent, const char *form, ...)
    __attribute__((format(printf, 3, 4)));
static void put_comment(struct sheet *s, unsigned indent, const char *form, ...)
{
    char text[COMMENT];
    va_list args;
    va_start(args, form);
    (void)vsnprintf(text, sizeof text, form, args);
    va_end(args);
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || (unsigned char)*c >= 0x7f)
            *c = '?';
    const char *rest = text;
    while (*rest) {
        size_t room = WIDTH - indent - 2;
        size_t n = strlen(rest);
        if (n > room)
            for (n = room; n && rest[n] != ' ';)
                n--;
        if (n == 0)
            n = room;
        put_indent(s, indent);
        put(s, "# ");
        put_n(s, rest, n);
        put(s, "\n");
        rest += n;
        rest += strspn(rest, " ");
    }
}

static void put_seconds(char ret[32], uint64_t ns)
{
    char text[TIME_SIZE];
    time_text(text, ns);
    (void)snprintf(ret, 32, "%.19sZ", text);
}

/* --- Parts ------------------------------------------------------------------------------------ */

static void put_head(struct sheet *s, const struct declaration *d)
{
    char first[32];
    char last[32];
    put_seconds(first, d->first);
    put_seconds(last, d->last);
    put_comment(
        s, 0,
        "Drafted by postern learn from %llu frame%s of %s to %s. It says what was seen, not "
        "what is right: correct it, name what has a question mark, and strike out what "
        "does not belong.",
        (unsigned long long)d->frames, d->frames == 1 ? "" : "s", first, last);
    for (size_t i = 0; i < d->remark_count; i++)
        put_comment(s, 0, "%s", d->remarks[i].text);
    put(s, "version: 1\n");
    put_comment(s, 0, "operator: ?  whose network is it?");
}

static void put_origins(struct sheet *s, const struct declaration *d, const char *sort,
                        const char *what)
{
    enum { MOST = 12 };
    char line[COMMENT] = "";
    size_t count = 0;
    size_t len = 0;
    for (size_t i = 0; i < d->origin_count && len + 60 < sizeof line; i++) {
        const struct seen_origin *o = &d->origins[i];
        if (strcmp(o->sort, sort) != 0 || count++ >= MOST)
            continue;
        len += (size_t)snprintf(line + len, sizeof line - len, "%s%s (%llu)", len ? ", " : "",
                                o->value, (unsigned long long)o->count);
    }
    if (count)
        put_comment(s, 2, "%s: %s%s", what, line, count > MOST ? " and more" : "");
}

static void put_home(struct sheet *s, const struct declaration *d)
{
    if (d->plmns.count + d->realms.count + d->titles.count + d->pools.count == 0) {
        put_comment(s, 0, "home: ?  which networks, realms and numbers are your own?");
        return;
    }
    put(s, "\nhome:\n");
    put_origins(s, d, "plmn", "networks of the subscribers seen");
    if (d->plmns.count)
        put_comment(s, 2, "taken for home because %s", d->plmn_why);
    put_list(s, 2, "plmns", &d->plmns);
    put_list(s, 2, "realms", &d->realms);
    if (d->titles.count)
        put_comment(s, 2, "those of the registers that answer here");
    put_list(s, 2, "global_titles", &d->titles);
    put_origins(s, d, "country", "msisdns: ?  country codes of the numbers seen");
    if (d->pools_shared)
        put_comment(s, 2, "user_pools: ?  elements have addresses there too: where do pools end?");
    put_list(s, 2, "user_pools", &d->pools);
}

static void put_roles(struct sheet *s, const struct drafted *e)
{
    for (size_t i = 0; i < e->whys.count; i++)
        if (*e->whys.at[i])
            put_comment(s, 4, "%s%s%s", e->roles.count > 1 ? e->roles.at[i] : "",
                        e->roles.count > 1 ? ": " : "", e->whys.at[i]);
    if (e->remark && e->roles.count)
        put_comment(s, 4, "%s", e->remark);
    if (e->roles.count == 1)
        put_one(s, 4, "role", e->roles.at[0]);
    else if (e->roles.count > 1)
        put_list(s, 4, "roles", &e->roles);
    else if (e->gathered)
        put_comment(s, 4, "role: ?  %s", e->remark);
    else
        put_comment(s, 4, "role: ?  what is it?%s%s", e->remark ? " " : "",
                    e->remark ? e->remark : "");
}

static void put_elements(struct sheet *s, const struct declaration *d)
{
    bool any = false;
    for (size_t i = 0; i < d->drafted_count; i++) {
        const struct drafted *e = &d->drafted[i];
        if (e->elsewhere)
            continue;
        put(s, any ? "" : "\nelements:\n");
        any = true;
        put(s, "  - name: ");
        put_value(s, e->name);
        put(s, "\n");
        put_roles(s, e);
        if (e->product)
            put_comment(s, 4, "vendor: ?  whose make is it? It calls itself %s.", e->product);
        put_list(s, 4, "addresses", &e->addresses);
        put_list(s, 4, "hosts", &e->hosts);
        put_list(s, 4, "global_titles", &e->titles);
        put_list(s, 4, "point_codes", &e->codes);
        put_list(s, 4, "nf_instances", &e->instances);
    }
}

static void put_why(struct sheet *s, const struct drafted_permit *p)
{
    char first[32];
    char last[32];
    put_seconds(first, p->first);
    put_seconds(last, p->last);
    bool frames = strcmp(p->unit, "frames") == 0;
    put_format(s, "    why: seen %s%llu %s%s from %s to ", frames ? "in " : "",
               (unsigned long long)p->count, frames ? "frame" : "time", p->count == 1 ? "" : "s",
               first);
    if (width_of(s) + sizeof "2026-01-01T00:00:00Z; a person must confirm" > WIDTH)
        put(s, "\n      ");
    put_format(s, "%s; a person must confirm\n", last);
}

static void put_permits(struct sheet *s, const struct declaration *d)
{
    for (size_t i = 0; i < d->permit_count; i++) {
        const struct drafted_permit *p = &d->permits[i];
        const char *keys[] = {"from", "to", "protocol"};
        const char *values[] = {p->from, p->to, p->protocol};
        const char *lead = "  - ";
        put(s, i ? "" : "\npermit:\n");
        if (p->settles)
            put_comment(s, 2, "settles %s", p->settles);
        for (unsigned k = 0; k < 3; k++) {
            if (!values[k])
                continue;
            put(s, lead);
            put_one(s, 0, keys[k], values[k]);
            lead = "    ";
        }
        put_list(s, 4, "operations", &p->operations);
        put_list(s, 4, "categories", &p->categories);
        put_why(s, p);
    }
}

static void put_partners(struct sheet *s, const struct declaration *d)
{
    for (size_t i = 0; i < d->partner_count; i++) {
        const struct drafted_partner *p = &d->partners[i];
        put(s, i ? "" : "\npartners:\n");
        put(s, "  - name: ");
        put_value(s, p->name);
        put(s, "\n");
        put_comment(s, 4, "name: ?  %s",
                    p->may.count ? "who is it, and may it ask this?"
                                 : "who is it? Nothing was asked by it.");
        put_list(s, 4, "plmns", &p->plmns);
        put_list(s, 4, "realms", &p->realms);
        put_list(s, 4, "global_titles", &p->titles);
        put_list(s, 4, "addresses", &p->addresses);
        put_list(s, 4, "may", &p->may);
    }
}

/* Those of one check stand together. */
static void put_thresholds(struct sheet *s, const struct declaration *d)
{
    for (size_t i = 0; i < d->threshold_count; i++) {
        const struct drafted_threshold *t = &d->thresholds[i];
        bool first = true;
        for (size_t k = 0; k < i; k++)
            first &= strcmp(d->thresholds[k].slug, t->slug) != 0;
        put(s, i ? "" : "\nthresholds:\n");
        if (!first)
            continue;
        put_comment(s, 2, "settles %s; a person must confirm", t->slug);
        put_format(s, "  %s: {", t->slug);
        for (size_t k = i; k < d->threshold_count; k++)
            if (strcmp(d->thresholds[k].slug, t->slug) == 0)
                put_format(s, "%s%s: %llu", k > i ? ", " : "", d->thresholds[k].word,
                           (unsigned long long)d->thresholds[k].value);
        put(s, "}\n");
    }
}

bool draft_write(struct declaration *d)
{
    if (!d->text)
        d->text = malloc(LARGEST);
    if (!d->text)
        return false;
    struct sheet s = {.at = d->text};
    put_head(&s, d);
    put_home(&s, d);
    put_elements(&s, d);
    put_permits(&s, d);
    put_partners(&s, d);
    put_thresholds(&s, d);
    d->text_len = s.len;
    return !s.cut;
}
