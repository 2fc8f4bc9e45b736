#include "cli/cli.h"

int verb_decode(struct options *o)
{
    o->settings.decode = true;
    return run_captures(o);
}
