#include "wire/capture/secrets.h"

#include "unit/unit.h"

static void keeps_once_and_within_its_room(void **state)
{
    (void)state;
    static const uint8_t bytes[SECRETS_MOST];
    struct secrets s = {0};
    uint32_t type;
    assert_true(secrets_keep(&s, 1, (struct span){bytes, 0}));
    assert_int_equal(s.count, 0);
    assert_true(secrets_keep(&s, 1, (struct span){(const uint8_t *)"key", 3}));
    assert_true(secrets_keep(&s, 1, (struct span){(const uint8_t *)"key", 3}));
    assert_true(secrets_keep(&s, 2, (struct span){(const uint8_t *)"key", 3}));
    assert_int_equal(s.count, 2);
    assert_int_equal(secrets_at(&s, 1, &type).len, 3);
    assert_int_equal(type, 2);
    assert_int_equal(secrets_at(&s, 2, &type).len, 0);
    assert_false(secrets_keep(&s, 1, (struct span){bytes, SECRETS_MOST - 5}));
    assert_true(secrets_keep(&s, 1, (struct span){bytes, SECRETS_MOST - 6}));
    assert_false(secrets_keep(&s, 3, (struct span){bytes, 1}));
    secrets_free(&s);
    for (uint32_t i = 0; i < SECRETS_BLOCKS; i++)
        assert_true(secrets_keep(&s, i, (struct span){bytes, 1}));
    assert_false(secrets_keep(&s, SECRETS_BLOCKS, (struct span){bytes, 1}));
    secrets_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_once_and_within_its_room)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
