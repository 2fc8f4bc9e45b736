/* Inside the check subscriber-tracking: what it keeps, shared by its files. */
#ifndef POSTERN_JUDGE_SUBSCRIBER_TRACKING_H
#define POSTERN_JUDGE_SUBSCRIBER_TRACKING_H

#include "base/sketch.h"
#include "judge/side.h"

enum { TRACKING_TIMES = 12 }; /* so many questions are remembered of a person */

/* One question where somebody is. */
struct asked {
    uint64_t time, until; /* its request and its answer */
    struct place request, answer;
    const struct spec_op *op;
    bool answered, got;
    bool routes; /* it is asked to bring something there: what is brought explains it */
};

struct trail_key {
    uint64_t actor;
    uint32_t person;
    uint32_t spare;
};

/* What one actor asked about one person. */
struct trail {
    struct table_head head;
    struct trail_key key;
    struct access last; /* the latest, for who it was */
    struct asked asked[TRACKING_TIMES];
    unsigned count;
    bool told;
};

/* The actor registered the person with it. */
struct registered {
    struct table_head head;
    struct trail_key key;
};

/* What one actor does altogether. */
struct asker_of_many {
    struct table_head head;
    uint64_t actor; /* key */
    uint64_t delivered;
    struct sketch persons;
};

enum tracker { TRACKER_UNKNOWN, TRACKER_OUTSIDE, TRACKER_STRANGE };

struct tracking {
    struct table trails, actors, registered;
    uint64_t times, within, persons;
    uint64_t delivered; /* messages that anybody brought to where he had asked */
};

/* All questions of the trail that count and lie within the time. */
void tracking_tell(struct tracking *s, struct judge *j, const struct trail *t, uint64_t from);

extern const char tracking_meaning[], tracking_next[], tracking_severities[];
extern const char *const tracking_innocent[], *const tracking_references[];

#endif
