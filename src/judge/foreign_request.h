/* Inside the check foreign-request: what it keeps, shared by its files.
 *
 * foreign_request.c decides whether an operation may come from where it comes;
 * foreign_request_roam.c follows where subscribers are, for what only the network that serves them
 * may ask; foreign_request_told.c says what was found.
 */
#ifndef POSTERN_JUDGE_FOREIGN_REQUEST_H
#define POSTERN_JUDGE_FOREIGN_REQUEST_H

#include "judge/side.h"

enum foreign_reason {
    FOREIGN_NOTHING,
    FOREIGN_INSIDE,     /* nobody from outside asks this */
    FOREIGN_NOT_HOME,   /* only his home network asks this, and it is another one */
    FOREIGN_NO_PARTNER, /* what only the serving network asks comes from no partner */
    FOREIGN_NOT_AGREED, /* the partner's permission does not cover it */
    FOREIGN_HARVEST,    /* vectors for many, and no registration */
    FOREIGN_TAKEN,      /* registered elsewhere, sooner than anybody travels */
    FOREIGN_REASONS
};

/* The network of our own declaration; 0: it is not known which network. */
enum { NETWORK_UNKNOWN, NETWORK_HOME };

/* An access, with all that is known of its two sides. */
struct crossing {
    const struct access *access;
    const struct spec_border *border;
    struct side asker, holder;
    uint64_t from, to; /* networks */
    uint32_t person;   /* as registered now */
    char imsi[16];     /* "": not known */
    bool outside;      /* asked of one network from another one */
    bool declared;     /* the declaration says so; false: their names do */
};

/* Somebody of one network did something with one person. */
struct guest_key {
    uint64_t network;
    uint32_t person;
    uint32_t spare;
};

struct guest {
    struct table_head head;
    struct guest_key key;
    bool served;           /* this network did what a serving one does */
    struct access vectors; /* the first that it fetched; op NULL: none */
    uint64_t asker;        /* of these: a hash of who */
    bool elsewhere;        /* and the person was in another network shortly before */
    struct access asked;   /* the first that it should not have got; op NULL: none */
    struct finding *taken; /* the registration that it took over */
    struct access went;    /* the first that went there after that; op NULL: none */
};

/* Where a person was registered last. */
struct stay_key {
    uint32_t person;
    uint32_t spare;
};

struct stay {
    struct table_head head;
    struct stay_key key;
    uint64_t network, time;
    uint64_t changes; /* from one network to another, each within the time of a journey */
};

/* Behind relays one party is seen at several addresses. */
struct named {
    struct table_head head;
    uint64_t name; /* key */
    struct party party;
};

struct foreign {
    struct table guests, stays;
    struct guest **order; /* for the end */
    uint64_t subscribers, window, within, share, travel, changes;
    struct table parties; /* by name: where a named party was found first */
    struct access last;   /* what was found last: one exchange may be several accesses */
};

/* Takes note of what happened; for a registration that is too soon, FOREIGN_TAKEN. */
enum foreign_reason foreign_roam(struct foreign *s, struct judge *j, const struct crossing *c);
/* Takes note of what was found, for what one thing led to. */
void foreign_asked(struct foreign *s, const struct crossing *c, enum foreign_reason reason,
                   struct finding *f);
/* At the end: vectors that no registration followed. */
void foreign_harvest(struct foreign *s, struct judge *j);

struct finding *foreign_tell(struct foreign *s, struct judge *j, const struct crossing *c,
                             enum foreign_reason reason);
/* What is known of people whose vectors were fetched: of how many, for how many nothing followed,
 * how many of these were elsewhere. */
struct fetched {
    size_t all, missing, elsewhere;
};
/* One of those that nothing followed. */
void foreign_tell_vectors(struct foreign *s, struct judge *j, const struct access *a,
                          const struct fetched *f);
/* What came before a registration was taken over, and what it led to; op NULL: nothing. */
void foreign_tell_chain(struct judge *j, struct finding *f, const struct access *before,
                        const struct access *after);

extern const char foreign_meaning[], foreign_next[], foreign_severities[];
extern const char *const foreign_innocent[], *const foreign_references[];

#endif
