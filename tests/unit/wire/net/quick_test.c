#include "frames.h"
#include "wire/net/quick.h"

enum { KINDS = 8 };

static bool is_six(unsigned kind)
{
    return kind % 2 == 1;
}

static void wrap_tcp(struct made *m)
{
    front32(m, 0);
    front32(m, 0x50180400);
    front32(m, 1);
    front32(m, 1);
    front32(m, 3868 << 16 | 5000);
}

/* UDP, a G-PDU, TCP, a G-PDU on another port: each in both versions, in both directions. */
static struct made made_kind(unsigned kind)
{
    struct made m = made_of("hello");
    unsigned transport = 17;
    if (kind / 2 == 1 || kind / 2 == 3) {
        m = made_udp("hello");
        front32(&m, 7);
        front32(&m, 0x30ff0000 | 33);
        wrap_udp(&m, kind / 2 == 1 ? 2152 : 4444, 3333);
    } else if (kind / 2 == 2) {
        wrap_tcp(&m);
        transport = 6;
    } else {
        wrap_udp(&m, 1000, 2000);
    }
    if (is_six(kind))
        wrap_ipv6(&m, transport, 2, 1);
    else
        wrap_ipv4(&m, transport, 1, 2);
    return m;
}

static enum quick_is looked(struct room *r, const struct made *m)
{
    struct quick q;
    struct frame f = {.bytes = m->room + m->from,
                      .captured = (uint32_t)made_len(m),
                      .original = (uint32_t)made_len(m),
                      .link = ETHERNET};
    quick_look(r->net, &f, &q);
    return q.is;
}

static void it_says_what_the_layers_say(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < KINDS; kind++) {
        struct room quick, slow;
        room_open(&quick, 4 << 20, true);
        room_open(&slow, 4 << 20, true);
        struct made m = made_kind(kind);
        struct made cooked = m;
        wrap_ethernet(&m, is_six(kind) ? 0x86dd : 0x0800);
        static const uint8_t head[18] = {0};
        front(&cooked, head, sizeof head); /* SLL2 goes through the layers */
        front16(&cooked, is_six(kind) ? 0x86dd : 0x0800);
        assert_true(looked(&quick, &m) != QUICK_NOT);
        push(&quick, ETHERNET, &m);
        push(&slow, 276, &cooked);
        assert_string_equal(quick.said.at, slow.said.at);
        assert_int_equal(quick.calls, slow.calls);
        net_finish(quick.net);
        net_finish(slow.net);
        assert_string_equal(quick.flows.at, slow.flows.at);
        assert_true(quick.flows.len > 0);
        net_free(quick.net);
        net_free(slow.net);
        blind_free(&quick.blind);
        blind_free(&slow.blind);
    }
}

static void one_tag_is_plain_and_two_are_not(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_kind(0);
    front16(&m, 0x0800);
    front16(&m, 5);
    struct made two = m;
    wrap_ethernet(&m, 0x8100);
    assert_int_equal(looked(&r, &m), QUICK_UDP);
    front16(&two, 0x8100);
    front16(&two, 6);
    wrap_ethernet(&two, 0x8100);
    assert_int_equal(looked(&r, &two), QUICK_NOT);
    push(&r, ETHERNET, &m);
    push(&r, ETHERNET, &two);
    says(&r, "192.0.2.1:1000 > 192.0.2.2:2000 [vlan 5] hello\n"
             "192.0.2.1:1000 > 192.0.2.2:2000 [vlan 6] [vlan 5] hello\n");
    ends(&r, "17 192.0.2.1:1000 192.0.2.2:2000 2/10 0/0 unread 0/0\n", "");
}

static void what_is_unusual_is_left_to_the_layers(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_of("AAAAAAAA");
    wrap_ipv4_part(&m, 17, 1, 2, 7, 0x2000);
    wrap_ethernet(&m, 0x0800);
    assert_int_equal(looked(&r, &m), QUICK_NOT);
    m = made_udp("hello");
    wrap_ipv4(&m, 4, 3, 4);
    wrap_ethernet(&m, 0x0800);
    assert_int_equal(looked(&r, &m), QUICK_NOT);
    m = made_udp("hello");
    m.room[m.from + 3]++;
    wrap_ethernet(&m, 0x0800);
    assert_int_equal(looked(&r, &m), QUICK_NOT);
    ends(&r, "", "");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < KINDS; kind++) {
        struct made m = made_kind(kind);
        wrap_ethernet(&m, is_six(kind) ? 0x86dd : 0x0800);
        cut_everywhere(ETHERNET, &m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_the_layers_say),
        cmocka_unit_test(one_tag_is_plain_and_two_are_not),
        cmocka_unit_test(what_is_unusual_is_left_to_the_layers),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
