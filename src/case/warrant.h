/* Inside the case room: whether a warrant of the declaration names a person. */
#ifndef POSTERN_CASE_WARRANT_H
#define POSTERN_CASE_WARRANT_H

#include "case/case.h"

/* For judge_settings; `arg` is the struct postern. By any of the person's identities. */
bool warrant_names(void *arg, uint32_t person);

#endif
