#include "wire/net/guard.h"

#include "unit/unit.h"

static struct guard guard;

static void packet_v4(uint8_t ret[20], uint32_t src, uint32_t dst)
{
    memset(ret, 0, 20);
    ret[0] = 0x45;
    ret[3] = 20;
    ret[9] = 17;
    for (unsigned i = 0; i < 4; i++) {
        ret[12 + i] = (uint8_t)(src >> (24 - 8 * i));
        ret[16 + i] = (uint8_t)(dst >> (24 - 8 * i));
    }
}

static bool holds(uint32_t src, uint32_t dst)
{
    uint8_t bytes[20];
    packet_v4(bytes, src, dst);
    struct cursor c = cursor_of(bytes, sizeof bytes);
    return guard_may_hold(&guard, c, cursor_left(&c));
}

static void guard_of(const char *address, unsigned bits)
{
    struct addr a;
    assert_true(addr_parse(address, &a));
    guard_add(&guard, &a, bits);
}

static void either_end_is_guarded(void **state)
{
    (void)state;
    guard = (struct guard){0};
    assert_false(holds(0xc0000205, 0xc0000205)); /* nothing is */
    guard_of("192.0.2.5", 32);
    assert_true(holds(0x0a2d0009, 0xc0000205));
    assert_true(holds(0xc0000205, 0x0a2d0009));
    assert_false(holds(0x0a2d0009, 0xc0000305));
}

static void prefixes_are_all_their_networks(void **state)
{
    (void)state;
    guard = (struct guard){0};
    guard_of("10.20.0.0", 22);
    assert_true(holds(0, 0x0a140001) && holds(0, 0x0a1403ff));
    assert_false(holds(0, 0x0a140401));
    guard_of("10.0.0.0", 8); /* too wide: everything is shown */
    assert_true(holds(0x01020304, 0x01020304));
}

static void of_ipv6_too(void **state)
{
    (void)state;
    uint8_t bytes[40] = {0x60};
    struct addr a;
    struct cursor c = cursor_of(bytes, sizeof bytes);
    struct inner_ip inner;
    guard = (struct guard){0};
    guard_of("2001:db8:45::5", 128);
    assert_true(addr_parse("2001:db8:45::5", &a));
    assert_false(guard_may_hold(&guard, c, cursor_left(&c)));
    memcpy(bytes + 24, a.bytes, 16);
    assert_true(guard_may_hold(&guard, c, cursor_left(&c)));
    assert_true(inner_ip_read(c, &inner) && addr_equal(&inner.dst, &a));
}

static void only_whole_headers_are_read(void **state)
{
    (void)state;
    uint8_t bytes[20];
    struct inner_ip inner;
    packet_v4(bytes, 0x0a2d0009, 0xc0000205);
    for (size_t length = 0; length < sizeof bytes; length++) {
        struct cursor c = cursor_of(bytes, length);
        assert_false(inner_ip_read(c, &inner));
        guard_may_hold(&guard, c, cursor_left(&c));
    }
    assert_true(inner_ip_read(cursor_of(bytes, sizeof bytes), &inner));
    assert_true(inner.protocol == 17 && inner.dst.bytes[3] == 5 && inner.src.bytes[0] == 10);
    bytes[0] = 0x15;
    assert_false(inner_ip_read(cursor_of(bytes, sizeof bytes), &inner));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(either_end_is_guarded),
        cmocka_unit_test(prefixes_are_all_their_networks),
        cmocka_unit_test(of_ipv6_too),
        cmocka_unit_test(only_whole_headers_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
