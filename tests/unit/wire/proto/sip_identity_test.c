#include "sip_kit.h"

#define HOME "ims.mnc001.mcc001.3gppnetwork.org"

static struct sip sip;
static struct message m;

static void begin(enum sip_method method)
{
    memset(&sip, 0, sizeof sip);
    memset(&m, 0, sizeof m);
    sip.method = method;
}

/* The one field that a URI becomes: "meaning=value", "" for none. */
static const char *of(const char *uri, enum sip_side side, enum sip_method method)
{
    static char buf[300];
    struct text t = text_in(buf, sizeof buf);
    begin(method);
    sip_identity(&sip, &m, sip_kit_span(uri), side);
    assert_true(m.field_count <= 1);
    if (m.field_count) {
        text_format(&t, "%s=", spec_meaning_word((enum meaning)m.fields[0].meaning));
        text_field(&t, &m.fields[0]);
    }
    return buf;
}

static void own(const char *uri, const char *wanted)
{
    assert_string_equal(of(uri, SIP_OWN, SIP_MESSAGE), wanted);
}

static void numbers(void **state)
{
    (void)state;
    own("sip:+999100000001@" HOME ";user=phone", "subscriber.msisdn=999100000001");
    own("sip:+999100000001;npdi@" HOME, "subscriber.msisdn=999100000001");
    own("tel:+999-100.000(001)", "subscriber.msisdn=999100000001");
    own("tel:%2B999100000001", "subscriber.msisdn=999100000001");
    own("sip:%2b999100000001@a.example", "subscriber.msisdn=999100000001");
    own("tel:1001;phone-context=+999", ""); /* a local number */
    own("tel:+9991", "");                   /* too short */
    own("tel:+9991000000012345", "");       /* too long */
    own("tel:+99910000000a", "");
    own("sip:1001@pbx.example", "subscriber.nai=1001@pbx.example");
}

static void sides_of_a_call(void **state)
{
    (void)state;
    assert_string_equal(of("tel:+999100000001", SIP_OWN, SIP_INVITE), "call.calling=999100000001");
    assert_string_equal(of("tel:+999100000002", SIP_OTHER, SIP_INVITE), "call.called=999100000002");
    assert_string_equal(of("tel:+999100000003", SIP_THIRD, SIP_INVITE), "call.other=999100000003");
    assert_string_equal(of("tel:+999100000002", SIP_OTHER, SIP_BYE), "call.other=999100000002");
    assert_string_equal(of("sip:bob@a.example", SIP_OTHER, SIP_INVITE),
                        "call.other-name=bob@a.example");
}

static void names(void **state)
{
    (void)state;
    own("sip:Alice;x=y@A.Example:5060;lr", "subscriber.nai=Alice@a.example");
    own("sip:alice:secret@192.0.2.1", "subscriber.nai=alice%192.0.2.1");
    own("sip:a.example", "");
    own("sip:anonymous@anonymous.invalid", "");
    own("sip:Anonymous@a.example", "");
    own("urn:service:sos", "");
    own("*", "");
}

/* TS 23.003 13.4B: a temporary public identity is the IMSI at the home network's domain. */
static void imsi_in_a_uri(void **state)
{
    (void)state;
    own("sip:001010000000001@" HOME, "subscriber.imsi=001010000000001");
    own("sip:999010000000001@" HOME, "subscriber.nai=999010000000001@" HOME);
    own("sip:001010000000001@a.example", "subscriber.nai=001010000000001@a.example");
    assert_string_equal(of("sip:001010000000001@" HOME, SIP_OTHER, SIP_MESSAGE),
                        "call.other-name=001010000000001@" HOME);
    begin(SIP_REGISTER);
    sip_private_identity(&sip, &m, sip_kit_span("001010000000001@" HOME));
    assert_int_equal(m.fields[0].meaning, MEANING_IMSI);
    sip_private_identity(&sip, &m, sip_kit_span("alice@a.example"));
    assert_int_equal(m.fields[1].meaning, MEANING_NAI);
    sip_private_identity(&sip, &m, sip_kit_span("alice"));
    sip_private_identity(&sip, &m, sip_kit_span("@a.example"));
    assert_int_equal(m.field_count, 2);
}

static void said_once(void **state)
{
    (void)state;
    begin(SIP_INVITE);
    sip_identity(&sip, &m, sip_kit_span("sip:b@a.example"), SIP_OTHER);
    sip_identity(&sip, &m, sip_kit_span("sip:b@a.example:5060"), SIP_OTHER);
    assert_int_equal(m.field_count, 1);
}

static void networks(void **state)
{
    (void)state;
    begin(SIP_REGISTER);
    sip_kit_is(sip_network(&sip, sip_kit_span(HOME)), "00101");
    sip_kit_is(sip_network(&sip, sip_kit_span("\"ims.mnc123.mcc001.3gppnetwork.org\"")), "001123");
    assert_null(sip_network(&sip, sip_kit_span("ims.mncabc.mcc001.x")).at);
    assert_null(sip_network(&sip, sip_kit_span("a.example")).at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),   cmocka_unit_test(sides_of_a_call),
        cmocka_unit_test(names),     cmocka_unit_test(imsi_in_a_uri),
        cmocka_unit_test(said_once), cmocka_unit_test(networks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
