#include "wire/proto/http2.h"

#include "unit/wire/proto/web_kit.h"

static struct web *with_request(const char *method, const char *path)
{
    const char *const pairs[] = {":method", method, ":path", path, "x-a", "b", NULL};
    struct web *w = web_begin(29503);
    web_preface(w);
    web_headers(w, 0, 1, 0, pairs);
    return w;
}

/* Bodies around the size of a piece, and of all that is kept. */
static void bodies_of_all_sizes(void **state)
{
    (void)state;
    static uint8_t body[16384];
    const size_t sizes[] = {
        0, 1, 1023, 1024, 1025, 2047, 2048, 16000, 65536, 65537, HTTP2_BODY_MOST, 200000};
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct web *w = with_request("PUT", "/nudm-uecm/v1/1");
        uint32_t headers = 3 + 1 + 4;
        for (size_t at = 0; at < sizes[i];) {
            size_t now = sizes[i] - at < sizeof body ? sizes[i] - at : sizeof body;
            web_send_frame(w, 0, WEB_DATA, 0, 1, body, now);
            at += now;
        }
        web_send_frame(w, 0, WEB_DATA, WEB_END, 1, NULL, 0);
        assert_string_equal(w->said, "> PUT /nudm-uecm/v1/1");
        assert_int_equal(w->length, headers + sizes[i]);
        web_flow_ends(w);
        assert_int_equal(web_blind(w, BLIND_OVER_BUDGET, NULL), sizes[i] > HTTP2_BODY_MOST);
        web_end(w);
    }
}

/* A path is kept as far as there is room, and what is beyond is counted. */
static void long_paths(void **state)
{
    (void)state;
    static char path[HTTP2_PATH + 2];
    for (size_t len = HTTP2_PATH - 1; len <= HTTP2_PATH + 1; len++) {
        memset(path, 'p', len);
        path[0] = '/';
        path[len] = 0;
        struct web *w = with_request("GET", path);
        web_send_frame(w, 0, WEB_DATA, WEB_END, 1, NULL, 0);
        size_t told = len < HTTP2_PATH ? len : HTTP2_PATH;
        assert_int_equal(w->log.len, 6 + told);
        web_flow_ends(w);
        assert_int_equal(web_blind(w, BLIND_OVER_BUDGET, NULL), len > HTTP2_PATH);
        web_end(w);
    }
}

/* More headers than are kept: the message is told with those that are. */
static void many_headers(void **state)
{
    (void)state;
    static char value[2000];
    const char *pairs[64] = {":method", "GET", ":path", "/nudm-sdm/v2/a"};
    memset(value, 'v', sizeof value - 1);
    for (unsigned i = 0; i < 20; i++) {
        pairs[4 + 2 * i] = "x-large";
        pairs[5 + 2 * i] = value;
    }
    struct web *w = web_begin(29503);
    web_preface(w);
    web_headers(w, 0, 1, WEB_END, pairs);
    assert_string_equal(w->said, "> GET /nudm-sdm/v2/a");
    assert_true(w->length <= HTTP2_HEADERS_MOST && w->length > HTTP2_HEADERS_MOST - 2100);
    web_end(w);
}

/* Answers are known by their status, requests by their method; what has neither is counted. */
static void who_asks(void **state)
{
    (void)state;
    const char *const nothing[] = {"x-a", "b", NULL};
    const char *const answer[] = {":status", "204", NULL};
    struct web *w = web_begin(29503);
    web_preface(w);
    web_headers(w, 0, 1, WEB_END, nothing);
    web_headers(w, 1, 3, WEB_END, nothing);
    assert_int_equal(w->count, 0);
    /* The other way round: a server that is captured as the first to speak. */
    web_headers(w, 0, 5, WEB_END, answer);
    assert_string_equal(w->said, "< 204");
    web_flow_ends(w);
    assert_int_equal(web_blind(w, BLIND_UNRESOLVED, NULL), 2);
    web_end(w);
}

/* A hole in a body: it ends all the same. */
static void hole_in_a_body(void **state)
{
    (void)state;
    struct web *w = with_request("PUT", "/nudm-uecm/v1/1");
    web_send_frame(w, 0, WEB_DATA, 0, 1, "[1,", 3);
    web_gap(w, 0);
    web_send_frame(w, 0, WEB_DATA, WEB_END, 1, "3]", 2);
    assert_string_equal(w->said, "> PUT /nudm-uecm/v1/1");
    web_end(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_of_all_sizes), cmocka_unit_test(long_paths),
        cmocka_unit_test(many_headers),        cmocka_unit_test(who_asks),
        cmocka_unit_test(hole_in_a_body),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
