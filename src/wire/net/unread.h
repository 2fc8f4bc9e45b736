/* Inside the net room: sums of what no layer reads, so that nothing is silently skipped. They
 * become blind spots at the end. */
#ifndef POSTERN_WIRE_NET_UNREAD_H
#define POSTERN_WIRE_NET_UNREAD_H

#include "base/blind.h"
#include "base/table.h"

/* What the number is that nobody reads. */
enum unread_kind {
    UNREAD_LINK,
    UNREAD_ETHERTYPE,
    UNREAD_LLC,    /* destination service access point */
    UNREAD_SNAP,   /* organisation */
    UNREAD_PPP,    /* PPP protocol */
    UNREAD_FAMILY, /* address family of a loopback header */
    UNREAD_MPLS,   /* channel type below a label stack, or 0: neither IP nor Ethernet */
    UNREAD_ERSPAN, /* frame type */
    UNREAD_ARPHRD, /* device type of a cooked frame whose protocol is no Ethernet type */
};

struct unread_sum {
    uint64_t frames, bytes;
    struct place first;
};

struct unread {
    struct table sums;
    struct blind *blind;
};

bool unread_init(struct unread *u, size_t budget, uint64_t seed, struct blind *blind);
void unread_free(struct unread *u);
void unread_add(struct unread *u, enum unread_kind kind, uint32_t number, size_t bytes,
                struct place at);
/* All sums become blind spots. */
void unread_tell(struct unread *u);

void unread_sum_add(struct unread_sum *s, size_t bytes, struct place at);

#endif
