/* Inside the net room: fragments of IPv4 and IPv6 packets until they are whole.
 *
 * A table of packets that are being put together, and a pool of pieces for their bytes; when either
 * is full the oldest packet gives way and is counted. Where fragments overlap, the bytes that came
 * first win.
 */
#ifndef POSTERN_WIRE_NET_FRAGMENT_H
#define POSTERN_WIRE_NET_FRAGMENT_H

#include "base/pool.h"
#include "wire/net/packet.h"

enum { PACKET_LONGEST = 65535 };

struct fragments;

struct fragment_store {
    struct table packets; /* struct fragments */
    struct pool pieces;
    struct fragments *oldest, *newest;
    uint64_t evicted;
    struct blind *blind;
    uint8_t whole[PACKET_LONGEST + 1];
};

/* What a fragment's header says of it. */
struct fragment_at {
    uint32_t id;
    uint32_t tunnel; /* hash of the stack */
    uint16_t offset; /* in bytes */
    bool more;
    bool odd;         /* DF or the reserved bit */
    uint8_t protocol; /* IPv4: the packet's; IPv6: counts from the first fragment only */
};

struct fragment_whole {
    struct cursor bytes; /* valid until the next fragment */
    uint8_t protocol;
    bool odd;
};

enum fragment_is { FRAGMENT_HELD, FRAGMENT_WHOLE, FRAGMENT_BROKEN };

bool fragment_init(struct fragment_store *s, size_t budget, uint64_t seed, struct blind *blind);
void fragment_free(struct fragment_store *s);
enum fragment_is fragment_add(struct fragment_store *s, const struct packet *p,
                              const struct fragment_at *at, struct cursor bytes,
                              struct fragment_whole *ret);
/* All that never became whole is told. */
void fragment_finish(struct fragment_store *s);

#endif
