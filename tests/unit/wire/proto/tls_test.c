#include "driver_kit.h"
#include "tls_kit.h"

/* Diameter inside: a Device-Watchdog-Request without AVPs. */
static const uint8_t WATCHDOG[20] = {1, 0, 0, 20, 0x80, 0, 1, 24, 0, 0,
                                     0, 0, 0, 0,  0,    1, 0, 0,  0, 1};
static const uint8_t FINISHED[36] = {20, 0, 0, 32};

static void begin(struct kit *k)
{
    memset(k, 0, sizeof *k);
    k->log = text_in(k->said, sizeof k->said);
    assert_true(blind_init(&k->blind, 1 << 16, 7));
    kit_flow(&k->flow, 6, 3868);
    struct driver_settings settings = {
        .blind = &k->blind, .message = kit_message, .arg = k, .budget = 1 << 20, .seed = 7};
    k->driver = driver_new(&settings);
    assert_non_null(k->driver);
}

static void give(struct kit *k)
{
    struct span lines = {(const uint8_t *)KIT_LINES, sizeof KIT_LINES - 1};
    assert_int_equal(driver_secrets(k->driver, lines, 1 << 16), 4);
}

static void send(struct kit *k, unsigned way, const uint8_t *bytes, size_t len)
{
    size_t taken;
    struct packet p = kit_packet(k);
    p.way = (uint8_t)way;
    enum verdict said = driver_stream(k->driver, &p, cursor_of(bytes, len), &taken);
    if (said == VERDICT_NOT_MINE) {
        k->flow.unread_frames++;
        k->flow.unread_bytes += len;
    }
}

static void shake_hands(struct kit *k)
{
    uint8_t bytes[700];
    send(k, 0, bytes, kit_hello(bytes, 1, 0xaa, 0x1301, 0x0304));
    send(k, 1, bytes, kit_hello(bytes, 2, 0xbb, 0x1301, 0x0304));
    /* Finished, in two records: the key changes behind its end. */
    send(k, 1, bytes, kit_sealed(bytes, 2, 0, 0, 22, FINISHED, 10));
    send(k, 1, bytes, kit_sealed(bytes, 2, 0, 1, 22, FINISHED + 10, 26));
    send(k, 0, bytes, kit_sealed(bytes, 1, 0, 0, 22, FINISHED, sizeof FINISHED));
}

static void what_is_inside_is_read(void **state)
{
    (void)state;
    struct kit k;
    uint8_t bytes[700];
    begin(&k);
    give(&k);
    shake_hands(&k);
    send(&k, 0, bytes, kit_sealed(bytes, 3, 0, 0, 23, WATCHDOG, sizeof WATCHDOG));
    assert_string_equal(k.said, "diameter 280");
    /* A message over two records, then two messages in one. */
    send(&k, 0, bytes, kit_sealed(bytes, 3, 0, 1, 23, WATCHDOG, 7));
    assert_string_equal(k.said, "diameter 280");
    send(&k, 0, bytes, kit_sealed(bytes, 3, 0, 2, 23, WATCHDOG + 7, 13));
    assert_string_equal(k.said, "diameter 280, diameter 280");
    driver_flow_ends(k.driver, &k.flow);
    assert_null(kit_spot(&k, BLIND_ENCRYPTED));
    kit_end(&k);
}

static void what_does_not_open_is_encrypted(void **state)
{
    (void)state;
    struct kit k;
    uint8_t bytes[700];
    begin(&k);
    give(&k);
    shake_hands(&k);
    send(&k, 0, bytes, kit_sealed(bytes, 9, 0, 0, 23, WATCHDOG, sizeof WATCHDOG));
    assert_string_equal(k.said, "");
    driver_flow_ends(k.driver, &k.flow);
    assert_non_null(kit_spot(&k, BLIND_ENCRYPTED));
    kit_end(&k);
}

static void without_secrets_nobody_asks(void **state)
{
    (void)state;
    struct kit k;
    begin(&k);
    shake_hands(&k);
    assert_int_equal(k.flow.unread_frames, 5);
    driver_flow_ends(k.driver, &k.flow);
    assert_string_equal(kit_where(&k, BLIND_ENCRYPTED), "192.0.2.1 > 192.0.2.2:3868/tcp tls");
    kit_end(&k);
}

static void what_nobody_knows_inside_is_told(void **state)
{
    (void)state;
    struct kit k;
    uint8_t bytes[700];
    static const uint8_t noise[64] = {0xee, 0xee};
    begin(&k);
    give(&k);
    shake_hands(&k);
    for (unsigned i = 0; i < 3; i++)
        send(&k, 0, bytes, kit_sealed(bytes, 3, 0, i, 23, noise, sizeof noise));
    driver_flow_ends(k.driver, &k.flow);
    assert_int_equal(kit_spot(&k, BLIND_UNKNOWN_PROTOCOL)->bytes, 3 * sizeof noise);
    kit_end(&k);
}

static void a_capture_begun_later_stays_encrypted(void **state)
{
    (void)state;
    struct kit k;
    uint8_t bytes[700];
    begin(&k);
    give(&k);
    send(&k, 0, bytes, kit_hello(bytes, 1, 0xaa, 0x1301, 0x0304));
    send(&k, 0, bytes, kit_sealed(bytes, 3, 0, 0, 23, WATCHDOG, sizeof WATCHDOG));
    driver_flow_ends(k.driver, &k.flow);
    assert_non_null(kit_spot(&k, BLIND_ENCRYPTED));
    assert_string_equal(k.said, "");
    kit_end(&k);
}

/* Every cut of every message of the hand-shake, and then what follows. */
static void every_cut_is_safe(void **state)
{
    (void)state;
    uint8_t hello[200], bytes[700];
    for (unsigned type = 1; type <= 2; type++) {
        size_t whole = kit_hello(hello, (uint8_t)type, 0xaa, 0x1301, 0x0304);
        for (size_t cut = 5; cut < whole; cut++) {
            struct kit k;
            begin(&k);
            give(&k);
            if (type == 2)
                send(&k, 0, bytes, kit_hello(bytes, 1, 0xaa, 0x1301, 0x0304));
            send(&k, type - 1, bytes, kit_record(bytes, 22, hello + 5, cut - 5));
            send(&k, 0, bytes, kit_sealed(bytes, 3, 0, 0, 23, WATCHDOG, sizeof WATCHDOG));
            driver_flow_ends(k.driver, &k.flow);
            kit_end(&k);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_inside_is_read),
        cmocka_unit_test(what_does_not_open_is_encrypted),
        cmocka_unit_test(without_secrets_nobody_asks),
        cmocka_unit_test(what_nobody_knows_inside_is_told),
        cmocka_unit_test(a_capture_begun_later_stays_encrypted),
        cmocka_unit_test(every_cut_is_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
