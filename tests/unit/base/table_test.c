#include "base/table.h"

#include "unit/unit.h"

#include <string.h>

struct entry {
    struct table_head head;
    uint64_t key;
    uint64_t value;
};

struct witness {
    unsigned calls;
    uint64_t key, value;
};

static struct table table;

static void saw(void *arg, void *entry)
{
    struct witness *w = arg;
    const struct entry *e = entry;
    w->calls++;
    w->key = e->key;
    w->value = e->value;
}

static int fill(void **state)
{
    (void)state;
    return table_init(&table, sizeof(struct entry), sizeof(uint64_t), 0, 3) ? 0 : -1;
}

static int empty(void **state)
{
    (void)state;
    table_free(&table);
    return 0;
}

/* With a hash of the test's own choice, so that keys share a window. */
static struct entry *take(uint64_t hash, uint64_t key, bool expect_new)
{
    bool is_new;
    struct entry *e = table_take(&table, hash, &key, &is_new);
    assert_int_equal(is_new, expect_new);
    assert_int_equal(e->key, key);
    return e;
}

static struct entry *find(uint64_t hash, uint64_t key)
{
    return table_find(&table, hash, &key);
}

static void budget_is_rounded_down_to_a_power_of_two(void **state)
{
    (void)state;
    size_t each = sizeof(struct entry) + sizeof(uint16_t);
    static const struct {
        size_t entries, capacity;
    } cases[] = {{0, 64}, {63, 64}, {64, 64}, {127, 64}, {128, 128}, {255, 128}, {4096, 4096}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct table t;
        assert_true(table_init(&t, sizeof(struct entry), 8, cases[i].entries * each, 0));
        assert_int_equal(t.mask + 1, cases[i].capacity);
        assert_int_equal((uintptr_t)t.entries % 64, 0);
        table_free(&t);
    }
    struct table t;
    assert_true(table_init(&t, sizeof(struct entry), 8, 128 * each - 1, 0));
    assert_int_equal(t.mask + 1, 64);
    table_free(&t);
}

static void a_new_entry_is_zero_but_for_its_key(void **state)
{
    (void)state;
    struct entry *e = take(5, 77, true);
    assert_int_equal(e->value, 0);
    e->value = 9;
    assert_ptr_equal(take(5, 77, false), e);
    assert_ptr_equal(find(5, 77), e);
    assert_int_equal(e->value, 9);
    assert_null(find(5, 78));
    assert_int_equal(table.used, 1);
}

/* Same place and same tag, other key: only the key tells them apart. */
static void equal_hashes_are_told_apart_by_key(void **state)
{
    (void)state;
    take(5, 1, true)->value = 1;
    take(5, 2, true)->value = 2;
    assert_int_equal(find(5, 1)->value, 1);
    assert_int_equal(find(5, 2)->value, 2);
}

static void a_full_window_evicts_the_one_touched_longest_ago(void **state)
{
    (void)state;
    struct witness w = {0};
    table.on_evict = saw;
    table.arg = &w;
    for (uint64_t k = 0; k < TABLE_WINDOW; k++)
        take(60, k, true)->value = 100 + k; /* the window runs over the table's end */
    assert_int_equal(w.calls, 0);
    take(60, 0, false); /* the first is young again; 1 is the oldest now */
    assert_int_equal(take(60, 99, true)->value, 0);
    assert_int_equal(w.calls, 1);
    assert_int_equal(w.key, 1);
    assert_int_equal(w.value, 101);
    assert_int_equal(table.evicted, 1);
    assert_int_equal(table.used, TABLE_WINDOW);
    assert_null(find(60, 1));
    for (uint64_t k = 0; k < TABLE_WINDOW; k++)
        if (k != 1)
            assert_int_equal(find(60, k)->value, 100 + k);
}

/* To look is not to touch. */
static void finding_does_not_make_young(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < TABLE_WINDOW; k++)
        take(0, k, true);
    assert_non_null(find(0, 0));
    take(0, 99, true);
    assert_null(find(0, 0));
}

static void age_is_right_when_ticks_begin_again(void **state)
{
    (void)state;
    table.tick = UINT32_MAX - 4;
    for (uint64_t k = 0; k < TABLE_WINDOW; k++)
        take(0, k, true);
    take(0, 99, true);
    assert_null(find(0, 0));
    assert_non_null(find(0, TABLE_WINDOW - 1));
}

/* A hole does not hide what lies behind it, and is filled before anything is evicted. */
static void dropped_entries_leave_room(void **state)
{
    (void)state;
    for (uint64_t k = 0; k < TABLE_WINDOW; k++)
        take(0, k, true)->value = k;
    struct entry *hole = find(0, 3);
    table_drop(&table, hole);
    assert_int_equal(table.used, TABLE_WINDOW - 1);
    assert_null(find(0, 3));
    assert_int_equal(find(0, 15)->value, 15);
    take(0, 15, false);
    struct entry *again = take(0, 3, true);
    assert_ptr_equal(again, hole);
    assert_int_equal(again->value, 0);
    assert_int_equal(table.evicted, 0);
    assert_int_equal(table.used, TABLE_WINDOW);
}

static void never_more_than_it_holds(void **state)
{
    (void)state;
    uint32_t capacity = table.mask + 1;
    for (uint64_t k = 0; k < 5000; k++) {
        bool is_new;
        table_take(&table, table_hash(&table, &k), &k, &is_new);
        assert_true(is_new);
        assert_true(table.used <= capacity);
        assert_int_equal(table.used + table.evicted, k + 1);
    }
    uint32_t at = 0, walked = 0;
    uint64_t seen[64] = {0};
    for (const struct entry *e; (e = table_next(&table, &at)); walked++) {
        assert_int_equal(table_slot(&table, e), at - 1);
        assert_ptr_equal(find(table_hash(&table, &e->key), e->key), e);
        seen[walked] = e->key;
        for (uint32_t i = 0; i < walked; i++)
            assert_int_not_equal(seen[i], e->key);
    }
    assert_int_equal(walked, table.used);
    assert_null(table_next(&table, &at));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(budget_is_rounded_down_to_a_power_of_two),
        cmocka_unit_test_setup_teardown(a_new_entry_is_zero_but_for_its_key, fill, empty),
        cmocka_unit_test_setup_teardown(equal_hashes_are_told_apart_by_key, fill, empty),
        cmocka_unit_test_setup_teardown(a_full_window_evicts_the_one_touched_longest_ago, fill,
                                        empty),
        cmocka_unit_test_setup_teardown(finding_does_not_make_young, fill, empty),
        cmocka_unit_test_setup_teardown(age_is_right_when_ticks_begin_again, fill, empty),
        cmocka_unit_test_setup_teardown(dropped_entries_leave_room, fill, empty),
        cmocka_unit_test_setup_teardown(never_more_than_it_holds, fill, empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
