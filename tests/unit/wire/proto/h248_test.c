#include "gateway_kit.h"

extern const struct decoder decoder_h248;

/* MegacoMessage, mess, version 1 and a bit more (H.248.1 annex A.2). */
static const uint8_t BINARY[] = {0x30, 0x0b, 0xa1, 0x09, 0x80, 0x01, 0x01,
                                 0xa1, 0x04, 0x80, 0x02, 0x00, 0x00};
static const char TEXT[] =
    "MEGACO/1 [192.0.2.9]:2944\nTransaction = 9998 {\n Context = - {\n"
    "  Add = $ { Media { Stream = 1 { Local {\nv=0\nc=IN IP4 $\nm=audio $ RTP/AVP 4\n}, Remote {\n"
    "v=0\nc=IN IP4 192.0.2.1\nm=audio 2222 RTP/AVP 4\n} } } }\n }\n}\n";

static void recognised(void **state)
{
    (void)state;
    assert_int_equal(decoder_h248.looks(cursor_of(TEXT, sizeof TEXT - 1)), LIKE_SURE);
    assert_int_equal(decoder_h248.looks(cursor_of("!/1 [192.0.2.9] T=1{", 20)), LIKE_SURE);
    assert_int_equal(decoder_h248.looks(cursor_of(BINARY, sizeof BINARY)), LIKE_SURE);
    for (size_t n = 0; n < 7; n++)
        assert_int_equal(decoder_h248.looks(cursor_of(BINARY, n)), LIKE_NOT);
    uint8_t other[sizeof BINARY];
    memcpy(other, BINARY, sizeof other);
    other[2] = 0x02; /* SNMP, LDAP: another tag follows */
    assert_int_equal(decoder_h248.looks(cursor_of(other, sizeof other)), LIKE_NOT);
}

static void read_and_counted(void **state)
{
    (void)state;
    struct gateway_kit k;
    gateway_kit_open(&k);
    assert_int_equal(gateway_kit_read(&k, &decoder_h248, TEXT), VERDICT_TOOK);
    assert_non_null(strstr(k.detail, "the first is Add"));
    assert_true(gateway_kit_announced(&k, "192.0.2.1", 2222));
    gateway_kit_read(&k, &decoder_h248, "!/1 [192.0.2.9]:2944 T=9{C=1{MF=A/1{M{O{MO=SR}}}}}");
    assert_non_null(strstr(k.detail, "the first is Modify"));
    gateway_kit_read(&k, &decoder_h248, "!/1 [192.0.2.9]:2944 PN=9{}");
    assert_null(strstr(k.detail, "the first"));
    assert_int_equal(gateway_kit_read(&k, &decoder_h248, "nothing\n"), VERDICT_NOT_MINE);
    sip_kit_close(&k.sip);
}

static void streams(void **state)
{
    (void)state;
    size_t n = 0;
    uint8_t packet[4 + sizeof BINARY] = {3, 0, 0, 4 + sizeof BINARY};
    memcpy(packet + 4, BINARY, sizeof BINARY);
    assert_int_equal(decoder_h248.length(cursor_of(packet, sizeof packet), &n), VERDICT_TOOK);
    assert_int_equal(n, sizeof packet);
    assert_int_equal(decoder_h248.looks(cursor_of(packet, sizeof packet)), LIKE_SURE);
    assert_int_equal(decoder_h248.length(cursor_of(packet, 3), &n), VERDICT_MORE);
    assert_int_equal(decoder_h248.length(cursor_of(BINARY, sizeof BINARY), &n), VERDICT_NOT_MINE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(recognised),
                                       cmocka_unit_test(read_and_counted),
                                       cmocka_unit_test(streams)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
