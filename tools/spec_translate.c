/* Turns spec/ *.tbl into C, at build time: spec_translate OUT.c TABLE...
 *
 * A line is a row of fields between bars. Blank lines and those that begin with # are passed over.
 *
 *   document | TS 29.274 V19.6.0
 *   protocol | gtpv2
 *   op    | CODE or APPLICATION:CODE | NAME | request, answer or neither | ANSWER CODE or - |
 *           HOW:CATEGORY,CATEGORY[?MEANING] ... or - | FROM ROLES or - | TO ROLES or - | CLAUSE
 *   ie    | CODE or VENDOR:CODE | NAME | MEANING or - | FORM | CLAUSE
 *   value | SET | NUMBER | NAME | success, refused or - | CLAUSE
 *   title | PROTOCOL | WHAT IT IS                     (for the table of coverage)
 *   carrier | DECODER | WHAT IT CARRIES | CLAUSE      (has no messages of its own, no protocol)
 *   path, notify, json: see spec_translate_http.c; border: see spec_translate_border.c
 *
 * A row without a clause, with an unknown word or a double code stops the build with file and line.
 */
#include "spec_translate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const MEANING_WORDS[] = {"",
#define X(ID, word, kind, what) word,
#include "spec/meanings.def"
#undef X
                                            NULL};
static const char *const FORM_WORDS[] = {
#define X(ID, word) word,
#include "spec/forms.def"
#undef X
    NULL};
static const char *const ROLE_WORDS[] = {"",
#define X(ID, word) word,
#include "spec/roles.def"
#undef X
                                         NULL};
static const char *const HOW_WORDS[] = {"",
#define X(ID, word) word,
#include "spec/hows.def"
#undef X
                                        NULL};
static const char *const CATEGORY_WORDS[] = {
#define X(ID, word) word,
#include "spec/categories.def"
#undef X
    NULL};
static const char *const PROTO_WORDS[] = {"",
#define X(ID, word) word,
#include "spec/protos.def"
#undef X
                                          NULL};
static const char *const PART_WORDS[] = {"neither", "request", "answer", NULL};
static const char *const OUTCOME_WORDS[] = {"-", "success", "refused", NULL};

_Noreturn void stop(const struct row *r, const char *what, const char *word)
{
    fprintf(stderr, "%s:%u: %s: %s\n", r->file, r->line, what, word);
    exit(1);
}

static char *trimmed(char *s)
{
    while (isspace((unsigned char)*s))
        s++;
    size_t n = strlen(s);
    while (n && isspace((unsigned char)s[n - 1]))
        s[--n] = 0;
    return s;
}

unsigned word(const struct row *r, const char *const *words, const char *s, const char *what)
{
    for (unsigned i = 0; words[i]; i++)
        if (*words[i] && strcmp(words[i], s) == 0)
            return i;
    stop(r, what, s);
}

static uint32_t number(const struct row *r, const char *s)
{
    char *end;
    unsigned long n = strtoul(s, &end, 0);
    if (end == s || *end || n > UINT32_MAX)
        stop(r, "not a number", s);
    return (uint32_t)n;
}

void code(struct row *r, char *s)
{
    char *colon = strchr(s, ':');
    if (colon) {
        *colon = 0;
        r->space = number(r, s);
        s = colon + 1;
    }
    r->code = number(r, s);
}

void roles(struct row *r, char *s, uint8_t *ret)
{
    unsigned count = 0;
    if (strcmp(s, "-") == 0)
        return;
    for (char *save, *w = strtok_r(s, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
        if (count == SPEC_ROLES)
            stop(r, "too many roles", w);
        ret[count++] = (uint8_t)word(r, ROLE_WORDS, w, "unknown role");
    }
}

static void one_access(struct row *r, char *s, struct spec_access *ret)
{
    char *only = strchr(s, '?');
    if (only) {
        *only++ = 0;
        ret->only_with = (uint8_t)word(r, MEANING_WORDS, only, "unknown meaning");
    }
    char *colon = strchr(s, ':');
    if (!colon)
        stop(r, "not HOW:CATEGORIES", s);
    *colon = 0;
    ret->how = (uint8_t)word(r, HOW_WORDS, s, "unknown way of access");
    for (char *save, *w = strtok_r(colon + 1, ",", &save); w; w = strtok_r(NULL, ",", &save))
        ret->categories |= (uint16_t)(1U << word(r, CATEGORY_WORDS, w, "unknown category"));
}

void accesses(struct row *r, char *s, struct spec_access *ret)
{
    unsigned count = 0;
    if (strcmp(s, "-") == 0)
        return;
    for (char *save, *w = strtok_r(s, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
        if (count == SPEC_ACCESSES)
            stop(r, "too many accesses", w);
        one_access(r, w, &ret[count++]);
    }
}

void want(const struct row *r, unsigned fields)
{
    for (unsigned i = 0; i < fields; i++)
        if (!r->fields[i] || !*r->fields[i])
            stop(r, "a field is empty or missing, the last one is the clause", r->fields[0]);
    if (r->fields[fields])
        stop(r, "one field too many", r->fields[fields]);
}

static void read_op(struct row *r)
{
    struct spec_op *op = &r->as.op;
    want(r, 9);
    code(r, r->fields[1]);
    op->part = (uint8_t)word(r, PART_WORDS, r->fields[3], "not request, answer or neither");
    r->part = op->part;
    op->answer = strcmp(r->fields[4], "-") == 0 ? 0 : number(r, r->fields[4]);
    accesses(r, r->fields[5], op->access);
    roles(r, r->fields[6], op->from);
    roles(r, r->fields[7], op->to);
}

uint8_t meaning_of(const struct row *r, const char *s)
{
    return strcmp(s, "-") == 0 ? 0 : (uint8_t)word(r, MEANING_WORDS, s, "unknown meaning");
}

uint8_t form_of(const struct row *r, const char *s)
{
    return (uint8_t)word(r, FORM_WORDS, s, "unknown form");
}

static void read_ie(struct row *r)
{
    struct spec_ie *ie = &r->as.ie;
    want(r, 6);
    code(r, r->fields[1]);
    ie->meaning = meaning_of(r, r->fields[3]);
    ie->form = form_of(r, r->fields[4]);
}

static void read_value(struct row *r)
{
    want(r, 6);
    r->code = number(r, r->fields[2]);
    r->as.value.outcome = (uint8_t)word(r, OUTCOME_WORDS, r->fields[4], "not success or refused");
}

static void read_carrier(const struct row *r)
{
    want(r, 4);
}

static void read_title(const struct row *r, struct tables *tables)
{
    want(r, 3);
    unsigned proto = word(r, PROTO_WORDS, r->fields[1], "unknown protocol");
    if (tables->titles[proto])
        stop(r, "a second title", r->fields[1]);
    tables->titles[proto] = r->fields[2];
}

static void split(struct row *r, char *line)
{
    unsigned count = 0;
    for (char *at = line; at;) {
        char *bar = strchr(at, '|');
        if (bar)
            *bar++ = 0;
        if (count == MAX_FIELDS - 1)
            stop(r, "too many fields", at);
        r->fields[count++] = trimmed(at);
        at = bar;
    }
}

struct row *add(struct rows *rows, const struct row *r)
{
    if (rows->count == MAX_ROWS)
        stop(r, "too many rows", r->fields[0]);
    rows->all[rows->count] = *r;
    return &rows->all[rows->count++];
}

/* `document` and `protocol` hold for the rows that follow them. */
static void read_line(struct row *r, struct row *context, struct tables *tables)
{
    const char *sort = r->fields[0];
    if (strcmp(sort, "document") == 0) {
        want(r, 2);
        context->document = r->fields[1];
        return;
    }
    if (strcmp(sort, "protocol") == 0) {
        want(r, 2);
        context->proto = (uint8_t)word(r, PROTO_WORDS, r->fields[1], "unknown protocol");
        return;
    }
    if (strcmp(sort, "title") == 0) {
        read_title(r, tables);
        return;
    }
    bool carrier = strcmp(sort, "carrier") == 0;
    if (!context->document || (!context->proto && !carrier))
        stop(r, "a document and a protocol have to stand before", sort);
    r->document = context->document;
    r->proto = context->proto;
    if (carrier)
        read_carrier(add(&tables->carriers, r));
    else if (strcmp(sort, "op") == 0)
        read_op(add(&tables->ops, r));
    else if (strcmp(sort, "ie") == 0)
        read_ie(add(&tables->ies, r));
    else if (strcmp(sort, "value") == 0)
        read_value(add(&tables->values, r));
    else if (strcmp(sort, "border") == 0)
        read_border(add(&tables->borders, r));
    else if (!read_http(r, tables))
        stop(r,
             "not op, ie, value, border, title, carrier, path, notify, json, document or protocol",
             sort);
}

/* The file's text is never freed: rows point into it, and the program ends soon. */
static char *text_of(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        perror(path);
        exit(1);
    }
    size_t cap = 1U << 22;
    char *text = calloc(1, cap);
    if (!text || fread(text, 1, cap - 1, f) == cap - 1) {
        fprintf(stderr, "%s: too large\n", path);
        exit(1);
    }
    fclose(f);
    return text;
}

static void read_table(const char *path, struct tables *tables)
{
    const char *base = strrchr(path, '/');
    struct row context = {.file = base ? base + 1 : path};
    char *next = text_of(path);
    for (unsigned line = 1; next; line++) {
        char *at = next;
        next = strchr(at, '\n');
        if (next)
            *next++ = 0;
        at = trimmed(at);
        if (!*at || *at == '#')
            continue;
        struct row r = {.file = path, .line = line};
        split(&r, at);
        read_line(&r, &context, tables);
    }
}

static int compare(const void *a, const void *b)
{
    const struct row *x = a;
    const struct row *y = b;
    if (x->proto != y->proto)
        return x->proto < y->proto ? -1 : 1;
    if (strcmp(x->fields[0], "value") == 0 && strcmp(x->fields[1], y->fields[1]) != 0)
        return strcmp(x->fields[1], y->fields[1]);
    if (x->part != y->part)
        return x->part < y->part ? -1 : 1;
    if (x->space != y->space)
        return x->space < y->space ? -1 : 1;
    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    return 0;
}

static void sort(struct rows *rows)
{
    qsort(rows->all, rows->count, sizeof *rows->all, compare);
    for (size_t i = 1; i < rows->count; i++)
        if (compare(&rows->all[i - 1], &rows->all[i]) == 0)
            stop(&rows->all[i], "the same code a second time", rows->all[i].fields[2]);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: spec_translate OUT.c TABLE...\n", stderr);
        return 1;
    }
    static struct row all[5][MAX_ROWS];
    struct tables tables = {.ops = {.all = all[0]},
                            .ies = {.all = all[1]},
                            .values = {.all = all[2]},
                            .carriers = {.all = all[3]},
                            .borders = {.all = all[4]}};
    for (int i = 2; i < argc; i++)
        read_table(argv[i], &tables);
    sort(&tables.ops);
    sort(&tables.ies);
    sort(&tables.values);
    join_borders(&tables);
    FILE *out = fopen(argv[1], "wb");
    if (!out) {
        perror(argv[1]);
        return 1;
    }
    write_rows(out, &tables);
    write_http(out);
    return fclose(out) == 0 ? 0 : 1;
}
