/* A binary heap. */
#include "wire/capture/merge.h"

static bool before(const struct source *a, const struct source *b)
{
    if (a->next.time != b->next.time)
        return a->next.time < b->next.time;
    return a->file < b->file;
}

void merge_put(struct merge *m, struct source *s)
{
    uint32_t at = m->count++;
    while (at > 0) {
        uint32_t above = (at - 1) / 2;
        if (!before(s, m->heap[above]))
            break;
        m->heap[at] = m->heap[above];
        at = above;
    }
    m->heap[at] = s;
}

void merge_settle(struct merge *m)
{
    struct source *s = m->heap[0];
    uint32_t at = 0;
    for (uint32_t below; (below = 2 * at + 1) < m->count; at = below) {
        if (below + 1 < m->count && before(m->heap[below + 1], m->heap[below]))
            below++;
        if (!before(m->heap[below], s))
            break;
        m->heap[at] = m->heap[below];
    }
    m->heap[at] = s;
}

void merge_drop_top(struct merge *m)
{
    m->heap[0] = m->heap[--m->count];
    if (m->count)
        merge_settle(m);
}
