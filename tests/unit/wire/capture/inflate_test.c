#include "wire/capture/inflate.h"

#include "unit/unit.h"

static void knows_them_by_their_first_bytes(void **state)
{
    (void)state;
    assert_ptr_equal(inflater_for(cursor_of("\x1f\x8b\x08\0\0\0", 6)), &inflater_gzip);
    assert_ptr_equal(inflater_for(cursor_of("\x28\xb5\x2f\xfd", 4)), &inflater_zstd);
    assert_ptr_equal(inflater_for(cursor_of("\xfd"
                                            "7zXZ",
                                            6)),
                     &inflater_xz);
    assert_ptr_equal(inflater_for(cursor_of("\x04\x22\x4d\x18", 4)), &inflater_lz4);
    assert_null(inflater_for(cursor_of("\xd4\xc3\xb2\xa1\x02\0", 6)));
    assert_null(inflater_for(cursor_of("", 0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_them_by_their_first_bytes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
