#include "sip_kit.h"

static struct sip_kit kit;

static int open_kit(void **state)
{
    (void)state;
    sip_kit_open(&kit);
    addr_parse("192.0.2.1", &kit.flow.key.a);
    addr_parse("192.0.2.2", &kit.flow.key.b);
    kit.flow.key.a_port = 6000;
    kit.flow.key.b_port = 7000;
    kit.flow.key.transport = 17;
    kit.frame.number = 5;
    return 0;
}

static int close_kit(void **state)
{
    (void)state;
    sip_kit_close(&kit);
    return 0;
}

static bool shows(uint8_t first, uint8_t type, uint16_t sequence, uint8_t source)
{
    const uint8_t rtp[] = {
        first, type, (uint8_t)(sequence >> 8), (uint8_t)sequence, 0, 0, 0, 1, 0, 0, 0, source, 9};
    return media_shows(&kit.media, &kit.packet, cursor_of(rtp, sizeof rtp));
}

static void announce(const char *address, uint16_t port, uint64_t call)
{
    struct media_key key = {.port = port};
    assert_true(addr_parse(address, &key.address));
    media_announce(&kit.media, &kit.packet, &key, call, "SIP");
}

static void counts_up(void **state)
{
    (void)state;
    assert_false(shows(0x80, 8, 65534, 1));
    assert_false(shows(0x80, 8, 65535, 1));
    assert_true(shows(0x80, 8, 0, 1)); /* the number wraps */
}

static void does_not_count_up(void **state)
{
    (void)state;
    for (uint16_t i = 0; i < 8; i++) {
        assert_false(shows(0x80, 8, 100, 1));                 /* stands */
        assert_false(shows(0x80, 8, (uint16_t)(i * 999), 2)); /* jumps */
        assert_false(shows(0x80, 8, i, (uint8_t)(i + 3)));    /* changes its source */
        assert_false(shows(0x40, 8, i, 1));                   /* is of another version */
    }
    assert_false(media_shows(&kit.media, &kit.packet, cursor_of("\x80\x08", 2)));
}

static void announced(void **state)
{
    (void)state;
    announce("192.0.2.2", 7000, 1);
    assert_true(shows(0x80, 8, 100, 1));
    TEXT_ON(detail, 120);
    assert_true(media_tell(&kit.media, &kit.flow, &detail));
    assert_non_null(strstr(detail.at, "SIP set up in frame 5"));
    kit.flow.key.b_port = 7001; /* RTCP */
    assert_true(shows(0x80, 8, 100, 1));
    kit.flow.key.b_port = 7002;
    assert_false(shows(0x80, 8, 200, 9));
    assert_false(media_tell(&kit.media, &kit.flow, &detail));
    kit.flow.key.b_port = 7000;
    kit.flow.key.transport = 6;
    assert_false(media_tell(&kit.media, &kit.flow, &detail));
}

static void said_again(void **state)
{
    (void)state;
    announce("192.0.2.1", 6000, 1);
    kit.frame.number = 9;
    announce("192.0.2.1", 6000, 1);
    assert_int_equal(media_at(&kit.media, &kit.flow.key.a, 6000)->place.frame, 5);
    announce("192.0.2.1", 6000, 2); /* the next call's */
    assert_int_equal(media_at(&kit.media, &kit.flow.key.a, 6000)->place.frame, 9);
    media_announce(NULL, &kit.packet, &(struct media_key){.port = 1}, 1, "SIP");
}

static void reports(void **state)
{
    (void)state;
    static const uint8_t report[] = {0x80, 201, 0, 1, 1, 2, 3, 4, 0x81, 202, 0, 1, 1, 2, 3, 4};
    assert_true(media_shows(&kit.media, &kit.packet, cursor_of(report, sizeof report)));
    assert_false(media_shows(&kit.media, &kit.packet, cursor_of(report, sizeof report - 1)));
    static const uint8_t other[] = {0x80, 201, 0, 1, 1, 2, 3, 4, 0x81, 100, 0, 1, 1, 2, 3, 4};
    assert_false(media_shows(&kit.media, &kit.packet, cursor_of(other, sizeof other)));
}

/* A flood costs the oldest, never memory. */
static void flood(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 100000; i++) {
        struct media_key key = {.port = (uint16_t)i};
        key.address.family = 4;
        key.address.bytes[0] = (uint8_t)(i >> 16);
        media_announce(&kit.media, &kit.packet, &key, i, "SIP");
    }
    assert_true(kit.media.points.evicted > 0);
    assert_true(kit.media.points.used <= kit.media.points.mask + 1);
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_kit, close_kit)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(counts_up), T(does_not_count_up), T(announced), T(said_again), T(reports), T(flood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
