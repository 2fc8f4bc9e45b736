#include "unit/judge/token_kit.h"

static void the_api_in_a_path(void **state)
{
    (void)state;
    static const struct {
        const char *path, *api;
    } ROWS[] = {{"/nudm-sdm/v2/imsi-1/am-data", "nudm-sdm"},
                {"/a/b/nudm-sdm/v3/x", "nudm-sdm"},
                {"/nnrf-disc/v1/nf-instances?x=/nudm-sdm/v2/", "nnrf-disc"},
                {"/index.html", ""},
                {"/vendor/v1/x", ""},
                {"/nudm-sdm", ""},
                {"", ""}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        char api[16] = "";
        assert_int_equal(api_of_path(ROWS[i].path, api, sizeof api), ROWS[i].api[0] != 0);
        assert_string_equal(api, ROWS[i].api);
    }
    char small[4];
    assert_false(api_of_path("/nudm-sdm/v2/x", small, sizeof small));
}

static void what_a_scope_opens(void **state)
{
    (void)state;
    assert_true(scope_opens("nudm-sdm", "nudm-sdm"));
    assert_true(scope_opens("nudm-uecm nudm-sdm", "nudm-sdm"));
    assert_true(scope_opens("nudm-uecm+nudm-sdm", "nudm-sdm"));
    assert_true(scope_opens("nudm-sdm:am-data:read", "nudm-sdm"));
    assert_false(scope_opens("nudm-sdm-x nudm-sd", "nudm-sdm"));
    assert_false(scope_opens("", "nudm-sdm"));
    assert_false(scope_opens("  ", "nudm-sdm"));
}

static enum severity with(enum meaning meaning, const char *value, enum outcome outcome)
{
    struct kit *k = kit_open(NULL);
    with_token(k, AMF_AT, AMF, 77);
    kit_put(k, meaning, value);
    kit_send(k);
    kit_data(k, UDM_AT, AMF_AT, outcome);
    return token_found(k);
}

static void a_service_outside_the_scope(void **state)
{
    (void)state;
    const enum meaning scope = MEANING_TOKEN_SCOPE;
    assert_int_equal(with(scope, "nsmf-pdusession", OUTCOME_SUCCESS), SEVERITY_HIGH);
    assert_int_equal(with(scope, "nsmf-pdusession", OUTCOME_REFUSED), SEVERITY_MEDIUM);
    assert_int_equal(with(scope, "nsmf-pdusession nudm-sdm", OUTCOME_SUCCESS), 0);
    assert_int_equal(with(scope, "ALL", OUTCOME_SUCCESS), 0); /* a vendor's own word */
    assert_int_equal(with(scope, "", OUTCOME_SUCCESS), 0);
}

static void an_nf_outside_the_audience(void **state)
{
    (void)state;
    const enum meaning audience = MEANING_TOKEN_AUDIENCE;
    assert_int_equal(with(audience, "SMF", OUTCOME_SUCCESS), SEVERITY_HIGH);
    assert_int_equal(with(audience, "UDM", OUTCOME_SUCCESS), 0);
    /* An instance, of which nobody knows where it is. */
    assert_int_equal(with(audience, INSTANCE("99"), OUTCOME_SUCCESS), 0);
    for (unsigned other = 0; other < 2; other++) {
        struct kit *k = kit_open(NULL);
        kit_registers(k, UDM_AT, INSTANCE("14"), "UDM");
        with_token(k, AMF_AT, AMF, 77);
        kit_put(k, audience, INSTANCE("99"));
        if (!other)
            kit_put(k, audience, INSTANCE("14"));
        kit_send(k);
        assert_int_equal(token_found(k), other ? SEVERITY_MEDIUM : SEVERITY_NONE);
    }
}

/* Used at these seconds from the start, with an end at 1000. */
static enum severity at(const uint64_t *seconds, unsigned count, enum outcome outcome)
{
    struct kit *k = kit_open(NULL);
    uint64_t start = k->time;
    for (unsigned i = 0; i < count; i++) {
        k->time = start + seconds[i] * KIT_SECOND;
        with_token(k, AMF_AT, AMF, 77);
        kit_put(k, MEANING_TOKEN_SCOPE, "nudm-sdm");
        field_number(&k->m, MEANING_TOKEN_EXPIRY, start / KIT_SECOND + 1000, 0);
        kit_send(k);
        kit_data(k, UDM_AT, AMF_AT, outcome);
    }
    return token_found(k);
}

static void after_its_end(void **state)
{
    (void)state;
    assert_int_equal(at((uint64_t[]){10, 2000}, 2, OUTCOME_SUCCESS), SEVERITY_MEDIUM);
    assert_int_equal(at((uint64_t[]){10, 2000}, 2, OUTCOME_REFUSED), SEVERITY_LOW);
    assert_int_equal(at((uint64_t[]){10, 1200}, 2, OUTCOME_SUCCESS), 0); /* within the leeway */
    /* Never seen in time: the capture's clock may be another. */
    assert_int_equal(at((uint64_t[]){2000, 3000}, 2, OUTCOME_SUCCESS), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_api_in_a_path),
        cmocka_unit_test(what_a_scope_opens),
        cmocka_unit_test(a_service_outside_the_scope),
        cmocka_unit_test(an_nf_outside_the_audience),
        cmocka_unit_test(after_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
