/* The door of the judge: accesses and messages in, findings out. It knows no bytes.
 *
 * A check is one rule in one file: a constant of this shape, with a row in checks.def. Its texts
 * are what `postern explain` prints. What a check keeps between calls is its state, of fixed size.
 */
#ifndef POSTERN_JUDGE_FINDING_H
#define POSTERN_JUDGE_FINDING_H

#include "base/sketch.h"
#include "judge/network.h"
#include "wire/access/access.h"

enum severity { SEVERITY_NONE, SEVERITY_LOW, SEVERITY_MEDIUM, SEVERITY_HIGH, SEVERITY_CRITICAL };

enum { FINDING_PERSONS = 10, FINDING_PROOFS = 20, FINDING_WHYS = 10 };

struct proof {
    struct place place;
    uint32_t why; /* judge_text */
};

struct finding {
    const struct check *check;
    enum severity severity;
    unsigned confidence;           /* 0-100 */
    uint32_t title;                /* judge_text; under 100 characters once shown */
    struct party actor, custodian; /* address family 0 and name 0: none */
    uint32_t to;                   /* judge_text */
    uint32_t object; /* judge_text: what, beside actor and custodian, makes it this finding */
    uint32_t filter; /* judge_text: Wireshark's, selects the first proof's frame */
    uint32_t persons[FINDING_PERSONS];
    uint64_t person_count, count, first, last;
    struct sketch seen; /* the persons, for when those counted one by one had to give way */
    unsigned proof_count, why_count;
    /* What a permit of the declaration would have to cover, where one can settle it. */
    struct exchange settles;
    /* What a threshold of its own check would have to be set to; NULL: none settles it. */
    const char *threshold;
    uint64_t enough;
    uint64_t also; /* bits of other checks that came to the same conclusion (check_at) */
    struct proof proofs[FINDING_PROOFS];
    uint32_t whys[FINDING_WHYS];
    uint32_t number;
};

struct judge;
struct conversation;

enum { CHECK_THRESHOLDS = 8 };

/* What can be set under `thresholds:` of a declaration. */
struct threshold_row {
    const char *word;      /* NULL ends the rows */
    const char *otherwise; /* the default, in the form of a declaration: "50", "10m" */
    const char *why;       /* what it counts, and why this much */
};

struct check {
    const char *slug;
    /* explain: */
    const char *title;              /* under 80 characters */
    const char *meaning;            /* paragraphs, parted by a blank line */
    const char *const *innocent_if; /* NULL ends each list */
    const char *next;
    const char *const *references;
    const char *const *techniques;
    const char *settled_by;
    const char *severities;                 /* when it is low, medium, high, critical */
    const struct threshold_row *thresholds; /* at most CHECK_THRESHOLDS; NULL: none */
    /* Of several checks that see the same, the one of the highest rank gives its name: 0 for what
     * only says that something is unknown, 9 for what names one documented way in. */
    unsigned rank;

    size_t state_size; /* made zero before the first call */
    unsigned share;    /* of the room for all checks' tables, in parts; 0: no tables */
    bool (*open)(void *state, struct judge *j);
    void (*message)(void *state, struct judge *j, const struct message *m);
    void (*access)(void *state, struct judge *j, const struct access *a);
    void (*user_plane)(void *state, struct judge *j, const struct packet *p, uint32_t teid);
    /* A customer's packet in a tunnel to or from a guarded address (judge_guard), or one alike. */
    void (*inside)(void *state, struct judge *j, const struct packet *p, uint32_t teid,
                   const struct inner_ip *inner);
    /* It is over; `c` is what judge/conversation.h makes of it. */
    void (*flow)(void *state, struct judge *j, const struct flow *f, const struct conversation *c);
    void (*end)(void *state, struct judge *j);
    void (*close)(void *state);
};

struct judge_settings {
    size_t budget;
    uint64_t seed;
    const struct network *network; /* NULL: no declaration */
    struct registry *registry;
    struct blind *blind;
    /* Asks for every user-plane packet to this address, not only each tunnel's first. */
    void (*watch)(void *arg, const struct addr *destination);
    /* Whether a warrant of the declaration names this person; NULL: nobody is named. */
    bool (*warranted)(void *arg, uint32_t person);
    /* Asks for every customer's packet in a tunnel to or from this prefix. */
    void (*guard)(void *arg, const struct addr *address, unsigned bits);
    void *arg;
};

struct judge *judge_new(const struct judge_settings *settings, struct fault *ret_fault);
void judge_free(struct judge *j);
void judge_message(struct judge *j, const struct message *m);
void judge_access(struct judge *j, const struct access *a);
void judge_user_plane(struct judge *j, const struct packet *p, uint32_t teid);
void judge_inside(struct judge *j, const struct packet *p, uint32_t teid,
                  const struct inner_ip *inner);
void judge_flow(struct judge *j, const struct flow *f);
void judge_finish(struct judge *j);

/* Sorted: severity from the top, first time, slug. */
const struct finding *const *judge_findings(struct judge *j, size_t *ret_count);
const char *judge_text(const struct judge *j, uint32_t text);

#define X(name) extern const struct check check_##name;
#include "judge/checks.def"
#undef X

/* All checks, in order of slug, NULL past the end; no judge needed. */
const struct check *check_at(unsigned i);
unsigned check_number(const struct check *c); /* its place there */
const char *severity_word(enum severity s);

/* --- For checks ------------------------------------------------------------------------------ */

const struct network *judge_network(const struct judge *j);
struct registry *judge_registry(struct judge *j);
uint64_t judge_seed(const struct judge *j);
/* A keyed hash of who it is: by its name, where it has none by its address; never 0. Behind a relay
 * many speak from one address. */
uint64_t judge_party(const struct judge *j, const struct party *p);
/* Bytes that a check may use for its tables. */
size_t judge_share(const struct judge *j, const struct check *c);
/* As the declaration sets it, else the row's default; durations in nanoseconds. */
uint64_t judge_threshold(const struct judge *j, const struct check *c, const char *word);
/* At the end, for what a check kept and gave up for lack of room: a blind spot says so. */
void judge_gave_way(struct judge *j, const struct check *c, uint64_t entries, const char *meaning);
/* The first and last time of what was judged so far. */
uint64_t judge_begins(const struct judge *j);
uint64_t judge_now(const struct judge *j);
void judge_watch(struct judge *j, const struct addr *destination); /* judge_settings.watch */
void judge_guard(struct judge *j, const struct addr *address, unsigned bits); /* and .guard */

/* Whether the declaration has a warrant for this person (network_has_warrants: whether it has any
 * file of them). Pseudonyms are the case room's, so that it is asked. */
bool judge_warranted(const struct judge *j, uint32_t person);

/* The finding of (check, actor, custodian, object), made when there is none: repeated ones are one,
 * counted. `object` may be "". NULL when the budget is spent (counted). Sets first and last. */
struct finding *finding_of(struct judge *j, const struct check *c, const struct party *actor,
                           const struct party *custodian, const char *object, uint64_t time,
                           bool *ret_new);

/* Text with a person in it: write finding_person(text, person) where the name should stand; what
 * prints it puts pseudonym or identity there. Never write an identity's digits. */
void text_person(struct text *t, uint32_t person);
/* "smf1 (10.0.0.7)", "10.0.0.7", or the name alone. */
void text_party(struct text *t, const struct judge *j, const struct party *p);

uint32_t finding_text(struct judge *j, const char *text);
void finding_title(struct judge *j, struct finding *f, const char *form, ...)
    __attribute__((format(printf, 3, 4)));
/* "frame.number == 7" of the first proof, unless `form` gives something better. */
void finding_filter(struct judge *j, struct finding *f, const char *form, ...)
    __attribute__((format(printf, 3, 4)));
/* The finding is at least so severe and so sure. */
void finding_weigh(struct finding *f, enum severity severity, unsigned confidence);
void finding_person(struct judge *j, struct finding *f, uint32_t person);
void finding_proof(struct judge *j, struct finding *f, struct place place, const char *form, ...)
    __attribute__((format(printf, 4, 5)));
void finding_why(struct judge *j, struct finding *f, const char *form, ...)
    __attribute__((format(printf, 3, 4)));

#endif
