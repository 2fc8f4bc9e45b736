#include "base/span.h"

#include "unit/unit.h"

static void words_are_compared_whole(void **state)
{
    (void)state;
    assert_true(span_is(span_of_text("json"), "json"));
    assert_false(span_is(span_of_text("json"), "jso"));
    assert_false(span_is(span_of_text("json"), "jsonx"));
    assert_false(span_is(span_of_text("JSON"), "json"));
    assert_true(span_is_caseless(span_of_text("JSON"), "json"));
    assert_false(span_is_caseless(span_of_text("JSONX"), "json"));
}

static void beginnings_may_be_the_whole(void **state)
{
    (void)state;
    assert_true(span_begins(span_of_text("3gpp-sbi-x"), "3gpp-"));
    assert_true(span_begins(span_of_text("3gpp-"), "3gpp-"));
    assert_false(span_begins(span_of_text("3gpp"), "3gpp-"));
    assert_false(span_begins(span_of_text("3GPP-"), "3gpp-"));
    assert_true(span_begins_caseless(span_of_text("3GPP-x"), "3gpp-"));
    assert_false(span_begins_caseless(span_of_text("3GP"), "3gpp-"));
}

static void nothing_is_only_nothing(void **state)
{
    (void)state;
    struct span none = {0};
    assert_true(span_is(none, ""));
    assert_true(span_begins(none, ""));
    assert_true(span_is_caseless(none, ""));
    assert_false(span_is(none, "x"));
    assert_false(span_begins_caseless(none, "x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_compared_whole),
        cmocka_unit_test(beginnings_may_be_the_whole),
        cmocka_unit_test(nothing_is_only_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
