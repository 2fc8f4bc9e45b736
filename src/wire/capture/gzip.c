/* RFC 1952 by zlib. */
#define ZLIB_CONST
#include "wire/capture/inflate.h"

#include <stdlib.h>
#include <zlib.h>

/* zlib's own estimate (zconf.h): a window of 32 KiB and about 7 KiB beside it. */
enum { GZIP_WEIGHT = 40 << 10, GZIP_WINDOW = 15, GZIP_WRAPPED = 16 };

struct gzip {
    z_stream z;
    bool between;
};

static void *gzip_open(void)
{
    struct gzip *g = calloc(1, sizeof *g);
    if (g && inflateInit2(&g->z, GZIP_WINDOW + GZIP_WRAPPED) == Z_OK)
        return g;
    free(g);
    return NULL;
}

static void gzip_close(void *state)
{
    struct gzip *g = state;
    inflateEnd(&g->z);
    free(g);
}

/* Zero bytes between members are padding, as tapes leave it and gzip(1) reads it. */
static bool next_member(struct gzip *g, struct cursor *in)
{
    while (cursor_left(in) && cursor_peek8(in, 0) == 0)
        cursor_skip(in, 1);
    if (!cursor_left(in))
        return false;
    inflateReset(&g->z);
    g->between = false;
    return true;
}

static enum inflated gzip_step(void *state, struct cursor *in, uint8_t *out, size_t room,
                               size_t *ret_gave)
{
    struct gzip *g = state;
    *ret_gave = 0;
    if (g->between && !next_member(g, in))
        return INFLATED_BETWEEN;
    struct span rest = cursor_rest(in);
    g->z.next_in = rest.at;
    g->z.avail_in = (uInt)rest.len;
    g->z.next_out = out;
    g->z.avail_out = (uInt)room;
    int answer = inflate(&g->z, Z_NO_FLUSH);
    cursor_skip(in, rest.len - g->z.avail_in);
    *ret_gave = room - g->z.avail_out;
    if (answer == Z_STREAM_END) {
        g->between = true;
        return INFLATED_BETWEEN;
    }
    return answer == Z_OK || answer == Z_BUF_ERROR ? INFLATED_WITHIN : INFLATED_BROKEN;
}

static size_t gzip_weight(const void *state)
{
    (void)state;
    return GZIP_WEIGHT;
}

const struct inflater inflater_gzip = {.name = "gzip",
                                       .magic = {0x1f, 0x8b, 8},
                                       .magic_len = 3,
                                       .open = gzip_open,
                                       .close = gzip_close,
                                       .step = gzip_step,
                                       .weight = gzip_weight};
