#include "unit/wire/capture/pack.h"

/* Members one behind the other, fed in pieces of any size, cut at every length, and damaged. */
static void expands(void **state)
{
    (void)state;
    check_inflater(&inflater_zstd, put_zstd, false);
}

/* A window beyond what one file may cost (zstd --long=31). */
static void refuses_a_window_that_is_too_large(void **state)
{
    (void)state;
    uint8_t frame[] = {0x28, 0xb5, 0x2f, 0xfd, 0, (27 - 10) << 3, 1, 0, 0};
    struct made packed = {.at = frame, .len = sizeof frame};
    struct made out = {0};
    assert_int_equal(expand_all(&inflater_zstd, &packed, 4096, &out), INFLATED_TOO_LARGE);
    frame[5] = (26 - 10) << 3;
    assert_int_equal(expand_all(&inflater_zstd, &packed, 4096, &out), INFLATED_BETWEEN);
    free(out.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expands),
        cmocka_unit_test(refuses_a_window_that_is_too_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
