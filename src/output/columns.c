#include "output/columns.h"

#include <stdio.h>
#include <stdlib.h>

enum { INDENT = 2, GAP = 2, NARROWEST = 8 };

static void drop(struct columns *c, unsigned row)
{
    for (unsigned i = 0; i < c->count; i++)
        free(c->cells[row][i]);
    for (c->rows--; row < c->rows; row++) {
        memcpy(c->cells[row], c->cells[row + 1], sizeof c->cells[row]);
        c->weights[row] = c->weights[row + 1];
    }
}

static unsigned lightest(const struct columns *c)
{
    unsigned found = c->rows - 1;
    for (unsigned row = c->rows; row--;)
        if (c->weights[row] < c->weights[found])
            found = row;
    return found;
}

void columns_add(struct columns *c, uint64_t weight, const char *const *cells)
{
    c->all++;
    if (c->rows == COLUMNS_ROWS) {
        unsigned least = lightest(c);
        if (c->weights[least] >= weight)
            return;
        drop(c, least);
    }
    for (unsigned i = 0; i < c->count; i++)
        c->cells[c->rows][i] = strdup(cells[i] ? cells[i] : "");
    c->weights[c->rows++] = weight;
}

static const char *cell(const struct columns *c, unsigned row, unsigned column)
{
    return c->cells[row][column] ? c->cells[row][column] : "";
}

static void natural(const struct columns *c, size_t widths[COLUMNS_MOST])
{
    for (unsigned i = 0; i < c->count; i++) {
        widths[i] = c->heads[i] ? strlen(c->heads[i]) : 0;
        for (unsigned row = 0; row < c->rows; row++) {
            const char *s = cell(c, row, i);
            size_t width = page_columns(s, strlen(s));
            widths[i] = width > widths[i] ? width : widths[i];
        }
    }
}

static size_t total(const struct columns *c, const size_t widths[COLUMNS_MOST])
{
    size_t sum = INDENT;
    for (unsigned i = 0; i < c->count; i++)
        sum += widths[i] + (widths[i] && i ? GAP : 0);
    return sum;
}

/* Takes a column at a time from the widest until all fits. */
static void narrow(const struct columns *c, size_t widths[COLUMNS_MOST], size_t page)
{
    while (total(c, widths) > page) {
        unsigned widest = 0;
        for (unsigned i = 1; i < c->count; i++)
            if (widths[i] > widths[widest] && !c->right[i])
                widest = i;
        if (widths[widest] <= NARROWEST)
            return;
        widths[widest]--;
    }
}

static void print_cell(struct page *p, const char *s, size_t bytes, size_t width, bool right,
                       enum style style)
{
    size_t begin = p->column;
    size_t columns = page_columns(s, bytes);
    if (right && columns < width)
        page_to(p, begin + width - columns);
    page_put_n(p, s, bytes, style);
}

/* One row, which takes as many lines as its longest cell. */
static void print_row(const struct columns *c, struct page *p, const size_t widths[COLUMNS_MOST],
                      const char *const *cells, enum style style)
{
    const char *rest[COLUMNS_MOST];
    bool more = true;
    memcpy(rest, cells, c->count * sizeof *rest);
    while (more) {
        size_t column = INDENT;
        more = false;
        for (unsigned i = 0; i < c->count; i++) {
            if (widths[i] == 0)
                continue;
            size_t n = page_fit(rest[i], widths[i]);
            if (n) {
                page_to(p, column);
                print_cell(p, rest[i], n, widths[i], c->right[i], style);
            }
            rest[i] += n;
            rest[i] += strspn(rest[i], " ");
            more |= *rest[i] != 0;
            column += widths[i] + GAP;
        }
        page_end(p);
    }
}

/* Where the page is too narrow for columns a row is a sentence, with the heads of its numbers. */
static void print_words(const struct columns *c, struct page *p, unsigned row)
{
    char words[400];
    size_t len = 0;
    words[0] = 0;
    for (unsigned i = 0; i < c->count && len < sizeof words; i++) {
        const char *s = cell(c, row, i);
        const char *head = c->right[i] && c->heads[i] ? c->heads[i] : "";
        if (*s)
            len += (size_t)snprintf(words + len, sizeof words - len, "%s%s%s%s", len ? " " : "",
                                    head, *head ? " " : "", s);
    }
    page_to(p, INDENT);
    page_wrap(p, (size_t)INDENT + GAP, words, STYLE_PLAIN);
}

void columns_print(const struct columns *c, struct page *p)
{
    size_t widths[COLUMNS_MOST] = {0};
    natural(c, widths);
    narrow(c, widths, p->width);
    bool fits = total(c, widths) <= p->width;
    if (fits && c->heads[0])
        print_row(c, p, widths, c->heads, STYLE_DIM);
    for (unsigned row = 0; row < c->rows; row++) {
        const char *cells[COLUMNS_MOST];
        for (unsigned i = 0; i < c->count; i++)
            cells[i] = cell(c, row, i);
        if (fits)
            print_row(c, p, widths, cells, STYLE_PLAIN);
        else
            print_words(c, p, row);
    }
    if (c->all > c->rows)
        page_more(p, INDENT, c->all - c->rows, "(--json shows all)");
}

void columns_free(struct columns *c)
{
    while (c->rows)
        drop(c, c->rows - 1);
}
