#include "base/pool.h"

#include <stdlib.h>

bool pool_init(struct pool *p, size_t block_size, size_t budget)
{
    size_t count = budget / (block_size + sizeof(uint32_t));
    if (count == 0)
        count = 1;
    *p = (struct pool){.block_size = block_size, .count = (uint32_t)count, .free_head = POOL_NONE};
    p->blocks = calloc(count, block_size);
    p->next = calloc(count, sizeof *p->next);
    if (p->blocks && p->next)
        return true;
    pool_free(p);
    return false;
}

void pool_free(struct pool *p)
{
    free(p->blocks);
    free(p->next);
    p->blocks = NULL;
    p->next = NULL;
}

uint32_t pool_get(struct pool *p)
{
    uint32_t block = p->free_head;
    if (block != POOL_NONE)
        p->free_head = p->next[block];
    else if (p->fresh < p->count)
        block = p->fresh++;
    else
        return POOL_NONE;
    p->used++;
    return block;
}

void pool_put(struct pool *p, uint32_t block)
{
    p->next[block] = p->free_head;
    p->free_head = block;
    p->used--;
}
