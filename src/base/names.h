/* Strings kept once: a number for each, within a budget. When that is spent, further strings all
 * get NAMES_FULL and are counted. */
#ifndef POSTERN_BASE_NAMES_H
#define POSTERN_BASE_NAMES_H

#include "base/table.h"

enum { NAMES_NONE = 0, NAMES_FULL = 1 };

struct names {
    char *bytes;
    size_t cap;
    size_t len;
    uint32_t *slots; /* offset of the string, 0: empty */
    uint32_t mask;
    uint32_t count;
    uint64_t seed;
    uint64_t refused;
};

bool names_init(struct names *n, size_t budget, uint64_t seed);
void names_free(struct names *n);

/* The number of a string, which ends at `len` or at a zero byte; 0 for an empty one. */
uint32_t names_of(struct names *n, const char *s, size_t len);

/* The string of a number; "" for 0. */
const char *names_text(const struct names *n, uint32_t name);

#endif
