/* What there is to say of a declaration, gathered: its mistakes, or what is legal and yet odd.
 *
 * A tree that has a list of remarks gives each fault to it (tree_fault) and says that reading may
 * go on; without one the first fault ends it. Only judge/network*.c includes this.
 */
#ifndef POSTERN_JUDGE_NETWORK_REMARKS_H
#define POSTERN_JUDGE_NETWORK_REMARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { REMARKS_MISTAKES = 20, REMARKS_MOST = 100 };

struct remark {
    bool mistake;
    uint32_t line, column;
    char sentence[400]; /* "FILE:LINE:COLUMN: ..." */
};

struct remarks {
    struct remark all[REMARKS_MOST];
    size_t count, mistakes;
    size_t dropped; /* what had no room */
};

/* False: there is no room for a further one. */
bool remarks_add(struct remarks *r, bool mistake, uint32_t line, uint32_t column,
                 const char *sentence);
/* By line and column. */
void remarks_sort(struct remarks *r);

#endif
