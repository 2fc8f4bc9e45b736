#include "nas_kit.h"

extern const struct decoder decoder_gsup;

static struct nas_kit kit;

static int open_kit(void **state)
{
    (void)state;
    nas_kit_open(&kit, &decoder_gsup);
    return 0;
}

#define IMSI "01 08 00010100000000f1 "
#define SEND_AUTH "000f ee 05 08 " IMSI "28 01 02"

static void asks(void **state)
{
    (void)state;
    assert_int_equal(nas_kit_read(&kit, SEND_AUTH), VERDICT_TOOK);
    const struct message *m = &kit.all[0];
    assert_int_equal(m->proto, PROTO_GSUP);
    assert_string_equal(m->name, "SendAuthInfo Request");
    assert_int_equal(m->part, PART_REQUEST);
    assert_int_equal(m->pairing, PAIR_CONNECTION);
    assert_int_equal(m->lack, LACK_NONE);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_IMSI, 0), "001010000000001");
}

static void answers_by_type_and_subscriber(void **state)
{
    (void)state;
    nas_kit_read(&kit, SEND_AUTH);
    uint64_t asked = kit.all[0].transaction;
    nas_kit_read(&kit, "0020 ee 05 0a " IMSI "03 12 20 10 00112233445566778899aabbccddeeff");
    assert_int_equal(kit.all[0].transaction, asked);
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_VECTOR, 0), "true");
    assert_null(nas_kit_field(&kit, 0, MEANING_VECTOR, 0)->at); /* not what is in it */
    nas_kit_read(&kit, "000f ee 05 09 " IMSI "02 01 02");
    assert_int_equal(kit.all[0].transaction, asked);
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    assert_string_equal(kit.all[0].cause_row->name, "IMSI unknown in HLR");
    nas_kit_read(&kit, "000f ee 05 06 " IMSI "28 01 02");
    assert_int_not_equal(kit.all[0].transaction, asked);
    nas_kit_read(&kit, "000c ee 05 0a 01 08 00010100000000f2");
    assert_int_not_equal(kit.all[0].transaction, asked);
    /* Sessions of one subscriber are told apart. */
    nas_kit_read(&kit, "0012 ee 05 20 " IMSI "30 04 00000001");
    asked = kit.all[0].transaction;
    nas_kit_read(&kit, "0012 ee 05 22 " IMSI "30 04 00000002");
    assert_int_not_equal(kit.all[0].transaction, asked);
    nas_kit_read(&kit, "0012 ee 05 22 " IMSI "30 04 00000001");
    assert_int_equal(kit.all[0].transaction, asked);
}

/* A routing error refuses, and is nobody's answer by its type. */
static void kinds(void **state)
{
    (void)state;
    nas_kit_read(&kit, "000c ee 05 4e " IMSI);
    assert_string_equal(kit.all[0].name, "E Routing Error");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    nas_kit_read(&kit, "000c ee 05 0b " IMSI);
    assert_int_equal(kit.all[0].part, PART_NEITHER);
    nas_kit_read(&kit, "000c ee 05 f0 " IMSI);
    assert_string_equal(kit.all[0].name, "unknown");
}

#define INSERT                                                                                     \
    "0030 ee 05 10 " IMSI "08 07 06999000000010 04 00 05 11 10 01 01 11 02 f121 12 08 07 "         \
    "696e7465726e65 60 04 484c5200"

static void profiles(void **state)
{
    (void)state;
    nas_kit_read(&kit, INSERT);
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_MSISDN, 0), "990900000001");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_APN, 0), "interne");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_PROFILE, 0), "true");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_ORIGIN_HOST, 0), "HLR");
    assert_int_equal(nas_kit_field(&kit, 0, MEANING_APN, 0)->group, 1);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    nas_kit_hex(&kit, INSERT);
    for (size_t n = 5; n < kit.length; n++) {
        uint8_t exact[NAS_KIT_BYTES];
        memcpy(exact + sizeof exact - n, kit.bytes, n);
        assert_int_equal(nas_kit_decode(&kit, cursor_of(exact + sizeof exact - n, n)),
                         VERDICT_TOOK);
        assert_int_equal(kit.count, 1);
        assert_int_not_equal(kit.all[0].lack, LACK_NONE);
    }
}

static void short_messages(void **state)
{
    (void)state;
    nas_kit_read(&kit, "002d ee 05 24 " IMSI "40 01 07 41 08 03 9199900000f0ff 42 08 02 "
                       "06999000000010 67 00 43 04 01020304 44 00");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_SMS_CENTRE, 0), "990900000");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_MSISDN, 0), "990900000001");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_SMS, 0), "true");
    nas_kit_read(&kit, "001a ee 05 28 " IMSI "41 09 01 00010100000000f1 44 01 1b");
    assert_string_equal(nas_kit_text(&kit, 0, MEANING_IMSI, 1), "001010000000001");
    assert_string_equal(kit.all[0].cause_row->name, "Destination out of order");
}

static void what_is_not_read_is_counted(void **state)
{
    (void)state;
    nas_kit_read(&kit, "0011 ee 05 20 " IMSI "35 03 a10100");
    assert_int_equal(kit.blind, 1);
    assert_int_equal(kit.reason, BLIND_NOT_READ);
    assert_int_equal(nas_kit_read(&kit, "0003 ee 00 0102"), VERDICT_TOOK); /* CTRL */
    assert_int_equal(kit.count, 0);
    assert_int_equal(kit.blind, 1);
    assert_int_equal(nas_kit_read(&kit, "0001 fe 00"), VERDICT_TOOK); /* ping */
    assert_int_equal(kit.count, 0);
    assert_int_equal(kit.blind, 0);
    assert_int_equal(nas_kit_read(&kit, "0001 00 00"), VERDICT_NOT_MINE);
}

static enum likeness looks(const char *hex)
{
    nas_kit_hex(&kit, hex);
    return decoder_gsup.looks(cursor_of(kit.bytes, kit.length));
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(looks(SEND_AUTH), LIKE_SURE);
    assert_int_equal(looks("0001 fe 00"), LIKE_PERHAPS);
    assert_int_equal(looks("0001 fe 07"), LIKE_NOT);
    assert_int_equal(looks("0000 fe 00"), LIKE_NOT);
    assert_int_equal(looks("0003 ee 00 0102"), LIKE_PERHAPS);
    assert_int_equal(looks("0003 ee 06 0102"), LIKE_NOT);
    assert_int_equal(looks("000f ee 05 08 02 08 00010100000000f1"), LIKE_PERHAPS);
    assert_int_equal(looks("4745 54 20 2f"), LIKE_NOT);
    assert_int_equal(looks("000f ee"), LIKE_NOT);
}

static void streams(void **state)
{
    (void)state;
    size_t length = 0;
    nas_kit_hex(&kit, SEND_AUTH);
    assert_int_equal(decoder_gsup.length(cursor_of(kit.bytes, 2), &length), VERDICT_MORE);
    assert_int_equal(decoder_gsup.length(cursor_of(kit.bytes, 3), &length), VERDICT_TOOK);
    assert_int_equal(length, kit.length);
    nas_kit_hex(&kit, "ffff ee");
    assert_int_equal(decoder_gsup.length(cursor_of(kit.bytes, 3), &length), VERDICT_NOT_MINE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(asks, open_kit),
        cmocka_unit_test_setup(answers_by_type_and_subscriber, open_kit),
        cmocka_unit_test_setup(kinds, open_kit),
        cmocka_unit_test_setup(profiles, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(short_messages, open_kit),
        cmocka_unit_test_setup(what_is_not_read_is_counted, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
        cmocka_unit_test_setup(streams, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
