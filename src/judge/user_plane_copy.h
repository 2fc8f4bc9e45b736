/* Inside the check user-plane-copy: what it keeps, shared by its files.
 *
 * user_plane_copy.c follows orders, answers and copies; user_plane_copy_rules.c reads from a PFCP
 * message which rules copy to where; user_plane_copy_session.c keeps the rules of a session;
 * user_plane_copy_told.c makes of it what an analyst would tell.
 */
#ifndef POSTERN_JUDGE_USER_PLANE_COPY_H
#define POSTERN_JUDGE_USER_PLANE_COPY_H

#include "judge/finding.h"

/* --- What a message orders ------------------------------------------------------------------- */

enum { COPY_DESTINATIONS = 4, COPY_RULES = 16, SIDE_UNKNOWN = 0xff, SIDE_LI = 4 };

/* One set of duplicating parameters. */
struct copy_target {
    struct addr address; /* none: not said in this message */
    uint16_t port;       /* 0: none */
    uint8_t side;        /* destination interface, SIDE_UNKNOWN */
    uint32_t teid;
    const struct field *policy; /* forwarding policy, or NULL */
};

/* One FAR as a message creates, updates or removes it. */
struct copy_rule {
    uint32_t far;
    uint32_t action;
    uint16_t group;
    bool has_far, has_action, removed, orders;
    unsigned count;
    struct copy_target targets[COPY_DESTINATIONS];
};

/* What says that a session is of a 5G core (N4), and what that it is not. */
enum copy_sign {
    SIGN_NONE,
    SIGN_EPC_NAME, /* from here on Sxa or Sxb */
    SIGN_EPC_ROLE,
    SIGN_QFI, /* from here on N4 */
    SIGN_SLICE,
    SIGN_ELEMENT,
    SIGN_REDUNDANCY,
    SIGN_NAME,
    SIGN_ROLE,
};

static inline bool sign_is_n4(enum copy_sign s)
{
    return s >= SIGN_QFI;
}

/* The strongest sign in this message, and whether it has a rule that is worth reading. */
enum copy_sign copy_glance(const struct message *m, bool *ret_rules);

/* The rules of a message that have an action or copies, or are removed; how many. */
unsigned copy_rules(const struct message *m, struct copy_rule *ret, unsigned max);

/* --- What is kept ---------------------------------------------------------------------------- */

enum copy_event_kind {
    EVENT_CREATED,  /* a rule that copies is set up with its session */
    EVENT_MODIFIED, /* a rule is changed, or added, so that it copies */
    EVENT_ACCEPTED,
    EVENT_REFUSED,
    EVENT_COPY,      /* the first copy on its way */
    EVENT_TAKEN_OFF, /* the rule copies no more */
    EVENT_REMOVED,   /* the rule is removed */
};

struct copy_event {
    enum copy_event_kind kind;
    uint32_t person;
    uint32_t far;
    bool dupl;       /* orders: Apply Action has DUPL */
    bool parameters; /* orders: duplicating parameters are there */
    struct place place;
    uint64_t time;
    const char *cause; /* refusals: its name, or NULL */
};

/* The last ones are kept for what happens once: a copy seen, a rule taken back. */
enum { COPY_EVENTS = 16, COPY_RESERVED = 4 };

/* Who has whom copy to where. */
struct copy_key {
    struct addr control, user, to;
    uint16_t port;
    uint8_t spare[2];
};

struct copy {
    struct table_head head;
    struct copy_key key;
    struct finding *finding;
    uint64_t orders, accepted, refused, copies;
    uint64_t first_copy, last_copy;
    uint32_t teid;
    uint32_t policy; /* judge_text, 0: none */
    uint32_t filter; /* judge_text: selects the first order */
    uint8_t side;
    bool dupl;     /* some order had DUPL, or did not say that it has not */
    bool told;     /* the finding is written */
    uint8_t count; /* of events */
    struct copy_event events[COPY_EVENTS];
};

enum { COPY_SLOTS = 8 };

/* A rule of a session and a place that it copies to. */
struct copy_slot {
    struct addr to;
    uint32_t far;
    uint32_t teid;
    uint16_t port;
    bool used, copies;
};

/* A session as the user plane numbers it, once it has a rule that copies. */
struct copy_session_key {
    struct addr control, user;
    uint64_t seid;
};

struct copy_session {
    struct table_head head;
    struct copy_session_key key;
    struct copy_slot slots[COPY_SLOTS];
};

/* The session, made when there is none and `make`; else NULL. */
struct copy_session *copy_session(struct table *sessions, const struct addr *control,
                                  const struct addr *user, uint64_t seid, bool make);

/* Remembers the item's rule and place; past COPY_SLOTS of a session it is not followed. */
void copy_keep(struct copy_session *session, const struct copy_slot *item, bool copies);

/* An order without an address means where its rule copied to before. `session` may be NULL. */
struct copy_target copy_resolved(const struct copy_session *session, uint32_t far,
                                 struct copy_target t);

/* Whether the rule copies as far as is known. `session` may be NULL. */
bool copy_is_on(const struct copy_session *session, uint32_t far);

extern const char copy_meaning[], copy_next[], copy_severities[];

/* Fills the finding: severity, title, proofs and sentences. */
void copy_tell(struct judge *j, const struct copy *c, enum copy_sign sign);

#endif
