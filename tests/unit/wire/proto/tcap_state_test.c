#include "tcap_scene.h"

static uint64_t transaction;

static void request_and_answer_have_the_same_transaction(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    transaction = kit.all[0].transaction;
    assert_int_equal(kit.all[0].pairing, PAIR_ANYWHERE);
    assert_int_not_equal(transaction, 0);
    uint64_t handle = kit.all[0].handles[0];
    /* From another title than was asked. */
    tcap_kit_send(&kit, "9990100016", "9990100047", END_ATI);
    assert_int_equal(kit.all[0].part, PART_ANSWER);
    assert_int_equal(kit.all[0].transaction, transaction);
    assert_int_equal(kit.all[0].handles[0], handle);
}

/* Over another point code, the title is the same. */
static void point_codes_do_not_count_beside_a_title(void **state)
{
    (void)state;
    struct addr a = tcap_kit_title(1, "9990100047");
    struct addr b = tcap_kit_title(99, "9990100047");
    struct addr c = addr_point_code(1, false);
    struct addr d = addr_point_code(99, false);
    struct tcap_key x = tcap_key_of(&a, 6, 7);
    struct tcap_key y = tcap_key_of(&b, 6, 7);
    assert_memory_equal(&x, &y, sizeof x);
    y = tcap_key_of(&b, 7, 7);
    assert_memory_not_equal(&x, &y, sizeof x);
    x = tcap_key_of(&c, 6, 7);
    y = tcap_key_of(&d, 6, 7);
    assert_memory_not_equal(&x, &y, sizeof x);
}

/* insertSubscriberData rides inside updateLocation's dialogue, asked by who answers. */
static void both_ends_ask_in_one_dialogue(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100007", "9990100006", BEGIN_UL);
    uint64_t update = kit.all[0].transaction;
    uint64_t handle = kit.all[0].handles[0];
    tcap_kit_send(&kit, "9990100006", "9990100007", CONT_ISD);
    uint64_t insert = kit.all[0].transaction;
    assert_int_equal(kit.all[0].handles[0], handle);
    assert_int_not_equal(insert, update);
    tcap_kit_send(&kit, "9990100007", "9990100006", CONT_ACK);
    assert_int_equal(kit.all[0].transaction, insert);
    assert_int_equal(kit.all[0].handles[0], handle);
    tcap_kit_send(&kit, "9990100006", "9990100007", END_UL);
    assert_int_equal(kit.all[0].transaction, update);
    assert_int_equal(kit.all[0].handles[0], handle);
}

/* A number is given again: that is another dialogue. Seen twice on two links it is the same. */
static void numbers_are_used_again(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    uint64_t first = kit.all[0].handles[0];
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    assert_int_equal(kit.all[0].handles[0], first);
    tcap_kit_send(&kit, "9990100006", "9990100047", END_ATI);
    assert_int_equal(kit.all[0].handles[0], first);
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    assert_int_not_equal(kit.all[0].handles[0], first);
    uint64_t second = kit.all[0].handles[0];
    kit.frame.time += 20000000000;
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    assert_int_not_equal(kit.all[0].handles[0], second);
}

static void a_dialogue_whose_beginning_was_not_seen(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100006", "9990100007", CONT_ISD);
    uint64_t handle = kit.all[0].handles[0];
    assert_int_not_equal(handle, 0);
    tcap_kit_send(&kit, "9990100007", "9990100006", CONT_ACK);
    assert_int_equal(kit.all[0].handles[0], handle);
    tcap_kit_send(&kit, "9990100006", "9990100007", END_UL);
    assert_int_equal(kit.all[0].handles[0], handle);
}

static void same_number_of_another_title_is_another_dialogue(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    transaction = kit.all[0].transaction;
    tcap_kit_send(&kit, "9990100006", "9990100048", END_ATI);
    assert_int_not_equal(kit.all[0].transaction, transaction);
}

/* The context is named once, and holds: here for an answer of subsystem 146 without one. */
static void context_holds_for_the_dialogue(void **state)
{
    (void)state;
    tcap_kit_send_ssn(&kit, "9990100007", "9990100006", 200, BEGIN_UL);
    tcap_kit_send_ssn(&kit, "9990100006", "9990100007", 200, END_UL);
    assert_int_equal(kit.all[0].proto, PROTO_GSM_MAP);
    assert_int_equal(kit.all[0].type, 2);
    tcap_kit_send_ssn(&kit, "9990100006", "9990100009", 200, END_UL);
    assert_int_equal(kit.all[0].proto, PROTO_TCAP); /* nobody knows whose operation it is */
    tcap_kit_send_ssn(&kit, "9990100006", "9990100009", 146, END_UL);
    assert_int_equal(kit.all[0].proto, PROTO_CAMEL);
}

/* Version 1 has no dialogue portion: operation 46 has the name that it had there. */
static void without_a_dialogue_portion_it_is_version_1(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100031", "9990100007", V1_SMS);
    assert_string_equal(kit.all[0].name, "forwardSM");
    assert_int_equal(kit.all[0].application, 1);
    assert_int_equal(kit.all[0].type, 46);
}

static void nothing_is_kept_without_a_table(void **state)
{
    (void)state;
    struct packet p = tcap_kit_packet(&kit, "9990100047", "9990100006");
    struct sink sink = tcap_kit_sink(&kit);
    sink.tables = NULL;
    p.dport = 6;
    kit.length = hex_bytes(kit.bytes, sizeof kit.bytes, BEGIN_ATI);
    assert_int_equal(decoder_tcap.decode(cursor_of(kit.bytes, kit.length), &p, &sink),
                     VERDICT_TOOK);
    assert_int_equal(kit.count, 1);
    assert_int_not_equal(kit.all[0].handles[0], 0);
}

/* A flood of beginnings costs old dialogues, and nothing else. */
static void a_flood_is_bounded(void **state)
{
    (void)state;
    const struct table *t = &kit.tables[DECODER_tcap * DECODER_TABLES];
    char begin[sizeof BARE_BEGIN];
    strcpy(begin, BARE_BEGIN);
    for (unsigned i = 0; i < 4 * (t->mask + 1); i++) {
        char id[9];
        (void)snprintf(id, sizeof id, "%08x", i);
        memcpy(begin + 8, id, 8);
        tcap_kit_send(&kit, "9990100047", "9990100006", begin);
    }
    assert_true(t->used <= t->mask + 1);
    assert_true(t->evicted > 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(request_and_answer_have_the_same_transaction, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(point_codes_do_not_count_beside_a_title, set_up, tear_down),
        cmocka_unit_test_setup_teardown(both_ends_ask_in_one_dialogue, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_are_used_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_dialogue_whose_beginning_was_not_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(same_number_of_another_title_is_another_dialogue, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(context_holds_for_the_dialogue, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_a_dialogue_portion_it_is_version_1, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_kept_without_a_table, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_flood_is_bounded, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
