#include "frames.h"

static void wrap_gtp(struct made *m, unsigned flags, unsigned type, uint32_t teid)
{
    size_t length = made_len(m);
    front32(m, teid);
    front16(m, (unsigned)length);
    front8(m, type);
    front8(m, flags);
}

/* 33 bytes of a customer in a tunnel from 192.0.2.1 to 192.0.2.2. */
static struct made made_g_pdu(unsigned flags, uint32_t teid, unsigned port)
{
    struct made m = made_udp("hello");
    wrap_gtp(&m, flags, 255, teid);
    wrap_udp(&m, port, port);
    wrap_ipv4(&m, 17, 1, 2);
    return m;
}

static void push_with(struct room *r, unsigned flags, const char *options, size_t n)
{
    struct made m = made_udp("hello");
    front(&m, options, n);
    wrap_gtp(&m, flags, 255, 7);
    wrap_udp(&m, 2152, 2152);
    wrap_ipv4(&m, 17, 1, 2);
    push(r, 101, &m);
}

static void the_first_of_each_tunnel_is_shown(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_g_pdu(0x30, 7, 2152);
    push(&r, 101, &m);
    push(&r, 101, &m);
    says(&r, "g-pdu 192.0.2.1:2152 > 192.0.2.2:2152 0x00000007 41\n");
    m = made_g_pdu(0x30, 8, 2152);
    wrap_ethernet(&m, 0x0800); /* the quick look's way */
    push(&r, ETHERNET, &m);
    push(&r, ETHERNET, &m);
    says(&r, "g-pdu 192.0.2.1:2152 > 192.0.2.2:2152 0x00000008 41\n");
    ends(&r, "17 192.0.2.1:2152 192.0.2.2:2152 4/164 0/0 unread 4/132\n", "");
}

static void whoever_asks_for_all_gets_all(void **state)
{
    (void)state;
    struct room r;
    room_open(&r, 4 << 20, true);
    struct made m = made_g_pdu(0x30, 7, 2152);
    for (unsigned i = 0; i < 3; i++)
        push(&r, 101, &m);
    assert_int_equal(r.calls, 3);
    ends(&r, NULL, "");
}

static void a_watched_address_is_shown(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_g_pdu(0x30, 7, 2152);
    push(&r, 101, &m);
    struct addr dst;
    addr_set_number(&dst, 0xc0000203);
    net_watch(r.net, &dst);
    push(&r, 101, &m);
    assert_int_equal(r.calls, 1);
    addr_set_number(&dst, 0xc0000202);
    net_watch(r.net, &dst);
    push(&r, 101, &m);
    wrap_ethernet(&m, 0x0800);
    push(&r, ETHERNET, &m);
    assert_int_equal(r.calls, 3);
    ends(&r, NULL, "");
}

static void a_tunnel_has_sums(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_g_pdu(0x30, 7, 2152);
    push(&r, 101, &m);
    r.time += 5;
    m = made_g_pdu(0x30, 7, 2152);
    m.room[m.from + 15] = 9; /* another sender */
    push(&r, 101, &m);
    struct addr dst;
    addr_set_number(&dst, 0xc0000202);
    const struct tunnel_sum *t = net_tunnel(r.net, &dst, 7);
    assert_non_null(t);
    assert_int_equal(t->packets, 2);
    assert_int_equal(t->bytes, 66);
    assert_int_equal(t->last - t->first, 5);
    assert_int_equal(t->where.frame, 1);
    assert_int_equal(number_of_addr(&t->src), 0xc0000209);
    assert_null(net_tunnel(r.net, &dst, 8));
    ends(&r, NULL, "");
}

static void options_and_extension_headers_are_stepped_over(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    push_with(&r, 0x34, "\0\0\0\x85\x01\x10\x09\0", 8); /* PDU session container */
    push_with(&r, 0x34, "\0\0\0\x85\x01\x10\x09\x20\x01\0\0\0", 12);
    push_with(&r, 0x32, "\0\x01\0\x85", 4); /* without its bit the next type says nothing */
    push_with(&r, 0x31, "\0\0\x05\0", 4);
    assert_int_equal(r.net->broken[LAYER_USER_PLANE].frames, 0);
    ends(&r, "17 192.0.2.1:2152 192.0.2.2:2152 4/192 0/0 unread 4/132\n", "");
}

static void a_chain_that_does_not_end_is_broken(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    push_with(&r, 0x34, "\0\0\0\x85\x00\x10\x09\0", 8); /* a length of zero */
    struct made m = made_of("\x85\xff\x10\x09");
    front(&m, "\0\0", 3);
    wrap_gtp(&m, 0x34, 255, 7);
    wrap_udp(&m, 2152, 2152);
    wrap_ipv4(&m, 17, 1, 2);
    push(&r, 101, &m);
    says(&r, "");
    ends(&r, "", "broken gtp-u 2/64\n");
}

static void another_port_has_to_be_unmistakable(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_g_pdu(0x30, 7, 9999);
    push(&r, 101, &m);
    assert_memory_equal(r.said.at, "g-pdu", 5);
    for (unsigned i = 0; i < 4; i++) {
        text_clear(&r.said);
        m = made_g_pdu(0x30, 7, 9999);
        uint8_t *gtp = m.room + m.from + 28;
        if (i == 0)
            gtp[0] = 0x38; /* the spare bit */
        else if (i == 1)
            gtp[3]--;
        else if (i == 2)
            gtp[8] = 0x55; /* inside it is no IP */
        else
            gtp[11]--; /* whose length is not what there is */
        push(&r, 101, &m);
        assert_memory_equal(r.said.at, "192.0.2.1:9999", 14);
    }
    ends(&r, "17 192.0.2.1:9999 192.0.2.2:9999 5/205 0/0 unread 1/33\n", "");
}

static void all_other_messages_are_datagrams(void **state)
{
    (void)state;
    static const unsigned types[] = {1, 2, 26, 254};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct room r;
        room_begin(&r);
        struct made m = made_of("");
        wrap_gtp(&m, 0x30, types[i], 7);
        wrap_udp(&m, 2152, 2152);
        wrap_ipv4(&m, 17, 1, 2);
        push(&r, 101, &m);
        assert_memory_equal(r.said.at, "192.0.2.1:2152", 14);
        ends(&r, "17 192.0.2.1:2152 192.0.2.2:2152 1/8 0/0 unread 0/0\n", "");
    }
}

static void ipv6_has_tunnels_of_its_own(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_udp("hello");
    wrap_gtp(&m, 0x30, 255, 7);
    wrap_udp(&m, 2152, 2152);
    wrap_ipv6(&m, 17, 1, 2);
    push(&r, 101, &m);
    wrap_ethernet(&m, 0x86dd);
    push(&r, ETHERNET, &m);
    says(&r, "g-pdu [2001:db8::1]:2152 > [2001:db8::2]:2152 0x00000007 41\n");
    struct addr dst = r.last.dst;
    assert_int_equal(net_tunnel(r.net, &dst, 7)->packets, 2);
    ends(&r, NULL, "");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front(&m, "\0\0\0\x85\x01\x10\x09\0", 8);
    wrap_gtp(&m, 0x34, 255, 7);
    wrap_udp(&m, 2152, 2152);
    wrap_ipv4(&m, 17, 1, 2);
    cut_everywhere(101, &m);
    wrap_ethernet(&m, 0x0800);
    cut_everywhere(ETHERNET, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_of_each_tunnel_is_shown),
        cmocka_unit_test(whoever_asks_for_all_gets_all),
        cmocka_unit_test(a_watched_address_is_shown),
        cmocka_unit_test(a_tunnel_has_sums),
        cmocka_unit_test(options_and_extension_headers_are_stepped_over),
        cmocka_unit_test(a_chain_that_does_not_end_is_broken),
        cmocka_unit_test(another_port_has_to_be_unmistakable),
        cmocka_unit_test(all_other_messages_are_datagrams),
        cmocka_unit_test(ipv6_has_tunnels_of_its_own),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
