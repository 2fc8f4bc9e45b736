#include "judge/merge.h"

#include <stdlib.h>

enum {
    NEAR = 64,        /* so many findings of one frame are held against each other */
    TAKEN_PROOFS = 4, /* of each finding that joins another: that one's own come first */
};

/* One frame that proves one finding. */
struct mark {
    struct place place;
    uint32_t finding;
};

static int by_place(const void *a, const void *b)
{
    const struct mark *x = a;
    const struct mark *y = b;
    if (x->place.file != y->place.file)
        return x->place.file < y->place.file ? -1 : 1;
    if (x->place.frame != y->place.frame)
        return x->place.frame < y->place.frame ? -1 : 1;
    return x->finding < y->finding ? -1 : x->finding > y->finding;
}

static bool same_place(const struct place *a, const struct place *b)
{
    return a->file == b->file && a->frame == b->frame;
}

static bool is_nobody(const struct party *p)
{
    return p->name == 0 && p->address.family == 0;
}

/* By name, or where one of them has none, by address. */
static bool same_party(const struct party *a, const struct party *b)
{
    if (a->name && b->name)
        return a->name == b->name;
    return a->address.family && addr_equal(&a->address, &b->address);
}

/* Two checks that speak of the same: the same one did it to the same. */
static bool same_wrong(const struct finding *a, const struct finding *b)
{
    return a->check != b->check && same_party(&a->actor, &b->actor) &&
           (is_nobody(&a->custodian) || is_nobody(&b->custodian) ||
            same_party(&a->custodian, &b->custodian));
}

static uint32_t root_of(uint32_t *joined, uint32_t i)
{
    while (joined[i] != i)
        i = joined[i] = joined[joined[i]];
    return i;
}

/* The one that gives its name: rank, then severity, then the earlier one. */
static bool leads(const struct finding *a, const struct finding *b)
{
    if (a->check->rank != b->check->rank)
        return a->check->rank > b->check->rank;
    if (a->severity != b->severity)
        return a->severity > b->severity;
    return a->number < b->number;
}

static void join(const struct finding *all, uint32_t *joined, uint32_t a, uint32_t b)
{
    a = root_of(joined, a);
    b = root_of(joined, b);
    if (a == b)
        return;
    if (leads(&all[a], &all[b]))
        joined[b] = a;
    else
        joined[a] = b;
}

static void take_proofs(struct finding *to, const struct finding *from)
{
    unsigned taken = 0;
    for (unsigned i = 0; i < from->proof_count && to->proof_count < FINDING_PROOFS; i++) {
        bool there = taken == TAKEN_PROOFS;
        for (unsigned k = 0; k < to->proof_count; k++)
            there |= same_place(&to->proofs[k].place, &from->proofs[i].place);
        if (there)
            continue;
        to->proofs[to->proof_count++] = from->proofs[i];
        taken++;
    }
}

static void take_whys(struct finding *to, const struct finding *from)
{
    for (unsigned i = 0; i < from->why_count && to->why_count < FINDING_WHYS; i++) {
        bool there = false;
        for (unsigned k = 0; k < to->why_count; k++)
            there |= to->whys[k] == from->whys[i];
        if (!there)
            to->whys[to->why_count++] = from->whys[i];
    }
}

static void take(struct judge *j, struct finding *to, struct finding *from)
{
    uint64_t persons = from->person_count > to->person_count ? from->person_count : 0;
    to->also |= from->also | (from->check == to->check ? 0 : 1ULL << check_number(from->check));
    to->severity = from->severity > to->severity ? from->severity : to->severity;
    to->confidence = from->confidence > to->confidence ? from->confidence : to->confidence;
    to->first = from->first < to->first ? from->first : to->first;
    to->last = from->last > to->last ? from->last : to->last;
    to->count = from->count > to->count ? from->count : to->count;
    for (unsigned i = 0; i < FINDING_PERSONS && i < from->person_count; i++)
        finding_person(j, to, from->persons[i]);
    if (persons > to->person_count)
        to->person_count = persons;
    if (is_nobody(&to->custodian))
        to->custodian = from->custodian;
    to->to = to->to ? to->to : from->to;
    take_proofs(to, from);
    take_whys(to, from);
    from->severity = SEVERITY_NONE;
}

static size_t marks_of(const struct finding *all, size_t count, struct mark *marks)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        for (unsigned k = 0; all[i].severity != SEVERITY_NONE && k < all[i].proof_count; k++)
            marks[n++] = (struct mark){all[i].proofs[k].place, (uint32_t)i};
    qsort(marks, n, sizeof *marks, by_place);
    return n;
}

bool merge_findings(struct judge *j, struct finding *all, size_t count)
{
    if (count < 2)
        return true;
    struct mark *marks = calloc(count * FINDING_PROOFS, sizeof *marks);
    uint32_t *joined = calloc(count, sizeof *joined);
    bool room = marks && joined;
    size_t n = room ? marks_of(all, count, marks) : 0;
    for (size_t i = 0; room && i < count; i++)
        joined[i] = (uint32_t)i;
    /* All marks of a frame are held against each other: few findings share one. */
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1;
             k < n && k < i + NEAR && same_place(&marks[k].place, &marks[i].place); k++)
            if (same_wrong(&all[marks[i].finding], &all[marks[k].finding]))
                join(all, joined, marks[i].finding, marks[k].finding);
    for (size_t i = 0; room && i < count; i++) {
        uint32_t root = root_of(joined, (uint32_t)i);
        if (root != i && all[i].severity != SEVERITY_NONE)
            take(j, &all[root], &all[i]);
    }
    free(marks);
    free(joined);
    return room;
}
