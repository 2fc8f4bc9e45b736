#include "wire/net/watch.h"

bool watch_search(const struct watch *w, const struct addr *a)
{
    if (w->all)
        return true;
    for (uint32_t i = 0; i < w->count; i++)
        if (addr_equal(&w->addrs[i], a))
            return true;
    return false;
}

/* A set that is full watches everything: to see too much costs time, to see too little a finding.
 */
void watch_add(struct watch *w, const struct addr *a)
{
    if (watch_search(w, a))
        return;
    if (w->count == WATCH_MOST) {
        w->all = true;
        w->filter = UINT64_MAX;
        return;
    }
    w->addrs[w->count++] = *a;
    w->filter |= watch_bit(a);
}
