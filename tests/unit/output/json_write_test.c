#include "output/json_write.h"

#include "unit/output/output_kit.h"

static void assert_json(const char *text, const char *expected)
{
    struct writer *w = kit_new();
    json_text(w, text);
    assert_written(w, expected);
}

static void texts_are_escaped(void **state)
{
    (void)state;
    assert_json("", "\"\"");
    assert_json("plain text", "\"plain text\"");
    assert_json("\"\\/", "\"\\\"\\\\/\"");
    assert_json("\n\t\001\177", "\"\\u000a\\u0009\\u0001\\u007f\"");
    assert_json("a\xc0\x80"
                "b",
                "\"a\\u0000b\"");
}

static void utf8_stays(void **state)
{
    (void)state;
    assert_json("\xc3\xa4", "\"\xc3\xa4\"");
    assert_json("\xe2\x82\xac.", "\"\xe2\x82\xac.\"");
    assert_json("\xf0\x9f\x93\xa1", "\"\xf0\x9f\x93\xa1\"");
}

/* RFC 3629: overlong forms, surrogates, too high ones, and tails or heads alone. */
static void what_is_no_utf8_is_escaped(void **state)
{
    (void)state;
    assert_json("\x80", "\"\\u0080\"");
    assert_json("\xff", "\"\\u00ff\"");
    assert_json("\xc3", "\"\\u00c3\"");
    assert_json("\xc1\xbf", "\"\\u00c1\\u00bf\"");
    assert_json("\xe0\x80\x80", "\"\\u00e0\\u0080\\u0080\"");
    assert_json("\xed\xa0\x80", "\"\\u00ed\\u00a0\\u0080\"");
    assert_json("\xf4\x90\x80\x80", "\"\\u00f4\\u0090\\u0080\\u0080\"");
    assert_json("\xe2\x82", "\"\\u00e2\\u0082\"");
    assert_json("\xf0\x9f\x93", "\"\\u00f0\\u009f\\u0093\"");
    assert_json("\xc3(", "\"\\u00c3(\"");
}

/* Any two bytes give a text that is closed and has nothing unescaped in it. */
static void any_bytes_give_a_text(void **state)
{
    (void)state;
    for (unsigned a = 1; a < 256; a++) {
        for (unsigned b = 0; b < 256; b++) {
            const char text[] = {(char)a, (char)b, 0};
            struct writer *w = kit_new();
            json_text(w, text);
            writer_flush(w);
            char out[32] = {0};
            ssize_t n = pread(w->fd, out, sizeof out, 0);
            assert_in_range(n, 3, 14);
            assert_true(out[0] == '"' && out[n - 1] == '"');
            for (ssize_t i = 0; i < n; i++)
                assert_true((uint8_t)out[i] >= 0x20);
            kit_free(w);
        }
    }
}

static void large_numbers_are_texts(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    json_member_number(w, "a", UINT64_C(1) << 53);
    json_member_number(w, "b", (UINT64_C(1) << 53) + 1);
    assert_written(w, ",\"a\":9007199254740992,\"b\":\"9007199254740993\"");
}

static void what_does_not_apply_is_absent(void **state)
{
    (void)state;
    static const char *const two[] = {"x", "y"};
    struct writer *w = kit_new();
    json_begin(w, "test");
    json_member(w, "none", NULL);
    json_member(w, "empty", "");
    json_member(w, "one", "1");
    json_member_texts(w, "nothing", (struct postern_texts){0});
    json_member_texts(w, "two", (struct postern_texts){two, 2});
    json_member_time(w, "time", 0);
    json_end(w);
    assert_written(w, "{\"kind\":\"test\",\"one\":\"1\",\"two\":[\"x\",\"y\"],"
                      "\"time\":\"1970-01-01T00:00:00.000000000Z\"}\n");
}

static void lines_go_out_at_once_when_somebody_waits(void **state)
{
    (void)state;
    struct writer *w = kit_new();
    json_begin(w, "a");
    json_end(w);
    assert_true(w->len > 0);
    w->lines = true;
    json_begin(w, "b");
    json_end(w);
    assert_int_equal(w->len, 0);
    kit_free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(utf8_stays),
        cmocka_unit_test(what_is_no_utf8_is_escaped),
        cmocka_unit_test(any_bytes_give_a_text),
        cmocka_unit_test(large_numbers_are_texts),
        cmocka_unit_test(what_does_not_apply_is_absent),
        cmocka_unit_test(lines_go_out_at_once_when_somebody_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
