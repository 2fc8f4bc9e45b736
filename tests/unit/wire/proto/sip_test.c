#include "sip_scene.h"

#define FROM_TO "From: <sip:alice@a.example>;tag=1\nTo: <sip:bob@a.example>\n"
#define CALL                                                                                       \
    "Via: SIP/2.0/UDP p.a.example;branch=z9hG4bK1\n" FROM_TO "Call-ID: c1\nCSeq: 1 INVITE\n"
#define INVITE "INVITE sip:bob@a.example SIP/2.0\n" CALL

static enum likeness looks(const char *text)
{
    return decoder_sip.looks(cursor_of(text, strlen(text)));
}

static void recognised_by_bytes(void **state)
{
    (void)state;
    assert_int_equal(looks("INVITE sip:b@a.example SIP/2.0\r\n"), LIKE_SURE);
    assert_int_equal(looks("\r\n\r\nMESSAGE tel:+999 SIP/2.0\r\n"), LIKE_SURE);
    assert_int_equal(looks("SIP/2.0 200 OK\r\n"), LIKE_SURE);
    assert_int_equal(looks("REGISTER sip:a.ex"), LIKE_SURE); /* a stream's first piece */
    assert_int_equal(looks("LISTEN sip:a SIP/2.0\r\n"), LIKE_SURE);
    assert_int_equal(looks("LISTEN http://a SIP/2.0\r\n"), LIKE_PERHAPS);
    assert_int_equal(looks("\r\n"), LIKE_PERHAPS);
    assert_int_equal(looks("OPTIONS rtsp://a RTSP/1.0\r\n"), LIKE_NOT);
    assert_int_equal(looks("GET / HTTP/1.1\r\n"), LIKE_NOT);
    assert_int_equal(looks("NOTIFY * HTTP/1.1\r\n"), LIKE_NOT);
    assert_int_equal(looks("HTTP/1.1 200 OK\r\n"), LIKE_NOT);
    assert_int_equal(looks("\x16\x03\x01"), LIKE_NOT);
}

static void requests(void **state)
{
    (void)state;
    assert_int_equal(sip_kit_read(&kit, INVITE "\n"), VERDICT_TOOK);
    const struct message *m = &kit.all[0];
    assert_int_equal(m->proto, PROTO_SIP);
    assert_int_equal(m->part, PART_REQUEST);
    assert_string_equal(m->name, "INVITE");
    assert_int_equal(m->type_text.len, 6);
    assert_int_equal(m->pairing, PAIR_ANYWHERE);
    sip_kit_read(&kit, "LISTEN sip:b SIP/2.0\n" FROM_TO "\n");
    assert_null(kit.all[0].op);
    assert_string_equal(kit.all[0].name, "unknown");
    sip_kit_read(&kit, "ACK sip:b SIP/2.0\n" CALL "\n");
    assert_int_equal(kit.all[0].pairing, PAIR_NONE);
    assert_int_equal(sip_kit_read(&kit, "nothing of it\n"), VERDICT_NOT_MINE);
    assert_int_equal(sip_kit_read(&kit, "\n\n"), VERDICT_TOOK); /* keep-alive: no message */
    assert_int_equal(kit.count, 0);
}

static void answers(void **state)
{
    (void)state;
    sip_kit_read(&kit, "SIP/2.0 486 Occupied\n" CALL "\n");
    const struct message *m = &kit.all[0];
    assert_int_equal(m->type, 486);
    assert_string_equal(m->name, "486 Busy Here");
    assert_string_equal(m->op->name, "INVITE");
    assert_int_equal(m->outcome, OUTCOME_REFUSED);
    assert_false(m->provisional);
    sip_kit_read(&kit, "SIP/2.0 180 Ringing\n" CALL "\n");
    assert_true(kit.all[0].provisional);
    assert_int_equal(kit.all[0].outcome, OUTCOME_NONE);
    sip_kit_read(&kit, "SIP/2.0 299 Fine\n" CALL "\n");
    assert_string_equal(kit.all[0].name, "unknown");
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    sip_kit_read(&kit, "SIP/2.0 499 Not fine\n" CALL "\n");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
}

/* Branch, number and method: CANCEL shares the branch, retransmissions share all. */
static void transactions(void **state)
{
    (void)state;
    sip_kit_read(&kit, INVITE "\n");
    uint64_t invite = kit.all[0].transaction;
    sip_kit_read(&kit, INVITE "\n");
    assert_true(kit.all[0].transaction == invite);
    sip_kit_read(&kit, "SIP/2.0 200 OK\n" CALL "\n");
    assert_true(kit.all[0].transaction == invite);
    sip_kit_read(&kit,
                 "CANCEL sip:b SIP/2.0\nVia: SIP/2.0/UDP p.a.example;branch=z9hG4bK1\n" FROM_TO
                 "Call-ID: c1\nCSeq: 1 CANCEL\n\n");
    assert_false(kit.all[0].transaction == invite);
    sip_kit_read(&kit,
                 "INVITE sip:b SIP/2.0\nVia: SIP/2.0/UDP p.a.example;branch=z9hG4bK2\n" FROM_TO
                 "Call-ID: c1\nCSeq: 1 INVITE\n\n");
    assert_false(kit.all[0].transaction == invite);
}

/* A dialogue has a handle for each side: caller and called are two people. */
static void sides_have_handles(void **state)
{
    (void)state;
    sip_kit_read(&kit, INVITE "P-Charging-Vector: icid-value=i1\n\n");
    uint64_t caller = kit.all[0].handles[0];
    assert_true(caller && kit.all[0].handles[1]);
    sip_kit_read(&kit, "BYE sip:x SIP/2.0\nFrom: <sip:alice@a.example>;tag=1\n"
                       "To: <sip:bob@a.example>;tag=2\nCall-ID: c1\nCSeq: 2 BYE\n\n");
    assert_true(kit.all[0].handles[0] == caller);
    sip_kit_read(&kit, "BYE sip:x SIP/2.0\nFrom: <sip:bob@a.example>;tag=2\n"
                       "To: <sip:alice@a.example>;tag=1\nCall-ID: c1\nCSeq: 2 BYE\n"
                       "P-Charging-Vector: icid-value=i1\n\n");
    assert_true(kit.all[0].handles[0] && kit.all[0].handles[0] != caller);
    assert_true(kit.all[0].handles[1] == 0);
    sip_kit_read(&kit, "REGISTER sip:x SIP/2.0\n" FROM_TO "Call-ID: c1\nCSeq: 1 REGISTER\n\n");
    assert_true(kit.all[0].handles[0] == 0);
}

static void legs(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned leg;
    } rows[] = {
        {"REGISTER sip:x SIP/2.0\n" FROM_TO "Security-Client: ipsec-3gpp\n\n", SIP_LEG_USER},
        {"REGISTER sip:x SIP/2.0\n" FROM_TO "P-Visited-Network-ID: x\n\n", SIP_LEG_CORE},
        {"REGISTER sip:x SIP/2.0\nFrom: <sip:s.a.example>\nTo: <sip:a@b>\n\n", SIP_LEG_SERVICE},
        {"REGISTER sip:x SIP/2.0\n" FROM_TO "Path: <sip:edge.example;lr>\n\n", SIP_LEG_PLAIN},
        {INVITE "P-Served-User: <sip:a@b>\n\n", SIP_LEG_SERVICE},
        {INVITE "P-Preferred-Identity: <sip:a@b>\nSecurity-Verify: x\n\n", SIP_LEG_USER},
        {INVITE "P-Preferred-Identity: <sip:a@b>\n\n", SIP_LEG_PLAIN},
        {INVITE "Content-Type: application/isup\n\nx", SIP_LEG_ISUP},
        {"SUBSCRIBE sip:x SIP/2.0\n" FROM_TO "o: Presence;id=1\n\n", SIP_LEG_EVENT + 1},
        {"NOTIFY sip:x SIP/2.0\n" FROM_TO "Event: reg\n\n", SIP_LEG_EVENT},
        {"NOTIFY sip:x SIP/2.0\n" FROM_TO "Event: own\n\n", SIP_LEG_PLAIN},
    };
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        sip_kit_read(&kit, rows[i].text);
        assert_int_equal(kit.all[0].application, rows[i].leg);
        assert_non_null(kit.all[0].op);
    }
}

static void lengths_of_bodies(void **state)
{
    (void)state;
    sip_kit_read(&kit, INVITE "l: 3\n\nabc");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_int_equal(kit.all[0].odd, 0);
    sip_kit_read(&kit, INVITE "l: 2\n\nabc");
    assert_int_equal(kit.all[0].odd, ODD_TRAILING_BYTES);
    sip_kit_read(&kit, INVITE "l: 9\n\nabc");
    assert_int_equal(kit.all[0].lack, LACK_LENGTH);
}

static enum verdict framed(const char *text, size_t *ret)
{
    *ret = 0;
    sip_kit_write(&kit, text);
    return decoder_sip.length(cursor_of(kit.bytes, kit.length), ret);
}

static void streams(void **state)
{
    (void)state;
    size_t n;
    assert_int_equal(framed(INVITE "l: 5\n\nabcde" INVITE, &n), VERDICT_TOOK);
    size_t head = kit.length;
    assert_int_equal(framed(INVITE, &n), VERDICT_MORE);
    assert_int_equal(framed(INVITE "Content-Length: 5\n\n", &n), VERDICT_TOOK);
    assert_true(n < head);
    assert_int_equal(n, kit.length + 5);
    assert_int_equal(framed("\n\n", &n), VERDICT_TOOK);
    assert_int_equal(n, 4);
    assert_int_equal(framed("\n\n" INVITE "\n", &n), VERDICT_TOOK);
    assert_int_equal(n, kit.length);
    assert_int_equal(framed("GET / HTTP/1.1\n\n", &n), VERDICT_NOT_MINE);
}

/* OpenLI #117: an INVITE that is sent again leaves the call's media where it was. */
static void retransmitted_invite_keeps_the_media(void **state)
{
    (void)state;
    static const char text[] =
        INVITE "c: application/sdp\n\nv=0\nc=IN IP4 192.0.2.1\nm=audio 6000 RTP/AVP 0\n";
    struct addr a;
    addr_parse("192.0.2.1", &a);
    sip_kit_read(&kit, text);
    uint64_t frame = media_at(&kit.media, &a, 6000)->place.frame;
    sip_kit_read(&kit, text);
    assert_non_null(media_at(&kit.media, &a, 6000));
    assert_int_equal(media_at(&kit.media, &a, 6000)->place.frame, frame);
    assert_string_equal(sip_kit_text(&kit, MEANING_MEDIA, 0), "192.0.2.1:6000");
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_kit, close_kit)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(recognised_by_bytes),
        T(requests),
        T(answers),
        T(transactions),
        T(sides_have_handles),
        T(legs),
        T(streams),
        T(lengths_of_bodies),
        T(retransmitted_invite_keeps_the_media),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
