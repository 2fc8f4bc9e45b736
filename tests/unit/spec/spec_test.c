#include "spec/spec.h"

#include "unit/unit.h"

/* Each row is found by its own key: the index over the runs misses none, and none shadows another.
 */
static void finds_every_row(void **state)
{
    (void)state;
    const struct spec_op *op;
    const struct spec_ie *ie;
    const struct spec_value *value;
    for (uint32_t i = 0; (op = spec_op_at(i)); i++)
        assert_ptr_equal(spec_op(op->proto, op->application, op->code, op->part), op);
    for (uint32_t i = 0; (ie = spec_ie_at(i)); i++)
        assert_ptr_equal(spec_ie(ie->proto, ie->vendor, ie->code), ie);
    for (uint32_t i = 0; (value = spec_value_at(i)); i++)
        assert_ptr_equal(spec_value(value->proto, value->set, value->number), value);
}

static void says_unknown(void **state)
{
    (void)state;
    assert_null(spec_op(PROTO_DIAMETER, 16777251, 9999, PART_REQUEST));
    assert_null(spec_op(PROTO_DIAMETER, 16777251, UINT32_MAX, PART_REQUEST));
    assert_null(spec_op(PROTO_DIAMETER, 16777251, 318, PART_NEITHER));
    assert_null(spec_op(PROTO_NONE, 0, 1, PART_REQUEST));
    assert_null(spec_ie(PROTO_DIAMETER, 10415, UINT32_MAX));
    assert_null(spec_ie(PROTO_DIAMETER, 99999, 1));
    assert_null(spec_value(PROTO_DIAMETER, "result", 9999));
    assert_null(spec_value(PROTO_DIAMETER, "no such set", 2001));
}

/* The commands of Cx and SWx share their codes; base commands hold in every application. */
static void keeps_applications_apart(void **state)
{
    (void)state;
    const struct spec_op *cx = spec_op(PROTO_DIAMETER, 16777216, 303, PART_REQUEST);
    const struct spec_op *swx = spec_op(PROTO_DIAMETER, 16777265, 303, PART_REQUEST);
    assert_non_null(cx);
    assert_non_null(swx);
    assert_int_equal(cx->from[0], ROLE_S_CSCF);
    assert_int_equal(swx->from[0], ROLE_AAA);
    assert_string_equal(cx->name, "Multimedia-Auth-Request");
    assert_null(spec_op(PROTO_DIAMETER, 16777217, 303, PART_REQUEST));
    assert_ptr_equal(spec_op(PROTO_DIAMETER, 16777251, 280, PART_ANSWER),
                     spec_op(PROTO_DIAMETER, 0, 280, PART_ANSWER));
}

static void every_row_stands_on_a_clause(void **state)
{
    (void)state;
    const struct spec_op *op;
    const struct spec_ie *ie;
    for (uint32_t i = 0; (op = spec_op_at(i)); i++)
        assert_true(*op->name && *op->document && *op->clause);
    for (uint32_t i = 0; (ie = spec_ie_at(i)); i++)
        assert_true(*ie->name && *ie->document && *ie->clause);
}

/* Who may ask whom between networks. */
static void interconnection_rows_stand_at_their_operations(void **state)
{
    (void)state;
    const struct spec_border *b = spec_border(spec_op(PROTO_GSM_MAP, 0, 71, PART_REQUEST));
    assert_non_null(b);
    assert_int_equal(b->who, BORDER_INSIDE);
    assert_int_equal(b->locates, LOCATES_FOR_ITSELF);
    assert_string_equal(b->document, "TS 29.002");
    b = spec_border(spec_op(PROTO_DIAMETER, 16777251, 316, PART_REQUEST));
    assert_non_null(b);
    assert_int_equal(b->who, BORDER_SERVING);
    assert_string_equal(b->pack, "roaming");
    assert_null(spec_border(spec_op(PROTO_DIAMETER, 16777251, 316, PART_ANSWER)));
    assert_null(spec_border(spec_op(PROTO_GTPV2, 0, 1, PART_REQUEST)));
    assert_null(spec_border(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interconnection_rows_stand_at_their_operations),
        cmocka_unit_test(finds_every_row),
        cmocka_unit_test(says_unknown),
        cmocka_unit_test(keeps_applications_apart),
        cmocka_unit_test(every_row_stands_on_a_clause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
