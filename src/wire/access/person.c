/* Which identities are one person's.
 *
 * The identities of one message belong together. An IMSI says who somebody is for good (TS 23.003
 * 2); all others move: a number is ported, a SIM card changes the device, an address is given to
 * the next one. So two persons with different IMSIs are never joined, and any other identity that
 * is seen with another IMSI belongs to that one from then on. Persons give way to later ones,
 * oldest first; a number that was given once is never given again, so that a finding cannot come to
 * name somebody else.
 */
#include "wire/access/registry.h"

#include <stdlib.h>

enum { EVICT_AMONG = 16, JOINED_DEPTH = 16 };

bool persons_init(struct persons *p, size_t budget)
{
    uint32_t slots = 64;
    while (slots * 2 * (sizeof *p->all + sizeof(uint32_t)) <= budget)
        slots *= 2;
    *p = (struct persons){.all = calloc(slots, sizeof *p->all)};
    return p->all && numbers_init(&p->numbers, slots);
}

void persons_free(struct persons *p)
{
    free(p->all);
    free(p->numbers.at);
}

/* Follows joins to the person who is kept; NULL when that one has given way. */
struct person_entry *person_at(const struct persons *p, uint32_t number)
{
    for (unsigned depth = 0; depth < JOINED_DEPTH && numbers_hold(&p->numbers, number); depth++) {
        struct person_entry *e = &p->all[numbers_slot(&p->numbers, number)];
        if (e->joined == 0)
            return e;
        number = e->joined;
    }
    return NULL;
}

/* The one touched longest ago of the next few slots; an unused one at once. */
static uint32_t slot_for(struct persons *p)
{
    uint32_t oldest = p->hand;
    uint32_t age = 0;
    for (uint32_t i = 0; i < EVICT_AMONG; i++) {
        uint32_t slot = (p->hand + i) & p->numbers.mask;
        const struct person_entry *e = &p->all[slot];
        if (e->number == 0)
            return slot;
        if (p->tick - e->touched >= age) {
            age = p->tick - e->touched;
            oldest = slot;
        }
    }
    p->evicted++;
    return oldest;
}

static struct person_entry *person_new(struct persons *p)
{
    uint32_t slot = slot_for(p);
    struct person_entry *e = &p->all[slot];
    *e = (struct person_entry){.number = numbers_next(&p->numbers, slot)};
    p->hand = (slot + 1) & p->numbers.mask;
    p->made++;
    return e;
}

static uint32_t held(const struct person_entry *e, enum identity_class class)
{
    return e->said.identities[class];
}

/* A person takes an identity over, from whoever had it. */
static void give(struct registry *r, struct person_entry *to, struct identity *i)
{
    struct person_entry *from = person_at(&r->persons, i->person);
    if (from && from != to && held(from, i->class) == i->number)
        from->said.identities[i->class] = 0;
    to->said.identities[i->class] = i->number;
    i->person = to->number;
}

/* Known by more than a device or what was lent to it. */
static bool is_told(const struct person_entry *e)
{
    return held(e, IDENTITY_IMSI) || held(e, IDENTITY_NAI) || held(e, IDENTITY_MSISDN);
}

/* IMSI and MSISDN contradict: whoever has different ones is not one person. A device or an address
 * in common joins nobody who is known by more: it may have changed hands. */
static bool may_join(const struct person_entry *a, const struct person_entry *b,
                     enum identity_class common)
{
    if (common > IDENTITY_MSISDN && is_told(a) && is_told(b))
        return false;
    static const enum identity_class telling[] = {IDENTITY_IMSI, IDENTITY_MSISDN};
    for (unsigned i = 0; i < 2; i++) {
        uint32_t x = held(a, telling[i]);
        uint32_t y = held(b, telling[i]);
        if (x && y && x != y)
            return false;
    }
    return true;
}

/* Both are one; the one with an IMSI stays, else the first. */
static struct person_entry *join(struct registry *r, struct person_entry *a, struct person_entry *b)
{
    struct person_entry *stays = held(a, IDENTITY_IMSI) || !held(b, IDENTITY_IMSI) ? a : b;
    struct person_entry *goes = stays == a ? b : a;
    for (unsigned class = IDENTITY_IMSI; class < IDENTITY_CLASSES; class ++) {
        struct identity *i = identity_at(&r->identities, held(goes, class));
        if (i && held(stays, class) == 0)
            stays->said.identities[class] = i->number;
        if (i)
            i->person = stays->number;
    }
    goes->joined = stays->number;
    r->persons.joined++;
    return stays;
}

/* As in a list of several people's: it is somebody's, and says nothing of the others. */
uint32_t person_alone(struct registry *r, struct identity *i)
{
    struct person_entry *e = person_at(&r->persons, i->person);
    if (!e) {
        e = person_new(&r->persons);
        give(r, e, i);
    }
    return e->number;
}

/* Several IMSIs, or more than one person would carry of any other: a list. */
static bool is_list(const struct carried *own)
{
    const struct identity *imsi = NULL;
    unsigned numbers = 0;
    for (unsigned k = 0; k < own->count; k++) {
        const struct identity *i = own->at[k];
        if (i->class == IDENTITY_IMSI && imsi && imsi != i)
            return true;
        if (i->class == IDENTITY_IMSI)
            imsi = i;
        numbers += i->class == IDENTITY_MSISDN || i->class == IDENTITY_UE_IP;
    }
    return numbers > 4;
}

/* The best one carried, the first of its class. */
static struct identity *best_of(const struct carried *own)
{
    struct identity *best = own->at[0];
    for (unsigned k = 1; k < own->count; k++)
        if (own->at[k]->class < best->class)
            best = own->at[k];
    return best;
}

/* Who the best identity of a message says it is, given who it was thought to be. */
static struct person_entry *anchor(struct registry *r, struct identity *best,
                                   struct person_entry *hinted, enum hint hint)
{
    struct person_entry *e = person_at(&r->persons, best->person);
    bool strong = best->class <= IDENTITY_MSISDN;
    if (e && hinted && e != hinted && may_join(e, hinted, best->class))
        return join(r, hinted, e);
    if (e && (strong || !hinted))
        return e;
    if (hinted) {
        uint32_t other = held(hinted, best->class);
        bool contradicts =
            other && other != best->number &&
            (best->class == IDENTITY_IMSI || (best->class == IDENTITY_MSISDN && hint == HINT_KEY));
        if (!contradicts)
            return hinted;
    }
    return e ? e : person_new(&r->persons);
}

/* One more identity of the same message. */
static struct person_entry *add(struct registry *r, struct person_entry *e, struct identity *i)
{
    struct person_entry *other = person_at(&r->persons, i->person);
    if (other && other != e && i->class != IDENTITY_IMSI && may_join(e, other, i->class))
        return join(r, e, other);
    return e;
}

uint32_t person_of(struct registry *r, const struct carried *own, uint32_t hinted, enum hint hint)
{
    struct person_entry *known = hint == HINT_NONE ? NULL : person_at(&r->persons, hinted);
    if (own->count == 0)
        return known ? known->number : 0;
    if (is_list(own))
        return person_alone(r, best_of(own));
    struct identity *best = best_of(own);
    struct person_entry *e = person_at(&r->persons, best->person);
    bool settled = e && (!known || known == e);
    if (!settled) {
        e = anchor(r, best, known, hint);
        /* Before the others are looked at: it is what they may contradict. */
        give(r, e, best);
    }
    for (unsigned k = 0; k < own->count; k++) {
        struct identity *i = own->at[k];
        if (i->person != e->number)
            e = add(r, e, i);
        if (i->person != e->number || held(e, i->class) == 0)
            give(r, e, i);
    }
    e->touched = ++r->persons.tick;
    return e->number;
}
