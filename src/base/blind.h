/* The ledger of blind spots: what could not be seen or read, so that "no finding" means something.
 *
 * Kept by reason and place, summed. What happens for every frame of a conversation is summed in the
 * conversation first and put here when it ends; this is not for the hot path.
 */
#ifndef POSTERN_BASE_BLIND_H
#define POSTERN_BASE_BLIND_H

#include "base/names.h"

#include <stdbool.h>
#include <stdint.h>

enum blind_reason {
#define X(ID, word) BLIND_##ID,
#include "base/blind.def"
#undef X
    BLIND_REASONS
};

/* A frame of a file: where something was seen. Frames count from 1; 0 is nowhere. */
struct place {
    uint64_t frame;
    uint32_t file;
};

struct blind_spot {
    struct table_head head;
    /* key */
    uint32_t where; /* names_text */
    uint32_t reason;
    /* sums */
    uint64_t frames;
    uint64_t bytes;
    struct place first;
    uint32_t detail; /* names_text: a sentence */
    bool is_told;
};

struct blind {
    struct names names;
    struct table spots;
    struct blind_spot elsewhere[BLIND_REASONS]; /* what did not fit, or had to give way */
    uint64_t bytes;
};

/* `b` stays where it is until blind_free. */
bool blind_init(struct blind *b, size_t budget, uint64_t seed);
void blind_free(struct blind *b);

const char *blind_word(enum blind_reason reason);

/* `where`: file, "file at offset N", "A > B:port/tcp", or a protocol. `detail`: a sentence; the
 * first one given for a place is kept. `bytes` are those that nobody else accounts for. No identity
 * may stand in either. Past the budget, all further places of a reason are summed as "elsewhere".
 */
void blind_add(struct blind *b, enum blind_reason reason, const char *where, uint64_t frames,
               uint64_t bytes, struct place first, const char *detail);

/* How many spots there are at most: room for blind_sorted. */
size_t blind_most(const struct blind *b);

/* All spots, ordered by reason and then by place, into an array of `max`; how many there are. */
size_t blind_sorted(const struct blind *b, const struct blind_spot **ret, size_t max);

#endif
