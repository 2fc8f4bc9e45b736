#include "wire/proto/ap_values.h"

#include "ap_kit.h"
#include "unit/unit.h"

static struct kit kit;
static struct ap_reader reader;

static struct ap_reader *begin(enum proto proto, enum part part)
{
    static const struct frame frame;
    kit.packet = (struct packet){.frame = &frame};
    kit.sink = (struct sink){.arg = &kit,
                             .message = kit_take,
                             .inner = kit_inner,
                             .blind = kit_blind,
                             .scratch = &kit.scratch};
    kit.count = kit.inner_count = 0;
    memset(kit.blind, 0, sizeof kit.blind);
    ap_reader_init(&reader, message_begin(&kit.sink, &kit.packet, proto, 0, 14, part), &kit.sink);
    return &reader;
}

static struct cursor bytes(const char *hex)
{
    kit_hex(&kit, hex);
    return cursor_of(kit.bytes, kit.length);
}

static struct aper bits(const char *hex)
{
    return aper_of(bytes(hex));
}

/* The last value of each group before the extension bit, the first behind it, and none at all. */
static void causes_of_both_protocols(void **state)
{
    (void)state;
    ap_cause(begin(PROTO_NGAP, PART_ANSWER), bytes("0000"), 45, true);
    ap_finish(&reader);
    assert_string_equal(kit.m.cause_row->name, "unspecified");
    /* 000, 0, 101100: radio network, the 45th; 000, 1, 0 000000: the first of the extensions. */
    ap_cause(begin(PROTO_NGAP, PART_ANSWER), bytes("0b00"), 45, true);
    assert_int_equal(reader.m->cause, 44);
    ap_cause(begin(PROTO_NGAP, PART_ANSWER), bytes("1000"), 45, true);
    assert_int_equal(reader.m->cause, 45);
    assert_string_equal(reader.m->cause_row->name, "n26-interface-not-available");
    ap_cause(begin(PROTO_NGAP, PART_ANSWER), bytes("8c"), 45, true); /* 100 0 110: misc has six */
    assert_int_equal(reader.m->lack, LACK_VALUE);
    assert_false(reader.m->has_cause);
    ap_cause(begin(PROTO_NGAP, PART_ANSWER), bytes("a0"), 45,
             true); /* a group of a later release */
    assert_false(reader.m->has_cause);
    ap_cause(begin(PROTO_S1AP, PART_ANSWER), bytes("0460"), 36, false); /* 0 000 0 100011 */
    assert_int_equal(reader.m->cause, 35);
    assert_string_equal(reader.m->cause_row->name, "x2-handover-triggered");
    ap_cause(begin(PROTO_S1AP, PART_ANSWER), bytes("20"), 36, false); /* 0 010 0 00: nas */
    assert_string_equal(reader.m->cause_row->name, "normal-release");
}

/* The cause says why; whether it was refused says the kind of PDU. */
static void cause_changes_no_outcome(void **state)
{
    (void)state;
    begin(PROTO_NGAP, PART_ANSWER)->m->outcome = OUTCOME_REFUSED;
    ap_cause(&reader, bytes("0000"), 45, true);
    assert_int_equal(reader.m->outcome, OUTCOME_REFUSED);
}

static void addresses_of_all_sizes(void **state)
{
    (void)state;
    begin(PROTO_S1AP, PART_REQUEST);
    struct aper a = bits("0f80 c0000201 00000007");
    ap_endpoint(&reader, &a, 3);
    a = bits("3f80 20010db8000000000000000000000009 00000008");
    ap_endpoint(&reader, &a, 3);
    a = bits("4f80 c0000202 20010db8000000000000000000000009 00000009");
    ap_endpoint(&reader, &a, 3);
    assert_int_equal(reader.m->field_count, 4);
    a = bits("0f80 00000000 0000000a"); /* nobody's */
    ap_endpoint(&reader, &a, 3);
    a = bits("0b80 c00002 0000000b"); /* 24 bits are no address */
    ap_endpoint(&reader, &a, 3);
    assert_int_equal(reader.m->field_count, 4);
    assert_true(cursor_ok(&a.c));
    a = bits("0f80 c0000201 000000");
    ap_endpoint(&reader, &a, 3);
    assert_int_equal(reader.m->field_count, 4);
    assert_false(cursor_ok(&a.c));
}

static void places_and_names(void **state)
{
    (void)state;
    begin(PROTO_NGAP, PART_NEITHER);
    struct aper a = bits("00 00f110 123456789f");
    ap_cell(&reader, &a, 36); /* what stands in the last four bits is another's */
    assert_int_equal(a.bit, 4);
    a = bits("0010 80 c0ffee01");
    ap_tmsi(&reader, &a, 16);
    a = bits("00 00f110 010042");
    struct span name = ap_core_name(&a);
    assert_int_equal(name.len, 6);
    a = bits("00 00f110 0002");
    ap_tai(&reader, &a, 2, true);
    ap_finish(&reader);
    assert_true(kit_says(&kit, "location.cell=00f1100123456789"));
    assert_true(kit_says(&kit, "location.area=00f1100002"));
    assert_true(kit_says(&kit, "location.plmn=00101"));
    assert_true(kit_says(&kit, "subscriber.guti=0042c0ffee01"));
    ap_tai(begin(PROTO_NGAP, PART_NEITHER), &a, 3, false); /* nothing is left */
    assert_int_equal(reader.m->field_count, 0);
}

static void room_for_made_values_ends(void **state)
{
    (void)state;
    static const uint8_t some[AP_MADE] = {1};
    begin(PROTO_NGAP, PART_NEITHER);
    assert_int_equal(ap_make(&reader, some, AP_MADE - 1).len, AP_MADE - 1);
    assert_int_equal(ap_make(&reader, some, 2).len, 0);
    assert_int_equal(ap_make(&reader, some, 1).len, 1);
    assert_int_equal(ap_make(&reader, some, 1).len, 0);
}

static void scope_is_the_same_both_ways(void **state)
{
    (void)state;
    const uint8_t a[] = {192, 0, 2, 1}, b[] = {192, 0, 2, 2};
    struct packet there = {.src = addr_v4(a), .dst = addr_v4(b)};
    struct packet back = {.src = addr_v4(b), .dst = addr_v4(a)};
    assert_int_equal(ap_scope(&there), ap_scope(&back));
    there.association = 7; /* multi-homed: the addresses no longer matter */
    back = (struct packet){.association = 7};
    assert_int_equal(ap_scope(&there), ap_scope(&back));
    back.association = 8;
    assert_int_not_equal(ap_scope(&there), ap_scope(&back));
}

static void the_core_is_where_its_port_is(void **state)
{
    (void)state;
    struct packet p = {.sport = 40000, .dport = 38412};
    const struct spec_op *to_core = spec_op(PROTO_NGAP, 0, 15, PART_NEITHER);
    const struct spec_op *from_core = spec_op(PROTO_NGAP, 0, 14, PART_REQUEST);
    assert_false(ap_core_sends(&p, 38412, from_core, ROLE_AMF));
    p = (struct packet){.sport = 38412, .dport = 40000};
    assert_true(ap_core_sends(&p, 38412, to_core, ROLE_AMF));
    p = (struct packet){.sport = 38412, .dport = 38412}; /* both, or neither: the row says it */
    assert_true(ap_core_sends(&p, 38412, from_core, ROLE_AMF));
    assert_false(ap_core_sends(&p, 38412, to_core, ROLE_AMF));
    assert_false(ap_core_sends(&p, 38412, NULL, ROLE_AMF));
}

static void fragmented_strings_are_counted(void **state)
{
    (void)state;
    begin(PROTO_NGAP, PART_NEITHER);
    memset(kit.bytes, 0, sizeof kit.bytes);
    kit.bytes[0] = 0xc1;
    struct aper a = aper_of(cursor_of(kit.bytes, 1 + 16384 + 1));
    struct cursor value = ap_octets(&reader, &a);
    assert_int_equal(cursor_left(&value), 0);
    assert_int_equal(kit.blind[BLIND_NOT_READ], 1);
    assert_true(cursor_ok(&a.c));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(causes_of_both_protocols),
        cmocka_unit_test(cause_changes_no_outcome),
        cmocka_unit_test(addresses_of_all_sizes),
        cmocka_unit_test(places_and_names),
        cmocka_unit_test(room_for_made_values_ends),
        cmocka_unit_test(scope_is_the_same_both_ways),
        cmocka_unit_test(the_core_is_where_its_port_is),
        cmocka_unit_test(fragmented_strings_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
