#include "judge/identity_mismatch.h"

#include "unit/judge/claims_kit.h"

static const char AMF[] = INSTANCE("12");
static const char SMF[] = INSTANCE("16");

static const char YAML[] = "version: 1\n"
                           "elements:\n"
                           "  - {name: amf1, role: AMF, addresses: [10.0.0.12]}\n"
                           "  - {name: nrf1, role: NRF, addresses: [10.0.0.10]}\n"
                           "  - {name: scp1, role: SCP, addresses: [10.0.0.11]}\n";

static void anothers_instance_from_a_registered_address(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    kit_registers(k, "10.0.0.12", AMF, "AMF");
    kit_registers(k, "10.0.0.16", SMF, "SMF");
    kit_reads(k, "10.0.0.16", "10.0.0.14", AMF);
    kit_send(k);
    kit_data(k, "10.0.0.14", "10.0.0.16", OUTCOME_SUCCESS);
    const struct finding *f = kit_found(k, "identity-mismatch");
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    assert_int_equal(f->person_count, 1);
    kit_close(k);
}

/* Each case leaves one thing out that makes it a mismatch. */
static void what_proves_nothing(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL); /* one host of both, a laboratory */
    kit_registers(k, "10.0.0.12", AMF, "AMF");
    kit_registers(k, "10.0.0.16", SMF, "SMF");
    kit_registers(k, "10.0.0.16", INSTANCE("17"), "PCF");
    kit_reads(k, "10.0.0.16", "10.0.0.14", AMF);
    kit_send(k);
    assert_null(kit_found(k, "identity-mismatch"));
    kit_close(k);
    k = kit_open(NULL); /* its registration was refused */
    kit_registers(k, "10.0.0.12", AMF, "AMF");
    kit_nrf(k, "Nnrf_NFManagement_NFRegister", "10.0.0.16", SMF, "SMF", OUTCOME_REFUSED);
    kit_reads(k, "10.0.0.16", "10.0.0.14", AMF);
    kit_send(k);
    assert_null(kit_found(k, "identity-mismatch"));
    kit_close(k);
    k = kit_open(NULL); /* passed on, and it says so */
    kit_registers(k, "10.0.0.12", AMF, "AMF");
    kit_registers(k, "10.0.0.16", SMF, "SMF");
    kit_reads(k, "10.0.0.16", "10.0.0.14", AMF);
    kit_put(k, MEANING_ROUTE, "SCP-scp1.example");
    kit_send(k);
    assert_null(kit_found(k, "identity-mismatch"));
    kit_close(k);
    k = kit_open(NULL); /* passed on, and it was sent there */
    kit_registers(k, "10.0.0.12", AMF, "AMF");
    kit_registers(k, "10.0.0.16", SMF, "SMF");
    kit_reads(k, "10.0.0.12", "10.0.0.16", AMF);
    kit_send(k);
    kit_reads(k, "10.0.0.16", "10.0.0.14", AMF);
    kit_send(k);
    assert_null(kit_found(k, "identity-mismatch"));
    kit_close(k);
}

static enum severity says_type(const char *from, const char *type)
{
    struct kit *k = kit_open(YAML);
    kit_reads(k, from, "10.0.0.14", NULL);
    kit_put(k, MEANING_NF_TYPE, type);
    kit_send(k);
    const struct finding *f = kit_found(k, "identity-mismatch");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    kit_close(k);
    return severity;
}

static void a_type_that_is_not_declared(void **state)
{
    (void)state;
    assert_int_equal(says_type("10.0.0.12", "UDM"), SEVERITY_MEDIUM);
    assert_int_equal(says_type("10.0.0.12", "AMF"), SEVERITY_NONE);
    assert_int_equal(says_type("10.0.0.12", "CUSTOM_VENDOR"), SEVERITY_NONE);
    assert_int_equal(says_type("10.0.0.10", "UDM"), SEVERITY_NONE); /* an NRF forwards */
    assert_int_equal(says_type("10.0.0.11", "UDM"), SEVERITY_NONE); /* an SCP does */
    assert_int_equal(says_type("10.0.0.99", "UDM"), SEVERITY_NONE); /* nobody knows what it is */
}

/* Without a declaration: what it registered as, against what it says when it asks. */
static enum severity registered(const char *as, const char *further, const char *says)
{
    struct kit *k = kit_open(NULL);
    kit_registers(k, "10.0.0.17", INSTANCE("17"), as);
    if (further)
        kit_registers(k, "10.0.0.17", INSTANCE("18"), further);
    kit_reads(k, "10.0.0.17", "10.0.0.14", NULL);
    kit_put(k, MEANING_NF_TYPE, says);
    kit_send(k);
    const struct finding *f = kit_found(k, "identity-mismatch");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    kit_close(k);
    return severity;
}

static void a_type_that_it_did_not_register_as(void **state)
{
    (void)state;
    assert_int_equal(registered("PCF", NULL, "UDM"), SEVERITY_MEDIUM);
    assert_int_equal(registered("PCF", NULL, "PCF"), SEVERITY_NONE);
    assert_int_equal(registered("PCF", "UDM", "UDM"), SEVERITY_NONE); /* two on one host */
    assert_int_equal(registered("NRF", NULL, "UDM"), SEVERITY_NONE);
    assert_int_equal(registered("SCP", NULL, "UDM"), SEVERITY_NONE);
    assert_int_equal(registered("VENDOR_X", NULL, "UDM"), SEVERITY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(anothers_instance_from_a_registered_address),
        cmocka_unit_test(what_proves_nothing),
        cmocka_unit_test(a_type_that_is_not_declared),
        cmocka_unit_test(a_type_that_it_did_not_register_as),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
