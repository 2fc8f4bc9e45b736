#include "base/sketch.h"

#include "base/hash.h"
#include "unit/unit.h"

#include <stdlib.h>

static uint64_t counted(uint64_t seed, uint64_t n, unsigned times)
{
    struct sketch s = {0};
    for (unsigned again = 0; again < times; again++)
        for (uint64_t i = 0; i < n; i++)
            sketch_add(&s, hash_two(seed, 7, i));
    return sketch_count(&s);
}

static void nothing_and_one(void **state)
{
    (void)state;
    assert_int_equal(counted(1, 0, 1), 0);
    assert_int_equal(counted(1, 1, 1), 1);
    assert_int_equal(counted(1, 1, 1000), 1);
}

/* Under thirty keys two thirds lie within the standard error, and all within four of them. */
static void the_error_is_as_said(void **state)
{
    (void)state;
    static const uint64_t sizes[] = {50, 100, 500, 3000, 100000};
    for (unsigned k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        unsigned near = 0;
        for (uint64_t seed = 1; seed <= 30; seed++) {
            double off = (double)counted(seed, sizes[k], 1) / (double)sizes[k] - 1;
            off = off < 0 ? -off : off;
            assert_true(off < 4 * 0.092);
            near += off < 0.092;
        }
        assert_true(near >= 17);
    }
}

static void order_and_number_change_nothing(void **state)
{
    (void)state;
    struct sketch s = {0};
    for (uint64_t i = 1000; i-- > 0;)
        sketch_add(&s, hash_two(5, 7, i));
    assert_int_equal(sketch_count(&s), counted(5, 1000, 3));
}

/* Every register at its most: no overflow, no division by nothing. */
static void the_most_is_a_number(void **state)
{
    (void)state;
    struct sketch s = {0};
    for (uint64_t i = 0; i < SKETCH_REGISTERS; i++)
        sketch_add(&s, i);
    assert_true(sketch_count(&s) > 1000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_and_one),
        cmocka_unit_test(the_error_is_as_said),
        cmocka_unit_test(order_and_number_change_nothing),
        cmocka_unit_test(the_most_is_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
