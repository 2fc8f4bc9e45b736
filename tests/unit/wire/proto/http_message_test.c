#include "wire/proto/http_message.h"

#include "unit/wire/proto/http_kit.h"

static struct kit kit;

static void test_web_page(void **state)
{
    (void)state;
    kit_request(&kit, "GET", "/index.html");
    const struct message *m = kit_tell(&kit);
    assert_string_equal(m->name, "GET");
    assert_non_null(m->op); /* no blind spot: it is no operation of 3GPP that is unknown */
    assert_int_equal(m->proto, PROTO_HTTP2);
    assert_int_equal(m->pairing, PAIR_CONNECTION);
    assert_int_equal(m->transaction, 1);
    assert_int_equal(m->type_text.len, 11);
    assert_string_equal(kit_text(&kit, MEANING_METHOD, 0), "GET");
    assert_string_equal(kit_text(&kit, MEANING_RESOURCE, 0), "/index.html");
}

static void test_statuses(void **state)
{
    (void)state;
    static const struct {
        uint32_t status;
        enum outcome outcome;
    } rows[] = {{200, OUTCOME_SUCCESS}, {204, OUTCOME_SUCCESS}, {299, OUTCOME_SUCCESS},
                {304, OUTCOME_SUCCESS}, {307, OUTCOME_NONE},    {404, OUTCOME_REFUSED},
                {499, OUTCOME_REFUSED}, {599, OUTCOME_REFUSED}, {0, OUTCOME_NONE}};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        kit_answer(&kit, "POST", "/x", rows[i].status);
        const struct message *m = kit_tell(&kit);
        assert_int_equal(m->type, rows[i].status);
        assert_int_equal(m->outcome, rows[i].outcome);
        assert_int_equal(m->part, PART_ANSWER);
    }
}

static void test_operations(void **state)
{
    (void)state;
    kit_request(&kit, "GET", "/nudm-sdm/v2/imsi-001010000000001/am-data?plmn-id=x");
    const struct message *m = kit_tell(&kit);
    assert_string_equal(m->name, "Nudm_SDM_Get am-data");
    assert_int_equal(m->type_text.len,
                     strlen("/nudm-sdm/v2/imsi-001010000000001/am-data?plmn-id=x"));
    assert_int_equal(m->op->part, PART_REQUEST);
    kit_answer(&kit, "GET", "/nudm-sdm/v2/imsi-001010000000001/am-data", 200);
    m = kit_tell(&kit);
    assert_string_equal(m->name, "Nudm_SDM_Get am-data");
    assert_int_equal(m->op->part, PART_ANSWER);
}

/* A vendor's API is unknown: a blind spot, and its path is told. */
static void test_unknown(void **state)
{
    (void)state;
    static const char *const paths[] = {"/nudm-sdm/v2/imsi-001010000000001/vendor",
                                        "/nvendor-thing/v1/a"};
    for (unsigned i = 0; i < 2; i++) {
        kit_request(&kit, "GET", paths[i]);
        const struct message *m = kit_tell(&kit);
        assert_null(m->op);
        assert_string_equal(m->name, "unknown");
        assert_string_equal(kit_text(&kit, MEANING_RESOURCE, 0), paths[i]);
        kit_answer(&kit, "GET", paths[i], 200);
        assert_null(kit_tell(&kit)->op);
    }
    /* What anybody may ask of any resource is nothing unknown. */
    kit_request(&kit, "HEAD", paths[0]);
    assert_string_equal(kit_tell(&kit)->name, "HEAD");
    kit_answer(&kit, "HEAD", paths[0], 200);
    assert_string_equal(kit_tell(&kit)->name, "HEAD");
    /* Anywhere else, but with 3GPP's headers. */
    kit_request(&kit, "POST", "/somewhere");
    kit_header(&kit, "3gpp-sbi-message-priority", "5");
    assert_null(kit_tell(&kit)->op);
}

/* Its path could not be resolved: that is a blind spot of its own already. */
static void test_path_unseen(void **state)
{
    (void)state;
    kit_request(&kit, "GET", NULL);
    kit.sent.path.at = NULL;
    const struct message *m = kit_tell(&kit);
    assert_non_null(m->op);
    assert_string_equal(m->name, "unknown");
    kit_answer(&kit, "GET", NULL, 200);
    kit.sent.path.at = NULL;
    assert_non_null(kit_tell(&kit)->op);
}

/* Where somebody wanted to be told has any path: the body tells, and the answer goes by that. */
static void test_callbacks(void **state)
{
    (void)state;
    kit_request(&kit, "POST", "/anything/at/all");
    kit_body(&kit, "application/json",
             "{\"notifyItems\":[{\"resourceId\":\"/imsi-001010000000001\"}]}");
    const struct message *m = kit_tell(&kit);
    assert_string_equal(m->name, "Nudm_SDM_Notification");
    assert_string_equal(kit_text(&kit, MEANING_IMSI, 0), "001010000000001");
    uint32_t told = m->op->code;
    kit_answer(&kit, "POST", "/anything/at/all", 204);
    kit.sent.asked = told;
    m = kit_tell(&kit);
    assert_string_equal(m->name, "Nudm_SDM_Notification");
    assert_int_equal(m->outcome, OUTCOME_SUCCESS);
    /* By its name. */
    kit_request(&kit, "POST", "/anything/at/all");
    kit_header(&kit, "3gpp-sbi-callback", "Nnrf_NFManagement_NFStatusNotify; apiversion=1");
    assert_string_equal(kit_tell(&kit)->name, "Nnrf_NFManagement_NFStatusNotify");
    /* By the last word of its path and what it says it is about. */
    kit_request(&kit, "POST", "/cb/1/terminate");
    kit_body(
        &kit, "application/json",
        "{\"resourceUri\":\"http://pcf/npcf-am-policy-control/v1/policies/5\",\"cause\":\"X\"}");
    assert_string_equal(kit_tell(&kit)->name, "Npcf_AMPolicyControl_TerminateNotify");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_operations),  cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_path_unseen), cmocka_unit_test(test_callbacks),
        cmocka_unit_test(test_web_page),    cmocka_unit_test(test_statuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
