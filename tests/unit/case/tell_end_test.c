#include "unit/case/stage.h"

static void keep_blind(void *arg, const struct postern_blindspot *b)
{
    struct stage *s = arg;
    stage_keep(s, "reason", b->reason);
    stage_keep(s, "where", b->where);
    stage_keep_number(s, "bytes", b->bytes);
    stage_keep_number(s, "first", b->first.frame);
    stage_keep(s, "file", b->first.file);
    stage_keep(s, "detail", b->detail);
}

static void keep_summary(void *arg, const struct postern_summary *m)
{
    struct stage *s = arg;
    s->told++;
    stage_keep_number(s, "files", m->files);
    stage_keep_number(s, "frames", m->frames);
    for (size_t i = 0; i < m->message_kinds; i++)
        stage_keep_number(s, m->messages[i].name, m->messages[i].count);
    stage_keep(s, "judged", m->judged ? "true" : "false");
    stage_keep_number(s, "accesses", m->accesses);
    stage_keep_number(s, "subscribers", m->subscribers);
    stage_keep_number(s, m->findings[0].name, m->findings[0].count);
    stage_keep_number(s, "blind_bytes", m->blind_bytes);
    stage_keep(s, "network", m->network);
    stage_keep(s, "key", m->key);
}

static struct stage *begin(bool decode)
{
    struct stage *s = stage_new(decode, false, false);
    s->sink.blindspot = keep_blind;
    s->sink.summary = keep_summary;
    s->p.frames = 12;
    s->p.messages[PROTO_DIAMETER] = 2;
    struct place place = {.frame = 7};
    blind_add(&s->p.blind, BLIND_BROKEN, "here", 1, 30, place, "a sentence");
    blind_add(&s->p.blind, BLIND_SNAPPED, "there", 1, 12, (struct place){0}, "another");
    stage_vectors(s, "001010000000001", 2001);
    registry_finish(s->p.registry);
    tell_end(s->p.teller);
    return s;
}

static void a_scan_ends_in_its_totals(void **state)
{
    (void)state;
    struct stage *s = begin(false);
    assert_int_equal(s->told, 1);
    assert_kept(s, "files=1");
    assert_kept(s, "frames=12");
    assert_kept(s, "diameter=2");
    assert_kept(s, "judged=true");
    assert_kept(s, "accesses=1");
    assert_kept(s, "subscribers=1");
    assert_kept(s, "critical=0");
    assert_kept(s, "blind_bytes=42");
    assert_kept(s, "network=(none)");
    assert_kept(s, "key=e18c808d1401c200");
    assert_not_kept(s, "pfcp=");
    stage_free(s);
}

static void blind_spots_are_in_order(void **state)
{
    (void)state;
    struct stage *s = begin(true);
    assert_kept(s, "judged=false");
    assert_true(strstr(s->kept, "reason=snapped") < strstr(s->kept, "reason=broken"));
    assert_kept(s, "where=here");
    assert_kept(s, "bytes=30");
    assert_kept(s, "first=7");
    assert_kept(s, "file=core.pcap");
    assert_kept(s, "detail=a sentence");
    assert_kept(s, "file=(none)");
    stage_free(s);
}

/* A sink may want nothing. */
static void nobody_need_listen(void **state)
{
    (void)state;
    struct stage *s = stage_new(false, false, false);
    stage_vectors(s, "001010000000001", 2001);
    registry_finish(s->p.registry);
    tell_end(s->p.teller);
    assert_int_equal(s->told, 0);
    stage_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scan_ends_in_its_totals),
        cmocka_unit_test(blind_spots_are_in_order),
        cmocka_unit_test(nobody_need_listen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
