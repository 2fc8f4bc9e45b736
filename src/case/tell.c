/* Telling: the buffers of a line, and what lines of all kinds have in common. */
#include "case/teller.h"

#include <stdlib.h>

enum { VEIL_BUDGET = 1 << 20 };

struct teller *teller_new(struct postern *p)
{
    struct teller *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->p = p;
    t->bytes = malloc(TELL_TEXT);
    if (t->bytes && veil_init(&t->veil, VEIL_BUDGET, p->seed, p->said.key, p->said.reveal))
        return t;
    teller_free(t);
    return NULL;
}

void teller_free(struct teller *t)
{
    if (!t)
        return;
    veil_free(&t->veil);
    free(t->bytes);
    free(t->owners);
    free(t);
}

void line_begin(struct teller *t)
{
    t->len = 0;
    t->slot_count = 0;
}

struct text line_open(struct teller *t)
{
    /* The last byte is kept back, so that there is room for an empty text at any time. */
    if (t->len > TELL_TEXT - 2)
        t->len = TELL_TEXT - 2;
    return text_in(t->bytes + t->len, TELL_TEXT - t->len);
}

const char *line_text(struct teller *t, const struct text *open)
{
    if (open->len == 0)
        return NULL;
    t->len += open->len + 1;
    return open->at;
}

const char *line_veiled(struct teller *t, const char *s, enum veil_depth depth)
{
    struct text text = line_open(t);
    veil_text(&t->veil, &text, s, strlen(s), depth);
    return line_text(t, &text);
}

/* Requests that are routed by a subscriber's number have it as their called title: then that stands
 * there, veiled, and nothing beside it. */
static const char *line_place(struct teller *t, const struct addr *a)
{
    struct addr title = *a;
    TEXT_ON(plain, 80);
    title.bytes[0] &= ADDR_SS7_TITLE;
    memset(title.bytes + 1, 0, 3);
    text_addr(&plain, &title);
    const char *veiled = plain.len ? line_veiled(t, plain.at, VEIL_KNOWN) : NULL;
    if (veiled && strcmp(veiled, plain.at) != 0)
        return veiled;
    struct text text = line_open(t);
    text_addr(&text, a);
    return line_text(t, &text);
}

const char *line_addr(struct teller *t, const struct addr *a)
{
    if (a->family == ADDR_SS7)
        return line_place(t, a);
    struct text text = line_open(t);
    text_addr(&text, a);
    return line_text(t, &text);
}

struct postern_texts line_list(struct teller *t)
{
    return (struct postern_texts){.at = t->slots + t->slot_count};
}

void line_add(struct teller *t, struct postern_texts *list, const char *s)
{
    if (!s || t->slot_count == TELL_SLOTS)
        return;
    t->slots[t->slot_count++] = s;
    list->count++;
}

void line_add_new(struct teller *t, struct postern_texts *list, const char *s)
{
    for (size_t i = 0; s && i < list->count; i++)
        if (strcmp(list->at[i], s) == 0)
            return;
    line_add(t, list, s);
}

const char *line_identity(struct teller *t, uint32_t identity)
{
    const struct identity *i = registry_identity(t->p->registry, identity);
    if (!i)
        return NULL;
    TEXT_ON(value, 256);
    registry_identity_text(&value, t->p->registry, i);
    struct text text = line_open(t);
    veil_identity(&t->veil, &text, (enum identity_class)i->class, value.at);
    return line_text(t, &text);
}

const char *line_best(struct teller *t, uint32_t person)
{
    return person ? line_identity(t, registry_best(t->p->registry, person)) : NULL;
}
