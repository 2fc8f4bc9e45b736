#include "unit/output/declaration_kit.h"

static void home_is_what_most_speakers_name(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_origin(&k, "plmn", "00101", 2);
    kit_origin(&k, "plmn", "99970", 9);
    kit_element(&k, "192.0.2.1", "mme1." KIT_REALM, "MME", 80);
    kit_element(&k, "192.0.2.2", "hss1." KIT_REALM, "HSS", 80);
    kit_element(&k, "203.0.113.1", "mme9." KIT_ABROAD, "MME", 80);
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "  plmns: [\"00101\"]\n  realms: [" KIT_REALM "]\n");
    kit_done(&k);
}

static void else_what_most_subscribers_are_of(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_origin(&k, "plmn", "00101", 9);
    kit_origin(&k, "plmn", "99970", 2);
    kit_element(&k, "192.0.2.1", NULL, "MME", 80);
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "  plmns: [\"00101\"]\n");
    assert_holds(text, "  - name: visitors\n");
    assert_holds(text, "    plmns: [\"99970\"]\n");
    kit_done(&k);
}

/* Not as elements: what they are sent would seem to stay at home. */
static void those_of_other_networks_are_partners(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.2", "hss1." KIT_REALM, "HSS", 80);
    kit_element(&k, "192.0.2.3", "mme1." KIT_REALM, "MME", 80);
    kit_element(&k, "203.0.113.1", "mme9." KIT_ABROAD, "MME", 80);
    kit_access(&k, kit_party("203.0.113.1", "mme9." KIT_ABROAD),
               kit_party("192.0.2.2", "hss1." KIT_REALM), "Update-Location-Request", "MME");
    const char *text = kit_learn(&k, NULL);
    const char *partners = strstr(text, "\npartners:\n");
    assert_non_null(partners);
    assert_holds(partners, "  - name: plmn-99970\n");
    assert_holds(partners, "    realms: [" KIT_ABROAD "]\n");
    assert_holds(partners, "    addresses: [203.0.113.1]\n");
    assert_holds(partners, "    may: [Update-Location-Request]\n");
    assert_lacks(text, "name: mme9");
    kit_done(&k);
}

static void who_is_heard_through_a_relay_has_no_address(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.4", "dra1." KIT_REALM, "DRA", 80);
    kit_element(&k, "192.0.2.2", "hss1." KIT_REALM, "HSS", 80);
    kit_access(&k, kit_party("192.0.2.4", "mme3." KIT_REALM), kit_party("192.0.2.2", NULL),
               "Update-Location-Request", "MME");
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "  - name: mme3\n    # sends Update-Location-Request\n"
                       "    # heard through 192.0.2.4 only\n    role: MME\n"
                       "    hosts: [mme3." KIT_REALM "]\n");
    kit_done(&k);
}

static void titles_are_home_where_registers_are_of_one_country(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "gt:9990100006", NULL, "HLR", 80);
    kit_element(&k, "gt:8880200007", NULL, "VLR", 80);
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "  global_titles: [\"99901\"]\n");
    assert_holds(text, "  - name: title-88802\n");
    kit_done(&k);
    k = kit_draft();
    kit_element(&k, "gt:9990100006", NULL, "HLR", 80);
    kit_element(&k, "gt:8880200007", NULL, "HLR", 80);
    text = kit_learn(&k, NULL);
    assert_lacks(text, "[\"99901\"]"); /* nobody can tell whose tap it is */
    assert_lacks(text, "partners:");
    kit_done(&k);
}

static void pools_are_as_wide_as_nobody_else_lives_there(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_origin(&k, "pool", "10.45.1.0/24", 3);
    kit_origin(&k, "pool", "10.45.2.0/24", 3);
    kit_origin(&k, "pool", "192.0.2.0/24", 1);
    kit_origin(&k, "pool", "2001:db8:45:1::/64", 1);
    kit_element(&k, "192.0.2.1", NULL, "MME", 80);
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "user_pools: [10.45.0.0/16, 192.0.2.0/24, \"2001:db8:45::/48\"]");
    assert_holds(text, "# user_pools: ?");
    kit_done(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(home_is_what_most_speakers_name),
        cmocka_unit_test(else_what_most_subscribers_are_of),
        cmocka_unit_test(those_of_other_networks_are_partners),
        cmocka_unit_test(who_is_heard_through_a_relay_has_no_address),
        cmocka_unit_test(titles_are_home_where_registers_are_of_one_country),
        cmocka_unit_test(pools_are_as_wide_as_nobody_else_lives_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
