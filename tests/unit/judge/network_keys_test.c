/* The table of keys and docs/network.schema.json say the same. */
#include "judge/network_keys.h"

#include "unit/unit.h"

#include "network_kit.h"
#include "schema_kit.h"

static char *bytes;
static size_t size;
static struct tree schema;
static struct fault fault;

/* The schema lies beside the sources, wherever the test is started from. */
static int open_schema(void **state)
{
    (void)state;
    char path[512];
    (void)snprintf(path, sizeof path, "%s", __FILE__);
    char *tests = strstr(path, "tests/unit");
    if (!tests)
        return -1;
    (void)snprintf(tests, sizeof path - (size_t)(tests - path), "docs/network.schema.json");
    FILE *f = fopen(path, "rb");
    f = f ? f : fopen("docs/network.schema.json", "rb");
    bytes = malloc(1 << 16);
    if (!f || !bytes)
        return -1;
    size = fread(bytes, 1, 1 << 16, f);
    (void)fclose(f);
    return tree_read(&schema, "schema", bytes, size, &fault) ? 0 : -1;
}

static int close_schema(void **state)
{
    (void)state;
    tree_free(&schema);
    free(bytes);
    return 0;
}

/* The mapping that a rule stands for: itself, what it refers to, or a list's items. */
static uint32_t mapping_of(uint32_t rule)
{
    struct schema_walk w = {.schema = &schema};
    uint32_t items = network_child(&schema, rule, "items");
    rule = items ? items : rule;
    uint32_t ref = network_child(&schema, rule, "$ref");
    return ref ? schema_refers(&w, tree_text(&schema, ref)) : rule;
}

static void same_keys(const struct key *keys, uint32_t rule)
{
    uint32_t known = network_child(&schema, mapping_of(rule), "properties");
    unsigned in_schema = 0;
    unsigned in_table = 0;
    for (uint32_t k = tree_node(&schema, known)->child; k; k = schema_next(&schema, k))
        in_schema++;
    for (; keys->word; keys++) {
        uint32_t inner = network_child(&schema, known, keys->word);
        if (!inner)
            print_error("the schema does not know %s\n", keys->word);
        assert_int_not_equal(inner, NODE_NONE);
        in_table++;
        if (keys->keys)
            same_keys(keys->keys, inner);
    }
    assert_int_equal(in_table, in_schema);
}

static void table_and_schema_know_the_same_keys(void **state)
{
    (void)state;
    same_keys(network_keys, 1);
}

static bool schema_accepts(const char *text)
{
    struct tree data;
    if (!tree_read(&data, "data", text, strlen(text), &fault))
        return false;
    struct schema_walk w = {.schema = &schema, .data = &data};
    bool holds = schema_holds(&w, 1, 1);
    assert_int_equal(w.unknown, 0);
    tree_free(&data);
    return holds;
}

static void both_accept_the_contract_s_example(void **state)
{
    (void)state;
    char name[64];
    struct network *n = network_of(EXAMPLE, name, sizeof name, &fault);
    assert_non_null(n);
    network_free(n);
    assert_true(schema_accepts(EXAMPLE));
}

/* The example has every key of the table, so that accepting it says something. */
static void has_every_key(const struct tree *t, const struct key *keys, const uint32_t *maps,
                          unsigned count)
{
    for (; keys->word; keys++) {
        uint32_t inner[8];
        unsigned found = 0;
        for (unsigned i = 0; i < count; i++) {
            uint32_t value = network_child(t, maps[i], keys->word);
            if (!value)
                continue;
            if (keys->shape != SHAPE_MAPS)
                inner[found++] = value;
            else
                for (uint32_t m = tree_node(t, value)->child; m && found < 8;
                     m = tree_node(t, m)->next)
                    inner[found++] = m;
        }
        assert_true(found > 0);
        if (keys->keys && strcmp(keys->word, "functions") != 0) /* elements again */
            has_every_key(t, keys->keys, inner, found);
    }
}

static void the_example_has_every_key(void **state)
{
    (void)state;
    struct tree t;
    uint32_t root = 1;
    assert_true(tree_read(&t, "example", EXAMPLE, strlen(EXAMPLE), &fault));
    has_every_key(&t, network_keys, &root, 1);
    tree_free(&t);
}

/* What a schema can see it sees; what it cannot see it lets pass. */
static void both_refuse_the_same(void **state)
{
    (void)state;
    unsigned differ = 0;
    for (unsigned i = 0; i < WRONG_COUNT; i++) {
        struct tree t;
        if (!tree_read(&t, "wrong", WRONG[i].text, strlen(WRONG[i].text), &fault))
            continue; /* no YAML: an editor says so without a schema */
        tree_free(&t);
        if (schema_accepts(WRONG[i].text) == !WRONG[i].schema || strstr(WRONG[i].text, "? [a]"))
            continue;
        print_error("the schema %s: %s", WRONG[i].schema ? "accepts" : "refuses", WRONG[i].text);
        differ++;
    }
    assert_int_equal(differ, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_and_schema_know_the_same_keys),
        cmocka_unit_test(both_accept_the_contract_s_example),
        cmocka_unit_test(the_example_has_every_key),
        cmocka_unit_test(both_refuse_the_same),
    };
    return cmocka_run_group_tests(tests, open_schema, close_schema);
}
