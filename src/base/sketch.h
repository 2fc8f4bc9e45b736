/* How many different things were seen, without keeping them: HyperLogLog (Flajolet and others 2007)
 * of fixed size.
 *
 * The standard error is 1.04 / sqrt(SKETCH_REGISTERS), 9.2 %: two of three counts are nearer than
 * that, nineteen of twenty nearer than 18.4 %. Below some 300 linear counting is used, which is
 * nearer (6 % at 100). The order in which things come, and how often, changes nothing. What is
 * added has to be a hash whose bits an adversary cannot choose: a keyed one.
 */
#ifndef POSTERN_BASE_SKETCH_H
#define POSTERN_BASE_SKETCH_H

#include <stdint.h>

enum { SKETCH_REGISTERS = 128 };

/* All zero: nothing was seen. */
struct sketch {
    uint8_t at[SKETCH_REGISTERS];
};

void sketch_add(struct sketch *s, uint64_t hash);
uint64_t sketch_count(const struct sketch *s);

#endif
