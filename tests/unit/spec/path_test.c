#include "spec/spec.h"

#include "unit/unit.h"

static struct span span(const char *s)
{
    return (struct span){(const uint8_t *)s, strlen(s)};
}

static struct spec_resource found(const char *method, const char *path)
{
    struct spec_resource r;
    spec_resource(span(path), spec_method_of(span(method)), PART_REQUEST, &r);
    return r;
}

static const char *name(const char *method, const char *path)
{
    struct spec_resource r = found(method, path);
    return r.op ? r.op->name : "";
}

static void test_methods(void **state)
{
    (void)state;
    assert_int_equal(spec_method_of(span("GET")), METHOD_GET);
    assert_int_equal(spec_method_of(span("PATCH")), METHOD_PATCH);
    assert_int_equal(spec_method_of(span("get")), METHOD_NONE);
    assert_int_equal(spec_method_of(span("GETS")), METHOD_NONE);
    assert_int_equal(spec_method_of((struct span){0}), METHOD_NONE);
    /* A zero byte ends no word. */
    assert_int_equal(spec_method_of((struct span){(const uint8_t *)"GET\0\0\0", 6}), METHOD_NONE);
    /* The rows of plain HTTP have the methods as codes. */
    for (unsigned i = METHOD_GET; i < HTTP_METHODS; i++)
        assert_int_equal(spec_method_of(span(spec_op(PROTO_HTTP2, 0, i, PART_REQUEST)->name)), i);
}

static void test_resources(void **state)
{
    (void)state;
    assert_string_equal(name("GET", "/nudm-sdm/v2/imsi-001010000000001/am-data"),
                        "Nudm_SDM_Get am-data");
    assert_string_equal(name("GET", "/nudm-sdm/v1/imsi-001010000000001/am-data/"),
                        "Nudm_SDM_Get am-data");
    assert_string_equal(name("PUT", "/nudm-sdm/v2/imsi-001010000000001/am-data"), "");
    assert_string_equal(name("POST", "/nsmf-pdusession/v1/sm-contexts/5/modify"),
                        "Nsmf_PDUSession_UpdateSMContext");
    assert_string_equal(name("POST", "/oauth2/token"), "Nnrf_AccessToken_Get");
    const struct spec_op *op = found("POST", "/nausf-auth/v1/ue-authentications").op;
    assert_non_null(op);
    assert_int_equal(op->from[0], ROLE_AMF);
    assert_int_equal(op->to[0], ROLE_AUSF);
    assert_int_equal(op->access[0].how, HOW_READ);
    assert_int_equal(op->access[0].categories, CATEGORY_CREDENTIAL);
    assert_string_equal(op->document, "TS 29.509");
}

/* A word of the template goes before a place where anything may stand. */
static void test_the_word_before_anything(void **state)
{
    (void)state;
    assert_string_equal(name("GET", "/nudm-sdm/v2/shared-data"), "Nudm_SDM_Get shared-data");
    assert_string_equal(name("GET", "/nudm-sdm/v2/imsi-001010000000001"), "Nudm_SDM_Get");
    /* A subscriber who is called like a resource is still found. */
    assert_string_equal(name("GET", "/nudm-sdm/v2/shared-data/am-data"),
                        "Nudm_SDM_Get shared-data");
    assert_string_equal(name("GET", "/nudm-sdm/v2/multiple-identifiers/am-data"),
                        "Nudm_SDM_Get am-data");
}

/* pitfalls: apiRoot may hold a prefix before the API name. */
static void test_prefix_before_the_api(void **state)
{
    (void)state;
    struct spec_resource r = found("GET", "/a/b/nudm-sdm/v2/imsi-001010000000001/am-data");
    assert_non_null(r.op);
    assert_int_equal(r.begin, 5);
    assert_string_equal(name("GET", "/v2/nudm-sdm/v2/imsi-001010000000001/am-data"),
                        "Nudm_SDM_Get am-data");
    /* Its name alone is not enough: there has to be a version behind it. */
    assert_null(found("GET", "/files/nudm-sdm/imsi-001010000000001/am-data").op);
    assert_null(found("GET", "/x/oauth2/token").op);
}

static void test_unknown(void **state)
{
    (void)state;
    struct spec_resource r;
    enum method get = METHOD_GET;
    assert_true(spec_resource(span("/nudm-sdm/v2/imsi-1/vendor-data"), get, PART_REQUEST, &r));
    assert_true(r.known && !r.op);
    assert_true(spec_resource(span("/nvendor-thing/v1/x"), get, PART_REQUEST, &r));
    assert_true(!r.known && !r.op);
    assert_true(spec_resource(span("/3gpp-vendor/v1/x"), get, PART_REQUEST, &r));
    static const char *const web[] = {"/index.html", "/api/v1/pods", "",       "/", "//",
                                      "/news-page",  "/n-/v",        "/v1/v1", "*", "/nudm-sdm"};
    for (unsigned i = 0; i < sizeof web / sizeof *web; i++)
        assert_false(spec_resource(span(web[i]), get, PART_REQUEST, &r));
    assert_false(spec_resource((struct span){0}, get, PART_REQUEST, &r));
}

static void test_what_was_made_for_somebody(void **state)
{
    (void)state;
    static const char path[] = "/nsmf-pdusession/v1/sm-contexts/5/modify";
    struct spec_resource r = found("POST", path);
    assert_int_equal(r.begin, 1);
    assert_int_equal(r.end, strlen("/nsmf-pdusession/v1/sm-contexts/5"));
    /* As its Location says it, for which there is no method. */
    r = found("", "/nsmf-pdusession/v1/sm-contexts/5");
    assert_int_equal(r.end, strlen("/nsmf-pdusession/v1/sm-contexts/5"));
    assert_int_equal(found("POST", "/nsmf-pdusession/v1/sm-contexts").end, 0);
    /* An AF's own number is no subscriber's. */
    assert_int_equal(found("GET", "/3gpp-monitoring-event/v1/af1/subscriptions").end, 0);
}

static void test_members(void **state)
{
    (void)state;
    struct span none = {0};
    assert_int_equal(spec_member(none, span("access_token"))->meaning, MEANING_TOKEN);
    assert_int_equal(spec_member(span("x"), span("nfInstanceId"))->meaning, MEANING_NF_INSTANCE);
    assert_int_equal(spec_member(span("nfProfile"), span("nfInstanceId"))->form, FORM_SKIP);
    assert_null(spec_member(none, span("nfInstanceIds")));
    assert_null(spec_member(none, none));
}

static void test_callbacks(void **state)
{
    (void)state;
    struct spec_signs s = {{0}};
    assert_null(spec_callback(&s, PART_REQUEST));
    spec_sign(&s, span("unknownMember"));
    spec_sign(&s, span("event"));
    assert_null(spec_callback(&s, PART_REQUEST)); /* one of two */
    spec_sign(&s, span("nfInstanceUri"));
    const struct spec_op *op = spec_callback(&s, PART_REQUEST);
    assert_string_equal(op->name, "Nnrf_NFManagement_NFStatusNotify");
    assert_int_equal(spec_callback(&s, PART_ANSWER)->code, op->code);
    assert_int_equal(
        spec_callback_named(span("Nudm_SDM_Notification"), PART_REQUEST)->access[0].how,
        HOW_DELIVER);
    assert_null(spec_callback_named(span("Nudm_SDM_Notifications"), PART_REQUEST));
}

/* Every resource and callback has a name, a document, a clause, and an answer. */
static void test_all_rows(void **state)
{
    (void)state;
    const struct spec_op *op;
    unsigned count = 0;
    for (uint32_t i = 0; (op = spec_op_at(i)); i++) {
        if (op->proto != PROTO_HTTP2 || op->part != PART_REQUEST)
            continue;
        count++;
        const struct spec_op *answer = spec_op(PROTO_HTTP2, 0, op->answer, PART_ANSWER);
        assert_non_null(answer);
        assert_string_equal(answer->name, op->name);
        assert_memory_equal(answer->from, op->to, sizeof op->to);
    }
    assert_true(count > 1250);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_methods),
        cmocka_unit_test(test_resources),
        cmocka_unit_test(test_the_word_before_anything),
        cmocka_unit_test(test_prefix_before_the_api),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_what_was_made_for_somebody),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_callbacks),
        cmocka_unit_test(test_all_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
