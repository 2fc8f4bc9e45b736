/* A small heap in memory that is not its own, for libraries that want to allocate where nothing may
 * be allocated: when it is full it says so, and when its memory goes, all that was in it is gone.
 *
 * Blocks have the sizes 16, 32, 64 ... bytes; what is given back is kept by size.
 */
#ifndef POSTERN_BASE_HEAP_H
#define POSTERN_BASE_HEAP_H

#include <stddef.h>
#include <stdint.h>

enum { HEAP_CLASSES = 13, HEAP_SIZE = 64 << 10 };

/* Zero is an empty one. It may not move once something is in it. */
struct heap {
    uint32_t used;               /* of the bytes, from the front */
    uint32_t free[HEAP_CLASSES]; /* the first free block of each size: its offset + 1 */
    uint64_t words[HEAP_SIZE / 8];
};

/* NULL: there is no room. */
void *heap_get(struct heap *h, size_t size);
void *heap_resize(struct heap *h, void *block, size_t size);
/* NULL is nothing. */
void heap_put(struct heap *h, void *block);

#endif
