/* One conversation for all tests of a file, begun anew for each. */
#ifndef POSTERN_TESTS_UNIT_SIP_SCENE_H
#define POSTERN_TESTS_UNIT_SIP_SCENE_H

#include "sip_kit.h"

static struct sip_kit kit;

static int open_kit(void **state)
{
    (void)state;
    sip_kit_open(&kit);
    return 0;
}

static int close_kit(void **state)
{
    (void)state;
    sip_kit_close(&kit);
    return 0;
}

#endif
