#include "wire/proto/ngap.h"

#include "ap_kit.h"
#include "unit/unit.h"

extern const struct decoder decoder_ngap;

static const char SETUP[] =
    "001d0046000003000a0003201001005500020001004a0032004005047e0068014020000007240000"
    "03008b000a01f0c000021e00000511007e000a001fc000021e000006110086000100";
static const char SET_UP[] =
    "201d004c000004000a0003201001005500020001004b40210000051d4003e0c00002150000061104"
    "014090007cc00002160000071104014090007940135000f110123456789000f110000001ec000001";
static const char MODIFY[] =
    "001a0038000003000a000320100100550002000100400024004005047e0068011b000001008c0014"
    "001fc000021e0000052101f0c000021500000522";
static const char MODIFIED[] =
    "201a002d000003000a000320100100550002000100414019000005156003e0c00002150000062101"
    "f0c000021e00000622";
static const char INDICATION[] =
    "001b0027000003000a0003201001005500020001003f00130000050f000f80c00002150000063104"
    "014090";
static const char CONFIRM[] =
    "201b0024000003000a0003201001005500020001003e40100000050c0000203ec000021e00000531";
static const char HANDOVER[] =
    "000d0080ae000006000a0003202001000f40020400005d0021102222222222222222222222222222"
    "222222222222222222222222222222222222001c00070000f1100100420049003d00000540200000"
    "0734000003008b001a09f0c000021e20010db800000000000000000000003000000541007e000a00"
    "1fc000021e0000064100860001000065002928010101010101010101010101010101010101010101"
    "01010101010101010101010101010101010101";
static const char ADMITTED[] =
    "200d002f000003000a00032020010055000200010035401b000005174007c0c00002150000064101"
    "f0c0000215000006420001";
static const char SWITCH[] =
    "0019003b00000400550002000100640003201001007940135000f110123456789000f110000001ec"
    "000001004c00100000050c001fc0000215000006510002";
static const char SWITCHED[] =
    "20190047000004000a0003201001005500020001005d002110222222222222222222222222222222"
    "2222222222222222222222222222222222004d400e0000050a401fc000021e00000551";
/* HandoverCommand with a session whose data is forwarded to a tunnel. */
static const char COMMAND[] =
    "200c0023000003000a0003201001005500020001003b000f0000050b400f80c000021600000661";

static struct kit kit;

static void read_(const char *hex)
{
    kit_read(&kit, &decoder_ngap, hex);
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.m.lack, LACK_NONE);
}

/* All tunnels of a session are of one group: those of the user plane. */
static void only_tunnels(const char *const *tunnels, unsigned count)
{
    assert_int_equal(kit_count(&kit, MEANING_SESSION_TUNNEL), count);
    for (unsigned i = 0; i < count; i++)
        if (!kit_says(&kit, tunnels[i]))
            fail_msg("no %s in %s", tunnels[i], kit.texts);
    for (unsigned i = 0; i < kit.m.field_count; i++)
        if (kit.m.fields[i].meaning == MEANING_SESSION_TUNNEL)
            assert_int_equal(kit.m.fields[i].group, 1);
    assert_true(kit_says(&kit, "session.bearer=5"));
}

#define ONLY(...)                                                                                  \
    only_tunnels((const char *const[]){__VA_ARGS__},                                               \
                 sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void requests_name_the_upf(void **state)
{
    (void)state;
    read_(SETUP);
    ONLY("session.tunnel=0x00000511@192.0.2.30", "session.tunnel=0x00000611@192.0.2.30");
    assert_true(kit_says(&kit, "session.slice=01000007"));
    assert_int_equal(kit.inner_count, 1);
    assert_int_equal(kit.inner[0].decoder, DECODER_nas_5gs);
    read_(MODIFY);
    ONLY("session.tunnel=0x00000521@192.0.2.30", "session.tunnel=0x00000522@192.0.2.21");
    assert_int_equal(kit.inner_count, 1);
}

/* IPv4 and IPv6 in one address of 160 bits. */
static void two_families_in_one_address(void **state)
{
    (void)state;
    read_(HANDOVER);
    ONLY("session.tunnel=0x00000541@192.0.2.30", "session.tunnel=0x00000541@2001:db8::30",
         "session.tunnel=0x00000641@192.0.2.30");
}

static void responses_name_the_radio_access(void **state)
{
    (void)state;
    read_(SET_UP);
    ONLY("session.tunnel=0x00000611@192.0.2.21", "session.tunnel=0x00000711@192.0.2.22");
    read_(MODIFIED);
    ONLY("session.tunnel=0x00000621@192.0.2.21", "session.tunnel=0x00000622@192.0.2.30");
}

static void modifications_from_below(void **state)
{
    (void)state;
    read_(INDICATION);
    ONLY("session.tunnel=0x00000631@192.0.2.21");
    read_(CONFIRM);
    ONLY("session.tunnel=0x00000531@192.0.2.30");
}

static void handovers(void **state)
{
    (void)state;
    read_(ADMITTED);
    ONLY("session.tunnel=0x00000641@192.0.2.21", "session.tunnel=0x00000642@192.0.2.21");
    read_(SWITCH);
    ONLY("session.tunnel=0x00000651@192.0.2.21");
    read_(SWITCHED);
    ONLY("session.tunnel=0x00000551@192.0.2.30");
    read_(COMMAND);
    ONLY("session.tunnel=0x00000661@192.0.2.22");
}

/* More sessions with a NAS message each than are followed: the rest is counted, none is lost. */
static void many_messages_in_a_list(void **state)
{
    (void)state;
    enum { SESSIONS = 20, ITEM = 8 };
    static const uint8_t item[ITEM] = {0x40, 5, 3, 0x7e, 0, 0x68, 0x01, 0};
    const uint8_t head[] = {0, 26, 0, 0x80, 3 + 5 + 1 + SESSIONS * ITEM, 0,           0, 1,
                            0, 64, 0, 0x80, 1 + SESSIONS * ITEM,         SESSIONS - 1};
    memcpy(kit.bytes, head, sizeof head);
    for (unsigned i = 0; i < SESSIONS; i++)
        memcpy(kit.bytes + sizeof head + i * ITEM, item, ITEM);
    kit_decode(&kit, &decoder_ngap, sizeof head + SESSIONS * ITEM);
    assert_int_equal(kit.inner_count, AP_INNERS);
    assert_int_equal(kit.blind[BLIND_TOO_DEEP], SESSIONS - AP_INNERS);
    assert_int_equal(kit_count(&kit, MEANING_BEARER), SESSIONS);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    static const char *const ALL[] = {SETUP,    SET_UP,   MODIFY, MODIFIED, INDICATION, CONFIRM,
                                      HANDOVER, ADMITTED, SWITCH, SWITCHED, COMMAND};
    for (unsigned i = 0; i < sizeof ALL / sizeof *ALL; i++) {
        kit_hex(&kit, ALL[i]);
        for (size_t length = 3; length < kit.length; length++) {
            kit_decode(&kit, &decoder_ngap, length);
            assert_int_equal(kit.count, 1);
            assert_int_not_equal(kit.m.lack, LACK_NONE);
        }
    }
}

/* Whatever bits a transfer has: an end is found, and no more is told than there is room for. */
static void any_bits_in_a_transfer(void **state)
{
    (void)state;
    static const char *const ALL[] = {SETUP, SET_UP, MODIFIED, CONFIRM, ADMITTED, COMMAND};
    for (unsigned i = 0; i < sizeof ALL / sizeof *ALL; i++) {
        kit_hex(&kit, ALL[i]);
        for (size_t at = 20; at < kit.length; at++)
            for (unsigned bit = 0; bit < 8; bit++) {
                kit.bytes[at] ^= (uint8_t)(1U << bit);
                kit_decode(&kit, &decoder_ngap, kit.length);
                assert_int_equal(kit.count, 1);
                kit.bytes[at] ^= (uint8_t)(1U << bit);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_name_the_upf),
        cmocka_unit_test(two_families_in_one_address),
        cmocka_unit_test(responses_name_the_radio_access),
        cmocka_unit_test(modifications_from_below),
        cmocka_unit_test(handovers),
        cmocka_unit_test(many_messages_in_a_list),
        cmocka_unit_test(cut_at_every_length),
        cmocka_unit_test(any_bits_in_a_transfer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
