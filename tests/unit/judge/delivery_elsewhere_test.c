#include "unit/judge/li_scene.h"

#define HI3                                                                                        \
    "\x30\x16\xa1\x0e\x80\x07\x04\x00\x02\x02\x05\x01\x11\x81\x03"                                 \
    "abc\xa2\x04\xa1\x02\x30\x00"
#define HI2                                                                                        \
    "\x30\x16\xa1\x0e\x80\x07\x04\x00\x02\x02\x05\x01\x11\x81\x03"                                 \
    "abc\xa2\x04\xa0\x02\x30\x00"

static enum severity delivered(const char *yaml, const char *to, const char *bytes, size_t len)
{
    struct scene s;
    scene_open(&s, yaml);
    struct flow f = li_flow("10.0.0.12", to, bytes, len);
    judge_flow(s.judge, &f);
    const struct finding *found = scene_found(&s, "delivery-elsewhere");
    enum severity severity = found ? found->severity : SEVERITY_NONE;
    if (found) {
        assert_string_equal(judge_text(s.judge, found->to), to);
        assert_int_equal(found->proofs[0].place.frame, 90);
    }
    scene_close(&s);
    return severity;
}

static void where_product_goes(void **state)
{
    (void)state;
    assert_int_equal(delivered(LI_YAML, "10.9.0.3", NULL, 0), SEVERITY_NONE);
    assert_int_equal(delivered(LI_YAML, "198.51.100.7", HI3, sizeof HI3 - 1), SEVERITY_NONE);
    assert_int_equal(delivered(LI_YAML, "203.0.113.9", NULL, 0), SEVERITY_CRITICAL);
    assert_int_equal(delivered(LI_YAML, "203.0.113.9", HI3, sizeof HI3 - 1), SEVERITY_CRITICAL);
    assert_int_equal(delivered(LI_YAML, "203.0.113.9", HI2, sizeof HI2 - 1), SEVERITY_CRITICAL);
    assert_int_equal(delivered(LI_YAML, "10.0.0.40", NULL, 0), SEVERITY_HIGH);
    assert_int_equal(delivered(LI_SILENT, "203.0.113.9", NULL, 0), SEVERITY_LOW);
    assert_int_equal(delivered(NULL, "203.0.113.9", NULL, 0), SEVERITY_LOW);
    assert_int_equal(delivered(LI_YAML, "203.0.113.9", "GET / HTTP/1.1\r\n", 16), SEVERITY_NONE);
}

/* HI2 and HI3 to one receiver are one delivery. */
static void two_halves(void **state)
{
    (void)state;
    size_t count;
    struct scene s;
    scene_open(&s, LI_YAML);
    struct flow hi2 = li_flow("10.9.0.3", "203.0.113.9", HI2, sizeof HI2 - 1);
    struct flow hi3 = li_flow("10.9.0.3", "203.0.113.9", HI3, sizeof HI3 - 1);
    judge_flow(s.judge, &hi2);
    judge_flow(s.judge, &hi3);
    const struct finding *f = scene_found(&s, "delivery-elsewhere");
    assert_int_equal(f->count, 2);
    assert_int_equal(f->proof_count, 2);
    judge_findings(s.judge, &count);
    scene_close(&s);
}

static enum severity ordered(struct access (*order)(struct scene *, const char *), const char *yaml,
                             const char *to)
{
    struct scene s;
    scene_open(&s, yaml);
    struct access a = order(&s, to);
    judge_access(s.judge, &a);
    const struct finding *f = scene_found(&s, "delivery-elsewhere");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    scene_close(&s);
    return severity;
}

static struct access by_x1(struct scene *s, const char *to)
{
    return li_destination(s, "10.9.0.2", "10.0.0.12", to);
}

static struct access by_trace(struct scene *s, const char *to)
{
    struct access a = li_x1(s, LI_ACTIVATE, "10.0.0.12", "10.0.0.8");
    a.op = spec_op(PROTO_NGAP, 0, 39, PART_NEITHER);
    assert_non_null(a.op);
    a.how = HOW_COPY;
    a.categories = CATEGORY_INTERCEPT;
    a.to = scene_name(s, to);
    return a;
}

static void where_orders_lead(void **state)
{
    (void)state;
    assert_int_equal(ordered(by_x1, LI_YAML, "10.9.0.3:4000"), SEVERITY_NONE);
    assert_int_equal(ordered(by_x1, LI_YAML, "203.0.113.9:4000"), SEVERITY_HIGH);
    assert_int_equal(ordered(by_x1, LI_YAML, "10.0.0.40:4000"), SEVERITY_HIGH);
    assert_int_equal(ordered(by_x1, LI_YAML, "https://mdf.example/x"), SEVERITY_NONE);
    assert_int_equal(ordered(by_x1, LI_SILENT, "203.0.113.9:4000"), SEVERITY_NONE);
    assert_int_equal(ordered(by_trace, LI_YAML, "10.0.0.40"), SEVERITY_NONE);
    assert_int_equal(ordered(by_trace, LI_YAML, "203.0.113.9"), SEVERITY_HIGH);
    assert_int_equal(ordered(by_trace, NULL, "203.0.113.9"), SEVERITY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(where_product_goes),
                                       cmocka_unit_test(two_halves),
                                       cmocka_unit_test(where_orders_lead)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
