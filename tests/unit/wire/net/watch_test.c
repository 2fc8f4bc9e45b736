#include "frames.h"

static void holds_what_was_added_and_nothing_else(void **state)
{
    (void)state;
    struct watch w = {0};
    struct addr a;
    for (uint32_t i = 0; i < WATCH_MOST; i++) {
        addr_set_number(&a, 0xc0000200 + i);
        assert_false(watch_holds(&w, &a));
        watch_add(&w, &a);
        watch_add(&w, &a);
    }
    assert_int_equal(w.count, WATCH_MOST);
    for (uint32_t i = 0; i < 1024; i++) {
        addr_set_number(&a, 0xc0000200 + i);
        assert_int_equal(watch_holds(&w, &a), i < WATCH_MOST);
    }
}

static void one_too_many_watches_all(void **state)
{
    (void)state;
    struct watch w = {0};
    struct addr a;
    for (uint32_t i = 0; i <= WATCH_MOST; i++) {
        addr_set_number(&a, 0xc0000200 + i);
        watch_add(&w, &a);
    }
    addr_set_number(&a, 0x01020304);
    assert_true(watch_holds(&w, &a));
}

static void families_are_told_apart(void **state)
{
    (void)state;
    struct watch w = {0};
    struct addr four, six;
    addr_set_number(&four, 0xc0000201);
    six = four;
    six.family = 6;
    watch_add(&w, &four);
    assert_true(watch_holds(&w, &four));
    assert_false(watch_holds(&w, &six));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_what_was_added_and_nothing_else),
        cmocka_unit_test(one_too_many_watches_all),
        cmocka_unit_test(families_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
