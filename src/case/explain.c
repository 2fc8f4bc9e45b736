/* What `postern explain` knows: the texts of the checks in the form of postern.h. */
#include "case/teller.h"

struct postern_texts constant_texts(const char *const *all)
{
    size_t count = 0;
    while (all && all[count])
        count++;
    return (struct postern_texts){.at = all, .count = count};
}

_Static_assert((int)CHECK_THRESHOLDS == (int)POSTERN_THRESHOLDS, "all of them are told");

static void tell_thresholds(const struct check *c, struct postern_check *out)
{
    const struct threshold_row *row = c->thresholds;
    for (; row && row->word && out->threshold_count < POSTERN_THRESHOLDS; row++)
        out->thresholds[out->threshold_count++] =
            (struct postern_threshold){row->word, row->otherwise, row->why};
}

bool postern_check_at(size_t i, struct postern_check *out)
{
    const struct check *c = i <= UINT32_MAX ? check_at((unsigned)i) : NULL;
    if (!c)
        return false;
    *out = (struct postern_check){.slug = c->slug,
                                  .title = c->title,
                                  .meaning = c->meaning,
                                  .severities = c->severities,
                                  .innocent_if = constant_texts(c->innocent_if),
                                  .next = c->next,
                                  .references = constant_texts(c->references),
                                  .techniques = constant_texts(c->techniques),
                                  .settled_by = c->settled_by,
                                  .sees_messages = c->message != NULL,
                                  .sees_accesses = c->access != NULL,
                                  .sees_user_plane = c->user_plane || c->inside,
                                  .sees_conversations = c->flow != NULL};
    tell_thresholds(c, out);
    return true;
}
