#include "wire/proto/s1ap.h"

#include "ap_kit.h"
#include "unit/unit.h"

extern const struct decoder decoder_s1ap;

static struct kit kit;

static const char CONTEXT[] =
    "000900808f000006000000034010010008000200010018003a0100340012450009200f80c633641e"
    "00000701030755010034001f064001201001f4004001f4008002540be40020fa000f80c633641e00"
    "000702006b00051c000e000000490020111111111111111111111111111111111111111111111111"
    "1111111111111111001940100000f1100000010001ff20f8cb007109";
static const char CONTEXT_DONE[] =
    "20090023000003000000034010010008000200010033000f000032000a0a1fc633641500000801";
static const char SETUP[] =
    "0005003b000003000000034010010008000200010010002700001100220a0009204f80c633641e20"
    "010db80000000000000000000000300000071103075501";
static const char SET_UP[] =
    "2005003400000400000003401001000800020001001c000f000027000a0a1fc63364150000081100"
    "bd400d0000f1101234567000f1100001";
static const char MODIFY[] =
    "0006003100000300000003401001000800020001001e001d00002400184a00092003075501000000"
    "b9000a07c0c633641e00000721";
static const char INDICATION[] =
    "003200360000040000000340100100080002000100c7000f0000c8000a0a1fc63364150000083100"
    "c9000f0000ca000a0c1fc633641500000832";
static const char HANDOVER[] =
    "00010078000005000000034020010002400202000035001200001b000d0a1fc633641e0000074100"
    "09200068002928010101010101010101010101010101010101010101010101010101010101010101"
    "01010101010101002800211022222222222222222222222222222222222222222222222222222222"
    "22222222";
static const char ADMITTED[] =
    "200100380000030000000340200100080002000100120024000014001f78a1f0c633641500000843"
    "0f80c6336415000008440f80c633641500000845";
static const char COMMAND[] =
    "2000003600000400000003401001000800020001000c001400000e000f68a1f0c633641600000841"
    "00000842007b000a09000000000000000000";
static const char SWITCH[] =
    "000300390000050008000200010016000f000017000a0a1fc6336415000008510058000340100100"
    "6440080000f11012345670004300060000f1100001";
static const char SWITCHED[] =
    "2003004800000400000003401001000800020001005f000f00005e000a0a1fc633641e0000075100"
    "280021102222222222222222222222222222222222222222222222222222222222222222";

static void read_(const char *hex)
{
    kit_read(&kit, &decoder_s1ap, hex);
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.m.lack, LACK_NONE);
}

static void only_tunnels(const char *const *tunnels, unsigned count)
{
    assert_int_equal(kit_count(&kit, MEANING_SESSION_TUNNEL), count);
    for (unsigned i = 0; i < count; i++)
        if (!kit_says(&kit, tunnels[i]))
            fail_msg("no %s in %s", tunnels[i], kit.texts);
    for (unsigned i = 0; i < kit.m.field_count; i++)
        if (kit.m.fields[i].meaning == MEANING_SESSION_TUNNEL)
            assert_int_not_equal(kit.m.fields[i].group, 0);
}

#define ONLY(...)                                                                                  \
    only_tunnels((const char *const[]){__VA_ARGS__},                                               \
                 sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* The second item has guaranteed bit rates (5 octets each at most) and no NAS message. */
static void context_of_two_bearers(void **state)
{
    (void)state;
    read_(CONTEXT);
    ONLY("session.tunnel=0x00000701@198.51.100.30", "session.tunnel=0x00000702@198.51.100.30");
    assert_int_equal(kit_count(&kit, MEANING_BEARER), 2);
    assert_int_equal(kit.m.groups, 2);
    assert_int_equal(kit.inner_count, 1);
    read_(CONTEXT_DONE);
    ONLY("session.tunnel=0x00000801@198.51.100.21");
}

static void bearers_set_up_and_modified(void **state)
{
    (void)state;
    read_(SETUP);
    ONLY("session.tunnel=0x00000711@198.51.100.30", "session.tunnel=0x00000711@2001:db8::30");
    assert_int_equal(kit.inner_count, 1);
    read_(SET_UP);
    ONLY("session.tunnel=0x00000811@198.51.100.21");
    read_(MODIFY); /* the tunnel is an extension */
    ONLY("session.tunnel=0x00000721@198.51.100.30");
    assert_int_equal(kit.inner_count, 1);
    read_(INDICATION);
    ONLY("session.tunnel=0x00000831@198.51.100.21", "session.tunnel=0x00000832@198.51.100.21");
}

static void handovers(void **state)
{
    (void)state;
    read_(HANDOVER);
    ONLY("session.tunnel=0x00000741@198.51.100.30");
    read_(ADMITTED);
    ONLY("session.tunnel=0x00000843@198.51.100.21", "session.tunnel=0x00000844@198.51.100.21",
         "session.tunnel=0x00000845@198.51.100.21");
    read_(COMMAND); /* the second of the two has a TEID and no address: no tunnel */
    ONLY("session.tunnel=0x00000841@198.51.100.22");
    read_(SWITCH);
    ONLY("session.tunnel=0x00000851@198.51.100.21");
    read_(SWITCHED);
    ONLY("session.tunnel=0x00000751@198.51.100.30");
}

static void cut_at_every_length(void **state)
{
    (void)state;
    static const char *const ALL[] = {CONTEXT, SETUP, MODIFY, ADMITTED, COMMAND, SWITCH};
    for (unsigned i = 0; i < sizeof ALL / sizeof *ALL; i++) {
        kit_hex(&kit, ALL[i]);
        for (size_t length = 3; length < kit.length; length++) {
            kit_decode(&kit, &decoder_s1ap, length);
            assert_int_equal(kit.count, 1);
            assert_int_not_equal(kit.m.lack, LACK_NONE);
        }
    }
}

static void any_bits(void **state)
{
    (void)state;
    static const char *const ALL[] = {CONTEXT, MODIFY, ADMITTED, COMMAND};
    for (unsigned i = 0; i < sizeof ALL / sizeof *ALL; i++) {
        kit_hex(&kit, ALL[i]);
        for (size_t at = 7; at < kit.length; at++)
            for (unsigned bit = 0; bit < 8; bit++) {
                kit.bytes[at] ^= (uint8_t)(1U << bit);
                kit_decode(&kit, &decoder_s1ap, kit.length);
                assert_int_equal(kit.count, 1);
                kit.bytes[at] ^= (uint8_t)(1U << bit);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(context_of_two_bearers),
        cmocka_unit_test(bearers_set_up_and_modified),
        cmocka_unit_test(handovers),
        cmocka_unit_test(cut_at_every_length),
        cmocka_unit_test(any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
