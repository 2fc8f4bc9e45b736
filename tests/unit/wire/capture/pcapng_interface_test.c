#include "wire/capture/pcapng.h"

#include "unit/wire/capture/make.h"

/* Link type 1, snapshot length 96, then the options as given. */
static bool read_with(struct pcapng_interface *i, const void *options, size_t len)
{
    struct made m = {0};
    put_u32(&m, 1);
    put_u32(&m, 96);
    put(&m, options, len);
    bool ok = pcapng_interface_read(i, cursor_of(m.at, m.len), false);
    free(m.at);
    return ok;
}

static uint64_t time_with(uint8_t resolution, uint64_t ticks)
{
    uint8_t option[] = {9, 0, 1, 0, resolution, 0, 0, 0};
    struct pcapng_interface i;
    assert_true(read_with(&i, option, sizeof option));
    return pcapng_interface_time(&i, ticks);
}

static void counts_in_powers_of_ten(void **state)
{
    (void)state;
    assert_int_equal(time_with(0, 3), 3000000000);
    assert_int_equal(time_with(3, 1234), 1234000000);
    assert_int_equal(time_with(6, 1700000000123456), 1700000000123456000);
    assert_int_equal(time_with(9, 1700000000123456789), 1700000000123456789);
    assert_int_equal(time_with(12, 5999), 5);
    assert_int_equal(time_with(28, UINT64_MAX), 1);
    assert_int_equal(time_with(29, UINT64_MAX), 0);
    assert_int_equal(time_with(0x7f, UINT64_MAX), 0);
}

static void counts_in_powers_of_two(void **state)
{
    (void)state;
    assert_int_equal(time_with(0x80, 3), 3000000000);
    assert_int_equal(time_with(0x81, 3), 1500000000);
    assert_int_equal(time_with(0x80 | 20, 1 << 19), 500000000);
    assert_int_equal(time_with(0x80 | 63, 1ULL << 63), 1000000000);
    assert_int_equal(time_with(0xff, UINT64_MAX), 0);
}

/* Hostile counts end at the last nanosecond there is. */
static void does_not_wrap(void **state)
{
    (void)state;
    assert_true(time_with(0, UINT64_MAX) == UINT64_MAX);
    assert_true(time_with(6, UINT64_MAX) == UINT64_MAX);
    assert_true(time_with(9, UINT64_MAX) == UINT64_MAX);
}

static void offset_is_in_seconds(void **state)
{
    (void)state;
    uint8_t option[] = {14, 0, 8, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    struct pcapng_interface i;
    assert_true(read_with(&i, option, sizeof option));
    assert_int_equal(pcapng_interface_time(&i, 1), 2000001000);
    memset(option + 4, 0xff, 8); /* -1 */
    assert_true(read_with(&i, option, sizeof option));
    assert_int_equal(pcapng_interface_time(&i, 3000000), 2000000000);
    assert_int_equal(pcapng_interface_time(&i, 1), 0);
    memset(option + 4, 0, 8);
    option[11] = 0x80; /* the least number */
    assert_true(read_with(&i, option, sizeof option));
    assert_int_equal(pcapng_interface_time(&i, 1), 0);
    option[11] = 0x7f;
    assert_true(read_with(&i, option, sizeof option));
    assert_true(pcapng_interface_time(&i, 1) == UINT64_MAX);
}

/* Options may be cut off, or lie about their length, at any place. */
static void options_at_every_length(void **state)
{
    (void)state;
    uint8_t options[] = {2, 0, 3, 0, 'e', 't', 'h', 0, 9, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0};
    for (size_t len = 0; len <= sizeof options; len++) {
        struct pcapng_interface i;
        assert_true(read_with(&i, options, len));
        assert_int_equal(i.link, 1);
        assert_int_equal(i.snaplen, 96);
        assert_int_equal(pcapng_interface_time(&i, 5), len >= 13 ? 5 : 5000);
    }
    struct pcapng_interface i;
    options[3] = 0xff;
    assert_true(read_with(&i, options, sizeof options));
    assert_int_equal(pcapng_interface_time(&i, 5), 5000);
    for (size_t len = 0; len < 8; len++)
        assert_false(pcapng_interface_read(&i, cursor_of(options, len), false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_in_powers_of_ten), cmocka_unit_test(counts_in_powers_of_two),
        cmocka_unit_test(does_not_wrap),           cmocka_unit_test(offset_is_in_seconds),
        cmocka_unit_test(options_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
