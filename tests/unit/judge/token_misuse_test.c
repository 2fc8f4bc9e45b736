#include "unit/judge/token_kit.h"

static void a_token_of_another_nf(void **state)
{
    (void)state;
    for (unsigned answered = 0; answered < 2; answered++) {
        struct kit *k = kit_open(NULL);
        kit_registers(k, AMF_AT, AMF, "AMF");
        kit_registers(k, SMF_AT, SMF, "SMF");
        use(k, SMF_AT, AMF, 77, answered ? OUTCOME_SUCCESS : OUTCOME_REFUSED);
        assert_int_equal(token_found(k), answered ? SEVERITY_HIGH : SEVERITY_MEDIUM);
    }
}

static void ones_own_token_is_none(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    kit_registers(k, AMF_AT, AMF, "AMF");
    kit_registers(k, SMF_AT, SMF, "SMF");
    give(k, AMF_AT, AMF, 77);
    use(k, AMF_AT, AMF, 77, OUTCOME_SUCCESS);
    give(k, SMF_AT, SMF, 78);
    use(k, SMF_AT, SMF, 78, OUTCOME_SUCCESS);
    use(k, SMF_AT, SMF, 78, OUTCOME_REFUSED);
    assert_int_equal(token_found(k), 0);
}

static void a_relay_brings_others_tokens(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL); /* sent to it first */
    kit_registers(k, SMF_AT, SMF, "SMF");
    give(k, AMF_AT, AMF, 77);
    kit_reads(k, AMF_AT, SMF_AT, AMF);
    kit_send(k);
    use(k, SMF_AT, AMF, 77, OUTCOME_SUCCESS);
    assert_int_equal(token_found(k), 0);
    k = kit_open(NULL); /* it says so */
    kit_registers(k, SMF_AT, SMF, "SMF");
    with_token(k, SMF_AT, AMF, 77);
    kit_put(k, MEANING_ROUTE, "SCP-scp1.example");
    kit_send(k);
    assert_int_equal(token_found(k), 0);
    k = kit_open(
        NULL); /* it asks for the token on behalf of another (TS 23.501 annex E, model D) */
    kit_registers(k, SMF_AT, SMF, "SMF");
    give(k, SMF_AT, AMF, 77);
    use(k, SMF_AT, AMF, 77, OUTCOME_SUCCESS);
    assert_int_equal(token_found(k), 0);
}

static void given_to_one_and_used_by_another(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    give(k, AMF_AT, AMF, 77);
    use(k, "10.0.0.66", AMF, 77, OUTCOME_SUCCESS);
    const struct finding *f = kit_found(k, "token-misuse");
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    struct addr thief = kit_address("10.0.0.66");
    assert_true(addr_equal(&f->actor.address, &thief));
    kit_close(k);
    k = kit_open(NULL); /* another token: nobody knows to whom it was given */
    give(k, AMF_AT, AMF, 77);
    use(k, "10.0.0.66", AMF, 78, OUTCOME_SUCCESS);
    assert_int_equal(token_found(k), 0);
    k = kit_open(NULL); /* two addresses of one host */
    struct addr a = kit_address(AMF_AT);
    struct addr b = kit_address("10.0.0.66");
    registry_same_element(k->registry, &a, &b);
    give(k, AMF_AT, AMF, 77);
    use(k, "10.0.0.66", AMF, 77, OUTCOME_SUCCESS);
    assert_int_equal(token_found(k), 0);
    k = kit_open(NULL); /* everything on one host */
    give(k, "127.0.0.1", AMF, 77);
    use(k, "127.0.0.2", AMF, 77, OUTCOME_SUCCESS);
    assert_int_equal(token_found(k), 0);
}

static void the_declaration_knows_whose_it_is(void **state)
{
    (void)state;
    static const char YAML[] =
        "version: 1\n"
        "elements:\n"
        "  - {name: amf1, role: AMF, addresses: [10.0.0.12], nf_instances: [" AMF "]}\n"
        "  - {name: smf1, role: SMF, addresses: [10.0.0.16]}\n"
        "  - {name: pcf1, role: PCF, nf_instances: [" INSTANCE(
            "17") "]}\n"
                  "  - {name: scp1, role: SCP, addresses: [10.0.0.11]}\n";
    struct kit *k = kit_open(YAML);
    use(k, SMF_AT, AMF, 77, OUTCOME_REFUSED);
    assert_int_equal(token_found(k), SEVERITY_MEDIUM);
    k = kit_open(YAML);
    use(k, AMF_AT, AMF, 77, OUTCOME_SUCCESS);
    use(k, "10.0.0.11", AMF, 77, OUTCOME_SUCCESS);            /* a declared relay */
    use(k, "10.0.0.99", INSTANCE("17"), 78, OUTCOME_SUCCESS); /* declared by instance alone */
    assert_int_equal(token_found(k), 0);
}

static void refused_and_back_with_anothers(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    use(k, "10.0.0.66", SMF, 78, OUTCOME_REFUSED);
    use(k, "10.0.0.66", AMF, 77, OUTCOME_SUCCESS);
    const struct finding *f = kit_found(k, "token-misuse");
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    assert_true(kit_says(k, f, "was refused"));
    kit_close(k);
    k = kit_open(NULL); /* renewed */
    use(k, "10.0.0.66", SMF, 78, OUTCOME_REFUSED);
    use(k, "10.0.0.66", SMF, 79, OUTCOME_SUCCESS);
    assert_int_equal(token_found(k), 0);
    k = kit_open(NULL); /* not refused: two functions on one host */
    use(k, "10.0.0.66", SMF, 78, OUTCOME_SUCCESS);
    use(k, "10.0.0.66", AMF, 77, OUTCOME_SUCCESS);
    assert_int_equal(token_found(k), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_token_of_another_nf),
        cmocka_unit_test(ones_own_token_is_none),
        cmocka_unit_test(a_relay_brings_others_tokens),
        cmocka_unit_test(given_to_one_and_used_by_another),
        cmocka_unit_test(the_declaration_knows_whose_it_is),
        cmocka_unit_test(refused_and_back_with_anothers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
