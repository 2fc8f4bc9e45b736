#include "judge/network_diff.h"

#include "unit/unit.h"

#include "network_kit.h"

static char told[8000];

static void on_change(void *arg, const struct network_change *c)
{
    unsigned *count = arg;
    (*count)++;
    strcat(told, c->sentence);
    strcat(told, "\n");
    assert_non_null(c->what);
    assert_true(c->before || c->after);
}

static bool read_tree(struct tree *t, const char *text)
{
    struct fault fault;
    bool ok = tree_read(t, "x", text, strlen(text), &fault) && network_valid(t, &fault);
    if (!ok)
        fail_msg("%s", fault.sentence);
    return ok;
}

static unsigned changes(const char *before, const char *after)
{
    struct tree a;
    struct tree b;
    unsigned count = 0;
    told[0] = 0;
    read_tree(&a, before);
    read_tree(&b, after);
    assert_true(network_diff_trees(&a, &b, on_change, &count));
    tree_free(&a);
    tree_free(&b);
    return count;
}

#define V "version: 1\n"

static void assert_changes(const char *before, const char *after, const char *words)
{
    changes(before, after);
    assert_string_equal(told, words);
}

static void each_change_is_a_sentence(void **state)
{
    (void)state;
    assert_changes(V "elements: [{name: hss1, addresses: [10.0.0.5]}]\n",
                   V "elements: [{name: hss1, addresses: [10.0.0.6, 10.0.0.5]}]\n",
                   "hss1: address 10.0.0.6 added\n");
    assert_changes(V "permit: [{from: prov1, to: hss1, protocol: ldap, why: nightly "
                     "reconciliation}]\n",
                   V, "permit prov1 > hss1 ldap removed (nightly reconciliation)\n");
    assert_changes(V "partners: [{name: Roam Co, may: [sms]}]\n",
                   V "partners: [{name: Roam Co, may: [location]}]\n",
                   "partner Roam Co: may now ask location\n"
                   "partner Roam Co: may no longer ask sms\n");
    assert_changes(V "operator: A\nhome: {plmns: [\"00101\"]}\n",
                   V "operator: B\nthresholds: {beacon: {count: 3}}\n",
                   "operator changed from A to B\n"
                   "home: PLMN 00101 removed\n"
                   "thresholds of beacon: count 3 added\n");
    assert_changes(V "maintenance: [{vendor: V, tickets: [{id: 17}]}]\n",
                   V "maintenance: [{vendor: V, tickets: [{id: 17}, {id: 18}]}]\n",
                   "maintenance of V: ticket id 18 added\n");
    assert_changes(V "permit: [{from: a}]\n", V "permit: [{to: b, operations: [7]}]\n",
                   "permit a > anyone any protocol removed\n"
                   "permit anyone > b any protocol added (operation 7)\n");
    assert_changes(V, V "interception: {functions: [{name: f, role: MDF}], warrants: w}\n",
                   "interception: warrants w added\n"
                   "interception function f added (role MDF)\n");
}

static void what_says_the_same_is_no_change(void **state)
{
    (void)state;
    assert_int_equal(changes(EXAMPLE, EXAMPLE), 0);
    assert_int_equal(
        changes(V "elements: [{name: a, role: HSS}, {name: b, roles: [AUC, HSS]}]\n",
                "elements: [{roles: [HSS, AUC], name: b}, {roles: [HSS], name: a}]\n" V),
        0);
    assert_int_equal(changes(V "elements: [{addresses: [10.0.0.5/32, \"2001:DB8::1\"]}]\n",
                             V "elements: [{addresses: [10.0.0.5, \"2001:db8::1/128\"]}]\n"),
                     0);
    assert_int_equal(changes(V "home: {}\nelements: []\n", V), 0);
}

/* Of several of one name, those that stayed are found wherever they stand. */
static void those_of_one_name_find_their_like(void **state)
{
    (void)state;
    assert_changes(V "permit:\n  - {from: a, to: b, operations: [1], why: x}\n"
                     "  - {from: a, to: b, operations: [2], why: y}\n",
                   V "permit:\n  - {from: a, to: b, operations: [2], why: y}\n"
                     "  - {from: a, to: b, operations: [3], why: x}\n",
                   "permit a > b any protocol: operation 1 removed\n"
                   "permit a > b any protocol: operation 3 added\n");
    assert_changes(V "maintenance: [{vendor: V, to: [a]}, {vendor: V, to: [b]}]\n",
                   V "maintenance: [{vendor: V, to: [b]}]\n", "maintenance of V removed (to a)\n");
    /* What goes from one to the other is two changes, not none. */
    assert_int_equal(changes(V "maintenance: [{vendor: V, to: [a], targets: [c]}, {vendor: V, to: "
                               "[b], targets: [d]}]\n",
                             V "maintenance: [{vendor: V, to: [a], targets: [d]}, {vendor: V, to: "
                               "[b], targets: [c]}]\n"),
                     4);
}

static void one_without_a_name_is_known_by_its_address(void **state)
{
    (void)state;
    assert_changes(V "elements: [{addresses: [10.0.0.5, 10.0.0.6]}]\n",
                   V "elements: [{addresses: [10.0.0.5], site: north}]\n",
                   "10.0.0.5: address 10.0.0.6 removed\n"
                   "10.0.0.5: site north added\n");
    assert_changes(V "elements: [{role: HSS}]\n", V, "element without a name removed (role HSS)\n");
}

static void control_characters_stay_out_of_sentences(void **state)
{
    (void)state;
    assert_changes(V, V "permit: [{from: a, why: \"b\\e[31mc\\nd\"}]\n",
                   "permit a > anyone any protocol added (b?[31mc?d)\n");
}

/* Each value that a declaration can have: one letter of it is a change. */
static void no_key_is_left_out(void **state)
{
    (void)state;
    struct tree a;
    struct tree b;
    read_tree(&a, EXAMPLE);
    read_tree(&b, EXAMPLE);
    unsigned values = 0;
    for (uint32_t n = 1; n <= b.count; n++) {
        struct node *node = &b.nodes[n];
        for (uint32_t k = node->kind == NODE_MAP ? node->child : NODE_NONE; k;
             k = b.nodes[b.nodes[k].next].next) {
            uint32_t value = b.nodes[k].next;
            bool list = b.nodes[value].kind == NODE_LIST;
            for (uint32_t one = list ? b.nodes[value].child : value; one;
                 one = list ? b.nodes[one].next : NODE_NONE) {
                unsigned count = 0;
                if (b.nodes[one].kind != NODE_SCALAR)
                    continue;
                char *letter = b.text + b.nodes[one].text;
                char was = *letter;
                *letter = '~';
                told[0] = 0;
                assert_true(network_diff_trees(&a, &b, on_change, &count));
                if (count == 0)
                    fail_msg("%s: ~%s is no change", tree_text(&b, k), letter + 1);
                *letter = was;
                values++;
            }
        }
    }
    assert_in_range(values, 50, 100);
    tree_free(&a);
    tree_free(&b);
}

static void files_are_read_and_held_against_the_table(void **state)
{
    (void)state;
    char path[] = "/tmp/postern-diff-XXXXXX";
    struct fault fault;
    unsigned count = 0;
    int fd = mkstemp(path);
    assert_int_equal(write(fd, V "operator: A\n", 23), 23);
    assert_true(network_diff(path, path, on_change, &count, &fault));
    assert_int_equal(count, 0);
    assert_int_equal(write(fd, "hoem: {}\n", 9), 9);
    close(fd);
    assert_false(network_diff(path, path, on_change, &count, &fault));
    assert_non_null(strstr(fault.sentence, ":3:1: unknown key"));
    remove(path);
    assert_false(network_diff(path, path, on_change, &count, &fault));
    assert_non_null(strstr(fault.sentence, "cannot be read"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_change_is_a_sentence),
        cmocka_unit_test(what_says_the_same_is_no_change),
        cmocka_unit_test(those_of_one_name_find_their_like),
        cmocka_unit_test(one_without_a_name_is_known_by_its_address),
        cmocka_unit_test(control_characters_stay_out_of_sentences),
        cmocka_unit_test(no_key_is_left_out),
        cmocka_unit_test(files_are_read_and_held_against_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
