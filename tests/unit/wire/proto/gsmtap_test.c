#include "nas_kit.h"

extern const struct decoder decoder_gsmtap;

static struct nas_kit kit;

static int open_kit(void **state)
{
    (void)state;
    nas_kit_open(&kit, &decoder_gsmtap);
    return 0;
}

#define HEADER(type) "02 04 " type " 00 4000 00 00 00000000 00 00 00 00 "

static void nas_of_eps_is_handed_on_without_the_probes_addresses(void **state)
{
    (void)state;
    assert_int_equal(nas_kit_read(&kit, HEADER("12") "07 55 01"), VERDICT_TOOK);
    assert_int_equal(kit.count, 1);
    assert_int_equal(kit.all[0].proto, PROTO_NAS_EPS);
    assert_int_equal(kit.all[0].type, 85);
    assert_int_equal(kit.handed.src.family, 0);
    assert_int_equal(kit.handed.dst.family, 0);
    assert_true(kit.handed.odd & PACKET_READDRESSED);
}

static void all_else_is_counted(void **state)
{
    (void)state;
    static const char *const others[] = {HEADER("01") "0102", HEADER("0d") "0102",
                                         HEADER("7f") "0102"};
    for (unsigned i = 0; i < 3; i++) {
        assert_int_equal(nas_kit_read(&kit, others[i]), VERDICT_TOOK);
        assert_int_equal(kit.count, 0);
        assert_int_equal(kit.blind, 1);
        assert_int_equal(kit.reason, BLIND_NOT_READ);
    }
}

static void headers_that_lie(void **state)
{
    (void)state;
    assert_int_equal(nas_kit_read(&kit, "03 04 12 00"), VERDICT_NOT_MINE);
    assert_int_equal(nas_kit_read(&kit, "02 03 12 00"), VERDICT_NOT_MINE);
    assert_int_equal(nas_kit_read(&kit, "02 05 12 00 4000 00 00 00000000 00 00 00 00 0755"),
                     VERDICT_BROKEN);
    assert_int_equal(nas_kit_read(&kit, ""), VERDICT_NOT_MINE);
}

static enum likeness looks(const char *hex)
{
    nas_kit_hex(&kit, hex);
    return decoder_gsmtap.looks(cursor_of(kit.bytes, kit.length));
}

static void it_is_believed_on_its_port_only(void **state)
{
    (void)state;
    assert_int_equal(looks(HEADER("12") "07"), LIKE_PERHAPS);
    assert_int_equal(looks(HEADER("00") "07"), LIKE_NOT);
    assert_int_equal(looks(HEADER("15") "07"), LIKE_NOT);
    assert_int_equal(looks("02 04 12"), LIKE_NOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(nas_of_eps_is_handed_on_without_the_probes_addresses, open_kit),
        cmocka_unit_test_setup(all_else_is_counted, open_kit),
        cmocka_unit_test_setup(headers_that_lie, open_kit),
        cmocka_unit_test_setup(it_is_believed_on_its_port_only, open_kit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
