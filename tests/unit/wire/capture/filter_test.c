#include "wire/capture/filter.h"

#include "unit/wire/capture/make.h"

/* UDP from 192.0.2.1:1000 to 192.0.2.2:2123, with room for an Ethernet header before it. */
static const uint8_t FRAME[] = {2,    0, 0,   0,  0, 1, 2,    0,    0,    0,    0, 2, 8,   0,
                                0x45, 0, 0,   28, 0, 1, 0,    0,    64,   17,   0, 0, 192, 0,
                                2,    1, 192, 0,  2, 2, 0x03, 0xe8, 0x08, 0x4b, 0, 8, 0,   0};

static void the_same_filter_on_other_links(void **state)
{
    (void)state;
    struct fault why;
    struct filter *f = filter_new("udp dst port 2123", &why);
    struct filter *other = filter_new("udp dst port 2124", &why);
    struct frame ethernet = {.bytes = FRAME, .captured = sizeof FRAME, .link = 1};
    struct frame raw = {.bytes = FRAME + 14, .captured = sizeof FRAME - 14, .link = 101};
    ethernet.original = ethernet.captured;
    raw.original = raw.captured;
    assert_non_null(f);
    assert_non_null(other);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(filter_ask(f, &ethernet), FILTER_PASS);
        assert_int_equal(filter_ask(f, &raw), FILTER_PASS);
        assert_int_equal(filter_ask(other, &ethernet), FILTER_DROP);
        assert_int_equal(filter_ask(other, &raw), FILTER_DROP);
    }
    filter_free(f);
    filter_free(other);
}

static void wrong_ones_are_faults(void **state)
{
    (void)state;
    struct fault why;
    assert_null(filter_new("udp port and (", &why));
    assert_non_null(strstr(why.sentence, "filter `udp port and (`: "));
    assert_non_null(strstr(why.sentence, "pcap-filter(7)"));
    assert_null(filter_new("host hss1.example.org", &why));
    assert_non_null(strstr(why.sentence, "`hss1.example.org` is a name"));
}

/* Ever new link types take no more room than there is. */
static void impossible_on_some_links(void **state)
{
    (void)state;
    struct fault why;
    struct filter *f = filter_new("ether host 02:00:00:00:00:01", &why);
    struct frame frame = {.bytes = FRAME, .captured = sizeof FRAME, .original = sizeof FRAME};
    assert_non_null(f);
    for (uint16_t link = 300; link < 500; link++) {
        frame.link = link;
        assert_int_equal(filter_ask(f, &frame), FILTER_IMPOSSIBLE);
        assert_true(strlen(filter_why(f)) > 0);
    }
    frame.link = 1;
    assert_int_equal(filter_ask(f, &frame), FILTER_PASS);
    filter_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_filter_on_other_links),
        cmocka_unit_test(wrong_ones_are_faults),
        cmocka_unit_test(impossible_on_some_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
