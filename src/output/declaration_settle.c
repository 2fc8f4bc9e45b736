/* What a scan with the draft still finds: gaps of the draft are filled, what is only worth knowing
 * is permitted, and what is more than that is never settled but told. */
#include "output/declaration.h"

#include <stdio.h>
#include <string.h>

enum { LOW = 1, MEDIUM = 2 };

static const char *key_of(struct declaration *d, const struct seen_finding *f)
{
    return draft_keep_format(d, "%s %s %s", f->slug, f->actor.address ? f->actor.address : "",
                             f->actor.name ? f->actor.name : "");
}

static void add_remark(struct declaration *d, const struct seen_finding *f, bool unclean)
{
    for (size_t i = 0; i < d->remark_count; i++)
        if (strcmp(d->remarks[i].id, f->id) == 0)
            return;
    void *at = draft_room(d, d->remarks, d->remark_count, &d->remark_cap, sizeof *d->remarks);
    if (!at)
        return;
    d->remarks = at;
    d->remarks[d->remark_count++] = (struct remark){
        .id = f->id,
        .unclean = unclean,
        .text = draft_keep_format(d, "%s: %s (%s)",
                                  unclean ? "this is not clean" : "no entry settles this",
                                  f->title ? f->title : f->slug, f->id)};
}

void draft_remember(struct declaration *d)
{
    for (size_t i = 0; i < d->finding_count; i++) {
        const struct seen_finding *f = &d->findings[i];
        if (f->severity < MEDIUM)
            continue;
        words_add_new(d, &d->unclean, key_of(d, f));
        add_remark(d, f, true);
    }
}

/* Only a declaration makes it a finding: what is missing is an entry of the draft. Not so where the
 * first run, without one, found the same in the same. */
static bool is_gap(struct declaration *d, const struct seen_finding *f)
{
    static const char *const GAPS[] = {"undeclared-element", "undeclared-access", "role-violation"};
    for (size_t i = 0; i < sizeof GAPS / sizeof *GAPS; i++)
        if (strcmp(f->slug, GAPS[i]) == 0)
            return !words_have(&d->unclean, key_of(d, f));
    return false;
}

/* --- By an element ---------------------------------------------------------------------------- */

static bool declare(struct declaration *d, const struct seen_party *p, const struct seen_finding *f)
{
    struct range r;
    char code[24];
    char title[24];
    bool has_ip = p->address && range_read(&r, p->address) && !range_is_nobodys(&r);
    bool place = p->address && !has_ip && word_place(p->address, code, title);
    if (p->declared || !(has_ip || place) || draft_find_party(d, p))
        return false;
    struct drafted *e = draft_new_element(d, NULL);
    if (!e)
        return false;
    if (has_ip) {
        words_add(d, &e->addresses, p->address);
    } else {
        words_add(d, title[0] ? &e->titles : &e->codes, draft_keep(d, title[0] ? title : code));
        words_add(d, &e->places,
                  draft_keep_format(d, "%s%s", title[0] ? "gt:" : "pc:", title[0] ? title : code));
    }
    e->remark = draft_keep_format(d, "settles %s", f->slug);
    draft_names(d);
    return true;
}

/* --- By a permit ------------------------------------------------------------------------------ */

static const char *place_of(const struct declaration *d, const char *address)
{
    struct range r;
    if (!address || !range_read(&r, address))
        return NULL;
    for (size_t i = 0; i < d->pools.count; i++) {
        struct range pool;
        if (range_read(&pool, d->pools.at[i]) && range_holds(&pool, &r))
            return d->pools.at[i];
    }
    return address;
}

static const char *protocol_of(struct declaration *d, const struct seen_finding *f)
{
    if (f->protocol)
        return f->protocol;
    return f->transport && f->port ? draft_keep_format(d, "%s/%u", f->transport, f->port) : NULL;
}

/* To these two only, by all that was seen of it. */
static bool permit(struct declaration *d, const struct seen_finding *f)
{
    const struct drafted *actor = draft_find_party(d, &f->actor);
    const struct drafted *custodian = draft_find_party(d, &f->custodian);
    const char *from = actor ? actor->name : place_of(d, f->actor.address);
    const char *to = custodian ? custodian->name : place_of(d, f->custodian.address);
    const char *protocol = protocol_of(d, f);
    if (!f->permittable || !(from || to || protocol))
        return false;
    struct drafted_permit *p = draft_permit(d, from, to, protocol, f->slug);
    if (!p)
        return false;
    size_t before = p->operations.count + p->categories.count;
    bool is_new = p->count == 0;
    permit_seen(p, "times", f->count ? f->count : 1, f->first, f->last);
    permit_operation(d, p, f->operation);
    for (size_t i = 0; i < f->categories.count; i++)
        words_add_new(d, &p->categories, f->categories.at[i]);
    return is_new || p->operations.count + p->categories.count > before;
}

/* --- By a threshold --------------------------------------------------------------------------- */

static bool set_threshold(struct declaration *d, const struct seen_finding *f)
{
    for (size_t i = 0; i < d->threshold_count; i++) {
        struct drafted_threshold *t = &d->thresholds[i];
        if (strcmp(t->slug, f->slug) != 0 || strcmp(t->word, f->threshold) != 0)
            continue;
        bool higher = f->enough > t->value;
        t->value = higher ? f->enough : t->value;
        return higher;
    }
    void *at =
        draft_room(d, d->thresholds, d->threshold_count, &d->threshold_cap, sizeof *d->thresholds);
    if (!at)
        return false;
    d->thresholds = at;
    d->thresholds[d->threshold_count++] =
        (struct drafted_threshold){f->slug, f->threshold, f->enough};
    return true;
}

/* Signalling of its own elements that was read here is not protected: what is low of
 * credential-in-clear would say just that, once more whenever somebody registers. */
void draft_presume(struct declaration *d)
{
    const struct seen_finding low = {.slug = "credential-in-clear", .threshold = "tell-inside"};
    for (size_t i = 0; i < d->access_count; i++) {
        const struct drafted *from = draft_find_party(d, seen_sender(&d->accesses[i]));
        const struct drafted *to = draft_find_party(d, seen_receiver(&d->accesses[i]));
        if (from && to && from->seen && to->seen) {
            (void)set_threshold(d, &low);
            return;
        }
    }
}

/* --- All -------------------------------------------------------------------------------------- */

static bool fill_gap(struct declaration *d, const struct seen_finding *f)
{
    bool about_role = strcmp(f->slug, "role-violation") == 0;
    bool actor = !about_role && declare(d, &f->actor, f);
    bool custodian = !about_role && declare(d, &f->custodian, f);
    return actor || custodian || permit(d, f);
}

/* One run may show several findings that one threshold settles. */
static bool settle_low(struct declaration *d, const struct seen_finding *f, unsigned *changes)
{
    if (f->severity != LOW)
        return false;
    if (f->threshold) {
        *changes += set_threshold(d, f);
        return *changes > 0;
    }
    bool permitted = permit(d, f);
    *changes += permitted;
    return permitted;
}

bool draft_settle(struct declaration *d)
{
    unsigned changes = 0;
    for (size_t i = 0; i < d->finding_count; i++) {
        const struct seen_finding *f = &d->findings[i];
        bool filled = is_gap(d, f) && fill_gap(d, f);
        if (!filled && !settle_low(d, f, &changes))
            add_remark(d, f, f->severity >= MEDIUM);
        changes += filled;
    }
    return changes > 0;
}
