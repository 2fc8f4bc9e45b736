/* From a valid tree to what is looked up, and what contradicts itself in it. */
#include "judge/network_inside.h"
#include "judge/network_keys.h"
#include "judge/network_words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

int network_by_address(const void *a, const void *b)
{
    const struct owned_prefix *x = a;
    const struct owned_prefix *y = b;
    int order = addr_order(&x->prefix.address, &y->prefix.address);
    if (order == 0 && x->prefix.bits != y->prefix.bits)
        order = x->prefix.bits < y->prefix.bits ? -1 : 1;
    return order;
}

int network_by_host(const void *a, const void *b)
{
    const struct owned_host *x = a;
    const struct owned_host *y = b;
    return strcasecmp(x->host, y->host);
}

/* One more than are needed, so that an empty list is no special case. No list has more entries than
 * the tree has nodes. */
static void *array(const struct network *n, size_t size)
{
    return calloc(n->tree.count + 1, size);
}

/* --- Elements -------------------------------------------------------------------------------- */

static void add_addresses(struct network *n, uint32_t map, uint32_t element)
{
    const struct tree *t = &n->tree;
    for (uint32_t one = list_first(t, network_child(t, map, "addresses")); one;
         one = list_next(t, one)) {
        struct owned_prefix *p = &n->prefixes[n->prefix_count++];
        *p = (struct owned_prefix){.element = element, .node = one};
        word_prefix(tree_text(t, one), &p->prefix);
        n->lengths[p->prefix.address.family == 6][p->prefix.bits] = 1;
    }
}

static void add_place(struct network *n, const struct addr *a, uint32_t element, uint32_t node)
{
    n->prefixes[n->prefix_count++] =
        (struct owned_prefix){.prefix = {network_place(a), 0}, .element = element, .node = node};
}

static void add_places(struct network *n, uint32_t map, uint32_t element)
{
    const struct tree *t = &n->tree;
    struct addr a;
    for (uint32_t one = list_first(t, network_child(t, map, "global_titles")); one;
         one = list_next(t, one)) {
        a = word_title(tree_text(t, one));
        add_place(n, &a, element, one);
    }
    for (uint32_t one = list_first(t, network_child(t, map, "point_codes")); one;
         one = list_next(t, one))
        if (word_point_code(tree_text(t, one), &a))
            add_place(n, &a, element, one);
}

static void add_names(struct network *n, uint32_t map, uint32_t element)
{
    const struct tree *t = &n->tree;
    for (uint32_t one = list_first(t, network_child(t, map, "hosts")); one; one = list_next(t, one))
        n->hosts[n->host_count++] =
            (struct owned_host){.host = tree_text(t, one), .element = element, .node = one};
    for (uint32_t one = list_first(t, network_child(t, map, "nf_instances")); one;
         one = list_next(t, one))
        n->instances[n->instance_count++] =
            (struct owned_host){.host = tree_text(t, one), .element = element, .node = one};
}

static void add_roles(struct declared *d, const struct tree *t, uint32_t map)
{
    const char *role = network_text(t, map, "role");
    unsigned count = 0;
    if (role)
        d->roles[count++] = (uint8_t)spec_role_of(role);
    for (uint32_t one = list_first(t, network_child(t, map, "roles"));
         one && count < DECLARED_ROLES - 1; one = list_next(t, one))
        d->roles[count++] = (uint8_t)spec_role_of(tree_text(t, one));
}

/* One that has no name of its own is called by its first host or address. */
const char *network_name_of(const struct tree *t, uint32_t map)
{
    static const char *const LISTS[] = {"hosts", "addresses", "global_titles", "point_codes",
                                        "nf_instances"};
    const char *name = network_text(t, map, "name");
    for (unsigned i = 0; !name && i < sizeof LISTS / sizeof *LISTS; i++) {
        uint32_t one = list_first(t, network_child(t, map, LISTS[i]));
        name = one ? tree_text(t, one) : NULL;
    }
    return name ? name : "unnamed";
}

static bool add_element(struct network *n, uint32_t map, bool interception, struct fault *f)
{
    const struct tree *t = &n->tree;
    uint32_t roles = network_child(t, map, "roles");
    if (roles && network_text(t, map, "role"))
        return tree_fault(t, roles, f, "role and roles of one element; expected is one of the two");
    uint32_t number = (uint32_t)n->element_count++;
    n->elements[number] = (struct declared){.name = network_name_of(t, map),
                                            .vendor = network_text(t, map, "vendor"),
                                            .interception = interception};
    n->element_nodes[number] = network_child(t, map, "name");
    add_roles(&n->elements[number], t, map);
    add_addresses(n, map, number);
    add_places(n, map, number);
    add_names(n, map, number);
    return true;
}

static bool add_elements(struct network *n, uint32_t list, bool interception, struct fault *f)
{
    for (uint32_t map = list_first(&n->tree, list); map; map = list_next(&n->tree, map))
        if (!add_element(n, map, interception, f))
            return false;
    return true;
}

struct named {
    const char *name;
    uint32_t node;
};

static int by_name_and_place(const void *a, const void *b)
{
    const struct named *x = a;
    const struct named *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : (x->node < y->node ? -1 : x->node > y->node);
}

static bool twice(const struct network *n, uint32_t one, uint32_t other, const char *what,
                  struct fault *f)
{
    uint32_t later = one > other ? one : other;
    uint32_t earlier = one > other ? other : one;
    struct shown s = tree_shown(tree_text(&n->tree, later));
    return tree_fault(&n->tree, later, f,
                      "%s %s stands in line %u already; expected is each in one element only", what,
                      s.text, tree_node(&n->tree, earlier)->line);
}

static bool names_once(const struct network *n, struct fault *f)
{
    bool once = true;
    struct named *all = array(n, sizeof *all);
    size_t count = 0;
    if (!all)
        return fault_set(f, "%s: out of memory for the declaration", n->tree.name);
    for (size_t i = 0; i < n->element_count; i++)
        if (n->element_nodes[i])
            all[count++] = (struct named){n->elements[i].name, n->element_nodes[i]};
    qsort(all, count, sizeof *all, by_name_and_place);
    for (size_t i = 1; once && i < count; i++)
        if (strcmp(all[i - 1].name, all[i].name) == 0)
            once = twice(n, all[i - 1].node, all[i].node, "the name", f);
    free(all);
    return once;
}

static bool places_once(const struct network *n, struct fault *f)
{
    for (size_t i = 1; i < n->prefix_count; i++)
        if (network_by_address(&n->prefixes[i - 1], &n->prefixes[i]) == 0 &&
            !twice(n, n->prefixes[i - 1].node, n->prefixes[i].node, "the address", f))
            return false;
    for (size_t i = 1; i < n->host_count; i++)
        if (network_by_host(&n->hosts[i - 1], &n->hosts[i]) == 0 &&
            !twice(n, n->hosts[i - 1].node, n->hosts[i].node, "the host", f))
            return false;
    for (size_t i = 1; i < n->instance_count; i++)
        if (network_by_host(&n->instances[i - 1], &n->instances[i]) == 0 &&
            !twice(n, n->instances[i - 1].node, n->instances[i].node, "the instance", f))
            return false;
    return true;
}

/* --- The rest -------------------------------------------------------------------------------- */

static void add_thresholds(struct network *n)
{
    const struct tree *t = &n->tree;
    for (uint32_t slug = list_first(t, network_child(t, 1, "thresholds")); slug;) {
        uint32_t map = list_next(t, slug);
        for (uint32_t k = list_first(t, map); k; k = list_next(t, list_next(t, k))) {
            struct threshold *one = &n->thresholds[n->threshold_count++];
            *one = (struct threshold){.slug = tree_text(t, slug), .name = tree_text(t, k)};
            word_amount(tree_text(t, list_next(t, k)), &one->amount);
        }
        slug = list_next(t, map);
    }
}

static bool room(struct network *n)
{
    n->elements = array(n, sizeof *n->elements);
    n->element_nodes = array(n, sizeof *n->element_nodes);
    n->prefixes = array(n, sizeof *n->prefixes);
    n->hosts = array(n, sizeof *n->hosts);
    n->instances = array(n, sizeof *n->instances);
    n->thresholds = array(n, sizeof *n->thresholds);
    return n->elements && n->element_nodes && n->prefixes && n->hosts && n->instances &&
           n->thresholds;
}

static bool fill_home(struct network *n, uint32_t home, uint32_t interception)
{
    const struct tree *t = &n->tree;
    struct {
        struct texts *texts;
        const char *key;
    } lists[] = {{&n->plmns, "plmns"},
                 {&n->realms, "realms"},
                 {&n->titles, "global_titles"},
                 {&n->msisdns, "msisdns"}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!texts_fill(lists[i].texts, t, home ? network_child(t, home, lists[i].key) : NODE_NONE))
            return false;
    uint32_t pools = home ? network_child(t, home, "user_pools") : NODE_NONE;
    uint32_t to = interception ? network_child(t, interception, "deliver_to") : NODE_NONE;
    return prefixes_fill(&n->pools, &n->pool_count, t, pools) &&
           prefixes_fill(&n->delivery, &n->delivery_count, t, to);
}

bool network_fill(struct network *n, struct fault *f)
{
    const struct tree *t = &n->tree;
    uint32_t home = network_child(t, 1, "home");
    uint32_t interception = network_child(t, 1, "interception");
    uint32_t functions = interception ? network_child(t, interception, "functions") : NODE_NONE;
    if (!room(n) || !fill_home(n, home, interception))
        return fault_set(f, "%s: out of memory for the declaration", t->name);
    if (!add_elements(n, network_child(t, 1, "elements"), false, f) ||
        !add_elements(n, functions, true, f))
        return false;
    qsort(n->prefixes, n->prefix_count, sizeof *n->prefixes, network_by_address);
    qsort(n->hosts, n->host_count, sizeof *n->hosts, network_by_host);
    qsort(n->instances, n->instance_count, sizeof *n->instances, network_by_host);
    add_thresholds(n);
    return names_once(n, f) && places_once(n, f) && network_fill_partners(n, f) &&
           network_fill_rules(n, f);
}
