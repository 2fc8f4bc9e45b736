/* The door's look-ups: by number, by address, sorted. */
#include "wire/access/registry.h"

#include <stdlib.h>

struct names *registry_names(struct registry *r)
{
    return &r->names;
}

const struct person *registry_person(const struct registry *r, uint32_t person)
{
    const struct person_entry *e = person_at(&r->persons, person);
    return e ? &e->said : NULL;
}

uint32_t registry_same_person(const struct registry *r, uint32_t person)
{
    const struct person_entry *e = person_at(&r->persons, person);
    return e ? e->number : person;
}

const struct identity *registry_identity_next(const struct registry *r, uint32_t *at)
{
    return table_next(&r->identities.table, at);
}

const struct identity *registry_identity(const struct registry *r, uint32_t identity)
{
    return identity_at(&r->identities, identity);
}

void registry_identity_text(struct text *t, const struct registry *r, const struct identity *i)
{
    identity_text(t, &r->identities, i);
}

uint32_t registry_best(const struct registry *r, uint32_t person)
{
    const struct person *p = registry_person(r, person);
    for (unsigned class = IDENTITY_IMSI; p && class < IDENTITY_CLASSES; class ++)
        if (identity_at(&r->identities, p->identities[class]))
            return p->identities[class];
    return 0;
}

const struct element *registry_element(struct registry *r, const struct addr *address)
{
    const struct element_entry *e = element_find(&r->elements, address);
    return e ? &e->said : NULL;
}

bool registry_is_subscriber(struct registry *r, const struct addr *address)
{
    return identity_is_ue(&r->identities, address);
}

static int by_address(const void *a, const void *b)
{
    const struct element *x = *(const struct element *const *)a;
    const struct element *y = *(const struct element *const *)b;
    return addr_order_told(&x->address, &y->address);
}

const struct element *const *registry_elements(struct registry *r, size_t *ret_count)
{
    struct table *t = &r->elements.table;
    size_t count = 0;
    uint32_t at = 0;
    free(r->sorted_elements);
    r->sorted_elements = calloc((size_t)t->used + 1, sizeof(void *));
    for (const struct element *e; r->sorted_elements && (e = table_next(t, &at));) {
        /* Somebody's equipment that was learnt to be such only later. */
        bool guest = e->messages == 0 && identity_is_ue(&r->identities, &e->address);
        if (!guest && e->where.frame)
            r->sorted_elements[count++] = e;
    }
    if (count)
        qsort(r->sorted_elements, count, sizeof(void *), by_address);
    *ret_count = count;
    return r->sorted_elements;
}

/* Addresses in numeric order, before names in that of their text. */
static int party_order(const struct names *names, const struct party *a, const struct party *b)
{
    bool named_a = a->address.family == 0;
    bool named_b = b->address.family == 0;
    if (named_a != named_b)
        return named_a ? 1 : -1;
    int order = addr_order_told(&a->address, &b->address);
    if (order || !named_a)
        return order;
    return strcmp(names_text(names, a->name), names_text(names, b->name));
}

static int who_order(const struct names *names, const struct party *actor_a,
                     const struct party *custodian_a, const struct party *actor_b,
                     const struct party *custodian_b)
{
    int order = party_order(names, actor_a, actor_b);
    return order ? order : party_order(names, custodian_a, custodian_b);
}

static int compare_sums(const void *a, const void *b, void *arg)
{
    const struct names *names = arg;
    const struct access_sum *x = *(const struct access_sum *const *)a;
    const struct access_sum *y = *(const struct access_sum *const *)b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    int order = who_order(names, &x->actor, &x->custodian, &y->actor, &y->custodian);
    if (order == 0)
        order = strcmp(spec_op_at(x->operation)->name, spec_op_at(y->operation)->name);
    if (order == 0 && x->how != y->how)
        order = x->how < y->how ? -1 : 1;
    /* One exchange may reach several sorts of data in one way: numbers depend on the rows' order.
     */
    if (order == 0 && x->categories != y->categories)
        order = x->categories < y->categories ? -1 : 1;
    return order ? order : (x->number < y->number ? -1 : x->number > y->number);
}

const struct access_sum *const *registry_sums(struct registry *r, size_t *ret_count)
{
    struct table *t = &r->sums.table;
    size_t count = 0;
    uint32_t at = 0;
    free(r->sorted_sums);
    r->sorted_sums = calloc((size_t)t->used + 1, sizeof(void *));
    for (const struct access_sum *s; r->sorted_sums && (s = table_next(t, &at));)
        r->sorted_sums[count++] = s;
    if (count)
        qsort_r(r->sorted_sums, count, sizeof(void *), compare_sums, &r->names);
    *ret_count = count;
    return r->sorted_sums;
}

static int place_order(struct place a, struct place b)
{
    if (a.file != b.file)
        return a.file < b.file ? -1 : 1;
    return a.frame < b.frame ? -1 : a.frame > b.frame;
}

static int compare_accesses(const void *a, const void *b, void *arg)
{
    const struct names *names = arg;
    const struct access *x = a;
    const struct access *y = b;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    int order = who_order(names, &x->actor, &x->custodian, &y->actor, &y->custodian);
    if (order == 0)
        order = strcmp(x->op->name, y->op->name);
    if (order == 0)
        order = place_order(x->request, y->request);
    if (order == 0)
        order = place_order(x->answer, y->answer);
    if (order == 0 && x->how != y->how)
        order = x->how < y->how ? -1 : 1;
    return order ? order : (x->categories < y->categories ? -1 : x->categories > y->categories);
}

const struct access *registry_accesses(struct registry *r, size_t *ret_count)
{
    struct sums *s = &r->sums;
    if (s->each_count)
        qsort_r(s->each, s->each_count, sizeof *s->each, compare_accesses, &r->names);
    *ret_count = s->each_count;
    return s->each;
}

uint64_t registry_access_count(const struct registry *r)
{
    return r->sums.count;
}

uint64_t registry_person_count(const struct registry *r)
{
    return r->persons.made - r->persons.joined;
}

uint64_t registry_evicted(const struct registry *r)
{
    return r->pairs.lost + r->identities.table.evicted + r->persons.evicted + r->bindings.evicted +
           r->elements.table.evicted + r->sums.table.evicted + r->sums.persons.evicted;
}
