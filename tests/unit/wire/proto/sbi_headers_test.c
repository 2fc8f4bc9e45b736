#include "unit/wire/proto/http_kit.h"

#define A "6b1d2a7e-0000-4000-8000-000000000001"
#define B "6b1d2a7e-0000-4000-8000-000000000002"

static struct kit kit;

/* {"alg":"ES256","typ":"JWT"} . {"iss":"nrf1","sub":A,"aud":["UDM"],"scope":"nudm-sdm"} */
#define SIGNED "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9"
#define UNSIGNED "eyJhbGciOiJub25lIn0"
#define CLAIMS                                                                                     \
    "eyJpc3MiOiJucmYxIiwic3ViIjoiNmIxZDJhN2UtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAxIiwiYXVkIjpbIlVE" \
    "TSJdLCJzY29wZSI6Im51ZG0tc2RtIn0"

static void begin(void)
{
    kit_request(&kit, "GET", "/nudm-sdm/v2/imsi-001010000000001/am-data");
}

static bool has(enum meaning meaning)
{
    return message_field(&kit.told, meaning) != NULL;
}

static void test_user_agent(void **state)
{
    (void)state;
    static const struct {
        const char *agent, *type, *host, *instance, *product;
    } rows[] = {
        {"AMF", "AMF", "", "", ""},
        {"AMF-" A, "AMF", A, A, ""},
        {"AMF-" A " amf1.example.org", "AMF", A, A, ""},
        {"AMF-amf1.example.org", "AMF", "amf1.example.org", "", ""},
        {"SMF smf1.example.org", "SMF", "smf1.example.org", "", ""},
        {"5G-EIR-" A, "5G-EIR", A, A, ""},
        {"curl/8.1", "", "", "", "curl/8.1"},
        {"probe-1", "", "", "", "probe-1"},
        {"Go-http-client/2.0", "", "", "", "Go-http-client/2.0"},
    };
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        begin();
        kit_header(&kit, "user-agent", rows[i].agent);
        kit_tell(&kit);
        assert_string_equal(kit_text(&kit, MEANING_NF_TYPE, 0), rows[i].type);
        assert_string_equal(kit_text(&kit, MEANING_ORIGIN_HOST, 0), rows[i].host);
        assert_string_equal(kit_text(&kit, MEANING_NF_INSTANCE, 0), rows[i].instance);
        assert_string_equal(kit_text(&kit, MEANING_PRODUCT, 0), rows[i].product);
    }
}

static void test_token(void **state)
{
    (void)state;
    begin();
    kit_header(&kit, "authorization", "Bearer " SIGNED "." CLAIMS ".c2ln");
    const struct message *m = kit_tell(&kit);
    assert_string_equal(kit_text(&kit, MEANING_TOKEN_SUBJECT, 0), A);
    assert_string_equal(kit_text(&kit, MEANING_TOKEN_ISSUER, 0), "nrf1");
    assert_string_equal(kit_text(&kit, MEANING_TOKEN_SCOPE, 0), "nudm-sdm");
    assert_string_equal(kit_text(&kit, MEANING_TOKEN_AUDIENCE, 0), "UDM");
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_HOST, 0), A);
    assert_false(m->odd & ODD_UNSIGNED_TOKEN);
    /* That it was there, and nothing of it. */
    const struct field *f = message_field(m, MEANING_TOKEN);
    assert_int_equal(f->form, FORM_PRESENT);
    assert_null(f->at);
    begin();
    kit_header(&kit, "authorization", "Bearer " UNSIGNED "." CLAIMS ".");
    assert_true(kit_tell(&kit)->odd & ODD_UNSIGNED_TOKEN);
}

/* The same token has the same number, another one another, and the credentials that a client signs
 * beside it are no access token. */
static void test_which_token_and_until_when(void **state)
{
    (void)state;
    static const char one[] = "Bearer " SIGNED ".eyJzdWIiOiJ4IiwiZXhwIjoxNzY3MjI2MjAwfQ.c2ln";
    static const char other[] = "Bearer " SIGNED ".eyJzdWIiOiJ4IiwiZXhwIjoic29vbiJ9.c2ln";
    uint64_t numbers[4];
    for (unsigned i = 0; i < 4; i++) {
        begin();
        if (i == 3)
            kit_header(&kit, "3gpp-sbi-client-credentials", SIGNED "." CLAIMS ".c2ln");
        kit_header(&kit, "authorization", i == 2 ? other : one);
        const struct message *m = kit_tell(&kit);
        numbers[i] = message_field(m, MEANING_TOKEN)->number;
        assert_int_equal(has(MEANING_TOKEN_EXPIRY), i != 2);
        if (i != 2)
            assert_int_equal(message_field(m, MEANING_TOKEN_EXPIRY)->number, 1767226200);
    }
    assert_int_equal(numbers[0], numbers[1]);
    assert_int_not_equal(numbers[0], numbers[2]);
    assert_int_equal(numbers[0], numbers[3]);
    assert_true(numbers[0] > 1);
}

static void test_tokens_that_are_none(void **state)
{
    (void)state;
    static const char *const rows[] = {"Bearer ",         "Bearer x",      "Bearer .",
                                       "Bearer ..",       "Bearer ?.?.",   "Bearer a.b.c",
                                       "Bearer ===.===.", "Basic dXNlcg=="};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        begin();
        kit_header(&kit, "authorization", rows[i]);
        kit_tell(&kit);
        assert_false(has(MEANING_TOKEN_SUBJECT));
        assert_int_equal(has(MEANING_PASSWORD), i == 7);
    }
    /* Every beginning of one. */
    static const char whole[] = "Bearer " SIGNED "." CLAIMS ".c2ln";
    for (size_t n = 0; n < sizeof whole; n++) {
        begin();
        kit_header(&kit, "authorization", whole);
        kit.headers[0].value.len = n;
        kit_tell(&kit);
    }
}

/* NOTES: CCA, then the token's subject, then srcinst, then User-Agent. */
static void test_who_asks_behind_a_relay(void **state)
{
    (void)state;
    begin();
    kit_header(&kit, "user-agent", "SMF-" B);
    kit_header(&kit, "3gpp-sbi-nf-peer-info", "srcinst=" A "; dstinst=\"" B "\"");
    kit_header(&kit, "via", "2.0 SCP-scp1.example.org, 1.1 squid");
    kit_header(&kit, "3gpp-sbi-target-apiroot", "https://udm1.example.org:443");
    kit.sent.authority = kit_span("scp1.example.org");
    kit_tell(&kit);
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_HOST, 0), A);
    assert_string_equal(kit_text(&kit, MEANING_NF_INSTANCE, 1), B);
    assert_string_equal(kit_text(&kit, MEANING_ROUTE, 0), "SCP-scp1.example.org");
    assert_string_equal(kit_text(&kit, MEANING_ROUTE, 1), "");
    assert_string_equal(kit_text(&kit, MEANING_DESTINATION_HOST, 0), B);
    assert_string_equal(kit_text(&kit, MEANING_DESTINATION_HOST, 1), "udm1.example.org");
    kit_header(&kit, "3gpp-sbi-client-credentials", SIGNED "." CLAIMS ".c2ln");
    kit.headers[1].value = kit_span("srcinst=" B);
    kit_tell(&kit);
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_HOST, 0), A);
    assert_true(has(MEANING_TOKEN));
}

static void test_the_others(void **state)
{
    (void)state;
    begin();
    kit_header(&kit, "3gpp-sbi-discovery-target-nf-type", "UDM");
    kit_header(&kit, "3gpp-sbi-discovery-requester-nf-type", "AMF");
    kit_header(&kit, "3gpp-sbi-discovery-supi", "imsi-001010000000002");
    kit_header(&kit, "3gpp-sbi-correlation-info", "msisdn-99912345678; imei-004999010640000");
    kit_header(&kit, "3gpp-sbi-originating-network-id", "001-01; src: SEPP-sepp.example");
    kit_tell(&kit);
    assert_string_equal(kit_text(&kit, MEANING_NF_WANTED, 0), "UDM");
    assert_string_equal(kit_text(&kit, MEANING_NF_TYPE, 0), "AMF");
    assert_string_equal(kit_text(&kit, MEANING_IMSI, 1), "001010000000002");
    assert_string_equal(kit_text(&kit, MEANING_MSISDN, 0), "99912345678");
    assert_string_equal(kit_text(&kit, MEANING_IMEI, 0), "004999010640000");
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_REALM, 0), "00101");
}

/* An answer's origin is who produced it, not the relay that brought it. */
static void test_answers(void **state)
{
    (void)state;
    kit_answer(&kit, "GET", "/nudm-sdm/v2/imsi-001010000000001/am-data", 200);
    kit_header(&kit, "server", "UDM-" B);
    kit_header(&kit, "3gpp-sbi-producer-id", "nfinst=" A);
    kit_tell(&kit);
    assert_string_equal(kit_text(&kit, MEANING_ORIGIN_HOST, 0), A);
    assert_string_equal(kit_text(&kit, MEANING_NF_TYPE, 0), "UDM");
}

static void test_query(void **state)
{
    (void)state;
    kit_request(&kit, "GET",
                "/nnrf-disc/v1/nf-instances?target-nf-type=UDM&requester-nf-type=AMF&service-names="
                "nudm-sdm%2Cnudm-uecm&supi=imsi-001010000000001&x&=&");
    const struct message *m = kit_tell(&kit);
    assert_string_equal(m->name, "Nnrf_NFDiscovery_Request");
    assert_string_equal(kit_text(&kit, MEANING_NF_WANTED, 0), "UDM");
    assert_string_equal(kit_text(&kit, MEANING_NF_TYPE, 0), "AMF");
    assert_string_equal(kit_text(&kit, MEANING_NF_SERVICE, 0), "nudm-sdm,nudm-uecm");
    assert_string_equal(kit_text(&kit, MEANING_IMSI, 0), "001010000000001");
}

/* HPACK could not tell some of them. */
static void test_unresolved(void **state)
{
    (void)state;
    begin();
    kit_header(&kit, "user-agent", NULL);
    kit_header(&kit, NULL, "AMF");
    kit.headers[0].value.at = NULL;
    kit_tell(&kit);
    assert_false(has(MEANING_NF_TYPE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_user_agent),
        cmocka_unit_test(test_token),
        cmocka_unit_test(test_which_token_and_until_when),
        cmocka_unit_test(test_tokens_that_are_none),
        cmocka_unit_test(test_who_asks_behind_a_relay),
        cmocka_unit_test(test_the_others),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_query),
        cmocka_unit_test(test_unresolved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
