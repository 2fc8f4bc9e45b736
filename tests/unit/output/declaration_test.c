#include "unit/output/declaration_kit.h"

static void nothing_seen_is_a_draft_too(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "\nversion: 1\n");
    assert_holds(text, "# home: ?");
    assert_lacks(text, "elements:");
    kit_done(&k);
}

/* What a witness tells is its own and gone when the sink returns. */
static void tellings_are_copied(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    char address[] = "192.0.2.1";
    char name[] = "mme1." KIT_REALM;
    kit_element(&k, address, name, "MME", 80);
    memset(address, 'x', sizeof address - 1);
    memset(name, 'x', sizeof name - 1);
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "addresses: [192.0.2.1]");
    assert_holds(text, "hosts: [mme1." KIT_REALM "]");
    kit_done(&k);
}

/* The first run tells all, further ones only what is still found. */
static void further_runs_tell_findings(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    bool changed = false;
    assert_non_null(k.sink.element);
    kit_learn(&k, &changed);
    assert_true(changed);
    assert_null(k.sink.element);
    assert_non_null(k.sink.finding);
    kit_learn(&k, &changed);
    assert_false(changed);
    kit_done(&k);
}

static void somebodys_equipment_is_no_element(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "10.45.0.2", NULL, "user", 70);
    k.sink.element(k.sink.arg, &(struct postern_element){
                                   .address = "10.45.0.3", .messages = 4, .subscriber = true});
    const char *text = kit_learn(&k, NULL);
    assert_lacks(text, "10.45.0.2");
    assert_lacks(text, "10.45.0.3");
    assert_holds(text, "user_pools: [10.45.0.0/16]");
    kit_done(&k);
}

static void the_same_tellings_give_the_same_bytes(void **state)
{
    (void)state;
    struct kit k[2];
    const char *text[2];
    for (unsigned i = 0; i < 2; i++) {
        k[i] = kit_draft();
        kit_element(&k[i], "192.0.2.2", "hss1." KIT_REALM, "HSS", 80);
        kit_element(&k[i], "192.0.2.1", "mme1." KIT_REALM, "MME", 80);
        kit_talk(&k[i], "192.0.2.1", "192.0.2.2", "ssh", 22);
        text[i] = kit_learn(&k[i], NULL);
    }
    assert_string_equal(text[0], text[1]);
    kit_done(&k[0]);
    kit_done(&k[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_seen_is_a_draft_too),
        cmocka_unit_test(tellings_are_copied),
        cmocka_unit_test(further_runs_tell_findings),
        cmocka_unit_test(somebodys_equipment_is_no_element),
        cmocka_unit_test(the_same_tellings_give_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
