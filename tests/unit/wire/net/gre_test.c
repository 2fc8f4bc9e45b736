#include "frames.h"

#define INSIDE "192.0.2.1:1000 > 192.0.2.2:2000 [gre 192.0.2.3>192.0.2.4] hello\n"

/* From 192.0.2.3 to 192.0.2.4, with so many bytes of options. */
static void wrap_gre(struct made *m, unsigned flags, unsigned type, size_t options)
{
    static const uint8_t any[12] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    front(m, any, options);
    front16(m, type);
    front16(m, flags);
    wrap_ipv4(m, 47, 3, 4);
}

static void its_options_are_stepped_over(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_gre(&m, 0, 0x0800, 0);
    reads(101, &m, INSIDE, "");
    m = made_udp("hello");
    wrap_gre(&m, 0xb000, 0x0800, 12); /* checksum, key, sequence number */
    reads(101, &m, INSIDE, "");
    m = made_udp("hello");
    wrap_gre(&m, 0x2000, 0x0800, 4);
    reads(101, &m, INSIDE, "");
}

static void an_ethernet_frame_inside(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    wrap_gre(&m, 0x2000, 0x6558, 4);
    reads(101, &m, INSIDE, "");
}

static void a_source_route_is_stepped_over(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front32(&m, 0);
    front(&m, "\x08\0\0\4\xc0\0\2", 8);
    wrap_gre(&m, 0x4000, 0x0800, 4);
    reads(101, &m, INSIDE, "");
}

static void pptp_leads_to_ppp(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0021);
    size_t length = made_len(&m);
    front32(&m, 1);
    front32(&m, (uint32_t)length << 16 | 7);
    wrap_gre(&m, 0x3001, 0x880b, 0);
    reads(101, &m, INSIDE, "");
}

static void pptp_that_only_acknowledges_carries_nothing(void **state)
{
    (void)state;
    struct made m = made_of("");
    front32(&m, 1);
    front32(&m, 7);
    wrap_gre(&m, 0x2081, 0x880b, 0);
    reads(101, &m, "", "");
}

static void what_nobody_reads_is_counted(void **state)
{
    (void)state;
    struct made m = made_of("wccp");
    wrap_gre(&m, 0, 0x883e, 0);
    reads(101, &m, "", "unknown-protocol ethertype 0x883e 1/4\n");
    m = made_of("later");
    wrap_gre(&m, 2, 0x0800, 0);
    reads(101, &m, "", "broken gre 1/9\n");
}

static void both_ways_are_one_conversation(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_udp("hello");
    wrap_gre(&m, 0, 0x0800, 0);
    push(&r, 101, &m);
    m = made_of("back");
    wrap_udp(&m, 2000, 1000);
    wrap_ipv4(&m, PROTOCOL_UDP, 2, 1);
    front32(&m, 0x0800);
    wrap_ipv4(&m, 47, 4, 3);
    push(&r, 101, &m);
    m = made_udp("hello"); /* outside the tunnel it is another one */
    push(&r, 101, &m);
    ends(&r,
         "17 192.0.2.1:1000 192.0.2.2:2000 1/5 0/0 unread 0/0\n"
         "17 192.0.2.1:1000 192.0.2.2:2000 1/5 1/4 unread 0/0\n",
         "");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_gre(&m, 0xb000, 0x0800, 12);
    cut_everywhere(101, &m);
    m = made_udp("hello");
    front16(&m, 0x0021);
    front32(&m, 1);
    front32(&m, 35 << 16 | 7);
    wrap_gre(&m, 0x3001, 0x880b, 0);
    cut_everywhere(101, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_options_are_stepped_over),
        cmocka_unit_test(an_ethernet_frame_inside),
        cmocka_unit_test(a_source_route_is_stepped_over),
        cmocka_unit_test(pptp_leads_to_ppp),
        cmocka_unit_test(pptp_that_only_acknowledges_carries_nothing),
        cmocka_unit_test(what_nobody_reads_is_counted),
        cmocka_unit_test(both_ways_are_one_conversation),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
