/* Inside the proto room: a message of ISUP, whatever carries it. */
#ifndef POSTERN_WIRE_PROTO_ISUP_H
#define POSTERN_WIRE_PROTO_ISUP_H

#include "wire/proto/message.h"

/* Where a message came from. */
struct isup_circuit {
    bool is_known; /* false: inside SIP there is none, and SIP pairs its own */
    uint32_t number;
    bool ansi; /* messages laid out as in ANSI T1.113 */
};

/* One message, from its type on. */
enum verdict isup_message(struct cursor c, const struct packet *p, struct sink *sink,
                          const struct isup_circuit *circuit);

/* --- isup_parameters.c
 * ---------------------------------------------------------------------------- */

/* Which parameters a message of this type has, and where (ITU-T Q.763 tables 11 to 51). */
struct isup_layout {
    uint8_t type;
    uint8_t fixed;       /* bytes of parameters without a length */
    uint8_t variable[2]; /* parameters behind pointers, in their order; 0 ends */
    bool options;        /* a pointer to further ones */
    uint8_t exchange;    /* what request and answer have in common: the request's type; 0: none */
};

/* NULL: nobody knows this type. */
const struct isup_layout *isup_layout(uint8_t type, bool ansi);
/* The parameters of a message become its fields. `c` begins behind the type. */
void isup_parameters(struct message *m, const struct isup_layout *layout, struct cursor c);
/* The cause of a message that always has one, 0 without. */
uint8_t isup_cause(const struct isup_layout *layout, struct cursor c);

#endif
