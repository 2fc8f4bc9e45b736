/* The cage: after it is entered, this process can read, write and close what it has open, have
 * memory and threads, and end. It cannot open, connect, listen, fork or run anything.
 *
 * So a decoder that were taken over by the bytes it reads could not reach farther than they did.
 */
#ifndef POSTERN_BASE_CAGE_H
#define POSTERN_BASE_CAGE_H

#include "base/fault.h"

/* For all threads, for good. True without effect in builds with AddressSanitizer, which opens
 * files of its own. */
bool cage_enter(struct fault *ret_fault);

#endif
