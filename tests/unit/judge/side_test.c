#include "judge/side.h"

#include "unit/judge/judge_scene.h"

static const char YAML[] =
    "version: 1\n"
    "home: {plmns: [\"00101\"], realms: [epc.mnc001.mcc001.3gppnetwork.org], "
    "global_titles: [\"99901\"]}\n"
    "elements:\n"
    "  - {name: hss1, roles: [HSS, EIR], addresses: [192.0.2.5], hosts: [hss1.example]}\n"
    "  - {name: dra1, role: DRA, addresses: [192.0.2.9], hosts: [dra1.example]}\n"
    "  - {name: smf1, role: SMF, nf_instances: [6b1d2a7e-0000-4000-8000-000000000001]}\n"
    "partners:\n"
    "  - {name: Roam, plmns: [\"99970\"], global_titles: [\"99888\"], addresses: "
    "[203.0.113.0/24]}\n";

static struct side seen(struct scene *s, const char *address, const char *name, const char *realm)
{
    struct side side;
    struct party p = scene_party(s, address, name);
    side_of(s->judge, &p, scene_name(s, realm), &side);
    return side;
}

static void names_come_before_addresses(void **state)
{
    (void)state;
    struct scene s;
    scene_open(&s, YAML);
    struct side a = seen(&s, "192.0.2.9", "hss1.example", NULL);
    assert_string_equal(a.declared->name, "hss1");
    assert_string_equal(a.relay->name, "dra1");
    assert_int_equal(a.confidence, 100);
    assert_true(side_plays(&a, ROLE_HLR)); /* TS 23.002 4.1.1.1 */
    assert_true(side_plays(&a, ROLE_EIR));
    assert_false(side_plays(&a, ROLE_MME));
    a = seen(&s, "192.0.2.9", "who.example", NULL);
    assert_null(a.declared);
    assert_non_null(a.relay);
    a = seen(&s, "192.0.2.9", NULL, NULL);
    assert_string_equal(a.declared->name, "dra1");
    a = seen(&s, "192.0.2.44", "6b1d2a7e-0000-4000-8000-000000000001", NULL);
    assert_string_equal(a.declared->name, "smf1");
    scene_close(&s);
}

static void whose_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *address, *name, *realm;
        enum belongs belongs;
        const char *plmn;
    } rows[] = {
        {"192.0.2.5", NULL, NULL, BELONGS_HOME, ""},
        {"192.0.2.6", NULL, NULL, BELONGS_UNKNOWN, ""},
        {"192.0.2.6", NULL, "epc.mnc001.mcc001.3gppnetwork.org", BELONGS_HOME, "001001"},
        {"192.0.2.6", "mme.epc.mnc001.mcc001.3gppnetwork.org", NULL, BELONGS_HOME, "001001"},
        {"192.0.2.6", NULL, "epc.mnc070.mcc999.3gppnetwork.org", BELONGS_PARTNER, "999070"},
        {"192.0.2.6", NULL, "epc.mnc071.mcc999.3gppnetwork.org", BELONGS_FOREIGN, "999071"},
        {"203.0.113.8", NULL, NULL, BELONGS_PARTNER, ""},
        {"gt:9990100001", NULL, NULL, BELONGS_HOME, ""},
        {"gt:9988800001", NULL, NULL, BELONGS_PARTNER, ""},
        {"gt:4411", NULL, NULL, BELONGS_FOREIGN, ""},
    };
    struct scene s;
    scene_open(&s, YAML);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct side a = seen(&s, rows[i].address, rows[i].name, rows[i].realm);
        if (a.belongs != rows[i].belongs)
            fail_msg("row %zu: %d", i, (int)a.belongs);
        assert_string_equal(a.plmn, rows[i].plmn);
    }
    scene_close(&s);
}

static void networks_of_names_and_numbers(void **state)
{
    (void)state;
    char plmn[8];
    assert_true(plmn_of_name("hss.epc.MNC070.mcc999.3gppnetwork.org", plmn));
    assert_string_equal(plmn, "999070");
    assert_false(plmn_of_name("hss.epc.mnc07.mcc999.3gppnetwork.org", plmn));
    assert_false(plmn_of_name("mnc", plmn));
    assert_false(plmn_of_name("", plmn));
    assert_true(imsi_of_plmn("001010000000001", "001001"));
    assert_true(imsi_of_plmn("310410000000001", "310410"));
    assert_false(imsi_of_plmn("310410000000001", "310042"));
    assert_false(imsi_of_plmn("0010", "001001"));
    assert_false(imsi_of_plmn("001010000000001", ""));
}

static void a_row_without_roles_is_anybodys(void **state)
{
    (void)state;
    const uint8_t none[SPEC_ROLES] = {0};
    const uint8_t two[SPEC_ROLES] = {ROLE_MME, ROLE_SGSN};
    const struct side sgsn = {.roles = {ROLE_SGSN}};
    const struct side nobody = {0};
    assert_true(side_covers(&nobody, none));
    assert_false(side_covers(&nobody, two));
    assert_true(side_covers(&sgsn, two));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_come_before_addresses),
        cmocka_unit_test(whose_it_is),
        cmocka_unit_test(networks_of_names_and_numbers),
        cmocka_unit_test(a_row_without_roles_is_anybodys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
