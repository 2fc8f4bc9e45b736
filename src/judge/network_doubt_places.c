/* What is legal and probably not meant, of who is where: elements, user pools, partners. */
#include "judge/network_inside.h"
#include "judge/network_keys.h"
#include "judge/network_words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct prefix_words {
    char text[56];
};

static struct prefix_words words_of(const struct prefix *p)
{
    struct prefix_words w;
    struct text t = text_in(w.text, sizeof w.text);
    text_addr(&t, &p->address);
    if (p->bits < (p->address.family == 4 ? 32U : 128U))
        text_format(&t, "/%u", p->bits);
    return w;
}

static bool is_ip(const struct prefix *p)
{
    return p->address.family == 4 || p->address.family == 6;
}

/* --- Elements --------------------------------------------------------------------------------- */

static void doubt_element(const struct tree *t, uint32_t map)
{
    static const char *const PLACES[] = {"addresses", "hosts", "global_titles", "point_codes",
                                         "nf_instances"};
    struct shown name = tree_shown(network_name_of(t, map));
    bool placed = false;
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
        placed |= list_first(t, network_child(t, map, PLACES[i])) != NODE_NONE;
    if (!network_text(t, map, "role") && !list_first(t, network_child(t, map, "roles")))
        tree_doubt(t, map, "%s has no role, so that nothing says what it may do; give it one",
                   name.text);
    if (!placed)
        tree_doubt(t, map,
                   "%s has no address, host, global title, point code or NF instance, so that "
                   "nothing in a capture is it; give it one",
                   name.text);
}

static void doubt_elements(const struct tree *t, uint32_t list)
{
    for (uint32_t map = list_first(t, list); map; map = list_next(t, map))
        doubt_element(t, map);
}

/* The next longer declared prefix of somebody else that this one lies in. */
static const struct owned_prefix *around(const struct network *n, const struct owned_prefix *p)
{
    const uint8_t *lengths = n->lengths[p->prefix.address.family == 6];
    for (unsigned bits = p->prefix.bits; bits-- > 0;) {
        if (!lengths[bits])
            continue;
        struct owned_prefix key = {.prefix = {word_masked(p->prefix.address, bits), bits}};
        const struct owned_prefix *found =
            bsearch(&key, n->prefixes, n->prefix_count, sizeof *n->prefixes, network_by_address);
        if (found && found->element != p->element)
            return found;
    }
    return NULL;
}

static void doubt_overlaps(const struct network *n)
{
    for (size_t i = 0; i < n->prefix_count; i++) {
        const struct owned_prefix *p = &n->prefixes[i];
        const struct owned_prefix *outer = is_ip(&p->prefix) ? around(n, p) : NULL;
        if (!outer)
            continue;
        struct shown name = tree_shown(n->elements[p->element].name);
        struct shown other = tree_shown(n->elements[outer->element].name);
        tree_doubt(&n->tree, p->node, "%s of %s lies within %s of %s; the longer prefix counts",
                   words_of(&p->prefix).text, name.text, words_of(&outer->prefix).text, other.text);
    }
}

static bool overlap(const struct prefix *a, const struct prefix *b)
{
    return prefixes_hold(a, 1, &b->address) || prefixes_hold(b, 1, &a->address);
}

static void doubt_pools(const struct network *n)
{
    for (size_t i = 0; i < n->prefix_count; i++)
        for (size_t k = 0; k < n->pool_count && is_ip(&n->prefixes[i].prefix); k++) {
            const struct owned_prefix *p = &n->prefixes[i];
            if (!overlap(&p->prefix, &n->pools[k]))
                continue;
            struct shown name = tree_shown(n->elements[p->element].name);
            tree_doubt(&n->tree, p->node,
                       "%s of %s and the user pool %s overlap; an element has no subscriber's "
                       "address",
                       words_of(&p->prefix).text, name.text, words_of(&n->pools[k]).text);
        }
}

/* --- Partners --------------------------------------------------------------------------------- */

static void doubt_titles(const struct network *n, const struct partner_entry *p, uint32_t map)
{
    const struct tree *t = &n->tree;
    struct shown name = tree_shown(p->said.name);
    for (uint32_t one = list_first(t, network_child(t, map, "global_titles")); one;
         one = list_next(t, one))
        for (size_t i = 0; i < n->titles.count; i++) {
            const char *theirs = tree_text(t, one);
            const char *ours = n->titles.all[i];
            size_t shorter = strlen(theirs) < strlen(ours) ? strlen(theirs) : strlen(ours);
            if (strncmp(theirs, ours, shorter) == 0)
                tree_doubt(t, one,
                           "the titles %s... of %s and %s... at home overlap; what is both is "
                           "taken for home",
                           theirs, name.text, ours);
        }
}

static void doubt_realms(const struct network *n, const struct partner_entry *p, uint32_t map)
{
    const struct tree *t = &n->tree;
    struct shown name = tree_shown(p->said.name);
    for (uint32_t one = list_first(t, network_child(t, map, "realms")); one;
         one = list_next(t, one))
        if (texts_above(&n->realms, tree_text(t, one)))
            tree_doubt(t, one, "%s of %s lies below a realm at home; it is taken for home",
                       tree_shown(tree_text(t, one)).text, name.text);
}

static void doubt_addresses(const struct network *n, const struct partner_entry *p, uint32_t map)
{
    const struct tree *t = &n->tree;
    struct shown name = tree_shown(p->said.name);
    for (uint32_t one = list_first(t, network_child(t, map, "addresses")); one;
         one = list_next(t, one)) {
        struct prefix theirs;
        word_prefix(tree_text(t, one), &theirs);
        for (size_t i = 0; i < n->prefix_count; i++) {
            const struct owned_prefix *ours = &n->prefixes[i];
            if (!is_ip(&ours->prefix) || !overlap(&theirs, &ours->prefix))
                continue;
            struct shown element = tree_shown(n->elements[ours->element].name);
            tree_doubt(t, one, "%s of %s and %s of %s overlap; the element counts",
                       words_of(&theirs).text, name.text, words_of(&ours->prefix).text,
                       element.text);
        }
    }
}

void network_doubt_places(const struct network *n)
{
    const struct tree *t = &n->tree;
    uint32_t interception = network_child(t, 1, "interception");
    doubt_elements(t, network_child(t, 1, "elements"));
    doubt_elements(t, interception ? network_child(t, interception, "functions") : NODE_NONE);
    doubt_overlaps(n);
    doubt_pools(n);
    for (size_t i = 0; i < n->partner_count; i++) {
        doubt_titles(n, &n->partners[i], n->partners[i].said.node);
        doubt_realms(n, &n->partners[i], n->partners[i].said.node);
        doubt_addresses(n, &n->partners[i], n->partners[i].said.node);
    }
}
