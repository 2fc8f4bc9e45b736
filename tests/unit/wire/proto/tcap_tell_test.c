#include "tcap_scene.h"

static const struct message *said(void)
{
    return &kit.all[0];
}

static void an_error_is_told_as_its_message_and_settles_what_was_asked(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    uint64_t transaction = said()->transaction;
    tcap_kit_send(&kit, "9990100006", "9990100047", END_ERROR);
    assert_int_equal(kit.count, 1);
    assert_int_equal(said()->proto, PROTO_TCAP);
    assert_string_equal(said()->name, "End");
    assert_int_equal(said()->type, 0x64);
    assert_int_equal(said()->part, PART_ANSWER);
    assert_int_equal(said()->outcome, OUTCOME_REFUSED);
    assert_int_equal(said()->cause, 49);
    assert_string_equal(said()->cause_row->name, "ati-NotAllowed");
    assert_int_equal(said()->transaction, transaction);
    assert_string_equal(said()->op->name, "anyTimeInterrogation");
}

static void a_result_that_says_nothing_is_a_success(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    tcap_kit_send(&kit, "9990100006", "9990100047", END_EMPTY);
    assert_int_equal(said()->proto, PROTO_TCAP);
    assert_int_equal(said()->outcome, OUTCOME_SUCCESS);
    assert_false(said()->has_cause);
}

static void a_rejection_has_its_problem(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    tcap_kit_send(&kit, "9990100006", "9990100047", END_REJECT);
    assert_int_equal(said()->outcome, OUTCOME_REFUSED);
    assert_string_equal(said()->cause_row->name, "unrecognizedOperation");
}

static void an_abort_refuses_what_waits(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    uint64_t transaction = said()->transaction;
    tcap_kit_send(&kit, "9990100006", "9990100047", P_ABORT);
    assert_int_equal(kit.count, 1);
    assert_string_equal(said()->name, "Abort");
    assert_int_equal(said()->outcome, OUTCOME_REFUSED);
    assert_int_equal(said()->transaction, transaction);
    assert_string_equal(said()->cause_row->name, "unrecognizedTransactionID");
    tcap_kit_send(&kit, "9990100006", "9990100047", P_ABORT);
    assert_int_equal(said()->outcome, OUTCOME_NONE); /* nothing waits any more */
    tcap_kit_send(&kit, "9990100047", "9990100006", BEGIN_ATI);
    tcap_kit_send(&kit, "9990100006", "9990100047", REFUSED);
    assert_int_equal(said()->outcome, OUTCOME_REFUSED);
    assert_false(said()->has_cause);
}

/* Beside an operation, the answer that names none is handed up and not told. */
static void an_answer_beside_an_operation_is_untold(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100007", "9990100006", BEGIN_UL);
    tcap_kit_send(&kit, "9990100006", "9990100007", CONT_ISD);
    uint64_t transaction = said()->transaction;
    tcap_kit_send(&kit, "9990100007", "9990100006", CONT_MIXED);
    assert_int_equal(kit.count, 2);
    assert_string_equal(kit.all[0].name, "authenticationFailureReport");
    assert_false(kit.all[0].untold);
    assert_true(kit.all[1].untold);
    assert_int_equal(kit.all[1].outcome, OUTCOME_SUCCESS);
    assert_int_equal(kit.all[1].transaction, transaction);
}

static void what_a_dialogue_is_about_is_said_once_a_message(void **state)
{
    (void)state;
    tcap_kit_send(&kit, "9990100007", "9990100006", USSD);
    assert_string_equal(kit.said[0], "dialogue.context=networkUnstructuredSsContext-v2 "
                                     "subscriber.imsi=001010000000001 content.sms=true");
    const struct field *f = message_field(said(), MEANING_SUBSYSTEM_TO);
    assert_non_null(f);
    assert_int_equal(f->number, 8);
}

/* Operations of CAP's class 2 and 4 are not answered when they succeed. */
static void one_way_operations_wait_for_nothing(void **state)
{
    (void)state;
    tcap_kit_send_ssn(&kit, "9990100008", "9990100047", 146, INITIAL_DP);
    assert_int_equal(said()->part, PART_NEITHER);
    assert_int_equal(said()->pairing, PAIR_NONE);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_error_is_told_as_its_message_and_settles_what_was_asked,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_result_that_says_nothing_is_a_success, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_rejection_has_its_problem, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_abort_refuses_what_waits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_answer_beside_an_operation_is_untold, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_dialogue_is_about_is_said_once_a_message, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_way_operations_wait_for_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
