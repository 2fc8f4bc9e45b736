/* Inside the proto room: where the media of calls goes, and streams that are media.
 *
 * SDP announces an address and a port (RFC 8866 5.7, 5.14); what arrives there is the call's. RTP
 * has no mark of its own: it is believed where it was announced, or when several packets in a row
 * count up under one source (RFC 3550 5.1). It is customers' content and is counted, not read.
 */
#ifndef POSTERN_WIRE_PROTO_MEDIA_H
#define POSTERN_WIRE_PROTO_MEDIA_H

#include "wire/proto/message.h"

struct media_key {
    struct addr address;
    uint16_t port;
    uint8_t spare[6];
};

struct media_point {
    struct table_head head;
    struct media_key key;
    uint64_t call;      /* a hash of the call's name */
    struct place place; /* of the message that announced it first */
    const char *by;     /* "SIP", "MGCP", "H.248" */
};

struct media {
    struct table points;
    struct table streams;
};

enum { MEDIA_SHARE_POINTS = 4, MEDIA_SHARE_STREAMS = 2 }; /* 64ths of the driver's budget */

bool media_init(struct media *m, size_t share, uint64_t seed);
void media_free(struct media *m);

/* A call's media is to be sent there. Said again, it stays with the message that said it first. */
void media_announce(struct media *m, const struct packet *p, const struct media_key *to,
                    uint64_t call, const char *by);
/* NULL: nobody announced it. */
const struct media_point *media_at(struct media *m, const struct addr *address, uint16_t port);

/* Whether this datagram, which no decoder takes, shows its conversation to be RTP. */
bool media_shows(struct media *m, const struct packet *p, struct cursor bytes);

/* What is to be said of a conversation that was not read: false when no call announced it. */
bool media_tell(struct media *m, const struct flow *f, struct text *ret_detail);

#endif
