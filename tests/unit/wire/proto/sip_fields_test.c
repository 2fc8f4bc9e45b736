#include "sip_scene.h"

#define HOME "ims.mnc001.mcc001.3gppnetwork.org"
#define CALL                                                                                       \
    "From: <sip:alice@a.example>;tag=1\nTo: <sip:bob@a.example>\nCall-ID: c1@192.0.2.1\n"          \
    "CSeq: 1 INVITE\n"

static void is(enum meaning meaning, unsigned n, const char *wanted)
{
    assert_string_equal(sip_kit_text(&kit, meaning, n), wanted);
}

static void who_calls_and_who_is_called(void **state)
{
    (void)state;
    sip_kit_read(&kit,
                 "INVITE sip:bob@a.example SIP/2.0\n" CALL
                 "P-Asserted-Identity: \"A\" <sip:alice@a.example>, <tel:+999100000001>\n"
                 "P-Called-Party-ID: <tel:+999100000002>\nDiversion: <sip:carol@a.example>\n\n");
    is(MEANING_NAI, 0, "alice@a.example");
    is(MEANING_NAI, 1, "");
    is(MEANING_CALLING, 0, "999100000001");
    is(MEANING_CALLED, 0, "999100000002");
    is(MEANING_OTHER_NAME, 0, "bob@a.example");
    is(MEANING_OTHER_NAME, 1, "carol@a.example");
    is(MEANING_CALL_ID, 0, "c1"); /* not the equipment behind it */
}

/* What an answer asserts is of who answers. */
static void who_answers(void **state)
{
    (void)state;
    sip_kit_read(&kit, "SIP/2.0 200 OK\n" CALL "P-Asserted-Identity: <tel:+999100000002>\n\n");
    is(MEANING_NAI, 0, "alice@a.example");
    is(MEANING_CALLED, 0, "999100000002");
    assert_null(sip_kit_field(&kit, MEANING_CALLING, 0));
}

/* Inside a dialogue the Request-URI is a device. */
static void contacts_are_nobody(void **state)
{
    (void)state;
    sip_kit_read(&kit, "BYE sip:x@192.0.2.9 SIP/2.0\nFrom: <sip:bob@a.example>;tag=2\n"
                       "To: <sip:alice@a.example>;tag=1\nCall-ID: c1\nCSeq: 2 BYE\n"
                       "Reason: Q.850;cause=16;text=\"x\"\n\n");
    is(MEANING_NAI, 0, "bob@a.example");
    is(MEANING_OTHER_NAME, 0, "alice@a.example");
    is(MEANING_OTHER_NAME, 1, "");
    is(MEANING_CAUSE, 0, "16");
}

static void subscriptions_are_about_the_other(void **state)
{
    (void)state;
    sip_kit_read(&kit,
                 "SUBSCRIBE sip:bob@a.example SIP/2.0\nFrom: <sip:eve@a.example>;tag=2\n"
                 "To: <sip:bob@a.example>\nCall-ID: c1\nCSeq: 2 SUBSCRIBE\nEvent: presence\n\n");
    is(MEANING_NAI, 0, "bob@a.example");
    is(MEANING_OTHER_NAME, 0, "eve@a.example");
    is(MEANING_ASK_DATA, 0, "presence");
}

static void served_users(void **state)
{
    (void)state;
    sip_kit_read(&kit, "INVITE sip:bob@a.example SIP/2.0\n" CALL
                       "P-Served-User: <sip:b2@a.example>;sescase=term;regstate=reg\n\n");
    is(MEANING_OTHER_NAME, 1, "b2@a.example");
    sip_kit_read(&kit, "INVITE sip:bob@a.example SIP/2.0\n" CALL
                       "P-Served-User: <sip:a2@a.example>;sescase=orig\n\n");
    is(MEANING_NAI, 1, "a2@a.example");
}

static void relays(void **state)
{
    (void)state;
    sip_kit_read(&kit, "INVITE sip:bob@a.example SIP/2.0\nVia: SIP/2.0/UDP p.a.example;branch=z\n"
                       "Via: SIP/2.0/TCP 192.0.2.9:5060, SIP/2.0/UDP [2001:db8::1]\n"
                       "Route: <sip:s.a.example;lr>, <sip:t.a.example;lr>\n" CALL "\n");
    is(MEANING_ORIGIN_HOST, 0, "p.a.example");
    is(MEANING_ROUTE, 0, "192.0.2.9");
    is(MEANING_ROUTE, 1, ""); /* the bottom one is somebody's equipment */
    is(MEANING_DESTINATION_HOST, 0, "s.a.example");
    is(MEANING_DESTINATION_HOST, 1, "");
    sip_kit_read(
        &kit,
        "SIP/2.0 200 OK\nVia: SIP/2.0/UDP p.a.example\nRecord-Route: <sip:q.a.example;lr>\n" CALL
        "\n");
    assert_null(sip_kit_field(&kit, MEANING_ORIGIN_HOST, 0)); /* who asked, not who answers */
    is(MEANING_ROUTE, 0, "q.a.example");
}

static void registers(void **state)
{
    (void)state;
    sip_kit_read(&kit,
                 "REGISTER sip:" HOME " SIP/2.0\nVia: SIP/2.0/UDP 10.45.0.2\n"
                 "From: <sip:001010000000001@" HOME ">;tag=1\nTo: <sip:001010000000001@" HOME ">\n"
                 "Contact: <sip:10.45.0.2>;+sip.instance=\"<urn:gsma:imei:35209900-176148-0>\"\n"
                 "Authorization: Digest username=\"001010000000001@" HOME "\",nonce=\"\"\n"
                 "P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100010019B01\n"
                 "P-Visited-Network-ID: \"" HOME "\"\nPath: <sip:p.a.example;lr>\n"
                 "Security-Verify: ipsec-3gpp;alg=hmac-sha-1-96\nCall-ID: r\nCSeq: 1 REGISTER\n\n");
    is(MEANING_IMSI, 0, "001010000000001");
    is(MEANING_IMSI, 1, "");
    is(MEANING_IMEI, 0, "352099001761480");
    is(MEANING_UE_IP, 0, "10.45.0.2");
    is(MEANING_CELL, 0, "0010100010019B01");
    is(MEANING_RAT, 0, "3GPP-E-UTRAN-FDD");
    is(MEANING_VISITED, 0, "00101");
    is(MEANING_SERVING_NODE, 0, "p.a.example");
    assert_non_null(sip_kit_field(&kit, MEANING_NULL_CIPHER, 0));
    assert_null(sip_kit_field(&kit, MEANING_OTHER_NAME, 0));
}

/* An office's telephone: its address is nobody's, since names there stand at addresses. */
static void plain_registers(void **state)
{
    (void)state;
    sip_kit_read(&kit, "REGISTER sip:192.0.2.1 SIP/2.0\nFrom: <sip:1001@192.0.2.1>;tag=1\n"
                       "To: <sip:1001@192.0.2.1>\nContact: <sip:1001@192.0.2.7>\nCall-ID: r\nCSeq: "
                       "1 REGISTER\n\n");
    is(MEANING_NAI, 0, "1001%192.0.2.1");
    assert_null(sip_kit_field(&kit, MEANING_UE_IP, 0));
    assert_int_equal(kit.all[0].application, SIP_LEG_PLAIN);
}

static void secrets(void **state)
{
    (void)state;
    sip_kit_read(&kit, "SIP/2.0 401 Unauthorized\nTo: <sip:a@b>\nCSeq: 1 REGISTER\n"
                       "WWW-Authenticate: Digest "
                       "realm=\"r\",nonce=\"n\",algorithm=AKAv1-MD5,ik=\"11\",ck=\"22\"\n\n");
    assert_non_null(sip_kit_field(&kit, MEANING_SESSION_KEY, 0));
    sip_kit_read(&kit, "SIP/2.0 401 Unauthorized\nTo: <sip:a@b>\nCSeq: 1 REGISTER\n"
                       "WWW-Authenticate: Digest realm=\"r\",nonce=\"n\",algorithm=AKAv1-MD5\n\n");
    assert_null(sip_kit_field(&kit, MEANING_SESSION_KEY, 0));
    sip_kit_read(&kit, "INVITE sip:b@c SIP/2.0\n" CALL "Authorization: Basic QTpi\n\n");
    assert_non_null(sip_kit_field(&kit, MEANING_PASSWORD, 0));
    sip_kit_read(&kit,
                 "INVITE sip:b@c SIP/2.0\n" CALL "Security-Verify: ipsec-3gpp;ealg=aes-cbc\n\n");
    assert_null(sip_kit_field(&kit, MEANING_NULL_CIPHER, 0));
}

/* The other side's cell is not the caller's. */
static void cells_in_answers(void **state)
{
    (void)state;
    sip_kit_read(&kit,
                 "SIP/2.0 200 OK\n" CALL
                 "P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100010019B01\n\n");
    assert_null(sip_kit_field(&kit, MEANING_CELL, 0));
    assert_non_null(sip_kit_field(&kit, MEANING_LOCATION, 0));
}

static void charging(void **state)
{
    (void)state;
    sip_kit_read(
        &kit, "INVITE sip:b@c SIP/2.0\n" CALL
              "P-Charging-Vector: icid-value=\"i1\";orig-ioi=home1.example;term-ioi=home2.example\n"
              "User-Agent: Phone 1\nGeolocation: <https://a.example/1>\n\n");
    is(MEANING_CHARGING_ID, 0, "i1");
    is(MEANING_ORIGIN_REALM, 0, "home1.example");
    is(MEANING_DESTINATION_REALM, 1, "home2.example");
    is(MEANING_PRODUCT, 0, "Phone 1");
    assert_non_null(sip_kit_field(&kit, MEANING_LOCATION, 0));
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_kit, close_kit)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(who_calls_and_who_is_called),
        T(who_answers),
        T(contacts_are_nobody),
        T(subscriptions_are_about_the_other),
        T(served_users),
        T(relays),
        T(registers),
        T(plain_registers),
        T(secrets),
        T(cells_in_answers),
        T(charging),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
