/* What the two generators share. */
#ifndef POSTERN_BENCH_GENERATE_H
#define POSTERN_BENCH_GENERATE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct out {
    FILE *file;
    uint64_t bytes, most, frames;
    uint64_t time; /* microseconds */
};

void frame_write(struct out *o, const uint8_t *bytes, uint32_t length);

bool user_plane(struct out *o);
bool control_plane(struct out *o, char **captures, int count);

static inline void put16(uint8_t *at, uint32_t v)
{
    at[0] = (uint8_t)(v >> 8);
    at[1] = (uint8_t)v;
}

static inline void put32(uint8_t *at, uint32_t v)
{
    put16(at, v >> 16);
    put16(at + 2, v);
}

static inline uint32_t get16(const uint8_t *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static inline uint32_t get32(const uint8_t *at)
{
    return get16(at) << 16 | get16(at + 2);
}

#endif
