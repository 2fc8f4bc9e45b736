/* A thread that expands a compressed file while what it has expanded before is read. */
#ifndef POSTERN_WIRE_CAPTURE_AHEAD_H
#define POSTERN_WIRE_CAPTURE_AHEAD_H

#include "wire/capture/bytes.h"

struct ahead;

/* Goes on where `b` stands. Until ahead_free, `b` is the thread's. NULL: there is no thread to be
 * had, and `b` can be read as before. */
struct ahead *ahead_new(struct bytes *b);

/* Ends the thread. What it had read ahead is lost: `b` can only be rewound or closed. */
void ahead_free(struct ahead *a);

/* As bytes_read. Once it gave 0, `b` may be looked at. */
size_t ahead_read(struct ahead *a, uint8_t *to, size_t room);

/* What `taken` of the bytes was, a moment ago. */
uint64_t ahead_taken(struct ahead *a);

#endif
