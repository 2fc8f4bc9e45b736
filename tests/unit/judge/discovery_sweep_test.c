#include "unit/judge/sweep_kit.h"

static const char AUSF_AT[] = "10.0.0.13";
static const char AUSF[] = INSTANCE("13");

static void read_of(struct kit *k, const char *from, const char *name, enum outcome outcome)
{
    kit_reads(k, from, "10.0.0.14", name);
    kit_send(k);
    kit_data(k, "10.0.0.14", from, outcome);
}

static void a_read_weighs_it_up(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    look_for(k, AUSF_AT, AUSF, "AUSF", LIST("UDM", "UDR", "SMF", "AMF"));
    assert_int_equal(sweep_found(k), SEVERITY_MEDIUM);
    k = kit_open(NULL);
    look_for(k, AUSF_AT, AUSF, "AUSF", LIST("UDM", "UDR", "SMF", "AMF"));
    read_of(k, AUSF_AT, AUSF, OUTCOME_SUCCESS);
    assert_int_equal(sweep_found(k), SEVERITY_HIGH);
    k = kit_open(NULL); /* refused */
    look_for(k, AUSF_AT, AUSF, "AUSF", LIST("UDM", "UDR", "SMF", "AMF"));
    read_of(k, AUSF_AT, AUSF, OUTCOME_REFUSED);
    assert_int_equal(sweep_found(k), SEVERITY_MEDIUM);
    k = kit_open(NULL); /* somebody else's */
    look_for(k, AUSF_AT, AUSF, "AUSF", LIST("UDM", "UDR", "SMF", "AMF"));
    read_of(k, "10.0.0.12", INSTANCE("12"), OUTCOME_SUCCESS);
    assert_int_equal(sweep_found(k), SEVERITY_MEDIUM);
}

/* It reads what it found as it goes. */
static void a_read_in_between_counts(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    look_for(k, AUSF_AT, AUSF, "AUSF", LIST("UDM"));
    read_of(k, AUSF_AT, AUSF, OUTCOME_SUCCESS);
    look_for(k, AUSF_AT, AUSF, "AUSF", LIST("UDR", "SMF", "AMF"));
    assert_int_equal(sweep_found(k), SEVERITY_HIGH);
}

/* What its role does every day is no fruit of it. */
static void an_everyday_read_is_no_fruit(void **state)
{
    (void)state;
    const char *amf = INSTANCE("12");
    struct kit *k = kit_open(NULL);
    kit_registers(k, "10.0.0.12", amf, "AMF");
    look_for(k, "10.0.0.12", amf, "AMF", LIST("UPF", "BSF", "HSS", "UDM"));
    read_of(k, "10.0.0.12", amf, OUTCOME_SUCCESS);
    assert_int_equal(sweep_found(k), SEVERITY_MEDIUM);
}

static void asking_again_adds_nothing(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    for (unsigned i = 0; i < 100; i++)
        look_for(k, "10.0.0.12", INSTANCE("12"), "AMF",
                 LIST("AUSF", "UDM", "SMF", "PCF", "NSSF", "SMSF", "LMF", "AMF", "NRF", "CHF"));
    assert_int_equal(sweep_found(k), 0);
}

static void whose_work_is_to_ask_for_all(void **state)
{
    (void)state;
    const char *const *all = LIST("AUSF", "UDM", "SMF", "PCF", "NSSF", "SMSF", "LMF", "AMF", "UDR",
                                  "NEF", "BSF", "UPF", "GMLC", "CHF");
    struct kit *k = kit_open(NULL);
    look_for(k, "10.0.0.11", INSTANCE("11"), "SCP", all);
    look_for(k, "10.0.0.20", INSTANCE("20"), "NWDAF", all);
    look_for(k, "127.0.0.1", NULL, "SCP", all);
    assert_int_equal(sweep_found(k), 0);
    k = kit_open("version: 1\nelements: [{name: o, role: OSS, addresses: [10.0.0.90]}]\n");
    look_for(k, "10.0.0.90", NULL, NULL, all);
    assert_int_equal(sweep_found(k), 0);
    k = kit_open(NULL); /* questions of others that were sent there first */
    for (const char *const *one = all; *one; one++) {
        kit_begin(k, PROTO_HTTP2, "Nnrf_NFDiscovery_Request", PART_REQUEST, "10.0.0.12",
                  "10.0.0.77");
        kit_put(k, MEANING_ORIGIN_HOST, INSTANCE("12"));
        kit_send(k);
        look(k, "10.0.0.77", INSTANCE("12"), NULL, *one, NULL);
    }
    assert_int_equal(sweep_found(k), 0);
}

static void what_it_is_declared_to_be_counts_more_than_its_word(void **state)
{
    (void)state;
    struct kit *k =
        kit_open("version: 1\nelements: [{name: a, role: AUSF, addresses: [10.0.0.13]}]\n");
    look_for(k, AUSF_AT, AUSF, "SCP", LIST("UDM", "UDR", "SMF", "AMF"));
    /* That it says it is an SCP makes it a relay only where nobody declared what it is; here it
     * is one wrong more. */
    const struct finding *f = kit_found(k, "identity-mismatch");
    assert_non_null(f);
    assert_true(f->also != 0);
    assert_true(kit_says(k, f, "looks for UDR"));
    kit_close(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_read_weighs_it_up),
        cmocka_unit_test(a_read_in_between_counts),
        cmocka_unit_test(an_everyday_read_is_no_fruit),
        cmocka_unit_test(asking_again_adds_nothing),
        cmocka_unit_test(whose_work_is_to_ask_for_all),
        cmocka_unit_test(what_it_is_declared_to_be_counts_more_than_its_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
