#include "frames.h"

static void with_and_without_the_bytes_of_hdlc(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0021);
    reads(9, &m, HELLO, "");
    front16(&m, 0xff03);
    reads(9, &m, HELLO, "");
    reads(50, &m, HELLO, "");
}

static void a_compressed_protocol_has_one_byte(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front8(&m, 0x21);
    reads(9, &m, HELLO, "");
}

static void ipv6_and_labels(void **state)
{
    (void)state;
    struct made m = made_of("six");
    wrap_udp(&m, 1, 2);
    wrap_ipv6(&m, 17, 1, 2);
    front16(&m, 0x0057);
    reads(9, &m, "[2001:db8::1]:1 > [2001:db8::2]:2 six\n", "");
    m = made_udp("hello");
    front32(&m, 16 << 12 | 0x100);
    front16(&m, 0x0281);
    reads(9, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [mpls 16] hello\n", "");
}

static void ciscos_form_has_an_ethernet_type(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0800);
    front16(&m, 0x0f00);
    reads(50, &m, HELLO, "");
}

static void its_own_protocols_are_counted(void **state)
{
    (void)state;
    struct made m = made_of("12345678");
    front16(&m, 0xc021);
    front16(&m, 0xff03);
    reads(9, &m, "", "not-read ppp 0xc021 lcp 1/8\n");
    m = made_of("12345678");
    front16(&m, 0x0053);
    reads(9, &m, "", "encrypted ppp 0x0053 encryption 1/8\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0021);
    front16(&m, 0xff03);
    cut_everywhere(9, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_and_without_the_bytes_of_hdlc),
        cmocka_unit_test(a_compressed_protocol_has_one_byte),
        cmocka_unit_test(ipv6_and_labels),
        cmocka_unit_test(ciscos_form_has_an_ethernet_type),
        cmocka_unit_test(its_own_protocols_are_counted),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
