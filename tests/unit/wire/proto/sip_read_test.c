#include "sip_kit.h"

static struct sip read_of(struct sip_kit *k, const char *text)
{
    struct sip s = {.count = 0};
    sip_kit_write(k, text);
    struct cursor c = cursor_of(k->bytes, k->length);
    assert_true(sip_read(&s, &c));
    return s;
}

/* sip.h names rows by number; the numbers are places in the order of names. */
static void numbers_are_those_of_the_rows(void **state)
{
    (void)state;
    static const struct {
        enum sip_code code;
        const char *name;
    } rows[] = {{SIP_ADDITIONAL_IDENTITY, "Additional-Identity"},
                {SIP_AUTHORIZATION, "Authorization"},
                {SIP_CALL_ID, "Call-ID"},
                {SIP_CELLULAR_NETWORK_INFO, "Cellular-Network-Info"},
                {SIP_CONTACT, "Contact"},
                {SIP_CONTENT_ENCODING, "Content-Encoding"},
                {SIP_CONTENT_LENGTH, "Content-Length"},
                {SIP_CONTENT_TYPE, "Content-Type"},
                {SIP_CSEQ, "CSeq"},
                {SIP_DIVERSION, "Diversion"},
                {SIP_EVENT, "Event"},
                {SIP_FROM, "From"},
                {SIP_GEOLOCATION, "Geolocation"},
                {SIP_HISTORY_INFO, "History-Info"},
                {SIP_P_ACCESS_NETWORK_INFO, "P-Access-Network-Info"},
                {SIP_P_ASSERTED_IDENTITY, "P-Asserted-Identity"},
                {SIP_P_ASSOCIATED_URI, "P-Associated-URI"},
                {SIP_P_CALLED_PARTY_ID, "P-Called-Party-ID"},
                {SIP_P_CHARGE_INFO, "P-Charge-Info"},
                {SIP_P_CHARGING_VECTOR, "P-Charging-Vector"},
                {SIP_P_PREFERRED_IDENTITY, "P-Preferred-Identity"},
                {SIP_P_SERVED_USER, "P-Served-User"},
                {SIP_P_VISITED_NETWORK_ID, "P-Visited-Network-ID"},
                {SIP_PATH, "Path"},
                {SIP_PROXY_AUTHENTICATE, "Proxy-Authenticate"},
                {SIP_PROXY_AUTHORIZATION, "Proxy-Authorization"},
                {SIP_REASON, "Reason"},
                {SIP_RECORD_ROUTE, "Record-Route"},
                {SIP_REFER_TO, "Refer-To"},
                {SIP_REFERRED_BY, "Referred-By"},
                {SIP_ROUTE, "Route"},
                {SIP_SECURITY_CLIENT, "Security-Client"},
                {SIP_SECURITY_SERVER, "Security-Server"},
                {SIP_SECURITY_VERIFY, "Security-Verify"},
                {SIP_SERVICE_ROUTE, "Service-Route"},
                {SIP_SUBJECT, "Subject"},
                {SIP_SUPPORTED, "Supported"},
                {SIP_TO, "To"},
                {SIP_VIA, "Via"},
                {SIP_WWW_AUTHENTICATE, "WWW-Authenticate"}};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct spec_ie *row = spec_ie(PROTO_SIP, 0, rows[i].code);
        assert_non_null(row);
        assert_string_equal(row->name, rows[i].name);
    }
    assert_null(spec_ie(PROTO_SIP, 0, SIP_CODES));
    assert_null(spec_op(PROTO_SIP, 0, SIP_METHODS, PART_REQUEST));
}

/* Each header of the table is found by its name, whatever the case. */
static void every_header_is_found(void **state)
{
    (void)state;
    static struct sip_kit k;
    for (unsigned code = 1; code < SIP_CODES; code++) {
        const char *name = spec_ie(PROTO_SIP, 0, code)->name;
        char text[200];
        struct text t = text_in(text, sizeof text);
        text_format(&t, "OPTIONS sip:a SIP/2.0\n%s: here\n\n", name);
        for (size_t i = 22; i < 22 + strlen(name); i++)
            text[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 32 : text[i]);
        struct sip s = read_of(&k, text);
        sip_kit_is(sip_header(&s, (enum sip_code)code), "here");
    }
}

static void start_lines(void **state)
{
    (void)state;
    static struct sip_kit k;
    struct sip s = read_of(&k, "INVITE sip:b@c SIP/2.0\n\n");
    assert_int_equal(s.part, PART_REQUEST);
    assert_int_equal(s.method, SIP_INVITE);
    sip_kit_is(s.uri, "sip:b@c");
    s = read_of(&k, "SIP/2.0 486 Busy Here\nCSeq: 2  INVITE\n\n");
    assert_int_equal(s.part, PART_ANSWER);
    assert_int_equal(s.status, 486);
    assert_int_equal(s.method, SIP_INVITE);
    s = read_of(&k, "LISTEN sip:b@c SIP/2.0\n\n");
    assert_int_equal(s.method, SIP_NO_METHOD);
    static const char *const none[] = {"SIP/2.0 4x6 Busy\n", "SIP/2.0 99\n",     "SIP/2.0 700 X\n",
                                       "SIP/2.0 2000 X\n",   "INVITE\n",         "INVITE sip:b\n",
                                       "INVITE b SIP/1.0\n", " sip:b SIP/2.0\n", ""};
    for (unsigned i = 0; i < sizeof none / sizeof *none; i++) {
        struct cursor c = cursor_of(none[i], strlen(none[i]));
        assert_false(sip_start_line(&s, &c));
    }
}

static void folded_compact_and_several(void **state)
{
    (void)state;
    static struct sip_kit k;
    struct sip s =
        read_of(&k, "OPTIONS sip:a SIP/2.0\nt:\n <sip:x>\n\t;tag=1\nVia: one\nv: two\nVIA : three\n"
                    "no colon\nX-Own: y\n\nbody");
    sip_kit_is(sip_header(&s, SIP_TO), "<sip:x>\r\n\t;tag=1");
    const struct sip_header *h = &s.headers[s.first[SIP_VIA] - 1];
    sip_kit_is(h->value, "one");
    h = &s.headers[h->next - 1];
    sip_kit_is(h->value, "two");
    h = &s.headers[h->next - 1];
    sip_kit_is(h->value, "three");
    assert_int_equal(h->next, 0);
    assert_int_equal(s.count, 4);
    sip_kit_is(s.body, "body");
}

static void too_many_headers(void **state)
{
    (void)state;
    static struct sip_kit k;
    static char text[8000];
    struct text t = text_in(text, sizeof text);
    text_put(&t, "OPTIONS sip:a SIP/2.0\n");
    for (unsigned i = 0; i <= SIP_HEADERS; i++)
        text_put(&t, "Via: x\n");
    struct sip s = read_of(&k, text);
    assert_int_equal(s.count, SIP_HEADERS);
    assert_true(s.crowded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_the_rows),
        cmocka_unit_test(every_header_is_found),
        cmocka_unit_test(start_lines),
        cmocka_unit_test(folded_compact_and_several),
        cmocka_unit_test(too_many_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
