/* The .xz file format 1.1.0 by liblzma. */
#include "wire/capture/inflate.h"

#include <lzma.h>
#include <stdlib.h>

/* A dictionary of INFLATE_MOST (xz -9) and the decoder beside it. */
static const uint64_t XZ_MOST = INFLATE_MOST + (4 << 20);

struct xz {
    lzma_stream z;
    bool between;
};

static void *xz_open(void)
{
    struct xz *x = calloc(1, sizeof *x);
    if (x && lzma_stream_decoder(&x->z, XZ_MOST, 0) == LZMA_OK)
        return x;
    free(x);
    return NULL;
}

static void xz_close(void *state)
{
    struct xz *x = state;
    lzma_end(&x->z);
    free(x);
}

/* Streams may follow each other with zero bytes between them (2.2, Stream Padding). */
static bool next_stream(struct xz *x, struct cursor *in)
{
    while (cursor_left(in) && cursor_peek8(in, 0) == 0)
        cursor_skip(in, 1);
    if (!cursor_left(in))
        return false;
    x->between = false;
    return lzma_stream_decoder(&x->z, XZ_MOST, 0) == LZMA_OK;
}

static enum inflated xz_step(void *state, struct cursor *in, uint8_t *out, size_t room,
                             size_t *ret_gave)
{
    struct xz *x = state;
    *ret_gave = 0;
    if (x->between && !next_stream(x, in))
        return x->between ? INFLATED_BETWEEN : INFLATED_BROKEN;
    struct span rest = cursor_rest(in);
    x->z.next_in = rest.at;
    x->z.avail_in = rest.len;
    x->z.next_out = out;
    x->z.avail_out = room;
    lzma_ret answer = lzma_code(&x->z, LZMA_RUN);
    cursor_skip(in, rest.len - x->z.avail_in);
    *ret_gave = room - x->z.avail_out;
    if (answer == LZMA_STREAM_END) {
        x->between = true;
        return INFLATED_BETWEEN;
    }
    if (answer == LZMA_MEMLIMIT_ERROR)
        return INFLATED_TOO_LARGE;
    return answer == LZMA_OK || answer == LZMA_BUF_ERROR ? INFLATED_WITHIN : INFLATED_BROKEN;
}

static size_t xz_weight(const void *state)
{
    const struct xz *x = state;
    return (size_t)lzma_memusage(&x->z);
}

const struct inflater inflater_xz = {.name = "xz",
                                     .magic = {0xfd, '7', 'z', 'X', 'Z', 0},
                                     .magic_len = 6,
                                     .open = xz_open,
                                     .close = xz_close,
                                     .step = xz_step,
                                     .weight = xz_weight};
