#include "base/unzip.h"

#include <stdlib.h>
#include <zlib.h>

struct unzip {
    z_stream stream;
};

enum { EITHER_HEADER = 15 + 32 }; /* gzip's or zlib's, told apart by zlib */

struct unzip *unzip_new(void)
{
    struct unzip *u = calloc(1, sizeof *u);
    if (u && inflateInit2(&u->stream, EITHER_HEADER) == Z_OK)
        return u;
    free(u);
    return NULL;
}

void unzip_free(struct unzip *u)
{
    if (u)
        inflateEnd(&u->stream);
    free(u);
}

size_t unzip(struct unzip *u, struct span packed, uint8_t *to, size_t room)
{
    z_stream *z = &u->stream;
    if (inflateReset(z) != Z_OK || packed.len > UINT32_MAX || room > UINT32_MAX)
        return 0;
    z->next_in = (z_const Bytef *)packed.at;
    z->avail_in = (uInt)packed.len;
    z->next_out = to;
    z->avail_out = (uInt)room;
    inflate(z, Z_SYNC_FLUSH);
    return room - z->avail_out;
}
