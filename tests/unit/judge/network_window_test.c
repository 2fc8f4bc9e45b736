#include "judge/network_window.h"

#include "judge/network_words.h"

#include "unit/unit.h"

static uint64_t at(const char *time)
{
    int64_t seconds = 0;
    assert_true(word_time(time, &seconds));
    return (uint64_t)seconds * 1000000000U;
}

static bool covers(const char *text, const char *from, const char *until)
{
    struct window w;
    assert_null(word_window(text));
    assert_true(window_parse(&w, text));
    return window_covers(&w, at(from), at(until));
}

static void local_time_counts(void **state)
{
    (void)state;
    static const char WINTER[] = "Sat 01:00-05:00 Europe/Amsterdam";
    /* 2026-01-10 is a Saturday; CET is one hour ahead. */
    assert_true(covers(WINTER, "2026-01-10T00:00:00Z", "2026-01-10T04:00:00Z"));
    assert_false(covers(WINTER, "2026-01-09T23:59:59Z", "2026-01-10T01:00:00Z"));
    assert_false(covers(WINTER, "2026-01-10T03:00:00Z", "2026-01-10T04:00:01Z"));
    /* In July two. */
    assert_true(covers(WINTER, "2026-07-10T23:00:00Z", "2026-07-11T03:00:00Z"));
    assert_false(covers(WINTER, "2026-07-11T03:00:00Z", "2026-07-11T03:30:00Z"));
    assert_false(covers(WINTER, "2026-01-14T14:00:00Z", "2026-01-14T14:30:00Z"));
}

static void a_window_may_go_over_midnight(void **state)
{
    (void)state;
    assert_true(covers("Fri 22:00-02:00 UTC", "2026-01-09T23:00:00Z", "2026-01-10T01:59:00Z"));
    assert_true(covers("Fri 22:00-02:00 UTC", "2026-01-10T01:00:00Z", "2026-01-10T02:00:00Z"));
    assert_false(covers("Fri 22:00-02:00 UTC", "2026-01-09T01:00:00Z", "2026-01-09T01:10:00Z"));
    assert_true(covers("daily 00:00-24:00 UTC", "2026-01-09T00:00:00Z", "2026-01-10T00:00:00Z"));
    assert_false(covers("daily 00:00-24:00 UTC", "2026-01-09T23:00:00Z", "2026-01-10T01:00:00Z"));
}

static void days_are_lists_and_ranges(void **state)
{
    (void)state;
    assert_int_equal(word_window_parts("Mon-Wed,Sun 01:00-02:00 UTC").days, 0x47);
    assert_int_equal(word_window_parts("Fri-Mon 01:00-02:00 UTC").days, 0x71);
    assert_int_equal(word_window_parts("daily 01:00-02:00 UTC").days, 0x7f);
    assert_string_equal(word_window_parts("Sat 01:00-05:30 Asia/Tokyo").zone, "Asia/Tokyo");
    assert_int_equal(word_window_parts("Sat 01:00-05:30 Asia/Tokyo").until, 330);
}

static void zones_that_are_none(void **state)
{
    (void)state;
    struct zone z;
    assert_true(zone_read(&z, "UTC"));
    assert_int_equal(zone_offset(&z, 0), 0);
    assert_true(zone_read(&z, "Asia/Tokyo"));
    assert_int_equal(zone_offset(&z, 1700000000), 9 * 3600);
    assert_false(zone_read(&z, "Mars/Olympus"));
    assert_false(zone_read(&z, "../../../etc/passwd"));
    assert_false(zone_read(&z, "/etc/localtime"));
    assert_false(zone_read(&z, "tzdata.zi"));
    assert_false(zone_read(&z, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(local_time_counts),
        cmocka_unit_test(a_window_may_go_over_midnight),
        cmocka_unit_test(days_are_lists_and_ranges),
        cmocka_unit_test(zones_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
