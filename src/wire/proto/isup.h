/* Inside the proto room: a message of ISUP, whatever carries it. */
#ifndef POSTERN_WIRE_PROTO_ISUP_H
#define POSTERN_WIRE_PROTO_ISUP_H

#include "wire/proto/message.h"

/* Where a message came from. */
struct isup_circuit {
    bool is_known; /* false: inside SIP there is none, and SIP pairs its own */
    uint32_t number;
    uint64_t hash; /* of what tells it from all others */
    bool ansi;     /* messages laid out as in ANSI T1.113 */
};

/* One message, from its type on. */
enum verdict isup_message(struct cursor c, const struct packet *p, struct sink *sink,
                          const struct isup_circuit *circuit);

/* --- isup_calls.c: calls that follow each other on a circuit
 * ---------------------------------------- */

struct isup_circuit_state {
    struct table_head head;
    uint64_t circuit; /* key: isup_circuit.hash */
    struct addr caller;
    uint32_t calls;
    uint32_t state;
};

/* Which call a message is of (a hash), and whether it asks or answers in it: `part`, but for the
 * release of a call. */
enum part isup_call(struct sink *sink, uint64_t circuit, uint8_t type, const struct addr *from,
                    enum part part, uint64_t *ret_call);

/* --- isup_parameters.c
 * ---------------------------------------------------------------------------- */

/* Which parameters a message of this type has, and where (ITU-T Q.763 tables 11 to 51). */
struct isup_layout {
    uint8_t type;
    uint8_t fixed;       /* bytes of parameters without a length */
    uint8_t variable[2]; /* parameters behind pointers, in their order; 0 ends */
    bool options;        /* a pointer to further ones */
    bool circuit;        /* of the circuit, and not of the call on it */
    uint8_t exchange;    /* what request and answer have in common: the request's type; 0: none */
};

/* NULL: nobody knows this type. */
const struct isup_layout *isup_layout(uint8_t type, bool ansi);
/* The parameters of a message become its fields. `c` begins behind the type. */
void isup_parameters(struct message *m, const struct isup_layout *layout, struct cursor c);

#endif
