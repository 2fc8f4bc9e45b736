#include "frames.h"

enum { BOTTOM = 0x100 };

static void the_label_at_the_bottom_is_remembered(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front32(&m, 17 << 12 | BOTTOM);
    front32(&m, 1048575U << 12);
    wrap_ethernet(&m, 0x8847);
    reads(ETHERNET, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [mpls 17] hello\n", "");
}

static void ipv6_below_it(void **state)
{
    (void)state;
    struct made m = made_of("six");
    wrap_udp(&m, 1, 2);
    wrap_ipv6(&m, 17, 1, 2);
    front32(&m, 2 << 12 | BOTTOM);
    wrap_ethernet(&m, 0x8848);
    reads(ETHERNET, &m, "[2001:db8::1]:1 > [2001:db8::2]:2 [mpls 2] six\n", "");
}

static void a_pseudowire_with_a_control_word(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    front32(&m, 0x00000001);
    front32(&m, 100 << 12 | BOTTOM);
    wrap_ethernet(&m, 0x8847);
    reads(ETHERNET, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [mpls 100] hello\n", "");
}

static void a_pseudowire_without_one(void **state)
{
    (void)state;
    static const uint8_t begins[] = {0x00, 0x12, 0x45, 0x60, 0xa0};
    for (size_t i = 0; i < sizeof begins; i++) {
        struct made m = made_udp("hello");
        wrap_ethernet(&m, 0x0800);
        m.room[m.from] = begins[i];
        front32(&m, 100 << 12 | BOTTOM);
        wrap_ethernet(&m, 0x8847);
        reads(ETHERNET, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [mpls 100] hello\n", "");
    }
}

static void an_associated_channel_is_counted(void **state)
{
    (void)state;
    struct made m = made_of("bfd");
    front32(&m, 0x10000021);
    front32(&m, 13 << 12 | BOTTOM);
    wrap_ethernet(&m, 0x8847);
    reads(ETHERNET, &m, "", "unknown-protocol mpls channel 0x0021 1/7\n");
}

static void what_is_neither_is_counted(void **state)
{
    (void)state;
    struct made m = made_of("\xf0 nobody knows what this could be");
    front32(&m, 13 << 12 | BOTTOM);
    wrap_ethernet(&m, 0x8847);
    reads(ETHERNET, &m, "", "unknown-protocol mpls channel 0x0000 1/33\n");
}

static void labels_without_a_bottom_end(void **state)
{
    (void)state;
    struct made m = made_of("");
    for (unsigned i = 0; i < 100; i++)
        front32(&m, i << 12);
    wrap_ethernet(&m, 0x8847);
    reads(ETHERNET, &m, "", "too-deep mpls 1/308\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    front32(&m, 0x00000001);
    front32(&m, 100 << 12 | BOTTOM);
    wrap_ethernet(&m, 0x8847);
    cut_everywhere(ETHERNET, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_label_at_the_bottom_is_remembered),
        cmocka_unit_test(ipv6_below_it),
        cmocka_unit_test(a_pseudowire_with_a_control_word),
        cmocka_unit_test(a_pseudowire_without_one),
        cmocka_unit_test(an_associated_channel_is_counted),
        cmocka_unit_test(what_is_neither_is_counted),
        cmocka_unit_test(labels_without_a_bottom_end),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
