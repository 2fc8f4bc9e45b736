#include "unit/output/declaration_kit.h"

static struct kit second_run(void)
{
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.1", "mme1." KIT_REALM, "MME", 80);
    kit_element(&k, "192.0.2.2", "hss1." KIT_REALM, "HSS", 80);
    kit_learn(&k, NULL);
    return k;
}

static const char *remark(const struct kit *k, size_t i, bool *ret_unclean)
{
    return output_declaration_remark(k->d, i, ret_unclean);
}

static void what_is_low_is_permitted(void **state)
{
    (void)state;
    bool changed;
    bool unclean;
    struct kit k = second_run();
    kit_finding(&k, "gtp-echo-payload", "low", kit_party("192.0.2.1", NULL),
                kit_party("192.0.2.2", NULL));
    const char *text = kit_learn(&k, &changed);
    assert_true(changed);
    assert_holds(text, "  # settles gtp-echo-payload\n  - from: mme1\n    to: hss1\n"
                       "    protocol: diameter\n    operations: [Some-Request]\n");
    assert_null(remark(&k, 0, &unclean));
    /* the same again: that permit does not settle it */
    kit_finding(&k, "gtp-echo-payload", "low", kit_party("192.0.2.1", NULL),
                kit_party("192.0.2.2", NULL));
    kit_learn(&k, &changed);
    assert_false(changed);
    assert_string_equal(remark(&k, 0, &unclean),
                        "no entry settles this: somebody does something (slug-abcdefgh)");
    assert_false(unclean);
    kit_done(&k);
}

/* Believed clean and not clean: that must not be papered over. */
static void what_is_more_is_told(void **state)
{
    (void)state;
    bool changed;
    bool unclean = false;
    struct kit k = second_run();
    kit_finding(&k, "foreign-request", "medium", kit_party("192.0.2.1", NULL),
                kit_party("192.0.2.2", NULL));
    const char *text = kit_learn(&k, &changed);
    assert_false(changed);
    assert_lacks(text, "permit:");
    assert_holds(text, "# this is not clean: somebody does something (slug-abcdefgh)\n");
    assert_non_null(remark(&k, 0, &unclean));
    assert_true(unclean);
    assert_null(remark(&k, 1, &unclean));
    kit_done(&k);
}

static void gaps_of_the_draft_are_filled(void **state)
{
    (void)state;
    bool changed;
    bool unclean;
    struct kit k = second_run();
    kit_finding(&k, "undeclared-element", "medium", kit_party("192.0.2.9", NULL),
                kit_party(NULL, NULL));
    kit_finding(&k, "role-violation", "high", kit_party("192.0.2.1", NULL),
                kit_party("192.0.2.2", NULL));
    const char *text = kit_learn(&k, &changed);
    assert_true(changed);
    assert_holds(text, "    # role: ?  what is it? settles undeclared-element\n"
                       "    addresses: [192.0.2.9]\n");
    assert_holds(text, "  # settles role-violation\n  - from: mme1\n");
    assert_null(remark(&k, 0, &unclean));
    kit_done(&k);
}

/* What was found without a declaration is no gap of the draft. */
static void what_the_first_run_found_is_no_gap(void **state)
{
    (void)state;
    bool changed;
    bool unclean = false;
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.1", "mme1." KIT_REALM, "MME", 80);
    kit_finding(&k, "role-violation", "high", kit_party("192.0.2.1", NULL),
                kit_party("192.0.2.2", NULL));
    kit_learn(&k, NULL);
    kit_finding(&k, "role-violation", "high", kit_party("192.0.2.1", NULL),
                kit_party("192.0.2.2", NULL));
    const char *text = kit_learn(&k, &changed);
    assert_false(changed);
    assert_lacks(text, "permit:");
    assert_non_null(remark(&k, 0, &unclean));
    assert_true(unclean);
    kit_done(&k);
}

static void a_threshold_comes_before_a_permit(void **state)
{
    (void)state;
    bool changed;
    bool unclean;
    struct kit k = second_run();
    struct postern_finding f = {.id = "beacon-abcdefgh",
                                .slug = "beacon",
                                .severity = "low",
                                .title = "regular",
                                .threshold = "times",
                                .enough = 12};
    k.sink.finding(k.sink.arg, &f);
    f.enough = 30;
    k.sink.finding(k.sink.arg, &f);
    f.threshold = "within";
    f.enough = 5;
    k.sink.finding(k.sink.arg, &f);
    const char *text = kit_learn(&k, &changed);
    assert_true(changed);
    assert_holds(text, "\nthresholds:\n  # settles beacon; a person must confirm\n"
                       "  beacon: {times: 30, within: 5}\n");
    assert_null(remark(&k, 0, &unclean));
    kit_done(&k);
}

/* Secrets that pass in the other half of a capture are in clear as all the rest. */
static void what_was_read_is_not_protected(void **state)
{
    (void)state;
    static const char WRITTEN[] = "  credential-in-clear: {tell-inside: 0}\n";
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.1", NULL, "MME", 80);
    kit_element(&k, "192.0.2.2", NULL, "HSS", 80);
    kit_access(&k, kit_party("192.0.2.1", NULL), kit_party("192.0.2.2", NULL), "Some-Request",
               "MME");
    assert_holds(kit_learn(&k, NULL), WRITTEN);
    kit_done(&k);
    k = kit_draft();
    kit_element(&k, "192.0.2.1", NULL, "MME", 80);
    kit_access(&k, kit_party("192.0.2.1", NULL), kit_party("198.51.100.2", NULL), "Some-Request",
               "MME");
    assert_lacks(kit_learn(&k, NULL), WRITTEN); /* not of those with others */
    kit_done(&k);
}

/* A customer's address is no reference: the pool is. */
static void customers_are_named_by_their_pool(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_origin(&k, "pool", "10.45.1.0/24", 3);
    kit_element(&k, "192.0.2.1", "mme1." KIT_REALM, "MME", 80);
    kit_learn(&k, NULL);
    kit_finding(&k, "user-to-core", "low", kit_party("10.45.1.7", NULL),
                kit_party("192.0.2.1", NULL));
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "  - from: 10.45.0.0/16\n    to: mme1\n");
    assert_lacks(text, "10.45.1.7");
    kit_done(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_low_is_permitted),
        cmocka_unit_test(what_is_more_is_told),
        cmocka_unit_test(gaps_of_the_draft_are_filled),
        cmocka_unit_test(what_the_first_run_found_is_no_gap),
        cmocka_unit_test(a_threshold_comes_before_a_permit),
        cmocka_unit_test(what_was_read_is_not_protected),
        cmocka_unit_test(customers_are_named_by_their_pool),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
