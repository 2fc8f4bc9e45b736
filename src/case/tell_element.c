/* Elements and parties in the form of postern.h. */
#include "case/teller.h"

#include <stdlib.h>

static const char *name_text(struct teller *t, uint32_t name)
{
    return line_veiled(t, names_text(registry_names(t->p->registry), name), VEIL_FREE);
}

static bool bears(const struct element *e, uint32_t name)
{
    for (unsigned i = 0; i < ELEMENT_NAMES; i++)
        if (e->names[i] == name)
            return true;
    return false;
}

static int by_name(const void *a, const void *b)
{
    const struct element *x = *(const struct element *const *)a;
    const struct element *y = *(const struct element *const *)b;
    if (x->names[0] != y->names[0])
        return x->names[0] < y->names[0] ? -1 : 1;
    return addr_order(&x->address, &y->address);
}

/* Elements by the names that are their own, for parties that stand behind a relay. */
void learn_owners(struct teller *t)
{
    size_t count;
    const struct element *const *all = registry_elements(t->p->registry, &count);
    t->owners = calloc(count + 1, sizeof *t->owners);
    for (size_t i = 0; t->owners && i < count; i++)
        if (all[i]->named && all[i]->names[0])
            t->owners[t->owner_count++] = all[i];
    if (t->owners && t->owner_count)
        qsort(t->owners, t->owner_count, sizeof *t->owners, by_name);
}

static const struct element *owner_of(const struct teller *t, uint32_t name)
{
    size_t low = 0;
    size_t high = t->owner_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->owners[middle]->names[0] < name)
            low = middle + 1;
        else
            high = middle;
    }
    return low < t->owner_count && t->owners[low]->names[0] == name ? t->owners[low] : NULL;
}

/* Behind a relay the role of the address is the relay's, not that of who is named. */
static enum role role_of(struct teller *t, const struct party *party, const struct declared *d)
{
    unsigned confidence;
    if (d)
        return (enum role)d->roles[0];
    const struct element *e = registry_element(t->p->registry, &party->address);
    if (party->name && (!e || (e->names[0] && !bears(e, party->name))))
        e = owner_of(t, party->name);
    return e ? registry_role(e, &confidence) : ROLE_NONE;
}

struct postern_party line_party(struct teller *t, const struct party *party)
{
    const char *name = names_text(registry_names(t->p->registry), party->name);
    const struct declared *d = *name ? network_host(t->p->network, name) : NULL;
    if (!d && party->address.family)
        d = network_element(t->p->network, &party->address);
    enum role role = role_of(t, party, d);
    /* SCCP on a link of its own may name neither end. */
    bool nameless = !party->name && !party->address.family;
    return (struct postern_party){.address = line_addr(t, &party->address),
                                  .name = nameless ? "unnamed" : name_text(t, party->name),
                                  .role = role ? spec_role_word(role) : NULL,
                                  .declared = d ? d->name : NULL};
}

static const char *why_of(struct teller *t, const struct role_sign *sign)
{
    struct text text = line_open(t);
    const char *does = sign->sends ? "sends" : (sign->acted ? "answers" : "is asked");
    text_format(&text, "%s %s (%s %s)", does, sign->op->name, sign->op->document, sign->op->clause);
    return line_text(t, &text);
}

static size_t tell_roles(struct teller *t, const struct element *e)
{
    struct role_guess guesses[ELEMENT_ROLES];
    unsigned count = registry_roles(e, guesses);
    for (unsigned i = 0; i < count; i++)
        t->roles[i] = (struct postern_role){.role = spec_role_word(guesses[i].role),
                                            .confidence = guesses[i].confidence,
                                            .why = why_of(t, guesses[i].why),
                                            .acted = guesses[i].why->acted};
    return count;
}

static const char *only_with(struct teller *t, const struct element *e)
{
    if (e->peers != 1)
        return NULL;
    struct text text = line_open(t);
    if (e->peer_port)
        text_endpoint(&text, &e->peer, e->peer_port);
    else
        text_addr(&text, &e->peer);
    return line_text(t, &text);
}

/* `further`: addresses that are the same element as another. */
static void tell_element(struct teller *t, const struct element *const *further, size_t count,
                         const struct element *e)
{
    line_begin(t);
    struct postern_element said = {.address = line_addr(t, &e->address),
                                   .roles = t->roles,
                                   .messages = e->messages,
                                   .first = e->first,
                                   .last = e->last,
                                   .product = name_text(t, e->product),
                                   .named = e->named,
                                   .subscriber =
                                       registry_is_subscriber(t->p->registry, &e->address)};
    said.addresses = line_list(t);
    for (size_t i = 0; i < count; i++)
        if (further[i]->same_as == e->number)
            line_add(t, &said.addresses, line_addr(t, &further[i]->address));
    said.names = line_list(t);
    for (unsigned i = 0; i < ELEMENT_NAMES; i++)
        if (e->names[i])
            line_add_new(t, &said.names, name_text(t, e->names[i]));
    const struct declared *d = network_element(t->p->network, &e->address);
    said.declared = d ? d->name : NULL;
    said.vendor = d ? d->vendor : NULL;
    said.role_count = tell_roles(t, e);
    said.only_with = only_with(t, e);
    t->p->sink->element(t->p->sink->arg, &said);
}

void tell_elements(struct teller *t)
{
    size_t count;
    size_t others = 0;
    const struct element *const *all = registry_elements(t->p->registry, &count);
    const struct element **further = calloc(count + 1, sizeof *further);
    for (size_t i = 0; further && i < count; i++)
        if (all[i]->same_as)
            further[others++] = all[i];
    for (size_t i = 0; t->p->sink->element && i < count; i++)
        if (all[i]->same_as == 0)
            tell_element(t, further, others, all[i]);
    free(further);
}
