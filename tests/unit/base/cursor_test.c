#include "base/cursor.h"

#include "unit/unit.h"

static const uint8_t BYTES[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};

static void reads_in_order(void **state)
{
    (void)state;
    struct cursor c = cursor_of(BYTES, sizeof BYTES);
    assert_int_equal(cursor_u8(&c), 1);
    assert_int_equal(cursor_u24(&c), 0x020304);
    assert_int_equal(cursor_u16(&c), 0x0506);
    assert_int_equal(cursor_u16le(&c), 0x0807);
    assert_int_equal(cursor_left(&c), 1);
    assert_true(cursor_ok(&c));
}

/* Whatever is read past the end, wherever it ends: zero, the end, and the first reason. */
static void falls_short_at_every_length(void **state)
{
    (void)state;
    for (size_t len = 0; len < 8; len++) {
        struct cursor c = cursor_of(BYTES, len);
        assert_int_equal(cursor_u64(&c), 0);
        assert_int_equal(c.why, LACK_BYTES);
        assert_int_equal(cursor_left(&c), 0);
        assert_int_equal(cursor_u8(&c), 0);
        cursor_sub(&c, 1);
        assert_int_equal(c.why, LACK_BYTES);
    }
}

static void child_has_its_own_end(void **state)
{
    (void)state;
    struct cursor c = cursor_of(BYTES, sizeof BYTES);
    struct cursor child = cursor_sub(&c, 2);
    assert_int_equal(cursor_u8(&c), 3);
    assert_int_equal(cursor_u32(&child), 0);
    assert_int_equal(child.why, LACK_BYTES);
    assert_true(cursor_ok(&c));
}

static void promised_length_is_cut_to_what_is_there(void **state)
{
    (void)state;
    struct cursor c = cursor_of(BYTES, sizeof BYTES);
    struct cursor child = cursor_sub(&c, SIZE_MAX);
    assert_int_equal(cursor_left(&child), sizeof BYTES);
    assert_int_equal(child.why, LACK_LENGTH);
    assert_int_equal(c.why, LACK_LENGTH);
}

static void takes_up_to_a_mark(void **state)
{
    (void)state;
    struct cursor c = cursor_of("ab::c", 5);
    struct span s = cursor_until(&c, ':');
    assert_int_equal(s.len, 2);
    assert_int_equal(cursor_until(&c, ':').len, 0);
    s = cursor_until(&c, ':');
    assert_int_equal(s.len, 1);
    assert_memory_equal(s.at, "c", 1);
    assert_int_equal(cursor_left(&c), 0);
    assert_int_equal(cursor_until(&c, ':').len, 0);
    assert_true(cursor_ok(&c));
    c = cursor_of(NULL, 0);
    assert_int_equal(cursor_span(&c, 0).len, 0);
    assert_int_equal(cursor_until(&c, ':').len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_in_order),
        cmocka_unit_test(falls_short_at_every_length),
        cmocka_unit_test(child_has_its_own_end),
        cmocka_unit_test(promised_length_is_cut_to_what_is_there),
        cmocka_unit_test(takes_up_to_a_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
