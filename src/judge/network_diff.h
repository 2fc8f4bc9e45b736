/* Two declarations held against each other: what an entry of one says, as facts without order. Only
 * judge/network_diff*.c includes this. */
#ifndef POSTERN_JUDGE_NETWORK_DIFF_H
#define POSTERN_JUDGE_NETWORK_DIFF_H

#include "base/text.h"
#include "judge/network.h"
#include "judge/network_keys.h"

/* "addresses: 10.0.0.5". What has no list of its own (a ticket) is one value. */
struct diff_fact {
    const char *word, *value;
    unsigned order; /* of its key in the table */
    bool single;    /* there is at most one of this word */
};

/* An element, a permit, a finding's thresholds; also all of `home`, and all that stands in no
 * mapping. */
struct diff_entry {
    const char *word;              /* the key that it stands under: "elements"; "" at the top */
    const char *label;             /* what tells it from its kind: its name, "prov1 > hss1 ldap" */
    const char *whole;             /* all that it says */
    unsigned order;                /* of its key in the tables */
    bool counted;                  /* one of several */
    bool same;                     /* the other declaration has it too, to the letter */
    const struct diff_fact *facts; /* sorted by word and value */
    size_t fact_count;
};

struct diff_side {
    const struct tree *tree;
    struct diff_entry *entries; /* sorted by key, label, whole */
    size_t entry_count;
    struct diff_fact *facts;
    size_t fact_count;
    struct text text; /* behind all strings that are not the tree's */
};

/* As network_diff, of trees that network_valid takes; false: no memory. */
bool network_diff_trees(const struct tree *before, const struct tree *after,
                        void (*change)(void *arg, const struct network_change *c), void *arg);

/* Of such a tree; false: no memory. */
bool diff_entries(struct diff_side *ret, const struct tree *t);
void diff_free(struct diff_side *s);

/* "addresses" is "address" in a sentence about one. */
const char *diff_word(const char *key);
/* Whether an entry of this kind is told by this key, which its label then has. */
bool diff_labels(const char *kind, const char *key);
/* Without control characters. */
void diff_put(struct text *t, const char *s);

#endif
