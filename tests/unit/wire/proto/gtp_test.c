#include "unit/unit.h"

#include "gtp_kit.h"

/* SGSN 192.0.2.1 asks for an address. */
static const char CREATE[] = "32 10 006e 00000000 1234 0000"
                             "02 00011132547698f0  03 00f1100001 07  0e 01  0f fc"
                             "10 00002a11  11 00002a10  14 05  80 0002 f121"
                             "83 0009 08696e7465726e6574  85 0004 c0000201  85 0004 c0000202"
                             "86 0007 91999900104321  87 0004 000b921f"
                             "97 0001 01  98 0008 01 00f11000010002  9a 0008 5300219078563412";

static struct gtp_kit kit;

static int open_kit(void **state)
{
    (void)state;
    gtp_kit_open(&kit, &decoder_gtp);
    return 0;
}

static void header_and_identities(void **state)
{
    (void)state;
    assert_int_equal(gtp_kit_read(&kit, CREATE), VERDICT_TOOK);
    const struct message *m = &kit.all[0];
    assert_string_equal(m->name, "Create PDP Context Request");
    assert_int_equal(m->proto, PROTO_GTP);
    assert_int_equal(m->part, PART_REQUEST);
    assert_int_equal(m->pairing, PAIR_PORTS);
    assert_int_equal(m->transaction, 0x1234);
    assert_int_equal(m->length, kit.length);
    assert_int_equal(m->lack, LACK_NONE);
    assert_int_equal(m->odd, 0);
    assert_string_equal(gtp_kit_text(&kit, MEANING_IMSI, 0), "001011234567890");
    assert_string_equal(gtp_kit_text(&kit, MEANING_MSISDN, 0), "999900013412");
    assert_string_equal(gtp_kit_text(&kit, MEANING_IMEI, 0), "3500120987654321");
    assert_null(gtp_kit_field(&kit, MEANING_UE_IP, 0)); /* none given yet */
    assert_null(gtp_kit_field(&kit, MEANING_SESSION_TEID, 0));
}

/* TEIDs and addresses are apart on the wire and together in the message. */
static void places_and_endpoints(void **state)
{
    (void)state;
    gtp_kit_read(&kit, CREATE);
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 0), "0x00002a10@192.0.2.1");
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 1), "0x00002a11@192.0.2.2");
    assert_int_equal(gtp_kit_field(&kit, MEANING_SESSION_TUNNEL, 0)->extra >> 16,
                     GTP_INTERFACE_CONTROL);
    assert_int_equal(gtp_kit_field(&kit, MEANING_SESSION_TUNNEL, 1)->extra >> 16,
                     GTP_INTERFACE_USER);
    assert_string_equal(gtp_kit_text(&kit, MEANING_AREA, 0), "00f110000107");
    assert_string_equal(gtp_kit_text(&kit, MEANING_CELL, 0), "00f11000010002");
    assert_string_equal(gtp_kit_text(&kit, MEANING_VISITED, 0), "00101");
    assert_string_equal(gtp_kit_text(&kit, MEANING_APN, 0), "internet");
    assert_string_equal(gtp_kit_text(&kit, MEANING_BEARER, 0), "5");
    assert_string_equal(gtp_kit_text(&kit, MEANING_RAT, 0), "1");
}

static void cut_at_every_length(void **state)
{
    (void)state;
    gtp_kit_cut_everywhere(&kit, CREATE, 8);
}

static void answers_say_their_outcome(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "32 11 001c 00002a10 1234 0000 01 80 0e 01 7f 00000007"
                       "80 0006 f121 0a2d0002 85 0004 c0000209");
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TEID, 0), "0x2a10");
    assert_string_equal(gtp_kit_text(&kit, MEANING_UE_IP, 0), "10.45.0.2");
    assert_string_equal(gtp_kit_text(&kit, MEANING_CHARGING_ID, 0), "7");
    gtp_kit_read(&kit, "32 11 0006 00002a10 1234 0000 01 c2");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    assert_string_equal(kit.all[0].cause_row->name, "IMSI not known");
}

static void headers_with_and_without_options(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "30 14 0002 00000001 14 05"); /* none: no sequence, no pairing */
    assert_int_equal(kit.all[0].pairing, PAIR_NONE);
    assert_string_equal(gtp_kit_text(&kit, MEANING_BEARER, 0), "5");
    gtp_kit_read(&kit, "31 14 0006 00000001 1234 0700 14 05"); /* N-PDU number only */
    assert_int_equal(kit.all[0].pairing, PAIR_NONE);
    assert_int_equal(kit.all[0].transaction, 0);
    gtp_kit_read(&kit, "32 14 0006 00000001 1234 00c0 14 05"); /* E clear: no extension */
    assert_int_equal(kit.all[0].transaction, 0x1234);
    assert_string_equal(gtp_kit_text(&kit, MEANING_BEARER, 0), "5");
    gtp_kit_read(&kit, "3a 14 0006 00000001 1234 0000 14 05");
    assert_int_equal(kit.all[0].odd, ODD_SPARE_BITS);
}

static void extension_headers(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "36 14 000e 00000001 1234 00c0 01 0007 20 01 0000 00 14 05");
    assert_int_equal(kit.all[0].odd, 0);
    assert_string_equal(gtp_kit_text(&kit, MEANING_BEARER, 0), "5");
    gtp_kit_read(&kit, "36 14 000a 00000001 1234 0077 01 0007 00 14 05");
    assert_int_equal(kit.all[0].odd, ODD_EXTENSION_HEADER);
    gtp_kit_read(&kit, "36 14 000a 00000001 1234 00c0 00 0007 00 14 05"); /* no length: no end */
    assert_int_equal(kit.all[0].lack, LACK_VALUE);
    gtp_kit_read(&kit, "36 14 000a 00000001 1234 00c0 09 0007 00 14 05");
    assert_int_equal(kit.all[0].lack, LACK_LENGTH);
}

static void user_plane_header(void **state)
{
    (void)state;
    static const char pdu[] = "34 ff 0010 40020125 0000 0085 01 1005 00 45000000 00000000";
    assert_int_equal(gtp_kit_read(&kit, pdu), VERDICT_TOOK);
    assert_string_equal(kit.all[0].name, "G-PDU");
    assert_int_equal(kit.all[0].type, GTP_G_PDU);
    assert_int_equal(kit.all[0].part, PART_NEITHER);
    assert_int_equal(kit.all[0].field_count, 2);
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TEID, 0), "0x40020125");
    assert_string_equal(gtp_kit_text(&kit, MEANING_QFI, 0), "5");
    struct sink sink = gtp_kit_sink(&kit);
    gtp_user_plane(cursor_of(kit.bytes, kit.length), &kit.packet, &sink);
    assert_int_equal(kit.count, 1);
    assert_string_equal(gtp_kit_text(&kit, MEANING_QFI, 0), "5");
}

static void error_indication_names_the_endpoint(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "32 1a 0010 00000000 0000 0000 10 0000abcd 85 0004 c6336407");
    assert_string_equal(kit.all[0].name, "Error Indication");
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 0), "0x0000abcd@198.51.100.7");
}

static void version_zero(void **state)
{
    (void)state;
    kit.dport = GTP_PORT_OLD;
    gtp_kit_read(&kit, "1e 11 0007 1234 0001 ff ffffff 0011325476981050 01 80 0e 05 11 0001");
    assert_int_equal(kit.all[0].transaction, 0x1234);
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    assert_string_equal(gtp_kit_text(&kit, MEANING_RECOVERY, 0), "5");
    assert_null(gtp_kit_field(&kit, MEANING_SESSION_TEID, 0));
    assert_int_equal(kit.all[0].lack, LACK_NONE);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(gtp_kit_looks(&kit, CREATE), LIKE_SURE);
    assert_int_equal(gtp_kit_looks(&kit, "32 01 0004 00000000 1234 0000"), LIKE_PERHAPS);
    assert_int_equal(gtp_kit_looks(&kit, "32 c8 0004 00000000 1234 0000"), LIKE_PERHAPS);
    assert_int_equal(gtp_kit_looks(&kit, "32 c8 0005 00000000 1234 0000"), LIKE_NOT);
    assert_int_equal(gtp_kit_looks(&kit, "32 14 0007 00000001 1234 0000 14 05"), LIKE_PERHAPS);
    assert_int_equal(gtp_kit_looks(&kit, "32 14 0008 00000001 1234 0000 14 05 01 80"),
                     LIKE_PERHAPS);
    assert_int_equal(gtp_kit_looks(&kit, "f2 01 0004 00000000 1234 0000"), LIKE_PERHAPS);
    assert_int_equal(gtp_kit_looks(&kit, "f2 10 0004 00000000 1234 0000"), LIKE_NOT);
    assert_int_equal(gtp_kit_looks(&kit, "22 01 0004 00000000 1234 0000"), LIKE_NOT); /* GTP' */
    assert_int_equal(gtp_kit_looks(&kit, "32 01 0004 000000"), LIKE_NOT);
    assert_int_equal(gtp_kit_looks(&kit, ""), LIKE_NOT);
}

static void echo(const char *hex, uint64_t extra, uint64_t illegal)
{
    assert_int_equal(gtp_kit_read(&kit, hex), VERDICT_TOOK);
    assert_int_equal(gtp_kit_number(&kit, MEANING_EXTRA), extra);
    assert_int_equal(gtp_kit_number(&kit, MEANING_ILLEGAL), illegal);
}

static void what_an_echo_may_carry(void **state)
{
    (void)state;
    echo("32 01 0004 00000000 1234 0000", 0, 0);
    echo("30 01 0000 00000000", 0, 0);
    echo("30 01 0002 00000000 0e 05", 0, 0); /* Recovery in a request */
    echo("32 02 0006 00000000 1234 0000 0e 07", 0, 0);
    echo("32 01 000e 00000000 1235 0000 ff 0007 28af 0102030405", 0, 0);
    assert_int_equal(gtp_kit_number(&kit, MEANING_PRIVATE), 7);
    echo("36 01 0008 00000000 1234 00c0 01 0007 00", 0, 0);
    kit.dport = GTP_PORT_USER;
    echo("32 02 000d 00000000 1234 0000 0e 00 e7 0004 e8000001", 0, 0);
    kit.dport = GTP_PORT_OLD;
    echo("1e 01 0000 1234 0000 ff ffffff 0000000000000000", 0, 0);
}

static void what_an_echo_may_not_carry(void **state)
{
    (void)state;
    echo("32 01 0004 00000000 1234 0000 000102030405 721f1808", 10, 0);
    echo("32 01 0000 00000000 1234 0000 000102030405 721f1808", 10, ECHO_LENGTH);
    echo("32 01 000e 00000000 1234 0000 000102030405 721f1808", 10, 0);
    echo("32 01 1000 00000000 1234 0000 000102030405 721f1808", 10, ECHO_LENGTH);
    echo("32 01 000d 00000000 1234 0000 02 00011132547698f0", 9, 0); /* an IMSI */
    echo("32 01 000b 00000000 1234 0000 85 0004 c0000201", 7, 0);    /* an address */
    echo("32 01 000b 00000000 1234 0000 ff 0900 c0000201", 7, 0);    /* promises more */
    echo("32 01 0010 00000000 1234 0000", 0, ECHO_LENGTH);
    echo("3a 01 0004 00000000 1234 0000", 0, ECHO_SPARE);
}

static void versions_that_have_no_echo(void **state)
{
    (void)state;
    echo("72 01 0004 00000000 1234 0000 721f1808", 8, ECHO_VERSION);
    echo("f0 01 0000 00000000", 0, ECHO_VERSION);
    echo("10 01 1000 d2040000 000000000000000000 721f1808", 13, ECHO_VERSION);
    echo("1e 01 0000 1234 0000 ff ffffff 0000000000000000", 0, ECHO_VERSION);
    /* A service that answers a client whose port is 2123 by chance says no Echo. */
    kit.sport = 53;
    assert_int_equal(gtp_kit_read(&kit, "f2 01 8180 00010001 0000 0000"), VERDICT_NOT_MINE);
    kit.sport = GTP_PORT_CONTROL;
    kit.dport = 5353;
    assert_int_equal(gtp_kit_read(&kit, "f2 01 8180 00010001 0000 0000"), VERDICT_NOT_MINE);
    assert_int_equal(gtp_kit_read(&kit, "f2 02 8180 00010001 0000 0000"), VERDICT_TOOK);
}

/* What a snap length cut off proves nothing; what is there and foreign still does. */
static void frames_cut_short(void **state)
{
    (void)state;
    kit.snapped = true;
    echo("32 01 0040 00000000 1235 0000 ff 0039 28af 0102030405", 0, 0);
    echo("32 01 0040 00000000 1235 0000 0e", 0, 0);
    echo("32 01 0040 00000000 1234 0000 000102030405 721f1808", 10, 0);
}

/* Version 2 is GTPv2's, but on the old port. */
static void version_two_elsewhere(void **state)
{
    (void)state;
    assert_int_equal(gtp_kit_read(&kit, "52 01 0004 00000000 1234 0000"), VERDICT_NOT_MINE);
    kit.dport = GTP_PORT_OLD;
    assert_int_equal(gtp_kit_read(&kit, "52 01 0004 00000000 1234 0000"), VERDICT_TOOK);
}

static void streams(void **state)
{
    (void)state;
    size_t length = 0;
    gtp_kit_hex(&kit, CREATE);
    assert_int_equal(decoder_gtp.length(cursor_of(kit.bytes, kit.length), &length), VERDICT_TOOK);
    assert_int_equal(length, kit.length);
    assert_int_equal(decoder_gtp.length(cursor_of(kit.bytes, 3), &length), VERDICT_MORE);
    gtp_kit_hex(&kit, "1e 01 0003 1234");
    decoder_gtp.length(cursor_of(kit.bytes, kit.length), &length);
    assert_int_equal(length, 23);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(header_and_identities, open_kit),
        cmocka_unit_test_setup(places_and_endpoints, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(answers_say_their_outcome, open_kit),
        cmocka_unit_test_setup(headers_with_and_without_options, open_kit),
        cmocka_unit_test_setup(extension_headers, open_kit),
        cmocka_unit_test_setup(user_plane_header, open_kit),
        cmocka_unit_test_setup(error_indication_names_the_endpoint, open_kit),
        cmocka_unit_test_setup(version_zero, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
        cmocka_unit_test_setup(what_an_echo_may_carry, open_kit),
        cmocka_unit_test_setup(what_an_echo_may_not_carry, open_kit),
        cmocka_unit_test_setup(versions_that_have_no_echo, open_kit),
        cmocka_unit_test_setup(frames_cut_short, open_kit),
        cmocka_unit_test_setup(version_two_elsewhere, open_kit),
        cmocka_unit_test_setup(streams, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
