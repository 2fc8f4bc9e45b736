#include "proto_kit.h"

extern const struct decoder decoder_rua;

static const char CONNECT[] =
    "0001002d00000400070001800003000300020200060001400004001514000f001000000100174009"
    "5000010100000000f2";
static const char TRANSFER[] =
    "000200280000030007000180000300030002020004001514000f0010000001001740095000010100000000f2";

static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    proto_kit_open(&kit, &decoder_rua, 29169);
    return 0;
}

static uint64_t outer_of(const char *hex)
{
    struct sink sink = proto_kit_sink(&kit);
    proto_kit_hex(&kit, hex);
    assert_int_equal(kit.decoder->decode(cursor_of(kit.bytes, kit.length), &kit.packet, &sink),
                     VERDICT_TOOK);
    return sink.outer[0];
}

static void carries_ranap(void **state)
{
    (void)state;
    proto_kit_read(&kit, TRANSFER);
    assert_int_equal(kit.count, 0); /* no message of its own */
    assert_int_equal(kit.inners, 1);
    assert_int_equal(kit.inner[0].decoder, DECODER_ranap);
    assert_int_equal(cursor_left(&kit.inner[0].bytes), 20);
}

/* A context is one UE's, both ways, in one domain. */
static void connections(void **state)
{
    (void)state;
    uint64_t one = outer_of(CONNECT);
    assert_true(one != 0);
    proto_kit_turn(&kit);
    assert_true(outer_of(TRANSFER) == one);
    assert_false(
        outer_of("0002002800000300070001000003000300020200040015 14000f001000000100174009500001"
                 "0100000000f2") == one); /* the other domain */
    assert_false(
        outer_of("0002002800000300070001800003000300020300040015 14000f001000000100174009500001"
                 "0100000000f2") == one);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    proto_kit_hex(&kit, CONNECT);
    for (size_t length = 0; length < kit.length; length++) {
        enum verdict said = proto_kit_decode(&kit, length);
        assert_int_equal(said, length < 3   ? VERDICT_NOT_MINE
                               : kit.inners ? VERDICT_TOOK
                                            : VERDICT_BROKEN);
    }
}

static void private_ones(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00064007000000000140 80");
    assert_int_equal(kit.blind, 1);
    assert_int_equal(kit.inners, 0);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, CONNECT), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "00070003000000"), LIKE_NOT);
    assert_int_equal(proto_kit_looks(&kit, "20010003000000"), LIKE_NOT); /* nothing is answered */
    assert_int_equal(proto_kit_looks(&kit, "0001000300000000"), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(carries_ranap, open_kit),
        cmocka_unit_test_setup(connections, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(private_ones, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
