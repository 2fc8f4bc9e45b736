#include "diameter_build.h"

#include <stdlib.h>

enum { PROXIABLE_REQUEST = 0xc0, PROXIABLE_ANSWER = 0x40 };

static struct seen seen;

static void route(struct build *b)
{
    avp_text(b, 0, 263, "mme.example;1;2");
    avp_text(b, 0, 264, "mme.example");
    avp_text(b, 0, 296, "epc.mnc001.mcc001.3gppnetwork.org");
}

static void air(struct build *b)
{
    size_t at = message_begins(b, PROXIABLE_REQUEST, 318, S6A);
    route(b);
    avp_text(b, 0, 1, "001010000000001");
    avp_bytes(b, VENDOR_3GPP, 1407, "\x00\xf1\x10", 3);
    size_t group = avp_begins(b, VENDOR_3GPP, 1408);
    avp_number(b, VENDOR_3GPP, 1410, 5);
    avp_ends(b, group);
    message_ends(b, at);
}

static void reads_a_request(void **state)
{
    (void)state;
    struct build b = {0};
    air(&b);
    const struct message *m = decode_one(&b, &seen);
    assert_int_equal(m->type, 318);
    assert_int_equal(m->application, S6A);
    assert_int_equal(m->part, PART_REQUEST);
    assert_int_equal(m->transaction, 0x11223344);
    assert_int_equal(m->pairing, PAIR_CONNECTION);
    assert_int_equal(m->lack, LACK_NONE);
    assert_int_equal(m->odd, 0);
    assert_string_equal(m->name, "Authentication-Information-Request");
    assert_field(m, MEANING_IMSI, "001010000000001");
    assert_field(m, MEANING_ORIGIN_HOST, "mme.example");
    assert_field(m, MEANING_VISITED, "00101");
    assert_field(m, MEANING_ASK_VECTORS, "5");
    assert_int_equal(message_field(m, MEANING_ASK_VECTORS)->group, 1);
}

/* Flags are bits (a request may be proxiable, again, or both); the code has 24 bits. */
static void flags_are_bits(void **state)
{
    (void)state;
    static const struct {
        uint8_t flags;
        enum part part;
        uint32_t odd;
    } rows[] = {
        {0x80, PART_REQUEST, 0}, {0xc0, PART_REQUEST, 0}, {0xd0, PART_REQUEST, ODD_RETRANSMITTED},
        {0x00, PART_ANSWER, 0},  {0x60, PART_ANSWER, 0},  {0x41, PART_ANSWER, ODD_SPARE_BITS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct build b = {0};
        size_t at = message_begins(&b, rows[i].flags, 8388622, 16777291);
        route(&b);
        message_ends(&b, at);
        const struct message *m = decode_one(&b, &seen);
        assert_int_equal(m->part, rows[i].part);
        assert_int_equal(m->odd, rows[i].odd);
        assert_int_equal(m->type, 8388622);
        assert_string_equal(m->name, rows[i].part == PART_REQUEST ? "LCS-Routing-Info-Request"
                                                                  : "LCS-Routing-Info-Answer");
    }
}

/* Cut at every length, by what a capture kept: never a read past the end, and no half identity. */
static void survives_every_cut(void **state)
{
    (void)state;
    struct build b = {0};
    air(&b);
    for (size_t len = 0; len < b.len; len++) {
        uint8_t *copy = malloc(len ? len : 1);
        memcpy(copy, b.bytes, len);
        enum verdict said = decode_bytes(copy, len, &seen);
        assert_int_equal(said, len < 20 ? VERDICT_NOT_MINE : VERDICT_TOOK);
        if (len >= 20) {
            const struct message *m = &seen.messages[0];
            assert_int_equal(m->lack, LACK_LENGTH);
            assert_int_equal(m->type, 318);
            const struct field *f = message_field(m, MEANING_IMSI);
            assert_true(!f || f->len == 15);
        }
        free(copy);
    }
}

/* An AVP may not be shorter than its own header, nor longer than the message. */
static void bad_lengths_are_told(void **state)
{
    (void)state;
    for (uint32_t length = 0; length < 40; length++) {
        struct build b = {0};
        size_t at = message_begins(&b, PROXIABLE_REQUEST, 318, S6A);
        avp_text(&b, 0, 264, "mme.example");
        size_t bad = b.len;
        avp_text(&b, VENDOR_3GPP, 1402, "00101000000001");
        patch24(&b, bad + 5, length);
        message_ends(&b, at);
        const struct message *m = decode_one(&b, &seen);
        assert_field(m, MEANING_ORIGIN_HOST, "mme.example");
        if (length < 12)
            assert_int_equal(m->lack, LACK_VALUE);
        if (length > 28)
            assert_int_equal(m->lack, LACK_LENGTH);
        if (length == 26)
            assert_int_equal(m->lack, LACK_NONE);
    }
}

static void last_avp_may_lack_padding(void **state)
{
    (void)state;
    struct build b = {0};
    size_t at = message_begins(&b, PROXIABLE_REQUEST, 318, S6A);
    avp_text(&b, 0, 264, "mme.example.org");
    avp_text(&b, 0, 1, "001010000000001");
    b.len--; /* the one byte of padding */
    assert_int_equal(b.len % 4, 3);
    patch24(&b, at + 1, b.len + 1);
    const struct message *m = decode_one(&b, &seen);
    assert_field(m, MEANING_IMSI, "001010000000001");
}

static void several_messages_in_one_chunk(void **state)
{
    (void)state;
    struct build b = {0};
    for (int i = 0; i < 3; i++)
        air(&b);
    assert_int_equal(decode_bytes(b.bytes, b.len, &seen), VERDICT_TOOK);
    assert_int_equal(seen.count, 3);
    for (int i = 0; i < 3; i++)
        assert_int_equal(seen.messages[i].odd, 0);
    put32(&b, 0);
    assert_int_equal(decode_bytes(b.bytes, b.len, &seen), VERDICT_TOOK);
    assert_int_equal(seen.count, 3);
    assert_int_equal(seen.messages[1].odd, 0);
    assert_int_equal(seen.messages[2].odd, ODD_TRAILING_BYTES);
}

static void cuts_a_stream_into_messages(void **state)
{
    (void)state;
    struct build b = {0};
    size_t length = 0;
    air(&b);
    size_t first = b.len;
    air(&b);
    for (size_t have = 1; have < 4; have++)
        assert_int_equal(decoder_diameter.length(cursor_of(b.bytes, have), &length), VERDICT_MORE);
    assert_int_equal(decoder_diameter.length(cursor_of(b.bytes, 4), &length), VERDICT_TOOK);
    assert_int_equal(length, first);
    b.bytes[0] = 2;
    assert_int_equal(decoder_diameter.length(cursor_of(b.bytes, b.len), &length), VERDICT_NOT_MINE);
}

static void knows_its_own(void **state)
{
    (void)state;
    struct build b = {0};
    air(&b);
    assert_int_equal(decoder_diameter.looks(cursor_of(b.bytes, b.len)), LIKE_SURE);
    assert_int_equal(decoder_diameter.looks(cursor_of(b.bytes, 3)), LIKE_PERHAPS);
    b.bytes[4] = 0xa0; /* a request cannot be an error */
    assert_int_equal(decoder_diameter.looks(cursor_of(b.bytes, b.len)), LIKE_PERHAPS);
    b.bytes[3] |= 1; /* no multiple of four */
    assert_int_equal(decoder_diameter.looks(cursor_of(b.bytes, b.len)), LIKE_NOT);
    assert_int_equal(decoder_diameter.looks(cursor_of("\1\0\0\x10", 4)), LIKE_NOT);
    assert_int_equal(decoder_diameter.looks(cursor_of("", 0)), LIKE_NOT);
}

static void unknown_keeps_its_type(void **state)
{
    (void)state;
    struct build b = {0};
    size_t at = message_begins(&b, PROXIABLE_REQUEST, 0xfffffe, 4242);
    route(&b);
    message_ends(&b, at);
    const struct message *m = decode_one(&b, &seen);
    assert_null(m->op);
    assert_string_equal(m->name, "unknown");
    assert_int_equal(m->type, 0xfffffe);
}

/* 303 is asked by an S-CSCF on Cx and by an AAA server on SWx; application 0 in the header says
 * nothing of a command that the base protocol does not have. */
static void application_decides(void **state)
{
    (void)state;
    static const uint32_t applications[] = {CX, SWX};
    static const enum role from[] = {ROLE_S_CSCF, ROLE_AAA};
    for (int i = 0; i < 2; i++) {
        for (int hidden = 0; hidden < 2; hidden++) {
            struct build b = {0};
            uint32_t app = applications[i];
            size_t at = message_begins(&b, PROXIABLE_REQUEST, 303, hidden ? 0 : app);
            size_t group = avp_begins(&b, 0, 260);
            avp_number(&b, 0, 266, VENDOR_3GPP);
            avp_number(&b, 0, 258, app);
            avp_ends(&b, group);
            message_ends(&b, at);
            const struct message *m = decode_one(&b, &seen);
            assert_non_null(m->op);
            assert_int_equal(m->op->from[0], from[i]);
            assert_int_equal(m->application, app);
        }
    }
}

static void groups_end_somewhere(void **state)
{
    (void)state;
    struct build b = {0};
    size_t starts[40];
    size_t at = message_begins(&b, PROXIABLE_REQUEST, 318, S6A);
    for (int i = 0; i < 40; i++)
        starts[i] = avp_begins(&b, VENDOR_3GPP, 1401);
    avp_text(&b, VENDOR_3GPP, 1402, "00101000000001");
    for (int i = 39; i >= 0; i--)
        avp_ends(&b, starts[i]);
    avp_text(&b, 0, 264, "mme.example");
    message_ends(&b, at);
    const struct message *m = decode_one(&b, &seen);
    assert_int_equal(m->odd, ODD_GROUPS_TOO_DEEP);
    assert_null(message_field(m, MEANING_IMEI));
    assert_field(m, MEANING_ORIGIN_HOST, "mme.example");
}

/* A group that is longer than the message is read as far as it goes. */
static void group_may_be_cut(void **state)
{
    (void)state;
    struct build b = {0};
    size_t at = message_begins(&b, PROXIABLE_REQUEST, 316, S6A);
    size_t group = avp_begins(&b, VENDOR_3GPP, 1401);
    avp_text(&b, VENDOR_3GPP, 1402, "00101000000001");
    avp_ends(&b, group);
    patch24(&b, group + 5, 4000);
    message_ends(&b, at);
    const struct message *m = decode_one(&b, &seen);
    assert_field(m, MEANING_IMEI, "00101000000001");
    assert_int_equal(m->lack, LACK_LENGTH);
}

/* What stands in a group is not the message's. */
static void base_avps_hold_outside_groups(void **state)
{
    (void)state;
    struct build b = {0};
    size_t at = message_begins(&b, PROXIABLE_ANSWER, 272, 4);
    route(&b);
    avp_number(&b, 0, 268, 2001);
    size_t group = avp_begins(&b, 0, 456);
    avp_number(&b, 0, 268, 4012);
    avp_text(&b, 0, 264, "somebody.else");
    avp_ends(&b, group);
    message_ends(&b, at);
    const struct message *m = decode_one(&b, &seen);
    assert_int_equal(m->outcome, OUTCOME_SUCCESS);
    assert_int_equal(m->cause, 2001);
    assert_int_equal(count_of(m, MEANING_ORIGIN_HOST), 1);
}

static void too_many_fields_are_told(void **state)
{
    (void)state;
    struct build b = {0};
    size_t at = message_begins(&b, PROXIABLE_REQUEST, 318, S6A);
    for (int i = 0; i < 300; i++)
        avp_text(&b, 0, 282, "relay.example");
    message_ends(&b, at);
    const struct message *m = decode_one(&b, &seen);
    assert_int_equal(m->field_count, MESSAGE_FIELDS);
    assert_true(m->odd & ODD_TOO_MANY_FIELDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_request),
        cmocka_unit_test(flags_are_bits),
        cmocka_unit_test(survives_every_cut),
        cmocka_unit_test(bad_lengths_are_told),
        cmocka_unit_test(last_avp_may_lack_padding),
        cmocka_unit_test(several_messages_in_one_chunk),
        cmocka_unit_test(cuts_a_stream_into_messages),
        cmocka_unit_test(knows_its_own),
        cmocka_unit_test(unknown_keeps_its_type),
        cmocka_unit_test(application_decides),
        cmocka_unit_test(groups_end_somewhere),
        cmocka_unit_test(group_may_be_cut),
        cmocka_unit_test(base_avps_hold_outside_groups),
        cmocka_unit_test(too_many_fields_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
