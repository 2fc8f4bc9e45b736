#include "wire/proto/http2.h"

#include "unit/wire/proto/web_kit.h"

extern const struct decoder decoder_http2;

static void a_request_and_its_answer(void **state)
{
    (void)state;
    struct web *w = web_begin(29503);
    web_preface(w);
    web_get(w, 1, "/nudm-sdm/v2/imsi-001010000000001/am-data");
    web_answer(w, 1, "200");
    assert_string_equal(w->said, "> GET /nudm-sdm/v2/imsi-001010000000001/am-data, < 200");
    assert_int_equal(w->asked, w->answered);
    web_flow_ends(w);
    assert_int_equal(web_blind(w, BLIND_UNRESOLVED, NULL), 0);
    assert_int_equal(web_blind(w, BLIND_CAPTURE_CUT, NULL), 0);
    web_end(w);
}

/* Each side's whole stream cut in two at every byte: the same is told. */
static void cut_anywhere(void **state)
{
    (void)state;
    static uint8_t bytes[2000];
    uint8_t block[500];
    for (size_t cut = 0, len = 1; cut < len; cut++) {
        struct web *w = web_begin(29503);
        const char *const pairs[] = {":method", "POST", ":path", "/nudm-ueau/v1/x", "a", "b", NULL};
        memcpy(bytes, WEB_PREFACE, 24);
        len = 24;
        len += web_frame(bytes + len, WEB_SETTINGS, 0, 0, NULL, 0);
        len += web_frame(bytes + len, WEB_HEADERS, WEB_END_HEADERS, 1, block,
                         web_block(w, 0, block, sizeof block, pairs));
        len += web_frame(bytes + len, WEB_DATA, WEB_END, 1, "{}", 2);
        web_send(w, 0, bytes, cut);
        assert_int_equal(w->count, 0);
        web_send(w, 0, bytes + cut, len - cut);
        assert_string_equal(w->said, "> POST /nudm-ueau/v1/x");
        web_end(w);
    }
}

/* A block in pieces, padding and priority around it (RFC 9113 6.2, 6.10). */
static void padded_and_continued(void **state)
{
    (void)state;
    const char *const pairs[] = {":method", "GET", ":path", "/nudm-sdm/v2/a", "x-y", "z", NULL};
    uint8_t block[200], first[210] = {3, 0x80, 0, 0, 0, 16};
    struct web *w = web_begin(29503);
    web_preface(w);
    size_t len = web_block(w, 0, block, sizeof block, pairs);
    memcpy(first + 6, block, 5);
    web_send_frame(w, 0, WEB_HEADERS, WEB_PADDED | WEB_HAS_PRIORITY | WEB_END, 1, first, 6 + 5 + 3);
    web_send_frame(w, 0, WEB_CONTINUATION, 0, 1, block + 5, 2);
    assert_int_equal(w->count, 0);
    web_send_frame(w, 0, WEB_CONTINUATION, WEB_END_HEADERS, 1, block + 7, len - 7);
    assert_string_equal(w->said, "> GET /nudm-sdm/v2/a");
    /* More padding than there is frame: nothing is left, and nothing is read beyond it. */
    web_send_frame(w, 0, WEB_HEADERS, WEB_PADDED | WEB_END_HEADERS | WEB_END, 3, "\377\202", 2);
    assert_int_equal(w->count, 1);
    web_get(w, 5, "/nudm-sdm/v2/b");
    assert_string_equal(w->said, "> GET /nudm-sdm/v2/a, > GET /nudm-sdm/v2/b");
    web_end(w);
}

static void interleaved_streams(void **state)
{
    (void)state;
    const char *const one[] = {":method", "PUT", ":path", "/nudm-uecm/v1/1", NULL};
    const char *const two[] = {":method", "POST", ":path", "/nudm-uecm/v1/2", NULL};
    struct web *w = web_begin(29503);
    web_preface(w);
    web_headers(w, 0, 1, 0, one);
    web_headers(w, 0, 3, 0, two);
    web_send_frame(w, 0, WEB_DATA, 0, 1, "[1,", 3);
    web_send_frame(w, 0, WEB_DATA, WEB_END, 3, "{}", 2);
    assert_string_equal(w->said, "> POST /nudm-uecm/v1/2");
    assert_int_equal(w->length, 2);
    web_send_frame(w, 0, WEB_DATA, WEB_PADDED | WEB_END, 1, "\0022]pp", 5);
    assert_string_equal(w->said, "> POST /nudm-uecm/v1/2, > PUT /nudm-uecm/v1/1");
    assert_int_equal(w->length, 5);
    uint64_t asked = w->asked;
    web_answer(w, 3, "201");
    assert_int_not_equal(w->answered, asked);
    web_answer(w, 1, "204");
    assert_int_equal(w->answered, asked);
    web_end(w);
}

/* 100 (Continue) comes before the answer, trailers behind the body (RFC 9110 15.2, 6.5). */
static void informational_and_trailers(void **state)
{
    (void)state;
    const char *const wait[] = {":status", "100", NULL};
    const char *const answer[] = {":status", "200", "content-type", "text/plain", NULL};
    const char *const trailer[] = {"x-checksum", "1", NULL};
    struct web *w = web_begin(29503);
    web_preface(w);
    web_get(w, 1, "/nudm-sdm/v2/a");
    web_headers(w, 1, 1, 0, wait);
    web_headers(w, 1, 1, 0, answer);
    web_send_frame(w, 1, WEB_DATA, 0, 1, "x", 1);
    assert_int_equal(w->count, 1);
    web_headers(w, 1, 1, WEB_END, trailer);
    assert_string_equal(w->said, "> GET /nudm-sdm/v2/a, < 200");
    web_flow_ends(w);
    assert_int_equal(web_blind(w, BLIND_CAPTURE_CUT, NULL), 0);
    web_end(w);
}

/* A promise is no request; what is answered to it is an answer (RFC 9113 8.4). */
static void promise(void **state)
{
    (void)state;
    const char *const pairs[] = {":method", "GET", ":path", "/nudm-sdm/v2/p", NULL};
    uint8_t block[200] = {0, 0, 0, 2};
    struct web *w = web_begin(29503);
    web_preface(w);
    web_get(w, 1, "/nudm-sdm/v2/a");
    size_t len = 4 + web_block(w, 1, block + 4, sizeof block - 4, pairs);
    web_send_frame(w, 1, WEB_PROMISE, WEB_END_HEADERS, 1, block, len);
    assert_int_equal(w->count, 1);
    web_answer(w, 2, "200");
    web_answer(w, 1, "404");
    assert_string_equal(w->said, "> GET /nudm-sdm/v2/a, < 200, < 404");
    web_flow_ends(w);
    assert_int_equal(web_blind(w, BLIND_CAPTURE_CUT, NULL), 0);
    web_end(w);
}

/* Types, flags and the reserved bit that nobody knows are ignored (RFC 9113 4.1): who sends them
 * does not get past us. */
static void what_is_to_be_ignored(void **state)
{
    (void)state;
    struct web *w = web_begin(29503);
    web_preface(w);
    web_send_frame(w, 0, 0x1f, 0xff, 77, "grease", 6);
    web_send_frame(w, 0, WEB_PING, 0xf0, 0, "01234567", 8);
    web_get(w, 1, "/nudm-sdm/v2/a");
    const char *const pairs[] = {":method", "GET", ":path", "/nudm-sdm/v2/b", NULL};
    web_headers(w, 0, 0x80000003, WEB_END | 0xc0, pairs);
    web_send_frame(w, 0, WEB_PRIORITY, 0, 5, "1234", 4);
    web_answer(w, 3, "200");
    assert_string_equal(w->said, "> GET /nudm-sdm/v2/a, > GET /nudm-sdm/v2/b, < 200");
    assert_int_equal(w->asked, w->answered);
    assert_int_equal(web_blind(w, BLIND_BROKEN, NULL), 0);
    web_end(w);
}

/* Ports are used again: another connection, with streams of its own. */
static void ports_used_again(void **state)
{
    (void)state;
    const char *const put[] = {":method", "PUT", ":path", "/nudm-uecm/v1/1", NULL};
    struct web *w = web_begin(29503);
    web_preface(w);
    web_get(w, 1, "/nudm-sdm/v2/a");
    web_headers(w, 0, 3, 0, put);
    uint64_t first = w->asked;
    web_connect(w, 40000, 29503);
    w->flow.proto = DECODER_http2 + 1;
    web_preface(w);
    web_get(w, 1, "/nudm-sdm/v2/b");
    web_get(w, 3, "/nudm-sdm/v2/c");
    web_answer(w, 3, "200");
    assert_string_equal(w->said,
                        "> GET /nudm-sdm/v2/a, > GET /nudm-sdm/v2/b, > GET /nudm-sdm/v2/c, < 200");
    assert_int_not_equal(first, w->asked);
    assert_int_equal(w->asked, w->answered);
    const char *detail = "";
    web_flow_ends(w);
    assert_int_equal(web_blind(w, BLIND_CAPTURE_CUT, &detail), 1);
    assert_string_equal(detail, "requests or answers of HTTP/2 that had not ended: 1");
    web_end(w);
}

/* Told where it is reset; what never ends is counted. */
static void reset_and_never_ended(void **state)
{
    (void)state;
    const char *const put[] = {":method", "PUT", ":path", "/nudm-uecm/v1/1", NULL};
    struct web *w = web_begin(29503);
    web_preface(w);
    web_headers(w, 0, 1, 0, put);
    web_headers(w, 0, 3, 0, put);
    web_send_frame(w, 1, WEB_RESET, 0, 1, "\0\0\0\10", 4);
    assert_string_equal(w->said, "> PUT /nudm-uecm/v1/1");
    web_send_frame(w, 0, WEB_DATA, WEB_END, 1, "x", 1); /* too late */
    assert_int_equal(w->count, 1);
    web_flow_ends(w);
    assert_int_equal(w->count, 1);
    assert_int_equal(web_blind(w, BLIND_CAPTURE_CUT, NULL), 1);
    web_end(w);
}

/* Bytes are lost: what is in the header table is unknown from there on, and what is a frame too. */
static void lost_bytes(void **state)
{
    (void)state;
    struct web *w = web_begin(29503);
    web_preface(w);
    web_get(w, 1, "/nudm-sdm/v2/a");
    web_gap(w, 0);
    /* In the middle of a body, zeros or a flag that none has are no frame. */
    assert_int_equal(web_send(w, 0, "\0\0\5\3\377\0\0\0\1garba", 14), VERDICT_BROKEN);
    assert_int_equal(web_send(w, 0, "\0\0\0\0\0\0\0\0\0", 9), VERDICT_BROKEN);
    web_get(w, 3, "/nudm-sdm/v2/b"); /* "GET", a new path, and indices that are not known */
    web_answer(w, 3, "200");
    assert_string_equal(w->said, "> GET /nudm-sdm/v2/a, > GET /nudm-sdm/v2/b, < 200");
    web_flow_ends(w);
    assert_true(web_blind(w, BLIND_UNRESOLVED, NULL) > 0);
    web_end(w);
}

static void begun_before_the_capture(void **state)
{
    (void)state;
    uint8_t block[500];
    const char *const pairs[] = {":method",    "GET", ":path", "/nudm-sdm/v2/a",
                                 "3gpp-sbi-x", "1",   NULL};
    struct web *w = web_begin(29503);
    web_block(w, 0, block, sizeof block, pairs); /* nobody saw this one */
    web_send_frame(w, 0, WEB_HEADERS, WEB_END | WEB_END_HEADERS, 1, "\202\276", 2);
    web_headers(w, 0, 3, WEB_END, pairs); /* one by its index of then */
    web_get(w, 5, "/nudm-sdm/v2/b");
    web_get(w, 7, "/nudm-sdm/v2/b"); /* by an index given since */
    assert_string_equal(w->said,
                        "> GET , > GET /nudm-sdm/v2/a, > GET /nudm-sdm/v2/b, > GET /nudm-sdm/v2/b");
    web_flow_ends(w);
    assert_int_equal(web_blind(w, BLIND_UNRESOLVED, NULL), 2);
    web_end(w);
}

/* Calls of other programs, on a port that nobody knows, are counted and not told one by one. */
static void other_calls(void **state)
{
    (void)state;
    const char *detail = "";
    const char *const sbi[] = {":method", "GET", ":path", "/x", "3gpp-sbi-target-apiroot",
                               "y",       NULL};
    struct web *w = web_begin(50051);
    web_preface(w);
    web_get(w, 1, "/grpc.Health/Check");
    web_answer(w, 1, "200");
    assert_int_equal(w->count, 0);
    web_headers(w, 0, 3, WEB_END, sbi);
    web_answer(w, 3, "200");
    assert_string_equal(w->said, "> GET /x, < 200");
    web_flow_ends(w);
    assert_int_equal(web_blind(w, BLIND_NOT_READ, &detail), 2);
    assert_string_equal(
        detail, "HTTP/2 of no service-based interface of 3GPP, first for /grpc.Health/Check");
    web_end(w);
}

/* A body without headers, a block for nothing, a promise of stream 0, frames of no length. */
static void nonsense(void **state)
{
    (void)state;
    struct web *w = web_begin(29503);
    web_preface(w);
    web_send_frame(w, 0, WEB_DATA, WEB_END, 9, "x", 1);
    web_send_frame(w, 0, WEB_CONTINUATION, WEB_END_HEADERS, 9, "\202", 1);
    web_send_frame(w, 0, WEB_HEADERS, WEB_END | WEB_END_HEADERS, 11, "", 0);
    web_send_frame(w, 1, WEB_PROMISE, WEB_END_HEADERS, 9, "", 0);
    web_send_frame(w, 0, WEB_RESET, 0, 99, "\0\0\0\1", 4);
    web_get(w, 13, "/nudm-sdm/v2/a");
    assert_string_equal(w->said, "> GET /nudm-sdm/v2/a");
    web_flow_ends(w);
    assert_true(web_blind(w, BLIND_UNRESOLVED, NULL) > 0);
    web_end(w);
}

/* A flood costs old entries, which are counted; the next connection is read like any other. */
static void flood(void **state)
{
    (void)state;
    const char *const put[] = {":method", "PUT", ":path", "/nudm-uecm/v1/1", NULL};
    struct web *w = web_begin(29503);
    web_preface(w);
    for (uint32_t stream = 1; stream < 60000; stream += 2)
        web_headers(w, 0, stream, 0, put);
    assert_true(driver_evicted(w->driver) > 0);
    web_flow_ends(w);
    for (uint16_t port = 1024; port < 1524; port++) {
        web_connect(w, port, 29503);
        web_preface(w);
        web_headers(w, 0, 1, 0, put);
    }
    assert_int_equal(w->count, 0);
    web_connect(w, 50000, 29503);
    web_preface(w);
    web_get(w, 1, "/nudm-sdm/v2/a");
    web_answer(w, 1, "200");
    assert_string_equal(w->said, "> GET /nudm-sdm/v2/a, < 200");
    web_end(w);
}

static enum likeness looks(const void *bytes, size_t len)
{
    return decoder_http2.looks(cursor_of(bytes, len));
}

static void likeness(void **state)
{
    (void)state;
    static const uint8_t settings[] = {0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100};
    static const uint8_t unknown[] = {0, 0, 0, 0x1f, 0, 0, 0, 0, 0, 0, 0, 0, 0x1f, 0, 0, 0, 0, 0};
    static const uint8_t pings[] = {0, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 1,
                                    0, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    assert_int_equal(looks(WEB_PREFACE, 24), LIKE_SURE);
    assert_int_equal(looks(WEB_PREFACE, 23), LIKE_NOT);
    assert_int_equal(looks(settings, sizeof settings), LIKE_SURE);
    assert_int_equal(looks(unknown, sizeof unknown), LIKE_NOT);
    assert_int_equal(looks(pings, sizeof pings), LIKE_SURE);
    assert_int_equal(looks(pings, 13), LIKE_PERHAPS);
    assert_int_equal(looks("GET / HTTP/1.1\r\n\r\n", 18), LIKE_NOT);
    assert_int_equal(looks("", 0), LIKE_NOT);
    for (size_t len = 0; len < 8; len++)
        assert_int_equal(looks(settings, len), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_and_its_answer),
        cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(padded_and_continued),
        cmocka_unit_test(interleaved_streams),
        cmocka_unit_test(informational_and_trailers),
        cmocka_unit_test(promise),
        cmocka_unit_test(what_is_to_be_ignored),
        cmocka_unit_test(ports_used_again),
        cmocka_unit_test(reset_and_never_ended),
        cmocka_unit_test(lost_bytes),
        cmocka_unit_test(begun_before_the_capture),
        cmocka_unit_test(other_calls),
        cmocka_unit_test(nonsense),
        cmocka_unit_test(flood),
        cmocka_unit_test(likeness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
