#include "judge/network.h"

#include "unit/judge/network_kit.h"
#include "unit/unit.h"

static const char YAML[] =
    "version: 1\n"
    "elements:\n"
    "  - {name: prov1, role: provisioning, addresses: [192.0.2.40]}\n"
    "  - {name: hss1, role: HSS, addresses: [192.0.2.5]}\n"
    "  - {name: jump1, role: jump-host, addresses: [192.0.2.10]}\n"
    "permit:\n"
    "  - {from: provisioning, to: hss1, protocol: ldap}\n"
    "  - {from: 198.51.100.0/24, to: hss1, protocol: tcp/8443}\n"
    "  - {from: prov1, to: hss1, protocol: diameter, operations: [Update-Location-Request], "
    "categories: [location, profile]}\n"
    "  - {from: nobody-here, protocol: ssh}\n"
    "maintenance:\n"
    "  - vendor: Example Systems\n"
    "    from: [203.0.113.0/28]\n"
    "    to: [jump1]\n"
    "    targets: [hss1]\n"
    "    protocols: [ssh]\n"
    "    windows: [\"Sat 01:00-05:00 UTC\"]\n"
    "    tickets: [{id: 1, from: 2026-01-14T10:00:00Z, until: 2026-01-14T12:00:00Z}]\n";

static struct network *net(void)
{
    char name[64];
    struct fault f;
    struct network *n = network_of(YAML, name, sizeof name, &f);
    if (!n)
        fail_msg("%s", f.sentence);
    return n;
}

static struct referred at(const struct network *n, const char *address)
{
    struct referred r = {0};
    assert_true(addr_parse(address, &r.address));
    r.declared = network_element(n, &r.address);
    return r;
}

static void permits_hold_from_to_and_protocol(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *protocol;
        uint16_t port;
        bool permitted;
    } rows[] = {
        {"192.0.2.40", "192.0.2.5", "ldap", 389, true},
        {"192.0.2.10", "192.0.2.5", "ldap", 389, false},
        {"192.0.2.40", "192.0.2.10", "ldap", 389, false},
        {"192.0.2.40", "192.0.2.5", "mysql", 3306, false},
        {"198.51.100.9", "192.0.2.5", NULL, 8443, true},
        {"198.51.100.9", "192.0.2.5", NULL, 8444, false},
        {"192.0.2.77", "192.0.2.5", "ssh", 22, false},
    };
    struct network *n = net();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct referred from = at(n, rows[i].from);
        struct referred to = at(n, rows[i].to);
        struct exchange what = {.protocol = rows[i].protocol, .transport = 6, .port = rows[i].port};
        if (network_permits(n, &from, &to, &what) != rows[i].permitted)
            fail_msg("row %zu", i);
    }
    network_free(n);
    assert_false(
        network_permits(NULL, &(struct referred){0}, &(struct referred){0}, &(struct exchange){0}));
}

static void permits_hold_operations_and_categories(void **state)
{
    (void)state;
    enum { S6A = 16777251 };
    struct network *n = net();
    struct referred from = at(n, "192.0.2.40");
    struct referred to = at(n, "192.0.2.5");
    struct exchange what = {.protocol = "diameter",
                            .op = spec_op(PROTO_DIAMETER, S6A, 316, PART_REQUEST),
                            .categories = CATEGORY_LOCATION};
    assert_true(network_permits(n, &from, &to, &what));
    what.categories |= CATEGORY_CREDENTIAL;
    assert_false(network_permits(n, &from, &to, &what));
    what.categories = CATEGORY_PROFILE;
    what.op = spec_op(PROTO_DIAMETER, S6A, 318, PART_REQUEST);
    assert_false(network_permits(n, &from, &to, &what));
    network_free(n);
}

static void maintenance_is_looked_up(void **state)
{
    (void)state;
    enum { WEDNESDAY = 1768384800 }; /* 2026-01-14T10:00:00Z */
    const uint64_t second = 1000000000U;
    struct network *n = net();
    const struct maintenance *m = network_maintenance(n, 0);
    assert_non_null(m);
    assert_null(network_maintenance(n, 1));
    assert_string_equal(maintenance_vendor(m), "Example Systems");
    struct referred vendor = at(n, "203.0.113.7");
    struct referred jump = at(n, "192.0.2.10");
    struct referred hss = at(n, "192.0.2.5");
    assert_true(maintenance_from(m, &vendor) && !maintenance_from(m, &jump));
    assert_true(maintenance_enters(m, &jump) && !maintenance_enters(m, &hss));
    assert_true(maintenance_targets(m, &hss) && !maintenance_targets(m, &jump));
    struct exchange ssh = {.protocol = "ssh"};
    struct exchange telnet = {.protocol = "telnet"};
    assert_true(maintenance_protocol(m, &ssh) && !maintenance_protocol(m, &telnet));
    assert_true(maintenance_open(m, WEDNESDAY * second, (WEDNESDAY + 7200) * second));
    assert_false(maintenance_open(m, (WEDNESDAY - 1) * second, WEDNESDAY * second));
    TEXT_ON(t, 100);
    maintenance_windows(&t, m);
    assert_string_equal(t.at, "Sat 01:00-05:00 UTC and 1 ticket");
    network_free(n);
}

static void a_zone_that_is_none_is_told(void **state)
{
    (void)state;
    char name[64];
    struct fault f;
    assert_null(network_of("version: 1\nmaintenance: [{windows: [\"Sat 01:00-05:00 Mars/X\"]}]\n",
                           name, sizeof name, &f));
    assert_non_null(strstr(f.sentence, ":2:26: Mars/X is no time zone"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(permits_hold_from_to_and_protocol),
        cmocka_unit_test(permits_hold_operations_and_categories),
        cmocka_unit_test(maintenance_is_looked_up),
        cmocka_unit_test(a_zone_that_is_none_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
