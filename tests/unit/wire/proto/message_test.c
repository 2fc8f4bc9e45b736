#include "wire/proto/message.h"

#include "unit/unit.h"

static unsigned told;

static void on_message(void *arg, struct message *m)
{
    (void)arg;
    (void)m;
    told++;
}

static struct message scratch;
static struct sink sink = {.message = on_message, .scratch = &scratch};

static void begins_clean(void **state)
{
    (void)state;
    struct packet p = {.odd = PACKET_ODD_FRAGMENT};
    memset(&scratch, 0xff, sizeof scratch);
    struct message *m = message_begin(&sink, &p, PROTO_PFCP, 0, 1, PART_REQUEST);
    assert_ptr_equal(m->packet, &p);
    assert_string_equal(m->name, "PFCP Heartbeat Request");
    assert_int_equal(m->field_count, 0);
    assert_int_equal(m->answers.frame, 0);
    assert_int_equal(m->person, 0);
    assert_int_equal(m->bound_count, 0);
    assert_int_equal(m->lack, LACK_NONE);
    assert_int_equal(m->odd, ODD_ODD_FRAGMENT);
    message_end(&sink, m);
    assert_int_equal(told, 1);
}

static void unknown_has_a_name_too(void **state)
{
    (void)state;
    struct packet p = {0};
    struct message *m = message_begin(&sink, &p, PROTO_PFCP, 0, 200, PART_REQUEST);
    assert_null(m->op);
    assert_string_equal(m->name, "unknown");
}

static void fields_are_bounded(void **state)
{
    (void)state;
    struct packet p = {0};
    struct message *m = message_begin(&sink, &p, PROTO_PFCP, 0, 1, PART_REQUEST);
    for (unsigned i = 0; i < MESSAGE_FIELDS + 5; i++)
        field_number(m, MEANING_SESSION_SEID, i, 0);
    assert_int_equal(m->field_count, MESSAGE_FIELDS);
    assert_true(m->odd & ODD_TOO_MANY_FIELDS);
    assert_null(field_add(m, MEANING_SESSION_SEID, FORM_NUMBER, 0));
    assert_int_equal(message_field(m, MEANING_SESSION_SEID)->number, 0);
    assert_int_equal(m->fields[MESSAGE_FIELDS - 1].number, MESSAGE_FIELDS - 1);
    field_bytes(m, MEANING_IMSI, FORM_TBCD, (struct span){(const uint8_t *)"1", 1}, 0);
    field_tunnel(m, MEANING_IMSI, 1, (struct span){0}, 0, 0);
    assert_int_equal(m->field_count, MESSAGE_FIELDS);
    assert_null(message_field(m, MEANING_IMSI));
}

static void fields_of_each_kind(void **state)
{
    (void)state;
    struct packet p = {0};
    static const uint8_t bytes[] = {192, 0, 2, 9};
    struct message *m = message_begin(&sink, &p, PROTO_PFCP, 0, 1, PART_REQUEST);
    field_bytes(m, MEANING_ORIGIN_ADDRESS, FORM_IP, (struct span){bytes, 4}, 3);
    field_tunnel(m, MEANING_SESSION_SEID, 7, (struct span){bytes, 4}, 99, 0);
    assert_int_equal(m->fields[0].group, 3);
    assert_int_equal(m->fields[0].len, 4);
    assert_int_equal(m->fields[1].number, 7);
    assert_int_equal(m->fields[1].extra, 99);
    TEXT_ON(t, 64);
    text_field(&t, &m->fields[0]);
    assert_string_equal(t.at, "192.0.2.9");
}

/* The row of a cause says how it ended, of answers only. */
static void cause_tells_the_outcome(void **state)
{
    (void)state;
    struct packet p = {0};
    struct message *m = message_begin(&sink, &p, PROTO_PFCP, 0, 51, PART_ANSWER);
    message_cause(m, "cause", 1);
    assert_true(m->has_cause);
    assert_int_equal(m->cause, 1);
    assert_int_equal(m->outcome, OUTCOME_SUCCESS);
    m = message_begin(&sink, &p, PROTO_PFCP, 0, 51, PART_ANSWER);
    message_cause(m, "cause", 64);
    assert_int_equal(m->outcome, OUTCOME_REFUSED);
    assert_int_equal(m->cause_row->number, 64);
    m = message_begin(&sink, &p, PROTO_PFCP, 0, 50, PART_REQUEST);
    assert_false(m->has_cause);
    message_cause(m, "cause", 64);
    assert_non_null(m->cause_row);
    assert_int_equal(m->outcome, OUTCOME_NONE);
    /* A number that no row has is kept as it was sent, and so is a set that there is not. */
    m = message_begin(&sink, &p, PROTO_PFCP, 0, 51, PART_ANSWER);
    message_cause(m, "cause", 0xfffffff0U);
    assert_true(m->has_cause);
    assert_int_equal(m->cause, 0xfffffff0U);
    assert_null(m->cause_row);
    assert_int_equal(m->outcome, OUTCOME_NONE);
    message_cause(m, "no such set", 1);
    assert_null(m->cause_row);
}

static void oddities_have_words(void **state)
{
    (void)state;
    assert_string_equal(odd_word(ODD_BIT_TRAILING_BYTES), "trailing-bytes");
    for (unsigned i = 0; i < ODDS; i++)
        assert_non_null(odd_word((enum odd)i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_clean),
        cmocka_unit_test(unknown_has_a_name_too),
        cmocka_unit_test(fields_are_bounded),
        cmocka_unit_test(fields_of_each_kind),
        cmocka_unit_test(cause_tells_the_outcome),
        cmocka_unit_test(oddities_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
