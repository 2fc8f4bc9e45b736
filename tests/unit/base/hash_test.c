#include "base/hash.h"

#include "unit/unit.h"

/* With any seed, zero too, and any length, neighbouring keys fall into different places. */
static void spreads_under_any_seed(void **state)
{
    (void)state;
    static const uint64_t seeds[] = {0, 1, 0x5a5a5a5a5a5a5a5aU, UINT64_MAX,
                                     0x589965cc75374cc3U + 1};
    for (size_t s = 0; s < sizeof seeds / sizeof *seeds; s++)
        for (size_t length = 1; length <= 40; length++) {
            unsigned taken[64] = {0};
            for (uint8_t k = 0; k < 64; k++) {
                uint8_t key[40] = {0};
                key[length - 1] = k;
                taken[hash_bytes(seeds[s], key, length) % 64]++;
            }
            for (unsigned i = 0; i < 64; i++)
                assert_true(taken[i] <= 8);
        }
}

static void depends_on_seed_and_length(void **state)
{
    (void)state;
    static const uint8_t zeros[32];
    assert_int_not_equal(hash_bytes(0, zeros, 16), hash_bytes(1, zeros, 16));
    assert_int_not_equal(hash_bytes(0, zeros, 16), hash_bytes(0, zeros, 32));
    assert_int_not_equal(hash_two(0, 1, 2), hash_two(0, 2, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spreads_under_any_seed),
        cmocka_unit_test(depends_on_seed_and_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
