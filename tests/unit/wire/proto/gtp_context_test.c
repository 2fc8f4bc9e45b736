#include "unit/unit.h"

#include "gtp_kit.h"

#define ZEROS_8 "0000000000000000"
#define ZEROS_32 ZEROS_8 ZEROS_8 ZEROS_8 ZEROS_8
#define CAPABILITIES "02 e0e0 03 e0e0e0"
#define MEI "08 5300219078563412"

static struct gtp_kit kit;
static struct message *m;

static int open_kit(void **state)
{
    (void)state;
    gtp_kit_open(&kit, &decoder_gtp);
    m = &kit.all[0];
    return 0;
}

static struct cursor value_of(const char *hex)
{
    gtp_kit_hex(&kit, hex);
    m->field_count = 0;
    m->groups = 0;
    return cursor_of(kit.bytes, kit.length);
}

static const char PDP[] = "05 03 03 000b92 01 00 02 0000 0001 0002 03 04 0000000a 0000000b 00 f121"
                          "04 0a2d0002 04 c0000209 04 c000020a 09 08696e7465726e6574 00 00";

static void session_of_the_old_node(void **state)
{
    (void)state;
    gtp_pdp_context(m, value_of(PDP));
    assert_string_equal(gtp_kit_text(&kit, MEANING_BEARER, 0), "5");
    assert_string_equal(gtp_kit_text(&kit, MEANING_UE_IP, 0), "10.45.0.2");
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 0), "0x0000000a@192.0.2.9");
    assert_string_equal(gtp_kit_text(&kit, MEANING_SESSION_TUNNEL, 1), "0x0000000b@192.0.2.10");
    assert_string_equal(gtp_kit_text(&kit, MEANING_APN, 0), "internet");
    for (unsigned i = 0; i < m->field_count; i++)
        assert_int_equal(m->fields[i].group, 1);
}

static void session_cut_anywhere(void **state)
{
    (void)state;
    gtp_kit_hex(&kit, PDP);
    for (size_t n = 0; n <= kit.length; n++) {
        m->field_count = 0;
        gtp_pdp_context(m, cursor_of(kit.bytes, n));
        assert_true(m->field_count <= 5);
    }
}

static void keys_of_version_one(void **state)
{
    (void)state;
    gtp_mm_context(m, value_of("f8 51" ZEROS_8)); /* two vectors */
    assert_int_equal(m->field_count, 2);
    assert_int_equal(m->fields[0].meaning, MEANING_SESSION_KEY);
    assert_int_equal(m->fields[1].meaning, MEANING_VECTOR);
    assert_null(m->fields[1].at);
    gtp_mm_context(m, value_of("f8 41" ZEROS_8));
    assert_int_equal(m->field_count, 1);
    gtp_mm_context(m, value_of("f8"));
    assert_int_equal(m->field_count, 0);
}

/* Each of the six forms, with vectors and every optional part before the equipment. */
static void keys_and_equipment(void **state)
{
    (void)state;
    static const struct {
        uint8_t type;
        const char *hex;
    } forms[] = {
        {103, "08 23 00" ZEROS_8 ZEROS_8 ZEROS_8 "00000000" ZEROS_8
              "0a0a" ZEROS_8 ZEROS_8 CAPABILITIES MEI},
        {104,
         "00 20 00" ZEROS_32 ZEROS_8 ZEROS_8 "04 00000000" ZEROS_32 "02 0000" CAPABILITIES MEI},
        {105, "00 21 00" ZEROS_8 ZEROS_8 ZEROS_8 "04 00000000" ZEROS_32
              "02 0000" ZEROS_8 CAPABILITIES MEI},
        {106, "00 02 00" ZEROS_32 ZEROS_8 CAPABILITIES MEI},
        {107, "98 26 80 000000 000000" ZEROS_32 ZEROS_8 ZEROS_8
              "04 00000000 02 0000" ZEROS_32 ZEROS_8 ZEROS_8 "04 00000000" ZEROS_32
              "02 0000 0a0a" ZEROS_32 "01" ZEROS_8 ZEROS_8 CAPABILITIES MEI},
        {108, "00 04 00" ZEROS_32 ZEROS_8 ZEROS_8 "04 00000000 02 0000" ZEROS_32 CAPABILITIES MEI},
    };
    for (unsigned i = 0; i < sizeof forms / sizeof *forms; i++) {
        gtpv2_mm_context(m, forms[i].type, value_of(forms[i].hex), 0);
        assert_non_null(gtp_kit_field(&kit, MEANING_SESSION_KEY, 0));
        assert_int_equal(gtp_kit_field(&kit, MEANING_VECTOR, 0) != NULL, forms[i].type != 106);
        assert_string_equal(gtp_kit_text(&kit, MEANING_IMEI, 0), "3500120987654321");
        for (size_t n = 0; n < kit.length; n++) {
            m->field_count = 0;
            gtpv2_mm_context(m, forms[i].type, cursor_of(kit.bytes, n), 0);
            assert_null(gtp_kit_field(&kit, MEANING_IMEI, 0));
        }
    }
}

static void other_types_have_no_form(void **state)
{
    (void)state;
    gtpv2_mm_context(m, 102, value_of("00 00 00" ZEROS_32), 0);
    gtpv2_mm_context(m, 109, value_of("00 00 00" ZEROS_32), 0);
    gtpv2_mm_context(m, 107, value_of("00 00"), 0);
    assert_int_equal(m->field_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(session_of_the_old_node, open_kit),
        cmocka_unit_test_setup(session_cut_anywhere, open_kit),
        cmocka_unit_test_setup(keys_of_version_one, open_kit),
        cmocka_unit_test_setup(keys_and_equipment, open_kit),
        cmocka_unit_test_setup(other_types_have_no_form, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
