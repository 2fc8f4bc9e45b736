#include "judge/network.h"

#include "unit/judge/network_kit.h"
#include "unit/unit.h"

static void partners_are_found_by_each_of_their_marks(void **state)
{
    (void)state;
    char name[64];
    struct fault f;
    struct addr inside = {{203, 0, 113, 9}, 4, {0}};
    struct addr outside = {{203, 0, 114, 9}, 4, {0}};
    struct network *n = network_of(EXAMPLE, name, sizeof name, &f);
    if (!n)
        fail_msg("%s", f.sentence);
    const struct partner *p = network_partner_realm(n, "mme.epc.mnc070.mcc999.3gppnetwork.org");
    assert_non_null(p);
    assert_string_equal(p->name, "Roam Co");
    assert_ptr_equal(network_partner_plmn(n, "99970"), p);
    assert_ptr_equal(network_partner_plmn(n, "999070"), p);
    assert_ptr_equal(network_partner_imsi(n, "999700000000001"), p);
    assert_ptr_equal(network_partner_title(n, "9988812345"), p);
    assert_ptr_equal(network_partner_address(n, &inside), p);
    assert_null(network_partner_realm(n, "epc.mnc071.mcc999.3gppnetwork.org"));
    assert_null(network_partner_plmn(n, "999700"));
    assert_null(network_partner_imsi(n, "00101"));
    assert_null(network_partner_title(n, "99889"));
    assert_null(network_partner_address(n, &outside));
    assert_true(network_partner_may(n, p, "Roaming"));
    assert_false(network_partner_may(n, p, "sms"));
    network_free(n);
    assert_null(network_partner_plmn(NULL, "99970"));
    assert_false(network_partner_may(NULL, p, "roaming"));
}

static void what_it_may_ask_is_a_pack_or_an_operation(void **state)
{
    (void)state;
    static const char yaml[] = "version: 1\npartners:\n"
                               "  - {name: A, plmns: [\"00102\"], may: [sms, sendRoutingInfo]}\n"
                               "  - {name: B, plmns: [\"00103\"]}\n";
    char name[64];
    struct fault f;
    struct network *n = network_of(yaml, name, sizeof name, &f);
    if (!n)
        fail_msg("%s", f.sentence);
    const struct spec_op *sri = spec_op(PROTO_GSM_MAP, 0, 22, PART_REQUEST);
    const struct spec_op *ati = spec_op(PROTO_GSM_MAP, 0, 71, PART_REQUEST);
    const struct partner *a = network_partner_plmn(n, "00102");
    const struct partner *b = network_partner_plmn(n, "00103");
    assert_true(network_has_partners(n));
    assert_true(network_partner_asks(n, a, sri, "", false));
    assert_true(network_partner_asks(n, a, ati, "sms", false));
    assert_false(network_partner_asks(n, a, ati, "roaming", true));
    assert_false(network_partner_asks(n, a, ati, "", true));
    assert_true(network_partner_asks(n, b, ati, "", true)); /* it says nothing */
    assert_false(network_partner_asks(n, b, ati, "", false));
    network_free(n);
    assert_false(network_has_partners(NULL));
    assert_false(network_partner_asks(NULL, NULL, ati, "sms", false));
}

static void home_is_no_partner(void **state)
{
    (void)state;
    char name[64];
    struct fault f;
    struct network *n = network_of("version: 1\nhome: {global_titles: [\"99901\"]}\n"
                                   "partners: [{global_titles: [\"99901\"]}]\n",
                                   name, sizeof name, &f);
    assert_null(n);
    assert_non_null(strstr(f.sentence, ":3:29: 99901 is a partner's and at home"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(partners_are_found_by_each_of_their_marks),
        cmocka_unit_test(what_it_may_ask_is_a_pack_or_an_operation),
        cmocka_unit_test(home_is_no_partner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
