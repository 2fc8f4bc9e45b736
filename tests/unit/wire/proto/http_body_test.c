#include "wire/proto/http_message.h"

#include "base/unzip.h"
#include "unit/unit.h"

#include <stdlib.h>
#include <zlib.h>

static struct http_header header;
static struct http_message message;
static struct sink sink;

static struct span text(const char *s)
{
    return (struct span){(const uint8_t *)s, strlen(s)};
}

static const struct http_message *with(const char *name, const char *value)
{
    header = (struct http_header){text(name), value ? text(value) : (struct span){0}};
    message = (struct http_message){.headers = &header, .header_count = 1};
    return &message;
}

static void codings(void **state)
{
    (void)state;
    uint8_t packed[100];
    uLongf len = sizeof packed;
    assert_int_equal(compress(packed, &len, (const uint8_t *)"{\"a\":1}", 7), Z_OK);
    struct span body = {packed, len};
    static const char *const undone[] = {"deflate", "gzip", "x-gzip", "GZip"};
    for (unsigned i = 0; i < 4; i++) {
        struct span plain = http_decoded(with("content-encoding", undone[i]), body, &sink);
        assert_int_equal(plain.len, 7);
        assert_memory_equal(plain.at, "{\"a\":1}", 7);
        assert_ptr_equal(plain.at, sink.room + HTTP_DECODED);
    }
    static const char *const left[] = {"identity", "br", "", "gzipp", NULL};
    for (unsigned i = 0; i < 5; i++)
        assert_ptr_equal(http_decoded(with("content-encoding", left[i]), body, &sink).at, packed);
    assert_ptr_equal(http_decoded(with("content-type", "gzip"), body, &sink).at, packed);
    assert_int_equal(http_decoded(with("content-encoding", "gzip"), text(""), &sink).len, 0);
    struct sink bare = {0};
    assert_ptr_equal(http_decoded(with("content-encoding", "gzip"), body, &bare).at, packed);
}

static bool is_sbi(const char *path)
{
    struct http_message m = {.path = text(path)};
    return http_is_sbi(&m);
}

static void of_a_service_based_interface(void **state)
{
    (void)state;
    assert_true(is_sbi("/nudm-sdm/v2/imsi-001010000000001/am-data"));
    assert_true(is_sbi("/prefix/of/api/root/nnrf-disc/v1/nf-instances"));
    assert_true(is_sbi("/nausf-auth/v1"));
    assert_false(is_sbi("/nausf-auth/x1"));
    assert_false(is_sbi("/nausf-auth/v"));
    assert_false(is_sbi("/nausf-auth"));
    assert_false(is_sbi("/v1/nausf-auth"));
    assert_false(is_sbi("/news/v1/today"));
    assert_false(is_sbi("/"));
    assert_false(is_sbi(""));
    assert_true(http_is_sbi(with("3gpp-sbi-callback", "x")));
    assert_false(http_is_sbi(with("3gpp-sb", "x")));
    message = (struct http_message){.headers = &(struct http_header){{0}, {0}}, .header_count = 1};
    assert_false(http_is_sbi(&message));
}

static int set_up(void **state)
{
    (void)state;
    sink = (struct sink){.room = calloc(1, SINK_ROOM), .unzip = unzip_new()};
    return sink.room && sink.unzip ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    free(sink.room);
    unzip_free(sink.unzip);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codings),
        cmocka_unit_test(of_a_service_based_interface),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
