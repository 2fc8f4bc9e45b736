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

extern const char *const spec_title_rows[PROTOS]; /* NULL: nobody said */
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
