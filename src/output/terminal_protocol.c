/* What is understood of a protocol, as a paragraph. */
#include "output/terminal.h"

#include <stdio.h>

enum { COLUMN = 12 };

static void line_of(struct page *p, const char *s)
{
    page_to(p, COLUMN);
    page_wrap(p, COLUMN, s, STYLE_PLAIN);
}

static void join(char *to, size_t size, struct postern_texts texts, const char *between)
{
    size_t len = 0;
    to[0] = 0;
    for (size_t i = 0; i < texts.count && len < size; i++) {
        int n = snprintf(to + len, size - len, "%s%s", i ? between : "", texts.at[i]);
        len += n > 0 ? (size_t)n : 0;
    }
}

static void counts(struct page *p, const struct postern_protocol *q)
{
    char operations[48];
    char elements[48];
    char results[48];
    char line[256];
    amount_count(operations, q->operations, q->carries ? "command" : "operation");
    amount_count(elements, q->elements, "element");
    amount_count(results, q->results, "result");
    if (q->carries)
        snprintf(line, sizeof line, "%s", operations);
    else
        snprintf(line, sizeof line, "%s, %s, %s%s", operations, elements, results,
                 q->paired ? "; an answer is tied to its request" : "");
    if (!q->carries || q->operations)
        line_of(p, line);
}

void output_terminal_protocol(struct writer *w, const struct output_look *look,
                              const struct postern_protocol *q)
{
    char text[4096];
    struct page p = {.color = look->color, .width = look->width};
    page_put(&p, q->name, STYLE_STRONG);
    line_of(&p, q->title ? q->title : q->name);
    join(text, sizeof text, q->specifications, " \xc2\xb7 ");
    line_of(&p, text);
    join(text, sizeof text, q->recognised, " \xc2\xb7 ");
    line_of(&p, q->recognised.count ? text : "inside others, or by its bytes");
    counts(&p, q);
    page_write(&p, w);
    page_free(&p);
}
