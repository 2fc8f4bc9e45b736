#include "sctp_bench.h"

static void each_bundled_chunk_is_a_message(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    put(&s, 3, 1); /* SACK */
    put(&s, 0, 1);
    put(&s, 16, 2);
    put(&s, 0, 12);
    chunk(&s, B | E, 1, 0, 0, "one");
    chunk(&s, B | E, 2, 7, 0, "two22");
    chunk_bytes(&s, B | E, 3, 0, 1, 46, span_of("three"));
    go(&b, &b.flow, 0, &s);
    ends(&b, "1/0/60:one 1/7/60:two22 1/0/46:three");
}

/* arkime #3710: bytes of padding are no data, and the last chunk may come without them. */
static void padding_is_no_data(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    for (unsigned padded = 0; padded < 2; padded++) {
        struct bytes s = packet(TAG);
        chunk(&s, B | E, 1 + 2 * padded, 0, 0, "a");
        chunk(&s, B | E, 2 + 2 * padded, 0, 1, "bc");
        if (padded)
            pad(&s);
        go(&b, &b.flow, 0, &s);
    }
    ends(&b, "1/0/60:a 1/0/60:bc 2/0/60:a 2/0/60:bc");
}

/* arkime #3711 */
static void payload_protocol_has_32_bits(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    chunk_bytes(&s, B | E, 1, 0, 0, 0x01020304, span_of("x"));
    chunk_bytes(&s, B | E, 2, 0, 0, 0x00010000, span_of("y"));
    chunk_bytes(&s, B | E, 3, 0, 0, 0, span_of("z"));
    go(&b, &b.flow, 0, &s);
    ends(&b, "1/0/16909060:x 1/0/65536:y 1/0/0:z");
}

/* RFC 8260: the first fragment has the payload protocol, the others their number. */
static void interleaved_data(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    interleaved(&s, B, 1, 4, 70000, 46, "lo");
    interleaved(&s, B | E, 2, 5, 0, 60, "short");
    interleaved(&s, E, 3, 4, 70000, 2, "g");
    go(&b, &b.flow, 0, &s);
    s = packet(TAG);
    interleaved(&s, B, 4, 4, 70001, 46, "wr");
    interleaved(&s, 0, 5, 4, 70000, 1, "n");
    go(&b, &b.flow, 0, &s);
    ends(&b, "1/5/60:short 2/4/46:long");
}

static void what_nobody_takes_is_counted(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    sent(&b, B | E, 1, 0, 0, "!what");
    assert_int_equal(b.flow.unread_frames, 1);
    assert_int_equal(b.flow.unread_bytes, 5);
    ends(&b, "");
}

static void chunk_length_below_its_header(void **state)
{
    (void)state;
    struct bench b;
    begin(&b);
    struct bytes s = packet(TAG);
    put(&s, 0x00030003, 4);
    chunk(&s, B | E, 1, 0, 0, "x");
    go(&b, &b.flow, 0, &s);
    sctp_finish(b.sctp);
    assert_int_equal(bench_spot(&b, BLIND_BROKEN)->bytes, 4 + 17);
    assert_string_equal(b.said, "");
    bench_end(&b);
}

/* Cut anywhere: nothing is read past the end, and what is there of a message is handed up. */
static void falls_short_at_every_length(void **state)
{
    (void)state;
    struct bytes s = packet(TAG);
    chunk(&s, B | E, 1, 0, 0, "whole");
    struct bytes init = packet(0);
    put(&init, 0x01000024, 4);
    put(&init, 7, 4);
    put(&init, 0, 8);
    put(&init, 0, 4);
    put(&init, 0x00050008, 4);
    put(&init, 0xc6336401, 4);
    put(&init, 0x00060014, 4);
    for (size_t len = 0; len < s.len; len++) {
        struct bench b;
        begin(&b);
        uint8_t *cut = malloc(len + 1);
        memcpy(cut, s.at, len);
        struct packet p = bench_packet(&b, &b.flow, 0);
        sctp_packet(b.sctp, &p, cursor_of(cut, len));
        memcpy(cut, init.at, len < init.len ? len : init.len);
        sctp_packet(b.sctp, &p, cursor_of(cut, len < init.len ? len : init.len));
        free(cut);
        size_t there = len > 28 ? len - 28 : 0;
        assert_int_equal(b.log.len, there ? 7 + there : 0);
        bench_end(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_bundled_chunk_is_a_message),
        cmocka_unit_test(padding_is_no_data),
        cmocka_unit_test(payload_protocol_has_32_bits),
        cmocka_unit_test(interleaved_data),
        cmocka_unit_test(what_nobody_takes_is_counted),
        cmocka_unit_test(chunk_length_below_its_header),
        cmocka_unit_test(falls_short_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
