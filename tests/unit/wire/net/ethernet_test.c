#include "frames.h"

static void a_type_leads_on(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    reads(ETHERNET, &m, HELLO, "");
}

static void padding_is_no_payload(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    struct made padded = made_of("padding of a frame that has to have sixty bytes");
    front(&padded, m.room + m.from, made_len(&m));
    reads(ETHERNET, &padded, HELLO, "");
}

static void a_type_that_nobody_reads_is_counted(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_of("12345");
    wrap_ethernet(&m, 0x88cc);
    push(&r, ETHERNET, &m);
    push(&r, ETHERNET, &m);
    struct made unknown = made_of("123");
    wrap_ethernet(&unknown, 0x0600);
    push(&r, ETHERNET, &unknown);
    ends(&r, "", "unknown-protocol ethertype 0x0600 1/3\nnot-read ethertype 0x88cc lldp 2/10\n");
}

static void a_length_is_a_frame_of_that_length(void **state)
{
    (void)state;
    struct made m = made_of("\x42\x42\x03"
                            "12padding");
    wrap_ethernet(&m, 5);
    reads(ETHERNET, &m, "", "not-read llc 0x42 stp 1/2\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    wrap_ethernet(&m, 0x0800);
    cut_everywhere(ETHERNET, &m);
    struct made cut = made_of("thirteen here");
    reads(ETHERNET, &cut, "", "broken ethernet 1/13\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_type_leads_on),
        cmocka_unit_test(padding_is_no_payload),
        cmocka_unit_test(a_type_that_nobody_reads_is_counted),
        cmocka_unit_test(a_length_is_a_frame_of_that_length),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
