#include "unit/unit.h"

#include "gtp_kit.h"

#define IMSI "01 0008 00 00011132547698f0"
#define MSISDN "4c 0006 00 999900104321"
#define MEI "4b 0008 00 5300219078563412"
#define ULI "56 000d 00 18 00f1100007 00f11000001901"
#define SERVING "53 0003 00 00f110"
#define FTEID "57 0009 00 8a 00000001 c0000201" /* S11 MME 192.0.2.1 */
#define APN "47 0009 00 08696e7465726e6574"
#define PAA "4f 0005 00 01 0a2d0002"
#define BEARER "5d 0012 00 49 0001 00 05 57 0009 02 84 0000abcd c6336407"

static const char CREATE[] = "48 20 0088 00000000 000142 00" IMSI MSISDN MEI ULI SERVING
                             "52 0001 00 06" FTEID APN PAA BEARER "5e 0004 00 00000007";

static struct gtp_kit kit;

static int open_kit(void **state)
{
    (void)state;
    gtp_kit_open(&kit, &decoder_gtpv2);
    return 0;
}

static void header_and_identities(void **state)
{
    (void)state;
    assert_int_equal(gtp_kit_read(&kit, CREATE), VERDICT_TOOK);
    const struct message *m = &kit.all[0];
    assert_int_equal(kit.count, 1);
    assert_string_equal(m->name, "Create Session Request");
    assert_int_equal(m->part, PART_REQUEST);
    assert_int_equal(m->pairing, PAIR_PORTS);
    assert_int_equal(m->transaction, 0x142);
    assert_int_equal(m->length, kit.length);
    assert_int_equal(m->lack, LACK_NONE);
    assert_int_equal(m->odd, 0);
    assert_null(gtp_kit_field(&kit, MEANING_SESSION_TEID, 0)); /* 0 names no session */
    assert_string_equal(gtp_kit_text(&kit, MEANING_IMSI, 0), "001011234567890");
    assert_string_equal(gtp_kit_text(&kit, MEANING_MSISDN, 0), "999900013412");
    assert_string_equal(gtp_kit_text(&kit, MEANING_IMEI, 0), "3500120987654321");
    assert_string_equal(gtp_kit_text(&kit, MEANING_UE_IP, 0), "10.45.0.2");
}

static void places_and_session(void **state)
{
    (void)state;
    gtp_kit_read(&kit, CREATE);
    assert_string_equal(gtp_kit_text(&kit, MEANING_AREA, 0), "00f1100007");
    assert_string_equal(gtp_kit_text(&kit, MEANING_CELL, 0), "00f11000001901");
    assert_string_equal(gtp_kit_text(&kit, MEANING_VISITED, 0), "00101");
    assert_string_equal(gtp_kit_text(&kit, MEANING_APN, 0), "internet");
    assert_string_equal(gtp_kit_text(&kit, MEANING_RAT, 0), "6");
    assert_string_equal(gtp_kit_text(&kit, MEANING_CHARGING_ID, 0), "7");
}

/* What stands in a bearer context shares its group; the interface tells the two endpoints apart. */
static void endpoints_and_groups(void **state)
{
    (void)state;
    gtp_kit_read(&kit, CREATE);
    const struct field *control = gtp_kit_field(&kit, MEANING_SESSION_TUNNEL, 0);
    const struct field *user = gtp_kit_field(&kit, MEANING_SESSION_TUNNEL, 1);
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 0), "0x00000001@192.0.2.1");
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 1), "0x0000abcd@198.51.100.7");
    assert_int_equal(control->extra >> 16, 10);
    assert_int_equal(user->extra >> 16, 4);
    assert_int_equal(control->group, 0);
    assert_int_equal(user->group, 1);
    assert_int_equal(gtp_kit_field(&kit, MEANING_BEARER, 0)->group, 1);
    assert_int_equal(gtp_kit_field(&kit, MEANING_CHARGING_ID, 0)->group, 0);
    assert_int_equal(kit.all[0].groups, 1);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    gtp_kit_cut_everywhere(&kit, CREATE, 12);
}

/* The bearer's cause is not the message's; the row says the outcome, else the range. */
static void causes(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "48 21 0018 00000001 000142 00 5d 0006 00 02 0002 00 4900 02 0002 00 1000");
    assert_true(kit.all[0].has_cause);
    assert_int_equal(kit.all[0].cause, 16);
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TEID, 0), "0x1");
    gtp_kit_read(&kit, "48 21 000e 00000001 000142 00 02 0002 00 6000");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    assert_string_equal(kit.all[0].cause_row->name, "IMSI/IMEI not known");
    gtp_kit_read(&kit, "48 21 000e 00000001 000142 00 02 0002 00 ee00");
    assert_null(kit.all[0].cause_row);
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    gtp_kit_read(&kit, "48 63 000e 00000001 000142 00 02 0002 00 0800"); /* in a request */
    assert_int_equal(kit.all[0].cause, 8);
    assert_int_equal(kit.all[0].outcome, OUTCOME_NONE);
}

static void piggybacked_messages_count_each(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "58 21 000e 00000001 000142 00 02 0002 00 1000"
                       "48 5f 000d 00000001 000143 00 49 0001 00 05");
    assert_int_equal(kit.count, 2);
    assert_int_equal(kit.all[0].type, 33);
    assert_int_equal(kit.all[0].length, 18);
    assert_int_equal(kit.all[1].type, 95);
    assert_int_equal(kit.all[1].transaction, 0x143);
    assert_int_equal(kit.all[0].odd | kit.all[1].odd, 0);
    /* Without the flag what follows is trailing. */
    gtp_kit_read(&kit,
                 "48 21 000e 00000001 000142 00 02 0002 00 1000 48 5f 0008 00000001 000143 00");
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.all[0].odd, ODD_TRAILING_BYTES);
}

static void header_without_teid_and_with_priority(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "40 01 0009 000001 00 03 0001 00 05");
    assert_int_equal(kit.all[0].transaction, 1);
    assert_string_equal(gtp_kit_text(&kit, MEANING_RECOVERY, 0), "5");
    gtp_kit_read(&kit, "4c 22 000d 0000000a 000142 50 49 0001 00 f5");
    assert_int_equal(kit.all[0].odd, 0);
    assert_string_equal(gtp_kit_text(&kit, MEANING_BEARER, 0), "5"); /* spare half left out */
    gtp_kit_read(&kit, "48 22 000d 0000000a 000142 50 49 0001 00 05");
    assert_int_equal(kit.all[0].odd, ODD_SPARE_BITS);
}

static void addresses_and_dual_stack(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "48 21 0040 00000001 000142 00"
                       "4f 0016 00 03 40 20010db8004500000000000000000001 0a2d0002"
                       "57 0019 00 c7 00000009 c0000201 20010db8000000000000000000000009"
                       "00 0000 00");
    assert_string_equal(gtp_kit_text(&kit, MEANING_UE_IP, 0), "2001:db8:45::1");
    assert_string_equal(gtp_kit_text(&kit, MEANING_UE_IP, 1), "10.45.0.2");
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 0), "0x00000009@192.0.2.1");
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 1), "0x00000009@2001:db8::9");
    /* 0.0.0.0 asks for an address; TEID 0 gives out no endpoint, only names a node. */
    gtp_kit_read(&kit, "48 20 001e 00000001 000142 00 4f 0005 00 01 00000000"
                       "57 0009 01 87 00000000 c0000209");
    assert_null(gtp_kit_field(&kit, MEANING_UE_IP, 0));
    assert_null(gtp_kit_field(&kit, MEANING_SESSION_TUNNEL, 0));
    assert_string_equal(gtp_kit_text(&kit, MEANING_NODE, 0), "192.0.2.9");
}

static void all_parts_of_a_location(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "48 26 0033 00000001 000142 00 56 0027 00 3f 00f11000010001 00f11000010002"
                       "00f110000100ff 00f1100003 00f11000000004 00f1100005");
    assert_string_equal(gtp_kit_text(&kit, MEANING_CELL, 0), "00f11000010001");
    assert_string_equal(gtp_kit_text(&kit, MEANING_CELL, 1), "00f11000010002");
    assert_string_equal(gtp_kit_text(&kit, MEANING_AREA, 0), "00f110000100ff");
    assert_string_equal(gtp_kit_text(&kit, MEANING_AREA, 1), "00f1100003");
    assert_string_equal(gtp_kit_text(&kit, MEANING_CELL, 2), "00f11000000004");
    assert_string_equal(gtp_kit_text(&kit, MEANING_AREA, 2), "00f1100005");
}

static void trace_and_remote_user(void **state)
{
    (void)state;
    gtp_kit_read(&kit,
                 "48 47 002e 00000001 000142 00 60 0022 00 00f110 000001 000000000000000000 0000"
                 "00 000000000000000000000000 cb007109");
    assert_string_equal(gtp_kit_text(&kit, MEANING_COPY_TO, 0), "203.0.113.9");
    gtp_kit_read(&kit, "48 28 0028 00000001 000142 00 bf 001c 00 c0 0018 00 01"
                       "08 00011132547698f0 06 999900104321 00 0000000000000000");
    assert_string_equal(gtp_kit_text(&kit, MEANING_IMSI, 0), "001011234567890");
    assert_string_equal(gtp_kit_text(&kit, MEANING_MSISDN, 0), "999900013412");
    assert_null(gtp_kit_field(&kit, MEANING_IMEI, 0));
    assert_int_equal(gtp_kit_field(&kit, MEANING_IMSI, 0)->group, 1);
}

/* Groups inside groups end in a limit, not in the stack. */
static void groups_too_deep(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "48 20 0028 00000000 000142 00 5d 001c 00 5d 0018 00 5d 0014 00 5d 0010 00"
                       "5d 000c 00 5d 0008 00 5d 0004 00 00000000");
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.all[0].lack, LACK_VALUE);
}

static void lengths_that_contradict(void **state)
{
    (void)state;
    /* the message's */
    assert_int_equal(gtp_kit_read(&kit, "48 20 0400 00000000 000142 00" IMSI), VERDICT_TOOK);
    assert_int_equal(kit.all[0].lack, LACK_LENGTH);
    assert_string_equal(gtp_kit_text(&kit, MEANING_IMSI, 0), "001011234567890");
    /* an element's */
    gtp_kit_read(&kit, "48 20 0014 00000000 000142 00 01 0800 00 00011132547698f0");
    assert_int_equal(kit.all[0].lack, LACK_LENGTH);
    assert_int_equal(kit.all[0].field_count, 0);
    /* all promised lengths of an element, and of the message */
    for (unsigned n = 0; n < 0x10000; n += 7) {
        gtp_kit_hex(&kit, CREATE);
        kit.bytes[13] = (uint8_t)(n >> 8);
        kit.bytes[14] = (uint8_t)n;
        assert_int_equal(gtp_kit_decode(&kit, kit.length), VERDICT_TOOK);
        kit.bytes[2] = (uint8_t)(n >> 8);
        kit.bytes[3] = (uint8_t)n;
        assert_int_equal(gtp_kit_decode(&kit, kit.length), VERDICT_TOOK);
    }
}

static void unknown_types_are_messages(void **state)
{
    (void)state;
    assert_int_equal(gtp_kit_read(&kit, "48 fa 0008 00000001 000142 00"), VERDICT_TOOK);
    assert_string_equal(kit.all[0].name, "unknown");
    assert_null(kit.all[0].op);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(gtp_kit_looks(&kit, CREATE), LIKE_SURE);
    assert_int_equal(gtp_kit_looks(&kit, "40 01 0009 000001 00 03 0001 00 05"), LIKE_SURE);
    assert_int_equal(gtp_kit_looks(&kit, "40 01 0004 000001 00"), LIKE_PERHAPS); /* too little */
    assert_int_equal(gtp_kit_looks(&kit, "40 01 0009 000001 00 03 0001 10 05"), LIKE_PERHAPS);
    assert_int_equal(gtp_kit_looks(&kit, "41 01 0009 000001 00 03 0001 00 05"), LIKE_PERHAPS);
    assert_int_equal(gtp_kit_looks(&kit, "40 fa 0009 000001 00 03 0001 00 05"), LIKE_PERHAPS);
    assert_int_equal(gtp_kit_looks(&kit, "40 01 000a 000001 00 03 0001 00 05"), LIKE_PERHAPS);
    assert_int_equal(gtp_kit_looks(&kit, "48 01 0009 000001 00"),
                     LIKE_NOT); /* no room for a TEID */
    assert_int_equal(gtp_kit_looks(&kit, "32 01 0004 00000000 1234 0000"), LIKE_NOT);
    assert_int_equal(gtp_kit_looks(&kit, ""), LIKE_NOT);
}

static void echo(const char *hex, uint64_t extra, uint64_t illegal)
{
    assert_int_equal(gtp_kit_read(&kit, hex), VERDICT_TOOK);
    assert_int_equal(gtp_kit_number(&kit, MEANING_EXTRA), extra);
    assert_int_equal(gtp_kit_number(&kit, MEANING_ILLEGAL), illegal);
}

static void what_an_echo_may_not_carry(void **state)
{
    (void)state;
    echo("40 01 0009 000001 00 03 0001 00 05", 0, 0);
    echo("48 01 000d 00000000 000001 00 03 0001 00 05", 0, 0);
    echo("40 02 0018 001b58 00 03 0001 00 08 98 0001 00 01 ff 0006 00 2aabdfcc5b99", 0, 0);
    assert_int_equal(gtp_kit_number(&kit, MEANING_PRIVATE), 6);
    echo("40 01 0009 000001 00 03 0001 00 05 00000000 721f1808", 8, 0);
    echo("40 01 0011 000001 00 03 0001 00 05 4a 0004 00 c0000201", 8, 0);
    echo("40 01 0011 000001 00 03 0001 00 05 ff 0900 00 c0000201", 8, 0);
    echo("40 01 0000 000001 00 03 0001 00 05", 9, ECHO_LENGTH);
    echo("40 01 1000 000001 00 03 0001 00 05", 0, ECHO_LENGTH);
    echo("50 01 0009 000001 00 03 0001 00 05", 0, ECHO_PIGGYBACK);
    echo("50 01 0009 000001 00 03 0001 00 05 48 21 0008 00000001 000142 00", 0, ECHO_PIGGYBACK);
    echo("43 01 0009 000001 00 03 0001 00 05", 0, ECHO_SPARE);
    kit.snapped = true;
    echo("40 01 0040 000001 00 03 0001 00 05 ff 0033 00 c0000201", 0, 0);
}

static void streams(void **state)
{
    (void)state;
    size_t length = 0;
    gtp_kit_hex(&kit, CREATE);
    assert_int_equal(decoder_gtpv2.length(cursor_of(kit.bytes, kit.length), &length), VERDICT_TOOK);
    assert_int_equal(length, kit.length);
    assert_int_equal(decoder_gtpv2.length(cursor_of(kit.bytes, 3), &length), VERDICT_MORE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(header_and_identities, open_kit),
        cmocka_unit_test_setup(places_and_session, open_kit),
        cmocka_unit_test_setup(endpoints_and_groups, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(causes, open_kit),
        cmocka_unit_test_setup(piggybacked_messages_count_each, open_kit),
        cmocka_unit_test_setup(header_without_teid_and_with_priority, open_kit),
        cmocka_unit_test_setup(addresses_and_dual_stack, open_kit),
        cmocka_unit_test_setup(all_parts_of_a_location, open_kit),
        cmocka_unit_test_setup(trace_and_remote_user, open_kit),
        cmocka_unit_test_setup(groups_too_deep, open_kit),
        cmocka_unit_test_setup(lengths_that_contradict, open_kit),
        cmocka_unit_test_setup(unknown_types_are_messages, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
        cmocka_unit_test_setup(what_an_echo_may_not_carry, open_kit),
        cmocka_unit_test_setup(streams, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
