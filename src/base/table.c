#include "base/table.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

enum { CACHE_LINE = 64 };

bool table_init(struct table *t, size_t entry_size, size_t key_size, size_t budget, uint64_t seed)
{
    size_t capacity = 64;
    while (capacity * 2 * (entry_size + sizeof(uint16_t)) <= budget && capacity < (1U << 30))
        capacity *= 2;
    *t = (struct table){
        .entry_size = entry_size, .clear_size = entry_size, .key_size = key_size, .seed = seed};
    t->mask = (uint32_t)capacity - 1;
    t->tags = calloc(capacity, sizeof *t->tags);
    /* calloc gives pages that cost nothing until they are touched, but no alignment. */
    t->memory = calloc(1, capacity * entry_size + CACHE_LINE);
    if (t->tags && t->memory) {
        t->entries = t->memory;
        t->entries += -(uintptr_t)t->memory % CACHE_LINE;
        return true;
    }
    table_free(t);
    return false;
}

void table_free(struct table *t)
{
    free(t->tags);
    free(t->memory);
    t->tags = NULL;
    t->memory = NULL;
}

uint64_t table_hash(const struct table *t, const void *key)
{
    return hash_bytes(t->seed, key, t->key_size);
}

static uint16_t tag_of(uint64_t hash)
{
    return (uint16_t)(hash >> 48) | 1;
}

static uint8_t *entry_at(const struct table *t, uint32_t slot)
{
    return t->entries + (size_t)slot * t->entry_size;
}

/* memcmp by words: keys are short, and a call with its dispatch costs as much as the comparison. */
static bool holds(const struct table *t, const uint8_t *entry, const void *key)
{
    const uint8_t *a = entry + sizeof(struct table_head);
    const uint8_t *b = key;
    size_t left = t->key_size;
    uint64_t x, y, differ = 0;
    for (; left >= sizeof x; left -= sizeof x, a += sizeof x, b += sizeof x) {
        memcpy(&x, a, sizeof x);
        memcpy(&y, b, sizeof y);
        differ |= x ^ y;
    }
    return differ == 0 && (left == 0 || memcmp(a, b, left) == 0);
}

void table_prefetch_entry(const struct table *t, uint64_t hash)
{
    uint16_t tag = tag_of(hash);
    for (uint32_t i = 0; i < TABLE_WINDOW; i++) {
        uint32_t slot = ((uint32_t)hash + i) & t->mask;
        if (t->tags[slot] != tag && t->tags[slot] != 0)
            continue;
        const uint8_t *entry = entry_at(t, slot);
        for (size_t at = 0; at < t->entry_size; at += CACHE_LINE)
            __builtin_prefetch(entry + at, 1);
        return;
    }
}

void *table_find(struct table *t, uint64_t hash, const void *key)
{
    uint16_t tag = tag_of(hash);
    for (uint32_t i = 0; i < TABLE_WINDOW; i++) {
        uint32_t slot = ((uint32_t)hash + i) & t->mask;
        if (t->tags[slot] == tag && holds(t, entry_at(t, slot), key))
            return entry_at(t, slot);
    }
    return NULL;
}

/* An empty slot of the window, or the oldest one after its entry was handed to on_evict. */
static uint32_t slot_for(struct table *t, uint64_t hash)
{
    uint32_t oldest = (uint32_t)hash & t->mask;
    uint32_t age = 0;
    for (uint32_t i = 0; i < TABLE_WINDOW; i++) {
        uint32_t slot = ((uint32_t)hash + i) & t->mask;
        if (t->tags[slot] == 0) {
            t->used++;
            return slot;
        }
        const struct table_head *head = (const void *)entry_at(t, slot);
        if (t->tick - head->touched >= age) {
            age = t->tick - head->touched;
            oldest = slot;
        }
    }
    t->evicted++;
    if (t->on_evict)
        t->on_evict(t->arg, entry_at(t, oldest));
    return oldest;
}

void *table_take(struct table *t, uint64_t hash, const void *key, bool *ret_new)
{
    void *entry = table_find(t, hash, key);
    *ret_new = entry == NULL;
    if (!entry) {
        uint32_t slot = slot_for(t, hash);
        entry = entry_at(t, slot);
        memset(entry, 0, t->clear_size);
        memcpy((uint8_t *)entry + sizeof(struct table_head), key, t->key_size);
        t->tags[slot] = tag_of(hash);
    }
    ((struct table_head *)entry)->touched = ++t->tick;
    return entry;
}

void table_drop(struct table *t, void *entry)
{
    t->tags[table_slot(t, entry)] = 0;
    t->used--;
}

void *table_next(const struct table *t, uint32_t *at)
{
    while (*at <= t->mask) {
        uint32_t slot = (*at)++;
        if (t->tags[slot])
            return entry_at(t, slot);
    }
    return NULL;
}
