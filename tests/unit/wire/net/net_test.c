#include "frames.h"

static void link_types_that_nobody_reads_are_named(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    struct made m = made_of("1234");
    push(&r, 105, &m);
    push(&r, 143, &m);
    push(&r, 4711, &m);
    ends(&r, "",
         "unknown-linktype linktype 105 IEEE802_11 1/4\n"
         "unknown-linktype linktype 143 DOCSIS 1/4\n"
         "unknown-linktype linktype 4711 1/4\n");
}

static void a_batch_of_any_size_keeps_its_order(void **state)
{
    (void)state;
    enum { COUNT = 3 * FRAME_BATCH + 5 };
    struct room r;
    room_begin(&r);
    static struct frame frames[COUNT];
    static struct made made[COUNT];
    TEXT_ON(expected, 8000);
    for (unsigned i = 0; i < COUNT; i++) {
        made[i] = made_of(i % 7 ? "a" : "b");
        wrap_udp(&made[i], 1000 + i, 2000);
        if (i % 3 == 0) {
            wrap_ipv4(&made[i], 17, 1, 2);
            wrap_ipv4(&made[i], 4, 3, 4);
        } else {
            wrap_ipv4(&made[i], 17, 1, 2);
        }
        wrap_ethernet(&made[i], 0x0800);
        uint32_t len = (uint32_t)made_len(&made[i]);
        frames[i] = (struct frame){.bytes = made[i].room + made[i].from,
                                   .captured = len,
                                   .original = len,
                                   .number = i + 1,
                                   .link = ETHERNET};
        text_format(&expected, "192.0.2.1:%u > 192.0.2.2:2000 %s%s\n", 1000 + i,
                    i % 3 ? "" : "[ipip 192.0.2.3>192.0.2.4] ", i % 7 ? "a" : "b");
    }
    net_push(r.net, frames, COUNT);
    says(&r, expected.at);
    ends(&r, NULL, "");
}

static void any_bytes_are_borne(void **state)
{
    (void)state;
    struct room r;
    room_begin(&r);
    static const uint16_t links[] = {0, 1, 9, 50, 51, 101, 108, 113, 228, 229, 248, 276};
    uint64_t dice = 1;
    for (unsigned turn = 0; turn < 20000; turn++) {
        struct made m = made_udp("what is in here does not matter much at all");
        if (turn & 1)
            wrap_ipv6(&m, turn % 256, 1, 2);
        else
            wrap_ipv4(&m, turn % 256, 1, 2);
        wrap_ethernet(&m, turn & 1 ? 0x86dd : 0x0800);
        for (unsigned i = 0; i < turn % 5; i++) {
            dice = hash_mix(dice + turn, 0x9e3779b97f4a7c15U);
            m.room[m.from + dice % made_len(&m)] = (uint8_t)(dice >> 32);
        }
        push(&r, links[turn % (sizeof links / sizeof *links)], &m);
        text_clear(&r.said);
    }
    net_finish(r.net);
    net_free(r.net);
    blind_free(&r.blind);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(link_types_that_nobody_reads_are_named),
        cmocka_unit_test(a_batch_of_any_size_keeps_its_order),
        cmocka_unit_test(any_bytes_are_borne),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
