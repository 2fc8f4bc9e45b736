#include "driver_kit.h"

/* PFCP Heartbeat Request with a Recovery Time Stamp. */
static const uint8_t HEARTBEAT[] = {0x20, 1, 0, 12, 0, 0, 1, 0, 0, 96, 0, 4, 0xe0, 0, 0, 1};
static const uint8_t PFCP_UNKNOWN[] = {0x20, 99, 0, 4, 0, 0, 1, 0};
static const uint8_t NOISE[] = "\x99 what nobody knows, and long enough to be looked at";

/* Device-Watchdog-Request, RFC 6733 5.5.1, with an Origin-Host. */
static const uint8_t WATCHDOG[] = {
    1, 0, 0, 40, 0x80, 0, 1, 24, 0,   0,   0,   0,   0,   0,   0,   1,   0,   0,   0,   2,
    0, 0, 1, 8,  0x40, 0, 0, 20, 'h', 'o', 's', 't', '.', 'e', 'x', 'a', 'm', 'p', 'l', 'e'};

static void decided_by_port(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, 17, 8805);
    assert_int_equal(kit_datagram(&k, HEARTBEAT, sizeof HEARTBEAT), VERDICT_TOOK);
    assert_int_equal(kit_datagram(&k, HEARTBEAT, sizeof HEARTBEAT), VERDICT_TOOK);
    assert_true(k.flow.proto != FLOW_UNDECIDED && k.flow.proto != FLOW_NOBODY);
    assert_string_equal(k.said, "pfcp 1, pfcp 1");
    kit_end(&k);
}

static void unmistakable_on_any_port(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, 17, 5555);
    assert_int_equal(kit_datagram(&k, HEARTBEAT, sizeof HEARTBEAT), VERDICT_TOOK);
    assert_string_equal(k.said, "pfcp 1");
    kit_end(&k);
}

/* Whoever sends noise first on a decoder's port is not passed over for it. */
static void noise_on_a_known_port_blinds_nobody(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, 17, 8805);
    for (unsigned i = 0; i < 20; i++)
        assert_int_equal(kit_datagram(&k, NOISE, sizeof NOISE), VERDICT_NOT_MINE);
    assert_int_equal(kit_datagram(&k, HEARTBEAT, sizeof HEARTBEAT), VERDICT_TOOK);
    driver_flow_ends(k.driver, &k.flow);
    assert_string_equal(kit_where(&k, BLIND_UNKNOWN_PROTOCOL), "192.0.2.1 > 192.0.2.2:8805/udp");
    assert_int_equal(kit_spot(&k, BLIND_UNKNOWN_PROTOCOL)->frames, 20);
    kit_end(&k);
}

static void nobody_is_asked_for_ever(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, 17, 5555);
    for (unsigned i = 0; i < 7; i++)
        kit_datagram(&k, NOISE, sizeof NOISE);
    assert_int_equal(k.flow.proto, FLOW_UNDECIDED);
    kit_datagram(&k, NOISE, sizeof NOISE);
    assert_int_equal(k.flow.proto, FLOW_NOBODY);
    kit_end(&k);
}

/* Known by its bytes to be something else: that settles it at once. */
static void known_otherwise_is_nobodys(void **state)
{
    (void)state;
    struct kit k;
    size_t taken;
    static const char BANNER[] = "SSH-2.0-x\r\n";
    kit_begin(&k, 6, 4444);
    assert_int_equal(kit_stream(&k, BANNER, sizeof BANNER - 1, &taken), VERDICT_NOT_MINE);
    assert_int_equal(k.flow.proto, FLOW_NOBODY);
    k.flow.unread_frames = 1;
    k.flow.unread_bytes = 11;
    driver_flow_ends(k.driver, &k.flow);
    assert_string_equal(kit_where(&k, BLIND_ENCRYPTED), "192.0.2.1 > 192.0.2.2:4444/tcp ssh");
    kit_end(&k);
}

static void payload_protocol_before_port(void **state)
{
    (void)state;
    static const uint32_t PPIDS[] = {46, 0x2e000000, 0}; /* its own, swapped, none */
    for (unsigned i = 0; i < 3; i++) {
        struct kit k;
        kit_begin(&k, 132, i == 2 ? 3868 : 9999);
        struct packet p = kit_packet(&k);
        p.ppid = PPIDS[i];
        assert_int_equal(driver_datagram(k.driver, &p, cursor_of(WATCHDOG, sizeof WATCHDOG)),
                         VERDICT_TOOK);
        assert_string_equal(k.said, "diameter 280");
        kit_end(&k);
    }
}

/* Text is made once, frames are counted all. */
static void unknown_messages_are_summed(void **state)
{
    (void)state;
    struct kit k;
    kit_begin(&k, 17, 8805);
    for (unsigned i = 0; i < 5; i++)
        kit_datagram(&k, PFCP_UNKNOWN, sizeof PFCP_UNKNOWN);
    assert_null(kit_spot(&k, BLIND_UNKNOWN_MESSAGE));
    driver_flow_ends(k.driver, &k.flow);
    const struct blind_spot *spot = kit_spot(&k, BLIND_UNKNOWN_MESSAGE);
    assert_int_equal(spot->frames, 5);
    assert_int_equal(spot->first.frame, 1);
    assert_string_equal(kit_where(&k, BLIND_UNKNOWN_MESSAGE), "192.0.2.1 > 192.0.2.2:8805/udp");
    kit_end(&k);
}

static void stream_of_messages(void **state)
{
    (void)state;
    struct kit k;
    size_t taken;
    uint8_t two[2 * sizeof WATCHDOG];
    memcpy(two, WATCHDOG, sizeof WATCHDOG);
    memcpy(two + sizeof WATCHDOG, WATCHDOG, sizeof WATCHDOG);
    kit_begin(&k, 6, 3868);
    for (size_t len = 1; len < sizeof two; len++) {
        k.log.len = 0;
        enum verdict said = kit_stream(&k, two, len, &taken);
        assert_int_equal(said, len == sizeof WATCHDOG ? VERDICT_TOOK : VERDICT_MORE);
        assert_int_equal(taken, len < sizeof WATCHDOG ? 0 : sizeof WATCHDOG);
        size_t in_hand = len - taken;
        assert_int_equal(k.flow.want[0], in_hand >= 4 ? 40 : 0);
        k.flow.want[0] = 0;
    }
    assert_int_equal(kit_stream(&k, two, sizeof two, &taken), VERDICT_TOOK);
    assert_int_equal(taken, sizeof two);
    kit_end(&k);
}

/* A decided stream that lost its step is counted and tried again at the next segment. */
static void stream_out_of_step(void **state)
{
    (void)state;
    struct kit k;
    size_t taken;
    kit_begin(&k, 6, 3868);
    assert_int_equal(kit_stream(&k, WATCHDOG + 5, sizeof WATCHDOG - 5, &taken), VERDICT_NOT_MINE);
    assert_int_equal(kit_stream(&k, WATCHDOG, sizeof WATCHDOG, &taken), VERDICT_TOOK);
    assert_int_equal(kit_stream(&k, NOISE, sizeof NOISE, &taken), VERDICT_BROKEN);
    assert_int_equal(kit_stream(&k, WATCHDOG, sizeof WATCHDOG, &taken), VERDICT_TOOK);
    assert_string_equal(k.said, "diameter 280, diameter 280");
    driver_flow_ends(k.driver, &k.flow);
    assert_int_equal(kit_spot(&k, BLIND_BROKEN)->bytes, sizeof NOISE);
    kit_end(&k);
}

/* In the middle of a message anything can be read: a length beyond all measure is not believed. */
static void absurd_length_is_no_message(void **state)
{
    (void)state;
    struct kit k;
    size_t taken;
    uint8_t bytes[sizeof WATCHDOG] = {1, 0xff, 0xff, 0xfc, 0x80};
    kit_begin(&k, 6, 3868);
    assert_int_equal(kit_stream(&k, bytes, sizeof bytes, &taken), VERDICT_NOT_MINE);
    kit_end(&k);
}

static void small_beginning_waits(void **state)
{
    (void)state;
    struct kit k;
    size_t taken;
    kit_begin(&k, 6, 4444);
    assert_int_equal(kit_stream(&k, WATCHDOG, 7, &taken), VERDICT_MORE);
    assert_int_equal(kit_stream(&k, WATCHDOG, sizeof WATCHDOG, &taken), VERDICT_TOOK);
    assert_string_equal(k.said, "diameter 280");
    kit_end(&k);
}

/* From beyond a hole: only of a decided conversation, and only what is unmistakable. */
static void early_bytes(void **state)
{
    (void)state;
    struct kit k;
    size_t taken;
    kit_begin(&k, 6, 3868);
    struct packet p = kit_packet(&k);
    p.odd = PACKET_EARLY;
    struct cursor whole = cursor_of(WATCHDOG, sizeof WATCHDOG);
    assert_int_equal(driver_stream(k.driver, &p, whole, &taken), VERDICT_MORE);
    assert_int_equal(taken, 0);
    assert_int_equal(kit_stream(&k, WATCHDOG, sizeof WATCHDOG, &taken), VERDICT_TOOK);
    assert_int_equal(driver_stream(k.driver, &p, whole, &taken), VERDICT_TOOK);
    assert_int_equal(taken, sizeof WATCHDOG);
    struct cursor noise = cursor_of(NOISE, sizeof NOISE);
    assert_int_equal(driver_stream(k.driver, &p, noise, &taken), VERDICT_MORE);
    assert_int_equal(taken, 0);
    assert_int_equal(k.flow.guesses, 0);
    kit_end(&k);
}

static void one_way_is_told(void **state)
{
    (void)state;
    struct kit k;
    size_t taken;
    kit_begin(&k, 6, 3868);
    kit_stream(&k, WATCHDOG, sizeof WATCHDOG, &taken);
    driver_flow_ends(k.driver, &k.flow);
    assert_string_equal(kit_where(&k, BLIND_ONE_WAY), "192.0.2.1 > 192.0.2.2:3868/tcp");
    kit_end(&k);
    kit_begin(&k, 6, 3868);
    kit_stream(&k, WATCHDOG, sizeof WATCHDOG, &taken);
    k.flow.frames[1] = 1;
    driver_flow_ends(k.driver, &k.flow);
    assert_null(kit_spot(&k, BLIND_ONE_WAY));
    kit_end(&k);
}

/* A tunnel on a port of its own: named, and told only when asked for. */
static void user_plane_is_named(void **state)
{
    (void)state;
    struct kit k;
    static const uint8_t G_PDU[] = {0x30, 255, 0, 4, 0, 0, 0, 1, 0x45, 0, 0, 0};
    kit_begin(&k, 17, 7000);
    struct packet p = kit_packet(&k);
    driver_user_plane(k.driver, &p, 1, cursor_of(G_PDU, sizeof G_PDU));
    assert_string_equal(k.said, "");
    k.flow.unread_frames = 1;
    driver_flow_ends(k.driver, &k.flow);
    assert_string_equal(kit_where(&k, BLIND_NOT_READ), "192.0.2.1 > 192.0.2.2:7000/udp gtp-u");
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decided_by_port),
        cmocka_unit_test(unmistakable_on_any_port),
        cmocka_unit_test(noise_on_a_known_port_blinds_nobody),
        cmocka_unit_test(nobody_is_asked_for_ever),
        cmocka_unit_test(known_otherwise_is_nobodys),
        cmocka_unit_test(payload_protocol_before_port),
        cmocka_unit_test(unknown_messages_are_summed),
        cmocka_unit_test(stream_of_messages),
        cmocka_unit_test(stream_out_of_step),
        cmocka_unit_test(absurd_length_is_no_message),
        cmocka_unit_test(small_beginning_waits),
        cmocka_unit_test(early_bytes),
        cmocka_unit_test(one_way_is_told),
        cmocka_unit_test(user_plane_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
