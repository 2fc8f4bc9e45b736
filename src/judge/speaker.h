/* Who speaks under which name, from which address: what checks of identities keep in common.
 *
 * A name is what a request gives as its originator (Origin-Host, an NF's instance). It is an
 * address's own when it says so to its neighbour, where nothing is passed on: by opening a Diameter
 * connection (RFC 6733 5.3) or registering with the NRF (TS 29.510 5.2.2.2), and is accepted. An
 * address that was itself sent a request under a name passes that name on; so does one that
 * declares or shows itself a relay, or speaks under four names or more.
 */
#ifndef POSTERN_JUDGE_SPEAKER_H
#define POSTERN_JUDGE_SPEAKER_H

#include "judge/side.h"

/* The fields of a message that say who sends it, in one pass; NULL: not there. */
struct says {
    const struct field *host, *realm, *address, *type, *instance, *resource, *node;
    const struct field *token, *subject, *scope, *audience, *expiry, *wanted, *service, *product;
    bool route; /* it names a relay */
};

void says_of(const struct message *m, struct says *ret);
/* names_of of a field's text; 0: it is not there. */
uint32_t says_name(struct judge *j, const struct field *f);

enum { OWN_NAMES = 2, RELAYED_NAMES = 4 };

/* An address that speaks. */
struct speaker {
    struct table_head head;
    struct addr address;           /* key */
    uint32_t own[OWN_NAMES];       /* names that are its own, 0 ends */
    uint32_t names[RELAYED_NAMES]; /* under which it speaks without naming a relay, 0 ends */
    uint32_t asks;  /* the name under which it asks to be known, until it is answered */
    uint64_t types; /* NF types that it says it has, by enum role */
    uint64_t more_types;
    uint8_t last_type; /* enum role: the last of these */
    bool relays;
};

/* What is sent to one address under one name. */
struct spoken {
    struct table_head head;
    struct {
        struct addr to;
        uint32_t name;
    } key;
    struct addr from, before; /* who sent it last, and who else before; none */
    struct place place, place_before;
    uint64_t time, time_before;
    uint32_t turns; /* how often it came from `before` again */
};

/* A name. */
struct spoken_name {
    struct table_head head;
    uint32_t name;      /* key */
    uint32_t type;      /* enum role, of an NF that registered */
    struct addr own[2]; /* whose it is: those that registered under it, the latest first */
    struct place place; /* where it did so last */
    uint64_t time;
};

struct speakers {
    struct table addresses, spoken, names;
    const struct spec_op *nf_register, *nf_registered, *nf_update, *nf_updated, *connect,
        *connected;
};

bool speakers_open(struct speakers *s, struct judge *j, size_t bytes);
/* Tells what gave way for lack of room. */
void speakers_end(const struct speakers *s, struct judge *j, const struct check *c);
void speakers_close(struct speakers *s);

/* A request: notes it. What was sent to the same under the same name before is in *ret_spoken. */
void speakers_request(struct speakers *s, struct judge *j, const struct message *m,
                      const struct says *says, uint32_t name, struct spoken **ret_spoken);
/* An answer: what it settles; the name that is now its receiver's own, 0: none. */
uint32_t speakers_answer(struct speakers *s, const struct message *m);

struct speaker *speaker_of(struct speakers *s, const struct addr *a);
struct spoken_name *speakers_name(struct speakers *s, uint32_t name);
/* Whether what comes from this address under this name may be another's, passed on. */
bool speaker_relays(struct speakers *s, struct judge *j, const struct addr *a, uint32_t name);
/* Whether a request under this name was sent to it. */
bool speaker_was_sent(struct speakers *s, const struct addr *a, uint32_t name);
/* Whether it is known under this name itself. */
bool speaker_owns(struct speakers *s, const struct addr *a, uint32_t name);
/* The only name that is its own; 0: none or several, as in a laboratory on one host. */
uint32_t speaker_own(struct speakers *s, const struct addr *a);

/* 127.0.0.0/8, ::1 and addresses of no IP: several functions on one host. */
bool address_tells_nobody(const struct addr *a);
/* The same host as far as the registry knows, or one declared element's. */
bool same_host(struct judge *j, const struct addr *a, const struct addr *b);
/* Of one site by their prefix: /24 of IPv4, /64 of IPv6. */
bool same_site(const struct addr *a, const struct addr *b);
/* Not of private use (RFC 1918, RFC 6598, RFC 4193). */
bool is_public(const struct addr *a);

#endif
