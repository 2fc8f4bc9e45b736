#include "wire/proto/http_message.h"

#include "unit/wire/proto/http_kit.h"

static struct kit kit;

static void test_web_page(void **state)
{
    (void)state;
    kit_request(&kit, "GET", "/index.html");
    const struct message *m = kit_tell(&kit);
    assert_string_equal(m->name, "GET");
    assert_non_null(m->op); /* no blind spot: it is no operation of 3GPP that is unknown */
    assert_int_equal(m->proto, PROTO_HTTP2);
    assert_int_equal(m->pairing, PAIR_CONNECTION);
    assert_int_equal(m->transaction, 1);
    assert_int_equal(m->type_text.len, 11);
    assert_string_equal(kit_text(&kit, MEANING_METHOD, 0), "GET");
    assert_string_equal(kit_text(&kit, MEANING_RESOURCE, 0), "/index.html");
}

static void test_statuses(void **state)
{
    (void)state;
    static const struct {
        uint32_t status;
        enum outcome outcome;
    } rows[] = {{200, OUTCOME_SUCCESS}, {204, OUTCOME_SUCCESS}, {299, OUTCOME_SUCCESS},
                {304, OUTCOME_SUCCESS}, {307, OUTCOME_NONE},    {404, OUTCOME_REFUSED},
                {499, OUTCOME_REFUSED}, {599, OUTCOME_REFUSED}, {0, OUTCOME_NONE}};
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
        kit_answer(&kit, "POST", "/x", rows[i].status);
        const struct message *m = kit_tell(&kit);
        assert_int_equal(m->type, rows[i].status);
        assert_int_equal(m->outcome, rows[i].outcome);
        assert_int_equal(m->part, PART_ANSWER);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_page),
        cmocka_unit_test(test_statuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
