/* A fast seeded hash for tables. The seed comes from the investigator's key: whoever sends the
 * traffic cannot aim at a bucket, and the same key gives the same run. Not for pseudonyms. */
#ifndef POSTERN_BASE_HASH_H
#define POSTERN_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t hash_mix(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide r = (wide)a * b;
    return (uint64_t)r ^ (uint64_t)(r >> 64);
}

static inline uint64_t hash_load64(const uint8_t *at)
{
    uint64_t v;
    memcpy(&v, at, 8);
    return v;
}

static inline uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t n)
{
    const uint8_t *at = bytes;
    uint64_t h = seed ^ (n * 0x9e3779b97f4a7c15U);
    seed ^= 0x589965cc75374cc3U; /* a factor of zero would forget the other */
    while (n >= 16) {
        h = hash_mix(hash_load64(at) ^ h ^ 0xa0761d6478bd642fU, hash_load64(at + 8) ^ seed);
        at += 16;
        n -= 16;
    }
    uint8_t tail[16] = {0};
    if (n) /* nothing may have no address */
        memcpy(tail, at, n);
    h = hash_mix(hash_load64(tail) ^ h ^ 0xe7037ed1a0b428dbU, hash_load64(tail + 8) ^ seed);
    return hash_mix(h, 0x8ebc6af09c88c6e3U);
}

static inline uint64_t hash_two(uint64_t seed, uint64_t a, uint64_t b)
{
    return hash_mix(hash_mix(a ^ seed ^ 0xa0761d6478bd642fU, b ^ 0xe7037ed1a0b428dbU), seed | 1);
}

#endif
