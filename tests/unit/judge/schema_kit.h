/* A JSON Schema validator, as small as docs/network.schema.json needs it: over the trees that
 * declarations are read into (JSON is YAML). A keyword that it does not know is told. */
#ifndef POSTERN_TESTS_SCHEMA_KIT_H
#define POSTERN_TESTS_SCHEMA_KIT_H

#include "judge/network_keys.h"
#include "judge/network_words.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct schema_walk {
    const struct tree *schema, *data;
    unsigned unknown; /* keywords */
};

static bool schema_holds(struct schema_walk *w, uint32_t rule, uint32_t value);

static inline uint32_t schema_next(const struct tree *t, uint32_t key)
{
    return tree_node(t, tree_node(t, key)->next)->next;
}

static inline bool schema_is_text(const struct schema_walk *w, uint32_t value)
{
    const struct node *n = tree_node(w->data, value);
    return n->kind == NODE_SCALAR &&
           (n->quoted || word_scalar(tree_text(w->data, value)) == SCALAR_TEXT);
}

static inline bool schema_is_integer(const struct schema_walk *w, uint32_t value)
{
    const struct node *n = tree_node(w->data, value);
    return n->kind == NODE_SCALAR && !n->quoted &&
           word_scalar(tree_text(w->data, value)) == SCALAR_INTEGER;
}

static inline bool schema_type(const struct schema_walk *w, const char *type, uint32_t value)
{
    enum node_kind kind = tree_node(w->data, value)->kind;
    if (strcmp(type, "object") == 0)
        return kind == NODE_MAP;
    if (strcmp(type, "array") == 0)
        return kind == NODE_LIST;
    return strcmp(type, "integer") == 0 ? schema_is_integer(w, value) : schema_is_text(w, value);
}

static inline bool schema_matches(const char *pattern, const char *text)
{
    regex_t r;
    assert_int_equal(regcomp(&r, pattern, REG_EXTENDED | REG_NOSUB), 0);
    bool found = regexec(&r, text, 0, NULL, 0) == 0;
    regfree(&r);
    return found;
}

static inline uint32_t schema_refers(const struct schema_walk *w, const char *to)
{
    static const char before[] = "#/$defs/";
    assert_int_equal(strncmp(to, before, strlen(before)), 0);
    uint32_t rule =
        network_child(w->schema, network_child(w->schema, 1, "$defs"), to + strlen(before));
    assert_int_not_equal(rule, NODE_NONE);
    return rule;
}

/* How many of a list of rules hold; *ret_all: of how many. */
static inline unsigned schema_count(struct schema_walk *w, uint32_t list, uint32_t value,
                                    unsigned *ret_all)
{
    unsigned count = 0;
    *ret_all = 0;
    for (uint32_t r = tree_node(w->schema, list)->child; r; r = tree_node(w->schema, r)->next) {
        count += schema_holds(w, r, value);
        ++*ret_all;
    }
    return count;
}

static inline bool schema_has_word(const struct schema_walk *w, uint32_t list, const char *text)
{
    for (uint32_t r = tree_node(w->schema, list)->child; r; r = tree_node(w->schema, r)->next)
        if (strcmp(tree_text(w->schema, r), text) == 0)
            return true;
    return false;
}

/* properties and additionalProperties of a mapping. */
static inline bool schema_members(struct schema_walk *w, uint32_t rule, uint32_t value)
{
    uint32_t known = network_child(w->schema, rule, "properties");
    uint32_t others = network_child(w->schema, rule, "additionalProperties");
    uint32_t names = network_child(w->schema, rule, "propertyNames");
    if (tree_node(w->data, value)->kind != NODE_MAP)
        return true;
    for (uint32_t k = tree_node(w->data, value)->child; k; k = schema_next(w->data, k)) {
        uint32_t member = known ? network_child(w->schema, known, tree_text(w->data, k)) : 0;
        uint32_t inner = tree_node(w->data, k)->next;
        if (names && !schema_holds(w, names, k))
            return false;
        if (member && !schema_holds(w, member, inner))
            return false;
        if (member || !others)
            continue;
        if (strcmp(tree_text(w->schema, others), "false") == 0 || !schema_holds(w, others, inner))
            return false;
    }
    return true;
}

static inline bool schema_required(const struct schema_walk *w, uint32_t list, uint32_t value)
{
    for (uint32_t r = tree_node(w->schema, list)->child; r; r = tree_node(w->schema, r)->next)
        if (!network_child(w->data, value, tree_text(w->schema, r)))
            return false;
    return true;
}

static inline bool schema_items(struct schema_walk *w, uint32_t rule, uint32_t value)
{
    if (tree_node(w->data, value)->kind != NODE_LIST)
        return true;
    for (uint32_t one = tree_node(w->data, value)->child; one; one = tree_node(w->data, one)->next)
        if (!schema_holds(w, rule, one))
            return false;
    return true;
}

static inline bool schema_keyword(struct schema_walk *w, const char *word, uint32_t arg,
                                  uint32_t rule, uint32_t value)
{
    unsigned all;
    const char *text = tree_text(w->data, value);
    long n = strtol(tree_text(w->schema, arg), NULL, 10);
    bool is_text = schema_is_text(w, value);
    if (strcmp(word, "$ref") == 0)
        return schema_holds(w, schema_refers(w, tree_text(w->schema, arg)), value);
    if (strcmp(word, "type") == 0)
        return schema_type(w, tree_text(w->schema, arg), value);
    if (strcmp(word, "const") == 0)
        return schema_is_integer(w, value) && strtol(text, NULL, 10) == n;
    if (strcmp(word, "enum") == 0)
        return is_text && schema_has_word(w, arg, text);
    if (strcmp(word, "pattern") == 0)
        return !is_text || schema_matches(tree_text(w->schema, arg), text);
    if (strcmp(word, "minLength") == 0)
        return !is_text || (long)strlen(text) >= n;
    if (strcmp(word, "maxLength") == 0)
        return !is_text || (long)strlen(text) <= n;
    if (strcmp(word, "minimum") == 0)
        return !schema_is_integer(w, value) || strtol(text, NULL, 10) >= n;
    if (strcmp(word, "maximum") == 0)
        return !schema_is_integer(w, value) || strtol(text, NULL, 10) <= n;
    if (strcmp(word, "required") == 0)
        return schema_required(w, arg, value);
    if (strcmp(word, "items") == 0)
        return schema_items(w, arg, value);
    if (strcmp(word, "anyOf") == 0)
        return schema_count(w, arg, value, &all) > 0;
    if (strcmp(word, "allOf") == 0)
        return schema_count(w, arg, value, &all) == all;
    if (strcmp(word, "not") == 0)
        return !schema_holds(w, arg, value);
    if (strcmp(word, "properties") == 0)
        return schema_members(w, rule, value);
    static const char *const OTHERS[] = {"$schema",     "$defs",         "title",
                                         "description", "propertyNames", "additionalProperties"};
    for (unsigned i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (strcmp(word, OTHERS[i]) == 0)
            return strncmp(word, "prop", 4) != 0 || schema_members(w, rule, value);
    print_error("the schema has %s, which this test cannot hold\n", word);
    w->unknown++;
    return false;
}

static inline bool schema_holds(struct schema_walk *w, uint32_t rule, uint32_t value)
{
    for (uint32_t k = tree_node(w->schema, rule)->child; k; k = schema_next(w->schema, k))
        if (!schema_keyword(w, tree_text(w->schema, k), tree_node(w->schema, k)->next, rule, value))
            return false;
    return true;
}

#endif
