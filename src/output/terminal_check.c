/* What a finding means, as a page. */
#include "output/terminal.h"

#include <stdio.h>

enum { INDENT = 2 };

static void title(struct page *p, const char *s)
{
    page_end(p);
    page_put(p, s, STYLE_STRONG);
    page_end(p);
}

/* Paragraphs are parted by a blank line; a single line end is a blank. */
static void paragraphs(struct page *p, const char *s)
{
    char paragraph[2000];
    while (*s) {
        size_t n = 0;
        for (; *s && !(s[0] == '\n' && s[1] == '\n'); s++)
            if (n + 1 < sizeof paragraph)
                paragraph[n++] = *s == '\n' ? ' ' : *s;
        paragraph[n] = 0;
        page_wrap(p, INDENT, paragraph, STYLE_PLAIN);
        s += strspn(s, "\n");
        if (*s)
            page_end(p);
    }
}

static void about(struct page *p, const char *head, const char *s)
{
    if (!s || !*s)
        return;
    title(p, head);
    paragraphs(p, s);
}

static void about_each(struct page *p, const char *head, struct postern_texts texts)
{
    if (texts.count == 0)
        return;
    title(p, head);
    for (size_t i = 0; i < texts.count; i++) {
        page_put(p, "  - ", STYLE_PLAIN);
        page_wrap(p, INDENT + 2, texts.at[i], STYLE_PLAIN);
    }
}

static void about_thresholds(struct page *p, const struct postern_check *c)
{
    char line[1000];
    if (c->threshold_count)
        title(p, "WHAT CAN BE SET");
    for (size_t i = 0; i < c->threshold_count; i++) {
        const struct postern_threshold *t = &c->thresholds[i];
        snprintf(line, sizeof line, "%s: %s  %s", t->word, t->otherwise, t->why);
        page_put(p, "  - ", STYLE_PLAIN);
        page_wrap(p, INDENT + 2, line, STYLE_PLAIN);
    }
}

void output_terminal_check(struct writer *w, const struct output_look *look,
                           const struct postern_check *c)
{
    struct page p = {.color = look->color, .width = look->width};
    page_put(&p, c->slug, STYLE_STRONG);
    page_end(&p);
    page_wrap(&p, INDENT, c->title ? c->title : "", STYLE_PLAIN);
    about(&p, "WHAT IT MEANS", c->meaning);
    about(&p, "HOW GRAVE", c->severities);
    about_thresholds(&p, c);
    about_each(&p, "INNOCENT IF", c->innocent_if);
    about(&p, "WHAT TO DO", c->next);
    about(&p, "WHAT SETTLES IT", c->settled_by);
    about_each(&p, "SOURCES", c->references);
    about_each(&p, "TECHNIQUES", c->techniques);
    page_write(&p, w);
    page_free(&p);
}
