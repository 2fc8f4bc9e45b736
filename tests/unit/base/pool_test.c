#include "base/pool.h"

#include "unit/unit.h"

#include <string.h>

enum { SIZE = 24 };

static void blocks_do_not_overlap_and_end(void **state)
{
    (void)state;
    struct pool p;
    assert_true(pool_init(&p, SIZE, 10 * (SIZE + sizeof(uint32_t)) + 5));
    assert_int_equal(p.count, 10);
    for (uint32_t i = 0; i < 10; i++) {
        uint32_t block = pool_get(&p);
        assert_int_not_equal(block, POOL_NONE);
        memset(pool_at(&p, block), (int)block + 1, SIZE);
    }
    assert_int_equal(pool_get(&p), POOL_NONE);
    assert_int_equal(p.used, 10);
    for (uint32_t block = 0; block < 10; block++) {
        const uint8_t *bytes = pool_at(&p, block);
        for (unsigned i = 0; i < SIZE; i++)
            assert_int_equal(bytes[i], block + 1);
    }
    pool_free(&p);
}

/* What was put back is given again, each once, before the pool says that it is empty. */
static void blocks_come_back(void **state)
{
    (void)state;
    struct pool p;
    assert_true(pool_init(&p, SIZE, 4 * (SIZE + sizeof(uint32_t))));
    for (unsigned i = 0; i < 3; i++)
        pool_get(&p);
    pool_put(&p, 1);
    pool_put(&p, 0);
    assert_int_equal(p.used, 1);
    unsigned seen[4] = {[2] = 1};
    for (unsigned i = 0; i < 3; i++) {
        uint32_t block = pool_get(&p);
        assert_in_range(block, 0, 3);
        seen[block]++;
    }
    for (unsigned i = 0; i < 4; i++)
        assert_int_equal(seen[i], 1);
    assert_int_equal(pool_get(&p), POOL_NONE);
    assert_int_equal(p.used, 4);
    pool_put(&p, 3);
    assert_int_equal(pool_get(&p), 3);
    pool_free(&p);
}

static void there_is_always_one(void **state)
{
    (void)state;
    struct pool p;
    assert_true(pool_init(&p, SIZE, 0));
    assert_int_equal(pool_get(&p), 0);
    assert_int_equal(pool_get(&p), POOL_NONE);
    pool_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_do_not_overlap_and_end),
        cmocka_unit_test(blocks_come_back),
        cmocka_unit_test(there_is_always_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
