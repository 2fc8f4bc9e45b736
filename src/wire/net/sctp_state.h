/* Inside the net room: what SCTP keeps of an association, shared by the files of SCTP. */
#ifndef POSTERN_WIRE_NET_SCTP_STATE_H
#define POSTERN_WIRE_NET_SCTP_STATE_H

#include "base/table.h"
#include "wire/net/chain.h"
#include "wire/net/transport.h"

enum {
    SCTP_ADDRESSES = 8,
    SCTP_TSNS = 64,
    SCTP_MESSAGE_MOST = 128 << 10,
    SCTP_FRAGMENTS_MOST = 512, /* of one message */
};

/* Chunk types and flags, RFC 9260 3.2 and 3.3.1, RFC 8260 2.1, RFC 5061 4.1. */
enum {
    CHUNK_DATA = 0,
    CHUNK_INIT = 1,
    CHUNK_INIT_ACK = 2,
    CHUNK_HEARTBEAT = 4,
    CHUNK_ABORT = 6,
    CHUNK_SHUTDOWN_COMPLETE = 14,
    CHUNK_I_DATA = 64,
    CHUNK_ASCONF = 0xc1,
    DATA_END = 1,
    DATA_BEGIN = 2,
    DATA_UNORDERED = 4,
};

struct sctp_loss {
    uint64_t times;
    uint64_t bytes;
    struct place first;
};

struct sctp_side {
    struct addr addrs[SCTP_ADDRESSES];
    uint32_t tag; /* in packets from here; 0: not known */
    uint16_t port;
    uint8_t count;
    uint8_t named; /* bits of addrs: this side itself named it */
    uint8_t told;  /* bits of addrs: handed to same_host */
    uint8_t spare[3];
};

/* A chunk that was seen: kept in the place that its TSN says, until a later one takes it. */
struct sctp_seen {
    uint32_t tsn;
    uint32_t print; /* of its content, never 0 */
};

struct sctp_association {
    struct table_head head;
    uint32_t serial;          /* key */
    uint32_t tunnel;          /* as in a flow's key */
    uint32_t heard;           /* a bit for each side that was seen sending */
    struct sctp_side side[2]; /* 0: whoever was seen first */
    struct sctp_seen seen[2][SCTP_TSNS];
    struct sctp_loss missing, over, broken;
};

struct sctp_fragment {
    uint32_t next;
    uint32_t order; /* TSN, or FSN of an I-DATA chunk */
    uint32_t ppid;
    uint32_t flags;
    struct chain bytes;
};

/* Fragments of one (association, direction, stream, SSN or MID): one message's, as a rule. */
struct sctp_set {
    struct table_head head;
    /* key */
    uint32_t serial;
    uint32_t number; /* SSN or MID; 0 for an unordered DATA chunk, which has none */
    uint16_t stream;
    uint8_t direction;
    uint8_t kind; /* 1: unordered, 2: I-DATA */
    /* what is kept */
    uint32_t first, last; /* fragments, when count is not 0 */
    uint32_t count;
    uint32_t bytes;
    uint32_t begins, ends; /* how many of these hold a message's begin or end */
    struct place place;
    struct sctp_set *older, *newer;
};

struct sctp {
    struct transport_settings said;
    struct table associations;
    struct table tags; /* struct tag_entry */
    uint32_t serial;
    /* fragments */
    struct table sets;
    struct pool fragments;
    struct pool blocks;
    struct sctp_set *oldest, *newest;
    uint64_t given_up;
    uint8_t *scratch; /* SCTP_MESSAGE_MOST */
};

/* What a DATA or I-DATA chunk says before its payload. */
struct sctp_data {
    uint32_t tsn;
    uint32_t number;
    uint32_t order;
    uint32_t ppid;
    uint16_t stream;
    uint8_t flags;
    uint8_t direction;
    bool interleaved; /* I-DATA */
    struct span payload;
};

void sctp_lose(struct sctp_loss *loss, const struct packet *p, uint64_t bytes);

/* sctp_association.c. *ret_direction: which side sends. `chunks`: what follows the common header.
 */
bool sctp_associations_init(struct sctp *s, size_t budget);
void sctp_associations_free(struct sctp *s);
struct sctp_association *sctp_association_of(struct sctp *s, const struct packet *p, uint32_t tag,
                                             const struct cursor *chunks, unsigned *ret_direction);
struct sctp_association *sctp_association_find(struct sctp *s, uint32_t serial);
/* INIT, INIT-ACK and ASCONF, after the chunk's header: tags and further addresses. */
void sctp_association_init(struct sctp *s, struct sctp_association *a, unsigned direction,
                           uint8_t type, struct cursor body);
void sctp_association_asconf(struct sctp *s, struct sctp_association *a, unsigned direction,
                             struct cursor body);
/* Tells who is of one host: addresses that a side named and that were then really used. */
void sctp_association_paths(struct sctp *s, struct sctp_association *a, const struct packet *p,
                            unsigned direction, uint8_t first_chunk);
/* Whether the same chunk was there before; remembers it. */
bool sctp_association_repeated(struct sctp_association *a, const struct sctp_data *data);
/* Whether a chunk of this number came lately. */
bool sctp_association_saw(const struct sctp_association *a, unsigned direction, uint32_t tsn);
void sctp_associations_report(struct sctp *s);

/* sctp_fragments.c: true when `data` made a message whole: its bytes are in *ret then, valid until
 * the next call, and its payload protocol in *ret_ppid. */
bool sctp_fragments_init(struct sctp *s, size_t budget);
void sctp_fragments_free(struct sctp *s);
bool sctp_fragment_add(struct sctp *s, struct sctp_association *a, const struct packet *p,
                       const struct sctp_data *data, struct span *ret, uint32_t *ret_ppid);
void sctp_fragments_finish(struct sctp *s);

static inline bool sctp_before(uint32_t a, uint32_t b) /* RFC 1982 */
{
    return (int32_t)(a - b) < 0;
}

#endif
