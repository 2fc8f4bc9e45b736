#include "wire/proto/http2.h"

#include "unit/unit.h"

#include <stdio.h>

enum { ROOM = 64 << 10 };

static struct http2_way way;
static nghttp2_hd_deflater *deflater;
static char said[ROOM];
static unsigned unknown_names;

static void told(void *arg, struct span name, struct span value)
{
    (void)arg;
    size_t at = strlen(said);
    unknown_names += !name.at;
    snprintf(said + at, sizeof said - at, "%s%.*s=%.*s", at ? "," : "", name.at ? (int)name.len : 1,
             name.at ? (const char *)name.at : "?", value.at ? (int)value.len : 1,
             value.at ? (const char *)value.at : "?");
}

static int begin(void **state)
{
    (void)state;
    static struct heap heap;
    way = (struct http2_way){.heap = &heap};
    memset(&heap, 0xa5, sizeof heap); /* nothing of before counts */
    way.from_beginning = true;
    said[0] = 0;
    unknown_names = 0;
    if (deflater)
        nghttp2_hd_deflate_del(deflater);
    return nghttp2_hd_deflate_new(&deflater, 4096);
}

static int end(void **state)
{
    (void)state;
    nghttp2_hd_deflate_del(deflater);
    deflater = NULL;
    return 0;
}

static size_t pack(uint8_t *to, const char *name, const char *value)
{
    nghttp2_nv nv = {(uint8_t *)name, (uint8_t *)value, strlen(name), strlen(value), 0};
    ssize_t len = nghttp2_hd_deflate_hd(deflater, to, ROOM, &nv, 1);
    assert_true(len > 0);
    return (size_t)len;
}

static bool expand(const uint8_t *block, size_t len, bool last)
{
    return http2_expand(&way, (struct span){block, len}, last, told, NULL);
}

static void from_the_beginning(void **state)
{
    (void)state;
    uint8_t block[ROOM];
    for (unsigned i = 0; i < 3; i++)
        assert_true(expand(block, pack(block, "x-name", i < 2 ? "value" : ""), true));
    assert_string_equal(said, "x-name=value,x-name=value,x-name=");
    /* An index beyond the table ends it, and is not remembered. */
    assert_false(expand((const uint8_t *)"\377\20", 2, true));
    assert_null(way.inflater);
}

/* A block in pieces of every size (CONTINUATION). */
static void in_pieces(void **state)
{
    (void)state;
    uint8_t block[ROOM];
    size_t len = pack(block, "3gpp-sbi-correlation-info", "imsi-001010000000001");
    for (size_t size = 1; size <= len; size++) {
        begin(state);
        for (size_t at = 0; at < len; at += size) {
            size_t now = len - at < size ? len - at : size;
            assert_true(expand(block + at, now, at + now == len));
        }
        assert_string_equal(said, "3gpp-sbi-correlation-info=imsi-001010000000001");
        end(state);
    }
    nghttp2_hd_deflate_new(&deflater, 4096);
}

/* Cut short: never read beyond, and afterwards it begins again. */
static void cut_at_every_length(void **state)
{
    (void)state;
    uint8_t block[ROOM];
    size_t len = pack(block, "x-long-name-of-a-header", "and its value");
    for (size_t cut = 0; cut < len; cut++) {
        uint8_t *exact = malloc(cut ? cut : 1);
        memcpy(exact, block, cut);
        said[0] = 0;
        way.from_beginning = true;
        assert_true(cut == 0 || !expand(exact, cut, true));
        assert_string_equal(said, "");
        free(exact);
    }
}

/* From the middle: what was given before is unknown, what is added since is right, and the oldest
 * gives way as it does for the sender. */
static void from_the_middle(void **state)
{
    (void)state;
    uint8_t block[ROOM];
    char name[32];
    way.from_beginning = false;
    for (unsigned i = 0; i < 100; i++) {
        snprintf(name, sizeof name, "x-%u", i);
        pack(block, name, "before");
    }
    assert_true(expand(block, pack(block, "x-99", "before"), true));
    assert_true(expand(block, pack(block, "x-90", "since"), true));
    assert_true(expand(block, pack(block, "x-90", "since"), true));
    assert_true(expand(block, pack(block, "x-new", "since"), true));
    assert_string_equal(said, "?=?,?=since,?=since,x-new=since");
    assert_int_equal(unknown_names, 3);
    said[0] = 0;
    for (unsigned i = 0; i < 300; i++) {
        snprintf(name, sizeof name, "y-%u", i);
        assert_true(expand(block, pack(block, name, "since"), true));
        assert_true(expand(block, pack(block, i > 20 ? "y-5" : "x-new", "since"), true));
    }
    assert_non_null(strstr(said, "y-299=since,y-5=since"));
    assert_null(strchr(said, '?'));
}

/* All that a sender can have in his table: 124 entries of 33 octets (RFC 7541 4.1). */
static void as_many_as_a_table_holds(void **state)
{
    (void)state;
    static const uint8_t oldest[] = {0xff, 61 + 124 - 127}, beyond[] = {0xff, 61 + 125 - 127};
    way.from_beginning = false;
    assert_true(expand(oldest, sizeof oldest, true));
    assert_string_equal(said, "?=?");
    assert_false(expand(beyond, sizeof beyond, true));
}

/* Tokens of some KB on each request, as OAuth's are: the heap lasts. */
static void long_tokens(void **state)
{
    (void)state;
    static char token[3400];
    uint8_t block[ROOM];
    for (unsigned turn = 0; turn < 2; turn++) {
        way.from_beginning = !turn;
        way.inflater = NULL;
        nghttp2_hd_deflate_del(deflater);
        assert_int_equal(nghttp2_hd_deflate_new(&deflater, 4096), 0);
        for (unsigned i = 0; i < 400; i++) {
            size_t size = 600 + i * 37 % 2700;
            memset(token, 'a' + (int)(i % 20), size);
            token[size] = 0;
            said[0] = 0;
            assert_true(expand(block, pack(block, "authorization", token), true));
            assert_true(expand(block, pack(block, "x-short", token + size - 20), true));
            assert_memory_equal(said, "authorization=", 14);
            assert_memory_equal(said + 14, token, size);
        }
    }
}

/* A name that is empty, or as ours for what is unknown: no harm. */
static void names_of_no_one(void **state)
{
    (void)state;
    static const uint8_t none[] = {0, 0, 0}, ours[] = {0, 1, 1, 1, 'v'};
    expand(none, sizeof none, true);
    assert_true(expand(ours, sizeof ours, true));
    assert_string_equal(said, "=,?=v");
}

static void forgotten(void **state)
{
    (void)state;
    uint8_t block[ROOM];
    assert_true(expand(block, pack(block, "x-name", "value"), true));
    way.block_stream = 7;
    http2_forget(&way);
    assert_int_equal(way.block_stream, 0);
    assert_true(expand(block, pack(block, "x-name", "value"), true));
    assert_string_equal(said, "x-name=value,?=?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(from_the_beginning, begin, end),
        cmocka_unit_test_setup_teardown(in_pieces, begin, end),
        cmocka_unit_test_setup_teardown(cut_at_every_length, begin, end),
        cmocka_unit_test_setup_teardown(from_the_middle, begin, end),
        cmocka_unit_test_setup_teardown(as_many_as_a_table_holds, begin, end),
        cmocka_unit_test_setup_teardown(long_tokens, begin, end),
        cmocka_unit_test_setup_teardown(names_of_no_one, begin, end),
        cmocka_unit_test_setup_teardown(forgotten, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
