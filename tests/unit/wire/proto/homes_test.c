#include "wire/proto/driver.h"

#include "driver_kit.h"

static const struct decoder ONE = {.name = "one", .udp = {10, 20}, .tcp = {10}, .ppids = {46}};
static const struct decoder TWO = {
    .name = "two", .udp = {20}, .sctp = {30}, .ppids = {47, 0}, .links = {141}};
static const struct decoder *const BOTH[] = {&ONE, &TWO};

static void each_port_has_its_decoders(void **state)
{
    (void)state;
    static struct homes h;
    memset(&h, 0, sizeof h);
    homes_init(&h, BOTH, 2);
    assert_int_equal(homes_of(&h, HOME_UDP, 10), 1);
    assert_int_equal(homes_of(&h, HOME_UDP, 20), 3);
    assert_int_equal(homes_of(&h, HOME_UDP, 30), 0);
    assert_int_equal(homes_of(&h, HOME_TCP, 20), 0);
    assert_int_equal(homes_of(&h, HOME_SCTP, 30), 2);
    assert_int_equal(homes_of(&h, HOME_PPID, 47), 2);
    assert_int_equal(homes_of(&h, HOME_UDP, 0), 0);
}

/* A table as full as it may become still finds all, and nothing that is not there. */
static void many_ports(void **state)
{
    (void)state;
    static struct homes h;
    static struct decoder many[60];
    static const struct decoder *all[60];
    memset(&h, 0, sizeof h);
    for (uint16_t i = 0; i < 60; i++) {
        many[i] = (struct decoder){.udp = {(uint16_t)(1 + i), (uint16_t)(1000 + i)},
                                   .tcp = {(uint16_t)(2000 + i)},
                                   .ppids = {i + 1U}};
        all[i] = &many[i];
    }
    homes_init(&h, all, 60);
    for (uint16_t i = 0; i < 60; i++) {
        assert_true(homes_of(&h, HOME_UDP, 1U + i) == (uint64_t)1 << i);
        assert_true(homes_of(&h, HOME_UDP, 1000U + i) == (uint64_t)1 << i);
        assert_true(homes_of(&h, HOME_TCP, 2000U + i) == (uint64_t)1 << i);
        assert_true(homes_of(&h, HOME_PPID, i + 1U) == (uint64_t)1 << i);
    }
    assert_true(homes_of(&h, HOME_UDP, 61) == 0);
}

static void packets(void **state)
{
    (void)state;
    static struct homes h;
    memset(&h, 0, sizeof h);
    homes_init(&h, BOTH, 2);
    struct packet p = {.transport = 17, .sport = 20, .dport = 10};
    assert_int_equal(homes_of_packet(&h, &p), 3);
    p = (struct packet){.transport = 132, .dport = 30, .ppid = 46};
    assert_int_equal(homes_of_packet(&h, &p), 1);
    p.ppid = 0x2f000000; /* 47 in the order of another machine */
    assert_int_equal(homes_of_packet(&h, &p), 2);
    p.ppid = 99; /* nobody's: by port */
    assert_int_equal(homes_of_packet(&h, &p), 2);
    struct frame frame = {.link = 141};
    p = (struct packet){.transport = TRANSPORT_SS7, .frame = &frame};
    assert_int_equal(homes_of_packet(&h, &p), 2);
    p.src.family = 4; /* an experiment over IP */
    assert_int_equal(homes_of_packet(&h, &p), 0);
    p = (struct packet){.transport = 50};
    assert_int_equal(homes_of_packet(&h, &p), 0);
}

static void served_port(void **state)
{
    (void)state;
    static struct homes h;
    struct flow f;
    memset(&h, 0, sizeof h);
    homes_init(&h, BOTH, 2);
    kit_flow(&f, 17, 20);
    assert_int_equal(homes_served(&h, &f), 20);
    f.key.a_port = 10;
    assert_int_equal(homes_served(&h, &f), 0);
    f.key.b_port = 999;
    assert_int_equal(homes_served(&h, &f), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_port_has_its_decoders),
        cmocka_unit_test(many_ports),
        cmocka_unit_test(packets),
        cmocka_unit_test(served_port),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
