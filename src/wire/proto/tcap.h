/* Inside the proto room: a TCAP message, the dialogue that it belongs to, and the operations of MAP
 * and CAP that ride in it (ITU-T Q.773, Q.774). */
#ifndef POSTERN_WIRE_PROTO_TCAP_H
#define POSTERN_WIRE_PROTO_TCAP_H

#include "base/hash.h"
#include "wire/proto/ber.h"
#include "wire/proto/message.h"

/* Message types, by tag (Q.773 table 8). */
enum {
    TCAP_UNIDIRECTIONAL = 0x61,
    TCAP_BEGIN = 0x62,
    TCAP_END = 0x64,
    TCAP_CONTINUE = 0x65,
    TCAP_ABORT = 0x67,
};

/* Component types, by tag (Q.773 table 19). */
enum tcap_kind {
    TCAP_INVOKE = 1,
    TCAP_RESULT_LAST = 2,
    TCAP_ERROR = 3,
    TCAP_REJECT = 4,
    TCAP_RESULT_NOT_LAST = 7,
};

struct tcap_component {
    enum tcap_kind kind;
    bool has_id;
    bool has_code;   /* an operation, error or problem is named */
    uint8_t id;      /* of the invoke */
    uint32_t code;   /* of the operation, the error, or class << 8 | problem */
    uint32_t length; /* in bytes */
    uint32_t odd;    /* enum odd_bit */
    enum lack lack;
    struct cursor argument; /* with its tag; empty: there is none */
};

/* The next component of a component portion; false at its end. Components of other types are
 * passed over. */
bool tcap_component(struct cursor *portion, struct tcap_component *ret);

/* A name of a dialogue's application context, as TS 29.002 17.3.2 and TS 29.078 4 give them. */
struct tcap_context {
    uint8_t proto;   /* enum proto; PROTO_NONE: of neither, or none was said */
    uint8_t version; /* MAP's; 0 elsewhere and when unknown */
    bool said;
    uint32_t arcs[3]; /* what follows 0.4.0.0.1 */
};

struct tcap_dialogue_portion {
    struct tcap_context context;
    char context_text[96];
    bool refused;            /* AARE: rejected; ABRT */
    struct cursor reference; /* MAP-open's destination reference, an AddressString; may be empty */
};

/* Reads the contents of a dialogue portion (Q.773 table 33, TS 29.002 17.4). */
void tcap_dialogue_portion(struct cursor portion, struct tcap_dialogue_portion *ret);

/* What is kept of an end of a dialogue under its transaction id and address. */
enum { TCAP_WAITING = 6 };

struct tcap_key {
    struct addr address; /* the title alone where there is one: an answer may come over another
                          * point code */
    uint32_t id;
    uint16_t subsystem;
    uint16_t spare;
};

struct tcap_end {
    struct table_head head;
    struct tcap_key key;
    uint64_t dialogue; /* a hash that no other dialogue has */
    uint64_t begun;    /* time of its Begin; 0: not seen */
    struct tcap_context context;
    bool heard;   /* the other end has spoken */
    uint8_t next; /* place of waiting[] that gives way */
    struct {
        bool is;
        uint8_t id;
        uint32_t code;
    } waiting[TCAP_WAITING]; /* what this end has asked and was not answered */
};

/* One TCAP message while it is read. */
struct tcap {
    struct sink *sink;
    const struct packet *packet;
    uint8_t type;
    bool has_from, has_to; /* originating, destination transaction id */
    struct tcap_key from, to;
    struct tcap_end *sender, *receiver; /* NULL: nothing is kept of it */
    uint64_t dialogue;                  /* 0: none */
    struct tcap_dialogue_portion portion;
    struct tcap_context context; /* that of the dialogue, as far as known */
    struct cursor components;
    uint32_t odd;
    enum lack lack;
    uint32_t length;
    bool has_abort_cause;
    uint32_t abort_cause;
    bool told; /* a message was told */
};

struct tcap_key tcap_key_of(const struct addr *a, uint16_t subsystem, uint32_t id);

/* Finds or makes what is kept of the message's dialogue and settles t->dialogue and t->context. */
void tcap_follow(struct tcap *t);

/* The transaction under which an operation and its answer find each other; 0: none. */
uint64_t tcap_transaction(const struct tcap *t, bool answers, uint8_t id);

/* Remembers an operation asked by the sender; forgets one of the receiver's that was answered and
 * says its code in *ret_code. */
void tcap_asked(struct tcap *t, const struct tcap_component *k);
bool tcap_answered(struct tcap *t, uint8_t id, bool last, uint32_t *ret_code);

/* Which protocol's operation this is; PROTO_NONE: nobody knows. */
enum proto tcap_proto(const struct tcap *t, uint32_t code);

/* The subsystem in a packet's port; 0: none was named. */
uint16_t tcap_subsystem(uint16_t port);

/* The bits of a message for enum ber_odd. */
uint32_t tcap_odd(unsigned ber_odd);

/* --- tcap_tell.c: messages -------------------------------------------------------------------- */

/* Tells a component: an operation, or an answer that names none. */
void tcap_tell(struct tcap *t, const struct tcap_component *k);
/* The TCAP message itself, when nothing in it was an operation. */
void tcap_tell_bare(struct tcap *t);
/* All that the receiver waits for is refused. */
void tcap_tell_abort(struct tcap *t);

/* --- asn1_fields.c, map_own.c: arguments -------------------------------------------------------
 */

/* Reads an argument by the rows of `space` in the table of m->proto (spec/ts29.002-map.tbl says how
 * a path is written). Values in pieces are put together in `join`. */
void asn1_fields(struct message *m, struct sink *sink, uint32_t space, struct cursor argument,
                 struct ber_join *join);

/* Values that a form alone does not say, numbers as ISUP has them, and a dialogue's reference. */
void map_own(struct message *m, const struct spec_ie *row, struct cursor value);
void map_party(struct message *m, enum meaning meaning, struct cursor value);
void map_reference(struct message *m, struct cursor value);
/* A short message: that it is there, and whom it goes to or comes from. */
void map_sms(struct message *m, struct cursor value);

#endif
