/* Rows of interconnection: who may ask an operation of another network.
 *
 *   border | CODE or APPLICATION:CODE or - | NAME | inside, home, serving or any |
 *            roaming, sms, location or - | where, route or - | GROUND
 *
 * They name operations that have rows of their own, by code and name; those of HTTP, whose codes
 * are only used inside, by name alone, and all that bear it. `inside`: nobody from outside asks it;
 * `home`: the subscriber's home network asks the serving one; `serving`: the other way round;
 * `any`: whoever has an agreement. Then the pack of a partner's permission that covers it, and
 * whether it asks where somebody is: to know it (where) or to bring something there (route).
 */
#include "spec_translate.h"

#include <string.h>

static const char *const WHO_WORDS[] = {"", "inside", "home", "serving", "any", NULL};
static const char *const PACK_WORDS[] = {"-", "roaming", "sms", "location", NULL};
static const char *const LOCATES_WORDS[] = {"-", "where", "route", NULL};

void read_border(struct row *r)
{
    want(r, 7);
    if (strcmp(r->fields[1], "-") != 0)
        code(r, r->fields[1]);
    struct spec_border *b = &r->as.border;
    b->who = (uint8_t)word(r, WHO_WORDS, r->fields[3], "not inside, home, serving or any");
    word(r, PACK_WORDS, r->fields[4], "not roaming, sms, location or -");
    b->pack = strcmp(r->fields[4], "-") == 0 ? "" : r->fields[4];
    b->locates = (uint8_t)word(r, LOCATES_WORDS, r->fields[5], "not where, route or -");
}

static bool is_of(const struct row *op, const struct row *border)
{
    bool any_code = strcmp(border->fields[1], "-") == 0;
    return op->proto == border->proto && op->part != PART_ANSWER &&
           (any_code || (op->space == border->space && op->code == border->code)) &&
           strcmp(op->fields[2], border->fields[2]) == 0;
}

void join_borders(struct tables *tables)
{
    for (size_t i = 0; i < tables->borders.count; i++) {
        const struct row *border = &tables->borders.all[i];
        bool found = false;
        for (size_t k = 0; k < tables->ops.count; k++) {
            struct row *op = &tables->ops.all[k];
            if (!is_of(op, border))
                continue;
            if (op->as.op.border)
                stop(border, "a second time", border->fields[2]);
            op->as.op.border = (uint16_t)(i + 1);
            found = true;
        }
        if (!found)
            stop(border, "no operation of this code and name", border->fields[2]);
    }
}

void write_borders(FILE *out, const struct tables *tables)
{
    fputs("const struct spec_border spec_border_rows[] = {\n", out);
    for (size_t i = 0; i < tables->borders.count; i++) {
        const struct row *r = &tables->borders.all[i];
        fprintf(out, "    {.who = %u, .locates = %u, .pack = ", r->as.border.who,
                r->as.border.locates);
        quoted(out, r->as.border.pack);
        fputs(", .document = ", out);
        quoted(out, r->document);
        fputs(", .clause = ", out);
        quoted(out, r->fields[6]);
        fputs("},\n", out);
    }
    fprintf(out, "    {0}};\nconst uint32_t spec_border_count = %zu;\n", tables->borders.count);
}
