#include "unit/output/declaration_kit.h"

static struct kit two(void)
{
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.1", "mme1." KIT_REALM, "MME", 80);
    kit_element(&k, "192.0.2.2", "hss1." KIT_REALM, "HSS", 80);
    return k;
}

static void what_a_role_sends_needs_no_permit(void **state)
{
    (void)state;
    struct kit k = two();
    kit_access(&k, kit_party("192.0.2.1", NULL), kit_party("192.0.2.2", NULL), "Some-Request",
               "MME");
    kit_access(&k, kit_party("192.0.2.1", NULL), kit_party("192.0.2.2", NULL), "Anybodys", NULL);
    assert_lacks(kit_learn(&k, NULL), "permit:");
    kit_done(&k);
}

static void what_goes_beyond_is_permitted_to_this_one(void **state)
{
    (void)state;
    struct kit k = two();
    kit_access(&k, kit_party("192.0.2.1", NULL), kit_party("192.0.2.2", NULL), "Some-Request",
               "GMLC");
    kit_access(&k, kit_party("192.0.2.1", NULL), kit_party("192.0.2.2", NULL), "Other-Request",
               "GMLC");
    assert_holds(kit_learn(&k, NULL),
                 "\npermit:\n  - from: mme1\n    to: hss1\n    protocol: diameter\n"
                 "    operations: [Some-Request, Other-Request]\n    categories: [location]\n"
                 "    why: seen 4 times from 2026-01-01T00:00:00Z to 2026-01-01T00:00:01Z; a "
                 "person must confirm\n");
    kit_done(&k);
}

static void conversations_of_the_core_are_permitted(void **state)
{
    (void)state;
    struct kit k = two();
    kit_talk(&k, "192.0.2.1", "192.0.2.2", "ssh", 22);
    kit_talk(&k, "192.0.2.1", "192.0.2.2", "ssh", 2022);
    kit_talk(&k, "192.0.2.1", "192.0.2.2", NULL, 6380);
    kit_talk(&k, "192.0.2.1", "192.0.2.2", "diameter", 3868); /* judged message by message */
    kit_talk(&k, "192.0.2.1", "192.0.2.2", "http", 7777);     /* services of a 5G core */
    kit_talk(&k, "192.0.2.1", "192.0.2.1", "ssh", 22);        /* itself */
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "  - from: mme1\n    to: hss1\n    protocol: ssh\n"
                       "    why: seen in 62 frames from 2026-01-01T00:00:00Z to");
    assert_holds(text, "    protocol: tcp/6380\n");
    assert_lacks(text, "protocol: diameter");
    assert_lacks(text, "protocol: http");
    assert_lacks(text, "to: mme1");
    kit_done(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_role_sends_needs_no_permit),
        cmocka_unit_test(what_goes_beyond_is_permitted_to_this_one),
        cmocka_unit_test(conversations_of_the_core_are_permitted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
