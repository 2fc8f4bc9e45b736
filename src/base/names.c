#include "base/names.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

static const char FULL[] = "(too many names)";

bool names_init(struct names *n, size_t budget, uint64_t seed)
{
    size_t slots = 64;
    while (slots * 2 * (sizeof(uint32_t) + 24) <= budget && slots < (1U << 30))
        slots *= 2;
    *n = (struct names){0};
    if (budget < slots * sizeof *n->slots + 1 + sizeof FULL)
        return false;
    *n = (struct names){.mask = (uint32_t)slots - 1, .seed = seed};
    n->slots = calloc(slots, sizeof *n->slots);
    n->cap = budget - slots * sizeof *n->slots;
    if (n->cap > UINT32_MAX) /* a name is an offset of 32 bits */
        n->cap = UINT32_MAX;
    n->bytes = calloc(1, n->cap);
    if (!n->slots || !n->bytes) {
        names_free(n);
        return false;
    }
    /* Offsets 0 and 1 are NAMES_NONE and NAMES_FULL. */
    memcpy(n->bytes + 1, FULL, sizeof FULL);
    n->len = 1 + sizeof FULL;
    return true;
}

void names_free(struct names *n)
{
    free(n->slots);
    free(n->bytes);
    n->slots = NULL;
    n->bytes = NULL;
}

uint32_t names_of(struct names *n, const char *s, size_t len)
{
    /* A zero byte from the wire ends a name: what is kept is a string. */
    len = strnlen(s, len);
    if (len == 0)
        return NAMES_NONE;
    uint32_t slot = (uint32_t)hash_bytes(n->seed, s, len) & n->mask;
    for (; n->slots[slot]; slot = (slot + 1) & n->mask) {
        const char *held = n->bytes + n->slots[slot];
        if (strncmp(held, s, len) == 0 && held[len] == 0)
            return n->slots[slot];
    }
    if (n->cap - n->len < len + 1 || n->count >= n->mask / 4 * 3) {
        n->refused++;
        return NAMES_FULL;
    }
    uint32_t name = (uint32_t)n->len;
    memcpy(n->bytes + name, s, len);
    n->bytes[name + len] = 0;
    n->len += len + 1;
    n->slots[slot] = name;
    n->count++;
    return name;
}

const char *names_text(const struct names *n, uint32_t name)
{
    return n->bytes + name;
}
