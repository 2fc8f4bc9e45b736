/* Link types: their names stand in frame.h's link_name. */
#ifndef POSTERN_WIRE_CAPTURE_LINK_H
#define POSTERN_WIRE_CAPTURE_LINK_H

#include <stdint.h>

/* Files from some systems hold that system's own number (DLT) where the registry's belongs. */
uint16_t link_normal(uint16_t link);

/* What libpcap calls it inside (DLT), which differs in a few. */
int link_inside(uint16_t link);

#endif
