#include "base/sketch.h"

#include <math.h>

enum { INDEX_BITS = 7 };
_Static_assert(1 << INDEX_BITS == SKETCH_REGISTERS, "an index has a register");

void sketch_add(struct sketch *s, uint64_t hash)
{
    uint64_t rest = hash >> INDEX_BITS | 1ULL << (64 - INDEX_BITS); /* ends the zeros */
    uint8_t rank = (uint8_t)(__builtin_ctzll(rest) + 1);
    uint8_t *at = &s->at[hash & (SKETCH_REGISTERS - 1)];
    *at = rank > *at ? rank : *at;
}

uint64_t sketch_count(const struct sketch *s)
{
    /* The paper's constant for this many registers (figure 3). */
    const double alpha = 0.7213 / (1 + 1.079 / SKETCH_REGISTERS);
    const double m = SKETCH_REGISTERS;
    double sum = 0;
    unsigned empty = 0;
    for (unsigned i = 0; i < SKETCH_REGISTERS; i++) {
        sum += ldexp(1, -s->at[i]);
        empty += s->at[i] == 0;
    }
    double estimate = alpha * m * m / sum;
    if (estimate <= 2.5 * m && empty)
        estimate = m * log(m / empty);
    const double most = 1e18; /* fits; nobody counts so far */
    return (uint64_t)(estimate < most ? estimate + 0.5 : most);
}
