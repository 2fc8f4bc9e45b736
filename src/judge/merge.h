/* One wrong is one finding: what several checks say of the same is put together. */
#ifndef POSTERN_JUDGE_MERGE_H
#define POSTERN_JUDGE_MERGE_H

#include "judge/finding.h"

/* Findings of one actor that share a frame become one: that of the highest rank keeps its name and
 * gets the others' reasons, and their slugs in `also`; the others' severity becomes NONE. False:
 * there is no memory, and nothing was put together. */
bool merge_findings(struct judge *j, struct finding *all, size_t count);

#endif
