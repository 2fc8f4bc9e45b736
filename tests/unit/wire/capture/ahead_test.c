#include "wire/capture/ahead.h"

#include "unit/wire/capture/pack.h"

/* Two megabytes through the thread, in pieces of odd sizes: the same bytes in the same order. */
static void reads_what_bytes_would(void **state)
{
    (void)state;
    struct made plain = {0};
    struct made packed = {0};
    struct bytes b;
    for (uint32_t i = 0; i < 500000; i++)
        put_u32(&plain, i);
    put_lz4(&packed, plain.at, plain.len);
    bytes_init(&b, file_of(packed.at, packed.len));
    struct ahead *a = ahead_new(&b);
    assert_non_null(a);
    uint8_t room[77777];
    size_t at = 0;
    for (size_t got, n = 1; (got = ahead_read(a, room, n)) > 0; n = n * 7 % 77777 + 1) {
        assert_memory_equal(room, plain.at + at, got);
        at += got;
    }
    assert_int_equal(at, plain.len);
    assert_int_equal(ahead_read(a, room, 1), 0);
    assert_int_equal(ahead_taken(a), packed.len);
    ahead_free(a);
    assert_int_equal(b.end, BYTES_WHOLE);
    bytes_close(&b);
    free(plain.at);
    free(packed.at);
}

/* It can be given up at any time. */
static void ends_early(void **state)
{
    (void)state;
    struct made packed = {0};
    struct bytes b;
    uint8_t *plain = calloc(1, 4 << 20);
    put_gzip(&packed, plain, 4 << 20);
    bytes_init(&b, file_of(packed.at, packed.len));
    for (int reads = 0; reads < 3; reads++) {
        struct ahead *a = ahead_new(&b);
        for (int i = 0; i < reads; i++)
            assert_true(ahead_read(a, plain, 1000) > 0);
        ahead_free(a);
        bytes_rewind(&b);
    }
    assert_int_equal(bytes_read(&b, plain, 1000), 1000);
    bytes_close(&b);
    free(plain);
    free(packed.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_bytes_would),
        cmocka_unit_test(ends_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
