#include "wire/proto/http_message.h"

#include "unit/wire/proto/web_kit.h"

extern const struct decoder decoder_http;

#define GET(path) "GET " path " HTTP/1.1\r\nHost: udm1\r\n\r\n"
#define OK "HTTP/1.1 200 OK\r\n"

static void a_request_and_its_answer(void **state)
{
    (void)state;
    struct web *w = web_begin(80);
    web_text(w, 0, "POST /a?b=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
    web_text(w, 1, "HTTP/1.0 404 Not Found\nContent-Length:0\n\n");
    assert_string_equal(w->said, "> POST /a?b=1, < 404");
    assert_int_equal(w->asked, w->answered);
    web_end(w);
}

/* Requests and answers without waiting, in one segment, and cut at every byte. */
static void pipelined_and_cut(void **state)
{
    (void)state;
    static const char asked[] = GET("/1") "PUT /2 HTTP/1.1\r\nContent-Length: 5\r\n\r\nGET /" GET(
        "/3") "HEAD /4 HTTP/1.1\r\n\r\n";
    static const char answered[] =
        OK "Content-Length: 3\r\n\r\nabc"
           "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
           "a;x=y\r\n0123456789\r\n01\r\n\n\r\n0\r\nX-Trailer: 1\r\n\r\n"
           "HTTP/1.1 204 No Content\r\n\r\n" OK "Content-Length: 900\r\n\r\n";
    for (size_t cut = 0; cut < sizeof answered; cut++) {
        struct web *w = web_begin(80);
        size_t first = cut < sizeof asked - 1 ? cut : sizeof asked - 1;
        web_send(w, 0, asked, first);
        web_send(w, 0, asked + first, sizeof asked - 1 - first);
        assert_string_equal(w->said, "> GET /1, > PUT /2, > GET /3, > HEAD /4");
        size_t one = cut < sizeof answered - 1 ? cut : sizeof answered - 1;
        web_send(w, 1, answered, one);
        web_send(w, 1, answered + one, sizeof answered - 1 - one);
        assert_string_equal(w->said,
                            "> GET /1, > PUT /2, > GET /3, > HEAD /4, < 200, < 201, < 204, < 200");
        assert_int_equal(w->asked, w->answered);
        web_flow_ends(w);
        assert_int_equal(web_blind(w, BLIND_BROKEN, NULL), 0);
        web_end(w);
    }
}

/* An answer to HEAD, 204 and 304 has no body whatever it says (RFC 9112 6.3). */
static void answers_without_body(void **state)
{
    (void)state;
    struct web *w = web_begin(80);
    web_text(w, 0, "HEAD /1 HTTP/1.1\r\n\r\n");
    web_text(w, 1, OK "Content-Length: 900\r\n\r\n");
    web_text(w, 0, GET("/2"));
    web_text(w, 1, "HTTP/1.1 304 Not Modified\r\nContent-Length: 900\r\n\r\n");
    web_text(w, 0, GET("/3"));
    web_text(w, 1, "HTTP/1.1 204 No Content\r\n\r\n");
    assert_string_equal(w->said, "> HEAD /1, < 200, > GET /2, < 304, > GET /3, < 204");
    web_end(w);
}

/* 100 is no answer yet (RFC 9110 15.2): that which follows pairs with the request. */
static void informational(void **state)
{
    (void)state;
    struct web *w = web_begin(80);
    web_text(w, 0, "PUT /1 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    web_text(w, 1, "HTTP/1.1 100 Continue\r\n\r\n");
    web_text(w, 0, "{}");
    web_text(w, 1, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    assert_string_equal(w->said, "> PUT /1, < 201");
    assert_int_equal(w->asked, w->answered);
    web_end(w);
}

/* Another protocol takes over (RFC 9110 15.2.2): counted, not read. */
static void upgraded(void **state)
{
    (void)state;
    struct web *w = web_begin(80);
    web_text(w, 0, "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n");
    web_text(w, 1, "HTTP/1.1 101 Switching Protocols\r\n\r\n\202\5GET /");
    web_text(w, 1, GET("/not-one"));
    assert_string_equal(w->said, "> GET /ws, < 101");
    web_flow_ends(w);
    assert_int_equal(web_blind(w, BLIND_NOT_READ, NULL), 2);
    web_end(w);
}

static void connect_is_a_tunnel(void **state)
{
    (void)state;
    struct web *w = web_begin(8080);
    web_text(w, 0, "CONNECT x:443 HTTP/1.1\r\n\r\n");
    web_text(w, 1, "HTTP/1.1 200 Connected\r\n\r\n");
    web_text(w, 1, OK "Content-Length: 0\r\n\r\n");
    assert_string_equal(w->said, "> CONNECT x:443, < 200");
    web_end(w);
}

/* A body that the end of the connection ends: told with what came with its head. */
static void body_until_close(void **state)
{
    (void)state;
    struct web *w = web_begin(80);
    web_text(w, 0, GET("/1"));
    web_text(w, 1, OK "\r\nas long as");
    web_text(w, 1, " it takes");
    assert_string_equal(w->said, "> GET /1, < 200");
    assert_int_equal(w->length, 19 + 10);
    web_flow_ends(w);
    assert_int_equal(web_blind(w, BLIND_NOT_READ, NULL), 1);
    web_end(w);
}

static void head_too_long(void **state)
{
    (void)state;
    static char line[200];
    struct web *w = web_begin(80);
    memset(line, 'x', sizeof line - 1);
    memcpy(line, "X-A: ", 5);
    line[197] = '\r';
    line[198] = '\n';
    web_text(w, 0, "GET /1 HTTP/1.1\r\n");
    for (unsigned i = 0; i < 100; i++)
        web_text(w, 0, line);
    assert_int_equal(w->count, 0);
    web_text(w, 0, GET("/2"));
    assert_string_equal(w->said, "> GET /2");
    web_flow_ends(w);
    assert_int_equal(web_blind(w, BLIND_OVER_BUDGET, NULL), 1);
    web_end(w);
}

/* A long body is passed over, a long target is told whole. */
static void long_body_and_path(void **state)
{
    (void)state;
    static char body[4000], path[3000], request[3200];
    struct web *w = web_begin(80);
    memset(body, 'G', sizeof body - 1);
    memset(path, 'p', sizeof path - 1);
    web_text(w, 0, "PUT /1 HTTP/1.1\r\nContent-Length: 39990\r\n\r\n");
    for (unsigned i = 0; i < 10; i++)
        web_text(w, 0, body);
    assert_string_equal(w->said, "> PUT /1");
    assert_int_equal(w->length, 42 + 39990);
    text_clear(&w->log);
    struct text t = text_in(request, sizeof request);
    text_format(&t, "GET /%s HTTP/1.1\r\n\r\n", path);
    w->log = text_in(w->said, sizeof w->said);
    web_text(w, 0, request);
    assert_int_equal(w->count, 2);
    assert_true(w->log.len >= WEB_SAID - 1);
    web_end(w);
}

/* Bytes were lost: read on where a message begins. */
static void lost_bytes(void **state)
{
    (void)state;
    struct web *w = web_begin(80);
    web_text(w, 0, "PUT /1 HTTP/1.1\r\nContent-Length: 500\r\n\r\nabc");
    web_gap(w, 0);
    web_text(w, 0, "the rest of a body");
    web_text(w, 0, GET("/2"));
    assert_string_equal(w->said, "> GET /2");
    web_flow_ends(w);
    assert_int_equal(web_blind(w, BLIND_BROKEN, NULL), 1);
    web_end(w);
}

/* An answer was lost, a request was lost, and the capture began with an answer: what is told as a
 * pair is one. */
static void pairs_after_a_loss(void **state)
{
    (void)state;
    struct web *w = web_begin(80);
    web_text(w, 1, OK "Content-Length: 0\r\n\r\n");
    uint64_t nobody = w->answered;
    web_text(w, 0, GET("/1"));
    assert_int_not_equal(nobody, w->asked);
    web_gap(w, 1);
    web_text(w, 0, "\r\n" GET("/2"));
    web_text(w, 1, OK "Content-Length: 0\r\n\r\n");
    assert_int_equal(w->asked, w->answered);
    web_gap(w, 0);
    web_text(w, 1, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
    assert_int_equal(w->answered, nobody);
    web_text(w, 0, GET("/4"));
    web_text(w, 1, OK "Content-Length:\t0\r\n\r\n");
    assert_int_equal(w->asked, w->answered);
    web_end(w);
}

/* Sizes and lengths of no meaning: nothing worse than a message that is not told. */
static void nonsense(void **state)
{
    (void)state;
    static const char *const all[] = {
        "GET / HTTP/1.1\r\nContent-Length: 99999999999999999999999999\r\n\r\nx",
        "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\n: \r\n:\r\n \r\nX\r\n\r\n",
        "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffffffff\r\nx\r\n",
        "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\r\n\r\nzz\r\n\r\n",
        "HTTP/1.1 999999999 \r\n\r\n",
    };
    for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
        struct web *w = web_begin(80);
        web_text(w, 0, all[i]);
        web_text(w, 0, all[i]);
        web_flow_ends(w);
        web_end(w);
    }
}

static void flood_of_connections(void **state)
{
    (void)state;
    struct web *w = web_begin(80);
    for (uint16_t port = 1024; port < 3024; port++) {
        web_connect(w, port, 80);
        web_text(w, 0, "PUT /1 HTTP/1.1\r\nContent-Length: 500\r\n\r\nabc");
    }
    assert_true(driver_evicted(w->driver) > 0);
    web_connect(w, 50000, 80);
    web_text(w, 0, GET("/2"));
    assert_string_equal(w->said, "> GET /2");
    web_end(w);
}

static enum likeness looks(const char *bytes)
{
    return decoder_http.looks(cursor_of((const uint8_t *)bytes, strlen(bytes)));
}

static void likeness(void **state)
{
    (void)state;
    assert_int_equal(looks(GET("/")), LIKE_SURE);
    assert_int_equal(looks("GET / RTSP/1.0\r\n\r\n"), LIKE_NOT);
    assert_int_equal(looks("OPTIONS sip:a@b SIP/2.0\r\n\r\n"), LIKE_NOT);
    assert_int_equal(looks("PUT / HTTP/1.1"), LIKE_SURE); /* so far */
    assert_int_equal(looks("PUT / HTTP/1.1\t"), LIKE_NOT);
    assert_int_equal(looks("PUT"), LIKE_NOT);
    assert_int_equal(looks("HTTP/1.1 200 OK"), LIKE_SURE);
    assert_int_equal(looks("HTTP/1.1 200"), LIKE_NOT);
    assert_int_equal(looks("HTTP/1.1 x00 OK"), LIKE_NOT);
    assert_int_equal(looks("PRI * HTTP/2.0\r\n\r\n"), LIKE_NOT);
    assert_int_equal(looks(""), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_and_its_answer),
        cmocka_unit_test(pipelined_and_cut),
        cmocka_unit_test(answers_without_body),
        cmocka_unit_test(informational),
        cmocka_unit_test(upgraded),
        cmocka_unit_test(connect_is_a_tunnel),
        cmocka_unit_test(body_until_close),
        cmocka_unit_test(head_too_long),
        cmocka_unit_test(long_body_and_path),
        cmocka_unit_test(lost_bytes),
        cmocka_unit_test(pairs_after_a_loss),
        cmocka_unit_test(nonsense),
        cmocka_unit_test(flood_of_connections),
        cmocka_unit_test(likeness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
