#include "frames.h"

static void each_number_leads_to_its_layer(void **state)
{
    (void)state;
    assert_int_equal(layer_of_link(1), LAYER_ETHERNET);
    assert_int_equal(layer_of_link(0), LAYER_LOOPBACK);
    assert_int_equal(layer_of_link(276), LAYER_SLL2);
    assert_int_equal(layer_of_link(105), LAYER_DONE);
    assert_int_equal(layer_of_port(4789), LAYER_VXLAN);
    assert_int_equal(layer_of_port(6081), LAYER_GENEVE);
    assert_int_equal(layer_of_port(53), LAYER_DONE);
    assert_string_equal(layer_name(LAYER_USER_PLANE), "gtp-u");
}

static void all_ports_are_told_and_a_zero_ends_them(void **state)
{
    (void)state;
    uint16_t ports[TUNNEL_PORTS];
    unsigned count = 0;
    layer_ports(ports);
    while (ports[count])
        assert_int_not_equal(layer_of_port(ports[count++]), LAYER_DONE);
    assert_int_equal(count, 3);
}

static void a_protocol_without_a_layer_is_a_conversation(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_of("12345678");
    wrap_ipv4(&m, 50, 1, 2);
    push(&r, 101, &m);
    m = made_of("123");
    wrap_ipv4(&m, 50, 2, 1);
    push(&r, 101, &m);
    m = made_of("1234");
    wrap_ipv4(&m, 89, 1, 2);
    push(&r, 101, &m);
    says(&r, "");
    ends(&r,
         "50 192.0.2.1:0 192.0.2.2:0 1/8 1/3 unread 2/11\n"
         "89 192.0.2.1:0 192.0.2.2:0 1/4 0/0 unread 1/4\n",
         "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_number_leads_to_its_layer),
        cmocka_unit_test(all_ports_are_told_and_a_zero_ends_them),
        cmocka_unit_test(a_protocol_without_a_layer_is_a_conversation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
