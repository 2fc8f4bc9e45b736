#include "judge/identity_mismatch.h"

#include "unit/judge/claims_kit.h"

static const char YAML[] = "version: 1\n"
                           "elements:\n"
                           "  - {name: mme1, role: MME, addresses: [192.0.2.1, 192.0.2.101]}\n"
                           "  - {name: mme2, role: MME, addresses: [192.0.2.9]}\n"
                           "  - {name: pgw1, role: PGW, addresses: [192.0.2.4]}\n"
                           "  - {name: fw1, role: firewall, addresses: [192.0.2.8]}\n";

enum { MME_S11 = 10, PGW_S5 = 7 };

static enum severity of(const char *yaml, const char *from, const char *endpoint,
                        uint32_t interface)
{
    struct kit *k = kit_open(yaml);
    struct addr a = kit_address(endpoint);
    kit_begin(k, PROTO_GTPV2, "Create Session Request", PART_REQUEST, from, "192.0.2.3");
    field_tunnel(&k->m, MEANING_SESSION_TUNNEL, 7, kit_keep(k, a.bytes, 4), interface << 16, 0);
    kit_send(k);
    const struct finding *f = kit_found(k, "identity-mismatch");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    kit_close(k);
    return severity;
}

static void anothers_endpoint(void **state)
{
    (void)state;
    assert_int_equal(of(YAML, "192.0.2.1", "192.0.2.9", MME_S11), SEVERITY_MEDIUM);
    assert_int_equal(of(YAML, "198.51.100.7", "192.0.2.9", MME_S11), SEVERITY_MEDIUM);
}

static void what_is_its_own_or_meant_for_others(void **state)
{
    (void)state;
    assert_int_equal(of(YAML, "192.0.2.1", "192.0.2.1", MME_S11), 0);
    assert_int_equal(of(YAML, "192.0.2.1", "192.0.2.101", MME_S11), 0); /* two addresses of one */
    assert_int_equal(of(YAML, "192.0.2.1", "198.51.100.7", MME_S11),
                     0);                                             /* a further one, perhaps */
    assert_int_equal(of(YAML, "192.0.2.1", "192.0.2.4", PGW_S5), 0); /* the gateway it has chosen */
    assert_int_equal(of(YAML, "192.0.2.8", "192.0.2.9", MME_S11), 0); /* a firewall passes on */
    assert_int_equal(of(NULL, "192.0.2.1", "192.0.2.9", MME_S11), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(anothers_endpoint),
        cmocka_unit_test(what_is_its_own_or_meant_for_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
