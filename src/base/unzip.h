/* Content codings of HTTP undone (RFC 9110 8.4.1: gzip, deflate), by zlib, in memory that is taken
 * once. */
#ifndef POSTERN_BASE_UNZIP_H
#define POSTERN_BASE_UNZIP_H

#include "base/cursor.h"

struct unzip;

struct unzip *unzip_new(void);
void unzip_free(struct unzip *u);

/* Expands into `to`, as far as there is room and the bytes make sense; how many came out. */
size_t unzip(struct unzip *u, struct span packed, uint8_t *to, size_t room);

#endif
