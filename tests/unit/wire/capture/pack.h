/* Compressed bytes for the tests of what expands them. */
#ifndef POSTERN_TESTS_UNIT_WIRE_CAPTURE_PACK_H
#define POSTERN_TESTS_UNIT_WIRE_CAPTURE_PACK_H

#include "wire/capture/inflate.h"

#include "unit/wire/capture/make.h"

#include <lz4frame.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

static inline void put_gzip(struct made *m, const void *bytes, size_t len)
{
    z_stream z = {0};
    size_t most = len + len / 2 + 1000;
    uint8_t *out = malloc(most);
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (Bytef *)bytes;
    z.avail_in = (uInt)len;
    z.next_out = out;
    z.avail_out = (uInt)most;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    put(m, out, most - z.avail_out);
    deflateEnd(&z);
    free(out);
}

static inline void put_zstd(struct made *m, const void *bytes, size_t len)
{
    size_t most = ZSTD_compressBound(len);
    uint8_t *out = malloc(most);
    ZSTD_CCtx *c = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(c, ZSTD_c_checksumFlag, 1);
    size_t got = ZSTD_compress2(c, out, most, bytes, len);
    assert_false(ZSTD_isError(got));
    put(m, out, got);
    ZSTD_freeCCtx(c);
    free(out);
}

static inline void put_xz(struct made *m, const void *bytes, size_t len)
{
    size_t most = lzma_stream_buffer_bound(len);
    size_t got = 0;
    uint8_t *out = malloc(most);
    assert_int_equal(
        lzma_easy_buffer_encode(0, LZMA_CHECK_CRC64, NULL, bytes, len, out, &got, most), LZMA_OK);
    put(m, out, got);
    free(out);
}

static inline void put_lz4(struct made *m, const void *bytes, size_t len)
{
    LZ4F_preferences_t how = {.frameInfo = {.contentChecksumFlag = LZ4F_contentChecksumEnabled}};
    size_t most = LZ4F_compressFrameBound(len, &how);
    uint8_t *out = malloc(most);
    size_t got = LZ4F_compressFrame(out, most, bytes, len, &how);
    assert_false(LZ4F_isError(got));
    put(m, out, got);
    free(out);
}

typedef void packer(struct made *m, const void *bytes, size_t len);

/* Expands all of `packed`, fed in pieces of `piece` bytes; the last answer. */
static inline enum inflated expand_all(const struct inflater *how, const struct made *packed,
                                       size_t piece, struct made *out)
{
    void *state = how->open();
    struct cursor all = cursor_of(packed->at, packed->len);
    enum inflated answer = INFLATED_WITHIN;
    uint8_t room[700];
    assert_non_null(state);
    while (cursor_left(&all) && answer != INFLATED_BROKEN && answer != INFLATED_TOO_LARGE) {
        size_t left = cursor_left(&all);
        struct cursor in = cursor_sub(&all, piece < left ? piece : left);
        size_t gave;
        do {
            answer = how->step(state, &in, room, sizeof room, &gave);
            put(out, room, gave);
        } while ((cursor_left(&in) || gave == sizeof room) && answer <= INFLATED_BETWEEN);
    }
    assert_true(how->weight(state) > 0);
    how->close(state);
    return answer;
}

/* What every one of them has to do. */
static inline void check_inflater(const struct inflater *how, packer *pack, bool padded)
{
    struct made plain = {0};
    struct made packed = {0};
    for (uint32_t i = 0; i < 3000; i++)
        put_u32(&plain, i * 2654435761U >> (i % 32));
    pack(&packed, plain.at, 5000);
    size_t first = packed.len;
    put_fill(&packed, 0, padded ? 4 : 0);
    pack(&packed, plain.at + 5000, plain.len - 5000);
    assert_ptr_equal(inflater_for(cursor_of(packed.at, packed.len)), how);
    assert_null(inflater_for(cursor_of(packed.at, how->magic_len - 1U)));
    for (size_t piece = 1; piece <= packed.len; piece = piece * 3 + 1) {
        struct made out = {0};
        assert_int_equal(expand_all(how, &packed, piece, &out), INFLATED_BETWEEN);
        assert_int_equal(out.len, plain.len);
        assert_memory_equal(out.at, plain.at, plain.len);
        free(out.at);
    }
    for (size_t len = 1; len < packed.len; len++) { /* a cut is seen, but between members */
        struct made out = {0};
        struct made part = {.at = packed.at, .len = len};
        bool between = len >= first && len <= first + (padded ? 4 : 0);
        assert_int_equal(expand_all(how, &part, 4096, &out),
                         between ? INFLATED_BETWEEN : INFLATED_WITHIN);
        assert_memory_equal(out.at, plain.at, out.len);
        free(out.at);
    }
    packed.at[packed.len / 2] ^= 0x55;
    struct made out = {0};
    assert_int_equal(expand_all(how, &packed, 4096, &out), INFLATED_BROKEN);
    free(out.at);
    free(packed.at);
    free(plain.at);
}

#endif
