/* Our own failures, told to a person: one sentence that says what is wrong and what to do.
 * Hostile bytes are never a fault; they are a reason and a counted blind spot (blind.h). */
#ifndef POSTERN_BASE_FAULT_H
#define POSTERN_BASE_FAULT_H

#include <stdbool.h>

struct fault {
    char sentence[400]; /* "FILE: what is wrong; what to do", without newline */
};

/* Fills the fault and returns false, so that a function can end in `return fault_set(...)`. */
bool fault_set(struct fault *f, const char *form, ...) __attribute__((format(printf, 2, 3)));

#endif
