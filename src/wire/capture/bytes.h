/* The bytes of one descriptor, in their order, expanded when they are compressed. */
#ifndef POSTERN_WIRE_CAPTURE_BYTES_H
#define POSTERN_WIRE_CAPTURE_BYTES_H

#include "wire/capture/inflate.h"

enum bytes_end {
    BYTES_FLOW,      /* there may be more */
    BYTES_WHOLE,     /* the end of the file */
    BYTES_CUT,       /* the file ends inside its compression */
    BYTES_BROKEN,    /* its compression is damaged */
    BYTES_TOO_LARGE, /* expanding it needs too much memory */
    BYTES_FAILED,    /* the system could not read it: `error` */
};

struct bytes {
    int fd;
    int error; /* errno */
    enum bytes_end end;
    bool regular; /* a file that can be read again from any place */
    bool begun;
    bool between;  /* INFLATED_BETWEEN */
    bool brimming; /* the last answer filled all its room: more may come without input */
    int64_t start; /* where the descriptor stood when it was given to us */
    uint64_t size; /* from there on; 0 when not known */
    uint64_t taken;
    const struct inflater *inflater; /* NULL: not compressed */
    void *state;
    uint8_t *packed;
    struct cursor in;
};

/* The least room that bytes_read may be given. */
enum { BYTES_LEAST_ROOM = 16 };

void bytes_init(struct bytes *b, int fd);

/* Gives the descriptor's memory back and closes it. */
void bytes_close(struct bytes *b);

/* Up to `room` bytes at `to`: as many as come at once. 0: see `end`. */
size_t bytes_read(struct bytes *b, uint8_t *to, size_t room);

/* Back to the first byte; only when `regular`. */
void bytes_rewind(struct bytes *b);

/* To any byte; only when `regular` and not compressed. */
void bytes_seek(struct bytes *b, uint64_t offset);

/* Memory held for expanding. */
size_t bytes_weight(const struct bytes *b);

#endif
