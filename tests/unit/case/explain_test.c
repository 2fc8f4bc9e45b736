#include "case/teller.h"

#include "unit/unit.h"

/* What a person needs of each finding is there, in the order of the slugs. */
static void each_check_explains_itself(void **state)
{
    (void)state;
    struct postern_check c;
    const char *before = "";
    size_t count = 0;
    for (; postern_check_at(count, &c); count++) {
        assert_true(strcmp(before, c.slug) < 0);
        before = c.slug;
        assert_true(c.title && strlen(c.title) < 80);
        assert_true(c.meaning && strlen(c.meaning) > 200);
        assert_non_null(c.severities);
        assert_non_null(c.next);
        assert_true(c.innocent_if.count > 0);
        assert_true(c.references.count > 0);
        for (size_t i = 0; i < c.references.count; i++)
            assert_true(*c.references.at[i]);
    }
    assert_true(count > 0);
}

static void past_the_end_there_is_none(void **state)
{
    (void)state;
    struct postern_check c;
    assert_false(postern_check_at(1000, &c));
    assert_false(postern_check_at(SIZE_MAX, &c));
}

static void lists_end_in_null(void **state)
{
    (void)state;
    static const char *const two[] = {"a", "b", NULL};
    assert_int_equal(constant_texts(two).count, 2);
    assert_int_equal(constant_texts(NULL).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_check_explains_itself),
        cmocka_unit_test(past_the_end_there_is_none),
        cmocka_unit_test(lists_end_in_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
