/* Sources in the order of their next frames: by time, then by the order in which they were added.
 */
#ifndef POSTERN_WIRE_CAPTURE_MERGE_H
#define POSTERN_WIRE_CAPTURE_MERGE_H

#include "wire/capture/source.h"

struct merge {
    struct source **heap; /* room for all of them, the first at the top */
    uint32_t count;
};

void merge_put(struct merge *m, struct source *s);

static inline struct source *merge_top(const struct merge *m)
{
    return m->count ? m->heap[0] : NULL;
}

/* The first one's next frame has another time: it finds its new place. */
void merge_settle(struct merge *m);

void merge_drop_top(struct merge *m);

#endif
