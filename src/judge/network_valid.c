/* Holds a declaration against the table of its keys. */
#include "judge/network_keys.h"
#include "judge/network_words.h"

#include <stdio.h>
#include <string.h>

uint32_t network_child(const struct tree *t, uint32_t map, const char *key)
{
    const struct node *m = tree_node(t, map);
    for (uint32_t k = m->kind == NODE_MAP ? m->child : NODE_NONE; k;) {
        uint32_t value = tree_node(t, k)->next;
        if (strcmp(tree_text(t, k), key) == 0)
            return value;
        k = tree_node(t, value)->next;
    }
    return NODE_NONE;
}

static const char *kind_of(const struct tree *t, uint32_t n)
{
    const struct node *node = tree_node(t, n);
    if (node->kind != NODE_SCALAR)
        return node->kind == NODE_LIST ? "a list" : "a mapping";
    if (node->quoted)
        return "a text";
    switch (word_scalar(tree_text(t, n))) {
    case SCALAR_INTEGER:
        return "a number";
    case SCALAR_OTHER:
        return *tree_text(t, n) ? "no text" : "empty";
    case SCALAR_TEXT:
    default:
        return "a text";
    }
}

static bool wrong_type(const struct tree *t, uint32_t n, const char *wanted, struct fault *f)
{
    struct shown s = tree_shown(tree_text(t, n));
    if (s.text[0])
        return tree_fault(t, n, f, "%s is %s; expected is %s", s.text, kind_of(t, n), wanted);
    return tree_fault(t, n, f, "this is %s; expected is %s", kind_of(t, n), wanted);
}

static bool valid_value(const struct tree *t, uint32_t n, const struct value *v, struct fault *f)
{
    const struct node *node = tree_node(t, n);
    const char *text = tree_text(t, n);
    const char *why = NULL;
    enum scalar plain = node->quoted ? SCALAR_TEXT : word_scalar(text);
    bool right = node->kind == NODE_SCALAR &&
                 ((plain == SCALAR_TEXT && v->text) || (plain == SCALAR_INTEGER && v->integer));
    if (!right)
        return wrong_type(t, n, v->wanted, f);
    if (v->good(text, &why))
        return true;
    struct shown s = tree_shown(text);
    return tree_fault(t, n, f, "\"%s\" %s; expected is %s", s.text,
                      why ? why : "is not what can stand here", v->wanted);
}

static bool valid_values(const struct tree *t, uint32_t n, const struct value *v, struct fault *f)
{
    if (tree_node(t, n)->kind != NODE_LIST) {
        char wanted[160];
        (void)snprintf(wanted, sizeof wanted, "a list, each %s", v->wanted);
        return wrong_type(t, n, wanted, f);
    }
    for (uint32_t one = tree_node(t, n)->child; one; one = tree_node(t, one)->next)
        if (!valid_value(t, one, v, f))
            return false;
    return true;
}

static uint32_t next_key(const struct tree *t, uint32_t key)
{
    return tree_node(t, tree_node(t, key)->next)->next;
}

/* No key twice, and each a text. No mapping here has more than some 80 keys (thresholds). */
static bool valid_keys(const struct tree *t, uint32_t map, struct fault *f)
{
    enum { MOST = 200 };
    unsigned count = 0;
    for (uint32_t k = tree_node(t, map)->child; k; k = next_key(t, k)) {
        struct shown s = tree_shown(tree_text(t, k));
        bool good = true;
        if (++count > MOST)
            return tree_fault(t, k, f, "too many keys; expected are some of the known ones, once");
        if (tree_node(t, k)->kind != NODE_SCALAR)
            good = tree_fault(t, k, f, "a key is %s; expected is a word", kind_of(t, k));
        else if (network_child(t, map, tree_text(t, k)) != tree_node(t, k)->next)
            good = tree_fault(t, k, f, "the key \"%s\" stands here a second time; expected is one",
                              s.text);
        if (!good)
            return false;
    }
    return true;
}

static bool valid_thresholds(const struct tree *t, uint32_t map, const struct value *v,
                             struct fault *f)
{
    if (tree_node(t, map)->kind != NODE_MAP)
        return wrong_type(t, map, "a mapping as {subscribers: 50, within: 10m}", f);
    if (!valid_keys(t, map, f))
        return false;
    for (uint32_t k = tree_node(t, map)->child; k; k = next_key(t, k)) {
        struct shown s = tree_shown(tree_text(t, k));
        if (!word_key(tree_text(t, k)) &&
            !tree_fault(t, k, f, "\"%s\" is no threshold; expected is a word as subscribers",
                        s.text))
            return false;
        if (!valid_value(t, tree_node(t, k)->next, v, f))
            return false;
    }
    return true;
}

static bool valid_named(const struct tree *t, uint32_t n, const struct value *v, struct fault *f)
{
    if (tree_node(t, n)->kind != NODE_MAP)
        return wrong_type(t, n, "a mapping of findings to their thresholds", f);
    if (!valid_keys(t, n, f))
        return false;
    for (uint32_t slug = tree_node(t, n)->child; slug; slug = next_key(t, slug)) {
        struct shown s = tree_shown(tree_text(t, slug));
        if (!word_slug(tree_text(t, slug)) &&
            !tree_fault(t, slug, f,
                        "\"%s\" is no finding; expected is the slug of one, as identity-harvest",
                        s.text))
            return false;
        if (!valid_thresholds(t, tree_node(t, slug)->next, v, f))
            return false;
    }
    return true;
}

static bool unknown_key(const struct tree *t, uint32_t k, const struct key *keys, struct fault *f)
{
    char known[200] = "";
    for (; keys->word; keys++) {
        strncat(known, known[0] ? ", " : "", sizeof known - strlen(known) - 1);
        strncat(known, keys->word, sizeof known - strlen(known) - 1);
    }
    struct shown s = tree_shown(tree_text(t, k));
    return tree_fault(t, k, f, "unknown key \"%s\"; known here are %s", s.text, known);
}

static const struct key *key_of(const struct key *keys, const char *word)
{
    for (; keys->word; keys++)
        if (strcmp(keys->word, word) == 0)
            return keys;
    return NULL;
}

/* Where the walk is: the next key of a mapping, or the next mapping of a list. */
struct at {
    const struct key *keys;
    uint32_t next;
    bool list;
};

/* Opens a mapping or a list of mappings. */
static bool open_node(const struct tree *t, uint32_t n, const struct key *key, struct at *ret,
                      struct fault *f)
{
    bool list = key->shape == SHAPE_MAPS;
    if (tree_node(t, n)->kind != (list ? NODE_LIST : NODE_MAP))
        return wrong_type(t, n, list ? "a list of mappings" : "a mapping", f);
    *ret = (struct at){.keys = key->keys, .next = tree_node(t, n)->child, .list = list};
    return list || valid_keys(t, n, f);
}

/* One key or one mapping of a list; *ret_opened: something was put on the stack. */
static bool step(const struct tree *t, struct at *a, struct at *ret, bool *ret_opened,
                 struct fault *f)
{
    static const struct key EACH = {.shape = SHAPE_MAP};
    uint32_t here = a->next;
    struct key each = EACH;
    const struct key *key = &each;
    *ret_opened = a->list;
    each.keys = a->keys;
    if (a->list) {
        a->next = tree_node(t, here)->next;
        return open_node(t, here, key, ret, f);
    }
    key = key_of(a->keys, tree_text(t, here));
    uint32_t value = tree_node(t, here)->next;
    a->next = tree_node(t, value)->next;
    if (tree_node(t, here)->kind != NODE_SCALAR)
        return true; /* told by valid_keys */
    if (!key)
        return unknown_key(t, here, a->keys, f);
    switch (key->shape) {
    case SHAPE_VALUE:
        return valid_value(t, value, key->value, f);
    case SHAPE_VALUES:
        return valid_values(t, value, key->value, f);
    case SHAPE_NAMED:
        return valid_named(t, value, key->value, f);
    case SHAPE_MAP:
    case SHAPE_MAPS:
        *ret_opened = true;
        return open_node(t, value, key, ret, f);
    }
    return false;
}

bool network_valid(const struct tree *t, struct fault *f)
{
    static const struct key ROOT = {.shape = SHAPE_MAP, .keys = network_keys};
    enum { LEVELS = 6 }; /* the table's own depth: mapping, list, mapping, list, mapping */
    struct at stack[LEVELS] = {0};
    unsigned depth = 1;
    if (!open_node(t, 1, &ROOT, &stack[0], f))
        return false;
    if (tree_node(t, 1)->kind == NODE_MAP && !network_child(t, 1, "version") &&
        !tree_fault(t, 1, f, "there is no version; expected is version: 1"))
        return false;
    while (depth) {
        struct at inner = {0};
        bool opened = false;
        if (!stack[depth - 1].next) {
            depth--;
            continue;
        }
        if (!step(t, &stack[depth - 1], &inner, &opened, f))
            return false;
        if (opened && depth < LEVELS)
            stack[depth++] = inner;
    }
    return true;
}
