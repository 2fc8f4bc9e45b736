/* What expands a compressed file: a file a format, a row each in inflaters.def. */
#ifndef POSTERN_WIRE_CAPTURE_INFLATE_H
#define POSTERN_WIRE_CAPTURE_INFLATE_H

#include "base/cursor.h"

enum inflated {
    INFLATED_WITHIN,    /* inside a member: the file may not end here */
    INFLATED_BETWEEN,   /* a member is whole: the file may end here, or another member follows */
    INFLATED_BROKEN,    /* the bytes contradict their format or their checksum */
    INFLATED_TOO_LARGE, /* they ask for more memory than we give */
};

/* What one file may make us allocate to expand it. */
enum { INFLATE_MOST = 64 << 20, INFLATE_MAGIC = 6 };

struct inflater {
    const char *name;
    uint8_t magic[INFLATE_MAGIC];
    uint8_t magic_len;
    void *(*open)(void); /* NULL: out of memory */
    void (*close)(void *state);
    /* Takes from `in`, gives up to `room` bytes at `out`. Members that follow each other read as
     * one. */
    enum inflated (*step)(void *state, struct cursor *in, uint8_t *out, size_t room,
                          size_t *ret_gave);
    size_t (*weight)(const void *state); /* bytes of memory that the state holds */
};

/* The one that knows how to go on from these first bytes, or NULL. */
const struct inflater *inflater_for(struct cursor first);

#define X(name) extern const struct inflater inflater_##name;
#include "wire/capture/inflaters.def"
#undef X

#endif
