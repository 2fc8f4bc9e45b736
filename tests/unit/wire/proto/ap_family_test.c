#include "proto_kit.h"

#include "wire/proto/ap_family.h"

/* A protocol of the family, made up: element 10 is a UE's name, 5 a cause, 1 a list of 0s. */
static unsigned told;

static void own(struct ap_member *x, uint16_t id, struct aper *a)
{
    told++;
    if (id == 10)
        ap_member_ue(x, 1, aper_bits(a, 8));
    else if (id == 9)
        ap_member_ue(x, 2, aper_bits(a, 8));
    else if (id == 5)
        ap_member_cause(x, a);
    else if (id == 21)
        ap_member_enb(x, a, 2);
    else if (id == 252)
        ap_member_gnb(x, a);
}

static bool sure(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    (void)pdu;
    return first == 10 && second == 9;
}

/* Rows are X2AP's. */
static struct ap_family family = {.proto = PROTO_X2AP,
                                  .private_procedure = 11,
                                  .begins = 4,
                                  .cause_choices = 4,
                                  .extended_cause = true,
                                  .causes = {22, 2, 7, 5},
                                  .list_most = 256,
                                  .sure = sure,
                                  .own = own};

static enum verdict decode(struct cursor bytes, const struct packet *p, struct sink *sink)
{
    return ap_family_decode(&family, bytes, p, sink);
}

static enum likeness looks(struct cursor bytes)
{
    return ap_family_looks(&family, bytes);
}

static const struct decoder decoder = {.name = "family", .looks = looks, .decode = decode};
static struct proto_kit kit;

static int open_kit(void **state)
{
    (void)state;
    told = 0;
    proto_kit_open(&kit, &decoder, 0);
    return 0;
}

static void names_of_a_ue(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00000008 000001 000a 00 01 07");
    uint64_t one = kit.all[0].handles[0], asked = kit.all[0].transaction;
    assert_true(one && kit.all[0].begins == one);
    proto_kit_turn(&kit); /* the other way it is the same association */
    proto_kit_read(&kit, "2000000d 000002 000a 00 01 07 0009 00 01 08");
    assert_true(kit.all[0].handles[0] == one);
    assert_true(kit.all[0].begins == kit.all[0].handles[1]);
    assert_true(kit.all[0].transaction == asked);
    proto_kit_read(&kit, "00000008 000001 000a 00 01 08");
    assert_false(kit.all[0].transaction == asked);
    assert_false(kit.all[0].handles[0] == one);
    kit.packet.src.bytes[3] = 77; /* another association */
    proto_kit_read(&kit, "00000008 000001 000a 00 01 07");
    assert_false(kit.all[0].handles[0] == one);
    proto_kit_read(
        &kit, "00040008 000001 000a 00 01 07"); /* asks nothing, and begins a UE all the same */
    assert_true(kit.all[0].begins != 0);
    proto_kit_read(&kit, "00050008 000001 000a 00 01 07");
    assert_true(kit.all[0].begins == 0);
}

static void lists(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00000012 000001 0001 00 0b 01 0000 00 01 aa 0000 00 01 bb");
    assert_int_equal(told, 2);
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    told = 0;
    proto_kit_read(
        &kit,
        "00000012 000001 0001 00 0b 02 0000 00 01 aa 0000 00 01 bb"); /* three, and two are there */
    assert_int_not_equal(kit.all[0].lack, LACK_NONE);
    told = 0;
    family.lists_of_lists = true;
    proto_kit_read(&kit, "0000000f 000001 0001 00 08 00 0001 0000 00 01 aa");
    assert_int_equal(told, 1);
    family.lists_of_lists = false;
}

static void nodes(void **state)
{
    (void)state;
    proto_kit_read(&kit, "0006000f 000001 0015 00 08 0000f110 00 00 0a20");
    proto_kit_is(&kit, MEANING_NODE, "00f1100000a2");
    /* 21 bits, which a later release added: an open type. */
    proto_kit_read(&kit, "00060011 000001 0015 00 0a 0000f110 80 80 03 000510");
    assert_int_equal(kit.all[0].lack, LACK_NONE);
    proto_kit_read(&kit, "0006000f 000001 00fc 00 08 0000f110 00 0002b4");
    proto_kit_is(&kit, MEANING_NODE, "00f1100000ad");
}

static void causes(void **state)
{
    (void)state;
    proto_kit_read(&kit, "00050009 000001 0005 40 02 0480");
    assert_int_equal(kit.all[0].cause, 9);
    proto_kit_read(&kit, "00050009 000001 0005 40 02 1000"); /* one of those that came later: 22 */
    assert_int_equal(kit.all[0].cause, 22);
    proto_kit_read(&kit, "00050009 000001 0005 40 02 8000"); /* a set that came later */
    assert_false(kit.all[0].has_cause);
}

static void likeness(void **state)
{
    (void)state;
    assert_int_equal(proto_kit_looks(&kit, "2000000d 000002 000a 00 01 07 0009 00 01 08"),
                     LIKE_SURE);
    assert_int_equal(proto_kit_looks(&kit, "2000000d 000002 000a 00 01 07 0008 00 01 08"),
                     LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "2000000d 000002 000a 00 01 07 0009 00 01 08 00"),
                     LIKE_PERHAPS);
    assert_int_equal(proto_kit_looks(&kit, "2000c00d 000002 000a 00 01 07 0009 00 01 08"),
                     LIKE_NOT);
    family.four_choices = true;
    assert_int_equal(proto_kit_looks(&kit, "2000000d 000002 000a 00 01 07 0009 00 01 08"),
                     LIKE_NOT);
    assert_int_equal(proto_kit_looks(&kit, "8000000d 000002 000a 00 01 07 0009 00 01 08"),
                     LIKE_SURE);
    family.four_choices = false;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(names_of_a_ue, open_kit), cmocka_unit_test_setup(lists, open_kit),
        cmocka_unit_test_setup(nodes, open_kit),         cmocka_unit_test_setup(causes, open_kit),
        cmocka_unit_test_setup(likeness, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
