#include "unit/judge/harvest_scene.h"

/* How many strangers of `count` scattered persons within a minute each are found. */
static bool crowd(uint64_t count)
{
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < count; i++)
        fetch(&h, STRANGER, scattered(i), KNOWN);
    bool ret = found(&h) != NULL;
    harvest_free(&h);
    return ret;
}

static void fifty_are_a_crowd(void **state)
{
    (void)state;
    assert_false(crowd(49));
    assert_true(crowd(50));
}

static bool walk(uint64_t count, uint64_t step, bool falling)
{
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < count; i++)
        fetch(&h, STRANGER, falling ? 9000 - i * step : 9000 + i * step, KNOWN);
    bool ret = found(&h) != NULL;
    harvest_free(&h);
    return ret;
}

static void sixteen_neighbours_are_a_walk(void **state)
{
    (void)state;
    assert_false(walk(15, 1, false));
    assert_true(walk(16, 1, false));
    assert_true(walk(16, 1, true));
    assert_true(walk(16, 10, false));
    assert_false(walk(16, 11, false));
}

/* A laboratory's twenty cards, in any order, are a small range and no walk. */
static void a_small_range_is_no_walk(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 20; i++)
        fetch(&h, MME, 9000 + i * 9 % 20, KNOWN);
    assert_null(found(&h));
    harvest_free(&h);
}

static bool guess(uint64_t unknown, uint64_t known)
{
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < unknown + known; i++)
        fetch(&h, STRANGER, scattered(i), i < unknown ? USER_UNKNOWN : KNOWN);
    bool ret = found(&h) != NULL;
    harvest_free(&h);
    return ret;
}

static void ten_unknown_ones_that_are_most(void **state)
{
    (void)state;
    assert_false(guess(9, 0));
    assert_true(guess(10, 0));
    assert_true(guess(10, 9));
    assert_false(guess(10, 10));
}

/* Who serves every tenth is a serving node. */
static void a_tenth_served_is_enough(void **state)
{
    (void)state;
    for (unsigned every = 9; every <= 12; every += 3) {
        struct harvest_scene h = harvest_scene();
        for (uint64_t i = 0; i < 120; i++) {
            if (i % every == 0)
                attach(&h, MME, scattered(i));
            else
                fetch(&h, MME, scattered(i), KNOWN);
        }
        assert_int_equal(found(&h) != NULL, every == 12);
        harvest_free(&h);
    }
}

/* Four times what two peers do. */
static void peers_say_what_is_normal(void **state)
{
    (void)state;
    for (unsigned times = 3; times <= 5; times += 2) {
        struct harvest_scene h = harvest_scene();
        uint64_t n = 0;
        for (uint64_t i = 0; i < 20; i++) {
            fetch(&h, OTHER_MME, scattered(n++), KNOWN);
            fetch(&h, THIRD_MME, scattered(n++), KNOWN);
            for (unsigned k = 0; k < times; k++)
                fetch(&h, STRANGER, scattered(n++), KNOWN);
        }
        assert_int_equal(found(&h) != NULL, times == 5);
        harvest_free(&h);
    }
}

/* Of roles whose work is asking: a walk has to be long, and another's service explains. */
static void readers_count_less(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 3; round++) {
        struct harvest_scene h = harvest_scene();
        for (uint64_t i = 0; i < (round ? 64 : 63); i++) {
            char imsi[16];
            imsi_text(imsi, 100 + i);
            exchange(&h, S6C, SRR, SMSC, HSS, imsi, KNOWN);
            if (round == 2)
                exchange(&h, S6A, ULR, MME, HSS, imsi, KNOWN);
        }
        assert_int_equal(found(&h) != NULL, round == 1);
        harvest_free(&h);
    }
}

/* More persons than are kept at once: the last ones are still weighed. */
static void survives_more_than_it_keeps(void **state)
{
    (void)state;
    struct harvest_scene h = harvest_scene();
    for (uint64_t i = 0; i < 20000; i++)
        fetch(&h, STRANGER, scattered(i), KNOWN);
    assert_non_null(found(&h));
    harvest_free(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifty_are_a_crowd),
        cmocka_unit_test(sixteen_neighbours_are_a_walk),
        cmocka_unit_test(a_small_range_is_no_walk),
        cmocka_unit_test(ten_unknown_ones_that_are_most),
        cmocka_unit_test(a_tenth_served_is_enough),
        cmocka_unit_test(peers_say_what_is_normal),
        cmocka_unit_test(readers_count_less),
        cmocka_unit_test(survives_more_than_it_keeps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
