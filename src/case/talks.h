/* Inside the case room: conversations, summed by who asks whom for what. */
#ifndef POSTERN_CASE_TALKS_H
#define POSTERN_CASE_TALKS_H

#include "base/table.h"
#include "wire/net/packet.h"

struct talk {
    struct table_head head;
    /* key */
    struct addr asks, serves;
    uint16_t port; /* the served one */
    uint8_t transport;
    uint8_t spare[5];
    /* sums */
    const char *protocol; /* NULL: nobody could name it */
    uint64_t count, frames, bytes, first, last;
};

struct talks {
    struct table table;
};

bool talks_init(struct talks *t, uint64_t seed);
void talks_free(struct talks *t);

/* A conversation that is over. Those inside tunnels are customers' and are left out. */
void talks_add(struct talks *t, const struct flow *f);

/* All of them in order of who asks, who serves, transport and port; NULL: no memory. To be freed.
 */
const struct talk **talks_sorted(const struct talks *t, size_t *ret_count);

#endif
