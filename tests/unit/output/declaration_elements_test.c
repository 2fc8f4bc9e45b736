#include "unit/output/declaration_kit.h"

static void an_element_has_name_role_and_reason(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.1", "MME1." KIT_REALM, "MME", 80);
    kit_element(&k, "192.0.2.2", NULL, "HSS", 80);
    kit_element(&k, "192.0.2.3", NULL, "HSS", 80);
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "  - name: mme1\n    # sends Something (TS 1 2.3)\n    role: MME\n"
                       "    addresses: [192.0.2.1]\n    hosts: [MME1." KIT_REALM "]\n");
    assert_holds(text, "  - name: hss1\n");
    assert_holds(text, "  - name: hss2\n");
    kit_done(&k);
}

static void tell_of_two_roles(struct kit *k, unsigned one, unsigned other, const char *second)
{
    struct postern_role roles[] = {{"AMF", one, "sends NGReset (TS 38.413 8.7.4)", true},
                                   {second, other, "sends NGReset (TS 38.413 8.7.4)", true}};
    k->sink.element(k->sink.arg,
                    &(struct postern_element){
                        .address = "192.0.2.1", .roles = roles, .role_count = 2, .messages = 1});
}

/* Both ends of NG may send it: whoever guessed would call a gNB an AMF. */
static void what_fits_several_roles_is_left_open(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    tell_of_two_roles(&k, 50, 50, "gNB");
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "    # role: ?  what is it? AMF or gNB: sends NGReset (TS 38.413 8.7.4)\n");
    assert_lacks(text, "    role: ");
    kit_done(&k);
    k = kit_draft();
    tell_of_two_roles(&k, 55, 50, "gNB");
    assert_holds(kit_learn(&k, NULL), "    role: AMF\n");
    kit_done(&k);
}

static void a_whole_core_on_one_loopback_has_no_role(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    struct postern_role roles[] = {{"AMF", 90, "sends One (TS 1)", true},
                                   {"SMF", 80, "sends Two (TS 1)", true},
                                   {"UDM", 80, "sends Three (TS 1)", true}};
    k.sink.element(k.sink.arg,
                   &(struct postern_element){
                       .address = "127.0.0.1", .roles = roles, .role_count = 3, .messages = 9});
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "# role: ?  what is it? several functions speak over the loopback");
    assert_lacks(text, "roles:");
    kit_done(&k);
}

static void a_plain_role_is_no_relay_beside(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    tell_of_two_roles(&k, 80, 95, "SCP");
    assert_holds(kit_learn(&k, NULL), "    role: AMF\n");
    kit_done(&k);
    k = kit_draft();
    tell_of_two_roles(&k, 80, 75, "SMF");
    assert_holds(kit_learn(&k, NULL), "    roles: [AMF, SMF]\n");
    kit_done(&k);
}

/* Its likeliest role does not send it, another that speaks for it does; who plainly is one thing
 * needs a permit for others. */
static void what_it_sends_speaks_for_a_further_role(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    tell_of_two_roles(&k, 80, 40, "SMF");
    kit_access(&k, kit_party("192.0.2.1", NULL), kit_party("192.0.2.2", NULL), "Some-Request",
               "SMF");
    assert_holds(kit_learn(&k, NULL), "    role: AMF\n");
    kit_done(&k);
    k = kit_draft();
    tell_of_two_roles(&k, 60, 40, "SMF");
    kit_access(&k, kit_party("192.0.2.1", NULL), kit_party("192.0.2.2", NULL), "Some-Request",
               "SMF");
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "    roles: [AMF, SMF]\n");
    assert_lacks(text, "permit:");
    kit_done(&k);
}

static void one_name_at_two_addresses_is_one_element(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.1", "mme1." KIT_REALM, "MME", 80);
    kit_element(&k, "192.0.2.9", "mme1." KIT_REALM, "MME", 80);
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "    addresses: [192.0.2.1, 192.0.2.9]\n");
    assert_lacks(text, "mme1-1");
    kit_done(&k);
}

static void two_of_one_label_have_two_names(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.1", "dns.north.example", "MME", 80);
    kit_element(&k, "192.0.2.9", "dns.south.example", "MME", 80);
    const char *text = kit_learn(&k, NULL);
    assert_holds(text, "  - name: dns1\n"); /* dns alone would be the role */
    assert_holds(text, "  - name: dns2\n");
    kit_done(&k);
}

/* Behind a relay's address a name that is nobody's leads to nobody. */
static void parties_are_found_as_a_judge_finds_them(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.4", "dra1." KIT_REALM, "DRA", 80);
    kit_element(&k, "192.0.2.1", "mme1." KIT_REALM, "MME", 80);
    kit_element(&k, "pc:2-1-5/gt:9990100001", NULL, "HLR", 80);
    kit_learn(&k, NULL);
    assert_string_equal(draft_find(k.d, "MME1." KIT_REALM, "192.0.2.4")->name, "mme1");
    assert_string_equal(draft_find(k.d, NULL, "192.0.2.4")->name, "dra1");
    assert_null(draft_find(k.d, "other." KIT_REALM, "192.0.2.4"));
    assert_string_equal(draft_find(k.d, "other." KIT_REALM, "192.0.2.1")->name, "mme1");
    assert_string_equal(draft_find(k.d, NULL, "gt:9990100001")->name, "hlr1");
    assert_null(draft_find(k.d, NULL, "192.0.2.77"));
    kit_done(&k);
}

/* E.214: the title of a register, made of a subscriber's number. */
static void a_title_that_may_be_a_subscribers_is_left_out(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    struct postern_role asked[] = {{"HLR", 40, "is asked updateLocation (TS 29.002)", false}};
    k.sink.element(k.sink.arg, &(struct postern_element){.address = "gt:999010000000001",
                                                         .roles = asked,
                                                         .role_count = 1,
                                                         .messages = 1});
    k.sink.element(k.sink.arg,
                   &(struct postern_element){
                       .address = "gt:9990100006", .roles = asked, .role_count = 1, .messages = 1});
    const char *text = kit_learn(&k, NULL);
    assert_lacks(text, "999010000000001");
    assert_holds(text, "global_titles: [\"9990100006\"]");
    kit_done(&k);
}

static void what_all_of_a_kind_call_themselves_is_no_host(void **state)
{
    (void)state;
    struct kit k = kit_draft();
    kit_element(&k, "192.0.2.1", "AMF", "AMF", 80);
    kit_element(&k, "192.0.2.2", "AMF", "AMF", 80);
    const char *text = kit_learn(&k, NULL);
    assert_lacks(text, "hosts:");
    assert_holds(text, "  - name: amf1\n");
    assert_holds(text, "  - name: amf2\n");
    kit_done(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_element_has_name_role_and_reason),
        cmocka_unit_test(what_fits_several_roles_is_left_open),
        cmocka_unit_test(a_whole_core_on_one_loopback_has_no_role),
        cmocka_unit_test(a_plain_role_is_no_relay_beside),
        cmocka_unit_test(what_it_sends_speaks_for_a_further_role),
        cmocka_unit_test(one_name_at_two_addresses_is_one_element),
        cmocka_unit_test(two_of_one_label_have_two_names),
        cmocka_unit_test(parties_are_found_as_a_judge_finds_them),
        cmocka_unit_test(a_title_that_may_be_a_subscribers_is_left_out),
        cmocka_unit_test(what_all_of_a_kind_call_themselves_is_no_host),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
