#include "judge/rogue_function.h"

#include "unit/judge/claims_kit.h"

#define SMF INSTANCE("16")
#define UPDATE "Nnrf_NFManagement_NFUpdate"

static const char YAML[] = "version: 1\n"
                           "home: {plmns: [\"00101\"]}\n"
                           "elements:\n"
                           "  - {name: smf1, role: SMF, addresses: [10.0.0.16, 198.51.100.16]}\n"
                           "  - {name: oss1, role: OSS, addresses: [10.0.0.90]}\n";

static enum severity closing(struct kit *k)
{
    const struct finding *f = kit_found(k, "rogue-function");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    kit_close(k);
    return severity;
}

static enum severity profile(const char *yaml, const char *from, const char *type,
                             const char *address, const char *fqdn)
{
    struct kit *k = kit_open(yaml);
    kit_begin(k, PROTO_HTTP2, "Nnrf_NFManagement_NFRegister", PART_REQUEST, from, "10.0.0.10");
    kit_put(k, MEANING_RESOURCE, "/nnrf-nfm/v1/nf-instances/" SMF);
    kit_put(k, MEANING_NF_TYPE, type);
    if (address)
        kit_put_address(k, MEANING_ORIGIN_ADDRESS, address);
    kit_put(k, MEANING_ORIGIN_ADDRESS, fqdn);
    kit_send(k);
    return closing(k);
}

static void a_profile_that_leads_outside(void **state)
{
    (void)state;
    const char *from = "10.0.0.16";
    assert_int_equal(profile(NULL, from, "SMF", "8.8.8.8", NULL), SEVERITY_MEDIUM);
    assert_int_equal(profile(NULL, from, "SMF", "10.96.0.16", NULL), 0); /* a service's address */
    assert_int_equal(profile(NULL, from, "SMF", from, "smf1.example"), 0);
    assert_int_equal(profile(NULL, "8.8.4.4", "SMF", "8.8.8.8", NULL), 0); /* all are public here */
    assert_int_equal(profile(NULL, from, "SEPP", "8.8.8.8", NULL), 0);     /* faces outside */
    assert_int_equal(profile(YAML, from, "SMF", "198.51.100.16", NULL), 0); /* declared */
}

static void a_name_of_another_network(void **state)
{
    (void)state;
    const char *from = "10.0.0.16";
    const char *ours = "smf1.5gc.mnc001.mcc001.3gppnetwork.org";
    const char *others = "smf1.5gc.mnc070.mcc999.3gppnetwork.org";
    assert_int_equal(profile(YAML, from, "SMF", NULL, others), SEVERITY_MEDIUM);
    assert_int_equal(profile(YAML, from, "SMF", NULL, ours), 0);
    assert_int_equal(profile(NULL, from, "SMF", NULL, others), 0); /* who knows what is home */
}

static void a_type_that_is_not_declared(void **state)
{
    (void)state;
    assert_int_equal(profile(YAML, "10.0.0.16", "UDM", NULL, NULL), SEVERITY_MEDIUM);
    assert_int_equal(profile(YAML, "10.0.0.16", "SMF", NULL, NULL), 0);
    assert_int_equal(profile(YAML, "10.0.0.16", "CUSTOM_X", NULL, NULL), 0);
    assert_int_equal(profile(YAML, "10.0.0.90", "UDM", NULL, NULL), 0); /* OSS registers others */
}

static void from_two_places_at_once(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    kit_registers(k, "10.0.0.16", SMF, "SMF");
    kit_registers(k, "10.0.0.66", SMF, "SMF");
    kit_nrf(k, UPDATE, "10.0.0.16", SMF, NULL, OUTCOME_SUCCESS);
    const struct finding *f = kit_found(k, "rogue-function");
    assert_non_null(f);
    struct addr second = kit_address("10.0.0.66");
    assert_true(addr_equal(&f->actor.address, &second));
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    kit_close(k);
}

/* Requests under the name, from where it was first, so many seconds after it was taken over. */
static enum severity speaks_after(uint64_t seconds, const char *from)
{
    struct kit *k = kit_open(NULL);
    kit_registers(k, "10.0.0.16", SMF, "SMF");
    kit_registers(k, "10.0.0.66", SMF, "SMF");
    k->time += seconds * KIT_SECOND;
    kit_reads(k, from, "10.0.0.14", SMF);
    kit_send(k);
    return closing(k);
}

static void who_never_left_goes_on_speaking(void **state)
{
    (void)state;
    assert_int_equal(speaks_after(90, "10.0.0.16"), SEVERITY_MEDIUM);
    assert_int_equal(speaks_after(30, "10.0.0.16"), 0); /* what was under way */
    assert_int_equal(speaks_after(90, "10.0.0.66"), 0);
    assert_int_equal(speaks_after(90, "10.0.0.67"), 0); /* a further part of it */
}

static void from_one_place_after_the_other(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL); /* it moves */
    kit_registers(k, "10.0.0.16", SMF, "SMF");
    kit_registers(k, "10.0.0.66", SMF, "SMF");
    kit_nrf(k, UPDATE, "10.0.0.66", SMF, NULL, OUTCOME_SUCCESS);
    assert_int_equal(closing(k), 0);
    k = kit_open(NULL); /* and back: it registers again */
    kit_registers(k, "10.0.0.16", SMF, "SMF");
    kit_registers(k, "10.0.0.66", SMF, "SMF");
    kit_registers(k, "10.0.0.16", SMF, "SMF");
    kit_nrf(k, UPDATE, "10.0.0.16", SMF, NULL, OUTCOME_SUCCESS);
    assert_int_equal(closing(k), 0);
    k = kit_open(NULL); /* refused: nothing was taken over */
    kit_registers(k, "10.0.0.16", SMF, "SMF");
    kit_nrf(k, "Nnrf_NFManagement_NFRegister", "10.0.0.66", SMF, "SMF", OUTCOME_REFUSED);
    kit_nrf(k, UPDATE, "10.0.0.16", SMF, NULL, OUTCOME_SUCCESS);
    assert_int_equal(closing(k), 0);
    k = kit_open(NULL); /* two addresses of one host */
    struct addr a = kit_address("10.0.0.16");
    struct addr b = kit_address("10.0.0.66");
    registry_same_element(k->registry, &a, &b);
    kit_registers(k, "10.0.0.16", SMF, "SMF");
    kit_registers(k, "10.0.0.66", SMF, "SMF");
    kit_nrf(k, UPDATE, "10.0.0.16", SMF, NULL, OUTCOME_SUCCESS);
    assert_int_equal(closing(k), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_profile_that_leads_outside),
        cmocka_unit_test(a_name_of_another_network),
        cmocka_unit_test(a_type_that_is_not_declared),
        cmocka_unit_test(from_two_places_at_once),
        cmocka_unit_test(who_never_left_goes_on_speaking),
        cmocka_unit_test(from_one_place_after_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
