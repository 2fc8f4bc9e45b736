/* Inside the access room: what its files share. The door is access.h.
 *
 *     facts.c     one pass over a message's fields
 *     identity.c  identities, kept once each
 *     person.c    which identities are one person's
 *     bind.c      keys (TEID, SEID, Session-Id) and the person they were given out for
 *     element.c   addresses, names, what they speak to;  role.c  what roles the signs speak for
 *     node.c      which node an address of SS7 names
 *     pair.c      request and answer
 *     reach.c     from both to accesses
 *     sum.c       accesses summed, and each
 *     registry.c  the order in which these are asked
 */
#ifndef POSTERN_WIRE_ACCESS_REGISTRY_H
#define POSTERN_WIRE_ACCESS_REGISTRY_H

#include "base/hash.h"
#include "base/pool.h"
#include "wire/access/access.h"

/* --- facts.c --------------------------------------------------------------------------------- */

enum { FACTS_IDENTITIES = 16, FACTS_KEYS = 24 };

/* Which meanings a message carries. */
struct meanings {
    uint64_t bits[2];
};
_Static_assert(MEANINGS <= 128, "struct meanings has a bit for each");
_Static_assert(MESSAGE_FIELDS <= 256, "struct facts numbers fields in a byte");

struct facts {
    struct meanings has;
    uint8_t identity_count; /* fields that hold an identity */
    uint8_t key_count;      /* fields that give out a tunnel or session endpoint */
    bool crowded;           /* more than fit were there */
    uint8_t identities[FACTS_IDENTITIES];
    uint8_t keys[FACTS_KEYS];
    uint8_t first[MEANINGS]; /* the field, where `has` says that there is one */
};

void facts_gather(struct facts *f, const struct message *m);

static inline bool meanings_hold(const struct meanings *has, enum meaning m)
{
    return has->bits[m / 64] >> (m % 64) & 1;
}

static inline const struct field *facts_first(const struct facts *f, const struct message *m,
                                              enum meaning meaning)
{
    return meanings_hold(&f->has, meaning) ? &m->fields[f->first[meaning]] : NULL;
}

/* --- Numbers that are never given twice ------------------------------------------------------- */

/* The number of what sits in a slot: it grows by the number of slots each time the slot changes
 * hands, so that an old number is known to be old. */
struct numbers {
    uint32_t *at;
    uint32_t mask;
};

bool numbers_init(struct numbers *n, uint32_t slots);
uint32_t numbers_next(struct numbers *n, uint32_t slot);

static inline uint32_t numbers_slot(const struct numbers *n, uint32_t number)
{
    return (number - 1) & n->mask;
}

/* Whether this number's owner still sits in its slot. */
static inline bool numbers_hold(const struct numbers *n, uint32_t number)
{
    return number && n->at[numbers_slot(n, number)] == number;
}

static inline void *table_at(const struct table *t, uint32_t slot)
{
    return t->entries + (size_t)slot * t->entry_size;
}

/* --- identity.c, person.c --------------------------------------------------------------------- */

enum identity_form { IDENTITY_DIGITS, IDENTITY_ADDRESS, IDENTITY_LONG };

enum { IDENTITY_TEXT = 160 }; /* longer ones are no identities that we keep */

struct identities {
    struct table table;
    struct numbers numbers;
    struct pool texts;
    uint64_t seed;
    uint64_t refused; /* too long, or no room for their text */
};

bool identities_init(struct identities *s, size_t budget, size_t text_budget, uint64_t seed);
void identities_free(struct identities *s);
/* The identity that a field holds, made when there is none; NULL: it holds none. At least
 * FACTS_IDENTITIES of them can be held at once. */
struct identity *identity_of(struct identities *s, const struct field *f);
struct identity *identity_at(const struct identities *s, uint32_t number);
/* Whether this is the address of somebody's equipment. */
bool identity_is_ue(struct identities *s, const struct addr *a);
void identity_text(struct text *t, const struct identities *s, const struct identity *i);

struct person_entry {
    struct person said;
    uint32_t number;  /* 0: never used */
    uint32_t joined;  /* with this person; 0: itself */
    uint32_t touched; /* tick */
};

struct persons {
    struct person_entry *all;
    struct numbers numbers;
    uint32_t hand; /* where the next one goes */
    uint32_t tick;
    uint64_t made, joined, evicted;
};

bool persons_init(struct persons *p, size_t budget);
void persons_free(struct persons *p);
struct person_entry *person_at(const struct persons *p, uint32_t number);

/* What is known of the person before the message's own identities are looked at. */
enum hint {
    HINT_NONE,
    HINT_KEY,     /* by a TEID, SEID or Session-Id: it may be stale */
    HINT_REQUEST, /* by the request that this answers */
};

/* The identities that a message carries itself. */
struct carried {
    unsigned count;
    struct identity *at[FACTS_IDENTITIES];
};

/* An identity of somebody whom the message is not about. */
uint32_t person_alone(struct registry *r, struct identity *i);

/* Whose message this is, and joins what it says of them: the number of the person, 0: nobody's. */
uint32_t person_of(struct registry *r, const struct carried *own, uint32_t hinted, enum hint hint);

/* --- bind.c ----------------------------------------------------------------------------------- */

enum { KEYS_USED = 3 + MESSAGE_HANDLES };

enum binding_kind { BINDING_TUNNEL, BINDING_ENDPOINT, BINDING_SESSION };

struct binding_key {
    struct addr address; /* the F-TEID's or F-SEID's; none for BINDING_SESSION */
    uint32_t kind;       /* and the protocol in the second byte */
    uint64_t id;
};

struct binding {
    struct table_head head;
    struct binding_key key;
    uint32_t person;
    uint32_t spare;
    struct place since; /* it holds from there on */
};

/* The person whose key this message carries; 0: no key, or not one that was seen given out.
 * *ret_unknown: it carries a key, and nobody knows it. */
uint32_t bind_find(struct registry *r, const struct message *m, const struct facts *f,
                   bool *ret_unknown);
/* The keys that the message gives out: how many of at most `max`. */
unsigned bind_given(const struct message *m, const struct facts *f, struct binding_key *ret,
                    unsigned max);
/* The keys that it is itself sent under. */
unsigned bind_used(struct registry *r, const struct message *m, const struct facts *f,
                   struct binding_key *ret, unsigned max);
/* What names a dialogue in several ways names one person: all of the message's handles. */
void bind_handles(struct registry *r, const struct message *m);
/* A handle given out anew: it was somebody's, and is nobody's yet. */
void bind_forget(struct registry *r, uint64_t handle);
void bind_keys(struct registry *r, const struct binding_key *keys, unsigned count, uint32_t person,
               struct place since);

/* --- element.c, role.c ------------------------------------------------------------------------ */

/* What is remembered beside the door's struct element. */
struct element_entry {
    struct element said;
    /* The last ones heard: most messages name the same again, which saves a look-up each. */
    uint32_t last_name, last_realm;             /* as sender */
    uint32_t last_asked_name, last_asked_realm; /* as receiver */
};

enum { NOTED_SIZE = 128 };

struct elements {
    struct table table;
    struct numbers numbers;
    uint8_t *noted; /* NOTED_SIZE bytes each: which operations were noted of it (role.c) */
};

/* The two ends of a message; NULL without an address. */
struct ends {
    struct element_entry *from, *to;
    struct addr src, dst; /* the nodes that the packet's addresses name */
};

bool elements_init(struct elements *s, size_t budget, uint64_t seed);
void elements_free(struct elements *s);
struct element_entry *element_at(const struct elements *s, uint32_t number);
struct element_entry *element_find(struct elements *s, const struct addr *a);
struct ends elements_of(struct registry *r, const struct message *m, const struct facts *f);
/* Names, by what the message says of its sender and receiver. */
void element_named(struct registry *r, const struct message *m, const struct facts *f,
                   const struct ends *ends);
void elements_join(struct registry *r, const struct addr *a, const struct addr *b);
void element_flow(struct registry *r, const struct flow *f, unsigned way);

/* Whether a relay passes on what another one said: it names whom the message passed. A SIP proxy
 * puts its own name on top (RFC 3261 16.6) and plays its own part in what it passes on. */
static inline bool passed_on(const struct message *m, const struct facts *f)
{
    return m->proto != PROTO_SIP && meanings_hold(&f->has, MEANING_ROUTE);
}

/* What a message says of the roles of who sent it and who got it. */
void role_note(struct registry *r, const struct message *m, const struct facts *f,
               const struct ends *ends);
/* Two addresses turned out to be one element's. */
void roles_merge(struct element *to, const struct element *from);

/* --- node.c ----------------------------------------------------------------------------------- */

/* The node that sends under this address, and the one that a message sent there is for. */
struct addr node_of(const struct addr *a);
struct addr node_asked(const struct addr *a, const struct message *m, const struct facts *f);

/* --- pair.c ----------------------------------------------------------------------------------- */

enum pair_state {
    PAIR_FRESH,    /* just made */
    PAIR_WAITING,  /* the request was seen */
    PAIR_ANSWERED, /* kept so that what is sent again is known */
    PAIR_ORPHAN,   /* the answer was seen without its request */
};

struct pair_key {
    uint64_t transaction;
    uint32_t asker, responder; /* numbers of elements */
    uint16_t asker_port;
    uint16_t responder_port; /* PAIR_CONNECTION only */
    uint8_t proto;
    uint8_t spare[3];
};

struct pair {
    struct table_head head;
    struct pair_key key;
    struct place request; /* the latest one seen */
    uint64_t time;        /* of the first one seen */
    uint64_t likeness;    /* what makes a repeated request the same */
    uint32_t person;
    uint32_t draft; /* of the accesses that wait for the answer: a block, or POOL_NONE */
    uint8_t state;
    uint8_t spare[7];
};

struct pairs {
    struct table table;
    struct pool drafts;
    struct pair **order; /* for the end: unanswered ones by time */
    uint32_t *done;      /* a ring of slots + 1 whose pairs were answered, a quarter of all */
    uint32_t done_mask, done_at;
    uint64_t now;
    uint64_t lost; /* accesses given up while an answer could still have come */
};

bool pairs_init(struct registry *r, size_t budget);
void pairs_free(struct pairs *p);
/* The pair of a request, made new (state PAIR_FRESH) unless this is one sent again. */
struct pair *pair_request(struct registry *r, struct message *m, const struct facts *f,
                          const struct ends *ends);
/* The pair that an answer belongs to, m->answers set; NULL: its request was not seen. */
struct pair *pair_answer(struct registry *r, struct message *m, const struct ends *ends);
/* A pair for an answer without request, in case that comes later; NULL: it was seen before. */
struct pair *pair_orphan(struct registry *r, const struct message *m, const struct ends *ends);
/* The pair was answered. Only the latest such are kept: the others give their slots back, so that a
 * new request seldom has to look for one. */
void pair_done(struct registry *r, struct pair *p);
/* What waits for the pair's answer waits no longer: handed up as far as it is known. */
void pair_end(struct registry *r, struct pair *p);
/* All that wait get no answer any more, in order of time. */
void pairs_finish(struct registry *r);

/* --- reach.c ---------------------------------------------------------------------------------- */

enum { DRAFT_KEYS = 3 };

/* One exchange, before it is known how it ends. */
struct draft {
    struct access said; /* actor is who sent the request, custodian who got it */
    struct meanings has;
    bool session; /* it is about somebody's session, whoever that is */
    uint8_t key_count;
    struct binding_key keys[DRAFT_KEYS]; /* given out for a person whom the answer may tell */
};

/* Fills a draft from a request, or from an answer whose request was not seen. */
void reach_request(struct registry *r, struct draft *d, const struct message *m,
                   const struct facts *f, const struct ends *ends);
void reach_orphan(struct registry *r, struct draft *d, const struct spec_op *request,
                  const struct message *m, const struct facts *f, const struct ends *ends);
void reach_answer(struct registry *r, struct draft *d, const struct message *m,
                  const struct facts *f, const struct ends *ends);
/* Hands the accesses of an exchange up. */
void reach_end(struct registry *r, const struct draft *d);

/* One message that nobody answers, of a context that is nobody's yet: the message inside it, which
 * comes next and has its handle, may say whose it is (InitialUEMessage and its NAS message). */
struct outer {
    struct draft draft;
    uint64_t handle; /* 0: none waits */
    struct place place;
};

void reach_wait(struct registry *r, const struct draft *d, const struct message *m);
/* The next message: what waits is this person's, waits on, or goes as it is. */
void reach_inside(struct registry *r, const struct message *m);
void reach_finish(struct registry *r);

/* --- sum.c ------------------------------------------------------------------------------------ */

struct sum_person {
    struct table_head head;
    uint32_t sum, person;
};

struct sums {
    struct table table;
    struct table persons; /* who was counted in which sum */
    struct access *each;  /* every_access */
    size_t each_count, each_cap, each_refused;
    struct numbers numbers;
    uint64_t count;
};

bool sums_init(struct sums *s, size_t budget, uint64_t seed, bool every_access);
void sums_free(struct sums *s);
void sum_add(struct registry *r, const struct access *a);
/* Persons who turned out to be one are counted once. */
void sums_finish(struct registry *r);

/* --- registry.c ------------------------------------------------------------------------------- */

/* What is worth knowing of an operation's row before a message of it comes. */
struct op_note {
    uint32_t request; /* answers: number of the row of the request, + 1 */
    bool reaches;     /* it, or the request it answers, is an access */
};

/* What a message's key was unknown of, by protocol. */
struct unresolved {
    uint64_t frames;
    struct place first;
};

struct registry {
    struct registry_settings said;
    struct names names;
    struct identities identities;
    struct persons persons;
    struct table bindings; /* BINDING_TUNNEL, BINDING_ENDPOINT */
    struct table sessions; /* BINDING_SESSION: many serve for one exchange only (TS 29.272 7.1.4),
                            * and may not push tunnels out */
    struct elements elements;
    struct pairs pairs;
    struct outer outer;
    struct sums sums;
    struct op_note *notes; /* by number of the row */
    uint32_t note_count;
    struct unresolved unresolved[PROTOS];
    uint32_t last_visited;
    const struct element **sorted_elements;
    const struct access_sum **sorted_sums;
};

static inline uint32_t op_number(const struct spec_op *op)
{
    return (uint32_t)(op - spec_op_at(0));
}

/* The number of a name; `near` is the one that was heard last, which spares the look-up. */
uint32_t name_of(struct registry *r, const struct field *f, uint32_t *near);

#endif
