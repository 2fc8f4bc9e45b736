#include "proto_kit.h"

extern const struct decoder decoder_smpp;

#define BIND "00000027 00000009 00000000 00000001 'esme1' 00 'pass1' 00 'VMA' 00 34 01 01 '999' 00"
/* To a subscriber's number, from a short code; text of five bytes; a parameter. */
#define SUBMIT                                                                                     \
    "0000003c 00000004 00000000 00000002 00 00 00 '4321' 00 01 01 '999200000001' 00 00 00 00 00 "  \
    "00 01 00 00 00 05 'hello' 0204 0002 0001"
static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    proto_kit_open(&kit, &decoder_smpp, 2775);
    return 0;
}

static void binds(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_read(&kit, BIND), VERDICT_TOOK);
    const struct message *m = &kit.all[0];
    assert_string_equal(m->name, "bind_transceiver");
    assert_int_equal(m->part, PART_REQUEST);
    assert_int_equal(m->pairing, PAIR_CONNECTION);
    assert_int_equal(m->lack, LACK_NONE);
    proto_kit_is(&kit, MEANING_ORIGIN_HOST, "esme1");
    proto_kit_is(&kit, MEANING_PRODUCT, "VMA");
    assert_null(message_field(m, MEANING_PASSWORD)->at);
    proto_kit_turn(&kit);
    proto_kit_read(&kit, "00000010 80000009 0000000e 00000001");
    assert_int_equal(kit.all[0].transaction, 1);
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    assert_string_equal(kit.all[0].cause_row->name, "ESME_RINVPASWD");
}

static void submits(void **state)
{
    (void)state;
    proto_kit_read(&kit, SUBMIT);
    assert_string_equal(kit.all[0].name, "submit_sm");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    proto_kit_is(&kit, MEANING_CALLED, "999200000001");
    assert_null(proto_kit_text(&kit, MEANING_CALLING, 0)); /* a short code is no person */
    assert_null(message_field(&kit.all[0], MEANING_SMS)->at);
}

/* The centre's name of a message leads from the order to all that is asked about it. */
static void a_message_has_a_name(void **state)
{
    (void)state;
    proto_kit_turn(&kit);
    proto_kit_read(&kit, "00000015 80000004 00000000 00000002 'abc1' 00");
    uint64_t handle = kit.all[0].handles[0];
    assert_true(handle != 0);
    proto_kit_read(&kit, "00000045 00000005 00000000 00000009 00 01 01 '999200000001' 00 00 00 "
                         "'4321' 00 04 00 00 00 00 00 00 00 00 03 'id:' 001e 0005 'abc1' 00");
    assert_string_equal(kit.all[0].name, "deliver_sm");
    assert_true(kit.all[0].handles[0] == handle);
    proto_kit_is(&kit, MEANING_CALLING, "999200000001");
    proto_kit_turn(&kit);
    proto_kit_read(&kit, "00000018 00000003 00000000 00000003 'abc1' 00 00 00 00");
    assert_true(kit.all[0].handles[0] == handle);
    proto_kit_read(&kit, "0000001c 00000008 00000000 00000004 00 'abc1' 00 00 00 00 00 00 00");
    assert_true(kit.all[0].handles[0] == handle);
}

/* Who sends data_sm is told by the port, and with it what it amounts to. */
static void data_both_ways(void **state)
{
    (void)state;
    static const char data[] = "0000002a 00000103 00000000 00000005 00 01 01 '999200000001' 00"
                               " 00 00 '43' 00 00 00 00";
    proto_kit_read(&kit, data);
    assert_int_equal(kit.all[0].op->access[0].how, HOW_WRITE);
    proto_kit_turn(&kit);
    proto_kit_read(&kit, data);
    assert_int_equal(kit.all[0].op->access[0].how, HOW_DELIVER);
    assert_string_equal(kit.all[0].name, "data_sm");
}

static void numbers(void **state)
{
    (void)state;
    static const struct {
        const char *ton, *address;
        bool is_one;
    } rows[] = {{"01", "9992001", true},          {"01", "999200", false},
                {"00", "99920000001", true},      {"00", "9992000001", false},
                {"02", "99920000001", false},     {"05", "99920000001", false},
                {"01", "+9992000001", true},      {"01", "99920O0001", false},
                {"01", "9992000000000001", false}};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        char hex[128];
        snprintf(hex, sizeof hex, "%08x 00000102 00000000 00000001 %s 01 '%s' 00 00 00 00",
                 (unsigned)(16 + 2 + strlen(rows[i].address) + 1 + 3), rows[i].ton,
                 rows[i].address);
        proto_kit_read(&kit, hex);
        assert_int_equal(kit.all[0].part, PART_NEITHER);
        assert_int_equal(proto_kit_text(&kit, MEANING_MSISDN, 0) != NULL, rows[i].is_one);
    }
}

static void many_destinations(void **state)
{
    (void)state;
    proto_kit_read(&kit,
                   "0000003f 00000021 00000000 00000006 00 00 00 00 03 01 01 01 '999200001' 00"
                   " 02 'list' 00 01 01 01 '999200002' 00 00 00 00 00 00 00 00 00 00 00");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_string_equal(proto_kit_text(&kit, MEANING_CALLED, 1), "999200002");
    proto_kit_read(&kit, "00000016 00000021 00000000 00000006 00 00 00 00 01 03");
    assert_int_equal(kit.all[0].lack, LACK_VALUE);
}

static void unknown_ones_are_told(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00000010 00010200 00000000 00000007");
    assert_null(kit.all[0].op);
    proto_kit_read(&kit, "00000019 00000003 00000000 00000003 00 00 00 00 1400 0001 55");
    assert_int_equal(kit.blind, 1);
    assert_int_equal(kit.blind_bytes, 1);
    proto_kit_read(&kit, "00000010 80000000 00000003 00000003");
    assert_string_equal(kit.all[0].name, "generic_nack");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    proto_kit_read(&kit, "00000010 80000004 00000400 00000003"); /* a vendor's status */
    assert_null(kit.all[0].cause_row);
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    proto_kit_cut(&kit, SUBMIT, 16);
    proto_kit_cut(&kit, BIND, 16);
    proto_kit_read(&kit, "00000018 00000003 00000000 00000003 'abcdefgh'"); /* no zero ends it */
    assert_int_equal(kit.all[0].lack, LACK_BYTES);
    assert_int_equal(proto_kit_read(&kit, "0000000f 00000003 00000000 00000003"), VERDICT_NOT_MINE);
}

static void streams(void **state)
{
    (void)state;
    size_t length = 0;
    proto_kit_hex(&kit, SUBMIT);
    assert_int_equal(decoder_smpp.length(cursor_of(kit.bytes, 4), &length), VERDICT_TOOK);
    assert_int_equal(length, 60);
    assert_int_equal(decoder_smpp.length(cursor_of(kit.bytes, 3), &length), VERDICT_MORE);
    proto_kit_hex(&kit, "0000000f");
    assert_int_equal(decoder_smpp.length(cursor_of(kit.bytes, 4), &length), VERDICT_NOT_MINE);
    proto_kit_hex(&kit, "00020000");
    assert_int_equal(decoder_smpp.length(cursor_of(kit.bytes, 4), &length), VERDICT_NOT_MINE);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, BIND), LIKE_SURE);
    assert_int_equal(proto_kit_looks(&kit, SUBMIT), LIKE_SURE);
    assert_int_equal(proto_kit_looks(&kit, "00000010 00000015 00000000 00000001"), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "00000010 00000015 00000000 000000"), LIKE_NOT);
    assert_int_equal(proto_kit_looks(&kit, "01000010 00000015 00000000 00000001"), LIKE_NOT);
    /* Another protocol's length, request type and number, then a text with its length. */
    assert_int_equal(proto_kit_looks(&kit, "00000024 00000004 00000000 00000005 'kafka-client-0000'"
                                           " 0000"),
                     LIKE_PERHAPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(binds, open_kit),
        cmocka_unit_test_setup(submits, open_kit),
        cmocka_unit_test_setup(a_message_has_a_name, open_kit),
        cmocka_unit_test_setup(data_both_ways, open_kit),
        cmocka_unit_test_setup(numbers, open_kit),
        cmocka_unit_test_setup(many_destinations, open_kit),
        cmocka_unit_test_setup(unknown_ones_are_told, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(streams, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
