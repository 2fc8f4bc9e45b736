/* One finding as a person reads it: what, the proof, what would make it innocent, what to do. */
#include "output/terminal.h"

#include <stdio.h>

enum { PROOFS_SHOWN = 5, TITLE_COLUMN = 2, LABEL_COLUMN = 4, TEXT_COLUMN = 18 };

static enum style style_of(const char *severity)
{
    if (strcmp(severity, "critical") == 0 || strcmp(severity, "high") == 0)
        return STYLE_BAD;
    return strcmp(severity, "medium") == 0 ? STYLE_NOTE : STYLE_PLAIN;
}

static void head(struct page *p, const struct postern_finding *f)
{
    char severity[16] = "";
    char sure[24];
    for (size_t i = 0; f->severity[i] && i + 1 < sizeof severity; i++)
        severity[i] = (char)(f->severity[i] - ('a' - 'A'));
    snprintf(sure, sizeof sure, "confidence %u", f->confidence);
    page_put(p, severity, style_of(f->severity));
    page_to(p, 8);
    page_put(p, f->id, STYLE_STRONG);
    if (p->column + 2 + strlen(sure) <= p->width)
        page_to(p, p->width - strlen(sure));
    page_put(p, p->column ? sure : "", STYLE_DIM);
    page_end(p);
}

static void labelled(struct page *p, const char *label, const char *s)
{
    if (!s || !*s)
        return;
    page_to(p, LABEL_COLUMN);
    page_put(p, label, STYLE_DIM);
    page_to(p, TEXT_COLUMN);
    page_wrap(p, TEXT_COLUMN, s, STYLE_PLAIN);
}

static void labelled_each(struct page *p, const char *label, struct postern_texts texts)
{
    for (size_t i = 0; i < texts.count; i++)
        labelled(p, i ? "" : label, texts.at[i]);
}

static void proofs(struct terminal *t, const struct postern_finding *f)
{
    char label[32];
    for (size_t i = 0; i < f->frame_count && i < PROOFS_SHOWN; i++) {
        const struct postern_frame *frame = &f->frames[i];
        snprintf(label, sizeof label, "frame %llu", (unsigned long long)frame->frame);
        page_to(&t->page, LABEL_COLUMN);
        page_put(&t->page, label, STYLE_PLAIN);
        page_to(&t->page, TEXT_COLUMN);
        if (t->look.many_files) {
            page_put(&t->page, frame->file, STYLE_DIM);
            page_put(&t->page, ": ", STYLE_PLAIN);
        }
        page_wrap(&t->page, TEXT_COLUMN, frame->why ? frame->why : "", STYLE_PLAIN);
    }
    if (f->frame_count > PROOFS_SHOWN) {
        page_to(&t->page, LABEL_COLUMN);
        page_format(&t->page, "and %zu more (--json shows all)", f->frame_count - PROOFS_SHOWN);
        page_end(&t->page);
    }
}

static void sources(struct page *p, const struct postern_finding *f)
{
    char see[512];
    size_t len = 0;
    for (size_t i = 0; i < f->references.count && len < sizeof see; i++)
        len += (size_t)snprintf(see + len, sizeof see - len, "%s%s", i ? " · " : "",
                                f->references.at[i]);
    labelled(p, "see", len ? see : NULL);
    labelled(p, "Wireshark", f->display_filter);
}

void terminal_finding(struct terminal *t, const struct postern_finding *f)
{
    struct page *p = &t->page;
    char next[96];
    page_end(p);
    head(p, f);
    page_wrap(p, TITLE_COLUMN, f->title, STYLE_STRONG);
    proofs(t, f);
    labelled_each(p, "why", f->why);
    labelled_each(p, "innocent if", f->innocent_if);
    labelled(p, "settled by", f->settled_by);
    sources(p, f);
    snprintf(next, sizeof next, "postern explain %s", f->slug);
    labelled(p, "next", next);
}
