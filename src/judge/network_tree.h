/* A YAML document as a tree whose nodes know their line and column.
 *
 * Built from libyaml's events. Bounded: bytes, nodes and depth; anchors, aliases and tags are
 * refused, so that nothing grows when it is read. Only judge/network*.c includes this.
 */
#ifndef POSTERN_JUDGE_NETWORK_TREE_H
#define POSTERN_JUDGE_NETWORK_TREE_H

#include "base/fault.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TREE_BYTES = 1 << 20, TREE_NODES = 1 << 16, TREE_DEPTH = 12, NODE_NONE = 0 };

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    bool quoted;           /* scalars: a string whatever it looks like */
    uint32_t text;         /* scalars: offset of their text in tree.text */
    uint32_t child;        /* lists and maps: the first; a map's are key, value, key, value ... */
    uint32_t next;         /* sibling */
    uint32_t line, column; /* from 1 */
};

struct tree {
    const char *name;   /* as faults call the file */
    struct node *nodes; /* from 1; the root is 1 */
    uint32_t count, room;
    char *text;
    size_t length, cap;
    struct remarks *remarks; /* NULL: the first mistake ends the reading (network_remarks.h) */
};

/* `bytes` are read and not kept. False: a fault with line and column. */
bool tree_read(struct tree *t, const char *name, const void *bytes, size_t size,
               struct fault *ret_fault);
void tree_free(struct tree *t);

static inline const struct node *tree_node(const struct tree *t, uint32_t n)
{
    return &t->nodes[n];
}

/* The text of a scalar; "" for others. */
const char *tree_text(const struct tree *t, uint32_t n);

/* "FILE:LINE:COLUMN: ...". False: reading ends here; true: it was taken down among the remarks, and
 * reading may go on. */
bool tree_fault(const struct tree *t, uint32_t n, struct fault *f, const char *form, ...)
    __attribute__((format(printf, 4, 5)));
/* What is legal and probably a mistake; nothing where nobody gathers remarks. */
void tree_doubt(const struct tree *t, uint32_t n, const char *form, ...)
    __attribute__((format(printf, 3, 4)));

/* A text of the file for a sentence: short, without control characters. */
struct shown {
    char text[48];
};
struct shown tree_shown(const char *text);

#endif
