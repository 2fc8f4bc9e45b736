/* Home and partners of a draft: which networks, realms and titles are ours, and whose else are
 * seen.
 *
 * Nothing on the wire says whose tap this is. Home is taken to be the network that most of the
 * speakers' names name, else that of most subscribers; the draft says so and asks a person. */
#include "output/declaration.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TITLE_PREFIX = 5,  /* country and operator */
    TITLE_COUNTRY = 2, /* as many digits tell most countries apart */
    REALM_LEAST = 7,   /* a realm of one label is a word like localdomain, and no top-level one */
    REALMS_MOST = 24,
    MAY_MOST = 40,
};

/* --- Networks --------------------------------------------------------------------------------- */

/* Names always write three digits of the MNC (TS 23.003 19.2), IMSIs may have two. */
static void three_digits(const char *plmn, char ret[8])
{
    bool short_form = strlen(plmn) == 5;
    (void)snprintf(ret, 8, "%.3s%s%.3s", plmn, short_form ? "0" : "", plmn + 3);
}

static bool same_plmn(const char *a, const char *b)
{
    char x[8];
    char y[8];
    three_digits(a, x);
    three_digits(b, y);
    return strcmp(x, y) == 0;
}

bool draft_is_home_plmn(const struct declaration *d, const char *plmn)
{
    for (size_t i = 0; i < d->plmns.count; i++)
        if (same_plmn(d->plmns.at[i], plmn))
            return true;
    return false;
}

bool draft_is_foreign(const struct declaration *d, const char *name)
{
    char plmn[8];
    return name && d->plmns.count && word_plmn_of(name, plmn) && !draft_is_home_plmn(d, plmn);
}

/* As subscribers' numbers write it, where one of it was seen. */
static const char *plmn_form(struct declaration *d, const char *plmn)
{
    for (size_t i = 0; i < d->origin_count; i++)
        if (strcmp(d->origins[i].sort, "plmn") == 0 && same_plmn(d->origins[i].value, plmn))
            return d->origins[i].value;
    if (strlen(plmn) == 6 && plmn[3] == '0')
        return draft_keep_format(d, "%.3s%s", plmn, plmn + 4);
    return draft_keep(d, plmn);
}

struct tally {
    char plmn[8];
    uint64_t count;
};

static void count_in(struct tally *all, size_t *count, size_t most, const char *plmn, uint64_t n)
{
    size_t i = 0;
    while (i < *count && !same_plmn(all[i].plmn, plmn))
        i++;
    if (i == most)
        return;
    if (i == *count)
        three_digits(plmn, all[(*count)++].plmn);
    all[i].count += n;
}

static const struct tally *largest(const struct tally *all, size_t count)
{
    const struct tally *top = NULL;
    for (size_t i = 0; i < count; i++)
        if (!top || all[i].count > top->count ||
            (all[i].count == top->count && strcmp(all[i].plmn, top->plmn) < 0))
            top = &all[i];
    return top;
}

static void home_plmn(struct declaration *d)
{
    enum { MOST = 64 };
    struct tally all[MOST];
    size_t count = 0;
    char plmn[8];
    memset(all, 0, sizeof all);
    for (size_t i = 0; i < d->drafted_count; i++) {
        const struct drafted *e = &d->drafted[i];
        for (size_t k = 0; k < e->hosts.count; k++)
            if (word_plmn_of(e->hosts.at[k], plmn))
                count_in(all, &count, MOST, plmn, e->seen->messages);
    }
    bool by_name = count > 0;
    for (size_t i = 0; !by_name && i < d->origin_count; i++)
        if (strcmp(d->origins[i].sort, "plmn") == 0)
            count_in(all, &count, MOST, d->origins[i].value, d->origins[i].count);
    const struct tally *top = largest(all, count);
    if (top)
        words_add(d, &d->plmns, plmn_form(d, top->plmn));
    d->plmn_why =
        by_name ? "most of those who speak here name it" : "most subscribers seen are of it";
}

/* --- Realms ----------------------------------------------------------------------------------- */

static void mark_elsewhere(const struct declaration *d, struct drafted *e)
{
    char plmn[8];
    bool foreign = false;
    for (size_t i = 0; i < e->hosts.count; i++) {
        if (!word_plmn_of(e->hosts.at[i], plmn))
            continue;
        if (draft_is_home_plmn(d, plmn)) {
            e->elsewhere = false;
            return;
        }
        foreign = true;
    }
    e->elsewhere |= foreign;
}

static void home_realms(struct declaration *d)
{
    for (size_t i = 0; i < d->drafted_count; i++) {
        const struct drafted *e = &d->drafted[i];
        for (size_t k = 0; k < e->hosts.count && d->realms.count < REALMS_MOST; k++) {
            const char *realm = word_realm_of(e->hosts.at[k]);
            bool whole = realm && (strchr(realm, '.') || strlen(realm) > REALM_LEAST);
            char plmn[8];
            bool own = e->seen->named || (realm && word_plmn_of(realm, plmn));
            if (whole && own && !e->elsewhere && !draft_is_foreign(d, realm))
                words_add_new(d, &d->realms, realm);
        }
    }
    words_sort(&d->realms);
}

/* --- Global titles ---------------------------------------------------------------------------- */

static bool keeps_subscribers(const struct drafted *e)
{
    for (size_t i = 0; i < e->seen->role_count; i++) {
        const struct seen_role *r = &e->seen->roles[i];
        if (r->acted && words_have(&e->roles, r->role) &&
            (!strcmp(r->role, "HLR") || !strcmp(r->role, "HSS") || !strcmp(r->role, "AUC")))
            return true;
    }
    return false;
}

static const char *prefix_of(struct declaration *d, const char *title)
{
    return draft_keep_format(d, "%.*s", (int)TITLE_PREFIX, title);
}

/* Where all registers of one capture are of one country, that is home; otherwise nobody can tell.
 */
static void home_titles(struct declaration *d)
{
    const char *country = NULL;
    for (size_t i = 0; i < d->drafted_count; i++) {
        const struct drafted *e = &d->drafted[i];
        for (size_t k = 0; keeps_subscribers(e) && k < e->titles.count; k++) {
            const char *title = e->titles.at[k];
            if (country && strncmp(country, title, TITLE_COUNTRY) != 0) {
                d->titles.count = 0;
                return;
            }
            country = title;
            words_add_new(d, &d->titles, prefix_of(d, title));
        }
    }
    words_sort(&d->titles);
    for (size_t i = 0; country && i < d->drafted_count; i++) {
        struct drafted *e = &d->drafted[i];
        if (e->titles.count && strncmp(country, e->titles.at[0], TITLE_COUNTRY) != 0)
            e->elsewhere = true;
    }
}

void draft_home(struct declaration *d)
{
    home_plmn(d);
    for (size_t i = 0; i < d->drafted_count; i++)
        mark_elsewhere(d, &d->drafted[i]);
    home_realms(d);
    home_titles(d);
    d->stale = true;
}

/* --- Partners --------------------------------------------------------------------------------- */

static struct drafted_partner *partner_of(struct declaration *d, const char *name)
{
    for (size_t i = 0; i < d->partner_count; i++)
        if (strcmp(d->partners[i].name, name) == 0)
            return &d->partners[i];
    void *at = draft_room(d, d->partners, d->partner_count, &d->partner_cap, sizeof *d->partners);
    if (!at)
        return NULL;
    d->partners = at;
    d->partners[d->partner_count] = (struct drafted_partner){.name = draft_keep(d, name)};
    return &d->partners[d->partner_count++];
}

/* The partner that a name of 3GPP's domains names. */
static struct drafted_partner *partner_named(struct declaration *d, const char *host)
{
    char plmn[8];
    char name[24];
    if (!draft_is_foreign(d, host) || !word_plmn_of(host, plmn))
        return NULL;
    const char *form = plmn_form(d, plmn);
    (void)snprintf(name, sizeof name, "plmn-%s", form);
    struct drafted_partner *p = partner_of(d, name);
    if (!p)
        return NULL;
    const char *realm = word_realm_of(host);
    words_add_new(d, &p->plmns, form);
    words_add_new(d, &p->realms, realm ? realm : host);
    return p;
}

static struct drafted_partner *partner_titled(struct declaration *d, const char *title)
{
    char name[24];
    (void)snprintf(name, sizeof name, "title-%.*s", (int)TITLE_PREFIX, title);
    struct drafted_partner *p = partner_of(d, name);
    if (p)
        words_add_new(d, &p->titles, prefix_of(d, title));
    return p;
}

static void element_to_partner(struct declaration *d, const struct drafted *e)
{
    struct drafted_partner *p = NULL;
    for (size_t i = 0; i < e->hosts.count; i++) {
        struct drafted_partner *named = partner_named(d, e->hosts.at[i]);
        p = named ? named : p;
    }
    for (size_t i = 0; i < e->titles.count; i++)
        p = partner_titled(d, e->titles.at[i]);
    for (size_t i = 0; p && i < e->addresses.count; i++)
        words_add_new(d, &p->addresses, e->addresses.at[i]);
}

static struct drafted_partner *partner_of_party(struct declaration *d, const struct seen_party *s)
{
    char code[24];
    char title[24];
    struct drafted_partner *p = s->name ? partner_named(d, s->name) : NULL;
    if (p || !s->address || !d->titles.count || !word_place(s->address, code, title) || !*title)
        return p;
    bool abroad = strncmp(title, d->titles.at[0], TITLE_COUNTRY) != 0;
    return abroad ? partner_titled(d, title) : NULL;
}

/* Behind a relay's address, one of ours by its name alone. */
static void hidden_element(struct declaration *d, const struct seen_access *a,
                           const struct seen_party *s, bool sender)
{
    bool hidden = s->name && word_is_host(s->name) && s->address && !draft_find_party(d, s);
    struct drafted *e = hidden ? draft_new_element(d, NULL) : NULL;
    if (!e)
        return;
    words_add(d, &e->hosts, s->name);
    e->remark = draft_keep_format(d, "heard through %s only", s->address);
    draft_label(d, e);
    if (s->role || (sender && a->senders.count)) {
        words_add(d, &e->roles, s->role ? s->role : a->senders.at[0]);
        words_add(d, &e->whys,
                  draft_keep_format(d, "%s %s", sender ? "sends" : "is asked", a->operation));
    }
}

/* One who is known by name alone plays what it sends. */
static void hidden_role(struct declaration *d, const struct seen_access *a)
{
    struct drafted *e = draft_find_party(d, seen_sender(a));
    if (!e || e->seen || e->gathered || !a->senders.count || drafted_plays(e, &a->senders))
        return;
    words_add(d, &e->roles, a->senders.at[0]);
    words_add(d, &e->whys, draft_keep_format(d, "sends %s", a->operation));
}

static int by_name(const void *a, const void *b)
{
    const struct drafted_partner *x = a;
    const struct drafted_partner *y = b;
    return strcmp(x->name, y->name);
}

/* Whose subscribers are seen and nobody of whom speaks. */
static void visitors(struct declaration *d)
{
    for (size_t i = 0; d->plmns.count && i < d->origin_count; i++) {
        const struct seen_origin *o = &d->origins[i];
        bool known = strcmp(o->sort, "plmn") != 0 || draft_is_home_plmn(d, o->value);
        for (size_t k = 0; !known && k < d->partner_count; k++)
            known = words_have(&d->partners[k].plmns, o->value);
        struct drafted_partner *p = known ? NULL : partner_of(d, "visitors");
        if (p)
            words_add_new(d, &p->plmns, o->value);
    }
}

void draft_partners(struct declaration *d)
{
    for (size_t i = 0; i < d->drafted_count; i++)
        if (d->drafted[i].elsewhere)
            element_to_partner(d, &d->drafted[i]);
    for (size_t i = 0; i < d->access_count; i++) {
        const struct seen_access *a = &d->accesses[i];
        struct drafted_partner *p = partner_of_party(d, seen_sender(a));
        if (p && p->may.count < MAY_MOST)
            words_add_new(d, &p->may, a->operation);
        if (!p)
            hidden_element(d, a, seen_sender(a), true);
        if (!partner_of_party(d, seen_receiver(a)))
            hidden_element(d, a, seen_receiver(a), false);
        if (!p)
            hidden_role(d, a);
    }
    visitors(d);
    if (d->partner_count)
        qsort(d->partners, d->partner_count, sizeof *d->partners, by_name);
    for (size_t i = 0; i < d->partner_count; i++)
        words_sort(&d->partners[i].may);
}

/* --- Where customers' addresses are from ------------------------------------------------------ */

static bool elements_in(const struct declaration *d, const struct range *r, bool with_role)
{
    for (size_t i = 0; i < d->element_count; i++) {
        const struct seen_element *s = &d->elements[i];
        if (s->subscriber || (with_role && s->role_count == 0))
            continue;
        for (size_t k = 0; k < s->addresses.count; k++) {
            struct range one;
            if (range_read(&one, s->addresses.at[k]) && range_holds(r, &one))
                return true;
        }
    }
    return false;
}

bool draft_in_pool(const struct declaration *d, const struct range *one)
{
    for (size_t i = 0; i < d->pools.count; i++) {
        struct range r;
        if (range_read(&r, d->pools.at[i]) && range_holds(&r, one))
            return true;
    }
    return false;
}

/* As wide as pools are, unless somebody else lives there. */
static void add_pool(struct declaration *d, const char *within)
{
    enum { WIDE_V4 = 16, WIDE_V6 = 48, NARROW_V4 = 24, NARROW_V6 = 64 };
    struct range r;
    if (!range_read(&r, within) || range_is_nobodys(&r))
        return;
    struct range wide = range_cut(r, r.family == 4 ? WIDE_V4 : WIDE_V6);
    struct range narrow = range_cut(r, r.family == 4 ? NARROW_V4 : NARROW_V6);
    if (draft_in_pool(d, &narrow))
        return;
    d->pools_shared |= elements_in(d, &narrow, true);
    words_add_new(d, &d->pools, range_keep(d, elements_in(d, &wide, false) ? &narrow : &wide));
}

void draft_pools(struct declaration *d)
{
    for (size_t i = 0; i < d->origin_count; i++)
        if (strcmp(d->origins[i].sort, "pool") == 0)
            add_pool(d, d->origins[i].value);
    for (size_t i = 0; i < d->element_count; i++)
        for (size_t k = 0; d->elements[i].subscriber && k < d->elements[i].addresses.count; k++)
            add_pool(d, d->elements[i].addresses.at[k]);
}
