/* One finding as a person reads it: what, the proof, what would make it innocent, what to do. */
#include "output/terminal.h"

#include <stdio.h>

enum { PROOFS_SHOWN = 5, PROOFS_OF_LOW = 2, WHYS_SHOWN = 4, INNOCENT_SHOWN = 2, SOURCES_SHOWN = 3 };
enum { TITLE_COLUMN = 2, ID_COLUMN = 9, LABEL_COLUMN = 4, TEXT_COLUMN = 18 };

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
    page_to(p, ID_COLUMN);
    page_put(p, f->id, STYLE_STRONG);
    bool fits = p->column + 2 + strlen(sure) <= p->width;
    if (!fits)
        page_end(p);
    page_to(p, fits ? p->width - strlen(sure) : ID_COLUMN);
    page_put(p, sure, STYLE_DIM);
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

static void proofs(struct terminal *t, const struct postern_finding *f, size_t most)
{
    char label[32];
    for (size_t i = 0; i < f->frame_count && i < most; i++) {
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
    if (f->frame_count > most)
        page_more(&t->page, TEXT_COLUMN, f->frame_count - most, "(--json shows all)");
}

static void each(struct page *p, const char *label, struct postern_texts texts, size_t most)
{
    for (size_t i = 0; i < texts.count && i < most; i++)
        labelled(p, i ? "" : label, texts.at[i]);
    if (texts.count > most)
        page_more(p, TEXT_COLUMN, texts.count - most, "(--json shows all)");
}

/* Where it is written, without the remarks in brackets or behind a colon. */
static void sources(struct page *p, const struct postern_finding *f)
{
    char see[300];
    size_t len = 0;
    for (size_t i = 0; i < f->references.count && i < SOURCES_SHOWN && len < sizeof see; i++) {
        const char *s = f->references.at[i];
        size_t n = strcspn(s, "(");
        const char *colon = strstr(s, ": ");
        if (colon && (size_t)(colon - s) < n)
            n = (size_t)(colon - s);
        while (n && s[n - 1] == ' ')
            n--;
        len += (size_t)snprintf(see + len, sizeof see - len, "%s%.*s", i ? " · " : "", (int)n, s);
    }
    labelled(p, "see", len ? see : NULL);
    labelled(p, "Wireshark", f->display_filter);
}

/* What may be innocent anywhere is told in few lines; the rest of it is in explain. */
void terminal_finding(struct terminal *t, const struct postern_finding *f)
{
    struct page *p = &t->page;
    char next[96];
    bool low = strcmp(f->severity, "low") == 0;
    page_end(p);
    head(p, f);
    page_wrap(p, TITLE_COLUMN, f->title, STYLE_STRONG);
    proofs(t, f, low ? PROOFS_OF_LOW : PROOFS_SHOWN);
    if (!low) {
        each(p, "why", f->why, WHYS_SHOWN);
        each(p, "also", f->also, f->also.count);
        each(p, "innocent if", f->innocent_if, INNOCENT_SHOWN);
    }
    sources(p, f);
    snprintf(next, sizeof next, "postern explain %s", f->slug);
    labelled(p, "next", next);
}
