#include "judge/rogue_function.h"

#include "unit/judge/claims_kit.h"

static const char YAML[] =
    "version: 1\n"
    "elements:\n"
    "  - {name: hss1, role: HSS, addresses: [192.0.2.2]}\n"
    "  - {name: mme1, role: MME, addresses: [192.0.2.1]}\n"
    "  - {name: mme3, role: MME, hosts: [mme3.home.example]}\n"
    "  - {name: smf1, role: SMF, addresses: [10.0.0.16]}\n"
    "  - {name: gnb1, role: gNB, addresses: [10.0.1.21]}\n"
    "partners: [{name: Roam Co, realms: [roam.example], addresses: [203.0.113.0/24]}]\n";

static const char BARE[] = "version: 1\n"
                           "elements: [{name: dns1, role: dns, addresses: [10.0.0.53]}]\n";

static enum severity closing(struct kit *k)
{
    const struct finding *f = kit_found(k, "rogue-function");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    kit_close(k);
    return severity;
}

static enum severity comes_in(const char *yaml, enum proto proto, const char *ask,
                              const char *answer, const char *from, const char *host,
                              enum outcome outcome)
{
    struct kit *k = kit_open(yaml);
    kit_begin(k, proto, ask, PART_REQUEST, from, "192.0.2.2");
    kit_put(k, MEANING_ORIGIN_HOST, host);
    kit_send(k);
    if (outcome != OUTCOME_NONE)
        kit_answer(k, proto, answer, "192.0.2.2", from, outcome, 0);
    return closing(k);
}

static enum severity connects(const char *yaml, const char *from, const char *host)
{
    return comes_in(yaml, PROTO_DIAMETER, "Capabilities-Exchange-Request",
                    "Capabilities-Exchange-Answer", from, host, OUTCOME_SUCCESS);
}

static enum severity sets_up(const char *yaml, const char *from, enum outcome outcome)
{
    return comes_in(yaml, PROTO_NGAP, "NGSetupRequest", "NGSetupResponse", from, NULL, outcome);
}

static enum severity associates(const char *yaml, const char *from)
{
    return comes_in(yaml, PROTO_PFCP, "PFCP Association Setup Request",
                    "PFCP Association Setup Response", from, NULL, OUTCOME_SUCCESS);
}

static void a_peer_of_nobodys(void **state)
{
    (void)state;
    assert_int_equal(connects(YAML, "198.51.100.7", "mme9.home.example"), SEVERITY_MEDIUM);
    assert_int_equal(associates(YAML, "198.51.100.7"), SEVERITY_MEDIUM);
    assert_int_equal(sets_up(YAML, "198.51.100.7", OUTCOME_SUCCESS), SEVERITY_MEDIUM);
    /* Low by itself; that it is in no declaration and plays a part weighs more. */
    assert_int_equal(sets_up(YAML, "198.51.100.7", OUTCOME_NONE), SEVERITY_MEDIUM);
}

static void who_is_declared_or_a_partner(void **state)
{
    (void)state;
    assert_int_equal(connects(YAML, "192.0.2.1", "mme1.home.example"), 0);
    assert_int_equal(connects(YAML, "203.0.113.9", "dea.roam.example"), 0);
    assert_int_equal(connects(YAML, "198.51.100.7", "dea.roam.example"), 0);
    assert_int_equal(connects(YAML, "198.51.100.7", "mme3.home.example"), 0);
    assert_int_equal(associates(YAML, "10.0.0.16"), 0);
    assert_int_equal(sets_up(YAML, "10.0.1.21", OUTCOME_SUCCESS), 0);
    assert_int_equal(sets_up(YAML, "127.0.0.1", OUTCOME_SUCCESS), 0);
}

/* A declaration that names none of a kind says nothing of that kind. */
static void what_is_not_declared_at_all(void **state)
{
    (void)state;
    assert_int_equal(connects(BARE, "198.51.100.7", "mme9.home.example"), 0);
    assert_int_equal(sets_up(BARE, "198.51.100.7", OUTCOME_SUCCESS), 0);
    assert_int_equal(associates(BARE, "198.51.100.7"), 0);
    assert_int_equal(connects(NULL, "198.51.100.7", "mme9.home.example"), 0);
    struct kit *k = kit_open(BARE);
    kit_registers(k, "10.0.0.66", INSTANCE("66"), "SMF");
    assert_int_equal(closing(k), 0);
}

static void what_it_reaches_weighs_it_up(void **state)
{
    (void)state;
    for (unsigned reads = 0; reads < 3; reads++) {
        struct kit *k = kit_open(YAML);
        kit_registers(k, "10.0.0.66", INSTANCE("66"), "SMF");
        if (reads) {
            kit_reads(k, "10.0.0.66", "10.0.0.14", INSTANCE("66"));
            kit_send(k);
            kit_data(k, "10.0.0.14", "10.0.0.66", reads == 2 ? OUTCOME_SUCCESS : OUTCOME_REFUSED);
        }
        assert_int_equal(closing(k), reads == 2 ? SEVERITY_HIGH : SEVERITY_MEDIUM);
    }
}

static void a_known_address_under_any_instance(void **state)
{
    (void)state;
    struct kit *k = kit_open(YAML);
    kit_registers(k, "10.0.0.16", INSTANCE("16"), "SMF");
    assert_int_equal(closing(k), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_peer_of_nobodys),
        cmocka_unit_test(who_is_declared_or_a_partner),
        cmocka_unit_test(what_is_not_declared_at_all),
        cmocka_unit_test(what_it_reaches_weighs_it_up),
        cmocka_unit_test(a_known_address_under_any_instance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
