/* The door of the access room: who reached whose data.
 *
 * Takes messages; pairs request and answer, binds keys (TEID, SEID, Session-Id) to the person they
 * were given out for, keeps elements and persons, and hands up each message once more, completed,
 * and each access when its outcome is known. It knows operations only by their rows in spec/.
 */
#ifndef POSTERN_WIRE_ACCESS_ACCESS_H
#define POSTERN_WIRE_ACCESS_ACCESS_H

#include "base/blind.h"
#include "base/names.h"
#include "wire/proto/message.h"

/* One side of an access: the address that was seen, and the name by which it calls itself (behind a
 * relay the two are of different elements). */
struct party {
    struct addr address;
    uint32_t name; /* names_text(registry_names()), 0: none */
    uint32_t spare;
};

struct access {
    const struct spec_op *op;
    enum how how;
    uint16_t categories;
    bool answered; /* an answer was seen; its outcome below */
    enum outcome outcome;
    bool has_cause;
    uint32_t cause;
    const struct spec_value *cause_row;
    struct party actor, custodian;
    uint32_t person;  /* 0: not known whose */
    uint32_t to;      /* names_text: where a copy or delivery goes; 0: none */
    uint32_t visited; /* names_text: serving network that the exchange names, digits; 0: none */
    uint32_t actor_realm, custodian_realm; /* names_text; 0: none */
    uint64_t time, answer_time;
    struct place request, answer; /* frame 0: not seen */
};

/* Identities are kept once each; a person is all identities known to be one subscriber's. */
struct identity {
    struct table_head head;
    /* key: digits two a byte (high nibble first), an address's bytes, or a hash of a longer text */
    uint8_t class; /* enum identity_class */
    uint8_t form;  /* enum identity_form of registry.h */
    uint8_t len;   /* digits or bytes */
    uint8_t spare[5];
    uint8_t value[16];
    /* what is known of it */
    uint32_t number; /* of this identity: registry_identity */
    uint32_t person; /* registry_person */
    uint32_t text;   /* a block of the registry's long texts */
    uint8_t tail;    /* an IMEI's digits after the fourteenth, which tell no devices apart */
    uint8_t tail_len;
    uint16_t spare_tail;
};

struct person {
    uint32_t identities[IDENTITY_CLASSES]; /* the latest of each class, 0: none */
};

enum { ELEMENT_NAMES = 4, ELEMENT_ROLES = 6, ELEMENT_ADDRESSES = 8 };

/* What speaks for a role: operations that only this role, or one of a few, sends or answers. */
struct role_sign {
    const struct spec_op *op; /* the clearest one seen: the one that names the fewest roles */
    uint32_t count;           /* kinds of operations that speak for it */
    uint16_t weight;          /* their weights, see role.c */
    uint8_t role;
    uint8_t among; /* how many roles `op` names */
    bool sends;    /* it sent `op`; false: it is who was asked */
    bool acted;    /* it sent or answered `op`; false: it was asked, and nothing came back */
};

struct role_guess {
    enum role role;
    unsigned confidence; /* 0-100 */
    const struct role_sign *why;
};

struct element {
    struct table_head head;
    struct addr address; /* key */
    uint32_t number;     /* never 0, never given twice */
    uint32_t same_as;    /* number of the element that this address belongs to; 0: itself */
    uint32_t names[ELEMENT_NAMES];
    uint32_t product; /* name of its make, as such a message says it; 0: none does */
    bool named;       /* names[0] is its own by a message that no relay passes on */
    struct role_sign signs[ELEMENT_ROLES];
    uint64_t messages;
    uint64_t first, last;
    struct place where;
    /* For elements that nobody decoded a message of: what they speak to. */
    struct addr peer;
    uint16_t peer_port;
    uint8_t peer_transport;
    uint8_t peers; /* 0, 1, 2: more than one */
    bool asks_all; /* every conversation with the peer was begun by this side */
};

/* Accesses summed by who reached what and how. */
struct access_sum {
    struct table_head head;
    /* key */
    struct party actor, custodian;
    uint32_t operation; /* number of the op's row, spec_op_at */
    uint32_t to;
    uint16_t categories;
    uint8_t how;
    uint8_t spare[5];
    /* sums */
    uint64_t count, answered, refused, unanswered, persons; /* count is the sum of the next three */
    uint64_t first, last;
    struct place example;
    uint32_t number; /* never 0, never given twice */
};

struct registry;

struct registry_settings {
    size_t budget;
    uint64_t seed;
    struct blind *blind;
    bool every_access;                                   /* keep each access, not only sums */
    void (*message)(void *arg, const struct message *m); /* completed: answers, bound, person */
    void (*access)(void *arg, const struct access *a);
    void *arg;
};

struct registry *registry_new(const struct registry_settings *settings);
void registry_free(struct registry *r);

void registry_message(struct registry *r, struct message *m);
void registry_flow_ends(struct registry *r, const struct flow *f);
void registry_same_element(struct registry *r, const struct addr *a, const struct addr *b);

/* What waits for an answer will not get one: such accesses are handed up as unanswered. */
void registry_finish(struct registry *r);

struct names *registry_names(struct registry *r);

/* By number, which is never 0 and never given twice: NULL when it had to give way to a later one.
 * A person who turned out to be another one is that one. */
const struct person *registry_person(const struct registry *r, uint32_t person);
const struct identity *registry_identity(const struct registry *r, uint32_t identity);
/* Walks all that are kept: start with at = 0; NULL ends. */
const struct identity *registry_identity_next(const struct registry *r, uint32_t *at);
/* Its value as it was first sent: digits, user@realm, an address. */
void registry_identity_text(struct text *t, const struct registry *r, const struct identity *i);
/* The best identity known of a person: IMSI, NAI, MSISDN, IMEI, GUTI, SUCI, address; 0: none. */
uint32_t registry_best(const struct registry *r, uint32_t person);
/* The number under which this person is kept now; the same number when nothing changed. */
uint32_t registry_same_person(const struct registry *r, uint32_t person);

/* The person for whom this user-plane tunnel endpoint was given out; 0: not seen. */
uint32_t registry_tunnel(struct registry *r, const struct addr *address, uint32_t teid);

/* The element of an address, also when it is one of several; NULL: not seen. */
const struct element *registry_element(struct registry *r, const struct addr *address);
/* Whether an address is known to be that of somebody's equipment. */
bool registry_is_subscriber(struct registry *r, const struct addr *address);
/* The role that the signs speak for most, and how sure (0-100); ROLE_NONE when nothing speaks. */
enum role registry_role(const struct element *e, unsigned *ret_confidence);
/* All roles that signs speak for, surest first; how many. */
unsigned registry_roles(const struct element *e, struct role_guess ret[ELEMENT_ROLES]);

/* Sorted as the output wants them; the arrays live as long as the registry. Elements: each address
 * by itself; those with `same_as` are further addresses of that element, which has the lowest. */
const struct element *const *registry_elements(struct registry *r, size_t *ret_count);
const struct access_sum *const *registry_sums(struct registry *r, size_t *ret_count);
/* With every_access only. What did not fit is a blind spot, and in registry_access_count. */
const struct access *registry_accesses(struct registry *r, size_t *ret_count);

uint64_t registry_access_count(const struct registry *r);
uint64_t registry_person_count(const struct registry *r); /* told apart, not merged */
uint64_t registry_evicted(const struct registry *r);

#endif
