#include "unit/wire/proto/http_kit.h"

static struct kit kit;

static const struct message *post(const char *path, const char *type, const char *body)
{
    kit_request(&kit, "POST", path);
    kit_body(&kit, type, body);
    return kit_tell(&kit);
}

static const struct message *answered(const char *method, const char *path, const char *body)
{
    kit_answer(&kit, method, path, 200);
    kit_body(&kit, "application/json", body);
    return kit_tell(&kit);
}

static bool has(enum meaning meaning)
{
    return message_field(&kit.told, meaning) != NULL;
}

static void test_where_somebody_is(void **state)
{
    (void)state;
    post("/nsmf-pdusession/v1/sm-contexts", "application/json",
         "{\"supi\":\"imsi-001010000000001\",\"pei\":\"imeisv-0049990106400001\",\"dnn\":"
         "\"internet\","
         "\"sNssai\":{\"sst\":1,\"sd\":\"000001\"},\"servingNetwork\":{\"mcc\":\"001\",\"mnc\":"
         "\"01\"},"
         "\"ueLocation\":{\"nrLocation\":{\"tai\":{\"plmnId\":{\"mcc\":\"001\",\"mnc\":\"01\"},"
         "\"tac\":"
         "\"000007\"},\"ncgi\":{\"nrCellId\":\"000000010\",\"plmnId\":{\"mcc\":\"001\",\"mnc\":"
         "\"01\"}}}},"
         "\"smContextStatusUri\":\"http://amf/cb/1\"}");
    assert_string_equal(kit_text(&kit, MEANING_IMSI, 0), "001010000000001");
    assert_string_equal(kit_text(&kit, MEANING_IMEI, 0), "0049990106400001");
    assert_string_equal(kit_text(&kit, MEANING_APN, 0), "internet");
    assert_string_equal(kit_text(&kit, MEANING_SLICE, 0), "1-000001");
    assert_string_equal(kit_text(&kit, MEANING_VISITED, 0), "00101");
    assert_string_equal(kit_text(&kit, MEANING_AREA, 0), "00101-000007");
    assert_string_equal(kit_text(&kit, MEANING_CALLBACK, 0), "http://amf/cb/1");
    assert_true(has(MEANING_LOCATION));
}

static const struct message *put(const char *path, const char *body)
{
    kit_request(&kit, "PUT", path);
    kit_body(&kit, "application/json", body);
    return kit_tell(&kit);
}

/* The addresses of an NF's profile are its own; those of others' in an answer or a notification are
 * not the sender's. */
static void test_addresses_of_a_profile(void **state)
{
    (void)state;
    put("/nnrf-nfm/v1/nf-instances/6b1d2a7e-0000-4000-8000-000000000016",
        "{\"nfType\":\"SMF\",\"fqdn\":\"smf1.example\",\"ipv4Addresses\":[\"192.0.2.1\","
        "\"192.0.2.2\"],\"nfServices\":[{\"ipEndPoints\":[{\"ipv4Address\":\"192.0.2.3\"}]}]}");
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_ADDRESS, 0), "smf1.example");
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_ADDRESS, 1), "192.0.2.1");
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_ADDRESS, 2), "192.0.2.2");
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_ADDRESS, 3), "");
    answered("GET", "/nnrf-disc/v1/nf-instances",
             "{\"nfInstances\":[{\"ipv4Addresses\":"
             "[\"192.0.2.1\"]}]}");
    assert_false(has(MEANING_ORIGIN_ADDRESS));
    post("/told/1", "application/json",
         "{\"event\":\"NF_REGISTERED\",\"nfInstanceUri\":\"x\","
         "\"nfProfile\":{\"ipv4Addresses\":[\"192.0.2.1\"]}}");
    assert_false(has(MEANING_ORIGIN_ADDRESS));
}

/* A token that is given out is told by the number by which it is told when it is used. */
static void test_a_token_that_is_given(void **state)
{
    (void)state;
    const struct message *m =
        answered("POST", "/oauth2/token", "{\"access_token\":\"a.b.c\",\"expires_in\":600}");
    const struct field *f = message_field(m, MEANING_TOKEN);
    assert_non_null(f);
    assert_int_equal(f->form, FORM_PRESENT);
    assert_null(f->at);
    uint64_t given = f->number;
    kit_request(&kit, "GET", "/nudm-sdm/v2/x");
    kit_header(&kit, "authorization", "Bearer a.b.c");
    assert_int_equal(message_field(kit_tell(&kit), MEANING_TOKEN)->number, given);
}

/* A cell's identifier may stand before or behind its network. */
static void test_order_of_members(void **state)
{
    (void)state;
    post("/x", "application/json",
         "{\"ncgi\":{\"plmnId\":{\"mcc\":\"001\",\"mnc\":\"01\"},\"nrCellId\":\"000000010\"}}");
    assert_string_equal(kit_text(&kit, MEANING_CELL, 0), "00101-000000010");
    post("/x", "application/json",
         "{\"ncgi\":{\"nrCellId\":\"000000010\",\"plmnId\":{\"mcc\":\"001\",\"mnc\":\"01\"}}}");
    assert_string_equal(kit_text(&kit, MEANING_CELL, 0), "00101-000000010");
}

/* Secrets: that they were there, no pointer to them. */
static void test_secrets(void **state)
{
    (void)state;
    const struct message *m = answered(
        "POST",
        "/nudm-ueau/v1/suci-0-001-01-0000-0-0-0000000001/security-information/generate-auth-data",
        "{\"authType\":\"5G_AKA\",\"authenticationVector\":{\"avType\":\"5G_HE_AKA\",\"rand\":"
        "\"11\","
        "\"autn\":\"22\",\"xresStar\":\"33\",\"kausf\":\"44\"},\"supi\":\"imsi-001010000000001\"}");
    assert_string_equal(m->name, "Nudm_UEAuthentication_Get");
    static const enum meaning secrets[] = {MEANING_VECTOR, MEANING_SESSION_KEY};
    for (unsigned i = 0; i < 2; i++) {
        const struct field *f = message_field(m, secrets[i]);
        assert_non_null(f);
        assert_int_equal(f->form, FORM_PRESENT);
        assert_null(f->at);
    }
    answered(
        "GET",
        "/nudr-dr/v2/subscription-data/imsi-001010000000001/authentication-data/"
        "authentication-subscription",
        "{\"authenticationMethod\":\"5G_AKA\",\"encPermanentKey\":\"00\",\"encOpcKey\":\"11\"}");
    assert_true(has(MEANING_SEALED_KEY));
    assert_false(has(MEANING_KEY)); /* the repository has encrypted them */
    answered("GET",
             "/nudr-dr/v2/subscription-data/imsi-001010000000001/authentication-data/"
             "authentication-subscription",
             "{\"permanentKey\":{\"permanentKeyValue\":\"00\"}}");
    assert_true(has(MEANING_KEY));
    answered("POST", "/oauth2/token",
             "{\"access_token\":\"abc.def.ghi\",\"token_type\":\"Bearer\"}");
    assert_true(has(MEANING_TOKEN));
    for (unsigned i = 0; i < kit.told.field_count; i++)
        assert_null(memmem(kit.told.fields[i].at ? (const void *)kit.told.fields[i].at : "",
                           kit.told.fields[i].len, "def", 3));
}

/* What an answer of the NRF says of an NF is not the NRF's own. */
static void test_whose_type_it_is(void **state)
{
    (void)state;
    static const char profile[] =
        "{\"nfInstanceId\":\"6b1d2a7e-0000-4000-8000-000000000001\",\"nfType\":"
        "\"SMF\",\"nfStatus\":\"REGISTERED\",\"ipv4Addresses\":[\"10.0.0.7\"]}";
    kit_request(&kit, "PUT", "/nnrf-nfm/v1/nf-instances/6b1d2a7e-0000-4000-8000-000000000001");
    kit_body(&kit, "application/json", profile);
    assert_string_equal(kit_tell(&kit)->name, "Nnrf_NFManagement_NFRegister");
    assert_string_equal(kit_text(&kit, MEANING_NF_TYPE, 0), "SMF");
    answered("PUT", "/nnrf-nfm/v1/nf-instances/6b1d2a7e-0000-4000-8000-000000000001", profile);
    assert_false(has(MEANING_NF_TYPE));
    assert_false(has(MEANING_NF_INSTANCE));
}

static void test_problem(void **state)
{
    (void)state;
    kit_answer(&kit, "GET", "/nudm-sdm/v2/imsi-001010000000001/am-data", 404);
    kit_body(&kit, "application/problem+json", "{\"status\":404,\"cause\":\"USER_NOT_FOUND\"}");
    const struct message *m = kit_tell(&kit);
    assert_int_equal(m->outcome, OUTCOME_REFUSED);
    assert_string_equal(m->cause_row->name, "Not Found");
    assert_string_equal(kit_text(&kit, MEANING_CAUSE, 0), "USER_NOT_FOUND");
}

static void test_form(void **state)
{
    (void)state;
    const struct message *m = post(
        "/oauth2/token", "application/x-www-form-urlencoded",
        "grant_type=client_credentials&nfInstanceId=6b1d2a7e-0000-4000-8000-000000000001&nfType="
        "AMF&targetNfType=UDM&scope=nudm-sdm%20nudm-uecm");
    assert_string_equal(m->name, "Nnrf_AccessToken_Get");
    assert_string_equal(kit_text(&kit, MEANING_NF_TYPE, 0), "AMF");
    assert_string_equal(kit_text(&kit, MEANING_NF_WANTED, 0), "UDM");
    assert_string_equal(kit_text(&kit, MEANING_NF_SERVICE, 0), "nudm-sdm nudm-uecm");
    /* Somebody's web log-in is no NF's. */
    m = post("/oauth2/token", "application/x-www-form-urlencoded",
             "grant_type=password&username=x");
    assert_string_equal(m->name, "POST");
}

/* pitfalls: multipart/related is in normal use. */
static void test_multipart(void **state)
{
    (void)state;
    static const char body[] =
        "--xx\r\nContent-Type: application/json\r\n\r\n{\"supi\":\"imsi-001010000000001\"}\r\n"
        "--xx\r\nContent-Type: application/vnd.3gpp.5gnas\r\nContent-Id: n1\r\n\r\n\x2e\x01\x01\r\n"
        "--xx--\r\n";
    post("/nsmf-pdusession/v1/sm-contexts", "multipart/related; boundary=xx", body);
    assert_string_equal(kit_text(&kit, MEANING_IMSI, 0), "001010000000001");
    /* The NAS message inside is read as one, and is about the same person. */
    assert_int_equal(kit.inner_count, 1);
    assert_int_equal(kit.inner[0], DECODER_nas_5gs);
    assert_int_equal(cursor_left(&kit.inner_bytes[0]), 3);
    assert_int_equal(cursor_peek8(&kit.inner_bytes[0], 0), 0x2e);
    assert_true(kit.inner_outer[0] != 0);
    assert_true(kit.inner_outer[0] == kit.told.handles[0]);
    assert_true(kit.outer[0] == 0); /* of this message, not of the next one */
    post("/nsmf-pdusession/v1/sm-contexts", "multipart/related; boundary=\"xx\"; type=a", body);
    assert_string_equal(kit_text(&kit, MEANING_IMSI, 0), "001010000000001");
    post("/nsmf-pdusession/v1/sm-contexts", "multipart/related; boundary=yy", body);
    assert_false(has(MEANING_IMSI));
    post("/nsmf-pdusession/v1/sm-contexts", "multipart/related", body);
    assert_false(has(MEANING_IMSI));
    for (size_t n = 0; n < sizeof body; n++) {
        kit_request(&kit, "POST", "/nsmf-pdusession/v1/sm-contexts");
        kit_body(&kit, "multipart/related; boundary=xx", body);
        kit.sent.body.len = n;
        kit_tell(&kit);
        assert_int_equal(has(MEANING_IMSI), n >= 70);
    }
}

static void test_lists_of_networks_and_addresses(void **state)
{
    (void)state;
    const struct message *m = post(
        "/n32c-handshake/v1/exchange-capability", "application/json",
        "{\"sender\":\"sepp1.example.org\",\"supportedSecCapabilityList\":[\"TLS\",\"PRINS\"],"
        "\"plmnIdList\":[{\"mcc\":\"001\",\"mnc\":\"01\"},{\"mcc\":\"999\",\"mnc\":\"070\"}]}");
    assert_string_equal(m->name, "N32c_Handshake_ExchangeCapability");
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_HOST, 0), "sepp1.example.org");
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_REALM, 0), "00101");
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_REALM, 1), "999070");
    answered("POST", "/npcf-smpolicycontrol/v1/sm-policies", "{\"ipv4Address\":\"10.45.0.2\"}");
    assert_string_equal(kit_text(&kit, MEANING_UE_IP, 0), "10.45.0.2");
    /* A function's own address has the same name. */
    answered("GET", "/nnrf-disc/v1/nf-instances",
             "{\"nfInstances\":[{\"nfServices\":[{\"ipEndPoints\":[{\"ipv4Address\":\"10.0.0.7\"}]}"
             "]}]}");
    assert_false(has(MEANING_UE_IP));
}

static void test_serving_network(void **state)
{
    (void)state;
    post("/nausf-auth/v1/ue-authentications", "application/json",
         "{\"servingNetworkName\":\"5G:mnc001.mcc001.3gppnetwork.org\"}");
    assert_string_equal(kit_text(&kit, MEANING_VISITED, 0), "00101");
    post("/nausf-auth/v1/ue-authentications", "application/json",
         "{\"servingNetworkName\":\"5G:mnc\"}");
    assert_false(has(MEANING_VISITED));
}

/* A body without a type is read only where the type may be what HPACK could not tell. */
static void test_type_unseen(void **state)
{
    (void)state;
    kit_request(&kit, "POST", "/nsmf-pdusession/v1/sm-contexts");
    kit.sent.body = kit_span("{\"supi\":\"imsi-001010000000001\"}");
    kit_tell(&kit);
    assert_false(has(MEANING_IMSI));
    kit.sent.unresolved = true;
    kit_tell(&kit);
    assert_true(has(MEANING_IMSI));
    kit_header(&kit, "content-type", "text/plain");
    kit_tell(&kit);
    assert_false(has(MEANING_IMSI));
}

static void test_cut_anywhere(void **state)
{
    (void)state;
    static const char body[] =
        "{\"a\":[{\"supi\":\"imsi-001010000000001\"}],\"b\":{\"c\":\"\\u00e9\"}}";
    for (size_t n = 0; n < sizeof body; n++) {
        kit_request(&kit, "POST", "/namf-evts/v1/subscriptions");
        kit_body(&kit, "application/json", body);
        kit.sent.body.len = n;
        kit_tell(&kit);
        assert_int_equal(has(MEANING_IMSI), n >= 36);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_where_somebody_is),
        cmocka_unit_test(test_addresses_of_a_profile),
        cmocka_unit_test(test_a_token_that_is_given),
        cmocka_unit_test(test_order_of_members),
        cmocka_unit_test(test_secrets),
        cmocka_unit_test(test_whose_type_it_is),
        cmocka_unit_test(test_problem),
        cmocka_unit_test(test_form),
        cmocka_unit_test(test_multipart),
        cmocka_unit_test(test_lists_of_networks_and_addresses),
        cmocka_unit_test(test_serving_network),
        cmocka_unit_test(test_type_unseen),
        cmocka_unit_test(test_cut_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
