#include "judge/network_tree.h"

#include "judge/network_remarks.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* What is open: the lists and maps around the next node. */
struct builder {
    struct tree *tree;
    struct fault *fault;
    uint32_t open[TREE_DEPTH];
    uint32_t last[TREE_DEPTH]; /* the last child of each, NODE_NONE: none yet */
    unsigned depth;
};

struct shown tree_shown(const char *text)
{
    struct shown s;
    size_t n = 0;
    for (; text[n] && n < sizeof s.text - 4; n++)
        s.text[n] = (unsigned char)text[n] < ' ' || text[n] == 0x7f ? '?' : text[n];
    if (text[n])
        for (unsigned dots = 0; dots < 3; dots++)
            s.text[n++] = '.';
    s.text[n] = 0;
    return s;
}

static bool fault_at(const struct tree *t, size_t line, size_t column, struct fault *f,
                     const char *what)
{
    return fault_set(f, "%s:%zu:%zu: %s", t->name, line, column, what);
}

bool tree_fault(const struct tree *t, uint32_t n, struct fault *f, const char *form, ...)
{
    char what[300];
    va_list args;
    va_start(args, form);
    (void)vsnprintf(what, sizeof what, form, args);
    va_end(args);
    const struct node *at = &t->nodes[n];
    (void)fault_at(t, at->line, at->column, f, what);
    return t->remarks && remarks_add(t->remarks, true, at->line, at->column, f->sentence);
}

void tree_doubt(const struct tree *t, uint32_t n, const char *form, ...)
{
    char what[300];
    struct fault f;
    const struct node *at = &t->nodes[n];
    va_list args;
    if (!t->remarks)
        return;
    va_start(args, form);
    (void)vsnprintf(what, sizeof what, form, args);
    va_end(args);
    (void)fault_at(t, at->line, at->column, &f, what);
    (void)remarks_add(t->remarks, false, at->line, at->column, f.sentence);
}

const char *tree_text(const struct tree *t, uint32_t n)
{
    return t->nodes[n].kind == NODE_SCALAR ? t->text + t->nodes[n].text : "";
}

void tree_free(struct tree *t)
{
    free(t->nodes);
    free(t->text);
    t->nodes = NULL;
    t->text = NULL;
}

static bool out_of_memory(const struct builder *b)
{
    return fault_set(b->fault, "%s: out of memory for the declaration; make it smaller",
                     b->tree->name);
}

static bool room_for_node(struct builder *b, const yaml_event_t *e)
{
    struct tree *t = b->tree;
    if (t->count + 1 < t->room)
        return true;
    if (t->room >= TREE_NODES)
        return fault_at(t, e->start_mark.line + 1, e->start_mark.column + 1, b->fault,
                        "too many values; a declaration has 65,535 at most");
    uint32_t room = t->room ? t->room * 2 : 256;
    struct node *more = realloc(t->nodes, room * sizeof *more);
    if (!more)
        return out_of_memory(b);
    t->nodes = more;
    t->room = room;
    return true;
}

/* Scalars together are never longer than the file by more than their ends. */
static bool keep_text(struct builder *b, struct node *n, const yaml_event_t *e)
{
    struct tree *t = b->tree;
    size_t length = e->data.scalar.length;
    if (memchr(e->data.scalar.value, 0, length))
        return fault_at(t, n->line, n->column, b->fault, "a zero character in a text; remove it");
    while (t->length + length + 1 > t->cap) {
        size_t cap = t->cap ? t->cap * 2 : 4096;
        char *more = realloc(t->text, cap);
        if (!more)
            return out_of_memory(b);
        t->text = more;
        t->cap = cap;
    }
    n->text = (uint32_t)t->length;
    memcpy(t->text + t->length, e->data.scalar.value, length);
    t->text[t->length + length] = 0;
    t->length += length + 1;
    return true;
}

static void link_to_parent(struct builder *b, uint32_t number)
{
    if (b->depth == 0)
        return;
    uint32_t *last = &b->last[b->depth - 1];
    if (*last == NODE_NONE)
        b->tree->nodes[b->open[b->depth - 1]].child = number;
    else
        b->tree->nodes[*last].next = number;
    *last = number;
}

static bool plain(struct builder *b, const yaml_event_t *e, const yaml_char_t *anchor,
                  const yaml_char_t *tag)
{
    const char *what = anchor ? "an anchor; write the value out where it is wanted"
                              : "a tag; write the value without it";
    if (!anchor && !tag)
        return true;
    return fault_at(b->tree, e->start_mark.line + 1, e->start_mark.column + 1, b->fault, what);
}

static bool add(struct builder *b, const yaml_event_t *e, enum node_kind kind)
{
    if (!room_for_node(b, e))
        return false;
    uint32_t number = ++b->tree->count;
    struct node *n = &b->tree->nodes[number];
    *n = (struct node){.kind = kind,
                       .line = (uint32_t)e->start_mark.line + 1,
                       .column = (uint32_t)e->start_mark.column + 1};
    if (kind == NODE_SCALAR) {
        n->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
        if (!keep_text(b, n, e))
            return false;
    }
    link_to_parent(b, number);
    if (kind == NODE_SCALAR)
        return true;
    if (b->depth == TREE_DEPTH)
        return fault_at(b->tree, n->line, n->column, b->fault,
                        "lists in lists too deep; a declaration needs 5");
    b->open[b->depth] = number;
    b->last[b->depth++] = NODE_NONE;
    return true;
}

/* False: a fault was set. */
static bool take(struct builder *b, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        return plain(b, e, e->data.scalar.anchor, e->data.scalar.tag) && add(b, e, NODE_SCALAR);
    case YAML_SEQUENCE_START_EVENT:
        return plain(b, e, e->data.sequence_start.anchor, e->data.sequence_start.tag) &&
               add(b, e, NODE_LIST);
    case YAML_MAPPING_START_EVENT:
        return plain(b, e, e->data.mapping_start.anchor, e->data.mapping_start.tag) &&
               add(b, e, NODE_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        b->depth--;
        return true;
    case YAML_ALIAS_EVENT:
        return fault_at(b->tree, e->start_mark.line + 1, e->start_mark.column + 1, b->fault,
                        "an alias; write the value out where it is wanted");
    case YAML_DOCUMENT_START_EVENT:
        if (b->tree->count == 0)
            return true;
        return fault_at(b->tree, e->start_mark.line + 1, e->start_mark.column + 1, b->fault,
                        "a second document; a declaration is one");
    default:
        return true;
    }
}

static bool no_yaml(const struct builder *b, const yaml_parser_t *p)
{
    char what[200];
    (void)snprintf(what, sizeof what, "this is no YAML: %s%s%s; see docs/network.schema.json",
                   p->context ? p->context : "", p->context ? ", " : "",
                   p->problem ? p->problem : "it cannot be read");
    return fault_at(b->tree, p->problem_mark.line + 1, p->problem_mark.column + 1, b->fault, what);
}

static bool build(struct builder *b, yaml_parser_t *p)
{
    bool ok = true;
    for (bool end = false; ok && !end;) {
        yaml_event_t e;
        if (!yaml_parser_parse(p, &e))
            return no_yaml(b, p);
        end = e.type == YAML_STREAM_END_EVENT;
        ok = take(b, &e);
        yaml_event_delete(&e);
    }
    if (ok && b->tree->count == 0)
        return fault_at(b->tree, 1, 1, b->fault, "nothing is declared; begin with version: 1");
    return ok;
}

bool tree_read(struct tree *t, const char *name, const void *bytes, size_t size,
               struct fault *ret_fault)
{
    struct builder b = {.tree = t, .fault = ret_fault};
    yaml_parser_t p;
    *t = (struct tree){.name = name};
    if (!yaml_parser_initialize(&p))
        return out_of_memory(&b);
    yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&p, bytes, size);
    bool ok = build(&b, &p);
    yaml_parser_delete(&p);
    if (!ok)
        tree_free(t);
    return ok;
}
