#include "frames.h"

static void both_ways_are_one(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    r.answer = VERDICT_NOT_MINE;
    struct made m = made_of("back");
    wrap_udp(&m, 2000, 1000);
    wrap_ipv4(&m, 17, 2, 1);
    push(&r, 101, &m);
    assert_int_equal(r.last.way, 1);
    assert_int_equal(r.last.flow->begun_by, 1);
    assert_int_equal(r.last.flow->where.frame, 1);
    m = made_udp("hello");
    push(&r, 101, &m);
    assert_int_equal(r.last.way, 0);
    assert_int_equal(r.last.flow->begun_by, 1);
    assert_int_equal(r.last.flow->unread_first.frame, 1);
    ends(&r, "17 192.0.2.1:1000 192.0.2.2:2000 1/5 1/4 unread 2/9\n", "");
}

static void ports_decide_where_addresses_are_equal(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_of("up");
    wrap_udp(&m, 2000, 1000);
    wrap_ipv4(&m, 17, 1, 1);
    push(&r, 101, &m);
    assert_int_equal(r.last.way, 1);
    ends(&r, "17 192.0.2.1:1000 192.0.2.1:2000 0/0 1/2 unread 0/0\n", "");
}

static void what_nobody_wants_is_not_shown_again(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    r.answer = VERDICT_NOT_MINE;
    struct made m = made_udp("hello");
    push(&r, 101, &m);
    r.last.flow->proto = FLOW_NOBODY;
    push(&r, 101, &m);
    assert_int_equal(r.calls, 1);
    ends(&r, "17 192.0.2.1:1000 192.0.2.2:2000 2/10 0/0 unread 2/10\n", "");
}

static void the_quick_form_is_the_same_key(void **state)
{
    (void)state;
    struct packet p = {.sport = 3, .dport = 4, .transport = 17};
    for (uint32_t i = 0; i < 4; i++) {
        struct flow_at quick, other;
        uint32_t src = i & 1 ? 0xc0000201 : 0xff000001;
        uint32_t dst = i & 2 ? 0xc0000201 : 0x01000002;
        addr_set_number(&p.src, src);
        addr_set_number(&p.dst, dst);
        memset(&quick, 0xee, sizeof quick);
        memset(&other, 0x11, sizeof other);
        flow_at_v4(&quick, 5, src, dst, 3, 4, 17, 9);
        flow_at(&other, 5, &p, 9);
        assert_memory_equal(&quick.key, &other.key, sizeof quick.key);
        assert_int_equal(quick.hash, other.hash);
        assert_int_equal(quick.way, addr_order(&p.src, &p.dst) > 0);
    }
}

static void one_that_gives_way_is_told(void **state)
{
    (void)state;
    struct room r;
    room_open(&r, 256 << 10, false);
    for (unsigned port = 1; port < 5000; port++) {
        struct made m = made_of("x");
        wrap_udp(&m, port, 53);
        wrap_ipv4(&m, 17, 1, 2);
        push(&r, 101, &m);
    }
    unsigned told = 0;
    for (const char *at = r.flows.at; *at; at++)
        told += *at == '\n';
    assert_true(told > 0 && net_evicted(r.net) > 4000);
    ends(&r, NULL, "over-budget conversations 0/0\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_are_one),
        cmocka_unit_test(ports_decide_where_addresses_are_equal),
        cmocka_unit_test(what_nobody_wants_is_not_shown_again),
        cmocka_unit_test(the_quick_form_is_the_same_key),
        cmocka_unit_test(one_that_gives_way_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
