#include "judge/network.h"

#include "unit/unit.h"

#include "network_kit.h"

static char name[64];
static struct fault fault;

static struct network *read_text(const char *text)
{
    fault.sentence[0] = 0;
    return network_of(text, name, sizeof name, &fault);
}

static struct addr address(const char *s)
{
    struct addr a;
    assert_true(addr_parse(s, &a));
    return a;
}

static const char *element_at(const struct network *n, const char *s)
{
    struct addr a = address(s);
    const struct declared *d = network_element(n, &a);
    return d ? d->name : "";
}

/* In memory as from a file, under the name that it is given. */
static void bytes_are_read_like_a_file(void **state)
{
    (void)state;
    static const char TEXT[] = "version: 1\nelements: [{name: a, addresses: [192.0.2.1]}]\n...";
    struct network *n = network_read_bytes("the draft", TEXT, sizeof TEXT - 4, &fault);
    struct network *same = read_text("version: 1\nelements: [{name: a, addresses: [192.0.2.1]}]\n");
    assert_string_equal(element_at(n, "192.0.2.1"), "a");
    assert_string_equal(network_digest(n), network_digest(same));
    network_free(n);
    network_free(same);
    assert_null(network_read_bytes("the draft", "version: 2\n", 11, &fault));
    assert_non_null(strstr(fault.sentence, "the draft:1:10: "));
    assert_true(network_has_protocol("ssh"));
    assert_true(network_has_protocol("tcp/8443"));
    assert_false(network_has_protocol("m3ua"));
}

static void the_contract_s_example_is_accepted_whole(void **state)
{
    (void)state;
    struct network *n = read_text(EXAMPLE);
    assert_string_equal(fault.sentence, "");
    assert_non_null(n);
    assert_string_equal(element_at(n, "10.0.0.5"), "hss1");
    assert_string_equal(element_at(n, "10.0.1.15"), "hss1");
    assert_string_equal(element_at(n, "10.0.1.16"), "");
    assert_string_equal(element_at(n, "10.9.0.3"), "mdf1");
    struct addr six = address("2001:db8::7");
    assert_int_equal(network_element(n, &six)->roles[0], ROLE_SMF);
    assert_string_equal(network_element(n, &six)->name, "2001:db8::7");
    const struct declared *d = network_host(n, "HSS1.epc.mnc001.mcc001.3gppnetwork.org");
    assert_non_null(d);
    assert_string_equal(d->vendor, "Example Systems");
    assert_int_equal(d->roles[0], ROLE_HSS);
    assert_false(d->interception);
    assert_null(network_host(n, "hss2.epc.mnc001.mcc001.3gppnetwork.org"));
    assert_true(network_has_place(n, d));
    assert_true(network_has_role(n, ROLE_HSS));
    assert_true(network_has_role(n, ROLE_HLR)); /* within an HSS */
    assert_false(network_has_role(n, ROLE_AMF));
    assert_true(network_has_home(n));
    assert_true(network_home_plmn(n, "00101"));
    assert_false(network_home_plmn(n, "001010"));
    assert_int_equal(network_threshold(n, "identity-harvest", "subscribers", 7), 50);
    assert_int_equal(network_threshold(n, "identity-harvest", "within", 7), 600000000000U);
    assert_int_equal(network_threshold(n, "identity-harvest", "others", 7), 7);
    assert_int_equal(network_threshold(n, "beacon", "within", 7), 7);
    network_free(n);
}

static const char *element_of_ss7(const struct network *n, uint32_t code, bool ansi,
                                  const char *title)
{
    struct addr a = {0};
    uint8_t digits[ADDR_SS7_DIGITS];
    if (code)
        a = addr_point_code(code, ansi);
    for (unsigned i = 0; title[i]; i++)
        digits[i] = (uint8_t)(title[i] - '0');
    addr_add_title(&a, digits, (unsigned)strlen(title));
    const struct declared *d = network_element(n, &a);
    return d ? d->name : "";
}

/* By its title, whoever passed it on; by its code where it has none. */
static void places_in_ss7_are_declared(void **state)
{
    (void)state;
    struct network *n = read_text("version: 1\nelements:\n"
                                  "  - {name: hlr, global_titles: [\"9990100001\"]}\n"
                                  "  - {name: stp, point_codes: [\"2-1-5\", \"4711\"]}\n");
    assert_non_null(n);
    assert_string_equal(element_of_ss7(n, 0, false, "9990100001"), "hlr");
    assert_string_equal(element_of_ss7(n, 2 << 11 | 1 << 3 | 5, false, "9990100001"), "hlr");
    assert_string_equal(element_of_ss7(n, 2 << 11 | 1 << 3 | 5, false, "9990100002"), "");
    assert_string_equal(element_of_ss7(n, 2 << 11 | 1 << 3 | 5, false, ""), "stp");
    assert_string_equal(element_of_ss7(n, 0x020105, true, ""), "stp"); /* written the same */
    assert_string_equal(element_of_ss7(n, 4711, false, ""), "stp");
    assert_string_equal(element_of_ss7(n, 4712, false, ""), "");
    network_free(n);
    assert_null(read_text("version: 1\nelements:\n"
                          "  - {name: a, point_codes: [\"2-1-5\"]}\n"
                          "  - {name: b, point_codes: [\"4109\"]}\n"));
}

static void interception_takes_delivery(void **state)
{
    (void)state;
    struct network *n = read_text(EXAMPLE);
    struct addr to = address("198.51.100.7");
    assert_true(network_delivers_to(n, &to));
    to = address("10.9.0.3");
    assert_true(network_delivers_to(n, &to));
    to = address("10.0.0.5");
    assert_false(network_delivers_to(n, &to));
    to = address("198.51.100.8");
    assert_false(network_delivers_to(n, &to));
    network_free(n);
}

static void longest_prefix_wins(void **state)
{
    (void)state;
    struct network *n = read_text("version: 1\nelements:\n"
                                  "  - {name: all, addresses: [0.0.0.0/0]}\n"
                                  "  - {name: ten, addresses: [10.0.0.0/8]}\n"
                                  "  - {name: one, addresses: [10.1.2.3]}\n"
                                  "  - {name: odd, addresses: [10.1.2.2/31, \"2001:db8::/33\"]}\n");
    assert_non_null(n);
    assert_string_equal(element_at(n, "10.1.2.3"), "one");
    assert_string_equal(element_at(n, "10.1.2.2"), "odd");
    assert_string_equal(element_at(n, "10.1.2.4"), "ten");
    assert_string_equal(element_at(n, "192.0.2.1"), "all");
    assert_string_equal(element_at(n, "2001:db8:7fff::1"), "odd");
    assert_string_equal(element_at(n, "2001:db8:8000::1"), "");
    network_free(n);
}

static void realms_below_home_are_home(void **state)
{
    (void)state;
    struct network *n = read_text(EXAMPLE);
    assert_true(network_home_realm(n, "epc.mnc001.mcc001.3gppnetwork.org"));
    assert_true(network_home_realm(n, "EPC.mnc001.mcc001.3gppnetwork.org"));
    assert_true(network_home_realm(n, "mme1.epc.mnc001.mcc001.3gppnetwork.org"));
    assert_false(network_home_realm(n, "notepc.mnc001.mcc001.3gppnetwork.org"));
    assert_false(network_home_realm(n, "mnc001.mcc001.3gppnetwork.org"));
    assert_false(network_home_realm(n, ""));
    network_free(n);
}

static void a_place_is_an_address_of_ip(void **state)
{
    (void)state;
    struct network *n = read_text("version: 1\nelements:\n"
                                  "  - {name: a, role: MSC, global_titles: [\"99901\"]}\n"
                                  "  - {name: b, role: MME, hosts: [b.example]}\n"
                                  "  - {name: c, role: MME, addresses: [\"2001:db8::/64\"]}\n");
    assert_non_null(n);
    assert_false(network_has_place(n, network_host(n, "b.example")));
    struct addr six = address("2001:db8::5");
    assert_true(network_has_place(n, network_element(n, &six)));
    uint8_t digits[] = {9, 9, 9, 0, 1};
    struct addr title = {{0}, 0, {0}};
    addr_add_title(&title, digits, sizeof digits);
    assert_non_null(network_element(n, &title));
    assert_false(network_has_place(n, network_element(n, &title)));
    assert_false(network_has_place(NULL, NULL));
    assert_false(network_has_role(NULL, ROLE_MME));
    network_free(n);
}

static void nothing_is_declared_without_a_declaration(void **state)
{
    (void)state;
    struct addr a = address("10.0.0.5");
    assert_null(network_element(NULL, &a));
    assert_null(network_host(NULL, "a"));
    assert_null(network_digest(NULL));
    assert_false(network_delivers_to(NULL, &a));
    assert_false(network_home_plmn(NULL, "00101"));
    assert_false(network_has_home(NULL));
    assert_false(network_home_realm(NULL, "a"));
    assert_int_equal(network_threshold(NULL, "beacon", "a", 3), 3);
    network_free(NULL);
}

/* SHA-256 of "version: 1\n", by another program. */
static void digest_is_of_the_file(void **state)
{
    (void)state;
    struct network *n = read_text("version: 1\n");
    assert_string_equal(network_digest(n),
                        "09bfcc6a14b83e2192b8673677725c84883ee9cd0c70e45c9ec09daa8f2b2847");
    network_free(n);
}

static void what_cannot_be_read_is_said(void **state)
{
    (void)state;
    assert_null(network_read("/nonexistent/network.yaml", &fault));
    assert_non_null(strstr(fault.sentence, "/nonexistent/network.yaml: "));
    assert_null(network_read("/tmp", &fault));
    assert_non_null(strstr(fault.sentence, "/tmp: "));
    size_t size = (1 << 20) + 2;
    char *large = malloc(size);
    assert_non_null(large);
    memset(large, '#', size);
    large[size - 1] = 0;
    assert_null(read_text(large));
    assert_non_null(strstr(fault.sentence, "larger than 1 MiB"));
    free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_in_ss7_are_declared),
        cmocka_unit_test(the_contract_s_example_is_accepted_whole),
        cmocka_unit_test(bytes_are_read_like_a_file),
        cmocka_unit_test(interception_takes_delivery),
        cmocka_unit_test(longest_prefix_wins),
        cmocka_unit_test(a_place_is_an_address_of_ip),
        cmocka_unit_test(realms_below_home_are_home),
        cmocka_unit_test(nothing_is_declared_without_a_declaration),
        cmocka_unit_test(digest_is_of_the_file),
        cmocka_unit_test(what_cannot_be_read_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
