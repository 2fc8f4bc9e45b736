/* Thin: elements and names only. The access room's owner replaces this. */
#include "wire/access/access.h"

#include <stdlib.h>

struct registry {
    struct registry_settings said;
    struct names names;
};

struct registry *registry_new(const struct registry_settings *settings)
{
    struct registry *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->said = *settings;
    names_init(&r->names, 1 << 20, settings->seed);
    return r;
}

void registry_free(struct registry *r)
{
    names_free(&r->names);
    free(r);
}

void registry_message(struct registry *r, struct message *m)
{
    r->said.message(r->said.arg, m);
}

void registry_flow_ends(struct registry *r, const struct flow *f)
{
    (void)r;
    (void)f;
}

void registry_same_element(struct registry *r, const struct addr *a, const struct addr *b)
{
    (void)r;
    (void)a;
    (void)b;
}

void registry_finish(struct registry *r)
{
    (void)r;
}

struct names *registry_names(struct registry *r)
{
    return &r->names;
}

const struct person *registry_person(const struct registry *r, uint32_t person)
{
    (void)r;
    (void)person;
    return NULL;
}

const struct identity *registry_identity(const struct registry *r, uint32_t identity)
{
    (void)r;
    (void)identity;
    return NULL;
}

uint32_t registry_best(const struct registry *r, uint32_t person)
{
    (void)r;
    (void)person;
    return 0;
}

const struct element *registry_element(struct registry *r, const struct addr *address)
{
    (void)r;
    (void)address;
    return NULL;
}

enum role registry_role(const struct element *e, unsigned *ret_confidence)
{
    (void)e;
    *ret_confidence = 0;
    return ROLE_NONE;
}

const struct element *const *registry_elements(struct registry *r, size_t *ret_count)
{
    (void)r;
    *ret_count = 0;
    return NULL;
}

const struct access_sum *const *registry_sums(struct registry *r, size_t *ret_count)
{
    (void)r;
    *ret_count = 0;
    return NULL;
}

const struct access *registry_accesses(struct registry *r, size_t *ret_count)
{
    (void)r;
    *ret_count = 0;
    return NULL;
}

uint64_t registry_access_count(const struct registry *r)
{
    (void)r;
    return 0;
}

uint64_t registry_person_count(const struct registry *r)
{
    (void)r;
    return 0;
}

uint64_t registry_evicted(const struct registry *r)
{
    (void)r;
    return 0;
}
