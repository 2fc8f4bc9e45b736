/* Inside the check discovery-sweep: what its files share. discovery_sweep.c follows what is looked
 * for, discovery_sweep_told.c weighs and says it. */
#ifndef POSTERN_JUDGE_DISCOVERY_SWEEP_H
#define POSTERN_JUDGE_DISCOVERY_SWEEP_H

#include "judge/accused.h"
#include "judge/speaker.h"

enum { SWEEP_SORTS = 32, SWEEP_WORDS = 2 };

struct role_set {
    uint64_t bits[SWEEP_WORDS];
};

enum sweep {
    SWEEP_STRANGE = 1 << 0,  /* types that its role has no use for */
    SWEEP_TYPES = 1 << 1,    /* more types than any role needs */
    SWEEP_SERVICES = 1 << 2, /* more services or profiles */
    SWEEP_CLAIMS = 1 << 3,   /* under several types of its own */
};

/* Who asks the NRF, and for what. */
struct sweeper {
    struct table_head head;
    struct {
        struct addr from;
        uint32_t name;
    } key;
    struct role_set says, wants, strange;
    uint32_t types[SWEEP_SORTS];    /* hashes of what it looked for, each once; 0 ends */
    uint32_t services[SWEEP_SORTS]; /* likewise, and of profiles */
    uint32_t told;                  /* SWEEP_* that were said */
    uint64_t first;
    struct place place; /* of its first question */
    bool held;          /* `access` is there: what it got in the meantime */
    struct access access;
};

struct discovery_sweep {
    struct accusations accusations;
    struct speakers speakers;
    struct table sweepers;
    struct role_set uses[ROLES]; /* what each role asks, by the rows of the specifications */
    const struct spec_op *discover, *profile, *list;
    uint64_t types, unknown_types, services, strange, claims; /* thresholds */
};

bool role_set_has(const struct role_set *s, enum role r);
void role_set_add(struct role_set *s, enum role r);
unsigned role_set_count(const struct role_set *s);
unsigned sweep_count(const uint32_t sorts[SWEEP_SORTS]);

/* After one more question. */
void sweep_weigh(struct discovery_sweep *s, struct judge *j, const struct message *m,
                 struct sweeper *w, const struct role_set *roles);

void sweep_title(struct judge *j, struct finding *f, const struct sweeper *w);

extern const char sweep_meaning[];

#endif
