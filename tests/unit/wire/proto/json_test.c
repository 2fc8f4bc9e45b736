#include "wire/proto/json.h"

#include "base/text.h"
#include "unit/unit.h"

/* Every token in a letter, with name and text: {} [] s n w . ~ ! */
static const char *told(const char *body, size_t len)
{
    static char buf[600];
    struct text t = text_in(buf, sizeof buf);
    struct json j = json_of(cursor_of(body, len));
    struct json_token token;
    bool more = true;
    for (unsigned i = 0; more && i < 400; i++) {
        more = json_next(&j, &token);
        if (token.name.len)
            text_put_n(&t, (const char *)token.name.at, token.name.len);
        text_char(&t, "{[)snw.~!"[token.sort]);
        if (token.sort == JSON_STRING || token.sort == JSON_NUMBER)
            text_put_n(&t, (const char *)token.text.at, token.text.len);
    }
    assert_true(j.depth <= JSON_DEPTH);
    return buf;
}

static const char *all(const char *body)
{
    return told(body, strlen(body));
}

static void test_values(void **state)
{
    (void)state;
    assert_string_equal(all("{\"a\":\"b\",\"c\":[1,-2.5e+3,true,null,{}]}"),
                        "{asbc[n1n-2.5e+3ww{))).");
    assert_string_equal(all(" [ ] "), "[).");
    assert_string_equal(all("\"x\""), "sx.");
    assert_string_equal(all("7"), "n7.");
    assert_string_equal(all("{\"\":\"\"}"), "{s).");
    assert_string_equal(all("{\"a\":1,}"), "{an1)."); /* tolerated */
}

static void test_broken(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "{a:1}", "{\"a\" 1}", "{]", "[}",  "]",     "{\"a\":1 \"b\":2}",
        "[1 2]", "1 2",       "?",  "{1}", "[tru]", "{\"a\":,1}"};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *said = all(rows[i]);
        assert_int_equal(said[strlen(said) - 1], '!');
    }
}

/* A body of which only the beginning was kept is read that far, and no value is half of one. */
static void test_cut_everywhere(void **state)
{
    (void)state;
    static const char body[] =
        "{\"supi\":\"imsi-001010000000001\",\"l\":[{\"x\":12}],\"e\":\"a\\\"b\"}";
    for (size_t n = 0; n + 1 < sizeof body; n++) {
        const char *said = told(body, n);
        if (n < sizeof body - 1)
            assert_int_equal(said[strlen(said) - 1], '~');
        assert_null(n < 30 ? strstr(said, "simsi") : NULL);
    }
    assert_string_equal(told(body, sizeof body - 1),
                        "{supisimsi-001010000000001l[{xn12))esa\\\"b).");
}

static void test_deeper_than_is_kept(void **state)
{
    (void)state;
    char body[300] = "";
    struct text t = text_in(body, sizeof body);
    for (unsigned i = 0; i < 100; i++)
        text_char(&t, '[');
    text_put(&t, "\"]\"");
    for (unsigned i = 0; i < 100; i++)
        text_char(&t, ']');
    struct json j = json_of(cursor_of(t.at, t.len));
    struct json_token token;
    unsigned opened = 0;
    while (json_next(&j, &token))
        opened += token.sort == JSON_ARRAY;
    assert_int_equal(token.sort, JSON_END);
    assert_int_equal(opened, JSON_DEPTH);
    assert_true(j.too_deep);
    struct json cut = json_of(cursor_of(t.at, t.len - 90));
    while (json_next(&cut, &token))
        ;
    assert_int_equal(token.sort, JSON_CUT);
}

static void test_names_and_depth(void **state)
{
    (void)state;
    static const char body[] = "{\"a\":{\"b\":1}}";
    struct json j = json_of(cursor_of(body, sizeof body - 1));
    struct json_token t;
    assert_true(json_next(&j, &t));
    assert_int_equal(t.depth, 0);
    assert_true(json_next(&j, &t));
    assert_int_equal(t.depth, 1);
    assert_int_equal(t.sort, JSON_OBJECT);
    assert_memory_equal(t.name.at, "a", 1);
    assert_true(json_next(&j, &t));
    assert_int_equal(t.depth, 2);
}

static void test_escapes(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } rows[] = {{"a\\/b", "a/b"},
                {"\\\"\\\\", "\"\\"},
                {"\\n\\t\\r\\b\\f", "\n\t\r\b\f"},
                {"\\u0041", "A"},
                {"\\u00e9", "\xc3\xa9"},
                {"\\u20AC", "\xe2\x82\xac"},
                {"\\ud83d\\ude00", "\xf0\x9f\x98\x80"},
                {"x\\", "x"},
                {"\\u00", ""}};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t to[32] = {0};
        struct span s = {(const uint8_t *)rows[i].from, strlen(rows[i].from)};
        size_t n = json_plain(s, to, sizeof to);
        assert_true(n <= sizeof to);
        if (i < 8)
            assert_int_equal(n, strlen(rows[i].to) + (i == 7));
        assert_memory_equal(to, rows[i].to, strlen(rows[i].to));
        assert_true(json_plain(s, to, 1) <= 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),          cmocka_unit_test(test_broken),
        cmocka_unit_test(test_cut_everywhere),  cmocka_unit_test(test_deeper_than_is_kept),
        cmocka_unit_test(test_names_and_depth), cmocka_unit_test(test_escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
