/* Declarations in the form of postern.h: what changed between two. */
#include "judge/network.h"
#include "postern.h"

#include <string.h>

static bool pass_on(struct postern_fault *ret, const struct fault *fault)
{
    memcpy(ret->sentence, fault->sentence, sizeof ret->sentence);
    return false;
}

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
