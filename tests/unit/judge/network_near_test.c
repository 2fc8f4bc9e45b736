#include "judge/network_near.h"

#include "unit/unit.h"

#include <string.h>

static const char *nearest(const char *word)
{
    static const char *const ALL[] = {"hss1",    "mme1", "provisioning",
                                      "roaming", "sms",  "Update-Location-Request"};
    struct near n = {.word = word};
    for (size_t i = 0; i < sizeof ALL / sizeof *ALL; i++)
        near_try(&n, ALL[i]);
    return n.best ? n.best : "";
}

static void what_was_meant_is_found(void **state)
{
    (void)state;
    assert_string_equal(nearest("hss2"), "hss1");
    assert_string_equal(nearest("hs1"), "hss1");
    assert_string_equal(nearest("hss11"), "hss1");
    assert_string_equal(nearest("HSS1"), "hss1");
    assert_string_equal(nearest("provisoning"), "provisioning");
    assert_string_equal(nearest("prvoisioning"), "provisioning");
    assert_string_equal(nearest("roming"), "roaming");
    assert_string_equal(nearest("Update-Locatoin-Request"), "Update-Location-Request");
    assert_string_equal(nearest("msm"), ""); /* two letters of three */
}

static void what_is_far_is_no_guess(void **state)
{
    (void)state;
    assert_string_equal(nearest("upf1"), "");
    assert_string_equal(nearest(""), "");
    assert_string_equal(nearest("Delete-Location-Answer"), "");
    char longest[200];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    assert_string_equal(nearest(longest), "");
    struct near n = {.word = "aaaa"};
    near_try(&n, longest);
    assert_null(n.best);
    longest[64] = 0;
    n.word = longest;
    near_try(&n, longest + 2);
    assert_ptr_equal(n.best, longest + 2);
    assert_int_equal(n.distance, 2);
}

static void the_nearest_and_then_the_first_wins(void **state)
{
    (void)state;
    struct near n = {.word = "amf-north"};
    near_try(&n, "amf-nort");
    near_try(&n, "amf-north");
    near_try(&n, "amf-morth");
    assert_string_equal(n.best, "amf-north");
    assert_string_equal(near_words(&n).text, "; did you mean amf-north?");
    n.best = NULL;
    assert_string_equal(near_words(&n).text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_meant_is_found),
        cmocka_unit_test(what_is_far_is_no_guess),
        cmocka_unit_test(the_nearest_and_then_the_first_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
