#include "base/heap.h"

#include <string.h>

/* Before each block: its size class. 16 bytes, so that blocks lie as malloc's would. */
enum { HEAD = 16, LEAST = 16 };

static unsigned class_of(size_t size)
{
    unsigned class = 0;
    while ((size_t)LEAST << class < size)
        class ++;
    return class;
}

static uint8_t *bytes_of(struct heap *h)
{
    return (uint8_t *)h->words;
}

static uint32_t head_of(struct heap *h, const void *block)
{
    return (uint32_t)((const uint8_t *)block - bytes_of(h)) - HEAD;
}

void *heap_get(struct heap *h, size_t size)
{
    uint8_t *bytes = bytes_of(h);
    if (size > HEAP_SIZE)
        return NULL;
    uint32_t class = class_of(size);
    if (class >= HEAP_CLASSES)
        return NULL;
    uint32_t at = h->free[class];
    if (at) {
        memcpy(&h->free[class], bytes + at - 1 + HEAD, sizeof h->free[class]);
        return bytes + at - 1 + HEAD;
    }
    size_t whole = HEAD + ((size_t)LEAST << class);
    if (whole > HEAP_SIZE - h->used)
        return NULL;
    uint8_t *block = bytes + h->used;
    memcpy(block, &class, sizeof class);
    h->used += (uint32_t)whole;
    return block + HEAD;
}

void heap_put(struct heap *h, void *block)
{
    uint32_t class;
    if (!block)
        return;
    uint32_t head = head_of(h, block);
    memcpy(&class, bytes_of(h) + head, sizeof class);
    memcpy(block, &h->free[class], sizeof h->free[class]);
    h->free[class] = head + 1;
}

void *heap_resize(struct heap *h, void *block, size_t size)
{
    uint32_t class;
    if (!block)
        return heap_get(h, size);
    memcpy(&class, bytes_of(h) + head_of(h, block), sizeof class);
    size_t room = (size_t)LEAST << class;
    if (size <= room)
        return block;
    void *larger = heap_get(h, size);
    if (!larger)
        return NULL;
    memcpy(larger, block, room);
    heap_put(h, block);
    return larger;
}
