/* Inside the net room: addresses whose user plane somebody wants to see packet by packet. */
#ifndef POSTERN_WIRE_NET_WATCH_H
#define POSTERN_WIRE_NET_WATCH_H

#include "base/addr.h"

enum { WATCH_MOST = 64 };

struct watch {
    uint64_t filter; /* a bit for each watched address: most others are told apart by it */
    uint32_t count;
    bool all; /* more than WATCH_MOST were asked for: then each address is watched */
    struct addr addrs[WATCH_MOST];
};

void watch_add(struct watch *w, const struct addr *a);
bool watch_search(const struct watch *w, const struct addr *a);

static inline uint64_t watch_bit(const struct addr *a)
{
    return 1ULL << ((a->bytes[3] ^ a->bytes[15] ^ a->bytes[2] ^ a->bytes[14]) & 63);
}

static inline bool watch_holds(const struct watch *w, const struct addr *a)
{
    return (w->filter & watch_bit(a)) && watch_search(w, a);
}

#endif
