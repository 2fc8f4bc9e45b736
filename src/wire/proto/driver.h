/* Inside the proto room: what the driver keeps beside its loop. */
#ifndef POSTERN_WIRE_PROTO_DRIVER_H
#define POSTERN_WIRE_PROTO_DRIVER_H

#include "wire/proto/media.h"

/* Which decoders are at home on a port, a payload protocol or an SS7 link: a bit a decoder. */
enum home { HOME_UDP = 1, HOME_TCP, HOME_SCTP, HOME_PPID, HOME_LINK };

enum { HOME_SLOTS = 512 };

struct homes {
    struct {
        uint64_t key; /* enum home above 32 bits of number; 0: empty */
        uint64_t decoders;
    } slots[HOME_SLOTS];
};

void homes_init(struct homes *h, const struct decoder *const *decoders, unsigned count);
uint64_t homes_of(const struct homes *h, enum home where, uint32_t number);
/* The decoders at home where this packet goes or comes from. */
uint64_t homes_of_packet(const struct homes *h, const struct packet *p);
/* That of the flow's two ports on which a decoder is at home; 0: neither, or both. */
uint16_t homes_served(const struct homes *h, const struct flow *f);

/* Blind spots inside messages, summed by conversation and reason: text is made once for each. */
struct notes {
    struct table table;
    struct blind *blind;
    const struct homes *homes;
};

bool notes_init(struct notes *n, struct blind *blind, const struct homes *homes);
void notes_free(struct notes *n);

/* Counts; true for the first of its kind in this conversation: then *ret_detail is to be filled. */
bool notes_add(struct notes *n, const struct packet *p, enum blind_reason reason, uint64_t bytes,
               struct text *ret_detail);
void notes_put(struct notes *n, const struct packet *p, enum blind_reason reason, uint64_t bytes,
               const char *detail);
void notes_flow_ends(struct notes *n, const struct flow *f);

/* --- inner.c: what decoders are given --------------------------------------------------------- */

enum { KEEP_SHARES = 64 };

extern const struct decoder *const decoder_rows[];

struct inner {
    const struct decoder *decoder;
    struct cursor bytes;
    struct packet packet;
    uint64_t outer[MESSAGE_HANDLES];
};

struct driver {
    struct driver_settings said;
    struct sink sink;
    struct homes homes;
    struct notes notes;
    struct message scratch;
    struct inner stack[INNER_DEPTH];
    unsigned depth;
    uint64_t asked; /* the decoders that bytes are shown to: a bit each */
    struct table tables[DECODERS * DECODER_TABLES];
    struct media media;
};

bool driver_sink_init(struct driver *d);
void driver_sink_free(struct driver *d);
/* One message, and all that is inside it. */
enum verdict driver_decode(struct driver *d, const struct decoder *decoder, const struct packet *p,
                           struct cursor bytes);

#endif
