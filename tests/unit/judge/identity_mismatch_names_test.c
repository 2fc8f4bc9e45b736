#include "judge/identity_mismatch.h"

#include "unit/judge/claims_kit.h"

#define HOME "epc.mnc001.mcc001.3gppnetwork.org"
#define ABROAD "epc.mnc070.mcc999.3gppnetwork.org"
#define SISTER "epc.mnc002.mcc001.3gppnetwork.org"

static const char YAML[] =
    "version: 1\n"
    "home: {plmns: [\"00101\", \"00102\"], realms: [" HOME ", old.example]}\n"
    "elements:\n"
    "  - {name: hss1, role: HSS, addresses: [192.0.2.2]}\n"
    "  - {name: mme1, role: MME, addresses: [192.0.2.1], hosts: [mme1." HOME "]}\n"
    "  - {name: mme2, role: MME, addresses: [192.0.2.9], hosts: [mme2." HOME "]}\n"
    "  - {name: mme3, role: MME, hosts: [mme3." HOME "]}\n"
    "  - {name: dea1, role: DEA, addresses: [192.0.2.5]}\n"
    "partners: [{name: Roam Co, plmns: [\"99970\"], realms: [" ABROAD "], addresses: "
    "[203.0.113.0/24]}]\n";

/* What one request comes to: its severity, 0 for nothing. */
static enum severity of(const char *yaml, const char *from, const char *host, const char *realm,
                        const char *relay, enum outcome outcome)
{
    struct kit *k = kit_open(yaml);
    kit_vectors(k, from, host, realm, relay, outcome);
    const struct finding *f = kit_found(k, "identity-mismatch");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    kit_close(k);
    return severity;
}

static void a_host_of_one_network_and_a_realm_of_another(void **state)
{
    (void)state;
    const char *edge = "192.0.2.5";
    assert_int_equal(of(YAML, edge, "mme1." HOME, ABROAD, "r." ABROAD, OUTCOME_SUCCESS),
                     SEVERITY_HIGH);
    assert_int_equal(of(YAML, edge, "mme1." HOME, ABROAD, "r." ABROAD, OUTCOME_REFUSED),
                     SEVERITY_MEDIUM);
    assert_int_equal(of(YAML, edge, "mme1." HOME, ABROAD, "r." ABROAD, OUTCOME_NONE),
                     SEVERITY_MEDIUM);
    assert_int_equal(of(NULL, edge, "mme1." HOME, ABROAD, NULL, OUTCOME_REFUSED), SEVERITY_MEDIUM);
    /* Below its realm, also in two labels more, and in the IMS's beside the EPC's. */
    assert_int_equal(of(YAML, edge, "mme9." ABROAD, ABROAD, "r." ABROAD, OUTCOME_SUCCESS), 0);
    assert_int_equal(
        of(NULL, edge, "a.b.ims.mnc001.mcc001.3gppnetwork.org", HOME, NULL, OUTCOME_SUCCESS), 0);
}

static void an_operator_may_have_two_networks(void **state)
{
    (void)state;
    assert_int_equal(of(YAML, "192.0.2.1", "mme1." HOME, SISTER, NULL, OUTCOME_SUCCESS), 0);
    assert_int_equal(of(NULL, "192.0.2.1", "mme1." HOME, SISTER, NULL, OUTCOME_SUCCESS),
                     SEVERITY_LOW);
}

static void a_realm_outside_the_domains(void **state)
{
    (void)state;
    assert_int_equal(of(NULL, "192.0.2.1", "mme1." HOME, "example.org", NULL, OUTCOME_SUCCESS),
                     SEVERITY_LOW);
    assert_int_equal(of(YAML, "192.0.2.1", "mme1." HOME, "example.org", NULL, OUTCOME_SUCCESS),
                     SEVERITY_HIGH);
    assert_int_equal(of(YAML, "192.0.2.1", "mme1." HOME, "old.example", NULL, OUTCOME_SUCCESS), 0);
    /* Names that say nothing of a network are nothing that could contradict itself. */
    assert_int_equal(of(NULL, "192.0.2.1", "mme.localdomain", "other", NULL, OUTCOME_SUCCESS), 0);
    assert_int_equal(of(NULL, "192.0.2.1", "", HOME, NULL, OUTCOME_SUCCESS), 0);
}

static void our_name_by_way_of_another_network(void **state)
{
    (void)state;
    assert_int_equal(of(YAML, "192.0.2.5", "mme1." HOME, HOME, "dea." ABROAD, OUTCOME_SUCCESS),
                     SEVERITY_HIGH);
    assert_int_equal(of(YAML, "192.0.2.5", "mme1." HOME, HOME, "mme1." HOME, OUTCOME_SUCCESS), 0);
    assert_int_equal(of(YAML, "192.0.2.5", "mme9." ABROAD, ABROAD, "dea." ABROAD, OUTCOME_SUCCESS),
                     0);
    assert_int_equal(of(NULL, "192.0.2.5", "mme1." HOME, HOME, "dea." ABROAD, OUTCOME_SUCCESS), 0);
}

static void a_declared_name_from_elsewhere(void **state)
{
    (void)state;
    const char *name = "mme1." HOME;
    assert_int_equal(of(YAML, "192.0.2.9", name, HOME, NULL, OUTCOME_SUCCESS), SEVERITY_HIGH);
    assert_int_equal(of(YAML, "198.51.100.7", name, HOME, NULL, OUTCOME_REFUSED), SEVERITY_MEDIUM);
    assert_int_equal(of(YAML, "203.0.113.7", name, HOME, NULL, OUTCOME_REFUSED), SEVERITY_MEDIUM);
    assert_int_equal(of(YAML, "192.0.2.1", name, HOME, NULL, OUTCOME_SUCCESS), 0);
    assert_int_equal(of(YAML, "192.0.2.5", name, HOME, NULL, OUTCOME_SUCCESS), 0); /* a relay */
    assert_int_equal(of(YAML, "198.51.100.7", name, HOME, name, OUTCOME_SUCCESS), 0);
    assert_int_equal(of(YAML, "127.0.0.1", name, HOME, NULL, OUTCOME_SUCCESS), 0);
    /* Declared by name alone: it may be anywhere. */
    assert_int_equal(of(YAML, "198.51.100.7", "mme3." HOME, HOME, NULL, OUTCOME_SUCCESS), 0);
}

/* The name at its own place and at the edge, each speaking to the HSS; `sent`: the MME sends to the
 * edge as well. */
static enum severity through_edge(bool own, bool sent, const char *relay)
{
    static const char AIR[] = "Authentication-Information-Request";
    struct kit *k = kit_open(YAML);
    if (own)
        kit_vectors(k, "192.0.2.1", "mme1." HOME, HOME, NULL, OUTCOME_SUCCESS);
    if (sent) {
        kit_begin(k, PROTO_DIAMETER, AIR, PART_REQUEST, "192.0.2.1", "192.0.2.5");
        kit_put(k, MEANING_ORIGIN_HOST, "mme1." HOME);
        kit_send(k);
    }
    kit_vectors(k, "192.0.2.5", "mme1." HOME, HOME, relay, OUTCOME_SUCCESS);
    const struct finding *f = kit_found(k, "identity-mismatch");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    kit_close(k);
    return severity;
}

static void our_name_through_the_edge(void **state)
{
    (void)state;
    assert_int_equal(through_edge(true, false, NULL), SEVERITY_HIGH);
    assert_int_equal(through_edge(true, true, NULL), 0);
    assert_int_equal(through_edge(true, false, "mme1." HOME), 0);
    assert_int_equal(through_edge(false, false, NULL), 0); /* its own way was not seen */
}

static void several_addresses_of_one_association_are_one_place(void **state)
{
    (void)state;
    struct kit *k = kit_open(YAML);
    struct addr declared = kit_address("192.0.2.1");
    struct addr further = kit_address("198.51.100.1");
    kit_vectors(k, "198.51.100.1", "mme1." HOME, HOME, NULL, OUTCOME_SUCCESS);
    registry_same_element(k->registry, &declared, &further);
    assert_null(kit_found(k, "identity-mismatch"));
    kit_close(k);
}

/* One name in this order of addresses, separated by blanks. */
static const struct finding *in_turns(struct kit *k, const char *const *from, uint64_t apart)
{
    for (; *from; from++, k->time += apart)
        kit_vectors(k, *from, "mme1." HOME, HOME, NULL, OUTCOME_SUCCESS);
    return kit_found(k, "identity-mismatch");
}

#define TURNS(...)                                                                                 \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

static void one_name_at_two_sites_by_turns(void **state)
{
    (void)state;
    struct kit *k = kit_open(NULL);
    const struct finding *f =
        in_turns(k, TURNS("192.0.2.1", "198.51.100.4", "192.0.2.1", "198.51.100.4", "192.0.2.1"),
                 KIT_SECOND);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    assert_true(kit_says(k, f, "by turns"));
    kit_close(k);
}

static void turns_that_are_none(void **state)
{
    (void)state;
    const char *a = "192.0.2.1";
    const char *b = "198.51.100.4";
    struct kit *k = kit_open(NULL);
    assert_null(in_turns(k, TURNS(a, a, b, b, b), KIT_SECOND)); /* it went over, and stays */
    kit_close(k);
    k = kit_open(NULL);
    assert_null(in_turns(k, TURNS(a, "192.0.2.77", a, "192.0.2.77", a), KIT_SECOND)); /* one site */
    kit_close(k);
    k = kit_open(NULL); /* a day between */
    assert_null(in_turns(k, TURNS(a, b, a), 86400 * KIT_SECOND));
    kit_close(k);
    k = kit_open(NULL); /* an association of both */
    struct addr one = kit_address(a);
    struct addr two = kit_address(b);
    registry_same_element(k->registry, &one, &two);
    assert_null(in_turns(k, TURNS(a, b, a, b), KIT_SECOND));
    kit_close(k);
    k = kit_open(NULL); /* many names: it passes on */
    for (unsigned i = 0; i < RELAYED_NAMES; i++) {
        TEXT_ON(name, 60);
        text_format(&name, "mme%u." HOME, i + 10);
        kit_vectors(k, b, name.at, HOME, NULL, OUTCOME_SUCCESS);
    }
    assert_null(in_turns(k, TURNS(a, b, a, b), KIT_SECOND));
    kit_close(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_host_of_one_network_and_a_realm_of_another),
        cmocka_unit_test(an_operator_may_have_two_networks),
        cmocka_unit_test(a_realm_outside_the_domains),
        cmocka_unit_test(our_name_by_way_of_another_network),
        cmocka_unit_test(a_declared_name_from_elsewhere),
        cmocka_unit_test(our_name_through_the_edge),
        cmocka_unit_test(several_addresses_of_one_association_are_one_place),
        cmocka_unit_test(one_name_at_two_sites_by_turns),
        cmocka_unit_test(turns_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
