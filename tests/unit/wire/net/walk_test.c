#include "frames.h"

static void no_more_layers_than_are_unwrapped(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    unsigned tags = LAYERS_MOST - 3; /* Ethernet, IPv4 and UDP are the others */
    front16(&m, 0x0800);
    for (unsigned i = 0; i < tags; i++) {
        front16(&m, i);
        front16(&m, 0x8100);
    }
    struct made more = m;
    m.from += 2;
    wrap_ethernet(&m, 0x8100);
    struct room r;
    room_begin(&r);
    push(&r, ETHERNET, &m);
    assert_int_equal(r.calls, 1);
    assert_int_equal(r.last.depth, TUNNEL_DEPTH); /* tags past it are not remembered */
    front16(&more, 1);
    wrap_ethernet(&more, 0x8100);
    push(&r, ETHERNET, &more);
    assert_int_equal(r.calls, 1);
    ends(&r, NULL, "too-deep udp 1/13\n");
}

/* OpenLI #109, homer #458, zeek #1517 */
static void mirrors_in_mirrors_are_unwrapped_up_to_the_depth(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    for (unsigned i = 0; i < TUNNEL_DEPTH; i++) {
        front32(&m, 0x0800);
        wrap_ipv4(&m, 47, 3, 4);
    }
    struct room r;
    room_begin(&r);
    push(&r, 101, &m);
    assert_int_equal(r.calls, 1);
    front32(&m, 0x0800);
    wrap_ipv4(&m, 47, 3, 4);
    push(&r, 101, &m);
    assert_int_equal(r.calls, 1);
    ends(&r, NULL, "too-deep gre 1/37\n");
}

static void a_stack_is_one_whichever_way_it_is_gone_through(void **state)
{
    (void)state;
    struct room r;
    struct walk w;
    room_begin(&r);
    struct frame f = {.number = 1};
    uint32_t seen[4];
    for (unsigned i = 0; i < 4; i++) {
        walk_begin(&w, r.net, &f);
        addr_set_number(i & 1 ? &w.p->src : &w.p->dst, 0xc0000201);
        addr_set_number(i & 1 ? &w.p->dst : &w.p->src, 0xc0000202);
        assert_true(walk_tunnel(&w, TUNNEL_VLAN, i));
        assert_int_equal(w.tunnel, 0);
        assert_true(walk_tunnel(&w, TUNNEL_VXLAN, i / 2));
        seen[i] = w.tunnel;
    }
    assert_int_equal(seen[0], seen[1]);
    assert_int_equal(seen[2], seen[3]);
    assert_int_not_equal(seen[0], seen[2]);
    ends(&r, NULL, "");
}

static void a_snapped_frame_is_read_as_far_as_it_goes(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_udp("hello");
    push_cut(&r, 101, &m, made_len(&m) - 2, made_len(&m));
    says(&r, "192.0.2.1:1000 > 192.0.2.2:2000 hel\n");
    ends(&r, NULL, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_more_layers_than_are_unwrapped),
        cmocka_unit_test(mirrors_in_mirrors_are_unwrapped_up_to_the_depth),
        cmocka_unit_test(a_stack_is_one_whichever_way_it_is_gone_through),
        cmocka_unit_test(a_snapped_frame_is_read_as_far_as_it_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
