#include "tcap_kit.h"

static uint8_t bytes[TCAP_KIT_BYTES];
static struct tcap_dialogue_portion d;

/* The contents of a dialogue portion that is given with its tag. */
static void read(const char *hex)
{
    struct cursor c = cursor_of(bytes, hex_bytes(bytes, sizeof bytes, hex));
    struct ber b;
    unsigned odd = 0;
    d = (struct tcap_dialogue_portion){.refused = false};
    assert_true(ber_next(&c, &b, &odd));
    tcap_dialogue_portion(b.value, &d);
}

static void request_names_its_context(void **state)
{
    (void)state;
    read(AARQ);
    assert_true(d.context.said);
    assert_int_equal(d.context.proto, PROTO_GSM_MAP);
    assert_int_equal(d.context.version, 3);
    assert_int_equal(d.context.arcs[1], 29);
    assert_string_equal(d.context_text, "anyTimeInfoEnquiryContext-v3");
    assert_false(d.refused);
    assert_int_equal(cursor_left(&d.reference), 0);
}

static void response_may_reject(void **state)
{
    (void)state;
    read(AARE);
    assert_true(d.refused);
    assert_true(d.context.said);
}

static void map_open_names_the_subscriber(void **state)
{
    (void)state;
    read(OPEN);
    assert_string_equal(d.context_text, "networkUnstructuredSsContext-v2");
    assert_int_equal(cursor_left(&d.reference), 9);
    assert_int_equal(cursor_peek8(&d.reference, 0), 0x96);
}

/* 0.4.0.0.1.23.3.4, and a context of INAP. */
static void contexts_of_others(void **state)
{
    (void)state;
    read("6b1e281c060700118605010101a011600f80020780a109060704000001170304");
    assert_int_equal(d.context.proto, PROTO_CAMEL);
    assert_string_equal(d.context_text, "capssf-scfGenericAC (phase 4)");
    read("6b1e281c060700118605010101a011600f80020780a109060704000101010000");
    assert_true(d.context.said);
    assert_int_equal(d.context.proto, PROTO_NONE);
    assert_string_equal(d.context_text, "0.4.0.1.1.1.0.0");
    read("6b1e281c060700118605010101a011600f80020780a109060704000001003002");
    assert_string_equal(d.context_text, "0.4.0.0.1.0.48.2");
}

static void cut_at_every_length(void **state)
{
    (void)state;
    size_t length = hex_bytes(bytes, sizeof bytes, OPEN) - 2;
    for (size_t n = 0; n < length; n++) {
        uint8_t exact[128];
        memcpy(exact + sizeof exact - n, bytes + 2, n);
        d = (struct tcap_dialogue_portion){.refused = false};
        tcap_dialogue_portion(cursor_of(exact + sizeof exact - n, n), &d);
        assert_true(cursor_left(&d.reference) < 9);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(request_names_its_context),     cmocka_unit_test(response_may_reject),
        cmocka_unit_test(map_open_names_the_subscriber), cmocka_unit_test(contexts_of_others),
        cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
