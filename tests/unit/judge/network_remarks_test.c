#include "judge/network_remarks.h"

#include "unit/unit.h"

#include <stdlib.h>
#include <string.h>

static void they_are_told_by_place(void **state)
{
    (void)state;
    struct remarks *r = calloc(1, sizeof *r);
    assert_true(remarks_add(r, false, 7, 3, "c"));
    assert_true(remarks_add(r, true, 2, 9, "b"));
    assert_true(remarks_add(r, false, 2, 1, "a"));
    assert_true(remarks_add(r, false, 7, 3, "d"));
    remarks_sort(r);
    char order[5] = "";
    for (size_t i = 0; i < r->count; i++)
        strcat(order, r->all[i].sentence);
    assert_string_equal(order, "abcd");
    assert_int_equal(r->mistakes, 1);
    assert_true(r->all[1].mistake);
    free(r);
}

static void twenty_mistakes_are_enough(void **state)
{
    (void)state;
    struct remarks *r = calloc(1, sizeof *r);
    for (unsigned i = 0; i < REMARKS_MISTAKES; i++)
        assert_true(remarks_add(r, true, i, 1, "x"));
    assert_false(remarks_add(r, true, 99, 1, "x"));
    assert_false(remarks_add(r, true, 99, 1, "x"));
    assert_int_equal(r->count, REMARKS_MISTAKES);
    assert_int_equal(r->dropped, 2);
    free(r);
}

static void doubts_have_more_room_and_long_ones_are_cut(void **state)
{
    (void)state;
    struct remarks *r = calloc(1, sizeof *r);
    char text[1000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    for (unsigned i = 0; i < REMARKS_MOST; i++)
        assert_true(remarks_add(r, false, i, 1, text));
    assert_false(remarks_add(r, false, 1, 1, text));
    assert_int_equal(r->dropped, 1);
    assert_int_equal(strlen(r->all[0].sentence), sizeof r->all[0].sentence - 1);
    free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_are_told_by_place),
        cmocka_unit_test(twenty_mistakes_are_enough),
        cmocka_unit_test(doubts_have_more_room_and_long_ones_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
