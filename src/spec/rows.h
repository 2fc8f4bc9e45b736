/* What the translator writes and look-ups read; nobody else includes this. */
#ifndef POSTERN_SPEC_ROWS_H
#define POSTERN_SPEC_ROWS_H

#include "spec/spec.h"

/* Rows of one (protocol, part, application or vendor), ordered by code. `dense`, where there is
 * one, gives for each code below `dense_count` the row's number + 1; else the rows are searched. */
struct spec_run {
    uint32_t space; /* application or vendor */
    uint8_t proto;
    uint8_t part;
    uint32_t first, count;
    const uint16_t *dense;
    uint32_t dense_count;
};

/* Where a run is looked for: open addressing over a power of two of slots, so many that hardly any
 * two runs meet. A slot holds the run's number + 1. */
static inline uint32_t spec_run_hash(uint32_t proto, uint32_t part, uint32_t space)
{
    uint32_t h = (space ^ proto * 0x85ebca6bU ^ part * 0xc2b2ae35U) * 0x9e3779b1U;
    return h >> 16;
}

/* Rows of one (protocol, set) of values, ordered by number. */
struct spec_set {
    const char *set;
    uint32_t first, count;
    uint8_t proto;
};

/* The templates of paths as a tree: a node has children by the word of their segment, and one for
 * segments that may be anything. Node 0 is the root. */
struct spec_path_node {
    uint16_t any;          /* 0: none */
    uint16_t first, count; /* its operations */
    bool made;             /* what was made for somebody: a handle */
};

struct spec_path_edge {
    uint16_t parent, child; /* child 0: an empty slot */
    const char *word;
};

struct spec_path_op {
    uint16_t code;
    uint8_t method;
};

enum spec_word_sort { WORD_MEMBER = 1, WORD_SIGN, WORD_CALLBACK };

/* By its word: what a member means, a sign of callbacks, the name of one. Open addressing. */
struct spec_word {
    const char *word; /* NULL: an empty slot */
    const char *parent;
    uint32_t value; /* number of the element, of the sign, of the operation */
    uint8_t sort;
};

struct spec_callback {
    uint32_t code;
    struct spec_signs signs;
};

static inline uint32_t spec_word_hash(uint32_t seed, const void *word, size_t len)
{
    const uint8_t *at = word;
    uint32_t h = 0x811c9dc5U ^ (seed * 0x9e3779b1U);
    for (size_t i = 0; i < len; i++)
        h = (h ^ at[i]) * 0x01000193U;
    return h ^ h >> 15;
}

extern const struct spec_path_node spec_path_nodes[];
extern const uint32_t spec_path_node_count;
extern const struct spec_path_edge spec_path_edges[];
extern const uint32_t spec_path_edge_mask;
extern const struct spec_path_op spec_path_ops[];
extern const struct spec_word spec_words[];
extern const uint32_t spec_word_mask;
extern const struct spec_callback spec_callbacks[];
extern const uint32_t spec_callback_count;

extern const char *const spec_title_rows[PROTOS]; /* NULL: nobody said */
/* An op's `border` is the number of its row here + 1. */
extern const struct spec_border spec_border_rows[];
extern const uint32_t spec_border_count;
extern const struct spec_carrier spec_carrier_rows[];
extern const uint32_t spec_carrier_count;
extern const struct spec_op spec_op_rows[];
extern const uint32_t spec_op_count;
extern const struct spec_run spec_op_runs[];
extern const uint32_t spec_op_run_count;
extern const uint16_t spec_op_slots[];
extern const uint32_t spec_op_slot_count;
extern const struct spec_ie spec_ie_rows[];
extern const uint32_t spec_ie_count;
extern const struct spec_run spec_ie_runs[];
extern const uint32_t spec_ie_run_count;
extern const uint16_t spec_ie_slots[];
extern const uint32_t spec_ie_slot_count;
extern const struct spec_value spec_value_rows[];
extern const uint32_t spec_value_count;
extern const struct spec_set spec_value_sets[]; /* in order of protocol and set */
extern const uint32_t spec_value_set_count;

#endif
