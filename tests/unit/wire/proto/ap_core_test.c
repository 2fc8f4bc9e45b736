#include "wire/proto/ap_core.h"

#include "unit/unit.h"

static const struct ap_core CORE = {.initial_ue = 15,
                                    .initial_context = 14,
                                    .setup = 29,
                                    .handover_resources = 13,
                                    .path_switch = 25};

static unsigned how(uint8_t procedure, enum ap_kind kind)
{
    struct ap_pdu pdu = {.kind = (uint8_t)kind, .procedure = procedure};
    return ap_core_how(&CORE, &pdu);
}

static void names_are_given_out_in_few_procedures(void **state)
{
    (void)state;
    assert_int_equal(how(15, AP_INITIATING), AP_UE_BEGINS_RAN);
    assert_int_equal(how(14, AP_INITIATING), AP_UE_EVERYWHERE);
    assert_int_equal(how(29, AP_SUCCESSFUL), AP_UE_EVERYWHERE);
    assert_int_equal(how(13, AP_INITIATING), AP_UE_BEGINS_CORE);
    assert_int_equal(how(13, AP_SUCCESSFUL), AP_UE_BEGINS_RAN | AP_UE_EVERYWHERE);
    assert_int_equal(how(46, AP_INITIATING), 0);
}

static void a_path_switch_comes_from_another_association(void **state)
{
    (void)state;
    assert_int_equal(how(25, AP_INITIATING),
                     AP_UE_PAIRS_BY_RAN | AP_UE_BEGINS_RAN | AP_UE_OTHER_ASSOCIATION);
    assert_int_equal(how(25, AP_SUCCESSFUL), AP_UE_PAIRS_BY_RAN | AP_UE_EVERYWHERE);
}

static void what_is_no_pdu_is_not_taken(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0xff, 0xff, 0xff};
    struct frame frame = {.number = 1};
    struct packet p = {.frame = &frame};
    struct message scratch;
    struct sink sink = {.scratch = &scratch};
    for (size_t n = 0; n <= sizeof bytes; n++)
        assert_int_equal(ap_core_decode(&CORE, cursor_of(bytes, n), &p, &sink), VERDICT_NOT_MINE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_given_out_in_few_procedures),
        cmocka_unit_test(a_path_switch_comes_from_another_association),
        cmocka_unit_test(what_is_no_pdu_is_not_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
