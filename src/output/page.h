/* Inside the output room: text for a person. Lines are wrapped by words; what came from the wire
 * can neither steer the terminal nor reorder what stands there. */
#ifndef POSTERN_OUTPUT_PAGE_H
#define POSTERN_OUTPUT_PAGE_H

#include "output/writer.h"

enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_DIM, STYLE_GOOD, STYLE_NOTE, STYLE_BAD, STYLES };

struct page {
    char *at; /* grows; what finds no memory is dropped and `cut` set */
    size_t len, cap;
    bool cut;
    bool color;
    size_t width;  /* columns */
    size_t column; /* where the next character stands */
};

void page_free(struct page *p);
void page_write(const struct page *p, struct writer *w);

void page_put(struct page *p, const char *s, enum style style);
/* Only the first `bytes` of it. */
void page_put_n(struct page *p, const char *s, size_t bytes, enum style style);
void page_format(struct page *p, const char *form, ...) __attribute__((format(printf, 2, 3)));
void page_end(struct page *p); /* of the line */
/* Blanks up to a column; at least one when it is passed already and not 0. */
void page_to(struct page *p, size_t column);

/* Words from where the line is, further lines beginning at `column`. */
void page_wrap(struct page *p, size_t column, const char *s, enum style style);

/* "and 37 more TAIL" */
void page_more(struct page *p, size_t column, uint64_t count, const char *tail);

/* How many columns a text takes. */
size_t page_columns(const char *s, size_t bytes);
/* How many bytes of it fit into so many columns: whole words where one ends in time, else whole
 * parts of a name. */
size_t page_fit(const char *s, size_t columns);

#endif
