#include "base/unzip.h"

#include "unit/unit.h"

#include <string.h>
#include <zlib.h>

static const char TEXT[] = "{\"supi\":\"imsi-001010000000001\",\"supi2\":\"imsi-001010000000001\"}";

static struct unzip *u;
static uint8_t packed[1 << 12], out[1 << 16];

static size_t pack(int bits, const void *from, size_t len)
{
    z_stream z = {.next_in = (Bytef *)from, .avail_in = (uInt)len};
    z.next_out = packed;
    z.avail_out = sizeof packed;
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return z.total_out;
}

static void gzip_and_zlib(void **state)
{
    (void)state;
    for (int bits = 15; bits <= 31; bits += 16) {
        struct span in = {packed, pack(bits, TEXT, sizeof TEXT)};
        memset(out, 0, sizeof TEXT);
        assert_int_equal(unzip(u, in, out, sizeof out), sizeof TEXT);
        assert_string_equal((const char *)out, TEXT);
    }
}

/* Cut: what came before is there, and never more. */
static void cut_at_every_length(void **state)
{
    (void)state;
    size_t whole = pack(31, TEXT, sizeof TEXT), before = 0;
    for (size_t len = 0; len <= whole; len++) {
        size_t now = unzip(u, (struct span){packed, len}, out, sizeof out);
        assert_true(now >= before && now <= sizeof TEXT);
        assert_memory_equal(out, TEXT, now);
        before = now;
    }
    assert_int_equal(before, sizeof TEXT);
}

/* A bomb fills the room and no more. */
static void more_than_there_is_room(void **state)
{
    (void)state;
    static uint8_t zeros[1 << 20];
    struct span in = {packed, pack(31, zeros, sizeof zeros)};
    out[1000] = 0x55;
    assert_int_equal(unzip(u, in, out, 1000), 1000);
    assert_int_equal(out[1000], 0x55);
    assert_int_equal(unzip(u, in, out, 0), 0);
}

static void no_such_coding(void **state)
{
    (void)state;
    assert_int_equal(unzip(u, (struct span){(const uint8_t *)TEXT, sizeof TEXT}, out, sizeof out),
                     0);
    /* And it is as before. */
    gzip_and_zlib(state);
    unzip_free(NULL);
}

static int set_up(void **state)
{
    (void)state;
    u = unzip_new();
    return u ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    unzip_free(u);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gzip_and_zlib),
        cmocka_unit_test(cut_at_every_length),
        cmocka_unit_test(more_than_there_is_room),
        cmocka_unit_test(no_such_coding),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
