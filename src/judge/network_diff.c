/* What changed from one declaration to the next, in words. */
#include "judge/network_diff.h"
#include "judge/network_inside.h"

#include <string.h>

enum { WHERE = 300, SENTENCE = 1200 };

struct telling {
    void (*change)(void *arg, const struct network_change *c);
    void *arg;
};

/* --- Sentences -------------------------------------------------------------------------------- */

/* "hss1", "partner Roam Co", "maintenance of Example Systems", "home" */
static void put_where(struct text *t, const struct diff_entry *e, bool by_name)
{
    bool element = strcmp(e->word, "elements") == 0;
    if (!element || !by_name)
        text_put(t, diff_word(e->word));
    if (!*e->label)
        return;
    if (strcmp(e->word, "maintenance") == 0 || strcmp(e->word, "thresholds") == 0)
        text_put(t, " of");
    text_put(t, t->len ? " " : "");
    diff_put(t, e->label);
}

static void tell(const struct telling *to, const char *what, const char *where, const char *before,
                 const char *after, const char *sentence)
{
    struct network_change c = {.what = what,
                               .where = *where ? where : NULL,
                               .before = before,
                               .after = after,
                               .sentence = sentence};
    to->change(to->arg, &c);
}

/* A whole entry came or went; what its label does not say stands behind it. */
static void tell_entry(const struct telling *to, const struct diff_entry *e, bool added)
{
    TEXT_ON(where, WHERE);
    TEXT_ON(said, SENTENCE);
    unsigned count = 0;
    put_where(&where, e, true);
    put_where(&said, e, false);
    text_put(&said, added ? " added" : " removed");
    for (size_t i = 0; i < e->fact_count; i++) {
        const struct diff_fact *f = &e->facts[i];
        if (diff_labels(e->word, f->word))
            continue;
        text_put(&said, count++ ? ", " : " (");
        if (strcmp(f->word, "why") != 0)
            text_format(&said, "%s ", diff_word(f->word));
        diff_put(&said, f->value);
    }
    text_put(&said, count ? ")" : "");
    tell(to, e->word, where.at, added ? NULL : e->whole, added ? e->whole : NULL, said.at);
}

static void put_change(struct text *t, const struct diff_fact *f, bool added)
{
    if (strcmp(f->word, "may") == 0) {
        text_put(t, added ? "may now ask " : "may no longer ask ");
        diff_put(t, f->value);
        return;
    }
    text_format(t, "%s ", diff_word(f->word));
    diff_put(t, f->value);
    text_put(t, added ? " added" : " removed");
}

/* One of both may be NULL. */
static void tell_fact(const struct telling *to, const struct diff_entry *in,
                      const struct diff_fact *before, const struct diff_fact *after)
{
    TEXT_ON(where, WHERE);
    TEXT_ON(said, SENTENCE);
    put_where(&where, in, true);
    text_format(&said, "%s%s", where.at, where.len ? ": " : "");
    if (before && after) {
        text_format(&said, "%s changed from ", diff_word(before->word));
        diff_put(&said, before->value);
        text_put(&said, " to ");
        diff_put(&said, after->value);
        tell(to, before->word, where.at, before->value, after->value, said.at);
    } else if (before) {
        put_change(&said, before, false);
        tell(to, before->word, where.at, before->value, NULL, said.at);
    } else if (after) {
        put_change(&said, after, true);
        tell(to, after->word, where.at, NULL, after->value, said.at);
    }
}

/* --- Comparing -------------------------------------------------------------------------------- */

static int by_word(const struct diff_fact *a, const struct diff_fact *b)
{
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return strcmp(a->word, b->word);
}

static int fact_order(const struct diff_fact *a, const struct diff_fact *b)
{
    int order = by_word(a, b);
    return order ? order : strcmp(a->value, b->value);
}

static void compare_facts(const struct telling *to, const struct diff_entry *a,
                          const struct diff_entry *b)
{
    size_t i = 0;
    size_t j = 0;
    while (i < a->fact_count || j < b->fact_count) {
        const struct diff_fact *x = i < a->fact_count ? &a->facts[i] : NULL;
        const struct diff_fact *y = j < b->fact_count ? &b->facts[j] : NULL;
        int order = !y ? -1 : (!x ? 1 : fact_order(x, y));
        bool changed = x && y && order && x->single && by_word(x, y) == 0;
        if (changed)
            tell_fact(to, a, x, y);
        else if (order < 0)
            tell_fact(to, a, x, NULL);
        else if (order > 0)
            tell_fact(to, a, NULL, y);
        i += changed || order <= 0;
        j += changed || order >= 0;
    }
}

static int entry_order(const struct diff_entry *a, const struct diff_entry *b, bool whole)
{
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    int order = strcmp(a->label, b->label);
    return order || !whole ? order : strcmp(a->whole, b->whole);
}

/* Of several of one name, those that stayed as they are go first, so that the others find their
 * like. */
static void mark_same(struct diff_side *a, struct diff_side *b)
{
    size_t i = 0;
    size_t j = 0;
    while (i < a->entry_count && j < b->entry_count) {
        int order = entry_order(&a->entries[i], &b->entries[j], true);
        if (order == 0)
            a->entries[i].same = b->entries[j].same = true;
        i += order <= 0;
        j += order >= 0;
    }
}

static const struct diff_entry *next_changed(const struct diff_side *s, size_t *at)
{
    while (*at < s->entry_count && s->entries[*at].same)
        (*at)++;
    return *at < s->entry_count ? &s->entries[*at] : NULL;
}

/* All of `home` has no name: where it is new, each of its lines is. */
static void tell_alone(const struct telling *to, const struct diff_entry *e, bool added)
{
    struct diff_entry nothing = *e;
    nothing.fact_count = 0;
    if (e->counted)
        tell_entry(to, e, added);
    else
        compare_facts(to, added ? &nothing : e, added ? e : &nothing);
}

static void compare(const struct telling *to, struct diff_side *a, struct diff_side *b)
{
    const struct diff_entry *x;
    const struct diff_entry *y;
    size_t i = 0;
    size_t j = 0;
    mark_same(a, b);
    while ((void)(x = next_changed(a, &i)), (void)(y = next_changed(b, &j)), x || y) {
        int order = !y ? -1 : (!x ? 1 : entry_order(x, y, false));
        if (order == 0)
            compare_facts(to, x, y);
        else
            tell_alone(to, order < 0 ? x : y, order > 0);
        i += order <= 0;
        j += order >= 0;
    }
}

bool network_diff_trees(const struct tree *before, const struct tree *after,
                        void (*change)(void *arg, const struct network_change *c), void *arg)
{
    struct telling to = {.change = change, .arg = arg};
    struct diff_side a = {0};
    struct diff_side b = {0};
    bool ok = diff_entries(&a, before) && diff_entries(&b, after);
    if (ok)
        compare(&to, &a, &b);
    diff_free(&a);
    diff_free(&b);
    return ok;
}

bool network_diff(const char *before, const char *after,
                  void (*change)(void *arg, const struct network_change *c), void *arg,
                  struct fault *ret_fault)
{
    struct tree a = {0};
    struct tree b = {0};
    bool ok = network_tree(&a, before, ret_fault) && network_tree(&b, after, ret_fault);
    if (ok && !network_diff_trees(&a, &b, change, arg))
        ok =
            fault_set(ret_fault, "%s: out of memory for what changed; compare smaller ones", after);
    tree_free(&a);
    tree_free(&b);
    return ok;
}
