/* Inside the net room: bytes kept between packets, as chains of pool blocks. A chain of zeroes is
 * empty. */
#ifndef POSTERN_WIRE_NET_CHAIN_H
#define POSTERN_WIRE_NET_CHAIN_H

#include "base/cursor.h"
#include "base/pool.h"

struct chain {
    uint32_t first, last; /* blocks; nothing when len is 0 */
    uint32_t len;
};

bool chain_pool(struct pool *p, size_t budget);

/* All of it or nothing: false when there are not blocks enough. */
bool chain_add(struct pool *p, struct chain *c, struct span bytes);

/* Copies the whole chain to `ret`, which has room for it. */
void chain_copy(const struct pool *p, const struct chain *c, uint8_t *ret);

void chain_drop(struct pool *p, struct chain *c);

#endif
