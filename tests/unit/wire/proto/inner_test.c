#include "wire/proto/driver.h"

#include "driver_kit.h"

/* Decoders of the test: each byte of the outer one is handed on; it says where in the order. */
static struct cursor rest_of(struct cursor c, size_t at)
{
    cursor_skip(&c, at);
    return c;
}

static enum verdict hands_two_on(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct packet other = *p;
    other.dport = 1;
    sink->outer[0] = 77;
    sink_inner(sink, DECODER_gtpv2, p, c);
    sink_inner(sink, DECODER_pfcp, &other, rest_of(c, 12));
    return VERDICT_TOOK;
}

static enum verdict hands_too_many_on(struct cursor c, const struct packet *p, struct sink *sink)
{
    for (unsigned i = 0; i < INNER_DEPTH + 3; i++)
        sink_inner(sink, DECODER_gtpv2, p, c);
    return VERDICT_TOOK;
}

static enum verdict is_blind(struct cursor c, const struct packet *p, struct sink *sink)
{
    sink_blind(sink, p, BLIND_ENCRYPTED, cursor_left(&c), "ciphered");
    return VERDICT_BROKEN;
}

static const uint8_t BYTES[] = {0x40, 1, 0, 8,  0, 0, 1, 0, 3, 0,  1, 0, /* an Echo of GTPv2 */
                                0x20, 1, 0, 12, 0, 0, 1, 0, 0, 96, 0, 4, 1, 2, 3, 4};

static void inner_bytes_come_in_order(void **state)
{
    (void)state;
    struct kit k;
    static const struct decoder outer = {.name = "outer", .decode = hands_two_on};
    kit_begin(&k, 17, 9);
    struct packet p = kit_packet(&k);
    assert_int_equal(driver_decode(k.driver, &outer, &p, cursor_of(BYTES, sizeof BYTES)),
                     VERDICT_TOOK);
    assert_string_equal(k.said, "gtpv2 1, pfcp 1");
    kit_end(&k);
}

static void handles_of_the_outer_are_the_inner_ones(void **state)
{
    (void)state;
    struct message m;
    struct frame frame = {.number = 1};
    struct packet p = {.frame = &frame};
    struct sink sink = {.scratch = &m, .outer = {5, 6}};
    message_begin(&sink, &p, PROTO_GTPV2, 0, 1, PART_REQUEST);
    message_handle(&m, 6);
    message_handle(&m, 0);
    message_handle(&m, 9);
    message_handle(&m, 10);
    message_handle(&m, 11); /* no room */
    assert_int_equal(m.handles[0], 5);
    assert_int_equal(m.handles[1], 6);
    assert_int_equal(m.handles[2], 9);
    assert_int_equal(m.handles[3], 10);
}

static void too_many_are_a_blind_spot(void **state)
{
    (void)state;
    struct kit k;
    static const struct decoder outer = {.name = "outer", .decode = hands_too_many_on};
    kit_begin(&k, 17, 9);
    struct packet p = kit_packet(&k);
    driver_decode(k.driver, &outer, &p, cursor_of(BYTES, 12));
    driver_flow_ends(k.driver, &k.flow);
    assert_int_equal(kit_spot(&k, BLIND_TOO_DEEP)->frames, 3);
    kit_end(&k);
}

static void blind_spots_of_decoders_are_kept(void **state)
{
    (void)state;
    struct kit k;
    static const struct decoder outer = {.name = "outer", .decode = is_blind};
    kit_begin(&k, 17, 9);
    struct packet p = kit_packet(&k);
    driver_decode(k.driver, &outer, &p, cursor_of(BYTES, 12));
    driver_flow_ends(k.driver, &k.flow);
    assert_int_equal(kit_spot(&k, BLIND_ENCRYPTED)->bytes, 12);
    assert_int_equal(kit_spot(&k, BLIND_BROKEN)->frames, 1);
    kit_end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inner_bytes_come_in_order),
        cmocka_unit_test(handles_of_the_outer_are_the_inner_ones),
        cmocka_unit_test(too_many_are_a_blind_spot),
        cmocka_unit_test(blind_spots_of_decoders_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
