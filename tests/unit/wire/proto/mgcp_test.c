#include "gateway_kit.h"

extern const struct decoder decoder_mgcp;

static enum likeness looks(const char *text)
{
    return decoder_mgcp.looks(cursor_of(text, strlen(text)));
}

static void recognised(void **state)
{
    (void)state;
    assert_int_equal(looks("CRCX 1204 aaln/1@rgw.example MGCP 1.0\r\n"), LIKE_SURE);
    assert_int_equal(looks("X123 1204 aaln/1@rgw.example MGCP 1.0\r\n"), LIKE_PERHAPS);
    assert_int_equal(looks("200 1204 OK\r\n"), LIKE_PERHAPS);
    assert_int_equal(looks("CRCX 1204 aaln/1@rgw.example\r\n"), LIKE_NOT);
    assert_int_equal(looks("200 OK\r\n"), LIKE_NOT);
    assert_int_equal(looks("220 mail.example ESMTP\r\n"), LIKE_NOT);
    assert_int_equal(looks(""), LIKE_NOT);
}

static void read_and_counted(void **state)
{
    (void)state;
    struct gateway_kit k;
    gateway_kit_open(&k);
    assert_int_equal(
        gateway_kit_read(&k, &decoder_mgcp,
                         "CRCX 1204 aaln/1@rgw.example MGCP 1.0\nC: A3\nM: sendrecv\n\n"
                         "v=0\nc=IN IP4 192.0.2.1\nm=audio 3456 RTP/AVP 0\n"),
        VERDICT_TOOK);
    assert_int_equal(k.told, 1);
    assert_non_null(strstr(k.detail, "CreateConnection"));
    assert_true(gateway_kit_announced(&k, "192.0.2.1", 3456));
    assert_int_equal(gateway_kit_read(&k, &decoder_mgcp, "200 1204 OK\n\n"), VERDICT_TOOK);
    assert_int_equal(gateway_kit_read(&k, &decoder_mgcp, "nothing\n"), VERDICT_NOT_MINE);
    for (size_t n = 0; n < k.sip.length; n++) /* cut anywhere */
        decoder_mgcp.decode(cursor_of(k.sip.bytes, n), &k.sip.packet, &k.sip.sink);
    sip_kit_close(&k.sip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(recognised),
                                       cmocka_unit_test(read_and_counted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
