#include "frames.h"

static void begin(struct unread *u, struct blind *b, size_t budget)
{
    assert_true(blind_init(b, 1 << 20, 1));
    assert_true(unread_init(u, budget, 1, b));
}

static void told(struct blind *b, const char *expected)
{
    const struct blind_spot *spots[64];
    TEXT_ON(t, 4000);
    size_t count = blind_sorted(b, spots, 64);
    for (size_t i = 0; i < count; i++)
        text_format(&t, "%s %s %lu/%lu @%lu\n", blind_word(spots[i]->reason),
                    names_text(&b->names, spots[i]->where), (unsigned long)spots[i]->frames,
                    (unsigned long)spots[i]->bytes, (unsigned long)spots[i]->first.frame);
    assert_string_equal(t.at, expected);
    blind_free(b);
}

static void each_kind_has_its_words(void **state)
{
    (void)state;
    struct unread u;
    struct blind b;
    begin(&u, &b, 1 << 16);
    for (unsigned kind = UNREAD_LINK; kind <= UNREAD_ARPHRD; kind++)
        unread_add(&u, (enum unread_kind)kind, 0x99, 3, (struct place){.frame = kind + 1});
    unread_tell(&u);
    told(&b, "unknown-linktype linktype 153 USER6 1/3 @1\n"
             "unknown-protocol cooked device 153 1/3 @9\n"
             "unknown-protocol erspan frame type 153 1/3 @8\n"
             "unknown-protocol ethertype 0x0099 1/3 @2\n"
             "unknown-protocol llc 0x99 1/3 @3\n"
             "unknown-protocol loopback family 153 1/3 @6\n"
             "unknown-protocol mpls channel 0x0099 1/3 @7\n"
             "unknown-protocol ppp 0x0099 1/3 @5\n"
             "unknown-protocol snap 0x000099 1/3 @4\n");
    unread_free(&u);
}

static void what_is_encrypted_is_said_to_be(void **state)
{
    (void)state;
    struct unread u;
    struct blind b;
    begin(&u, &b, 1 << 16);
    unread_add(&u, UNREAD_ETHERTYPE, 0x88e5, 10, (struct place){.frame = 4});
    unread_add(&u, UNREAD_ETHERTYPE, 0x88e5, 11, (struct place){.frame = 5});
    unread_tell(&u);
    told(&b, "encrypted ethertype 0x88e5 macsec 2/21 @4\n");
    unread_free(&u);
}

static void a_full_table_loses_nothing(void **state)
{
    (void)state;
    struct unread u;
    struct blind b;
    begin(&u, &b, 1);
    for (uint32_t i = 0; i < 1000; i++)
        unread_add(&u, UNREAD_ETHERTYPE, 0x1000 + i, 2, (struct place){.frame = 1});
    unread_tell(&u);
    assert_int_equal(b.bytes, 2000);
    unread_free(&u);
    blind_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_has_its_words),
        cmocka_unit_test(what_is_encrypted_is_said_to_be),
        cmocka_unit_test(a_full_table_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
