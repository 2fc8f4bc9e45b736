#include "sip_scene.h"

#define HEAD                                                                                       \
    "From: <sip:alice@a.example>;tag=1\nTo: <sip:bob@a.example>\nCall-ID: c1\nCSeq: 1 INVITE\n"
#define SDP "v=0\nc=IN IP4 192.0.2.1\nm=audio 6000 RTP/AVP 0\n"

static void descriptions(void **state)
{
    (void)state;
    sip_kit_read(&kit, "INVITE sip:b@a.example SIP/2.0\n" HEAD "c: Application/SDP ;x=y\n\n" SDP);
    assert_string_equal(sip_kit_text(&kit, MEANING_MEDIA, 0), "192.0.2.1:6000");
}

static void several_parts(void **state)
{
    (void)state;
    sip_kit_read(&kit,
                 "INVITE sip:b@a.example SIP/2.0\n" HEAD
                 "Content-Type: multipart/mixed; boundary=\"b 1\"\n\npreamble\n--b 1\n"
                 "Content-Type: text/plain\n\nhidden\n--b 1\nContent-Type: application/sdp\n\n" SDP
                 "\n--b 1\nContent-Type: application/vnd.3gpp.sms\n\nx\n--b 1--\nepilogue\n");
    assert_string_equal(sip_kit_text(&kit, MEANING_MEDIA, 0), "192.0.2.1:6000");
    assert_non_null(sip_kit_field(&kit, MEANING_SMS, 0));
    assert_null(sip_kit_field(&kit, MEANING_SMS, 0)->at);
}

static void parts_in_parts(void **state)
{
    (void)state;
    sip_kit_read(&kit, "INVITE sip:b@a.example SIP/2.0\n" HEAD
                       "Content-Type: multipart/mixed;boundary=a\n\n--a\n"
                       "Content-Type: multipart/alternative;boundary=b\n\n--b\n"
                       "Content-Type: application/sdp\n\n" SDP "\n--b--\n--a--\n");
    assert_string_equal(sip_kit_text(&kit, MEANING_MEDIA, 0), "192.0.2.1:6000");
}

static struct {
    unsigned count;
    enum decoder_id decoder;
    size_t len;
    uint64_t handle;
} inner;

static void on_inner(void *arg, enum decoder_id d, const struct packet *p, struct cursor bytes)
{
    struct sip_kit *k = arg;
    (void)p;
    inner.count++;
    inner.decoder = d;
    inner.len = cursor_left(&bytes);
    inner.handle = k->sink.outer[0];
}

/* homer #603: ISUP inside SIP is handed on as ISUP, byte for byte, and is of the same call. */
static void isup_is_handed_on(void **state)
{
    (void)state;
    memset(&inner, 0, sizeof inner);
    kit.sink.inner = on_inner;
    sip_kit_read(&kit, "INVITE sip:b@a.example SIP/2.0\n" HEAD
                       "Content-Type: multipart/mixed;boundary=b\n\n--b\n"
                       "Content-Type: application/sdp\n\n" SDP "\n--b\n"
                       "Content-Type: application/isup;version=itu-t92+\n\n12345\n--b--\n");
    assert_int_equal(inner.count, 1);
    assert_int_equal(inner.decoder, DECODER_isup_sip);
    assert_int_equal(inner.len, 5);
    assert_true(inner.handle && inner.handle == kit.all[0].handles[0]);
    assert_string_equal(sip_kit_text(&kit, MEANING_MEDIA, 0), "192.0.2.1:6000");
}

/* Whatever a MESSAGE carries is what somebody wrote; of an INVITE that is not so. */
static void messages(void **state)
{
    (void)state;
    sip_kit_read(&kit, "MESSAGE sip:b@a.example SIP/2.0\nFrom: <sip:a@a.example>\nCSeq: 1 MESSAGE\n"
                       "Content-Type: text/plain\n\nhello");
    assert_non_null(sip_kit_field(&kit, MEANING_SMS, 0));
    sip_kit_read(&kit, "INVITE sip:b@a.example SIP/2.0\n" HEAD "Content-Type: text/plain\n\nhello");
    assert_null(sip_kit_field(&kit, MEANING_SMS, 0));
}

/* TS 24.011 8.2.2: RP-DATA towards the mobile is about who receives it. */
static void whose_short_message(void **state)
{
    (void)state;
    static const char head[] = "MESSAGE sip:bob@a.example SIP/2.0\nFrom: <sip:gw@a.example>\n"
                               "To: <sip:bob@a.example>\nCSeq: 1 MESSAGE\n"
                               "Content-Type: application/vnd.3gpp.sms\n\n";
    char text[400];
    struct text t = text_in(text, sizeof text);
    text_format(&t, "%s\x01\x01", head);
    sip_kit_read(&kit, text);
    assert_string_equal(sip_kit_text(&kit, MEANING_NAI, 0), "bob@a.example");
    assert_string_equal(sip_kit_text(&kit, MEANING_OTHER_NAME, 0), "gw@a.example");
    text_clear(&t);
    text_format(&t, "%s\x02\x01", head);
    sip_kit_read(&kit, text);
    assert_string_equal(sip_kit_text(&kit, MEANING_NAI, 0), "gw@a.example");
}

static void states_of_people(void **state)
{
    (void)state;
    sip_kit_read(&kit, "NOTIFY sip:b@a.example SIP/2.0\nFrom: <sip:a@a.example>\nCSeq: 1 NOTIFY\n"
                       "Content-Type: application/pidf+xml\n\n<x/>");
    assert_non_null(sip_kit_field(&kit, MEANING_LOCATION, 0));
}

static void coded_bodies_are_not_guessed(void **state)
{
    (void)state;
    sip_kit_read(&kit, "INVITE sip:b@a.example SIP/2.0\n" HEAD
                       "Content-Type: application/sdp\nContent-Encoding: gzip\n\n" SDP);
    assert_null(sip_kit_field(&kit, MEANING_MEDIA, 0));
}

/* Every shorter form is read to its end and no further (the sanitizers watch). */
static void cut_everywhere(void **state)
{
    (void)state;
    static const char text[] =
        "INVITE sip:b@a.example SIP/2.0\n" HEAD
        "Content-Type: multipart/mixed;boundary=b\n\n--b\nContent-Type: application/sdp\n\n" SDP
        "\n--b\nContent-Type: multipart/mixed;boundary=\n\n--b--\n";
    sip_kit_write(&kit, text);
    for (size_t n = 0; n < kit.length; n++) {
        uint8_t exact[1024];
        memcpy(exact + sizeof exact - n, kit.bytes, n);
        kit.count = 0;
        decoder_sip.looks(cursor_of(exact + sizeof exact - n, n));
        decoder_sip.decode(cursor_of(exact + sizeof exact - n, n), &kit.packet, &kit.sink);
        assert_true(kit.count <= 1);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_kit, close_kit)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(descriptions),      T(several_parts),
        T(isup_is_handed_on), T(parts_in_parts),
        T(messages),          T(whose_short_message),
        T(states_of_people),  T(coded_bodies_are_not_guessed),
        T(cut_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
