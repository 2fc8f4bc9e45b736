#include "unit/case/stage.h"

static void lines_begin_empty(void **state)
{
    (void)state;
    struct stage *s = stage_new(true, false, false);
    struct teller *t = s->p.teller;
    line_begin(t);
    struct text text = line_open(t);
    assert_null(line_text(t, &text));
    text_put(&text, "one");
    assert_string_equal(line_text(t, &text), "one");
    text = line_open(t);
    text_put(&text, "two");
    const char *two = line_text(t, &text);
    assert_string_equal(two, "two");
    line_begin(t);
    text = line_open(t);
    assert_ptr_equal(text.at, t->bytes);
    stage_free(s);
}

/* More text than a line holds is cut, and nothing is written past the end. */
static void a_full_line_cuts(void **state)
{
    (void)state;
    struct stage *s = stage_new(true, false, false);
    struct teller *t = s->p.teller;
    char thousand[1001];
    memset(thousand, 'x', 1000);
    thousand[1000] = 0;
    line_begin(t);
    for (unsigned i = 0; i < 300; i++) {
        struct text text = line_open(t);
        text_put(&text, thousand);
        const char *kept = line_text(t, &text);
        assert_true(kept == NULL || kept + strlen(kept) < t->bytes + TELL_TEXT);
    }
    stage_free(s);
}

static void lists_hold_each_text_once_when_asked(void **state)
{
    (void)state;
    struct stage *s = stage_new(true, false, false);
    struct teller *t = s->p.teller;
    line_begin(t);
    struct postern_texts list = line_list(t);
    line_add_new(t, &list, "a");
    line_add_new(t, &list, "b");
    line_add_new(t, &list, "a");
    line_add_new(t, &list, NULL);
    line_add(t, &list, "a");
    assert_int_equal(list.count, 3);
    assert_string_equal(list.at[2], "a");
    for (unsigned i = 0; i < TELL_SLOTS + 10; i++)
        line_add(t, &list, "c");
    assert_int_equal(list.count, TELL_SLOTS);
    stage_free(s);
}

static void identities_are_of_the_registry(void **state)
{
    (void)state;
    struct stage *s = stage_new(false, false, false);
    struct teller *t = s->p.teller;
    stage_vectors(s, "001010000000001", 2001);
    uint32_t at = 0;
    const struct identity *i = registry_identity_next(s->p.registry, &at);
    assert_non_null(i);
    line_begin(t);
    assert_string_equal(line_identity(t, i->number), "imsi:00101-j2tyrljk46");
    assert_string_equal(line_best(t, i->person), "imsi:00101-j2tyrljk46");
    assert_null(line_best(t, 0));
    assert_null(line_identity(t, 0));
    stage_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_begin_empty),
        cmocka_unit_test(a_full_line_cuts),
        cmocka_unit_test(lists_hold_each_text_once_when_asked),
        cmocka_unit_test(identities_are_of_the_registry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
