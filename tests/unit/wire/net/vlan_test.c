#include "frames.h"

static void a_tag_is_remembered(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0800);
    front16(&m, 0xe005); /* priority 7 */
    wrap_ethernet(&m, 0x8100);
    reads(ETHERNET, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [vlan 5] hello\n", "");
}

static void a_tag_in_a_tag(void **state)
{
    (void)state;
    static const unsigned outer[] = {0x88a8, 0x9100, 0x8100};
    for (size_t i = 0; i < sizeof outer / sizeof *outer; i++) {
        struct made m = made_udp("hello");
        front16(&m, 0x0800);
        front16(&m, 5);
        front16(&m, 0x8100);
        front16(&m, 4094);
        wrap_ethernet(&m, outer[i]);
        reads(ETHERNET, &m, "192.0.2.1:1000 > 192.0.2.2:2000 [vlan 4094] [vlan 5] hello\n", "");
    }
}

static void a_length_in_a_tag(void **state)
{
    (void)state;
    struct made m = made_of("\x42\x42\x03"
                            "12");
    front16(&m, 5);
    front16(&m, 1);
    wrap_ethernet(&m, 0x8100);
    reads(ETHERNET, &m, "", "not-read llc 0x42 stp 1/2\n");
}

static void tags_do_not_part_a_conversation(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_udp("hello");
    push(&r, 101, &m);
    front16(&m, 0x0800);
    front16(&m, 5);
    wrap_ethernet(&m, 0x8100);
    push(&r, ETHERNET, &m);
    ends(&r, "17 192.0.2.1:1000 192.0.2.2:2000 2/10 0/0 unread 0/0\n", "");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0800);
    front16(&m, 5);
    wrap_ethernet(&m, 0x8100);
    cut_everywhere(ETHERNET, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tag_is_remembered),  cmocka_unit_test(a_tag_in_a_tag),
        cmocka_unit_test(a_length_in_a_tag),    cmocka_unit_test(tags_do_not_part_a_conversation),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
