/* RFC 8878 by libzstd. */
#include "wire/capture/inflate.h"

#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { ZSTD_WINDOW_LOG = 26 }; /* INFLATE_MOST */

struct zstd {
    ZSTD_DCtx *context;
    bool between;
};

static void *zstd_open(void)
{
    struct zstd *z = calloc(1, sizeof *z);
    if (z && (z->context = ZSTD_createDCtx())) {
        ZSTD_DCtx_setParameter(z->context, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG);
        return z;
    }
    free(z);
    return NULL;
}

static void zstd_close(void *state)
{
    struct zstd *z = state;
    ZSTD_freeDCtx(z->context);
    free(z);
}

static enum inflated zstd_step(void *state, struct cursor *in, uint8_t *out, size_t room,
                               size_t *ret_gave)
{
    struct zstd *z = state;
    struct span rest = cursor_rest(in);
    *ret_gave = 0;
    if (z->between && !rest.len)
        return INFLATED_BETWEEN;
    ZSTD_inBuffer from = {rest.at, rest.len, 0};
    ZSTD_outBuffer to = {out, room, 0};
    size_t answer = ZSTD_decompressStream(z->context, &to, &from);
    cursor_skip(in, from.pos);
    *ret_gave = to.pos;
    if (ZSTD_isError(answer))
        return ZSTD_getErrorCode(answer) == ZSTD_error_frameParameter_windowTooLarge
                   ? INFLATED_TOO_LARGE
                   : INFLATED_BROKEN;
    z->between = answer == 0;
    return z->between ? INFLATED_BETWEEN : INFLATED_WITHIN;
}

static size_t zstd_weight(const void *state)
{
    const struct zstd *z = state;
    return ZSTD_sizeof_DCtx(z->context);
}

const struct inflater inflater_zstd = {.name = "zstd",
                                       .magic = {0x28, 0xb5, 0x2f, 0xfd},
                                       .magic_len = 4,
                                       .open = zstd_open,
                                       .close = zstd_close,
                                       .step = zstd_step,
                                       .weight = zstd_weight};
