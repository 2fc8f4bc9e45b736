/* All that is wrong with a declaration, where network_read stops at the first. */
#include "judge/network_inside.h"
#include "judge/network_keys.h"
#include "judge/network_remarks.h"

#include <stdlib.h>

struct checking {
    const char *path;
    struct network *n;
    struct remarks *remarks;
    struct fault fault; /* of ours, or the last mistake */
};

/* The file of warrants has lines of its own. */
static bool check_warrants(struct checking *c)
{
    const struct tree *t = &c->n->tree;
    size_t before = c->remarks->mistakes;
    if (network_fill_warrants(c->n, c->path, &c->fault))
        return true;
    uint32_t node = network_child(t, network_child(t, 1, "interception"), "warrants");
    if (c->remarks->mistakes == before)
        remarks_add(c->remarks, true, tree_node(t, node)->line, tree_node(t, node)->column,
                    c->fault.sentence);
    return true;
}

/* Each step stands on the one before, as far as that found no mistake. False: a fault of ours. */
static bool check_tree(struct checking *c)
{
    struct network *n = c->n;
    bool ok = network_valid(&n->tree, &c->fault);
    if (c->remarks->mistakes)
        return true;
    ok = ok && network_fill(n, &c->fault);
    if (c->remarks->mistakes)
        return true;
    ok = ok && network_references(n, &c->fault) && check_warrants(c);
    if (ok && !c->remarks->mistakes) {
        network_doubt_places(n);
        network_doubt_rules(n);
    }
    return ok || c->remarks->mistakes;
}

static bool check_bytes(struct checking *c, const char *bytes, size_t size)
{
    if (!tree_read(&c->n->tree, c->path, bytes, size, &c->fault))
        return false;
    c->n->tree.remarks = c->remarks;
    if (!check_tree(c))
        return false;
    network_set_digest(c->n, bytes, size);
    c->n->tree.remarks = NULL;
    c->n->tree.name = NULL;
    if (!c->remarks->mistakes)
        return true;
    return fault_set(&c->fault, "%s: %s%zu mistake%s; correct what stands there", c->path,
                     c->remarks->dropped ? "more than " : "", c->remarks->mistakes,
                     c->remarks->mistakes == 1 ? "" : "s");
}

static void tell_dropped(const struct remarks *r, const char *path,
                         void (*remark)(void *arg, const struct network_remark *said), void *arg)
{
    struct fault f;
    struct network_remark said = {false, r->all[r->count - 1].line, r->all[r->count - 1].column,
                                  f.sentence};
    (void)fault_set(&f, "%s:%u:%u: %zu more doubts are not told", path, said.line, said.column,
                    r->dropped);
    remark(arg, &said);
}

static void tell(struct remarks *r, const char *path,
                 void (*remark)(void *arg, const struct network_remark *said), void *arg)
{
    remarks_sort(r);
    for (size_t i = 0; i < r->count; i++) {
        struct network_remark said = {r->all[i].mistake, r->all[i].line, r->all[i].column,
                                      r->all[i].sentence};
        remark(arg, &said);
    }
    if (r->count && r->dropped && !r->mistakes)
        tell_dropped(r, path, remark, arg);
}

struct network *network_check(const char *path,
                              void (*remark)(void *arg, const struct network_remark *r), void *arg,
                              struct fault *ret_fault)
{
    struct checking c = {.path = path};
    size_t size = 0;
    char *bytes = network_bytes(path, &size, ret_fault);
    if (!bytes)
        return NULL;
    c.n = calloc(1, sizeof *c.n);
    c.remarks = calloc(1, sizeof *c.remarks);
    fault_set(&c.fault, "%s: out of memory for the declaration", path);
    bool right = c.n && c.remarks && check_bytes(&c, bytes, size);
    if (c.remarks)
        tell(c.remarks, path, remark, arg);
    free(c.remarks);
    free(bytes);
    if (right)
        return c.n;
    *ret_fault = c.fault;
    network_free(c.n);
    return NULL;
}

void network_sum(const struct network *n, struct network_sums *ret)
{
    *ret = (struct network_sums){.name = network_text(&n->tree, 1, "operator"),
                                 .partners = n->partner_count,
                                 .permits = n->permit_count,
                                 .maintenance = n->maintenance_count,
                                 .thresholds = n->threshold_count,
                                 .warrants = n->warrants.all.count,
                                 .warrants_key = network_has_warrants(n) ? n->warrants.key : NULL};
    for (size_t i = 0; i < n->element_count; i++) {
        ret->functions += n->elements[i].interception;
        ret->elements += !n->elements[i].interception;
    }
}
