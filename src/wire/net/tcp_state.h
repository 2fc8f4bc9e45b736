/* Inside the net room: what TCP keeps of a conversation, shared by the files of TCP.
 *
 * Each way has a stream: the sequence number up to which all was handed on, and the bytes of a
 * message that waits for its end. Segments from beyond a hole wait in a list. Where such a segment
 * begins with an unmistakable message, a second stream leads on from there, and the hole is filled
 * behind it: so a capture that lost a packet costs no more than the messages that were in it.
 */
#ifndef POSTERN_WIRE_NET_TCP_STATE_H
#define POSTERN_WIRE_NET_TCP_STATE_H

#include "base/table.h"
#include "wire/net/chain.h"
#include "wire/net/transport.h"

enum {
    TCP_MESSAGE_MOST = 64 << 10, /* a longer message is passed by */
    TCP_SCRATCH = 2 * TCP_MESSAGE_MOST,
    TCP_EARLY_MOST = 64, /* segments, */
    TCP_EARLY_BYTES = 128 << 10,
    TCP_PIECE = 16 << 10,
    /* A hole that the other side acknowledged is one of the capture. Its bytes may still come: taps
     * swap frames of the two ways. */
    TCP_ACKED_PACKETS = 8,
    TCP_WINDOW = 16 << 20, /* further off than that is another conversation */
};

static const uint64_t TCP_ACKED_WAIT = 1000000000U; /* nanoseconds */
static const uint64_t TCP_HOLE_WAIT = 60 * 1000000000U;

struct tcp_stream {
    uint32_t next; /* sequence number that was not handed on yet */
    uint32_t want; /* length of the message in `held`, 0: not known */
    uint32_t skip; /* bytes of an over-long message still to pass by */
    struct chain held;
};

/* A segment, or a part of one, beyond a hole. */
struct tcp_early {
    uint32_t next; /* in the list, POOL_NONE ends it */
    uint32_t seq;
    struct chain bytes;
    struct place place;
    uint64_t time;
};

enum {
    TCP_SEEN = 1,      /* `now.next` holds */
    TCP_ACKED = 2,     /* `acked` holds */
    TCP_BEGUN = 4,     /* `begin` holds */
    TCP_SYN_WAITS = 8, /* `syn` holds */
    TCP_LEAD = 16,     /* `lead` holds */
    TCP_LOST = 32,     /* what waited was given up between two packets */
};

struct tcp_half {
    struct tcp_stream now, lead;
    uint32_t lead_from; /* where the leading stream began */
    uint32_t acked;     /* by the other side */
    uint32_t begin;     /* of the conversation, after its SYN */
    uint32_t syn;       /* after a SYN that no data has confirmed yet */
    uint32_t early;     /* list in order, when early_count is not 0 */
    uint32_t early_bytes;
    uint16_t early_count;
    uint16_t hole_packets; /* since the hole was acknowledged */
    uint32_t flags;
    uint64_t hole_since;
};

struct tcp_loss {
    uint64_t times;
    uint64_t bytes;
    struct place first;
};

struct tcp_state {
    struct table_head head;
    uint32_t serial; /* key; flow->state */
    uint32_t holds;  /* whether it is in the list of those that hold bytes */
    struct tcp_state *older, *newer;
    struct tcp_half half[2];
    struct tcp_loss gap, over;
};

struct tcp {
    struct transport_settings said;
    struct table states;
    struct pool blocks;
    struct pool earlies;
    uint32_t serial;
    uint64_t given_up;                 /* states whose bytes were dropped for want of room */
    struct tcp_state *oldest, *newest; /* of those that hold bytes */
    uint8_t *scratch;                  /* TCP_SCRATCH: a message and what follows it */
    uint8_t *late;                     /* TCP_PIECE: an early piece on its way */
};

static inline bool tcp_before(uint32_t a, uint32_t b)
{
    return (int32_t)(a - b) < 0;
}

void tcp_lose(struct tcp_loss *loss, const struct packet *p, uint64_t bytes);

/* tcp_hold.c: pools under pressure. The state that has held bytes for longest gives way. */
void tcp_hold_note(struct tcp *t, struct tcp_state *s);
bool tcp_hold_add(struct tcp *t, struct tcp_state *s, struct chain *c, struct span bytes);
uint32_t tcp_hold_early(struct tcp *t, struct tcp_state *s);
/* Drops all that a state holds; how many bytes that were. */
uint64_t tcp_hold_drop(struct tcp *t, struct tcp_state *s);
void tcp_hold_drop_half(struct tcp *t, struct tcp_half *h);

/* tcp_hand.c: bytes in order, to the sink; what it did not take is held. */
void tcp_hand(struct tcp *t, const struct packet *p, struct tcp_state *s, struct tcp_stream *stream,
              struct span bytes);

/* tcp_early.c: bytes from beyond a hole. */
void tcp_early_add(struct tcp *t, const struct packet *p, struct tcp_state *s, struct tcp_half *h,
                   uint32_t seq, struct span bytes);
/* Hands on what the hole no longer keeps back. */
void tcp_early_drain(struct tcp *t, struct packet *p, struct tcp_state *s, struct tcp_half *h);
bool tcp_early_hopeless(const struct tcp_half *h, const struct packet *p);
/* Gives the hole up: goes on behind it. */
void tcp_early_skip(struct tcp *t, struct packet *p, struct tcp_state *s, struct tcp_half *h);

#endif
