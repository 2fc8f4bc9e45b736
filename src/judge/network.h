/* The operator's declaration of its network (network.yaml): who is who, who may do what.
 *
 * Read before the first hostile byte. A mistake is a sentence with line and column, and a
 * declaration that is wrong is never half used.
 */
#ifndef POSTERN_JUDGE_NETWORK_H
#define POSTERN_JUDGE_NETWORK_H

#include "base/addr.h"
#include "base/fault.h"
#include "spec/spec.h"

struct network;

struct prefix {
    struct addr address;
    unsigned bits;
};

enum { DECLARED_ROLES = 8 };

struct declared {
    const char *name;
    const char *vendor;            /* NULL: not said */
    uint8_t roles[DECLARED_ROLES]; /* enum role, ROLE_NONE ends; further ones are dropped */
    bool interception;             /* stands under interception: functions */
};

/* Another operator or a hub (partners:). */
struct partner {
    const char *name;
    uint32_t node; /* where it stands */
};

/* Remote maintenance by a vendor (maintenance:), opaque. */
struct maintenance;

/* NULL and a fault when it cannot be read or is wrong. */
struct network *network_read(const char *path, struct fault *ret_fault);
/* The same of what is in memory; faults call it `name`. */
struct network *network_read_bytes(const char *name, const char *bytes, size_t size,
                                   struct fault *ret_fault);
void network_free(struct network *n);

/* SHA-256 of the file, 64 hex digits. */
const char *network_digest(const struct network *n);

/* The addresses of all elements, by number; false: past the end. */
bool network_prefix(const struct network *n, size_t number, struct prefix *ret,
                    const struct declared **ret_element);
/* The element of this address or host name; NULL: not declared. `n` may be NULL. */
const struct declared *network_element(const struct network *n, const struct addr *address);
const struct declared *network_host(const struct network *n, const char *host);
/* By an NF instance's UUID. */
const struct declared *network_instance(const struct network *n, const char *uuid);
bool network_has_instances(const struct network *n); /* any NF instance is declared */
/* One of its roles, or a role that has this one within it (spec_role_within). */
bool declared_plays(const struct declared *d, enum role role);
/* Whether addresses of IP are declared for it; whether any element is declared to play a role. */
bool network_has_place(const struct network *n, const struct declared *d);
bool network_has_role(const struct network *n, enum role role);

/* Whether this is a declared place for intercepted traffic (deliver_to or a function). */
bool network_delivers_to(const struct network *n, const struct addr *address);

/* Whether it says anything of interception (interception:). */
bool network_intercepts(const struct network *n);

bool network_home_plmn(const struct network *n, const char *digits);
bool network_has_home(const struct network *n); /* home PLMNs are declared */
bool network_home_realm(const struct network *n, const char *realm);
bool network_home_imsi(const struct network *n, const char *digits);
bool network_home_title(const struct network *n, const char *digits);
bool network_home_msisdn(const struct network *n, const char *digits);
bool network_has_titles(const struct network *n); /* home global titles are declared */
bool network_has_realms(const struct network *n); /* home realms are declared */
/* Whether subscribers' addresses come from here. */
bool network_user_pool(const struct network *n, const struct addr *address);

/* --- Warrants: whom an order allows to be intercepted, by pseudonym --------------------------- */

bool network_has_warrants(const struct network *n); /* a file of them is declared */
bool network_warranted(const struct network *n, const char *pseudonym);
/* Whether they were made under the key of this fingerprint; without warrants any key fits. */
bool network_warrants_fit(const struct network *n, const char *fingerprint,
                          struct fault *ret_fault);

/* --- Partners; NULL: nobody declared ---------------------------------------------------------- */

const struct partner *network_partner_plmn(const struct network *n, const char *digits);
const struct partner *network_partner_imsi(const struct network *n, const char *digits);
const struct partner *network_partner_realm(const struct network *n, const char *realm);
const struct partner *network_partner_title(const struct network *n, const char *digits);
const struct partner *network_partner_address(const struct network *n, const struct addr *address);
/* Whether its `may` has this word: a pack (roaming, sms, location) or an operation. */
bool network_partner_may(const struct network *n, const struct partner *p, const char *word);
/* Whether its `may` covers an operation, by name, number or the pack ("": none has it); `unsaid`:
 * what holds when it has no `may`. */
bool network_partner_asks(const struct network *n, const struct partner *p,
                          const struct spec_op *op, const char *pack, bool unsaid);
bool network_has_partners(const struct network *n);

/* --- Exchanges that are permitted beyond the roles, and maintenance --------------------------- */

/* What a reference of the declaration (a name, role, address or prefix) is held against. */
struct referred {
    const struct declared *declared; /* NULL: nobody's */
    struct addr address;
};

/* What two of them do with each other. */
struct exchange {
    const char *protocol;     /* "diameter", "ssh"; NULL: not known */
    uint8_t transport;        /* IPPROTO_TCP, _UDP, _SCTP; 0: not known */
    uint16_t port;            /* the served one; 0: none */
    const struct spec_op *op; /* NULL: not known; then operations are taken as those permitted */
    uint16_t categories;      /* 0: none */
};

/* Whether a declaration may say this word as a protocol. */
bool network_has_protocol(const char *word);

bool network_permits(const struct network *n, const struct referred *from,
                     const struct referred *to, const struct exchange *what);

/* By number: NULL past the end. */
const struct maintenance *network_maintenance(const struct network *n, size_t number);
const char *maintenance_vendor(const struct maintenance *m); /* NULL: not said */
/* Whether this is where the vendor comes from, its entry point, what it may reach from there. */
bool maintenance_from(const struct maintenance *m, const struct referred *r);
bool maintenance_enters(const struct maintenance *m, const struct referred *r);
bool maintenance_targets(const struct maintenance *m, const struct referred *r);
/* Whether it says at all where the vendor has to enter, and what may be reached. */
bool maintenance_names_entry(const struct maintenance *m);
bool maintenance_names_targets(const struct maintenance *m);
bool maintenance_protocol(const struct maintenance *m, const struct exchange *what);
/* Whether its windows or tickets cover the whole of this time, nanoseconds since 1970; one that has
 * neither is always open. `ret` gets words that tell its windows. */
bool maintenance_open(const struct maintenance *m, uint64_t from, uint64_t until);
void maintenance_windows(struct text *t, const struct maintenance *m);

/* --- What is wrong with one ------------------------------------------------------------------- */

struct network_remark {
    bool mistake; /* false: it is legal, and probably not what was meant */
    uint32_t line, column;
    const char *sentence; /* "FILE:LINE:COLUMN: ..." */
};

/* Reads a declaration and tells all that is wrong with it, the first twenty mistakes, by line; when
 * there are none, what is odd. What it calls a mistake network_read refuses, but for a name in a
 * permit or under maintenance that is nobody's: that one refers to nobody there. NULL and a fault,
 * which counts the mistakes, when it is wrong. */
struct network *network_check(const char *path,
                              void (*remark)(void *arg, const struct network_remark *r), void *arg,
                              struct fault *ret_fault);

/* What one declares. */
struct network_sums {
    const char *name; /* of the operator; NULL: not said */
    size_t elements, functions, partners, permits, maintenance, thresholds;
    size_t warrants;
    const char *warrants_key; /* NULL: no warrants */
};
void network_sum(const struct network *n, struct network_sums *ret);

/* --- Two declarations ------------------------------------------------------------------------- */

/* What changed from one to the other; NULL: it was not there, or is not. */
struct network_change {
    const char *what;  /* the key: "addresses", "permit" */
    const char *where; /* "hss1", "partner Roam Co", "home"; NULL: at the top */
    const char *before, *after;
    const char *sentence; /* "hss1: address 10.0.0.6 added" */
};

/* The order of lists does not matter; elements and partners are matched by name, permits by who may
 * reach whom. False and a fault when one cannot be read or is wrong. */
bool network_diff(const char *before, const char *after,
                  void (*change)(void *arg, const struct network_change *c), void *arg,
                  struct fault *ret_fault);

/* A threshold of a check as the declaration sets it, else `otherwise`. Durations in nanoseconds. */
uint64_t network_threshold(const struct network *n, const char *slug, const char *name,
                           uint64_t otherwise);

#endif
