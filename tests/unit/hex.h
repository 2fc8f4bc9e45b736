/* Bytes as they are written in tests: hex digits in either case, blanks wherever they help the
 * reader, and in quotes text as it is. */
#ifndef POSTERN_TESTS_UNIT_HEX_H
#define POSTERN_TESTS_UNIT_HEX_H

#include "unit/unit.h"

#include <stdbool.h>
#include <stdlib.h>

/* How many there are; never more than `room`. */
static inline size_t hex_bytes(uint8_t *to, size_t room, const char *hex)
{
    char pair[3] = {0};
    unsigned digits = 0;
    bool quoted = false;
    size_t n = 0;
    for (; *hex; hex++) {
        if (*hex == '\'') {
            quoted = !quoted;
        } else if (quoted) {
            assert_true(n < room);
            to[n++] = (uint8_t)*hex;
        } else if (*hex != ' ') {
            pair[digits++ % 2] = *hex;
            assert_true(n < room);
            if (digits % 2 == 0)
                to[n++] = (uint8_t)strtoul(pair, NULL, 16);
        }
    }
    return n;
}

#endif
