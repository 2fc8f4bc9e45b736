#include "judge/network.h"

#include "remarks_kit.h"

#define V "version: 1\n"

static void elements_without_role_or_place(void **state)
{
    (void)state;
    assert_remarks(V "elements:\n"
                     "  - {name: a, role: HSS}\n"
                     "  - {name: b, addresses: [10.0.0.5]}\n"
                     "  - {name: c, roles: [], hosts: []}\n"
                     "interception: {functions: [{name: d}]}\n",
                   "?3:5: a has no address, host\n"
                   "?4:5: b has no role\n"
                   "?5:5: c has no address, host\n"
                   "?5:5: c has no role\n"
                   "?6:28: d has no address, host\n"
                   "?6:28: d has no role\n");
    assert_remarks(V "elements:\n"
                     "  - {role: HSS, hosts: [a.b]}\n"
                     "  - {roles: [STP], point_codes: [7]}\n"
                     "  - {roles: [HLR], global_titles: [\"9990\"]}\n"
                     "  - {role: UDM, nf_instances: [6b1d2a7e-0000-4000-8000-000000000001]}\n",
                   "");
}

static void prefixes_that_lie_within_another_one_s(void **state)
{
    (void)state;
    assert_remarks(V "elements:\n"
                     "  - {name: a, role: HSS, addresses: [10.0.0.5, \"2001:db8::5\"]}\n"
                     "  - {name: b, role: HSS, addresses: [10.0.0.0/24, 10.1.0.0/16]}\n"
                     "  - {name: c, role: HSS, addresses: [10.0.0.0/8, \"2001:db8::/32\"]}\n",
                   "?3:38: 10.0.0.5 of a lies within 10.0.0.0/24 of b; the longer\n"
                   "?3:48: 2001:db8::5 of a lies within 2001:db8::/32 of c\n"
                   "?4:38: 10.0.0.0/24 of b lies within 10.0.0.0/8 of c\n"
                   "?4:51: 10.1.0.0/16 of b lies within 10.0.0.0/8 of c\n");
    assert_remarks(V "elements:\n"
                     "  - {name: a, role: HSS, addresses: [10.0.0.5, 10.0.0.0/24]}\n"
                     "  - {name: b, role: HSS, addresses: [10.0.1.0/24, 11.0.0.0]}\n",
                   "");
}

static void elements_among_the_users(void **state)
{
    (void)state;
    assert_remarks(
        V "home: {user_pools: [10.45.0.0/16, \"2001:db8:45::/48\"]}\n"
          "elements:\n"
          "  - {name: a, role: dns, addresses: [10.45.3.1, \"2001:db8:45::1\", 10.46.0.1]}\n"
          "  - {name: b, role: UPF, addresses: [10.44.0.0/15]}\n"
          "  - {name: c, role: STP, point_codes: [\"0-23-4\"]}\n",
        "?4:38: 10.45.3.1 of a and the user pool 10.45.0.0/16 overlap\n"
        "?4:38: 10.45.3.1 of a lies within 10.44.0.0/15 of b\n"
        "?4:49: 2001:db8:45::1 of a and the user pool\n"
        "?5:38: 10.44.0.0/15 of b and the user pool 10.45.0.0/16 overlap\n");
}

static void partners_at_home(void **state)
{
    (void)state;
    assert_remarks(V "home: {global_titles: [\"99901\"], realms: [home.org]}\n"
                     "elements: [{name: a, role: DEA, addresses: [192.0.2.7]}]\n"
                     "partners:\n"
                     "  - {name: P, global_titles: [\"9990\", \"999012\", \"99902\"]}\n"
                     "  - {name: Q, realms: [x.home.org, athome.org]}\n"
                     "  - {name: R, addresses: [192.0.2.0/24, 198.51.100.0/24]}\n",
                   "?5:31: the titles 9990... of P and 99901... at home overlap\n"
                   "?5:39: the titles 999012... of P and 99901... at home overlap\n"
                   "?6:24: x.home.org of Q lies below a realm at home\n"
                   "?7:27: 192.0.2.0/24 of R and 192.0.2.7 of a overlap; the element counts\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_without_role_or_place),
        cmocka_unit_test(prefixes_that_lie_within_another_one_s),
        cmocka_unit_test(elements_among_the_users),
        cmocka_unit_test(partners_at_home),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
