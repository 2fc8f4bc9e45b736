/* Dialogues, Q.774 3.2: each end has given the dialogue a number of its own, which the other end
 * writes on all it sends there. What an end is known by is its number, its title and its subsystem;
 * who answers may do so from another title than was asked.
 */
#include "wire/proto/tcap.h"

/* The same Begin once more within this time was seen on another link, and is not a new dialogue. */
#define AGAIN (10 * 1000000000ULL)

enum { SEED = 0x7463, TRANSACTION = 0x6f70 };

/* Subsystems of TS 23.003 8.2 and their kin. */
enum {
    SSN_HLR = 6,
    SSN_AUC = 10,
    SSN_GMLC = 145,
    SSN_CAP = 146,
    SSN_SCF = 147,
    SSN_SIWF = 148,
    SSN_GGSN = 150,
    SSN_MOST = 255, /* above: a port of what is below SCCP, which named no subsystem */
};

struct tcap_key tcap_key_of(const struct addr *a, uint16_t subsystem, uint32_t id)
{
    struct tcap_key key = {.address = *a, .id = id, .subsystem = subsystem};
    if (a->family != ADDR_SS7 || !(a->bytes[0] & ADDR_SS7_TITLE))
        return key;
    key.address.bytes[0] = ADDR_SS7_TITLE;
    memset(key.address.bytes + 1, 0, 3);
    return key;
}

static struct table *table_of(const struct tcap *t)
{
    return sink_table(t->sink, DECODER_tcap, 0);
}

static struct tcap_end *find(const struct tcap *t, bool has, const struct tcap_key *key)
{
    struct table *ends = table_of(t);
    return ends && has ? table_find(ends, table_hash(ends, key), key) : NULL;
}

static struct tcap_end *take(const struct tcap *t, bool has, const struct tcap_key *key)
{
    struct table *ends = table_of(t);
    bool is_new;
    return ends && has ? table_take(ends, table_hash(ends, key), key, &is_new) : NULL;
}

static void renew(struct tcap_end *e, uint64_t dialogue)
{
    struct tcap_end fresh = {.head = e->head, .key = e->key, .dialogue = dialogue};
    *e = fresh;
}

static uint64_t dialogue_of(const struct tcap_key *key, uint64_t time)
{
    return hash_bytes(SEED ^ time, key, sizeof *key) | 1;
}

static uint64_t apart(uint64_t a, uint64_t b)
{
    return a > b ? a - b : b - a;
}

static void begin(struct tcap *t)
{
    uint64_t now = t->packet->frame->time;
    t->dialogue = dialogue_of(&t->from, now);
    struct tcap_end *e = t->sender = take(t, t->has_from, &t->from);
    if (!e)
        return;
    if (e->begun && !e->heard && apart(now, e->begun) < AGAIN) {
        t->dialogue = e->dialogue;
        return;
    }
    renew(e, t->dialogue);
    e->begun = now;
}

/* The receiver's end is found by its number; a sender's that is not yet known to belong to the same
 * dialogue joins it. What began before the capture did has a dialogue too, from here on. */
static void go_on(struct tcap *t)
{
    struct tcap_end *to = t->receiver = find(t, t->has_to, &t->to);
    struct tcap_end *from = t->sender = find(t, t->has_from, &t->from);
    if (to)
        t->dialogue = to->dialogue;
    else if (from)
        t->dialogue = from->dialogue;
    else
        t->dialogue = dialogue_of(t->has_to ? &t->to : &t->from, 0);
    if (t->type != TCAP_CONTINUE)
        return;
    if (!to && (to = t->receiver = take(t, t->has_to, &t->to)) != NULL)
        renew(to, t->dialogue);
    from = t->sender = take(t, t->has_from, &t->from);
    if (from && from->dialogue != t->dialogue)
        renew(from, t->dialogue);
}

/* The context that was asked for holds until the answer names another (Q.774 3.2.2). Version 1 of
 * MAP has no dialogue portion at all: a Begin without one is of that version (TS 29.002 17.3.1). */
static void settle_context(struct tcap *t)
{
    struct tcap_end *ends[] = {t->receiver, t->sender};
    if (t->type == TCAP_BEGIN)
        t->context.version = 1;
    for (unsigned i = 0; i < 2; i++)
        if (ends[i] && (ends[i]->context.said || ends[i]->context.version))
            t->context = ends[i]->context;
    if (t->portion.context.said)
        t->context = t->portion.context;
    for (unsigned i = 0; i < 2; i++)
        if (ends[i])
            ends[i]->context = t->context;
}

void tcap_follow(struct tcap *t)
{
    if (t->type == TCAP_BEGIN && t->has_from)
        begin(t);
    else if (t->has_from || t->has_to)
        go_on(t);
    if (t->receiver)
        t->receiver->heard = true;
    settle_context(t);
}

uint64_t tcap_transaction(const struct tcap *t, bool answers, uint8_t id)
{
    const struct tcap_key *asker = answers ? &t->to : &t->from;
    if (t->dialogue == 0 || !(answers ? t->has_to : t->has_from))
        return 0;
    return hash_two(TRANSACTION ^ id, t->dialogue, hash_bytes(SEED, asker, sizeof *asker)) | 1;
}

void tcap_asked(struct tcap *t, const struct tcap_component *k)
{
    struct tcap_end *e = t->sender;
    if (!e)
        return;
    unsigned at = e->next;
    for (unsigned i = 0; i < TCAP_WAITING; i++)
        if (e->waiting[i].is && e->waiting[i].id == k->id)
            at = i;
    if (at == e->next)
        e->next = (uint8_t)((e->next + 1) % TCAP_WAITING);
    e->waiting[at].is = true;
    e->waiting[at].id = k->id;
    e->waiting[at].code = k->code;
}

bool tcap_answered(struct tcap *t, uint8_t id, bool last, uint32_t *ret_code)
{
    struct tcap_end *e = t->receiver;
    for (unsigned i = 0; e && i < TCAP_WAITING; i++) {
        if (!e->waiting[i].is || e->waiting[i].id != id)
            continue;
        *ret_code = e->waiting[i].code;
        e->waiting[i].is = !last;
        return true;
    }
    return false;
}

static enum proto by_subsystem(uint16_t ssn)
{
    if (ssn == SSN_CAP)
        return PROTO_CAMEL;
    bool is_map = (ssn >= SSN_HLR && ssn <= SSN_AUC) || ssn == SSN_GMLC || ssn == SSN_SCF ||
                  (ssn >= SSN_SIWF && ssn <= SSN_GGSN);
    return is_map ? PROTO_GSM_MAP : PROTO_NONE;
}

uint16_t tcap_subsystem(uint16_t port)
{
    return port <= SSN_MOST ? port : 0;
}

/* The context says it, else who is asked, else who asks; where nobody is named, whose operation has
 * this number. */
enum proto tcap_proto(const struct tcap *t, uint32_t code)
{
    if (t->context.said)
        return (enum proto)t->context.proto;
    uint16_t to = tcap_subsystem(t->packet->dport);
    uint16_t from = tcap_subsystem(t->packet->sport);
    enum proto by = by_subsystem(to);
    if (by != PROTO_NONE)
        return by;
    if (to || from)
        return by_subsystem(from);
    static const enum proto both[] = {PROTO_GSM_MAP, PROTO_CAMEL};
    for (unsigned i = 0; i < 2; i++)
        if (spec_op(both[i], 0, code, PART_REQUEST) || spec_op(both[i], 0, code, PART_NEITHER))
            return both[i];
    return PROTO_NONE;
}
