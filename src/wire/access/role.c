/* What roles an element plays, by what it does.
 *
 * Each operation's row names the roles that send and receive it. A kind of operation counts once
 * for an element, however often it comes: a thousand requests of one kind prove no more than ten. A
 * row that names one role speaks for it with weight 12; one that names several shares that out. Who
 * sent or answered an operation acted in that role; who was only asked may be anybody, and counts
 * half.
 */
#include "wire/access/registry.h"

enum { WEIGHT = 12 };
enum noted { NOTED_SENT, NOTED_ANSWERED, NOTED_ASKED, NOTED_PASSED };

/* Whether this is news of this element. Two of its bits stand for each operation and kind: with
 * the few dozen that an element performs, one in some hundreds is taken for known and does not
 * count, which is worth less than room that grows with every row of the specifications. */
static bool news(struct elements *s, const struct element_entry *e, const struct spec_op *op,
                 enum noted kind)
{
    uint8_t *bits = s->noted + (size_t)table_slot(&s->table, e) * NOTED_SIZE;
    uint64_t h = hash_two(0, op_number(op), kind);
    bool known = true;
    for (unsigned i = 0; i < 2; i++, h >>= 32) {
        uint32_t bit = (uint32_t)h % (NOTED_SIZE * 8);
        uint8_t mask = (uint8_t)(1U << (bit % 8));
        known &= (bits[bit / 8] & mask) != 0;
        bits[bit / 8] |= mask;
    }
    return !known;
}

/* The sign of a role: its own, a free one, or the weakest when that is weaker than the new one. */
static struct role_sign *sign_of(struct element *e, uint8_t role, unsigned weight)
{
    struct role_sign *weakest = NULL;
    for (unsigned i = 0; i < ELEMENT_ROLES; i++) {
        struct role_sign *sign = &e->signs[i];
        if (sign->count && sign->role == role)
            return sign;
        if (!weakest || sign->weight < weakest->weight)
            weakest = sign;
    }
    if (weakest->weight >= weight)
        return NULL;
    *weakest = (struct role_sign){.role = role};
    return weakest;
}

/* What is clearer: to have acted, and then to be one of few. */
static bool clearer(const struct role_sign *s, bool acted, unsigned among)
{
    if (s->count == 0 || acted != s->acted)
        return s->count == 0 || acted;
    return among < s->among;
}

static void add(struct element *e, const struct spec_op *op, const uint8_t roles[SPEC_ROLES],
                enum noted kind)
{
    unsigned among = 0;
    bool acted = kind != NOTED_ASKED;
    while (among < SPEC_ROLES && roles[among])
        among++;
    for (unsigned i = 0; i < among; i++) {
        unsigned weight = WEIGHT / among / (acted ? 1 : 2);
        struct role_sign *sign = sign_of(e, roles[i], weight);
        if (!sign)
            continue;
        if (clearer(sign, acted, among)) {
            sign->op = op;
            sign->among = (uint8_t)among;
            sign->sends = kind == NOTED_SENT || kind == NOTED_PASSED;
        }
        sign->acted |= acted;
        sign->count++;
        sign->weight = (uint16_t)(sign->weight + weight);
    }
}

void roles_merge(struct element *to, const struct element *from)
{
    for (unsigned i = 0; i < ELEMENT_ROLES; i++) {
        const struct role_sign *other = &from->signs[i];
        struct role_sign *sign = other->count ? sign_of(to, other->role, other->weight) : NULL;
        if (!sign)
            continue;
        struct role_sign both = clearer(sign, other->acted, other->among) ? *other : *sign;
        both.acted = sign->acted || other->acted;
        both.count = sign->count + other->count;
        both.weight = (uint16_t)(sign->weight + other->weight);
        *sign = both;
    }
}

static void note(struct elements *s, struct element_entry *e, const struct spec_op *op,
                 const uint8_t roles[SPEC_ROLES], enum noted kind)
{
    static const uint8_t relay[SPEC_ROLES] = {ROLE_DRA};
    if (!e || !news(s, e, op, kind))
        return;
    if (kind == NOTED_PASSED)
        roles = relay;
    if (roles[0])
        add(&e->said, op, roles, kind);
}

/* What a relay passes on says nothing of its own role (RFC 6733 2.8): the request names whom it
 * passed, or an originator that is not this neighbour. */
static bool passes_on(const struct message *m, const struct facts *f, const struct element_entry *e)
{
    if (!e || passed_on(m, f))
        return true;
    return m->proto != PROTO_SIP && meanings_hold(&f->has, MEANING_ORIGIN_HOST) && e->said.named &&
           e->last_name != e->said.names[0];
}

void role_note(struct registry *r, const struct message *m, const struct facts *f,
               const struct ends *ends)
{
    struct elements *s = &r->elements;
    const struct spec_op *op = m->op;
    if (!op)
        return;
    bool passed = passes_on(m, f, ends->from);
    if (op->part == PART_ANSWER) {
        uint32_t request = r->notes[op_number(op)].request;
        op = request ? spec_op_at(request - 1) : NULL;
        if (op && !passed)
            note(s, ends->from, op, op->to, NOTED_ANSWERED);
        return;
    }
    note(s, ends->from, op, op->from, passed && ends->from ? NOTED_PASSED : NOTED_SENT);
    note(s, ends->to, op, op->to, NOTED_ASKED);
}

/* One operation that only this role performs nearly settles it (70), each further kind adds (to
 * 95: never certain, since whoever attacks does the same). Where the rows name several roles, it is
 * one of those: 100 shared out, and further kinds that all fit add little (to 65). Who was only
 * asked has shown nothing of itself: 40 and 20 at the start. */
static unsigned confidence(const struct role_sign *s)
{
    unsigned more = s->count - 1;
    unsigned sure;
    unsigned most;
    if (s->acted) {
        sure = s->among == 1 ? 70 + 10 * more : 100 / s->among + 5 * more;
        most = s->among == 1 ? 95 : 65;
    } else {
        sure = s->among == 1 ? 40 + 5 * more : 20 + 5 * more;
        most = s->among == 1 ? 60 : 40;
    }
    return sure < most ? sure : most;
}

static bool is_relay(const struct element *e)
{
    for (unsigned i = 0; i < ELEMENT_ROLES; i++)
        if (e->signs[i].count && e->signs[i].role == ROLE_DRA)
            return true;
    return false;
}

unsigned registry_roles(const struct element *e, struct role_guess ret[ELEMENT_ROLES])
{
    unsigned count = 0;
    bool relay = is_relay(e);
    for (unsigned i = 0; i < ELEMENT_ROLES; i++) {
        const struct role_sign *sign = &e->signs[i];
        /* What a relay is asked is meant for others. */
        if (sign->count == 0 || (relay && !sign->acted))
            continue;
        struct role_guess guess = {(enum role)sign->role, confidence(sign), sign};
        unsigned at = count++;
        for (; at > 0; at--) {
            const struct role_guess *before = &ret[at - 1];
            if (before->confidence > guess.confidence ||
                (before->confidence == guess.confidence && before->why->weight >= sign->weight))
                break;
            ret[at] = *before;
        }
        ret[at] = guess;
    }
    return count;
}

enum role registry_role(const struct element *e, unsigned *ret_confidence)
{
    struct role_guess guesses[ELEMENT_ROLES];
    unsigned count = e ? registry_roles(e, guesses) : 0;
    *ret_confidence = count ? guesses[0].confidence : 0;
    return count ? guesses[0].role : ROLE_NONE;
}
