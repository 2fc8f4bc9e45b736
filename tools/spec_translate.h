/* What the translator's files share: a row of a table, as read and as it will be written. */
#ifndef POSTERN_TOOLS_SPEC_TRANSLATE_H
#define POSTERN_TOOLS_SPEC_TRANSLATE_H

#include "spec/rows.h"

#include <stdbool.h>
#include <stdio.h>

enum { MAX_ROWS = 8192, MAX_FIELDS = 10, DENSE_LIMIT = 6000 };

struct row {
    char *fields[MAX_FIELDS];
    const char *file;
    unsigned line;
    const char *document;
    uint32_t space, code;
    uint8_t proto, part;
    union {
        struct spec_op op;
        struct spec_ie ie;
        struct spec_value value;
        struct spec_border border;
    } as;
};

struct rows {
    struct row *all;
    size_t count;
};

struct tables {
    struct rows ops, ies, values, carriers, borders;
    const char *titles[PROTOS];
};

_Noreturn void stop(const struct row *r, const char *what, const char *word);
/* That there are so many fields and none is empty. */
void want(const struct row *r, unsigned fields);
struct row *add(struct rows *rows, const struct row *r);
unsigned word(const struct row *r, const char *const *words, const char *s, const char *what);
void code(struct row *r, char *s); /* CODE or SPACE:CODE */
void roles(struct row *r, char *s, uint8_t *ret);
void accesses(struct row *r, char *s, struct spec_access *ret);
uint8_t meaning_of(const struct row *r, const char *s);
uint8_t form_of(const struct row *r, const char *s);

/* Rows of who may ask whom between networks; `join` once all rows are read and sorted. */
void read_border(struct row *r);
void join_borders(struct tables *tables);
void write_borders(FILE *out, const struct tables *tables);

/* The beginning of the file and all rows but those of HTTP. */
void write_rows(FILE *out, const struct tables *tables);
void quoted(FILE *out, const char *s);

/* Rows of resources, callbacks and members; false: it is none of these. */
bool read_http(struct row *r, struct tables *tables);
void write_http(FILE *out);

#endif
