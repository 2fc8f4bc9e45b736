/* The keys of a declaration (CONTRACT section 6): the one table that validation reads, and that a
 * test holds docs/network.schema.json against. */
#ifndef POSTERN_JUDGE_NETWORK_KEYS_H
#define POSTERN_JUDGE_NETWORK_KEYS_H

#include "judge/network_tree.h"

/* What a single value has to be. */
struct value {
    const char *wanted; /* "an address or prefix (192.0.2.0/24)": stands behind "expected is" */
    bool integer;       /* whole numbers are numbers, not texts that look like one */
    bool text;          /* texts; both: either */
    bool (*good)(const char *text, const char **ret_why); /* *ret_why: NULL or what is wrong */
};

enum shape {
    SHAPE_VALUE,  /* one value */
    SHAPE_VALUES, /* a list of them */
    SHAPE_MAP,    /* a mapping of `keys` */
    SHAPE_MAPS,   /* a list of such mappings */
    SHAPE_NAMED,  /* thresholds: a mapping of any slug to a mapping of any word to a value */
};

struct key {
    const char *word; /* NULL ends a table */
    enum shape shape;
    const struct value *value;
    const struct key *keys;
};

extern const struct key network_keys[];

/* Holds a tree against the table: unknown and repeated keys, wrong types and values, each with its
 * line and column. */
bool network_valid(const struct tree *t, struct fault *ret_fault);

/* The value of a key of a mapping, NODE_NONE when there is none. */
uint32_t network_child(const struct tree *t, uint32_t map, const char *key);

#endif
