/* Inside the output room: a table in columns that fits the page. */
#ifndef POSTERN_OUTPUT_COLUMNS_H
#define POSTERN_OUTPUT_COLUMNS_H

#include "output/page.h"

enum { COLUMNS_MOST = 10, COLUMNS_ROWS = 30 };

struct columns {
    unsigned count;
    const char *heads[COLUMNS_MOST]; /* NULL: a table without a head */
    bool right[COLUMNS_MOST];        /* numbers */
    char *cells[COLUMNS_ROWS][COLUMNS_MOST];
    uint64_t weights[COLUMNS_ROWS]; /* what a row is worth showing for */
    unsigned rows;
    uint64_t all; /* rows offered */
};

/* Keeps the COLUMNS_ROWS weightiest rows, equal ones in the order in which they came; copies the
 * cells, NULL being empty. */
void columns_add(struct columns *c, uint64_t weight, const char *const *cells);

/* The rows that were kept, in the order in which they came; the widest columns wrap by words where
 * the page is too narrow. Then `and N more` when there are. */
void columns_print(const struct columns *c, struct page *p);
void columns_free(struct columns *c);

#endif
