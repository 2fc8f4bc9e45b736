/* Inside the check rogue-function: what its files share. rogue_function.c follows who asks to be
 * known to the core; rogue_function_profile.c what an NF registers. */
#ifndef POSTERN_JUDGE_ROGUE_FUNCTION_H
#define POSTERN_JUDGE_ROGUE_FUNCTION_H

#include "judge/accused.h"
#include "judge/speaker.h"

enum rogue {
    ROGUE_UNKNOWN = 1 << 0,  /* nobody declared it */
    ROGUE_ACCEPTED = 1 << 1, /* and it was taken in */
    ROGUE_TWICE = 1 << 2,    /* an instance that registers from two places */
    ROGUE_OUTSIDE = 1 << 3,  /* a profile that leads out of the network */
    ROGUE_TYPE = 1 << 4,     /* a type that its address is not declared to have */
};

/* A way of asking to be known. */
struct entrance {
    const struct spec_op *ask, *answer;
    const char *what; /* "a gNB", "a Diameter peer" */
    uint8_t known[8]; /* a declaration that has one of these roles knows who is one; 0 ends */
    enum severity attempted, answered;
};

/* An instance that was registered anew from elsewhere, until its first place is heard of again. */
struct twice {
    struct table_head head;
    uint32_t name; /* key */
    uint32_t spare;
    struct addr first, second;
    struct place place; /* of the second */
    uint64_t time;
};

enum { ENTRANCES = 5, ENTRANCE_NF = 0 };

struct rogue_function {
    struct accusations accusations;
    struct speakers speakers;
    uint64_t grace;     /* a place that was left may be heard of so long */
    struct table twice; /* instances that were registered anew from elsewhere */
    struct entrance entrances[ENTRANCES];
    bool declared[ENTRANCES]; /* whether the declaration says who may come in there */
};

/* One who asks to be known. */
struct entrant {
    const struct message *m;
    const struct says *says;
    const struct entrance *by;
    struct party party;
};

struct accused *rogue_say(struct rogue_function *s, struct judge *j, const struct entrant *e,
                          const struct reason *reason, const char *title, const char *why);
void rogue_of_profile(struct rogue_function *s, struct judge *j, const struct entrant *e);
/* Somebody speaks under an instance's name: the first place of one that was registered anew. */
void rogue_of_speech(struct rogue_function *s, struct judge *j, const struct message *m,
                     uint32_t name);
/* The NRF took an instance in, or heard from it again. `before` is whose it was last. */
void rogue_of_instance(struct rogue_function *s, struct judge *j, const struct message *m,
                       uint32_t name, const struct addr before[2]);

#endif
