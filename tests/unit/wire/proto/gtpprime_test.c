#include "unit/unit.h"

#include "gtp_kit.h"

/* One record of three bytes. */
static const char TRANSFER[] = "0f f0 000c 1234 7e 01 fc 0007 01 01 0000 000102";

static struct gtp_kit kit;

static int open_kit(void **state)
{
    (void)state;
    gtp_kit_open(&kit, &decoder_gtpprime);
    kit.dport = GTP_PORT_OLD;
    return 0;
}

static void records(void **state)
{
    (void)state;
    assert_int_equal(gtp_kit_read(&kit, TRANSFER), VERDICT_TOOK);
    const struct message *m = &kit.all[0];
    assert_int_equal(m->proto, PROTO_GTPPRIME);
    assert_string_equal(m->name, "Data Record Transfer Request");
    assert_int_equal(m->transaction, 0x1234);
    assert_int_equal(m->part, PART_REQUEST);
    assert_int_equal(m->lack, LACK_NONE);
    assert_string_equal(gtp_kit_text(&kit, MEANING_USAGE, 0), "true"); /* not what is in it */
    assert_null(gtp_kit_field(&kit, MEANING_USAGE, 0)->at);
}

static void answers(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "0f f1 0007 1234 01 80 fd 0002 1234");
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    assert_int_equal(kit.all[0].part, PART_ANSWER);
    gtp_kit_read(&kit, "0f f1 0002 1234 01 b1");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    assert_string_equal(kit.all[0].cause_row->name, "CDR decoding error");
}

/* Six bytes or, in version 0 without its mark, twenty. */
static void headers(void **state)
{
    (void)state;
    gtp_kit_read(&kit, "0e 04 0007 1234 0000 ff ffffff 0000000000000000 fb 0004 c0000201");
    assert_string_equal(kit.all[0].name, "Node Alive Request");
    assert_string_equal(gtp_kit_text(&kit, MEANING_NODE, 0), "192.0.2.1");
    gtp_kit_read(&kit, "2e 04 0007 1234 fb 0004 c0000201");
    assert_string_equal(gtp_kit_text(&kit, MEANING_NODE, 0), "192.0.2.1");
    gtp_kit_read(&kit, "4e 04 0007 1234 fb 0004 c0000201");
    assert_string_equal(gtp_kit_text(&kit, MEANING_NODE, 0), "192.0.2.1");
    gtp_kit_read(&kit, "0f 04 0001 1234 fb 0004 c0000201");
    assert_int_equal(kit.all[0].odd, ODD_TRAILING_BYTES);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    gtp_kit_cut_everywhere(&kit, TRANSFER, 6);
}

static void echo(const char *hex, uint64_t extra, uint64_t illegal)
{
    assert_int_equal(gtp_kit_read(&kit, hex), VERDICT_TOOK);
    assert_int_equal(gtp_kit_number(&kit, MEANING_EXTRA), extra);
    assert_int_equal(gtp_kit_number(&kit, MEANING_ILLEGAL), illegal);
}

static void echoes_on_its_own_port(void **state)
{
    (void)state;
    echo("0f 01 0000 1234", 0, 0);
    echo("0f 02 0002 1234 0e 05", 0, 0);
    echo("0e 01 0000 1234 0000 ff ffffff 0000000000000000", 0, 0);
    echo("2f 02 000b 1234 0e 05 ff 0006 28af 01020304", 0, 0);
    echo("0f 02 0002 1234 0e 05 721f1808", 4, 0);
    echo("0f 01 0004 1234 721f1808", 4, 0);
    echo("0f 01 0400 1234", 0, ECHO_LENGTH);
    echo("e0 01 0000 1234 0000 721f1808", 4, ECHO_VERSION);
}

/* The documented implant's knock and answer. */
static void echoes_on_the_ports_of_gtp(void **state)
{
    (void)state;
    kit.dport = GTP_PORT_CONTROL;
    echo("01 01 1000 d2040000 000000000000000000 721f1808", 13, ECHO_VERSION | ECHO_PROTOCOL);
    echo("00 01 0000 00000000 010203040506070809 721f1808 06 0000", 16,
         ECHO_VERSION | ECHO_PROTOCOL);
    echo("20 01 0000 00000000 00000000", 4, ECHO_PROTOCOL);
    echo("22 01 0000 0000", 0, ECHO_PROTOCOL);
    kit.sport = GTP_PORT_CONTROL;
    kit.dport = 40112;
    echo("01 02 0012 d2040000 0000000000000b0000 721f1808 00 0200 783f", 18,
         ECHO_VERSION | ECHO_PROTOCOL);
    assert_int_equal(gtp_kit_read(&kit, "01 01 0012 d2040000"), VERDICT_NOT_MINE);
}

/* Only what has a name is taken there: any two bytes may look like this header. */
static void other_types_on_the_ports_of_gtp(void **state)
{
    (void)state;
    kit.dport = GTP_PORT_CONTROL;
    assert_int_equal(gtp_kit_read(&kit, TRANSFER), VERDICT_TOOK);
    assert_int_equal(gtp_kit_read(&kit, "0f 99 0000 1234"), VERDICT_NOT_MINE);
    kit.sport = 53;
    assert_int_equal(gtp_kit_read(&kit, "00 01 8180 0001 0000"), VERDICT_NOT_MINE);
}

static void looks_like_itself_only(void **state)
{
    (void)state;
    assert_int_equal(gtp_kit_looks(&kit, TRANSFER), LIKE_PERHAPS);
    assert_int_equal(gtp_kit_looks(&kit, "1f f0 0000 1234"), LIKE_NOT);
    assert_int_equal(gtp_kit_looks(&kit, "e0 01 0000 1234"), LIKE_PERHAPS);
    assert_int_equal(gtp_kit_looks(&kit, "e0 f0 0000 1234"), LIKE_NOT);
    assert_int_equal(gtp_kit_looks(&kit, "0f f0 0000 12"), LIKE_NOT);
}

static void streams(void **state)
{
    (void)state;
    size_t length = 0;
    gtp_kit_hex(&kit, TRANSFER);
    decoder_gtpprime.length(cursor_of(kit.bytes, kit.length), &length);
    assert_int_equal(length, kit.length);
    gtp_kit_hex(&kit, "0e 01 0003");
    decoder_gtpprime.length(cursor_of(kit.bytes, kit.length), &length);
    assert_int_equal(length, 23);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(records, open_kit),
        cmocka_unit_test_setup(answers, open_kit),
        cmocka_unit_test_setup(headers, open_kit),
        cmocka_unit_test_setup(cut_at_every_length, open_kit),
        cmocka_unit_test_setup(echoes_on_its_own_port, open_kit),
        cmocka_unit_test_setup(echoes_on_the_ports_of_gtp, open_kit),
        cmocka_unit_test_setup(other_types_on_the_ports_of_gtp, open_kit),
        cmocka_unit_test_setup(looks_like_itself_only, open_kit),
        cmocka_unit_test_setup(streams, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
