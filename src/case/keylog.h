/* The secrets that an investigator gives for TLS: a file in the form of SSLKEYLOGFILE. */
#ifndef POSTERN_CASE_KEYLOG_H
#define POSTERN_CASE_KEYLOG_H

#include "base/fault.h"
#include "wire/proto/message.h"

/* Hands its lines to the driver, in at most `budget` bytes. False: it cannot be read, or holds no
 * secret. */
bool keylog_read(struct driver *d, const char *path, size_t budget, struct fault *ret_fault);

#endif
