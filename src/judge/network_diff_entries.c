/* From a declaration's tree to facts that can be compared: the table of keys says what there is. */
#include "judge/network_diff.h"
#include "judge/network_words.h"

#include <stdlib.h>
#include <string.h>

enum { INNER = 32 /* keys that a mapping of the table has at most */, LABELS = 4 };

/* What entries are told from each other by, first what is meant to; else by what they have. */
static const struct kind {
    const char *word;
    const char *by[LABELS];
} KINDS[] = {
    {"elements", {"name"}},      {"functions", {"name"}},
    {"partners", {"name"}},      {"permit", {"from", "to", "protocol"}},
    {"maintenance", {"vendor"}},
};

static const char *const SINGULAR[][2] = {
    {"addresses", "address"},
    {"categories", "category"},
    {"deliver_to", "delivery to"},
    {"functions", "interception function"},
    {"global_titles", "global title"},
    {"msisdns", "numbers from"},
    {"nf_instances", "NF instance"},
    {"plmns", "PLMN"},
    {"elements", "element"},
    {"hosts", "host"},
    {"operations", "operation"},
    {"partners", "partner"},
    {"point_codes", "point code"},
    {"protocols", "protocol"},
    {"realms", "realm"},
    {"roles", "role"},
    {"targets", "target"},
    {"tickets", "ticket"},
    {"user_pools", "user pool"},
    {"windows", "window"},
};

const char *diff_word(const char *key)
{
    for (size_t i = 0; i < sizeof SINGULAR / sizeof *SINGULAR; i++)
        if (strcmp(SINGULAR[i][0], key) == 0)
            return SINGULAR[i][1];
    return key;
}

static const struct kind *kind_of(const char *word)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (strcmp(KINDS[i].word, word) == 0)
            return &KINDS[i];
    return NULL;
}

bool diff_labels(const char *word, const char *key)
{
    const struct kind *kind = kind_of(word);
    for (unsigned i = 0; kind && i < LABELS && kind->by[i]; i++)
        if (strcmp(kind->by[i], key) == 0)
            return true;
    return false;
}

void diff_put(struct text *t, const char *s)
{
    for (; *s; s++)
        text_char(t, (unsigned char)*s < ' ' || *s == 0x7f ? '?' : *s);
}

/* --- Texts ------------------------------------------------------------------------------------ */

static const char *text_begin(const struct diff_side *s)
{
    return s->text.at + s->text.len;
}

static void text_end(struct diff_side *s)
{
    text_char(&s->text, 0);
}

/* 10.0.0.5/32 is 10.0.0.5, however it is written. */
static const char *plain_value(struct diff_side *s, const char *value)
{
    struct prefix p;
    if (!word_like_address(value) || word_prefix(value, &p))
        return value;
    const char *begin = text_begin(s);
    text_addr(&s->text, &p.address);
    if (p.bits < (p.address.family == 4 ? 32U : 128U))
        text_format(&s->text, "/%u", p.bits);
    text_end(s);
    return begin;
}

/* --- Facts ------------------------------------------------------------------------------------ */

static void add_fact(struct diff_side *s, const char *word, unsigned order, const char *value,
                     bool single)
{
    s->facts[s->fact_count++] = (struct diff_fact){word, plain_value(s, value), order, single};
}

static uint32_t first_of(const struct tree *t, uint32_t list)
{
    return tree_node(t, list)->child;
}

static uint32_t next_of(const struct tree *t, uint32_t n)
{
    return tree_node(t, n)->next;
}

/* A mapping inside an entry becomes one value: "id CHG-17, from 2026-..., until 2026-...". */
static void add_inner(struct diff_side *s, const struct key *key, unsigned order, uint32_t map)
{
    const char *begin = text_begin(s);
    for (const struct key *k = key->keys; k->word; k++) {
        uint32_t value = network_child(s->tree, map, k->word);
        bool list = value && tree_node(s->tree, value)->kind == NODE_LIST;
        for (uint32_t one = list ? first_of(s->tree, value) : value; one;
             one = list ? next_of(s->tree, one) : NODE_NONE)
            text_format(&s->text, "%s%s %s", text_begin(s) == begin ? "" : ", ", k->word,
                        tree_text(s->tree, one));
    }
    text_put(&s->text, text_begin(s) == begin ? "nothing" : "");
    text_end(s);
    s->facts[s->fact_count++] =
        (struct diff_fact){.word = key->word, .value = begin, .order = order};
}

/* `role: HSS` and `roles: [HSS]` say the same. */
static const struct key *meant(const struct key *keys, const struct key *key)
{
    const struct key *many = keys;
    if (strcmp(key->word, "role") != 0)
        return key;
    while (many->word && strcmp(many->word, "roles") != 0)
        many++;
    return many->word ? many : key;
}

/* What a mapping says by itself. Lists of mappings are entries of their own, or `inner` values. */
static void add_facts(struct diff_side *s, const struct key *keys, uint32_t map, bool inner)
{
    const struct tree *t = s->tree;
    for (const struct key *k = keys; k->word; k++) {
        uint32_t node = network_child(t, map, k->word);
        const struct key *as = meant(keys, k);
        unsigned order = (unsigned)(as - keys);
        bool list = node && tree_node(t, node)->kind == NODE_LIST;
        bool maps = k->shape == SHAPE_MAP || k->shape == SHAPE_MAPS;
        if (!node || (maps && !inner) || k->shape == SHAPE_NAMED)
            continue;
        for (uint32_t one = list ? first_of(t, node) : node; one;
             one = list ? next_of(t, one) : NODE_NONE)
            if (maps)
                add_inner(s, k, order, one);
            else
                add_fact(s, as->word, order, tree_text(t, one), as->shape == SHAPE_VALUE);
    }
}

static int by_word_and_value(const void *a, const void *b)
{
    const struct diff_fact *x = a;
    const struct diff_fact *y = b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    int order = strcmp(x->word, y->word);
    return order ? order : strcmp(x->value, y->value);
}

/* --- Entries ---------------------------------------------------------------------------------- */

static bool put_values(struct diff_side *s, const struct diff_entry *e, const char *word)
{
    const char *begin = text_begin(s);
    for (size_t i = 0; i < e->fact_count; i++)
        if (strcmp(e->facts[i].word, word) == 0) {
            text_put(&s->text, text_begin(s) == begin ? "" : ", ");
            text_put(&s->text, e->facts[i].value);
        }
    return text_begin(s) != begin;
}

/* "prov1 > hss1 ldap" */
static void put_exchange(struct diff_side *s, const struct diff_entry *e)
{
    if (!put_values(s, e, "from"))
        text_put(&s->text, "anyone");
    text_put(&s->text, " > ");
    if (!put_values(s, e, "to"))
        text_put(&s->text, "anyone");
    text_char(&s->text, ' ');
    if (!put_values(s, e, "protocol"))
        text_put(&s->text, "any protocol");
}

/* As the judge calls an element that has no name (network_fill.c): its first host or address. */
static void put_first(struct diff_side *s, const struct diff_entry *e)
{
    static const char *const LISTS[] = {"hosts",        "addresses", "global_titles", "point_codes",
                                        "nf_instances", "realms",    "plmns",         "from"};
    for (size_t l = 0; l < sizeof LISTS / sizeof *LISTS; l++)
        for (size_t i = 0; i < e->fact_count; i++)
            if (strcmp(e->facts[i].word, LISTS[l]) == 0) {
                text_put(&s->text, e->facts[i].value);
                return;
            }
    text_put(&s->text, "without a name");
}

static const char *label_of(struct diff_side *s, const struct diff_entry *e)
{
    const char *begin = text_begin(s);
    const struct kind *kind = kind_of(e->word);
    if (kind && kind->by[1])
        put_exchange(s, e);
    else if (kind && !put_values(s, e, kind->by[0]))
        put_first(s, e);
    text_end(s);
    return begin;
}

static const char *whole_of(struct diff_side *s, const struct diff_entry *e)
{
    const char *begin = text_begin(s);
    for (size_t i = 0; i < e->fact_count; i++)
        text_format(&s->text, "%s%s %s", i ? ", " : "", diff_word(e->facts[i].word),
                    e->facts[i].value);
    text_put(&s->text, e->fact_count ? "" : "nothing");
    text_end(s);
    return begin;
}

/* All facts from `first` on. `label` NULL: what its facts say. */
static void add_entry(struct diff_side *s, const char *word, unsigned order, size_t first,
                      const char *label)
{
    struct diff_entry *e = &s->entries[s->entry_count++];
    *e = (struct diff_entry){.word = word,
                             .order = order,
                             .counted = kind_of(word) != NULL,
                             .facts = s->facts + first,
                             .fact_count = s->fact_count - first};
    if (e->fact_count)
        qsort(s->facts + first, e->fact_count, sizeof *s->facts, by_word_and_value);
    e->label = label ? label : label_of(s, e);
    e->whole = whole_of(s, e);
}

static void add_list(struct diff_side *s, const struct key *key, unsigned order, uint32_t list)
{
    for (uint32_t map = first_of(s->tree, list); map; map = next_of(s->tree, map)) {
        size_t first = s->fact_count;
        add_facts(s, key->keys, map, true);
        add_entry(s, key->word, order, first, NULL);
    }
}

static void add_mapping(struct diff_side *s, const struct key *key, unsigned order, uint32_t map)
{
    size_t first = s->fact_count;
    add_facts(s, key->keys, map, false);
    add_entry(s, key->word, order, first, "");
    for (const struct key *k = key->keys; k->word; k++) {
        uint32_t list = k->shape == SHAPE_MAPS ? network_child(s->tree, map, k->word) : NODE_NONE;
        if (list)
            add_list(s, k, order + 1 + (unsigned)(k - key->keys), list);
    }
}

static void add_named(struct diff_side *s, const struct key *key, unsigned order, uint32_t map)
{
    const struct tree *t = s->tree;
    for (uint32_t slug = first_of(t, map); slug; slug = next_of(t, next_of(t, slug))) {
        size_t first = s->fact_count;
        uint32_t inner = next_of(t, slug);
        for (uint32_t k = first_of(t, inner); k; k = next_of(t, next_of(t, k)))
            add_fact(s, tree_text(t, k), 0, tree_text(t, next_of(t, k)), true);
        add_entry(s, key->word, order, first, tree_text(t, slug));
    }
}

static int by_place(const void *a, const void *b)
{
    const struct diff_entry *x = a;
    const struct diff_entry *y = b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    int order = strcmp(x->label, y->label);
    return order ? order : strcmp(x->whole, y->whole);
}

/* A value is written at most four times (itself, in a label, in a whole, joined), with a word. */
static bool room(struct diff_side *s)
{
    size_t size = s->tree->length * 4 + (size_t)s->tree->count * 160 + 1000;
    char *bytes = malloc(size);
    s->entries = calloc(s->tree->count + 1, sizeof *s->entries);
    s->facts = calloc(s->tree->count + 1, sizeof *s->facts);
    if (bytes)
        s->text = text_in(bytes, size);
    return bytes && s->entries && s->facts;
}

bool diff_entries(struct diff_side *ret, const struct tree *t)
{
    *ret = (struct diff_side){.tree = t};
    if (!room(ret))
        return false;
    add_facts(ret, network_keys, 1, false);
    add_entry(ret, "", 0, 0, "");
    for (const struct key *k = network_keys; k->word; k++) {
        uint32_t node = network_child(t, 1, k->word);
        unsigned order = (unsigned)(k - network_keys + 1) * INNER;
        if (node && k->shape == SHAPE_MAP)
            add_mapping(ret, k, order, node);
        else if (node && k->shape == SHAPE_MAPS)
            add_list(ret, k, order, node);
        else if (node && k->shape == SHAPE_NAMED)
            add_named(ret, k, order, node);
    }
    qsort(ret->entries, ret->entry_count, sizeof *ret->entries, by_place);
    return !ret->text.cut;
}

void diff_free(struct diff_side *s)
{
    free(s->entries);
    free(s->facts);
    free(s->text.at);
}
