#include "wire/proto/ngap.h"

#include "ap_kit.h"
#include "unit/unit.h"

extern const struct decoder decoder_ngap;

static const char INITIAL_UE[] =
    "000f003d00000400550002000100260014137e004179000d0100f110000000000000000010007940"
    "135000f110123456789000f110000001ec000001005a400118";
static const char CONTEXT_REQUEST[] =
    "000e0080c0000008000a0003201001005500020001001c00070000f1100100420047003300400505"
    "7e00420101402000000724000003008b000a01f0c000021e00000501007e000a001fc000021e0000"
    "06010086000100007700091c000e000700038000005e002011111111111111111111111111111111"
    "11111111111111111111111111111111006c402f4000f1100000010001ff20f8cb00710900000101"
    "401918687474703a2f2f7463652e6578616d706c652f747261636500260006057e00420101";
static const char CONTEXT_FAILURE[] = "400e0016000003000a0003201001005500020001000f40020540";
static const char NG_SETUP[] =
    "00150037000004001b00080000f110000002ac0052400e0580676e62312e6578616d706c65006600"
    "0d00000000010000f110000000080015400140";
static const char NG_SETUP_DONE[] =
    "201500320000040001000e0580616d66312e6578616d706c6500600008000000f110010042005640"
    "01ff005000080000f11000000008";
static const char PAGING[] =
    "0018002700000200734007000840c0000018006740152000f1100000010000f1100000020000f110"
    "000003";
static const char TRACE_START[] =
    "00270043000003000a0003201001005500020001006c402f4000f1100000010001ff20f8cb007109"
    "00000101401918687474703a2f2f7463652e6578616d706c652f7472616365";
static const char CELL_TRACE[] =
    "00020033000005000a0003201001005500020001002c400800f1100000010001002b40090000f110"
    "1234567890006d40060f80cb007109";
static const char UPLINK_NAS[] =
    "002e002d000004000a000320100100550002000100260007067e005c0001000079400e0000f11012"
    "34567000f110000002";
static const char RELEASE[] = "00290011000002007200050210010001000f400140";
static const char RELEASED[] =
    "20290027000003000a0003201001005500020001007940135000f110123456789000f110000001ec"
    "000001";
static const char CONTEXT_OF_SEVEN[] =
    "200e0035000003000a0003201007005500020007004840210000051d4003e0c00002150000060104"
    "014090007cc00002160000070104014090";
static const char HANDOVER_REQUIRED[] =
    "000c0043000004000a0003201007005500020007000f400204000065002928070707070707070707"
    "07070707070707070707070707070707070707070707070707070707070707";
static const char HANDOVER_REQUEST[] =
    "000d0080ae000006000a0003202007000f40020400005d0021102222222222222222222222222222"
    "222222222222222222222222222222222222001c00070000f1100100420049003d00000540200000"
    "0734000003008b001a09f0c000021e20010db800000000000000000000003000000541007e000a00"
    "1fc000021e0000064100860001000065002928070707070707070707070707070707070707070707"
    "07070707070707070707070707070707070707";
static const char HANDOVER_ACCEPTED[] =
    "200d002f000003000a00032020070055000200070035401b000005174007c0c00002150000064101"
    "f0c0000215000006420001";
static const char PATH_SWITCH[] =
    "0019003b00000400550002000700640003201007007940135000f110123456789000f110000001ec"
    "000001004c00100000050c001fc0000215000006510002";
static const char PATH_SWITCHED[] =
    "20190047000004000a0003201007005500020007005d002110222222222222222222222222222222"
    "2222222222222222222222222222222222004d400e0000050a401fc000021e00000551";
static const char ERROR_INDICATION[] =
    "0009001c000004000a0003201001005500020001000f40016800130003600e00";
static const char REROUTE[] =
    "0024004a000002005500020001002a003d3c000f403800000300550002000100260014137e004179"
    "000d0100f110000000000000000010007940135000f110123456789000f110000001ec000001";
static const char NRPPA[] =
    "00320021000003000a0003201001005500020001002e000d0c000000000000000000000000";
static const char RELOCATION[] =
    "0039002b000004005500020009001a0007001080c0000009001940080000f1101234567000d54007"
    "0000f110000002";

static struct kit kit;

static enum verdict read_(const char *hex)
{
    return kit_read(&kit, &decoder_ngap, hex);
}

static void initial_message_says_where_and_hands_nas_down(void **state)
{
    (void)state;
    assert_int_equal(read_(INITIAL_UE), VERDICT_TOOK);
    assert_int_equal(kit.count, 1);
    assert_string_equal(kit.m.name, "InitialUEMessage");
    assert_int_equal(kit.m.type, 15);
    assert_int_equal(kit.m.part, PART_NEITHER);
    assert_int_equal(kit.m.length, kit.length);
    assert_int_equal(kit.m.lack, LACK_NONE);
    assert_int_equal(kit.m.odd, 0);
    assert_true(kit_says(&kit, "location.cell=00f1100123456789"));
    assert_true(kit_says(&kit, "location.area=00f110000001"));
    assert_true(kit_says(&kit, "location.plmn=00101"));
    assert_int_equal(kit.inner_count, 1);
    assert_int_equal(kit.inner[0].decoder, DECODER_nas_5gs);
    assert_int_equal(kit.inner[0].first, 0x7e);
    assert_int_equal(kit.inner[0].length, 19);
    /* The identifier is given out here, and it is the NAS message's too. */
    assert_int_not_equal(kit.m.begins, 0);
    assert_int_equal(kit.m.begins, kit.m.handles[0]);
    assert_int_equal(kit.inner[0].outer[0], kit.m.handles[0]);
}

static void context_request_gives_keys_tunnels_and_nas(void **state)
{
    (void)state;
    read_(CONTEXT_REQUEST);
    assert_string_equal(kit.m.name, "InitialContextSetupRequest");
    assert_int_equal(kit.m.part, PART_REQUEST);
    assert_true(kit_says(&kit, "credential.session-key=true"));
    assert_true(kit_says(&kit, "location.node=00f110010042"));
    assert_true(kit_says(&kit, "session.bearer=5"));
    assert_true(kit_says(&kit, "session.slice=01000007"));
    assert_true(kit_says(&kit, "session.tunnel=0x00000501@192.0.2.30"));
    assert_true(kit_says(&kit, "copy.to=203.0.113.9"));
    assert_true(kit_says(&kit, "callback.uri=http://tce.example/trace"));
    assert_int_equal(kit.inner_count, 2);
    assert_int_equal(kit.m.begins, 0);
    assert_int_equal(kit.m.lack, LACK_NONE);
}

/* Keys leave no pointer to their bytes behind. */
static void keys_are_only_said_to_be_there(void **state)
{
    (void)state;
    read_(CONTEXT_REQUEST);
    for (unsigned i = 0; i < kit.m.field_count; i++)
        if (kit.m.fields[i].meaning == MEANING_SESSION_KEY)
            assert_null(kit.m.fields[i].at);
}

static void unsuccessful_outcome_has_its_name_and_cause(void **state)
{
    (void)state;
    read_(CONTEXT_FAILURE);
    assert_string_equal(kit.m.name, "InitialContextSetupFailure");
    assert_int_equal(kit.m.part, PART_ANSWER);
    assert_int_equal(kit.m.outcome, OUTCOME_REFUSED);
    assert_string_equal(kit.m.cause_row->name, "radio-connection-with-ue-lost");
    read_(RELEASED);
    assert_int_equal(kit.m.outcome, OUTCOME_SUCCESS);
    assert_false(kit.m.has_cause);
}

static void setup_names_both_sides(void **state)
{
    (void)state;
    read_(NG_SETUP);
    assert_string_equal(kit.m.name, "NGSetupRequest");
    assert_true(kit_says(&kit, "origin.host=gnb1.example"));
    assert_true(kit_says(&kit, "location.area=00f110000001"));
    assert_int_equal(kit_count(&kit, MEANING_VISITED), 0);
    assert_int_equal(kit.m.lack, LACK_NONE);
    assert_true(kit_says(&kit, "origin.realm=00101"));
    assert_true(kit_says(&kit, "peer.node=00f1100000ab"));
    read_(NG_SETUP_DONE);
    assert_string_equal(kit.m.name, "NGSetupResponse");
    assert_true(kit_says(&kit, "origin.host=amf1.example"));
    assert_true(kit_says(&kit, "peer.node=00f110010042"));
    assert_int_equal(kit.m.outcome, OUTCOME_SUCCESS);
    assert_int_equal(kit.m.handles[0], 0);
}

static void paging_names_whom_and_where(void **state)
{
    (void)state;
    read_(PAGING);
    assert_true(kit_says(&kit, "subscriber.guti=0042c0000018"));
    assert_int_equal(kit_count(&kit, MEANING_AREA), 3);
    assert_int_equal(kit_count(&kit, MEANING_VISITED), 0);
    assert_int_equal(kit.m.handles[0], 0);
}

static void trace_says_where_it_goes(void **state)
{
    (void)state;
    read_(TRACE_START);
    assert_true(kit_says(&kit, "copy.to=203.0.113.9"));
    read_(CELL_TRACE);
    assert_true(kit_says(&kit, "copy.to=203.0.113.9"));
    assert_true(kit_says(&kit, "location.cell=00f1100123456789"));
}

static void eutra_cells_too(void **state)
{
    (void)state;
    read_(UPLINK_NAS);
    assert_true(kit_says(&kit, "location.cell=00f11001234567"));
    assert_true(kit_says(&kit, "location.area=00f110000002"));
    read_(RELOCATION);
    assert_true(kit_says(&kit, "location.cell=00f11001234567"));
    assert_true(kit_says(&kit, "location.area=00f110000002"));
    assert_true(kit_says(&kit, "subscriber.guti=0042c0000009"));
}

static void put_between(unsigned from, unsigned to, uint16_t sport, uint16_t dport)
{
    uint8_t a[] = {192, 0, 2, (uint8_t)from}, b[] = {192, 0, 2, (uint8_t)to};
    kit.packet = (struct packet){
        .src = addr_v4(a), .dst = addr_v4(b), .sport = sport, .dport = dport, .transport = 132};
}

static bool has_handle(uint64_t handle)
{
    for (unsigned i = 0; i < MESSAGE_HANDLES; i++)
        if (kit.m.handles[i] == handle)
            return handle != 0;
    return false;
}

/* One UE's context has the same handles in both directions, and another UE's has others. */
static void identifiers_bind_a_context(void **state)
{
    (void)state;
    put_between(21, 10, 40000, 38412);
    read_(UPLINK_NAS);
    uint64_t ran = kit.m.handles[0], core = kit.m.handles[1];
    assert_true(ran && core && ran != core);
    assert_int_equal(kit.m.handles[2], 0);
    put_between(10, 21, 38412, 40000);
    read_(CONTEXT_REQUEST);
    assert_int_equal(kit.m.handles[0], ran);
    assert_int_equal(kit.m.handles[1], core);
    uint64_t everywhere = kit.m.handles[2];
    assert_int_not_equal(everywhere, 0);
    read_(RELEASE); /* UE-NGAP-IDs */
    assert_int_equal(kit.m.handles[0], ran);
    put_between(21, 10, 40000, 38412);
    read_(HANDOVER_REQUIRED); /* of UE 7 */
    assert_false(has_handle(ran));
    put_between(22, 10, 40000, 38412); /* the same identifiers of another node are others */
    read_(CONTEXT_REQUEST);
    assert_false(has_handle(ran) || has_handle(core));
    assert_true(has_handle(everywhere));
    put_between(21, 10, 40000, 38412);
    kit.packet.association = 4;
    read_(UPLINK_NAS);
    assert_false(has_handle(ran));
}

/* Source and target have nothing in common but the container. */
static void handover_binds_source_and_target(void **state)
{
    (void)state;
    put_between(21, 10, 40000, 38412);
    read_(HANDOVER_REQUIRED);
    uint64_t container = kit.m.handles[2];
    assert_int_not_equal(container, 0);
    put_between(10, 22, 38412, 40000);
    read_(HANDOVER_REQUEST);
    assert_int_equal(kit.m.handles[0], container);
    uint64_t core = kit.m.handles[1], asked = kit.m.transaction;
    assert_int_equal(kit.m.begins, core);
    put_between(22, 10, 40000, 38412);
    read_(HANDOVER_ACCEPTED);
    assert_int_equal(kit.m.handles[1], core);
    assert_int_equal(kit.m.begins, kit.m.handles[0]);
    assert_int_equal(kit.m.transaction, asked);
}

/* The source's identifier is looked up in the whole AMF; the answer may name another. */
static void path_switch_names_the_source(void **state)
{
    (void)state;
    put_between(10, 21, 38412, 40000);
    read_(CONTEXT_OF_SEVEN);
    uint64_t everywhere = kit.m.handles[2];
    put_between(22, 10, 40000, 38412);
    read_(PATH_SWITCH);
    assert_int_equal(kit.m.handles[0], everywhere);
    assert_int_equal(kit.m.begins, kit.m.handles[1]);
    uint64_t asked = kit.m.transaction;
    put_between(10, 22, 38412, 40000);
    read_(PATH_SWITCHED);
    assert_int_equal(kit.m.transaction, asked);
    assert_true(kit_says(&kit, "credential.session-key=true"));
}

/* What Criticality Diagnostics quotes is no message. */
static void quoted_procedure_is_no_message(void **state)
{
    (void)state;
    read_(ERROR_INDICATION);
    assert_int_equal(kit.count, 1);
    assert_string_equal(kit.m.name, "ErrorIndication");
    assert_string_equal(kit.m.cause_row->name, "semantic-error");
}

static void message_in_a_message(void **state)
{
    (void)state;
    read_(REROUTE);
    assert_int_equal(kit.inner_count, 1);
    assert_int_equal(kit.inner[0].decoder, DECODER_ngap);
}

static void what_is_passed_on_is_counted(void **state)
{
    (void)state;
    read_(NRPPA);
    assert_int_equal(kit.blind[BLIND_NOT_READ], 1);
    assert_true(kit_says(&kit, "location.data=true"));
    read_("001f400900000000071007676e64");
    assert_string_equal(kit.m.name, "PrivateMessage");
    assert_int_equal(kit.blind[BLIND_UNKNOWN_MESSAGE], 1);
}

static void unknown_procedures_and_elements_are_told(void **state)
{
    (void)state;
    read_("00fa40030000 00");
    assert_string_equal(kit.m.name, "unknown");
    assert_int_equal(kit.m.type, 0xfa);
    assert_null(kit.m.op);
    read_("002e400c000001fff0400501020304 05");
    assert_int_equal(kit.blind[BLIND_UNKNOWN_MESSAGE], 1);
}

static void every_procedure_is_named(void **state)
{
    (void)state;
    for (uint32_t i = 0; spec_op_at(i); i++) {
        const struct spec_op *op = spec_op_at(i);
        if (op->proto != PROTO_NGAP)
            continue;
        uint8_t kind = op->application ? 0x40 : (op->part == PART_ANSWER ? 0x20 : 0);
        const uint8_t bytes[] = {kind, (uint8_t)op->code, 0, 3, 0, 0, 0};
        memcpy(kit.bytes, bytes, sizeof bytes);
        kit_decode(&kit, &decoder_ngap, sizeof bytes);
        assert_ptr_equal(kit.m.op, op);
        assert_int_equal(kit.m.part, op->part);
    }
}

/* Cut anywhere, it is told as far as it goes, and that it fell short. */
static void cut_at_every_length(void **state)
{
    (void)state;
    static const char *const ALL[] = {INITIAL_UE, CONTEXT_REQUEST, NG_SETUP_DONE, PAGING};
    for (unsigned i = 0; i < sizeof ALL / sizeof *ALL; i++) {
        kit_hex(&kit, ALL[i]);
        for (size_t length = 0; length < kit.length; length++) {
            enum verdict said = kit_decode(&kit, &decoder_ngap, length);
            assert_int_equal(said, length < 3 ? VERDICT_NOT_MINE : VERDICT_TOOK);
            if (said == VERDICT_TOOK)
                assert_int_not_equal(kit.m.lack, LACK_NONE);
        }
    }
}

/* Inside one element, cut or wrong, the others are read all the same. */
static void a_broken_element_spoils_no_other(void **state)
{
    (void)state;
    read_(
        "000f0023 000003 00550001c0 00260004037e0041 0079400f 40 00f110 1234567890 00f110 000001");
    assert_int_not_equal(kit.m.lack, LACK_NONE);
    assert_true(kit_says(&kit, "location.area=00f110000001"));
}

static enum likeness looks(const char *hex)
{
    kit_hex(&kit, hex);
    return decoder_ngap.looks(cursor_of(kit.bytes, kit.length));
}

static void recognised_by_bytes(void **state)
{
    (void)state;
    assert_int_equal(looks(INITIAL_UE), LIKE_SURE);
    assert_int_equal(looks(CONTEXT_REQUEST), LIKE_SURE);
    assert_int_equal(looks(NG_SETUP), LIKE_SURE);
    assert_int_equal(looks(NG_SETUP_DONE), LIKE_SURE);
    assert_int_equal(looks(PAGING), LIKE_SURE);
    assert_int_equal(looks(RELEASE), LIKE_SURE);
    assert_int_equal(looks(PATH_SWITCH), LIKE_SURE);
    assert_int_equal(looks("0017000300000 0"), LIKE_PERHAPS); /* OverloadStop, which says nothing */
    assert_int_equal(looks("00fa40030000 00"), LIKE_PERHAPS);
    assert_int_equal(
        looks("000c0053000007000800020001001a00161507417108091010000000001002e0e000040201d01100"
              "4300060000f1100001006440080000f110123456700086400130006000060040c0000001004b4007"
              "0000f110800101"),
        LIKE_PERHAPS);
    assert_int_equal(
        looks("000900808f000006000000034010010008000200010018003a0100340012450009200f80c633641e"
              "00000701030755010034001f064001201001f4004001f4008002540be40020fa000f80c633641e00"
              "000702006b00051c000e000000490020111111111111111111111111111111111111111111111111"
              "1111111111111111001940100000f1100000010001ff20f8cb007109"),
        LIKE_PERHAPS);
    assert_int_equal(looks("474554202f20485454502f312e31"), LIKE_NOT);
    assert_int_equal(looks(""), LIKE_NOT);
    /* A byte more or less, or one element that nobody knows among the first. */
    kit_hex(&kit, INITIAL_UE);
    assert_int_equal(decoder_ngap.looks(cursor_of(kit.bytes, kit.length + 1)), LIKE_PERHAPS);
    assert_int_equal(decoder_ngap.looks(cursor_of(kit.bytes, kit.length - 1)), LIKE_PERHAPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(initial_message_says_where_and_hands_nas_down),
        cmocka_unit_test(context_request_gives_keys_tunnels_and_nas),
        cmocka_unit_test(keys_are_only_said_to_be_there),
        cmocka_unit_test(unsuccessful_outcome_has_its_name_and_cause),
        cmocka_unit_test(setup_names_both_sides),
        cmocka_unit_test(paging_names_whom_and_where),
        cmocka_unit_test(trace_says_where_it_goes),
        cmocka_unit_test(eutra_cells_too),
        cmocka_unit_test(identifiers_bind_a_context),
        cmocka_unit_test(handover_binds_source_and_target),
        cmocka_unit_test(path_switch_names_the_source),
        cmocka_unit_test(quoted_procedure_is_no_message),
        cmocka_unit_test(message_in_a_message),
        cmocka_unit_test(what_is_passed_on_is_counted),
        cmocka_unit_test(unknown_procedures_and_elements_are_told),
        cmocka_unit_test(every_procedure_is_named),
        cmocka_unit_test(cut_at_every_length),
        cmocka_unit_test(a_broken_element_spoils_no_other),
        cmocka_unit_test(recognised_by_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
