#include "judge/network.h"

#include "remarks_kit.h"

#define NET                                                                                        \
    "version: 1\nelements: [{name: hss1, role: HSS, addresses: [10.0.0.5]}, {role: MME, hosts: "   \
    "[mme1.b]}]\n"

static void names_that_are_nobody_s_are_mistakes(void **state)
{
    (void)state;
    assert_remarks(NET
                   "permit:\n"
                   "  - {from: hss2, to: provisoning, protocol: ldap}\n"
                   "  - {from: hss, to: nobody-at-all}\n"
                   "maintenance:\n"
                   "  - {from: [Mars], to: [hss1, jump1], targets: [hsss1], tickets: [{id: 1}]}\n",
                   "4:12: hss2 is nobody here; expected is an element's name, a role, an address "
                   "or a prefix; did you mean hss1?\n"
                   "4:22: provisoning is nobody here; expected is an element's name, a role, an "
                   "address or a prefix; did you mean provisioning?\n"
                   "5:12: hss is nobody here; expected is an element's name, a role, an address or "
                   "a prefix; did you mean HSS?\n"
                   "5:21: nobody-at-all is nobody here; expected is an element's name, a role, an "
                   "address or a prefix\n"
                   "7:13: Mars is nobody here\n"
                   "7:31: jump1 is nobody here\n"
                   "7:49: hsss1 is nobody here\n");
}

/* By name, by what one without a name is called, by role, by address; also of a function. */
static void those_who_are_somebody_are_none(void **state)
{
    (void)state;
    assert_remarks(NET
                   "interception: {functions: [{name: mdf1, role: MDF, addresses: [10.9.0.3]}]}\n"
                   "permit:\n"
                   "  - {from: hss1, to: mme1.b}\n"
                   "  - {from: HSS, to: 192.0.2.0/24}\n"
                   "  - {from: \"2001:db8::1\", to: mdf1}\n"
                   "maintenance:\n"
                   "  - {from: [192.0.2.1], to: [hss1], targets: [mdf1], tickets: [{id: 1}]}\n",
                   "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_are_nobody_s_are_mistakes),
        cmocka_unit_test(those_who_are_somebody_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
