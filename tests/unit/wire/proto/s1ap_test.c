#include "wire/proto/s1ap.h"

#include "ap_kit.h"
#include "unit/unit.h"

extern const struct decoder decoder_s1ap;

static const char INITIAL_UE[] =
    "000c0053000007000800020005001a00161507417108091010000000001002e0e000040201d01100"
    "4300060000f1100001006440080000f110123456700086400130006000060040c0000005004b4007"
    "0000f110800101";
static const char CONTEXT_REQUEST[] =
    "000900808f000006000000034010050008000200050018003a0100340012450009200f80c633641e"
    "00000701030755010034001f064001201001f4004001f4008002540be40020fa000f80c633641e00"
    "000702006b00051c000e000000490020111111111111111111111111111111111111111111111111"
    "1111111111111111001940100000f1100000010001ff20f8cb007109";
static const char CONTEXT_FAILURE[] = "40090016000003000000034010050008000200050002400202a0";
static const char S1_SETUP[] =
    "00110031000004003b00080000f11000123450003c400e0580656e62312e6578616d706c65004000"
    "070000004000f1100089400140";
static const char S1_SETUP_HOME[] =
    "00110032000004003b00090000f1104000123450003c400e0580656e62312e6578616d706c650040"
    "00070000004000f1100089400140";
static const char S1_SETUP_SHORT[] =
    "00110032000004003b00090000f1108003005540003c400e0580656e62312e6578616d706c650040"
    "00070000004000f1100089400140";
static const char S1_SETUP_DONE[] =
    "20110029000003003d400e05806d6d65312e6578616d706c650069000b000000f110000080010001"
    "00574001ff";
static const char PAGING_IMSI[] =
    "000a002a000004005040020040002b40096800010100000000f1006d400100002e400b00002f0006"
    "0000f1100001";
static const char PAGING_TMSI[] =
    "000a0027000004005040020040002b40060010c0000002006d400100002e400b00002f00060000f1"
    "100001";
static const char UPLINK_NAS[] =
    "000d003600000500000003401005000800020005001a000c0b075608091010000000001000644008"
    "0000f11012345670004300060000f1100001";
static const char RELEASE[] = "001700110000020063000504100500050002400120";
static const char RELEASED[] =
    "201700210000030000000340100500080002000500bd400d0000f1101234567000f1100001";
static const char CONTEXT_OF_SEVEN[] =
    "20090023000003000000034010070008000200070033000f000032000a0a1fc633641500000801";
static const char HANDOVER_REQUIRED[] =
    "00000043000004000000034010070008000200070002400202000068002928070707070707070707"
    "07070707070707070707070707070707070707070707070707070707070707";
static const char HANDOVER_REQUEST[] =
    "00010078000005000000034020070002400202000035001200001b000d0a1fc633641e0000074100"
    "09200068002928070707070707070707070707070707070707070707070707070707070707070707"
    "07070707070707002800211022222222222222222222222222222222222222222222222222222222"
    "22222222";
static const char HANDOVER_ACCEPTED[] =
    "200100380000030000000340200700080002000700120024000014001f78a1f0c633641500000843"
    "0f80c6336415000008440f80c633641500000845";
static const char PATH_SWITCH[] =
    "000300390000050008000200070016000f000017000a0a1fc6336415000008510058000340100700"
    "6440080000f11012345670004300060000f1100001";
static const char PATH_SWITCHED[] =
    "2003004800000400000003401007000800020007005f000f00005e000a0a1fc633641e0000075100"
    "280021102222222222222222222222222222222222222222222222222222222222222222";
static const char ERROR_INDICATION[] =
    "000f001c000004000000034010010008000200010002400134003a0003600900";
static const char REROUTE[] =
    "0034004b00000200080002000100e1003e3d000c4039000004000800020001001a00161507417108"
    "091010000000001002e0e000040201d011004300060000f1100001006440080000f11012345670";
static const char LPPA[] =
    "002d0021000003000000034010010008000200010093000d0c000000000000000000000000";
static const char TRACE_START[] =
    "001b002400000300000003401001000800020001001940100000f1100000010001ff20f8cb007109";
static const char CELL_TRACE[] =
    "002a0032000005000000034010010008000200010056400800f1100000010001006440080000f110"
    "12345670008340060f80cb007109";
static const char WARNING[] = "0024000f000002006f00021112007000020001";
static const char WARNED[] = "2024000f000002006f00021112007000020001";

static struct kit kit;

static enum verdict read_(const char *hex)
{
    return kit_read(&kit, &decoder_s1ap, hex);
}

static void put_between(unsigned from, unsigned to, uint16_t sport, uint16_t dport)
{
    uint8_t a[] = {192, 0, 2, (uint8_t)from}, b[] = {192, 0, 2, (uint8_t)to};
    kit.packet = (struct packet){
        .src = addr_v4(a), .dst = addr_v4(b), .sport = sport, .dport = dport, .transport = 132};
}

static void initial_message(void **state)
{
    (void)state;
    assert_int_equal(read_(INITIAL_UE), VERDICT_TOOK);
    assert_string_equal(kit.m.name, "InitialUEMessage");
    assert_int_equal(kit.m.type, 12);
    assert_int_equal(kit.m.lack, LACK_NONE);
    assert_true(kit_says(&kit, "location.area=00f1100001"));
    assert_true(kit_says(&kit, "location.plmn=00101"));
    assert_true(kit_says(&kit, "location.cell=00f11001234567"));
    assert_true(kit_says(&kit, "subscriber.guti=01c0000005"));
    assert_true(kit_says(&kit, "location.node=00f110800101"));
    assert_int_equal(kit.inner_count, 1);
    assert_int_equal(kit.inner[0].decoder, DECODER_nas_eps);
    assert_int_equal(kit.inner[0].first, 0x07);
    assert_int_equal(kit.m.begins, kit.m.handles[0]);
    assert_int_equal(kit.inner[0].outer[0], kit.m.handles[0]);
}

static void context_request_and_its_failure(void **state)
{
    (void)state;
    read_(CONTEXT_REQUEST);
    assert_string_equal(kit.m.name, "InitialContextSetupRequest");
    assert_int_equal(kit.m.part, PART_REQUEST);
    assert_int_equal(kit.m.lack, LACK_NONE);
    assert_true(kit_says(&kit, "credential.session-key=true"));
    assert_true(kit_says(&kit, "session.tunnel=0x00000701@198.51.100.30"));
    assert_true(kit_says(&kit, "session.tunnel=0x00000702@198.51.100.30"));
    assert_true(kit_says(&kit, "session.bearer=6"));
    assert_true(kit_says(&kit, "copy.to=203.0.113.9"));
    assert_int_equal(kit.inner_count, 1);
    read_(CONTEXT_FAILURE);
    assert_string_equal(kit.m.name, "InitialContextSetupFailure");
    assert_int_equal(kit.m.outcome, OUTCOME_REFUSED);
    assert_string_equal(kit.m.cause_row->name, "radio-connection-with-ue-lost");
}

static void setup_names_both_sides(void **state)
{
    (void)state;
    read_(S1_SETUP);
    assert_true(kit_says(&kit, "origin.host=enb1.example"));
    assert_true(kit_says(&kit, "location.area=00f1100001"));
    assert_int_equal(kit_count(&kit, MEANING_VISITED), 0);
    assert_int_equal(kit.m.lack, LACK_NONE);
    assert_true(kit_says(&kit, "origin.realm=00101"));
    assert_true(kit_says(&kit, "peer.node=00f110012345"));
    read_(S1_SETUP_HOME);
    assert_true(kit_says(&kit, "peer.node=00f11000012345"));
    read_(S1_SETUP_SHORT); /* 18 bits, behind the extension bit */
    assert_true(kit_says(&kit, "peer.node=00f110000155"));
    read_(S1_SETUP_DONE);
    assert_string_equal(kit.m.name, "S1SetupResponse");
    assert_true(kit_says(&kit, "origin.host=mme1.example"));
    assert_true(kit_says(&kit, "origin.realm=00101"));
}

/* Paging by IMSI tells everybody in the cell who is looked for (TS 23.401 5.3.4.4). */
static void paging_by_imsi_and_by_tmsi(void **state)
{
    (void)state;
    read_(PAGING_IMSI);
    assert_true(kit_says(&kit, "subscriber.imsi=001010000000001"));
    assert_int_equal(kit_count(&kit, MEANING_GUTI), 0);
    assert_true(kit_says(&kit, "location.area=00f1100001"));
    read_(PAGING_TMSI);
    assert_true(kit_says(&kit, "subscriber.guti=01c0000002"));
    assert_int_equal(kit_count(&kit, MEANING_IMSI), 0);
}

static void trace_says_where_it_goes(void **state)
{
    (void)state;
    read_(TRACE_START);
    assert_true(kit_says(&kit, "copy.to=203.0.113.9"));
    read_(CELL_TRACE);
    assert_true(kit_says(&kit, "copy.to=203.0.113.9"));
    assert_true(kit_says(&kit, "location.cell=00f11001234567"));
}

static void identifiers_bind_a_context(void **state)
{
    (void)state;
    put_between(21, 10, 40000, 36412);
    read_(UPLINK_NAS);
    uint64_t ran = kit.m.handles[0], core = kit.m.handles[1];
    assert_true(ran && core && ran != core);
    put_between(10, 21, 36412, 40000);
    read_(RELEASE);
    assert_int_equal(kit.m.handles[0], ran);
    assert_int_equal(kit.m.handles[1], core);
    uint64_t asked = kit.m.transaction;
    put_between(21, 10, 40000, 36412);
    read_(RELEASED);
    assert_int_equal(kit.m.transaction, asked);
    assert_true(kit_says(&kit, "location.cell=00f11001234567"));
    read_(INITIAL_UE); /* the same identifier, given out anew */
    assert_int_equal(kit.m.begins, ran);
}

static void handover_binds_source_and_target(void **state)
{
    (void)state;
    put_between(10, 21, 36412, 40000);
    read_(CONTEXT_OF_SEVEN);
    uint64_t everywhere = kit.m.handles[2];
    put_between(21, 10, 40000, 36412);
    read_(HANDOVER_REQUIRED);
    uint64_t container = kit.m.handles[2];
    put_between(10, 22, 36412, 40000);
    read_(HANDOVER_REQUEST);
    assert_int_equal(kit.m.handles[0], container);
    uint64_t asked = kit.m.transaction;
    put_between(22, 10, 40000, 36412);
    read_(HANDOVER_ACCEPTED);
    assert_int_equal(kit.m.transaction, asked);
    read_(PATH_SWITCH);
    assert_int_equal(kit.m.handles[0], everywhere);
    asked = kit.m.transaction;
    put_between(10, 22, 36412, 40000);
    read_(PATH_SWITCHED);
    assert_int_equal(kit.m.transaction, asked);
}

/* A warning is named by its identifier and serial number. */
static void warnings_pair_by_their_names(void **state)
{
    (void)state;
    read_(WARNING);
    uint64_t asked = kit.m.transaction;
    read_(WARNED);
    assert_int_equal(kit.m.transaction, asked);
    kit_hex(&kit, WARNING);
    kit.bytes[kit.length ? kit.length - 1 : 0] ^= 1;
    kit_decode(&kit, &decoder_s1ap, kit.length);
    assert_int_not_equal(kit.m.transaction, asked);
}

static void what_is_inside(void **state)
{
    (void)state;
    read_(ERROR_INDICATION);
    assert_int_equal(kit.count, 1);
    assert_string_equal(kit.m.name, "ErrorIndication");
    read_(REROUTE);
    assert_int_equal(kit.inner[0].decoder, DECODER_s1ap);
    read_(LPPA);
    assert_int_equal(kit.blind[BLIND_NOT_READ], 1);
    read_("002740090000000007100776 6e64");
    assert_string_equal(kit.m.name, "PrivateMessage");
    assert_int_equal(kit.blind[BLIND_UNKNOWN_MESSAGE], 1);
    read_("000d400a000001fff04003010203");
    assert_int_equal(kit.blind[BLIND_UNKNOWN_MESSAGE], 1);
}

static void every_procedure_is_named(void **state)
{
    (void)state;
    for (uint32_t i = 0; spec_op_at(i); i++) {
        const struct spec_op *op = spec_op_at(i);
        if (op->proto != PROTO_S1AP)
            continue;
        uint8_t kind = op->application ? 0x40 : (op->part == PART_ANSWER ? 0x20 : 0);
        const uint8_t bytes[] = {kind, (uint8_t)op->code, 0, 3, 0, 0, 0};
        memcpy(kit.bytes, bytes, sizeof bytes);
        kit_decode(&kit, &decoder_s1ap, sizeof bytes);
        assert_ptr_equal(kit.m.op, op);
        assert_int_equal(kit.m.part, op->part);
    }
}

static void cut_at_every_length(void **state)
{
    (void)state;
    static const char *const ALL[] = {INITIAL_UE, CONTEXT_REQUEST, S1_SETUP, PAGING_IMSI};
    for (unsigned i = 0; i < sizeof ALL / sizeof *ALL; i++) {
        kit_hex(&kit, ALL[i]);
        for (size_t length = 0; length < kit.length; length++) {
            enum verdict said = kit_decode(&kit, &decoder_s1ap, length);
            assert_int_equal(said, length < 3 ? VERDICT_NOT_MINE : VERDICT_TOOK);
            if (said == VERDICT_TOOK)
                assert_int_not_equal(kit.m.lack, LACK_NONE);
        }
    }
}

static enum likeness looks(const char *hex)
{
    kit_hex(&kit, hex);
    return decoder_s1ap.looks(cursor_of(kit.bytes, kit.length));
}

static void recognised_by_bytes(void **state)
{
    (void)state;
    assert_int_equal(looks(INITIAL_UE), LIKE_SURE);
    assert_int_equal(looks(CONTEXT_REQUEST), LIKE_SURE);
    assert_int_equal(looks(S1_SETUP), LIKE_SURE);
    assert_int_equal(looks(S1_SETUP_DONE), LIKE_SURE);
    assert_int_equal(looks(PAGING_IMSI), LIKE_SURE);
    assert_int_equal(looks(RELEASE), LIKE_SURE);
    assert_int_equal(looks(PATH_SWITCH), LIKE_SURE);
    assert_int_equal(
        looks("000f003d00000400550002000100260014137e004179000d0100f110000000000000000010007940"
              "135000f110123456789000f110000001ec000001005a400118"),
        LIKE_PERHAPS);
    assert_int_equal(
        looks("000e0080c0000008000a0003201001005500020001001c00070000f1100100420047003300400505"
              "7e00420101402000000724000003008b000a01f0c000021e00000501007e000a001fc000021e0000"
              "06010086000100007700091c000e000700038000005e002011111111111111111111111111111111"
              "11111111111111111111111111111111006c402f4000f1100000010001ff20f8cb00710900000101"
              "401918687474703a2f2f7463652e6578616d706c652f747261636500260006057e00420101"),
        LIKE_PERHAPS);
    assert_int_equal(looks("0000000000000000"), LIKE_PERHAPS);
    assert_int_equal(looks("16030100"), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(initial_message),
        cmocka_unit_test(context_request_and_its_failure),
        cmocka_unit_test(setup_names_both_sides),
        cmocka_unit_test(paging_by_imsi_and_by_tmsi),
        cmocka_unit_test(trace_says_where_it_goes),
        cmocka_unit_test(identifiers_bind_a_context),
        cmocka_unit_test(handover_binds_source_and_target),
        cmocka_unit_test(warnings_pair_by_their_names),
        cmocka_unit_test(what_is_inside),
        cmocka_unit_test(every_procedure_is_named),
        cmocka_unit_test(cut_at_every_length),
        cmocka_unit_test(recognised_by_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
