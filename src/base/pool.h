/* Blocks of one size out of one allocation made at the start, for what is kept between packets. */
#ifndef POSTERN_BASE_POOL_H
#define POSTERN_BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define POOL_NONE UINT32_MAX

struct pool {
    uint8_t *blocks;
    uint32_t *next; /* of the free list */
    size_t block_size;
    uint32_t count;
    uint32_t free_head;
    uint32_t fresh; /* blocks from here on were never used */
    uint32_t used;
};

bool pool_init(struct pool *p, size_t block_size, size_t budget);
void pool_free(struct pool *p);

/* The number of a block, or POOL_NONE when all are in use. Its bytes are as they were left. */
uint32_t pool_get(struct pool *p);
void pool_put(struct pool *p, uint32_t block);

static inline void *pool_at(const struct pool *p, uint32_t block)
{
    return p->blocks + (size_t)block * p->block_size;
}

#endif
