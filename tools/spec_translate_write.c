/* Rows as C: sorted arrays, and the runs and slots by which they are looked up (spec/rows.h). */
#include "spec_translate.h"

#include <stdlib.h>
#include <string.h>

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
        fprintf(out,
                "    {.application = %uU, .code = %uU, .answer = %uU, .proto = %u, .part = %u, "
                ".border = %u",
                r->space, r->code, op->answer, r->proto, op->part, op->border);
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

void write_rows(FILE *out, const struct tables *tables)
{
    fputs("/* Written by tools/spec_translate.c from spec/; not to be changed by hand. */\n"
          "#include \"spec/rows.h\"\n\n",
          out);
    write_ops(out, &tables->ops);
    write_runs(out, &tables->ops, "op");
    write_slots(out, &tables->ops, "op");
    write_ies(out, &tables->ies);
    write_runs(out, &tables->ies, "ie");
    write_slots(out, &tables->ies, "ie");
    write_values(out, &tables->values);
    write_sets(out, &tables->values);
    write_carriers(out, &tables->carriers);
    write_borders(out, tables);
    write_titles(out, tables);
}
