#include "wire/proto/pfcp_ie.h"

#include "pfcp_kit.h"
#include "unit/unit.h"

#include <stdio.h>

/* Update FAR 1: DUPL|FORW, forwarding to 198.51.100.7, a copy to 203.0.113.9, another to
 * [2001:db8::9]:9000. */
static const char MODIFY[] = "21 34 0075 000000000000001f 000142 00"
                             "000a 0065  006c 0004 00000001  002c 0001 12"
                             "000b 0013  002a 0001 00  0054 000a 0100 000000aa c6336407"
                             "0069 0013  002a 0001 04  0054 000a 0100 deadbeef cb007109"
                             "0069 0026  002a 0001 01  0054 0014 0800 "
                             "20010db8000000000000000000000009 2328  0029 0005 04 74617073";

static const char HEARTBEAT[] = "20 01 000c 000007 00  0060 0004 e8000001";

static struct kit kit;

static void header_says_type_sequence_and_seid(void **state)
{
    (void)state;
    assert_int_equal(kit_read(&kit, MODIFY), VERDICT_TOOK);
    const struct message *m = &kit.all[0];
    assert_int_equal(kit.count, 1);
    assert_string_equal(m->name, "PFCP Session Modification Request");
    assert_int_equal(m->type, 52);
    assert_int_equal(m->part, PART_REQUEST);
    assert_int_equal(m->pairing, PAIR_PORTS);
    assert_int_equal(m->transaction, 0x142);
    assert_int_equal(m->length, kit.length);
    assert_string_equal(kit_text(&kit, MEANING_SESSION_SEID, 0), "0x1f");
    assert_int_equal(m->lack, LACK_NONE);
    assert_int_equal(m->odd, 0);
}

/* All that belongs to a rule shares its group; where traffic goes and where its copies go are told
 * apart, and each copy begins with its own copy.order. */
static void rule_and_its_copies_share_a_group(void **state)
{
    (void)state;
    kit_read(&kit, MODIFY);
    uint16_t group = kit_field(&kit, MEANING_FAR, 0)->group;
    assert_int_equal(group, 1);
    assert_int_equal(kit_field(&kit, MEANING_ACTION, 0)->number, 0x12);
    assert_string_equal(kit_text(&kit, MEANING_FORWARD_TO, 0), "0x000000aa@198.51.100.7:2152");
    assert_string_equal(kit_text(&kit, MEANING_COPY_TO, 0), "0xdeadbeef@203.0.113.9:2152");
    assert_string_equal(kit_text(&kit, MEANING_COPY_TO, 1), "0x00000000@[2001:db8::9]:9000");
    assert_string_equal(kit_text(&kit, MEANING_COPY_SIDE, 0), "4");
    assert_string_equal(kit_text(&kit, MEANING_COPY_SIDE, 1), "1");
    assert_string_equal(kit_text(&kit, MEANING_COPY_POLICY, 0), "taps");
    assert_string_equal(kit_text(&kit, MEANING_FORWARD_SIDE, 0), "0");
    const struct field *first = kit_field(&kit, MEANING_COPY, 0);
    const struct field *second = kit_field(&kit, MEANING_COPY, 1);
    assert_true(first < kit_field(&kit, MEANING_COPY_TO, 0));
    assert_true(kit_field(&kit, MEANING_COPY_TO, 0) < second);
    assert_null(kit_field(&kit, MEANING_COPY, 2));
    for (unsigned i = 1; i < kit.all[0].field_count; i++)
        assert_int_equal(kit.all[0].fields[i].group, group);
}

/* DUPL without parameters orders a copy to where an earlier message said. DFRT never does. */
static void dupl_alone_is_an_order_and_dfrt_is_none(void **state)
{
    (void)state;
    kit_read(&kit,
             "21 34 001d 0000000000000001 000001 00 000a 000d 006c 0004 00000007 002c 0001 12");
    assert_non_null(kit_field(&kit, MEANING_COPY, 0));
    kit_read(&kit,
             "21 34 001d 0000000000000001 000001 00 000a 000d 006c 0004 00000007 002c 0001 82");
    assert_null(kit_field(&kit, MEANING_COPY, 0));
    assert_int_equal(kit_field(&kit, MEANING_ACTION, 0)->number, 0x82);
    /* The second octet's bit 5 is MBSU. */
    kit_read(&kit,
             "21 34 001e 0000000000000001 000001 00 000a 000e 006c 0004 00000007 002c 0002 0210");
    assert_null(kit_field(&kit, MEANING_COPY, 0));
    assert_int_equal(kit_field(&kit, MEANING_ACTION, 0)->number, 0x1002);
}

/* Duplicating parameters that stand in no FAR are nobody's order. */
static void parameters_outside_a_rule_are_no_order(void **state)
{
    (void)state;
    kit_read(&kit, "21 34 0015 0000000000000001 000001 00 0005 0005 002a 0001 04");
    assert_int_equal(kit.count, 1);
    assert_null(kit_field(&kit, MEANING_COPY, 0));
    assert_null(kit_field(&kit, MEANING_COPY_SIDE, 0));
}

static void removed_rule_is_told_as_removed(void **state)
{
    (void)state;
    kit_read(&kit, "21 34 0018 0000000000000001 000001 00 0010 0008 006c 0004 00000003");
    assert_int_equal(kit_field(&kit, MEANING_RULE_REMOVED, 0)->number, 3);
    assert_null(kit_field(&kit, MEANING_FAR, 0));
}

static void bundled_messages_each_count(void **state)
{
    (void)state;
    char text[256];
    (void)snprintf(text, sizeof text, "24%s %s", HEARTBEAT + 2, HEARTBEAT);
    assert_int_equal(kit_read(&kit, text), VERDICT_TOOK);
    assert_int_equal(kit.count, 2);
    assert_int_equal(kit.all[0].odd | kit.all[1].odd, 0);
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    kit_read(&kit, "24 01 000c 000007 00 0060 0004 e8000001"); /* promised and not there */
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.all[0].lack, LACK_BYTES);
    kit_read(&kit, "20 01 000c 000007 00 0060 0004 e8000001 0000");
    assert_int_equal(kit.all[0].odd, ODD_TRAILING_BYTES);
}

static void requests_and_answers_are_told_apart(void **state)
{
    (void)state;
    for (uint32_t i = 0; spec_op_at(i); i++) {
        const struct spec_op *op = spec_op_at(i);
        if (op->proto != PROTO_PFCP)
            continue;
        uint8_t bytes[] = {0x20, (uint8_t)op->code, 0, 4, 0, 0, 1, 0};
        memcpy(kit.bytes, bytes, sizeof bytes);
        kit_decode(&kit, sizeof bytes);
        assert_int_equal(kit.all[0].part, op->part);
        assert_ptr_equal(kit.all[0].op, op);
    }
    kit_read(&kit, "20 20 0004 000001 00");
    assert_string_equal(kit.all[0].name, "unknown");
    assert_int_equal(kit.all[0].part, PART_NEITHER);
}

static void cause_is_the_message_s_own(void **state)
{
    (void)state;
    kit_read(&kit, "21 35 0011 0000000000000007 000142 00 0013 0001 01");
    assert_int_equal(kit.all[0].outcome, OUTCOME_SUCCESS);
    assert_string_equal(kit.all[0].cause_row->name, "Request accepted (success)");
    kit_read(&kit, "21 35 0011 0000000000000007 000142 00 0013 0001 41");
    assert_int_equal(kit.all[0].outcome, OUTCOME_REFUSED);
    /* Within Partial Failure Information (272) it is a rule's. */
    kit_read(&kit, "21 35 001a 0000000000000007 000142 00 0013 0001 01 0110 0005 0013 0001 49");
    assert_int_equal(kit.all[0].cause, 1);
    assert_null(kit_field(&kit, MEANING_CAUSE, 1));
}

/* Cut anywhere, the message still is one; what is whole in it is kept, the rest is a lack. */
static void cut_at_every_length(void **state)
{
    (void)state;
    kit_hex(&kit, MODIFY);
    for (size_t length = 0; length < kit.length; length++) {
        enum verdict said = kit_decode(&kit, length);
        assert_int_equal(said, length < 4 ? VERDICT_NOT_MINE : VERDICT_TOOK);
        if (length < 4)
            continue;
        assert_int_equal(kit.count, 1);
        assert_int_not_equal(kit.all[0].lack, LACK_NONE);
    }
    kit_decode(&kit, kit.length - 1); /* only the last octet of the last element is missing */
    assert_string_equal(kit_text(&kit, MEANING_COPY_TO, 0), "0xdeadbeef@203.0.113.9:2152");
}

static void groups_in_groups_end(void **state)
{
    (void)state;
    kit.length = 0;
    kit_hex(&kit, "21 34 0000 0000000000000001 000001 00");
    for (unsigned i = 20; i > 0; i--) { /* PDI in PDI in ... */
        uint16_t inside = (uint16_t)((i - 1) * 4);
        uint8_t ie[] = {0, 2, (uint8_t)(inside >> 8), (uint8_t)inside};
        memcpy(kit.bytes + kit.length, ie, sizeof ie);
        kit.length += sizeof ie;
    }
    kit.bytes[3] = (uint8_t)(kit.length - 4);
    kit_decode(&kit, kit.length);
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.all[0].odd, ODD_GROUPS_TOO_DEEP);
}

/* What only N4 has is told, alone or as a group: by it the judge knows a 5G core. */
static void elements_of_5g_are_told(void **state)
{
    (void)state;
    kit_read(&kit, "20 05 0018 000007 00 00fd 0010 00000000000040008000000000000001");
    assert_non_null(kit_field(&kit, MEANING_FIVE_G, 0));
    kit_read(&kit, "21 34 0017 0000000000000001 000001 00 00a5 0007 006c 0003 000001");
    assert_int_equal(kit_field(&kit, MEANING_FIVE_G, 0)->group, 1);
    kit_read(&kit, HEARTBEAT);
    assert_null(kit_field(&kit, MEANING_FIVE_G, 0));
}

static void enterprise_elements_are_stepped_over(void **state)
{
    (void)state;
    kit_read(&kit, "20 01 0016 000007 00 800a 0006 0028af 00c0 01 0060 0004 e8000001");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    assert_non_null(kit_field(&kit, MEANING_RECOVERY, 0));
}

static enum likeness like(const char *hex)
{
    kit_hex(&kit, hex);
    return decoder_pfcp.looks(cursor_of(kit.bytes, kit.length));
}

static void is_sure_only_of_what_fits_to_the_last_bit(void **state)
{
    (void)state;
    assert_int_equal(like(HEARTBEAT), LIKE_SURE);
    assert_int_equal(like(MODIFY), LIKE_SURE);
    assert_int_equal(like("30 01 000c 000007 00 0060 0004 e8000001"), LIKE_PERHAPS); /* spare */
    assert_int_equal(like("20 20 000c 000007 00 0060 0004 e8000001"), LIKE_PERHAPS); /* type */
    assert_int_equal(like("21 01 000c 000007 00 0060 0004 e8000001"), LIKE_PERHAPS); /* SEID */
    assert_int_equal(like("20 01 000b 000007 00 0060 0004 e8000001"), LIKE_PERHAPS); /* length */
    assert_int_equal(like("20 01 000d 000007 00 0060 0004 e8000001"), LIKE_PERHAPS);
    assert_int_equal(like("20 01 000c 000007 01 0060 0004 e8000001"), LIKE_PERHAPS);
    assert_int_equal(like("20 01 000c 000007 00 0060 0005 e8000001"), LIKE_PERHAPS);
    assert_int_equal(like("20 01 000c 000007 00 7060 0004 e8000001"), LIKE_PERHAPS);
    assert_int_equal(like("40 01 000c 000007 00 0060 0004 e8000001"), LIKE_NOT); /* version 2 */
    assert_int_equal(like("20 01 00"), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_says_type_sequence_and_seid),
        cmocka_unit_test(rule_and_its_copies_share_a_group),
        cmocka_unit_test(dupl_alone_is_an_order_and_dfrt_is_none),
        cmocka_unit_test(parameters_outside_a_rule_are_no_order),
        cmocka_unit_test(removed_rule_is_told_as_removed),
        cmocka_unit_test(bundled_messages_each_count),
        cmocka_unit_test(requests_and_answers_are_told_apart),
        cmocka_unit_test(cause_is_the_message_s_own),
        cmocka_unit_test(cut_at_every_length),
        cmocka_unit_test(groups_in_groups_end),
        cmocka_unit_test(elements_of_5g_are_told),
        cmocka_unit_test(enterprise_elements_are_stepped_over),
        cmocka_unit_test(is_sure_only_of_what_fits_to_the_last_bit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
