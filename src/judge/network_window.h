/* When maintenance is allowed: weekly windows in a time zone. Only judge/network*.c includes this.
 */
#ifndef POSTERN_JUDGE_NETWORK_WINDOW_H
#define POSTERN_JUDGE_NETWORK_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ZONE_CHANGES = 256 };

/* The offsets of a time zone, from the system's tz database, read before the first hostile byte. */
struct zone {
    size_t count;
    int64_t at[ZONE_CHANGES];     /* seconds since 1970, ascending: from then on ... */
    int32_t offset[ZONE_CHANGES]; /* ... local time is so many seconds ahead of UTC */
    int32_t before;               /* the offset before the first change */
};

/* By its name ("Europe/Amsterdam", "UTC"); false: this machine has none of that name. */
bool zone_read(struct zone *ret, const char *name);
int32_t zone_offset(const struct zone *z, int64_t at);

struct window {
    uint8_t days;         /* bit 0: Monday */
    uint16_t from, until; /* minutes since midnight; until <= from: it ends the day after */
    struct zone zone;
};

/* Of a text that word_window takes; false: its zone is not known. */
bool window_parse(struct window *ret, const char *text);
/* Whether one opening of it covers all of this time, in nanoseconds since 1970. */
bool window_covers(const struct window *w, uint64_t from, uint64_t until);

#endif
