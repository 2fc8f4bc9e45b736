#include "wire/capture/filter.h"

#include "unit/unit.h"

static const char *name_in(const char *expression)
{
    static char word[32];
    return filter_has_name(expression, word, sizeof word) ? word : "";
}

static void finds_names(void **state)
{
    (void)state;
    assert_string_equal(name_in("host hss1"), "hss1");
    assert_string_equal(name_in("hss1.example.org"), "hss1.example.org");
    assert_string_equal(name_in("udp port 53 and (src 3com.example or dst 10.0.0.1)"),
                        "3com.example");
    assert_string_equal(name_in("net loopback"), "loopback");
    assert_string_equal(name_in("tcp-host"), "tcp-host");
    assert_string_equal(name_in("ether host \\router"), "router");
    assert_string_equal(name_in("port domain or gateway"), "");
    assert_string_equal(name_in("port domain or example"), "example");
    assert_string_equal(name_in("host face"), "face");
    assert_string_equal(name_in("host 0xfeed.example"), "0xfeed.example");
}

static void lets_words_and_numbers_pass(void **state)
{
    (void)state;
    static const char *const fine[] = {
        "",
        "udp port 2123 or udp port 8805",
        "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not src and dst net 192.0.2.0/24",
        "ip6 host 2001:db8::1 or ether host 02:00:00:00:00:01",
        "(vlan 100 and mpls) or portrange 29500-29520",
        "ip proto \\sctp and ip[6:2] & 0x1fff = 0",
        "port gtp-c or proto ospf",
        "len<=100&&!icmp6",
        "link[0] != 0 and ::ffff:192.0.2.1",
        "sio 3 or (opc 1 and dpc 2)",
    };
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        assert_string_equal(name_in(fine[i]), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_names),
        cmocka_unit_test(lets_words_and_numbers_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
