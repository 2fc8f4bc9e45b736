#include "wire/net/chain.h"

/* Small enough that a short rest wastes little, large enough that a segment takes three. */
enum { BLOCK_SIZE = 512 };

struct block {
    uint32_t next;
    uint32_t used;
    uint8_t bytes[BLOCK_SIZE - 2 * sizeof(uint32_t)];
};

enum { BLOCK_BYTES = sizeof(((struct block *)0)->bytes) };

bool chain_pool(struct pool *p, size_t budget)
{
    return pool_init(p, sizeof(struct block), budget);
}

static bool has_room(const struct pool *p, size_t bytes)
{
    return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES <= p->count - p->used;
}

static struct block *lengthen(struct pool *p, struct chain *c)
{
    uint32_t number = pool_get(p);
    struct block *b = pool_at(p, number);
    b->used = 0;
    b->next = POOL_NONE;
    if (c->len)
        ((struct block *)pool_at(p, c->last))->next = number;
    else
        c->first = number;
    c->last = number;
    return b;
}

bool chain_add(struct pool *p, struct chain *c, struct span bytes)
{
    struct block *b = c->len ? pool_at(p, c->last) : NULL;
    size_t room = b ? BLOCK_BYTES - b->used : 0;
    if (bytes.len > room && !has_room(p, bytes.len - room))
        return false;
    struct cursor from = cursor_of(bytes.at, bytes.len);
    while (cursor_left(&from)) {
        if (!b || b->used == BLOCK_BYTES)
            b = lengthen(p, c);
        size_t n = BLOCK_BYTES - b->used;
        if (n > cursor_left(&from))
            n = cursor_left(&from);
        struct span part = cursor_span(&from, n);
        memcpy(b->bytes + b->used, part.at, n);
        b->used += (uint32_t)n;
        c->len += (uint32_t)n;
    }
    return true;
}

void chain_copy(const struct pool *p, const struct chain *c, uint8_t *ret)
{
    uint32_t number = c->len ? c->first : POOL_NONE;
    while (number != POOL_NONE) {
        const struct block *b = pool_at(p, number);
        memcpy(ret, b->bytes, b->used);
        ret += b->used;
        number = b->next;
    }
}

void chain_drop(struct pool *p, struct chain *c)
{
    uint32_t number = c->len ? c->first : POOL_NONE;
    while (number != POOL_NONE) {
        uint32_t next = ((const struct block *)pool_at(p, number))->next;
        pool_put(p, number);
        number = next;
    }
    *c = (struct chain){0};
}
