#include "sip_scene.h"

static struct sip texts;

static void read_sdp(const char *text)
{
    memset(&texts, 0, sizeof texts);
    memset(&kit.all[0], 0, sizeof kit.all[0]);
    sip_kit_write(&kit, text);
    struct sdp_from from = {.message = &kit.all[0],
                            .texts = &texts,
                            .packet = &kit.packet,
                            .media = &kit.media,
                            .call = 1,
                            .by = "SIP"};
    sdp_read(cursor_of(kit.bytes, kit.length), &from);
}

static bool announced(const char *address, uint16_t port)
{
    struct addr a;
    assert_true(addr_parse(address, &a));
    return media_at(&kit.media, &a, port) != NULL;
}

static void session_and_media_addresses(void **state)
{
    (void)state;
    read_sdp("v=0\nc=IN IP4 192.0.2.1\nm=audio 49170 RTP/AVP 0\nm=video 49180/2 RTP/AVP 96\n"
             "c=IN IP4 192.0.2.2/127\na=rtcp:50000\n");
    assert_string_equal(sip_kit_text(&kit, MEANING_MEDIA, 0), "192.0.2.1:49170");
    assert_string_equal(sip_kit_text(&kit, MEANING_MEDIA, 1), "192.0.2.2:49180");
    assert_true(announced("192.0.2.1", 49170));
    assert_true(announced("192.0.2.2", 49180));
    assert_true(announced("192.0.2.2", 50000));
    assert_false(announced("192.0.2.1", 49180));
}

static void ipv6(void **state)
{
    (void)state;
    read_sdp("v=0\nc=IN IP6 2001:db8::1\nm=audio 6000 RTP/AVP 0\n");
    assert_string_equal(sip_kit_text(&kit, MEANING_MEDIA, 0), "[2001:db8::1]:6000");
}

/* Refused streams have port 0; who is on hold once had address 0. */
static void nowhere(void **state)
{
    (void)state;
    read_sdp("v=0\nc=IN IP4 0.0.0.0\nm=audio 6000 RTP/AVP 0\n");
    assert_null(sip_kit_field(&kit, MEANING_MEDIA, 0));
    read_sdp("v=0\nc=IN IP4 192.0.2.1\nm=audio 0 RTP/AVP 0\n");
    assert_null(sip_kit_field(&kit, MEANING_MEDIA, 0));
    read_sdp("v=0\nm=audio 6000 RTP/AVP 0\n");
    assert_null(sip_kit_field(&kit, MEANING_MEDIA, 0));
    read_sdp("v=0\nc=IN IP4 a.example\nm=audio 6000 RTP/AVP 0\n");
    assert_null(sip_kit_field(&kit, MEANING_MEDIA, 0));
}

static void keys_are_only_there(void **state)
{
    (void)state;
    read_sdp("v=0\nc=IN IP4 192.0.2.1\nm=audio 6000 RTP/SAVP 0\na=crypto:1 AES inline:secret\n");
    const struct field *f = sip_kit_field(&kit, MEANING_SESSION_KEY, 0);
    assert_non_null(f);
    assert_null(f->at);
}

static void one_after_another(void **state)
{
    (void)state;
    read_sdp("v=0\nc=IN IP4 192.0.2.1\nm=audio 6000 RTP/AVP 0\nv=0\nc=IN IP4 192.0.2.2\nm=audio "
             "7000 RTP/AVP 0\n");
    assert_true(announced("192.0.2.1", 6000));
    assert_true(announced("192.0.2.2", 7000));
    assert_false(announced("192.0.2.2", 6000));
}

static void more_than_fit(void **state)
{
    (void)state;
    static char text[4000];
    struct text t = text_in(text, sizeof text);
    text_put(&t, "v=0\nc=IN IP4 192.0.2.1\n");
    for (unsigned i = 0; i < 40; i++)
        text_format(&t, "m=audio %u RTP/AVP 0\n", 1000 + i);
    read_sdp(text);
    assert_non_null(sip_kit_field(&kit, MEANING_MEDIA, 15));
    assert_null(sip_kit_field(&kit, MEANING_MEDIA, 16));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(session_and_media_addresses, open_kit, close_kit),
        cmocka_unit_test_setup_teardown(ipv6, open_kit, close_kit),
        cmocka_unit_test_setup_teardown(nowhere, open_kit, close_kit),
        cmocka_unit_test_setup_teardown(keys_are_only_there, open_kit, close_kit),
        cmocka_unit_test_setup_teardown(one_after_another, open_kit, close_kit),
        cmocka_unit_test_setup_teardown(more_than_fit, open_kit, close_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
