#include "judge/network_inside.h"

#include "unit/unit.h"

#include "network_kit.h"

static char name[64];
static struct fault fault;

static struct network *read_text(const char *text)
{
    fault.sentence[0] = 0;
    return network_of(text, name, sizeof name, &fault);
}

static void arrays_are_sorted(void **state)
{
    (void)state;
    struct network *n =
        read_text("version: 1\nelements:\n"
                  "  - {addresses: [10.0.0.9, \"2001:db8::1\", 10.0.0.0/8]}\n"
                  "  - {addresses: [10.0.0.0/24], hosts: [z.example, A.example]}\n");
    assert_non_null(n);
    assert_int_equal(n->prefix_count, 4);
    for (size_t i = 1; i < n->prefix_count; i++)
        assert_true(network_by_address(&n->prefixes[i - 1], &n->prefixes[i]) < 0);
    assert_int_equal(n->prefixes[0].prefix.bits, 8);
    assert_int_equal(n->prefixes[1].prefix.bits, 24);
    assert_int_equal(n->prefixes[3].prefix.address.family, 6);
    assert_string_equal(n->hosts[0].host, "A.example");
    assert_true(n->lengths[0][24] && n->lengths[1][128] && !n->lengths[0][25]);
    network_free(n);
}

/* Without a name an element is called by the first thing that is known of it. */
static void names_and_roles_of_elements(void **state)
{
    (void)state;
    struct network *n =
        read_text("version: 1\nelements:\n"
                  "  - {roles: [AUC, HSS], hosts: [h.example], addresses: [10.0.0.1]}\n"
                  "  - {point_codes: [\"2-1-5\"]}\n"
                  "  - {site: north}\n"
                  "  - {name: last, role: 5G-EIR}\n");
    assert_non_null(n);
    assert_int_equal(n->element_count, 4);
    assert_string_equal(n->elements[0].name, "h.example");
    assert_int_equal(n->elements[0].roles[0], ROLE_AUC);
    assert_string_equal(n->elements[1].name, "2-1-5");
    assert_int_equal(n->elements[1].roles[0], ROLE_NONE);
    assert_string_equal(n->elements[2].name, "unnamed");
    assert_string_equal(n->elements[3].name, "last");
    assert_null(n->elements[3].vendor);
    network_free(n);
}

static void interception_functions_are_elements(void **state)
{
    (void)state;
    struct network *n = read_text("version: 1\n"
                                  "elements: [{name: a, addresses: [10.0.0.1]}]\n"
                                  "interception: {functions: [{name: b, addresses: [10.0.0.2]}],"
                                  " deliver_to: [198.51.100.0/24, \"2001:db8::1\"]}\n");
    assert_non_null(n);
    assert_false(n->elements[0].interception);
    assert_true(n->elements[1].interception);
    assert_int_equal(n->delivery_count, 2);
    assert_int_equal(n->delivery[0].bits, 24);
    network_free(n);
}

/* Many elements are as right as one. */
static void a_large_network(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    char *text = malloc(COUNT * 64);
    assert_non_null(text);
    size_t at = (size_t)snprintf(text, COUNT * 64, "version: 1\nelements:\n");
    for (unsigned i = 0; i < COUNT; i++)
        at += (size_t)snprintf(text + at, COUNT * 64 - at,
                               "  - {name: e%u, addresses: [10.%u.%u.1]}\n", i, i / 250, i % 250);
    struct network *n = read_text(text);
    assert_non_null(n);
    struct addr a;
    assert_true(addr_parse("10.19.249.1", &a));
    assert_string_equal(network_element(n, &a)->name, "e4999");
    network_free(n);
    (void)snprintf(text + at, COUNT * 64 - at, "  - {name: e17}\n");
    assert_null(read_text(text));
    assert_non_null(strstr(fault.sentence, ":5003:12: the name e17 stands in line 20 already"));
    free(text);
}

/* The same in two partners is theirs to settle. */
static void partners_may_share(void **state)
{
    (void)state;
    struct network *n = read_text("version: 1\nhome: {plmns: [\"00101\"]}\n"
                                  "partners: [{plmns: [\"99970\"]}, {plmns: [\"99970\"]}]\n");
    assert_non_null(n);
    network_free(n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_are_sorted),
        cmocka_unit_test(names_and_roles_of_elements),
        cmocka_unit_test(interception_functions_are_elements),
        cmocka_unit_test(a_large_network),
        cmocka_unit_test(partners_may_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
