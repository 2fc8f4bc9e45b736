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
 *   path, notify, json: see spec_translate_http.c
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

static unsigned word(const struct row *r, const char *const *words, const char *s, const char *what)
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

/* CODE or SPACE:CODE. */
static void code(struct row *r, char *s)
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
    else if (!read_http(r, tables))
        stop(r, "not op, ie, value, title, carrier, path, notify, json, document or protocol",
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

void quoted(FILE *out, const char *s)
{
    fputc('"', out);
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            fputc('\\', out);
        fputc(*s, out);
    }
    fputc('"', out);
}

static void source(FILE *out, const struct row *r, unsigned name, unsigned clause)
{
    fputs(".name = ", out);
    quoted(out, r->fields[name]);
    fputs(", .document = ", out);
    quoted(out, r->document);
    fputs(", .clause = ", out);
    quoted(out, r->fields[clause]);
    fputs("},\n", out);
}

static bool same_run(const struct row *a, const struct row *b)
{
    return a->proto == b->proto && a->space == b->space && a->part == b->part;
}

static size_t run_end(const struct rows *rows, size_t from)
{
    size_t end = from;
    while (end < rows->count && same_run(&rows->all[from], &rows->all[end]))
        end++;
    return end;
}

static void write_runs(FILE *out, const struct rows *rows, const char *what)
{
    unsigned count = 0;
    for (size_t from = 0; from < rows->count; from = run_end(rows, from), count++) {
        size_t end = run_end(rows, from);
        uint32_t highest = rows->all[end - 1].code;
        if (highest >= DENSE_LIMIT)
            continue;
        fprintf(out, "static const uint16_t %s_dense_%u[%u] = {", what, count, highest + 1);
        for (size_t i = from; i < end; i++)
            fprintf(out, "[%u] = %zu, ", rows->all[i].code, i - from + 1);
        fputs("};\n", out);
    }
    fprintf(out, "const struct spec_run spec_%s_runs[] = {\n", what);
    count = 0;
    for (size_t from = 0; from < rows->count; from = run_end(rows, from), count++) {
        const struct row *r = &rows->all[from];
        size_t end = run_end(rows, from);
        uint32_t highest = rows->all[end - 1].code;
        fprintf(out, "    {.space = %uU, .proto = %u, .part = %u, .first = %zu, .count = %zu",
                r->space, r->proto, r->part, from, end - from);
        if (highest < DENSE_LIMIT)
            fprintf(out, ", .dense = %s_dense_%u, .dense_count = %u", what, count, highest + 1);
        fputs("},\n", out);
    }
    fprintf(out, "    {0}};\nconst uint32_t spec_%s_run_count = %u;\n", what, count);
}

/* The runs by their hash into `slots`; how many met another one there. */
static uint32_t fill_slots(const struct rows *rows, uint32_t *slots, uint32_t size)
{
    uint32_t number = 0;
    uint32_t met = 0;
    memset(slots, 0, size * sizeof *slots);
    for (size_t from = 0; from < rows->count; from = run_end(rows, from)) {
        const struct row *r = &rows->all[from];
        uint32_t at = spec_run_hash(r->proto, r->part, r->space) & (size - 1);
        for (; slots[at]; met++)
            at = (at + 1) & (size - 1);
        slots[at] = ++number;
    }
    return met;
}

static void write_slots(FILE *out, const struct rows *rows, const char *what)
{
    enum { MOST = 2048 };
    static uint32_t slots[MOST];
    uint32_t size = 4;
    uint32_t runs = 0;
    for (size_t from = 0; from < rows->count; from = run_end(rows, from))
        runs++;
    while (size < MOST && (size < runs * 2 || fill_slots(rows, slots, size)))
        size *= 2;
    if (size < runs * 2) {
        fprintf(stderr, "more than %d protocols and applications: raise MOST\n", MOST / 2);
        exit(1);
    }
    fill_slots(rows, slots, size);
    fprintf(out, "const uint16_t spec_%s_slots[%u] = {", what, size);
    for (uint32_t i = 0; i < size; i++)
        fprintf(out, "%u,", slots[i]);
    fprintf(out, "};\nconst uint32_t spec_%s_slot_count = %u;\n", what, size);
}

static void write_ops(FILE *out, const struct rows *ops)
{
    fputs("const struct spec_op spec_op_rows[] = {\n", out);
    for (size_t i = 0; i < ops->count; i++) {
        const struct row *r = &ops->all[i];
        const struct spec_op *op = &r->as.op;
        fprintf(out, "    {.application = %uU, .code = %uU, .answer = %uU, .proto = %u, .part = %u",
                r->space, r->code, op->answer, r->proto, op->part);
        fputs(", .from = {", out);
        for (unsigned k = 0; k < SPEC_ROLES; k++)
            fprintf(out, "%u,", op->from[k]);
        fputs("}, .to = {", out);
        for (unsigned k = 0; k < SPEC_ROLES; k++)
            fprintf(out, "%u,", op->to[k]);
        fputs("}, .access = {", out);
        for (unsigned k = 0; k < SPEC_ACCESSES; k++)
            fprintf(out, "{%u,%u,%u},", op->access[k].categories, op->access[k].how,
                    op->access[k].only_with);
        fputs("}, ", out);
        source(out, r, 2, 8);
    }
    fprintf(out, "    {0}};\nconst uint32_t spec_op_count = %zu;\n", ops->count);
}

static void write_ies(FILE *out, const struct rows *ies)
{
    fputs("const struct spec_ie spec_ie_rows[] = {\n", out);
    for (size_t i = 0; i < ies->count; i++) {
        const struct row *r = &ies->all[i];
        fprintf(out, "    {.vendor = %uU, .code = %uU, .proto = %u, .meaning = %u, .form = %u, ",
                r->space, r->code, r->proto, r->as.ie.meaning, r->as.ie.form);
        source(out, r, 2, 5);
    }
    fprintf(out, "    {0}};\nconst uint32_t spec_ie_count = %zu;\n", ies->count);
}

static void write_values(FILE *out, const struct rows *values)
{
    fputs("const struct spec_value spec_value_rows[] = {\n", out);
    for (size_t i = 0; i < values->count; i++) {
        const struct row *r = &values->all[i];
        fprintf(out, "    {.number = %uU, .proto = %u, .outcome = %u, .set = ", r->code, r->proto,
                r->as.value.outcome);
        quoted(out, r->fields[1]);
        fputs(", ", out);
        source(out, r, 3, 5);
    }
    fprintf(out, "    {0}};\nconst uint32_t spec_value_count = %zu;\n", values->count);
}

static void write_sets(FILE *out, const struct rows *values)
{
    uint32_t count = 0;
    fputs("const struct spec_set spec_value_sets[] = {\n", out);
    for (size_t from = 0, end; from < values->count; from = end, count++) {
        const struct row *r = &values->all[from];
        end = from;
        while (end < values->count && values->all[end].proto == r->proto &&
               strcmp(values->all[end].fields[1], r->fields[1]) == 0)
            end++;
        fputs("    {.set = ", out);
        quoted(out, r->fields[1]);
        fprintf(out, ", .first = %zu, .count = %zu, .proto = %u},\n", from, end - from, r->proto);
    }
    fprintf(out, "    {0}};\nconst uint32_t spec_value_set_count = %u;\n", count);
}

static void write_carriers(FILE *out, const struct rows *carriers)
{
    fputs("const struct spec_carrier spec_carrier_rows[] = {\n", out);
    for (size_t i = 0; i < carriers->count; i++) {
        fputs("    {.decoder = ", out);
        quoted(out, carriers->all[i].fields[1]);
        fputs(", ", out);
        source(out, &carriers->all[i], 2, 3);
    }
    fprintf(out, "    {0}};\nconst uint32_t spec_carrier_count = %zu;\n", carriers->count);
}

static void write_titles(FILE *out, const struct tables *tables)
{
    fputs("const char *const spec_title_rows[PROTOS] = {\n", out);
    for (unsigned proto = 0; proto < PROTOS; proto++) {
        if (!tables->titles[proto])
            continue;
        fprintf(out, "    [%u] = ", proto);
        quoted(out, tables->titles[proto]);
        fputs(",\n", out);
    }
    fputs("};\n", out);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: spec_translate OUT.c TABLE...\n", stderr);
        return 1;
    }
    static struct row all[4][MAX_ROWS];
    struct tables tables = {.ops = {.all = all[0]},
                            .ies = {.all = all[1]},
                            .values = {.all = all[2]},
                            .carriers = {.all = all[3]}};
    for (int i = 2; i < argc; i++)
        read_table(argv[i], &tables);
    sort(&tables.ops);
    sort(&tables.ies);
    sort(&tables.values);
    FILE *out = fopen(argv[1], "wb");
    if (!out) {
        perror(argv[1]);
        return 1;
    }
    fputs("/* Written by tools/spec_translate.c from spec/; not to be changed by hand. */\n"
          "#include \"spec/rows.h\"\n\n",
          out);
    write_ops(out, &tables.ops);
    write_runs(out, &tables.ops, "op");
    write_slots(out, &tables.ops, "op");
    write_ies(out, &tables.ies);
    write_runs(out, &tables.ies, "ie");
    write_slots(out, &tables.ies, "ie");
    write_values(out, &tables.values);
    write_sets(out, &tables.values);
    write_carriers(out, &tables.carriers);
    write_titles(out, &tables);
    write_http(out);
    return fclose(out) == 0 ? 0 : 1;
}
