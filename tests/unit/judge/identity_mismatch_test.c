#include "judge/identity_mismatch.h"

#include "unit/judge/claims_kit.h"

#define HOME "epc.mnc001.mcc001.3gppnetwork.org"
#define ABROAD "epc.mnc070.mcc999.3gppnetwork.org"

/* Ten requests under one pair of names, over two hops, are one finding. */
static void one_sender_is_one_finding(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    for (unsigned i = 0; i < 10; i++) {
        kit_vectors(k, "192.0.2.5", "mme1." HOME, ABROAD, NULL, OUTCOME_REFUSED);
        kit_vectors(k, "192.0.2.6", "mme1." HOME, ABROAD, "dea1." HOME, OUTCOME_SUCCESS);
    }
    size_t count;
    unsigned mine = 0;
    registry_finish(k->registry);
    judge_finish(k->judge);
    const struct finding *const *all = judge_findings(k->judge, &count);
    for (size_t i = 0; i < count; i++)
        mine += all[i]->check == &check_identity_mismatch;
    assert_int_equal(mine, 1);
    assert_int_equal(all[0]->severity, SEVERITY_HIGH);
    assert_int_equal(all[0]->count, 20);
    struct addr first = kit_address("192.0.2.5");
    assert_true(addr_equal(&all[0]->actor.address, &first));
    assert_true(strlen(judge_text(k->judge, all[0]->title)) < 100);
    assert_string_equal(judge_text(k->judge, all[0]->filter),
                        "diameter.Origin-Host == \"mme1." HOME "\"");
    kit_close(k);
}

/* A name could close the quotes of a filter. */
static void a_name_that_is_no_name_is_no_filter(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    kit_vectors(k, "192.0.2.5", "m\" || tcp || \"." HOME, ABROAD, NULL, OUTCOME_REFUSED);
    const struct finding *f = kit_found(k, "identity-mismatch");
    assert_non_null(f);
    assert_string_equal(judge_text(k->judge, f->filter),
                        "diameter.cmd.code == 318 && ip.addr == 192.0.2.5");
    kit_close(k);
}

static void messages_without_names_are_no_matter(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    kit_vectors(k, "192.0.2.5", NULL, NULL, NULL, OUTCOME_SUCCESS);
    kit_reads(k, "10.0.0.16", "10.0.0.14", NULL);
    kit_send(k);
    assert_null(kit_found(k, "identity-mismatch"));
    kit_close(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_sender_is_one_finding),
        cmocka_unit_test(a_name_that_is_no_name_is_no_filter),
        cmocka_unit_test(messages_without_names_are_no_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
