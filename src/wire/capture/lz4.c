/* The LZ4 frame format 1.6 by liblz4. */
#include "wire/capture/inflate.h"

#include <lz4frame.h>
#include <stdlib.h>

struct lz4 {
    LZ4F_dctx *context;
    size_t block; /* the largest that the first frame's header allows */
    bool between;
};

static void *lz4_open(void)
{
    struct lz4 *l = calloc(1, sizeof *l);
    if (l && !LZ4F_isError(LZ4F_createDecompressionContext(&l->context, LZ4F_VERSION)))
        return l;
    free(l);
    return NULL;
}

static void lz4_close(void *state)
{
    struct lz4 *l = state;
    LZ4F_freeDecompressionContext(l->context);
    free(l);
}

/* "Block Maximum Size" is in bits 6-4 of the byte behind magic and flags: 4 is 64 KiB, and each
 * more is four times that. */
static size_t block_size(const struct cursor *first)
{
    unsigned id = cursor_peek8(first, 5) >> 4 & 7;
    return (size_t)(64 << 10) << (id > 4 ? 2 * (id - 4) : 0);
}

static enum inflated lz4_step(void *state, struct cursor *in, uint8_t *out, size_t room,
                              size_t *ret_gave)
{
    struct lz4 *l = state;
    struct span rest = cursor_rest(in);
    *ret_gave = 0;
    if (l->between && !rest.len)
        return INFLATED_BETWEEN;
    if (!l->block)
        l->block = block_size(in);
    size_t took = rest.len;
    size_t gave = room;
    size_t answer = LZ4F_decompress(l->context, out, &gave, rest.at, &took, NULL);
    if (LZ4F_isError(answer))
        return INFLATED_BROKEN;
    cursor_skip(in, took);
    *ret_gave = gave;
    l->between = answer == 0;
    return l->between ? INFLATED_BETWEEN : INFLATED_WITHIN;
}

/* One block as read, one as expanded, with the 64 KiB before it to which it may refer. */
static size_t lz4_weight(const void *state)
{
    const struct lz4 *l = state;
    return 2 * l->block + (128 << 10);
}

const struct inflater inflater_lz4 = {.name = "lz4",
                                      .magic = {0x04, 0x22, 0x4d, 0x18},
                                      .magic_len = 4,
                                      .open = lz4_open,
                                      .close = lz4_close,
                                      .step = lz4_step,
                                      .weight = lz4_weight};
