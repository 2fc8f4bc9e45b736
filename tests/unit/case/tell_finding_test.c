#include "unit/case/stage.h"

static void keep(void *arg, const struct postern_finding *f)
{
    struct stage *s = arg;
    s->told++;
    s->len = 0;
    stage_keep(s, "id", f->id);
    stage_keep(s, "slug", f->slug);
    stage_keep(s, "severity", f->severity);
    stage_keep(s, "title", f->title);
    stage_keep(s, "actor", f->has_actor ? f->actor.address : NULL);
    stage_keep(s, "custodian", f->has_custodian ? f->custodian.address : NULL);
    stage_keep(s, "to", f->to);
    stage_keep_texts(s, "subscriber", f->subscribers);
    stage_keep_number(s, "subscribers", f->subscriber_count);
    stage_keep_number(s, "count", f->count);
    stage_keep(s, "filter", f->display_filter);
    stage_keep_texts(s, "why", f->why);
    for (size_t i = 0; i < f->frame_count; i++)
        stage_keep(s, "frame", f->frames[i].why);
    assert_true(f->innocent_if.count > 0 && f->references.count > 0 && f->next);
}

struct scene {
    struct stage *s;
    struct finding *f;
    uint32_t person;
};

/* A finding about host 1, host 2 and a person, as a check would make it. */
static struct scene begin(bool reveal, const char *object)
{
    struct scene c = {.s = stage_new(false, reveal, false)};
    struct stage *s = c.s;
    struct party actor = {.address = stage_host(1)};
    struct party custodian = {.address = stage_host(2)};
    struct place place = {.frame = 3};
    uint32_t at = 0;
    bool is_new;
    s->sink.finding = keep;
    stage_vectors(s, "001010000000001", 2001);
    c.person = registry_identity_next(s->p.registry, &at)->person;
    TEXT_ON(text, 100);
    text_put(&text, "192.0.2.1 asks for ");
    text_person(&text, c.person);
    c.f = finding_of(s->p.judge, check_at(0), &actor, &custodian, object, STAGE_SECOND, &is_new);
    assert_non_null(c.f);
    c.f->severity = SEVERITY_MEDIUM;
    c.f->confidence = 50;
    c.f->title = finding_text(s->p.judge, text.at);
    finding_person(s->p.judge, c.f, c.person);
    finding_proof(s->p.judge, c.f, place, "%s", text.at);
    finding_why(s->p.judge, c.f, "%s.", text.at);
    return c;
}

static void end(struct scene *c)
{
    learn_owners(c->s->p.teller);
    tell_findings(c->s->p.teller);
}

static void persons_are_pseudonyms(void **state)
{
    (void)state;
    struct scene c = begin(false, "");
    end(&c);
    assert_int_equal(c.s->told, 1);
    assert_int_equal(c.s->p.findings, 1);
    assert_int_equal(c.s->p.teller->severities[SEVERITY_MEDIUM], 1);
    assert_kept(c.s, "title=192.0.2.1 asks for imsi:00101-j2tyrljk46");
    assert_kept(c.s, "why=192.0.2.1 asks for imsi:00101-j2tyrljk46.");
    assert_kept(c.s, "frame=192.0.2.1 asks for imsi:00101-j2tyrljk46");
    assert_kept(c.s, "subscriber=imsi:00101-j2tyrljk46");
    assert_kept(c.s, "subscribers=1");
    assert_kept(c.s, "filter=frame.number == 3");
    stage_free(c.s);
}

static void revealed_persons_are_named(void **state)
{
    (void)state;
    struct scene c = begin(true, "");
    end(&c);
    assert_kept(c.s, "title=192.0.2.1 asks for imsi:001010000000001");
    stage_free(c.s);
}

/* The id is of slug, actor, custodian and object, however persons are told. */
static void ids_do_not_depend_on_how_persons_are_told(void **state)
{
    (void)state;
    char ids[3][80];
    for (int i = 0; i < 3; i++) {
        TEXT_ON(object, 60);
        text_person(&object, 1);
        struct scene c = begin(i == 1, i == 2 ? "another" : object.at);
        c.f->title = finding_text(c.s->p.judge, i == 1 ? "another title" : "a title");
        end(&c);
        snprintf(ids[i], sizeof ids[i], "%.60s", c.s->kept);
        *strchr(ids[i], '\n') = 0;
        stage_free(c.s);
    }
    assert_string_equal(ids[0], ids[1]);
    assert_string_not_equal(ids[0], ids[2]);
}

static void titles_are_cut_between_words(void **state)
{
    (void)state;
    struct scene c = begin(false, "");
    TEXT_ON(title, 400);
    for (int i = 0; i < 40; i++)
        text_format(&title, "word%d ", i);
    c.f->title = finding_text(c.s->p.judge, title.at);
    end(&c);
    const char *told = strstr(c.s->kept, "title=") + 6;
    size_t length = strcspn(told, "\n");
    assert_in_range(length, 80, 99);
    assert_memory_equal(told + length - 4, " ...", 4);
    assert_true(told[length - 5] >= '0' && told[length - 5] <= '9');
    stage_free(c.s);
}

static void filters_hold_no_person(void **state)
{
    (void)state;
    struct scene c = begin(false, "");
    c.f->filter = finding_text(c.s->p.judge, "e212.imsi == \"001010000000001\"");
    veil_learn(&c.s->p.teller->veil, IDENTITY_IMSI, "001010000000001");
    end(&c);
    assert_kept(c.s, "filter=frame.number == 3");
    c.f->filter = finding_text(c.s->p.judge, "pfcp.seid == 0x12");
    tell_findings(c.s->p.teller);
    assert_kept(c.s, "filter=pfcp.seid == 0x12");
    stage_free(c.s);
}

static void what_is_below_the_least_severity_is_not_told(void **state)
{
    (void)state;
    struct scene c = begin(false, "");
    c.s->p.least = SEVERITY_HIGH;
    end(&c);
    assert_int_equal(c.s->told, 0);
    assert_int_equal(c.s->p.findings, 0);
    stage_free(c.s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_are_pseudonyms),
        cmocka_unit_test(revealed_persons_are_named),
        cmocka_unit_test(ids_do_not_depend_on_how_persons_are_told),
        cmocka_unit_test(titles_are_cut_between_words),
        cmocka_unit_test(filters_hold_no_person),
        cmocka_unit_test(what_is_below_the_least_severity_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
