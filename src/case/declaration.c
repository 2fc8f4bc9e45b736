/* Declarations in the form of postern.h: what is wrong with one, what changed between two. */
#include "judge/network.h"
#include "postern.h"

#include <string.h>

static bool pass_on(struct postern_fault *ret, const struct fault *fault)
{
    memcpy(ret->sentence, fault->sentence, sizeof ret->sentence);
    return false;
}

/* --- Two -------------------------------------------------------------------------------------- */

struct changes {
    void (*change)(void *arg, const struct postern_change *c);
    void *arg;
};

static void on_change(void *arg, const struct network_change *c)
{
    const struct changes *to = arg;
    struct postern_change said = {.what = c->what,
                                  .where = c->where,
                                  .before = c->before,
                                  .after = c->after,
                                  .sentence = c->sentence};
    to->change(to->arg, &said);
}

bool postern_network_diff(const char *before, const char *after,
                          void (*change)(void *arg, const struct postern_change *c), void *arg,
                          struct postern_fault *fault)
{
    struct fault why;
    struct changes to = {change, arg};
    return network_diff(before, after, on_change, &to, &why) || pass_on(fault, &why);
}

/* --- One alone -------------------------------------------------------------------------------- */

struct remarks {
    void (*remark)(void *arg, const struct postern_remark *r);
    void *arg;
};

static void on_remark(void *arg, const struct network_remark *r)
{
    const struct remarks *to = arg;
    struct postern_remark said = {r->mistake, r->line, r->column, r->sentence};
    to->remark(to->arg, &said);
}

bool postern_network_check(const char *path,
                           void (*remark)(void *arg, const struct postern_remark *r),
                           void (*network)(void *arg, const struct postern_network *n), void *arg,
                           struct postern_fault *fault)
{
    struct fault why;
    struct remarks to = {remark, arg};
    struct network_sums sums;
    struct network *n = network_check(path, on_remark, &to, &why);
    if (!n)
        return pass_on(fault, &why);
    network_sum(n, &sums);
    struct postern_network said = {.file = path,
                                   .name = sums.name,
                                   .elements = sums.elements,
                                   .functions = sums.functions,
                                   .partners = sums.partners,
                                   .permits = sums.permits,
                                   .maintenance = sums.maintenance,
                                   .thresholds = sums.thresholds,
                                   .warrants = sums.warrants,
                                   .warrants_key = sums.warrants_key,
                                   .digest = network_digest(n)};
    network(arg, &said);
    network_free(n);
    return true;
}
