/* What the translator writes and look-ups read; nobody else includes this. */
#ifndef POSTERN_SPEC_ROWS_H
#define POSTERN_SPEC_ROWS_H

#include "spec/spec.h"

/* Rows of one (protocol, application or vendor), ordered by code. `dense`, where there is one,
 * gives for each code below `dense_count` the row's number + 1; else the rows are searched. */
struct spec_run {
    uint32_t space; /* application or vendor */
    uint8_t proto;
    uint8_t part;
    uint32_t first, count;
    const uint16_t *dense;
    uint32_t dense_count;
};

extern const struct spec_op spec_op_rows[];
extern const uint32_t spec_op_count;
extern const struct spec_run spec_op_runs[];
extern const uint32_t spec_op_run_count;
extern const struct spec_ie spec_ie_rows[];
extern const uint32_t spec_ie_count;
extern const struct spec_run spec_ie_runs[];
extern const uint32_t spec_ie_run_count;
extern const struct spec_value spec_value_rows[];
extern const uint32_t spec_value_count;

#endif
