#include "cli/cli.h"

int verb_explain(struct options *o)
{
    (void)o;
    return STATUS_CLEAN;
}
