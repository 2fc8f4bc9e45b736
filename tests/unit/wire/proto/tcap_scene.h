/* One dialogue for all tests of a file, begun anew for each. */
#ifndef POSTERN_TESTS_UNIT_TCAP_SCENE_H
#define POSTERN_TESTS_UNIT_TCAP_SCENE_H

#include "tcap_kit.h"

static struct tcap_kit kit;

static int set_up(void **state)
{
    (void)state;
    tcap_kit_open(&kit);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tcap_kit_close(&kit);
    return 0;
}

#endif
