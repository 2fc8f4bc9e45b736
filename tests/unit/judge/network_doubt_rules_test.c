#include "judge/network.h"

#include "remarks_kit.h"

#define NET                                                                                        \
    "version: 1\nelements: [{name: hss1, role: HSS, addresses: [10.0.0.5]}, {name: mme1, role: "   \
    "MME, addresses: [10.0.0.6]}]\n"

static void what_roles_allow_needs_no_permit(void **state)
{
    (void)state;
    assert_remarks(NET "permit:\n"
                       "  - {from: mme1, to: hss1, protocol: diameter, operations: "
                       "[Update-Location-Request, 318]}\n"
                       "  - {from: MME, to: HSS, protocol: diameter}\n",
                   "?4:61: the roles of both allow Update-Location-Request already (TS 29.272\n"
                   "?4:86: the roles of both allow 318 already (TS 29.272\n"
                   "?5:5: the roles of both allow \n");
    assert_remarks(NET "permit:\n"
                       "  - {from: hss1, to: mme1, protocol: diameter, operations: "
                       "[Update-Location-Request]}\n"
                       "  - {from: 192.0.2.1, to: hss1, protocol: diameter, operations: "
                       "[Update-Location-Request]}\n"
                       "  - {to: hss1, protocol: diameter, operations: [Update-Location-Request]}\n"
                       "  - {from: mme1, to: hss1, protocol: ldap, operations: [search]}\n"
                       "  - {from: mme1, to: hss1}\n",
                   "");
}

static void operations_that_are_not_known(void **state)
{
    (void)state;
    assert_remarks(
        NET "permit:\n"
            "  - {from: 192.0.2.1, to: hss1, protocol: diameter, operations: "
            "[Update-Locatoin-Request, Frobnicate]}\n"
            "  - {from: 192.0.2.1, to: hss1, protocol: any, operations: [Frobnicate]}\n",
        "?4:66: diameter has no operation Update-Locatoin-Request that is known here; did "
        "you mean Update-Location-Request?\n"
        "?4:91: diameter has no operation Frobnicate that is known here\n");
}

static void roles_and_addresses_that_are_nobody_s(void **state)
{
    (void)state;
    assert_remarks(NET "permit: [{from: provisioning, to: HSS, protocol: ldap}]\n"
                       "maintenance:\n"
                       "  - {from: [192.0.2.0/24], to: [jump-host, 10.0.0.0/24], targets: "
                       "[10.7.0.0/16], tickets: [{id: 1}]}\n",
                   "?3:17: no element here has the role provisioning\n"
                   "?5:33: no element here has the role jump-host\n"
                   "?5:68: no element here has an address in 10.7.0.0/16\n");
}

static void maintenance_that_is_never_or_always_open(void **state)
{
    (void)state;
    assert_remarks(NET "maintenance:\n"
                       "  - {from: [192.0.2.1], to: [hss1], windows: [\"Sat 24:00-00:00 UTC\", "
                       "\"Sun 24:00-01:00 UTC\", \"daily 00:00-24:00 UTC\"]}\n"
                       "  - {to: [hss1], windows: [\"Sat 01:00-05:00 UTC\"]}\n"
                       "  - {from: [192.0.2.1], to: [hss1]}\n",
                   "?4:47: this window never opens\n"
                   "?5:5: nobody may use this maintenance\n"
                   "?6:5: this maintenance has neither window nor ticket\n");
}

static void what_a_partner_may_ask(void **state)
{
    (void)state;
    assert_remarks(NET "partners: [{name: P, may: [roaming, sms, Location, "
                       "Update-Location-Request, sendRoutingInfoForSM, roming, Frobnicate]}]\n",
                   "?3:99: roming is neither roaming, sms or location nor an operation that is "
                   "known here; did you mean roaming?\n"
                   "?3:107: Frobnicate is neither\n");
}

static void thresholds_that_do_nothing(void **state)
{
    (void)state;
    assert_remarks(NET "thresholds:\n"
                       "  identity-harvest: {subscribers: 5, within: 10m}\n",
                   "");
    assert_remarks(
        NET "thresholds:\n"
            "  identity-harvest: {subscriber: 5, subscribers: 5m, within: 10}\n"
            "  undeclared-element: {count: 5}\n",
        "?4:22: identity-harvest has no threshold subscriber, so that this does nothing; "
        "did you mean subscribers?\n"
        "?4:50: subscribers of identity-harvest is a number; its default is 50\n"
        "?4:62: within of identity-harvest is a duration; its default is 10m\n"
        "?5:24: undeclared-element has no threshold count\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_roles_allow_needs_no_permit),
        cmocka_unit_test(operations_that_are_not_known),
        cmocka_unit_test(roles_and_addresses_that_are_nobody_s),
        cmocka_unit_test(maintenance_that_is_never_or_always_open),
        cmocka_unit_test(what_a_partner_may_ask),
        cmocka_unit_test(thresholds_that_do_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
