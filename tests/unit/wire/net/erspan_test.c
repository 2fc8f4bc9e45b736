#include "frames.h"

#define INSIDE "192.0.2.1:1000 > 192.0.2.2:2000 [erspan 1001 192.0.2.3>192.0.2.4] hello\n"

/* With a sequence number, from 192.0.2.3 to 192.0.2.4. */
static void wrap_gre(struct made *m, unsigned type)
{
    front32(m, 99);
    front16(m, type);
    front16(m, 0x1000);
    wrap_ipv4(m, 47, 3, 4);
}

static void wrap_iii(struct made *m, unsigned flags)
{
    front16(m, flags);
    front16(m, 0);
    front32(m, 0x12345678);
    front32(m, 0x20000000 | 1001);
    wrap_gre(m, 0x22eb);
}

static void type_i_has_no_header(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    front32(&m, 0x88be);
    wrap_ipv4(&m, 47, 3, 4);
    reads(101, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [erspan 0 192.0.2.3>192.0.2.4] hello\n", "");
}

static void type_ii(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    front32(&m, 0);
    front32(&m, 0x10000000 | 0xfc00 | 1001);
    wrap_gre(&m, 0x88be);
    reads(101, &m, INSIDE, "");
}

static void type_iii(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    wrap_iii(&m, 0);
    reads(101, &m, INSIDE, "");
}

static void type_iii_with_its_subheader(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    front(&m, "platform", 8);
    wrap_iii(&m, 1);
    reads(101, &m, INSIDE, "");
}

static void type_iii_of_ip_and_of_something_else(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_iii(&m, 2 << 10);
    reads(101, &m, INSIDE, "");
    m = made_of("infiniband");
    wrap_iii(&m, 7 << 10);
    reads(101, &m, "", "unknown-protocol erspan frame type 7 1/10\n");
}

static void another_version_is_broken(void **state)
{
    (void)state;
    struct made m = made_of("123456789");
    wrap_gre(&m, 0x22eb);
    reads(101, &m, "", "broken erspan 1/9\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    front(&m, "platform", 8);
    wrap_iii(&m, 1);
    cut_everywhere(101, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(type_i_has_no_header),
        cmocka_unit_test(type_ii),
        cmocka_unit_test(type_iii),
        cmocka_unit_test(type_iii_with_its_subheader),
        cmocka_unit_test(type_iii_of_ip_and_of_something_else),
        cmocka_unit_test(another_version_is_broken),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
