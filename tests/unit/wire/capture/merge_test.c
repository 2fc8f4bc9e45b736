#include "wire/capture/merge.h"

#include "unit/unit.h"

/* By time, then by file, whatever the order in which they came and settled. */
static void gives_them_in_order(void **state)
{
    (void)state;
    enum { COUNT = 50, STEPS = 5000 };
    static struct source sources[COUNT];
    struct source *heap[COUNT];
    struct merge m = {.heap = heap};
    uint32_t chance = 1;
    for (uint32_t i = 0; i < COUNT; i++) {
        sources[i].file = i;
        sources[i].next.time = (i * 37) % 11;
        merge_put(&m, &sources[i]);
    }
    uint64_t time = 0;
    uint32_t file = 0;
    for (int step = 0; step < STEPS; step++) {
        struct source *s = merge_top(&m);
        assert_true(s->next.time > time || (s->next.time == time && s->file >= file));
        time = s->next.time;
        file = s->file;
        chance = chance * 1664525 + 1013904223;
        s->next.time += chance >> 30;
        merge_settle(&m);
    }
    for (uint32_t left = COUNT; left > 0; left--) {
        assert_int_equal(m.count, left);
        struct source *s = merge_top(&m);
        assert_true(s->next.time > time || (s->next.time == time && s->file >= file));
        time = s->next.time;
        file = s->file;
        merge_drop_top(&m);
    }
    assert_null(merge_top(&m));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gives_them_in_order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
