#include "judge/user_plane_copy.h"

#include "unit/unit.h"

static struct table sessions;
static struct addr control, user, to;

static int open_table(void **state)
{
    (void)state;
    assert_true(addr_parse("198.51.100.41", &control) && addr_parse("198.51.100.31", &user) &&
                addr_parse("203.0.113.9", &to));
    return table_init(&sessions, sizeof(struct copy_session), sizeof(struct copy_session_key),
                      1 << 16, 3)
               ? 0
               : -1;
}

static int close_table(void **state)
{
    (void)state;
    table_free(&sessions);
    return 0;
}

static void found_by_both_ends_and_seid(void **state)
{
    (void)state;
    assert_null(copy_session(&sessions, &control, &user, 1, false));
    struct copy_session *s = copy_session(&sessions, &control, &user, 1, true);
    assert_ptr_equal(copy_session(&sessions, &control, &user, 1, false), s);
    assert_null(copy_session(&sessions, &control, &user, 2, false));
    assert_null(copy_session(&sessions, &user, &control, 1, false));
}

static void rule_is_on_or_off(void **state)
{
    (void)state;
    struct copy_session s = {0};
    struct copy_slot item = {.to = to, .far = 3, .port = 2152};
    assert_false(copy_is_on(NULL, 3) || copy_is_on(&s, 3));
    copy_keep(&s, &item, true);
    assert_true(copy_is_on(&s, 3) && !copy_is_on(&s, 4));
    copy_keep(&s, &item, false);
    assert_false(copy_is_on(&s, 3));
    assert_false(s.slots[1].used); /* the same rule and place took the same slot */
}

/* Off or on, where a rule copied to is remembered; an order that says where keeps its own. */
static void order_without_a_place_means_the_one_of_before(void **state)
{
    (void)state;
    struct copy_session s = {0};
    struct copy_slot item = {.to = to, .far = 3, .teid = 7, .port = 2152};
    struct copy_target none = {.side = SIDE_UNKNOWN};
    struct copy_target own = {.address = user, .port = 9};
    copy_keep(&s, &item, false);
    struct copy_target before = copy_resolved(&s, 3, none);
    assert_true(addr_equal(&before.address, &to));
    assert_int_equal(copy_resolved(&s, 3, none).teid, 7);
    assert_int_equal(copy_resolved(&s, 4, none).address.family, 0);
    assert_int_equal(copy_resolved(NULL, 3, none).address.family, 0);
    assert_int_equal(copy_resolved(&s, 3, own).port, 9);
}

static void full_session_takes_no_more(void **state)
{
    (void)state;
    struct copy_session s = {0};
    for (uint32_t far = 0; far < 3 * COPY_SLOTS; far++) {
        struct copy_slot item = {.to = to, .far = far};
        copy_keep(&s, &item, true);
    }
    assert_true(copy_is_on(&s, COPY_SLOTS - 1));
    assert_false(copy_is_on(&s, COPY_SLOTS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(found_by_both_ends_and_seid),
        cmocka_unit_test(rule_is_on_or_off),
        cmocka_unit_test(order_without_a_place_means_the_one_of_before),
        cmocka_unit_test(full_session_takes_no_more),
    };
    return cmocka_run_group_tests(tests, open_table, close_table);
}
