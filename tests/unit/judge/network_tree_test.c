#include "judge/network_tree.h"

#include "unit/unit.h"

#include <stdlib.h>
#include <string.h>

static struct tree tree;
static struct fault fault;

static bool reads(const char *text)
{
    fault.sentence[0] = 0;
    return tree_read(&tree, "f.yaml", text, strlen(text), &fault);
}

static void nodes_know_their_places(void **state)
{
    (void)state;
    assert_true(reads("a: \"x y\"\nb:\n  - 1\n  - {c: d}\n"));
    const struct node *root = tree_node(&tree, 1);
    assert_int_equal(root->kind, NODE_MAP);
    uint32_t value = tree_node(&tree, root->child)->next;
    assert_string_equal(tree_text(&tree, value), "x y");
    assert_true(tree_node(&tree, value)->quoted);
    assert_int_equal(tree_node(&tree, value)->line, 1);
    assert_int_equal(tree_node(&tree, value)->column, 4);
    uint32_t list = tree_node(&tree, tree_node(&tree, value)->next)->next;
    assert_int_equal(tree_node(&tree, list)->kind, NODE_LIST);
    assert_string_equal(tree_text(&tree, list), "");
    uint32_t one = tree_node(&tree, list)->child;
    assert_false(tree_node(&tree, one)->quoted);
    assert_int_equal(tree_node(&tree, one)->line, 3);
    assert_int_equal(tree_node(&tree, one)->column, 5);
    uint32_t map = tree_node(&tree, one)->next;
    assert_int_equal(tree_node(&tree, map)->kind, NODE_MAP);
    assert_int_equal(tree_node(&tree, map)->next, NODE_NONE);
    assert_false(tree_fault(&tree, map, &fault, "%s", "so"));
    assert_string_equal(fault.sentence, "f.yaml:4:5: so");
    tree_free(&tree);
}

static void nothing_grows_when_it_is_read(void **state)
{
    (void)state;
    assert_false(reads("a: &x [1]\nb: *x\n"));
    assert_string_equal(fault.sentence,
                        "f.yaml:1:4: an anchor; write the value out where it is wanted");
    assert_false(reads("a: *x\n"));
    assert_false(reads("a: !t b\n"));
    assert_false(reads("a: !t [b]\n"));
    assert_false(reads("a: !t {b: c}\n"));
    assert_false(reads("a\n---\nb\n"));
}

static void depth_is_bounded(void **state)
{
    (void)state;
    char text[64];
    for (unsigned depth = 1; depth <= TREE_DEPTH + 2; depth++) {
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        text[2 * depth] = 0;
        assert_int_equal(reads(text), depth <= TREE_DEPTH);
        if (depth <= TREE_DEPTH)
            tree_free(&tree);
        else
            assert_non_null(strstr(fault.sentence, "f.yaml:1:13: lists in lists too deep"));
    }
}

static void nodes_are_bounded(void **state)
{
    (void)state;
    size_t count = TREE_NODES + 10;
    char *text = malloc(count * 2 + 1);
    assert_non_null(text);
    text[0] = '[';
    for (size_t i = 1; i < count * 2; i++)
        text[i] = i % 2 ? '1' : ',';
    text[count * 2 - 1] = ']';
    text[count * 2] = 0;
    assert_false(reads(text));
    assert_non_null(strstr(fault.sentence, "too many values"));
    free(text);
}

static void texts_are_shown_short_and_printable(void **state)
{
    (void)state;
    assert_string_equal(tree_shown("plain").text, "plain");
    assert_string_equal(tree_shown("a\nb\x1b[31m").text, "a?b?[31m");
    char longest[100];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    struct shown s = tree_shown(longest);
    assert_int_equal(strlen(s.text), sizeof s.text - 1);
    assert_non_null(strstr(s.text, "xxx..."));
}

/* Bytes that are no UTF-8, and none at all. */
static void other_bytes_are_refused(void **state)
{
    (void)state;
    assert_false(reads("a: \xff\xfe\n"));
    assert_non_null(strstr(fault.sentence, "no YAML"));
    assert_false(reads("a: \x01\n"));
    assert_false(reads(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_know_their_places),
        cmocka_unit_test(nothing_grows_when_it_is_read),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(nodes_are_bounded),
        cmocka_unit_test(texts_are_shown_short_and_printable),
        cmocka_unit_test(other_bytes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
