#include "proto_kit.h"

#include "wire/proto/ranap.h"

#define IMSI "08 0910100000000010"
#define TMSI "05 f4c0ffee01"
#define IMEI "08 4a09000000000070"

extern const struct decoder decoder_ranap;

static struct proto_kit kit;

/* Inside a DirectTransfer. */
static void says(const char *nas)
{
    char hex[256];
    proto_kit_open(&kit, &decoder_ranap, 0);
    proto_kit_hex(&kit, nas);
    unsigned length = (unsigned)kit.length;
    snprintf(hex, sizeof hex, "0014 00 %02x 000001 0010 40 %02x %02x %s", length + 8, length + 1,
             length, nas);
    assert_int_equal(proto_kit_read(&kit, hex), VERDICT_TOOK);
    assert_int_equal(kit.all[0].lack, LACK_NONE);
}

static void identities(void **state)
{
    (void)state;
    static const char *const messages[] = {
        "0501 33" IMSI,
        "0508 70 00f110002a 33" IMSI,
        "0548 70 00f110002a 33" IMSI,
        "0519" IMSI,
        "0524 11 03 3319a2" IMSI,
        "0528 00 03 3319a2" IMSI,
        "0627 00 03 3319a2" IMSI,
        "0801 02 e5e0 01 0a00" IMSI "00f110002a01",
        "0816" IMSI,
    };
    for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++) {
        says(messages[i]);
        proto_kit_is(&kit, MEANING_IMSI, "001010000000001");
        assert_int_equal(kit.blind, 0);
    }
    says("0519" IMEI);
    proto_kit_is(&kit, MEANING_IMEI, "490000000000007");
    says("0508 70 00f110002a 33" TMSI);
    proto_kit_is(&kit, MEANING_GUTI, "00f110002ac0ffee01");
    says("0524 11 03 3319a2" TMSI); /* without its area it is nobody's */
    assert_null(proto_kit_text(&kit, MEANING_GUTI, 0));
}

static void others_are_counted(void **state)
{
    (void)state;
    says("0512 00 11223344");
    assert_int_equal(kit.blind_bytes, 7);
    says("0901 02 0205");
    assert_non_null(message_field(&kit.all[0], MEANING_SMS));
    says("0904");
    assert_null(message_field(&kit.all[0], MEANING_SMS)); /* an acknowledgement holds none */
    says("0519 08 09");                                   /* shorter than it says */
    assert_null(proto_kit_text(&kit, MEANING_IMSI, 0));
    assert_int_equal(kit.blind_bytes, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identities),
        cmocka_unit_test(others_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
