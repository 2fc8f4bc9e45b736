#include "judge/network_remarks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* After twenty mistakes more of them help nobody. */
static bool is_full(const struct remarks *r)
{
    return r->count == REMARKS_MOST || r->mistakes == REMARKS_MISTAKES;
}

bool remarks_add(struct remarks *r, bool mistake, uint32_t line, uint32_t column,
                 const char *sentence)
{
    if (is_full(r)) {
        r->dropped++;
        return false;
    }
    struct remark *one = &r->all[r->count++];
    *one = (struct remark){.mistake = mistake, .line = line, .column = column};
    (void)snprintf(one->sentence, sizeof one->sentence, "%s", sentence);
    r->mistakes += mistake;
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct remark *x = a;
    const struct remark *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return strcmp(x->sentence, y->sentence);
}

void remarks_sort(struct remarks *r)
{
    qsort(r->all, r->count, sizeof *r->all, by_place);
}
