/* A declaration drafted from what a witness tells: its door, and what is copied of the tellings. */
#include "output/declaration.h"

#include <stdlib.h>
#include <string.h>

struct declaration *output_declaration_new(void)
{
    return calloc(1, sizeof(struct declaration));
}

void output_declaration_free(struct declaration *d)
{
    if (!d)
        return;
    draft_free_texts(d);
    free(d->elements);
    free(d->accesses);
    free(d->talks);
    free(d->origins);
    free(d->findings);
    free(d->drafted);
    free(d->partners);
    free(d->permits);
    free(d->thresholds);
    free(d->remarks);
    free(d->index);
    free(d->text);
    free(d);
}

/* --- Tellings --------------------------------------------------------------------------------- */

static void keep_texts(struct declaration *d, struct words *w, const struct postern_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        words_add(d, w, draft_keep(d, texts->at[i]));
}

static struct seen_party keep_party(struct declaration *d, const struct postern_party *p)
{
    return (struct seen_party){.address = draft_keep(d, p->address),
                               .name = draft_keep(d, p->name),
                               .role = draft_keep(d, p->role),
                               .declared = draft_keep(d, p->declared)};
}

/* Somebody's equipment that acts as such: the pool that it is of is declared, not it. */
static bool is_user(const struct postern_element *e)
{
    return e->subscriber || (e->role_count && strcmp(e->roles[0].role, "user") == 0);
}

static void on_element(void *arg, const struct postern_element *e)
{
    struct declaration *d = arg;
    void *at = draft_room(d, d->elements, d->element_count, &d->element_cap, sizeof *d->elements);
    if (!at || !e->address)
        return;
    d->elements = at;
    struct seen_element *s = &d->elements[d->element_count++];
    *s = (struct seen_element){.only_with = draft_keep(d, e->only_with),
                               .product = draft_keep(d, e->product),
                               .messages = e->messages,
                               .named = e->named,
                               .subscriber = is_user(e)};
    words_add(d, &s->addresses, draft_keep(d, e->address));
    keep_texts(d, &s->addresses, &e->addresses);
    keep_texts(d, &s->names, &e->names);
    for (size_t i = 0; i < e->role_count && i < SEEN_ROLES; i++)
        s->roles[s->role_count++] = (struct seen_role){.role = draft_keep(d, e->roles[i].role),
                                                       .why = draft_keep(d, e->roles[i].why),
                                                       .confidence = e->roles[i].confidence,
                                                       .acted = e->roles[i].acted};
}

static void on_access(void *arg, const struct postern_access *a)
{
    struct declaration *d = arg;
    void *at = draft_room(d, d->accesses, d->access_count, &d->access_cap, sizeof *d->accesses);
    if (!at)
        return;
    d->accesses = at;
    struct seen_access *s = &d->accesses[d->access_count++];
    *s = (struct seen_access){.actor = keep_party(d, &a->actor),
                              .custodian = keep_party(d, &a->custodian),
                              .proto = draft_keep(d, a->proto),
                              .operation = draft_keep(d, a->operation),
                              .delivered = strcmp(a->how, "deliver") == 0,
                              .count = a->count,
                              .first = a->first,
                              .last = a->last};
    keep_texts(d, &s->categories, &a->categories);
    keep_texts(d, &s->senders, &a->senders);
}

static void on_origin(void *arg, const struct postern_origin *o)
{
    struct declaration *d = arg;
    void *at = draft_room(d, d->origins, d->origin_count, &d->origin_cap, sizeof *d->origins);
    if (!at)
        return;
    d->origins = at;
    d->origins[d->origin_count++] =
        (struct seen_origin){draft_keep(d, o->sort), draft_keep(d, o->value), o->count};
}

static void on_conversation(void *arg, const struct postern_conversation *c)
{
    struct declaration *d = arg;
    void *at = draft_room(d, d->talks, d->talk_count, &d->talk_cap, sizeof *d->talks);
    if (!at || !c->asks || !c->serves)
        return;
    d->talks = at;
    d->talks[d->talk_count++] = (struct seen_talk){.asks = draft_keep(d, c->asks),
                                                   .serves = draft_keep(d, c->serves),
                                                   .protocol = draft_keep(d, c->protocol),
                                                   .transport = draft_keep(d, c->transport),
                                                   .port = c->port,
                                                   .frames = c->frames,
                                                   .first = c->first,
                                                   .last = c->last};
}

static unsigned severity_of(const char *word)
{
    static const char *const WORDS[] = {"low", "medium", "high"};
    for (unsigned i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(word, WORDS[i]) == 0)
            return i + 1;
    return 4;
}

static void on_finding(void *arg, const struct postern_finding *f)
{
    struct declaration *d = arg;
    void *at = draft_room(d, d->findings, d->finding_count, &d->finding_cap, sizeof *d->findings);
    const struct postern_exchange *x = f->settles;
    if (!at)
        return;
    d->findings = at;
    struct seen_finding *s = &d->findings[d->finding_count++];
    *s = (struct seen_finding){.id = draft_keep(d, f->id),
                               .slug = draft_keep(d, f->slug),
                               .title = draft_keep(d, f->title),
                               .severity = severity_of(f->severity),
                               .permittable = x != NULL,
                               .threshold = draft_keep(d, f->threshold),
                               .enough = f->enough,
                               .count = f->count,
                               .first = f->first,
                               .last = f->last};
    if (f->has_actor)
        s->actor = keep_party(d, &f->actor);
    if (f->has_custodian)
        s->custodian = keep_party(d, &f->custodian);
    if (!x)
        return;
    s->protocol = draft_keep(d, x->protocol);
    s->transport = draft_keep(d, x->transport);
    s->operation = draft_keep(d, x->operation);
    s->port = x->port;
    keep_texts(d, &s->categories, &x->categories);
}

static void on_summary(void *arg, const struct postern_summary *s)
{
    struct declaration *d = arg;
    d->files = s->files;
    d->frames = s->frames;
    d->first = s->first;
    d->last = s->last;
}

struct postern_sink output_declaration(struct declaration *d)
{
    d->finding_count = 0;
    if (d->round > 0)
        return (struct postern_sink){.arg = d, .finding = on_finding};
    return (struct postern_sink){.arg = d,
                                 .element = on_element,
                                 .access = on_access,
                                 .finding = on_finding,
                                 .origin = on_origin,
                                 .conversation = on_conversation,
                                 .summary = on_summary};
}

/* --- Learning --------------------------------------------------------------------------------- */

static void draft(struct declaration *d)
{
    draft_elements(d);
    draft_home(d);
    draft_partners(d);
    draft_pools(d);
    draft_others(d);
    draft_names(d);
    draft_permits(d);
    draft_presume(d);
    draft_remember(d);
}

bool output_declaration_learn(struct declaration *d, bool *ret_failed)
{
    bool changed = true;
    if (d->round++ == 0)
        draft(d);
    else
        changed = draft_settle(d);
    *ret_failed = !draft_write(d) || d->failed;
    return changed && !*ret_failed;
}

const char *output_declaration_text(const struct declaration *d, size_t *ret_size)
{
    *ret_size = d->text_len;
    return d->text;
}

const char *output_declaration_remark(const struct declaration *d, size_t i, bool *ret_unclean)
{
    if (i >= d->remark_count)
        return NULL;
    *ret_unclean = d->remarks[i].unclean;
    return d->remarks[i].text;
}
