#include "wire/net/chain.h"

#include "unit/unit.h"

static void comes_out_as_it_went_in(void **state)
{
    (void)state;
    struct pool pool;
    struct chain chain = {0};
    uint8_t in[2000];
    uint8_t out[2000];
    assert_true(chain_pool(&pool, 64 << 10));
    for (size_t i = 0; i < sizeof in; i++)
        in[i] = (uint8_t)(i * 7);
    size_t at = 0;
    for (size_t piece = 1; at + piece <= sizeof in; piece++) {
        assert_true(chain_add(&pool, &chain, (struct span){in + at, piece}));
        at += piece;
        assert_int_equal(chain.len, at);
    }
    chain_copy(&pool, &chain, out);
    assert_memory_equal(in, out, at);
    chain_drop(&pool, &chain);
    assert_int_equal(chain.len, 0);
    assert_int_equal(pool.used, 0);
    pool_free(&pool);
}

/* What does not fit is not taken at all, and what stands stays. */
static void all_or_nothing(void **state)
{
    (void)state;
    struct pool pool;
    struct chain a = {0};
    struct chain b = {0};
    static uint8_t fill[4096];
    assert_true(chain_pool(&pool, 3 * 516));
    assert_true(chain_add(&pool, &a, (struct span){fill, 600}));
    assert_int_equal(pool.used, 2);
    assert_false(chain_add(&pool, &b, (struct span){fill, 600}));
    assert_int_equal(b.len, 0);
    assert_true(chain_add(&pool, &a, (struct span){fill, 504 * 3 - 600}));
    assert_false(chain_add(&pool, &a, (struct span){fill, 1}));
    assert_int_equal(a.len, 504 * 3);
    chain_drop(&pool, &a);
    assert_true(chain_add(&pool, &b, (struct span){fill, 600}));
    pool_free(&pool);
}

static void nothing_is_nothing(void **state)
{
    (void)state;
    struct pool pool;
    struct chain chain = {0};
    uint8_t out = 9;
    assert_true(chain_pool(&pool, 2048));
    assert_true(chain_add(&pool, &chain, (struct span){&out, 0}));
    chain_copy(&pool, &chain, &out);
    chain_drop(&pool, &chain);
    assert_int_equal(out, 9);
    assert_int_equal(pool.used, 0);
    pool_free(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_out_as_it_went_in),
        cmocka_unit_test(all_or_nothing),
        cmocka_unit_test(nothing_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
