#include "wire/capture/bytes.h"

#include "unit/wire/capture/pack.h"

#include <fcntl.h>

static void read_all(struct bytes *b, struct made *out, size_t room)
{
    uint8_t piece[5000];
    for (size_t got; (got = bytes_read(b, piece, room)) > 0;) {
        assert_true(got <= room);
        put(out, piece, got);
    }
}

/* Plain and compressed, from a file and from a pipe that gives a byte at a time. */
static void reads_files_and_pipes(void **state)
{
    (void)state;
    static packer *const packers[] = {put, put_gzip, put_zstd, put_xz, put_lz4};
    struct made plain = {0};
    put_fill(&plain, 7, 3000);
    for (size_t i = 0; i < 5; i++) {
        struct made packed = {0};
        struct made out = {0};
        struct bytes b;
        packers[i](&packed, plain.at, plain.len);
        bytes_init(&b, file_of(packed.at, packed.len));
        assert_true(b.regular);
        assert_int_equal(b.size, packed.len);
        read_all(&b, &out, 100);
        assert_int_equal(b.end, BYTES_WHOLE);
        assert_int_equal(b.taken, packed.len);
        assert_true((bytes_weight(&b) > 0) == (i > 0));
        assert_int_equal(out.len, plain.len);
        bytes_rewind(&b);
        read_all(&b, &out, 5000);
        assert_int_equal(out.len, 2 * plain.len);
        assert_memory_equal(out.at + plain.len, plain.at, plain.len);
        bytes_close(&b);

        int ends[2];
        assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
        bytes_init(&b, ends[0]);
        assert_false(b.regular);
        assert_int_equal(write(ends[1], packed.at, packed.len), packed.len);
        close(ends[1]);
        out.len = 0;
        read_all(&b, &out, 64);
        assert_int_equal(b.end, BYTES_WHOLE);
        assert_int_equal(out.len, plain.len);
        bytes_close(&b);
        free(packed.at);
        free(out.at);
    }
    free(plain.at);
}

static void seeks(void **state)
{
    (void)state;
    struct bytes b;
    uint8_t room[16];
    int fd = file_of("skip0123456789abcdef", 20);
    lseek(fd, 4, SEEK_SET); /* what stands before is not ours */
    bytes_init(&b, fd);
    assert_int_equal(b.size, 16);
    assert_int_equal(bytes_read(&b, room, 16), 16);
    assert_int_equal(bytes_read(&b, room, 16), 0);
    assert_int_equal(b.end, BYTES_WHOLE);
    bytes_seek(&b, 10);
    assert_int_equal(bytes_read(&b, room, 16), 6);
    assert_memory_equal(room, "abcdef", 6);
    bytes_rewind(&b);
    assert_int_equal(bytes_read(&b, room, 16), 16);
    assert_memory_equal(room, "0123", 4);
    bytes_close(&b);
}

/* How a file ends: cut inside its compression, damaged in it, or for want of the system. */
static void says_how_it_ends(void **state)
{
    (void)state;
    struct made packed = {0};
    struct made out = {0};
    struct bytes b;
    put_gzip(&packed, "0123456789", 10);
    bytes_init(&b, file_of(packed.at, packed.len - 1));
    read_all(&b, &out, 100);
    assert_int_equal(b.end, BYTES_CUT);
    assert_int_equal(out.len, 10);
    bytes_close(&b);
    packed.at[packed.len - 5]++; /* the checksum */
    bytes_init(&b, file_of(packed.at, packed.len));
    read_all(&b, &out, 100);
    assert_int_equal(b.end, BYTES_BROKEN);
    bytes_close(&b);
    bytes_init(&b, open("/", O_RDONLY));
    assert_int_equal(bytes_read(&b, packed.at, 16), 0);
    assert_int_equal(b.end, BYTES_FAILED);
    assert_true(b.error > 0);
    bytes_close(&b);
    free(packed.at);
    free(out.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_files_and_pipes),
        cmocka_unit_test(seeks),
        cmocka_unit_test(says_how_it_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
