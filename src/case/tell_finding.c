/* Findings in the form of postern.h. Their texts were written by checks, with a placeholder where a
 * person's name should stand (text_person). */
#include "case/teller.h"

#include <stdio.h>
#include <stdlib.h>

enum { TITLE_LENGTH = 99 };

enum person_form { PERSON_NAMED, PERSON_PLAIN };

static void put_person(struct teller *t, struct text *text, uint32_t person, enum person_form form)
{
    const struct identity *i =
        registry_identity(t->p->registry, registry_best(t->p->registry, person));
    TEXT_ON(value, 256);
    if (!i) {
        text_put(text, "a subscriber");
        return;
    }
    registry_identity_text(&value, t->p->registry, i);
    if (form == PERSON_PLAIN)
        text_identity(text, (enum identity_class)i->class, value.at, NULL);
    else
        veil_identity(&t->veil, text, (enum identity_class)i->class, value.at);
}

/* PERSON_NAMED: as it is told. PERSON_PLAIN: with the identities themselves, whatever is told, for
 * what must not depend on how they are. */
static void expand(struct teller *t, struct text *text, const char *s, enum person_form form)
{
    while (*s) {
        size_t n = strcspn(s, "\001");
        if (form == PERSON_NAMED)
            veil_text(&t->veil, text, s, n, VEIL_FREE);
        else
            text_put_n(text, s, n);
        s += n;
        if (*s == '\001') {
            char *end;
            put_person(t, text, (uint32_t)strtoul(s + 1, &end, 10), form);
            s = *end == '\002' ? end + 1 : end;
        }
    }
}

static const char *said_text(struct teller *t, uint32_t number)
{
    struct text text = line_open(t);
    expand(t, &text, judge_text(t->p->judge, number), PERSON_NAMED);
    return line_text(t, &text);
}

/* Characters, not bytes: those of UTF-8 that continue one are not counted. */
static size_t characters(const char *s, size_t most, size_t *ret_bytes)
{
    size_t count = 0;
    size_t at = 0;
    while (s[at] && (count < most || ((uint8_t)s[at] & 0xc0) == 0x80))
        count += ((uint8_t)s[at++] & 0xc0) != 0x80;
    *ret_bytes = at;
    return count;
}

/* Cut between words. */
static const char *title_of(struct teller *t, uint32_t number)
{
    static const char more[] = " ...";
    struct text text = line_open(t);
    size_t bytes;
    expand(t, &text, judge_text(t->p->judge, number), PERSON_NAMED);
    characters(text.at, TITLE_LENGTH, &bytes);
    if (text.at[bytes] == 0)
        return line_text(t, &text);
    characters(text.at, TITLE_LENGTH - sizeof more + 1, &bytes);
    while (bytes && text.at[bytes] != ' ')
        bytes--;
    if (bytes == 0)
        characters(text.at, TITLE_LENGTH - sizeof more + 1, &bytes);
    text.at[text.len = bytes] = 0;
    text_put(&text, more);
    return line_text(t, &text);
}

/* A filter cannot hold a pseudonym: without --reveal one that names a person becomes one that names
 * the frame. */
static const char *filter_of(struct teller *t, const struct finding *f)
{
    const char *filter = judge_text(t->p->judge, f->filter);
    bool names_person = strchr(filter, '\001') != NULL;
    struct text text = line_open(t);
    if (*filter && !names_person && !veil_holds(&t->veil, filter, VEIL_KNOWN))
        text_put(&text, filter);
    else if (*filter && t->p->said.reveal && !names_person)
        text_put(&text, filter);
    else
        text_format(&text, "frame.number == %llu",
                    (unsigned long long)(f->proof_count ? f->proofs[0].place.frame : 1));
    return line_text(t, &text);
}

static void put_party(struct text *text, const struct teller *t, const struct party *party)
{
    text_char(text, '\n');
    text_addr(text, &party->address);
    text_char(text, ' ');
    text_put(text, names_text(registry_names(t->p->registry), party->name));
}

/* The same for one slug, actor, custodian and object under one key, with --reveal or without;
 * keyed, since an object may be a person, whom nobody may find by trying numbers. */
static const char *id_of(struct teller *t, const struct finding *f)
{
    char what[2048];
    struct text plain = text_in(what, sizeof what);
    text_put(&plain, f->check->slug);
    put_party(&plain, t, &f->actor);
    put_party(&plain, t, &f->custodian);
    text_char(&plain, '\n');
    expand(t, &plain, judge_text(t->p->judge, f->object), PERSON_PLAIN);
    struct text text = line_open(t);
    text_put(&text, f->check->slug);
    text_char(&text, '-');
    text_code(&text, t->p->said.key, what, FINDING_CODE_LENGTH);
    return line_text(t, &text);
}

static bool is_party(const struct party *party)
{
    return party->address.family || party->name;
}

static void tell_proofs(struct teller *t, const struct finding *f, struct postern_finding *said)
{
    said->frames = t->frames;
    said->frame_count = f->proof_count;
    for (unsigned i = 0; i < f->proof_count; i++)
        t->frames[i] = (struct postern_frame){
            .file = capture_file_name(t->p->capture, f->proofs[i].place.file),
            .frame = f->proofs[i].place.frame,
            .why = said_text(t, f->proofs[i].why)};
    said->why = line_list(t);
    for (unsigned i = 0; i < f->why_count; i++)
        line_add(t, &said->why, said_text(t, f->whys[i]));
}

static void tell_persons(struct teller *t, const struct finding *f, struct postern_finding *said)
{
    said->subscribers = line_list(t);
    for (unsigned i = 0; i < FINDING_PERSONS && i < f->person_count; i++)
        line_add_new(t, &said->subscribers, line_best(t, f->persons[i]));
    said->subscriber_count = f->person_count;
}

static void tell_check(const struct check *c, struct postern_finding *said)
{
    said->slug = c->slug;
    said->innocent_if = constant_texts(c->innocent_if);
    said->next = c->next;
    said->references = constant_texts(c->references);
    said->techniques = constant_texts(c->techniques);
    said->settled_by = c->settled_by;
}

/* What other checks said of the same (judge/merge.c). */
static void tell_also(struct teller *t, const struct finding *f, struct postern_finding *said)
{
    const struct check *c;
    said->also = line_list(t);
    for (unsigned i = 0; (c = check_at(i)); i++)
        if (f->also >> i & 1)
            line_add(t, &said->also, c->slug);
}

static void tell_settles(struct teller *t, const struct exchange *x, struct postern_finding *said)
{
    if (!x->protocol && !x->op && !x->transport)
        return;
    t->settles = (struct postern_exchange){.protocol = x->protocol,
                                           .transport = transport_word(x->transport),
                                           .port = x->port,
                                           .operation = x->op ? x->op->name : NULL,
                                           .categories = line_categories(t, x->categories)};
    said->settles = &t->settles;
}

static void tell_finding(struct teller *t, const struct finding *f)
{
    line_begin(t);
    struct postern_finding said = {.id = id_of(t, f),
                                   .severity = severity_word(f->severity),
                                   .confidence = f->confidence,
                                   .title = title_of(t, f->title),
                                   .has_actor = is_party(&f->actor),
                                   .has_custodian = is_party(&f->custodian),
                                   .to = said_text(t, f->to),
                                   .count = f->count,
                                   .threshold = f->threshold,
                                   .enough = f->enough,
                                   .first = f->first,
                                   .last = f->last,
                                   .display_filter = filter_of(t, f)};
    if (said.has_actor)
        said.actor = line_party(t, &f->actor);
    if (said.has_custodian)
        said.custodian = line_party(t, &f->custodian);
    tell_persons(t, f, &said);
    tell_proofs(t, f, &said);
    tell_check(f->check, &said);
    tell_also(t, f, &said);
    tell_settles(t, &f->settles, &said);
    t->p->sink->finding(t->p->sink->arg, &said);
}

void tell_findings(struct teller *t)
{
    size_t count;
    const struct finding *const *findings = judge_findings(t->p->judge, &count);
    for (size_t i = 0; i < count; i++) {
        if (findings[i]->severity < t->p->least)
            continue;
        t->severities[findings[i]->severity]++;
        t->p->findings++;
        if (t->p->sink->finding)
            tell_finding(t, findings[i]);
    }
}
