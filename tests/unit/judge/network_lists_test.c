#include "judge/network_inside.h"

#include "unit/unit.h"

static const char *WORDS[] = {"00101", "310410", "a.example"};
static const struct texts TEXTS = {WORDS, 3};

static void words_and_beginnings(void **state)
{
    (void)state;
    assert_true(texts_have(&TEXTS, "A.Example"));
    assert_false(texts_have(&TEXTS, "b.example"));
    assert_true(texts_begin(&TEXTS, "001010000000001"));
    assert_false(texts_begin(&TEXTS, "0010"));
}

static void names_below(void **state)
{
    (void)state;
    assert_true(texts_above(&TEXTS, "x.A.example"));
    assert_true(texts_above(&TEXTS, "a.example"));
    assert_false(texts_above(&TEXTS, "xa.example"));
    assert_false(texts_above(&TEXTS, ""));
}

static void three_digits_of_two(void **state)
{
    (void)state;
    assert_true(plmns_have(&TEXTS, "00101"));
    assert_true(plmns_have(&TEXTS, "001001"));
    assert_true(plmns_have(&TEXTS, "310410"));
    assert_false(plmns_have(&TEXTS, "001010"));
    assert_false(plmns_have(&TEXTS, "31041"));
}

static void prefixes(void **state)
{
    (void)state;
    const struct prefix all[] = {{{{192, 0, 2, 0}, 4, {0}}, 24}};
    struct addr in = {{192, 0, 2, 7}, 4, {0}};
    struct addr out = {{192, 0, 3, 7}, 4, {0}};
    struct addr title = {.family = ADDR_SS7};
    assert_true(prefixes_hold(all, 1, &in));
    assert_false(prefixes_hold(all, 1, &out));
    assert_false(prefixes_hold(all, 0, &in));
    assert_false(prefixes_hold(all, 1, &title));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_beginnings),
        cmocka_unit_test(names_below),
        cmocka_unit_test(three_digits_of_two),
        cmocka_unit_test(prefixes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
