#include "gateway_kit.h"

static void commands(void **state)
{
    (void)state;
    assert_string_equal(gateway_command("mgcp", sip_kit_span("crcx")), "CreateConnection");
    assert_string_equal(gateway_command("h248", sip_kit_span("MF")), "Modify");
    assert_string_equal(gateway_command("h248", sip_kit_span("modify")), "Modify");
    assert_null(gateway_command("h248", sip_kit_span("CRCX")));
    assert_null(gateway_command("mgcp", sip_kit_span("")));
    assert_null(gateway_command("mgcp", sip_kit_span("commands")));
}

static void told_and_counted(void **state)
{
    (void)state;
    struct gateway_kit k;
    gateway_kit_open(&k);
    gateway_tell(cursor_of("abc", 3), &k.sip.packet, &k.sip.sink, "MGCP", "Notify");
    assert_int_equal(k.told, 1);
    assert_int_equal(k.bytes, 3);
    assert_non_null(strstr(k.detail, "Notify"));
    gateway_tell(cursor_of("abc", 3), &k.sip.packet, &k.sip.sink, "MGCP", NULL);
    assert_null(strstr(k.detail, "first"));
    static const char sdp[] = "v=0\nc=IN IP4 192.0.2.1\nm=audio 6000 RTP/AVP 0\n";
    gateway_media(cursor_of(sdp, sizeof sdp - 1), &k.sip.packet, &k.sip.sink, "MGCP");
    assert_true(gateway_kit_announced(&k, "192.0.2.1", 6000));
    sip_kit_close(&k.sip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(commands),
                                       cmocka_unit_test(told_and_counted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
