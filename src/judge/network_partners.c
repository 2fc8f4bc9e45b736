/* Partners of a declaration: who is one, and what it may ask. */
#include "judge/network_inside.h"
#include "judge/network_keys.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool fill(struct partner_entry *p, const struct tree *t, uint32_t map)
{
    const char *name = network_text(t, map, "name");
    p->said = (struct partner){.name = name ? name : "a partner", .node = map};
    return texts_fill(&p->plmns, t, network_child(t, map, "plmns")) &&
           texts_fill(&p->realms, t, network_child(t, map, "realms")) &&
           texts_fill(&p->titles, t, network_child(t, map, "global_titles")) &&
           texts_fill(&p->may, t, network_child(t, map, "may")) &&
           prefixes_fill(&p->addresses, &p->address_count, t, network_child(t, map, "addresses"));
}

static bool not_at_home(const struct network *n, const struct texts *home, uint32_t list,
                        struct fault *f)
{
    for (uint32_t one = list_first(&n->tree, list); one; one = list_next(&n->tree, one))
        if (texts_have(home, tree_text(&n->tree, one))) {
            struct shown s = tree_shown(tree_text(&n->tree, one));
            if (!tree_fault(&n->tree, one, f,
                            "%s is a partner's and at home; expected is one of the two", s.text))
                return false;
        }
    return true;
}

bool network_fill_partners(struct network *n, struct fault *f)
{
    const struct tree *t = &n->tree;
    uint32_t list = network_child(t, 1, "partners");
    n->partners = calloc(t->count + 1, sizeof *n->partners);
    for (uint32_t map = list_first(t, list); n->partners && map; map = list_next(t, map)) {
        if (!fill(&n->partners[n->partner_count++], t, map))
            return fault_set(f, "%s: out of memory for the declaration", t->name);
        if (!not_at_home(n, &n->plmns, network_child(t, map, "plmns"), f) ||
            !not_at_home(n, &n->realms, network_child(t, map, "realms"), f) ||
            !not_at_home(n, &n->titles, network_child(t, map, "global_titles"), f))
            return false;
    }
    return n->partners || fault_set(f, "%s: out of memory for the declaration", t->name);
}

void network_free_partners(struct network *n)
{
    for (size_t i = 0; i < n->partner_count; i++) {
        struct partner_entry *p = &n->partners[i];
        free(p->plmns.all);
        free(p->realms.all);
        free(p->titles.all);
        free(p->may.all);
        free(p->addresses);
    }
    free(n->partners);
}

const struct partner *network_partner_plmn(const struct network *n, const char *digits)
{
    for (size_t i = 0; n && i < n->partner_count; i++)
        if (plmns_have(&n->partners[i].plmns, digits))
            return &n->partners[i].said;
    return NULL;
}

const struct partner *network_partner_imsi(const struct network *n, const char *digits)
{
    for (size_t i = 0; n && i < n->partner_count; i++)
        if (texts_begin(&n->partners[i].plmns, digits))
            return &n->partners[i].said;
    return NULL;
}

const struct partner *network_partner_realm(const struct network *n, const char *realm)
{
    for (size_t i = 0; n && i < n->partner_count; i++)
        if (texts_above(&n->partners[i].realms, realm))
            return &n->partners[i].said;
    return NULL;
}

const struct partner *network_partner_title(const struct network *n, const char *digits)
{
    for (size_t i = 0; n && i < n->partner_count; i++)
        if (texts_begin(&n->partners[i].titles, digits))
            return &n->partners[i].said;
    return NULL;
}

const struct partner *network_partner_address(const struct network *n, const struct addr *address)
{
    for (size_t i = 0; n && i < n->partner_count; i++)
        if (prefixes_hold(n->partners[i].addresses, n->partners[i].address_count, address))
            return &n->partners[i].said;
    return NULL;
}

bool network_partner_may(const struct network *n, const struct partner *p, const char *word)
{
    for (size_t i = 0; n && i < n->partner_count; i++)
        if (&n->partners[i].said == p)
            return texts_have(&n->partners[i].may, word);
    return false;
}

bool network_partner_asks(const struct network *n, const struct partner *p,
                          const struct spec_op *op, const char *pack, bool unsaid)
{
    for (size_t i = 0; n && i < n->partner_count; i++) {
        const struct partner_entry *e = &n->partners[i];
        if (&e->said == p)
            return e->may.count
                       ? (*pack && texts_have(&e->may, pack)) || texts_operation(&e->may, op)
                       : unsaid;
    }
    return unsaid;
}

bool network_has_partners(const struct network *n)
{
    return n && n->partner_count;
}
