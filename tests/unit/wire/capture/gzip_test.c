#include "unit/wire/capture/pack.h"

/* Members one behind the other, fed in pieces of any size, cut at every length, and damaged. */
static void expands(void **state)
{
    (void)state;
    check_inflater(&inflater_gzip, put_gzip, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(expands)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
