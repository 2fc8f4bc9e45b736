#include "ss7_kit.h"

static struct ss7 s;

/* To 999 01 00 01, international; from 999 01 00 02. */
static const char SET_UP[] =
    "2a00 01 00 2001 0a 00 02 08 06 04 10 99091000 0a 06 04 13 99092000 00";

static const char *text_of(enum meaning meaning)
{
    static char buf[64];
    struct text t = text_in(buf, sizeof buf);
    const struct field *f = message_field(&s.last, meaning);
    if (f)
        text_field(&t, f);
    return buf;
}

static void says(const char *hex, enum part part, enum outcome outcome)
{
    ss7_user(&s, SS7_ISUP, hex);
    assert_int_equal(s.last.part, part);
    assert_int_equal(s.last.outcome, outcome);
}

static void a_call(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_user(&s, SS7_ISUP, SET_UP);
    assert_string_equal(s.said, "isup 1 pc:1-2-3>pc:4-5-6 5>5");
    assert_string_equal(s.last.name, "Initial Address");
    assert_int_equal(s.last.part, PART_REQUEST);
    assert_int_equal(message_field(&s.last, MEANING_CALL_ID)->number, 42);
    uint64_t handle = s.last.handles[0], transaction = s.last.transaction;
    assert_int_not_equal(handle, 0);
    says("2a00 06 1234 00", PART_NEITHER, OUTCOME_NONE);
    assert_true(s.last.handles[0] == handle);
    says("2a00 09 00", PART_ANSWER, OUTCOME_SUCCESS);
    assert_true(s.last.transaction == transaction && s.last.handles[0] == handle);
    says("2a00 07 1234 00", PART_ANSWER, OUTCOME_SUCCESS);
    assert_true(s.last.transaction == transaction);
    ss7_close(&s);
}

/* 4-5-6 speaks. */
static void back(const char *hex, enum part part, enum outcome outcome)
{
    uint8_t user[64];
    size_t n = hex_bytes(user, sizeof user, hex);
    uint8_t b[128] = {0};
    hex_bytes(b, sizeof b, "01 00 01 01 00000060 0210 0000 0000202e 00000813 05 02 00 00");
    b[11] = (uint8_t)(16 + n);
    b[7] = (uint8_t)(24 + (n + 3) / 4 * 4);
    memcpy(b + 24, user, n);
    ss7_send(&s, PPID_M3UA, b, b[7]);
    assert_int_equal(s.last.part, part);
    assert_int_equal(s.last.outcome, outcome);
}

/* Q.764 2.2: the called side's release before it has answered is the answer. */
static void a_call_is_refused(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_user(&s, SS7_ISUP, SET_UP);
    uint64_t call = s.last.transaction;
    back("2a00 06 1234 00", PART_NEITHER, OUTCOME_NONE);
    back("2a00 0c 02 00 02 8091", PART_ANSWER, OUTCOME_REFUSED);
    assert_string_equal(s.last.cause_row->name, "User busy");
    assert_true(s.last.transaction == call);
    says("2a00 10 00", PART_NEITHER, OUTCOME_NONE);
    ss7_close(&s);
}

/* Q.764 2.3: one that clears a call is answered by RLC, whoever releases and for what. */
static void a_call_is_released(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_user(&s, SS7_ISUP, SET_UP);
    back("2a00 09 00", PART_ANSWER, OUTCOME_SUCCESS);
    uint64_t call = s.last.transaction;
    back("2a00 0c 02 00 03 008091", PART_REQUEST, OUTCOME_NONE); /* with a recommendation */
    assert_int_equal(s.last.cause, 17);
    assert_true(s.last.transaction != call);
    call = s.last.transaction;
    says("2a00 10 00", PART_ANSWER, OUTCOME_SUCCESS);
    assert_true(s.last.transaction == call);
    ss7_user(&s, SS7_ISUP, SET_UP);
    says("2a00 0c 02 00 02 8090", PART_REQUEST, OUTCOME_NONE); /* the caller gives up */
    ss7_close(&s);
}

/* Calls on one circuit have nothing in common. */
static void the_next_call(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_user(&s, SS7_ISUP, SET_UP);
    uint64_t call = s.last.handles[0];
    ss7_user(&s, SS7_ISUP, SET_UP); /* sent again */
    assert_true(s.last.handles[0] == call);
    back("2a00 09 00", PART_ANSWER, OUTCOME_SUCCESS);
    says("2a00 0c 02 00 02 8090", PART_REQUEST, OUTCOME_NONE);
    back("2a00 10 00", PART_ANSWER, OUTCOME_SUCCESS);
    assert_true(s.last.handles[0] == call);
    ss7_user(&s, SS7_ISUP, SET_UP);
    assert_true(s.last.handles[0] != call);
    /* Of the circuit, and not of a call. */
    says("2a00 13", PART_REQUEST, OUTCOME_NONE);
    assert_int_equal(s.last.handles[0], 0);
    call = s.last.transaction;
    back("2a00 15", PART_ANSWER, OUTCOME_SUCCESS);
    assert_true(s.last.transaction == call);
    ss7_close(&s);
}

/* A circuit is told by the points at its ends, whichever speaks, by the network and its code. */
static void circuits(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_user(&s, SS7_ISUP, "2a00 10 00");
    uint64_t handle = s.last.handles[0];
    ss7_read(&s, PPID_M3UA,
             "01 00 01 01 0000001c 0210 0014 0000202e 00000813 05 02 00 00 2a00 10 00");
    assert_true(s.last.handles[0] == handle);
    ss7_read(&s, PPID_M3UA,
             "01 00 01 01 0000001c 0210 0014 0000202e 00000813 05 00 00 00 2a00 10 00");
    assert_true(s.last.handles[0] != handle);
    ss7_user(&s, SS7_ISUP, "2b00 10 00");
    assert_true(s.last.handles[0] != handle);
    ss7_user(&s, SS7_ISUP, "2af0 10 00"); /* spare bits */
    assert_true(s.last.handles[0] == handle);
    ss7_user(&s, SS7_BICC, "2a000000 10 00");
    assert_true(s.last.handles[0] != handle);
    assert_int_equal(message_field(&s.last, MEANING_CALL_ID)->number, 42);
    ss7_close(&s);
}

/* T1.113.3: fixed parts of four bytes, what is asked of the circuit first. */
static void ansi(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_read(&s, PPID_M3UA,
             "01 00 01 01 00000034 0210 002b 00010203 00040506 05 02 00 00 "
             "2a00 01 00 2000 0a 03 06 00 03 8090a2 06 04 10 99091000 00 00 00 00 00 000000");
    assert_int_equal(s.last.type, 1);
    assert_string_equal(text_of(MEANING_CALLED), "99900100");
    ss7_close(&s);
}

/* Q.763 table 38. */
static void passed_along(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_user(&s, SS7_ISUP, "2a00 28 06 1234 00");
    assert_string_equal(s.said, "isup 40 pc:1-2-3>pc:4-5-6 5>5, isup 6 pc:1-2-3>pc:4-5-6 5>5");
    ss7_user(&s, SS7_ISUP, "2a00 28 28 28 28");
    assert_string_equal(s.said, "isup 40 pc:1-2-3>pc:4-5-6 5>5, isup 40 pc:1-2-3>pc:4-5-6 5>5");
    ss7_user(&s, SS7_ISUP, "2a00 28");
    assert_string_equal(s.said, "isup 40 pc:1-2-3>pc:4-5-6 5>5");
    ss7_close(&s);
}

static void unknown_types_are_told(void **state)
{
    (void)state;
    ss7_open(&s);
    ss7_user(&s, SS7_ISUP, "2a00 f0 00");
    assert_string_equal(s.last.name, "unknown");
    assert_int_equal(s.last.type, 0xf0);
    assert_int_equal(ss7_blind(&s, BLIND_UNKNOWN_MESSAGE), 1);
    ss7_close(&s);
}

static void every_type_is_told_at_every_length(void **state)
{
    (void)state;
    ss7_open(&s);
    for (unsigned type = 0; type < 256; type++) {
        uint8_t user[40] = {0x2a, 0, (uint8_t)type};
        memset(user + 3, (int)type, sizeof user - 3);
        for (size_t n = 0; n < sizeof user; n++) {
            ss7_m3ua(&s, SS7_ISUP, user, n);
            assert_int_equal(s.log.len > 0, n >= 3);
        }
    }
    ss7_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call),
        cmocka_unit_test(a_call_is_refused),
        cmocka_unit_test(a_call_is_released),
        cmocka_unit_test(the_next_call),
        cmocka_unit_test(circuits),
        cmocka_unit_test(ansi),
        cmocka_unit_test(passed_along),
        cmocka_unit_test(unknown_types_are_told),
        cmocka_unit_test(every_type_is_told_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
