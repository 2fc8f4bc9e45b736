/* Mobile identity, TS 24.008 10.5.1.4: the digits of an IMSI or an equipment, or a temporary one.
 */
#ifndef POSTERN_WIRE_PROTO_MOBILE_IDENTITY_H
#define POSTERN_WIRE_PROTO_MOBILE_IDENTITY_H

#include "wire/proto/message.h"

enum {
    MOBILE_IMSI = 1,
    MOBILE_IMEI,
    MOBILE_IMEISV,
    MOBILE_TMSI,
    MOBILE_DIGITS = 16,
    MOBILE_TMSI_SIZE = 4,
    MOBILE_LAI_SIZE = 5,
};

/* Room for digits that are told: it has to last until message_end. */
struct mobile_digits {
    char at[2][MOBILE_DIGITS];
    uint8_t used;
};

struct mobile_identity {
    uint8_t type;       /* MOBILE_*; 0: none, or one that contradicts itself */
    struct span digits; /* of an IMSI, IMEI or IMEISV; empty where there was no room */
    struct span tmsi;
};

/* Without its tag and length. */
struct mobile_identity mobile_identity(struct cursor value, struct mobile_digits *room);
/* Tells IMSI, IMEI and IMEISV. */
void mobile_identity_tell(struct message *m, const struct mobile_identity *who);

/* A TMSI is unique in its location area (TS 23.003 2.4): told with it, and not without. `room`
 * lasts until message_end. */
void mobile_temporary(struct message *m, struct span lai, struct span tmsi,
                      uint8_t room[MOBILE_LAI_SIZE + MOBILE_TMSI_SIZE]);

#endif
