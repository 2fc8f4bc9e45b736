#include "cli/cli.h"

int verb_scan(struct options *o)
{
    return run_captures(o);
}
