#include "proto_kit.h"

extern const struct decoder decoder_sgsap;

/* IMSI 001010123456789, LAI and TMSI, SGs cause. */
#define IMSI "01 08 09 10 10 10 32 54 76 98"
static const char REQUEST[] =
    "09" IMSI "09 37 05 '.mmec'"; /* cut short on purpose where a test says so */
static const char UPDATE[] = "09" IMSI " 09 05 04 'mme1' 0a 01 01 04 05 00 f1 10 00 2a"
                             " 15 08 91 00 21 43 65 87 09 21 23 05 00 f1 10 00 01"
                             " 24 07 00 f1 10 00 00 01 01";

static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    proto_kit_open(&kit, &decoder_sgsap, 29118);
    return 0;
}

static void location_update(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_read(&kit, UPDATE), VERDICT_TOOK);
    const struct message *m = &kit.all[0];
    assert_string_equal(m->name, "SGsAP-LOCATION-UPDATE-REQUEST");
    assert_int_equal(m->part, PART_REQUEST);
    assert_int_equal(m->pairing, PAIR_CONNECTION);
    assert_int_equal(m->lack, LACK_NONE);
    proto_kit_is(&kit, MEANING_IMSI, "001010123456789");
    proto_kit_is(&kit, MEANING_IMEI, "1900123456789012");
    proto_kit_is(&kit, MEANING_ORIGIN_HOST, "mme1");
    proto_kit_is(&kit, MEANING_AREA, "00f110002a");
    proto_kit_is(&kit, MEANING_VISITED, "00101");
    proto_kit_is(&kit, MEANING_CELL, "00f11000000101");
    assert_null(proto_kit_text(&kit, MEANING_GUTI, 0)); /* no TMSI in it */
}

static void answers_find_what_asked(void **state)
{
    (void)state;
    static const struct {
        uint8_t asks, answers;
        bool refused;
    } rows[] = {{1, 6, false},   {1, 2, true},   {1, 31, true},   {9, 10, false},  {9, 11, true},
                {13, 14, false}, {13, 15, true}, {17, 18, false}, {19, 20, false}, {21, 22, false}};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        char hex[64];
        snprintf(hex, sizeof hex, "%02x" IMSI, rows[i].asks);
        proto_kit_read(&kit, hex);
        assert_int_equal(kit.all[0].part, PART_REQUEST);
        uint64_t asked = kit.all[0].transaction;
        snprintf(hex, sizeof hex, "%02x" IMSI, rows[i].answers);
        proto_kit_read(&kit, hex);
        assert_int_equal(kit.all[0].part, PART_ANSWER);
        assert_true(kit.all[0].transaction == asked);
        assert_int_equal(kit.all[0].outcome, rows[i].refused ? OUTCOME_REFUSED : OUTCOME_SUCCESS);
        snprintf(hex, sizeof hex, "%02x 01 08 09 10 10 10 32 54 76 99", rows[i].answers);
        proto_kit_read(&kit, hex);
        assert_false(kit.all[0].transaction == asked); /* somebody else's */
    }
}

static void causes(void **state)
{
    (void)state;
    proto_kit_read(&kit, "02" IMSI " 08 01 03");
    assert_string_equal(kit.all[0].cause_row->name, "IMSI unknown");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    proto_kit_read(&kit, "0b" IMSI " 0f 01 02");
    assert_string_equal(kit.all[0].cause_row->name, "IMSI unknown in HLR");
}

/* TS 23.003 2.4: a TMSI is unique in its location area. */
static void a_tmsi_needs_its_area(void **state)
{
    (void)state;
    proto_kit_read(&kit, "01" IMSI " 02 04 03 'vlr' 20 01 01 03 04 deadbeef");
    assert_null(proto_kit_text(&kit, MEANING_GUTI, 0));
    proto_kit_read(&kit, "01" IMSI " 03 04 deadbeef 04 05 00f110002a");
    proto_kit_is(&kit, MEANING_GUTI, "00f110002adeadbeef");
    proto_kit_read(&kit, "0a" IMSI " 04 05 00f110002a 0e 05 f4 deadbeef");
    proto_kit_is(&kit, MEANING_GUTI, "00f110002adeadbeef");
}

static void short_messages_are_not_read(void **state)
{
    (void)state;
    proto_kit_read(&kit, "07" IMSI " 16 05 0901021011");
    proto_kit_is(&kit, MEANING_SMS, "true");
    const struct field *f = message_field(&kit.all[0], MEANING_SMS);
    assert_null(f->at);
    assert_int_equal(kit.all[0].part, PART_NEITHER);
    assert_int_equal(kit.all[0].pairing, PAIR_NONE);
}

static void odd_digits(void **state)
{
    (void)state;
    proto_kit_read(&kit, "10 01 07 01 10 10 10 32 54 f6"); /* even: the last half is filler */
    proto_kit_is(&kit, MEANING_IMSI, "001010123456");
    proto_kit_read(&kit, "10 01 08 09 10 1a 10 32 54 76 98");
    assert_null(proto_kit_text(&kit, MEANING_IMSI, 0));
    proto_kit_read(&kit, "10 01 00");
    assert_null(proto_kit_text(&kit, MEANING_IMSI, 0));
    proto_kit_read(&kit, "10 01 0a 09 10 10 10 32 54 76 98 10 10"); /* more than an IMSI has */
    assert_null(proto_kit_text(&kit, MEANING_IMSI, 0));
}

static void unknown_ones_are_told(void **state)
{
    (void)state;
    proto_kit_read(&kit, "1c" IMSI);
    assert_null(kit.all[0].op);
    assert_string_equal(kit.all[0].name, "unknown");
    proto_kit_read(&kit, "10" IMSI " c8 02 0102");
    assert_int_equal(kit.blind, 1);
    assert_int_equal(kit.blind_bytes, 2);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    proto_kit_cut(&kit, UPDATE, 2);
    proto_kit_read(&kit, REQUEST);
    assert_int_equal(kit.all[0].lack, LACK_LENGTH);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, UPDATE), LIKE_SURE);
    assert_int_equal(proto_kit_looks(&kit, "15 02 04 03 'vlr'"), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "09 01 08 09 10 10 10 32 54 76 a8"), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "09 01 08 09 10 10 10 32 54 76 98 09"), LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "20 01 08 09 10 10 10 32 54 76 98"), LIKE_NOT);
    assert_int_equal(proto_kit_looks(&kit, "09 01"), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(location_update, open_kit),
        cmocka_unit_test_setup(answers_find_what_asked, open_kit),
        cmocka_unit_test_setup(causes, open_kit),
        cmocka_unit_test_setup(a_tmsi_needs_its_area, open_kit),
        cmocka_unit_test_setup(short_messages_are_not_read, open_kit),
        cmocka_unit_test_setup(odd_digits, open_kit),
        cmocka_unit_test_setup(unknown_ones_are_told, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
