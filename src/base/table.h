/* A hash table of fixed size that evicts the oldest and counts it.
 *
 * An entry is a struct of the caller that begins with `struct table_head`, followed by its key.
 * A key may lie in any of WINDOW slots from its home on; when all are taken, the one touched
 * longest ago gives way. So memory is fixed, look-ups are bounded, and an adversary can cost us an
 * old entry, which is counted, and nothing else. Tags of 16 bits are searched first, so that a
 * look-up that finds nothing touches no entry.
 */
#ifndef POSTERN_BASE_TABLE_H
#define POSTERN_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TABLE_WINDOW = 16 };

struct table_head {
    uint32_t touched; /* the table's tick when it was last taken */
    uint32_t spare;
};

struct table {
    uint16_t *tags; /* 0: empty */
    void *memory;
    uint8_t *entries; /* in it, on a cache line's edge */
    size_t entry_size;
    size_t clear_size; /* of a new entry so many bytes are made zero: all, unless it is lowered */
    size_t key_size;
    uint64_t seed;
    uint32_t mask; /* capacity - 1 */
    uint32_t used;
    uint32_t tick;
    uint64_t evicted;
    /* Called with an entry before it is overwritten; may be NULL. */
    void (*on_evict)(void *arg, void *entry);
    void *arg;
};

/* At most `budget` bytes; the capacity is the power of two below that, at least 64. The memory is
 * touched only as entries are taken. False when there is none to be had. */
bool table_init(struct table *t, size_t entry_size, size_t key_size, size_t budget, uint64_t seed);
void table_free(struct table *t);

uint64_t table_hash(const struct table *t, const void *key);

/* The entry of this key, or NULL. */
void *table_find(struct table *t, uint64_t hash, const void *key);

/* The entry of this key, made when there is none: then it is zero but for its key. */
void *table_take(struct table *t, uint64_t hash, const void *key, bool *ret_new);

void table_drop(struct table *t, void *entry);

/* Walks all entries: start with at = 0; NULL ends. */
void *table_next(const struct table *t, uint32_t *at);

/* The number of an entry's slot, for what lies beside the table in the same order. */
static inline uint32_t table_slot(const struct table *t, const void *entry)
{
    return (uint32_t)((size_t)((const uint8_t *)entry - t->entries) / t->entry_size);
}

/* Sends for what a look-up will need, in two steps: first the tags, and when these had time to
 * arrive, the entry that they point to. What is not there yet takes an empty slot and needs none.
 */
static inline void table_prefetch(const struct table *t, uint64_t hash)
{
    __builtin_prefetch(t->tags + ((uint32_t)hash & t->mask));
}

void table_prefetch_entry(const struct table *t, uint64_t hash);

#endif
