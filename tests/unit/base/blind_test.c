#include "base/blind.h"

#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

enum { MANY = 20000 };

static struct blind blind;
static const struct blind_spot *sorted[MANY];

static int fill(void **state)
{
    (void)state;
    return blind_init(&blind, 64 << 10, 11) ? 0 : -1;
}

static int empty(void **state)
{
    (void)state;
    blind_free(&blind);
    return 0;
}

static void add(enum blind_reason reason, const char *where, uint64_t frame, const char *detail)
{
    blind_add(&blind, reason, where, 1, 10, (struct place){.frame = frame, .file = 2}, detail);
}

static const char *where(size_t i)
{
    return names_text(&blind.names, sorted[i]->where);
}

static void repeated_ones_are_summed(void **state)
{
    (void)state;
    add(BLIND_BROKEN, "gtpv2", 5, "first");
    add(BLIND_BROKEN, "gtpv2", 9, "second");
    assert_int_equal(blind_sorted(&blind, sorted, MANY), 1);
    assert_int_equal(sorted[0]->frames, 2);
    assert_int_equal(sorted[0]->bytes, 20);
    assert_int_equal(blind.bytes, 20);
    assert_string_equal(names_text(&blind.names, sorted[0]->detail), "first");
}

/* The first place is the earliest of a file, in whatever order they are told; nowhere is none. */
static void the_first_place_is_kept(void **state)
{
    (void)state;
    add(BLIND_BROKEN, "gtpv2", 0, "nowhere");
    blind_sorted(&blind, sorted, MANY);
    assert_int_equal(sorted[0]->first.frame, 0);
    static const uint64_t told[] = {7, 9, 4, 0, 6}, kept[] = {7, 7, 4, 4, 4};
    for (size_t i = 0; i < 5; i++) {
        add(BLIND_BROKEN, "gtpv2", told[i], "");
        assert_int_equal(sorted[0]->first.frame, kept[i]);
        assert_int_equal(sorted[0]->first.file, 2);
    }
    blind_add(&blind, BLIND_BROKEN, "gtpv2", 1, 0, (struct place){.frame = 1, .file = 3}, "");
    assert_int_equal(sorted[0]->first.frame, 4);
    assert_int_equal(sorted[0]->first.file, 2);
}

static void order_is_reason_and_then_place(void **state)
{
    (void)state;
    add(BLIND_NOT_READ, "a", 1, "");
    add(BLIND_BROKEN, "b", 1, "");
    add(BLIND_BROKEN, "B", 1, "");
    add(BLIND_CAPTURE_CUT, "z", 1, "");
    add(BLIND_BROKEN, "a", 1, "");
    static const struct {
        enum blind_reason reason;
        const char *where;
    } expect[] = {{BLIND_CAPTURE_CUT, "z"},
                  {BLIND_BROKEN, "B"},
                  {BLIND_BROKEN, "a"},
                  {BLIND_BROKEN, "b"},
                  {BLIND_NOT_READ, "a"}};
    assert_int_equal(blind_sorted(&blind, sorted, MANY), 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(sorted[i]->reason, expect[i].reason);
        assert_string_equal(where(i), expect[i].where);
    }
    const struct blind_spot *two[3] = {NULL, NULL, NULL};
    assert_int_equal(blind_sorted(&blind, two, 2), 2);
    assert_ptr_equal(two[1], sorted[1]);
    assert_null(two[2]);
}

/* Past the budget nothing is lost: sums are whole, and the rest of each reason is "elsewhere". */
static void what_does_not_fit_is_elsewhere(void **state)
{
    (void)state;
    for (unsigned i = 0; i < MANY; i++) {
        char place[40];
        (void)snprintf(place, sizeof place, "192.0.2.1 > 192.0.2.2:%u/tcp", i);
        add(i % 3 ? BLIND_ENCRYPTED : BLIND_ONE_WAY, place, i + 1, "it is so");
    }
    size_t count = blind_sorted(&blind, sorted, MANY);
    assert_in_range(count, 100, MANY / 2);
    uint64_t frames = 0, bytes = 0;
    unsigned elsewhere = 0;
    for (size_t i = 0; i < count; i++) {
        frames += sorted[i]->frames;
        bytes += sorted[i]->bytes;
        elsewhere += strcmp(where(i), "elsewhere") == 0;
        assert_string_not_equal(where(i), names_text(&blind.names, NAMES_FULL));
        if (i)
            assert_true(sorted[i - 1]->reason < sorted[i]->reason ||
                        strcmp(where(i - 1), where(i)) < 0);
    }
    assert_int_equal(frames, MANY);
    assert_int_equal(bytes, 10 * MANY);
    assert_int_equal(blind.bytes, 10 * MANY);
    assert_int_equal(elsewhere, 2);
    add(BLIND_BROKEN, "a place of another reason", 3, "");
    assert_int_equal(blind_sorted(&blind, sorted, MANY), count + 1);
}

static void reasons_have_words(void **state)
{
    (void)state;
    assert_string_equal(blind_word(BLIND_CAPTURE_CUT), "capture-cut");
    assert_string_equal(blind_word(BLIND_NOT_READ), "not-read");
    assert_int_equal(blind_sorted(&blind, sorted, MANY), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(repeated_ones_are_summed, fill, empty),
        cmocka_unit_test_setup_teardown(the_first_place_is_kept, fill, empty),
        cmocka_unit_test_setup_teardown(order_is_reason_and_then_place, fill, empty),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_elsewhere, fill, empty),
        cmocka_unit_test_setup_teardown(reasons_have_words, fill, empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
