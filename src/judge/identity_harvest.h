/* Inside the check identity-harvest: what it keeps, shared by its files.
 *
 * identity_harvest.c follows who asks for whom and who serves whom; identity_harvest_weigh.c
 * decides at the end whose asking is out of the ordinary; identity_harvest_told.c says it.
 */
#ifndef POSTERN_JUDGE_IDENTITY_HARVEST_H
#define POSTERN_JUDGE_IDENTITY_HARVEST_H

#include "judge/finding.h"

/* Who asks whom by which operation. Hashes of the names, or of the addresses where there are none:
 * behind a relay many speak from one address. */
struct asker_key {
    uint64_t actor, custodian;
    uint32_t operation;
    uint32_t spare;
};

struct asker {
    struct table_head head;
    struct asker_key key;
    struct party actor, custodian; /* as first seen */
    const struct spec_op *op;
    uint16_t categories;
    /* The standard has this role register, at the same custodian, whom it asks for. */
    bool registers;
    uint64_t persons;   /* distinct ones asked for, those who gave way counted again */
    uint64_t explained; /* of these, whom it serves */
    uint64_t given;     /* whose data it got */
    uint64_t unknown;   /* whom the custodian does not know */
    struct sketch seen; /* the same, each once */
    /* At the end: */
    bool about;       /* `persons` is an estimate (base/sketch.h): some asks gave way */
    uint64_t busiest; /* most unexplained persons within the window */
};

/* One actor asked for one person, by whatever operation first. */
struct ask_key {
    uint64_t actor;
    uint32_t person;
    uint32_t spare;
};

struct ask {
    struct table_head head;
    struct ask_key key;
    struct asker *asker;
    struct asker_key whose; /* asker's key: it may have given way to another */
    uint64_t time;
    struct place place;
    struct addr from; /* the address that it came from, a relay's perhaps */
    bool explained, given, unknown;
};

/* Somebody did for a person what only who serves it does. */
struct service {
    struct table_head head;
    struct ask_key key; /* actor 0: anybody */
    uint64_t first, last;
};

struct harvest {
    struct table askers, asks, services;
    struct ask **order; /* for the end */
    uint64_t subscribers, within;
};

/* Whether somebody, whoever, served the person about that time. */
bool harvest_served(struct harvest *h, struct judge *j, const struct ask *a);

enum harvest_sign {
    HARVEST_VOLUME = 1,  /* many persons in little time */
    HARVEST_WALK = 2,    /* one number after the other */
    HARVEST_UNKNOWN = 4, /* most are refused as unknown */
};

/* What speaks against one asker. */
struct harvest_case {
    const struct asker *asker;
    unsigned signs;
    uint64_t unexplained;
    uint64_t within; /* the window of `busiest` */
    uint64_t walk;   /* longest row of neighbouring numbers */
    uint64_t given, refused;
    size_t peers;             /* others who ask the same of the same */
    uint64_t peer_median;     /* of their busiest */
    struct ask *const *shown; /* the asks that prove it, in order of time */
    size_t count;
    uint64_t first, last; /* of shown */
};

void harvest_weigh(struct harvest *h, struct judge *j);

extern const char harvest_meaning[], harvest_next[], harvest_severities[];
extern const char *const harvest_innocent[], *const harvest_references[];

/* Makes the finding. */
void harvest_tell(struct judge *j, const struct harvest_case *c);

#endif
