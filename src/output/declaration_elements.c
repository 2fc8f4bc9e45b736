/* Elements of a draft: one each who plays a part in the core, with names, addresses and roles. */
#include "output/declaration.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* So sure of a role is the registry when one operation that only this role performs was sent or
 * answered; below, it is one of several that the same would fit. DECLARED: a declaration holds no
 * more of one element. */
enum { PLAIN = 70, DECLARED = 7, LABEL = 40, TITLE_SUSPECT = 12 };

/* --- Finding ---------------------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
    const struct indexed *x = a;
    const struct indexed *y = b;
    return strcasecmp(x->key, y->key);
}

static void index_words(struct declaration *d, const struct words *w, uint32_t element)
{
    for (size_t i = 0; i < w->count; i++) {
        void *at = draft_room(d, d->index, d->index_count, &d->index_cap, sizeof *d->index);
        if (!at)
            return;
        d->index = at;
        d->index[d->index_count++] = (struct indexed){w->at[i], element};
    }
}

static void index_all(struct declaration *d)
{
    d->index_count = 0;
    for (uint32_t i = 0; i < d->drafted_count; i++) {
        const struct drafted *e = &d->drafted[i];
        index_words(d, &e->hosts, i);
        index_words(d, &e->instances, i);
        index_words(d, &e->places, i);
        if (!e->gathered)
            index_words(d, &e->addresses, i);
    }
    if (d->index_count)
        qsort(d->index, d->index_count, sizeof *d->index, by_key);
    d->stale = false;
}

static struct drafted *by_word(struct declaration *d, const char *word)
{
    const struct indexed key = {.key = word};
    if (d->stale)
        index_all(d);
    const struct indexed *found =
        d->index_count ? bsearch(&key, d->index, d->index_count, sizeof key, by_key) : NULL;
    struct drafted *e = found ? &d->drafted[found->element] : NULL;
    return e && !e->elsewhere ? e : NULL;
}

static struct drafted *by_range(struct declaration *d, const struct range *one)
{
    for (size_t i = 0; i < d->drafted_count; i++)
        for (size_t k = 0; d->drafted[i].gathered && k < d->drafted[i].addresses.count; k++) {
            struct range r;
            if (range_read(&r, d->drafted[i].addresses.at[k]) && range_holds(&r, one))
                return &d->drafted[i];
        }
    return NULL;
}

static struct drafted *by_address(struct declaration *d, const char *address)
{
    struct range r;
    char place[32];
    if (word_place_key(address, place))
        return by_word(d, place);
    struct drafted *e = by_word(d, address);
    return e || !range_read(&r, address) ? e : by_range(d, &r);
}

static bool is_relay(const char *role)
{
    static const char *const RELAYS[] = {"DRA", "DEA", "STP", "SCP", "SEPP"};
    for (size_t i = 0; i < sizeof RELAYS / sizeof *RELAYS; i++)
        if (strcmp(RELAYS[i], role) == 0)
            return true;
    return false;
}

bool drafted_relays(const struct drafted *e)
{
    for (size_t i = 0; e && i < e->roles.count; i++)
        if (is_relay(e->roles.at[i]))
            return true;
    return false;
}

struct drafted *draft_find(struct declaration *d, const char *name, const char *address)
{
    struct drafted *e = name ? by_word(d, name) : NULL;
    if (e)
        return e;
    e = address ? by_address(d, address) : NULL;
    return name && drafted_relays(e) ? NULL : e;
}

struct drafted *draft_find_party(struct declaration *d, const struct seen_party *p)
{
    return draft_find(d, p->name, p->address);
}

const struct seen_party *seen_sender(const struct seen_access *a)
{
    return a->delivered ? &a->custodian : &a->actor;
}

const struct seen_party *seen_receiver(const struct seen_access *a)
{
    return a->delivered ? &a->actor : &a->custodian;
}

/* --- Making ----------------------------------------------------------------------------------- */

/* "hss1" of "hss1.epc.mnc001..."; lower case, without what YAML would have to quote. */
const char *draft_label_of(struct declaration *d, const char *name)
{
    char label[LABEL];
    size_t n = 0;
    for (; name[n] && name[n] != '.' && n < LABEL - 1; n++)
        label[n] = (char)(isalnum((unsigned char)name[n]) ? tolower((unsigned char)name[n]) : '-');
    label[n] = 0;
    return n && isalpha((unsigned char)label[0]) && label[n - 1] != '-' ? draft_keep(d, label)
                                                                        : NULL;
}

void draft_label(struct declaration *d, struct drafted *e)
{
    e->label = e->hosts.count ? draft_label_of(d, e->hosts.at[0]) : NULL;
}

struct drafted *draft_new_element(struct declaration *d, const char *label)
{
    void *at = draft_room(d, d->drafted, d->drafted_count, &d->drafted_cap, sizeof *d->drafted);
    if (!at)
        return NULL;
    d->drafted = at;
    d->stale = true;
    struct drafted *e = &d->drafted[d->drafted_count++];
    *e = (struct drafted){.label = label};
    return e;
}

/* A title that is only ever asked and is as long as a subscriber's number may be one (E.214). */
static bool is_suspect(const struct seen_element *s, const char *title)
{
    for (size_t i = 0; i < s->role_count; i++)
        if (s->roles[i].acted)
            return false;
    return strlen(title) > TITLE_SUSPECT;
}

static void add_place(struct declaration *d, struct drafted *e, const struct seen_element *s,
                      const char *code, const char *title)
{
    /* Networks that number in 14 bits and in 24 may write the same. */
    for (size_t i = 0; !*title && i < d->drafted_count; i++)
        if (words_have(&d->drafted[i].codes, code))
            return;
    if (*title && is_suspect(s, title))
        return;
    words_add_new(d, *title ? &e->titles : &e->codes, draft_keep(d, *title ? title : code));
    words_add_new(d, &e->places,
                  draft_keep_format(d, "%s%s", *title ? "gt:" : "pc:", *title ? title : code));
}

static void add_address(struct declaration *d, struct drafted *e, const struct seen_element *s,
                        const char *address)
{
    struct range r;
    char code[24];
    char title[24];
    if (word_place(address, code, title))
        add_place(d, e, s, code, title);
    else if (range_read(&r, address) && !range_is_nobodys(&r))
        words_add_new(d, &e->addresses, address);
}

/* "AMF": what all of a kind call themselves (User-Agent, TS 29.500 5.2.2.2) tells none of them. */
static bool is_kind(const struct declaration *d, const char *name)
{
    for (size_t i = 0; i < d->role_words.count; i++)
        if (strcasecmp(d->role_words.at[i], name) == 0)
            return true;
    return false;
}

static void add_name(struct declaration *d, struct drafted *e, const char *name)
{
    if (word_is_uuid(name)) {
        words_add_new(d, &e->instances, name);
        return;
    }
    if (!word_is_host(name) || is_kind(d, name))
        return;
    if (!e->label)
        e->label = draft_label_of(d, name);
    words_add_new(d, &e->hosts, name);
}

static bool has_host(const struct seen_element *s)
{
    for (size_t i = 0; i < s->names.count; i++)
        if (word_is_host(s->names.at[i]) || word_is_uuid(s->names.at[i]))
            return true;
    return false;
}

/* Who plays a part in the core, or is known by name there. */
static bool is_core(const struct seen_element *s)
{
    struct range r;
    bool has_ip = range_read(&r, s->addresses.at[0]);
    return !s->subscriber && (s->role_count || has_host(s) || !has_ip) &&
           !(has_ip && range_is_nobodys(&r));
}

static void draft_one(struct declaration *d, const struct seen_element *s)
{
    struct drafted *e = draft_new_element(d, NULL);
    if (!e)
        return;
    e->seen = s;
    e->product = s->product;
    if (s->names.count && word_is_host(s->names.at[0]) && !is_kind(d, s->names.at[0]))
        e->label = draft_label_of(d, s->names.at[0]);
    for (size_t i = 0; i < s->addresses.count; i++)
        add_address(d, e, s, s->addresses.at[i]);
    if (e->addresses.count + e->titles.count + e->codes.count == 0)
        d->drafted_count--;
}

/* --- Several addresses that call themselves the same ------------------------------------------ */

static void join_roles(struct seen_element *to, const struct seen_element *from)
{
    for (size_t i = 0; i < from->role_count; i++) {
        bool there = false;
        for (size_t k = 0; k < to->role_count; k++)
            there |= strcmp(to->roles[k].role, from->roles[i].role) == 0;
        if (!there && to->role_count < SEEN_ROLES)
            to->roles[to->role_count++] = from->roles[i];
    }
}

static void join_same(struct declaration *d)
{
    for (size_t i = 0; i < d->element_count; i++) {
        struct seen_element *to = &d->elements[i];
        bool own = to->named && to->names.count && !is_kind(d, to->names.at[0]);
        for (size_t k = i + 1; own && k < d->element_count; k++) {
            struct seen_element *from = &d->elements[k];
            if (!from->named || !from->names.count || !from->addresses.count ||
                strcmp(from->names.at[0], to->names.at[0]) != 0)
                continue;
            for (size_t n = 0; n < from->addresses.count; n++)
                words_add_new(d, &to->addresses, from->addresses.at[n]);
            join_roles(to, from);
            to->messages += from->messages;
            from->joined = true;
            from->named = false;
        }
    }
}

/* --- Roles ------------------------------------------------------------------------------------ */

bool drafted_plays(const struct drafted *e, const struct words *roles)
{
    for (size_t i = 0; i < e->roles.count; i++)
        if (words_have(roles, e->roles.at[i]))
            return true;
    return false;
}

static void add_role(struct declaration *d, struct drafted *e, const struct seen_role *r)
{
    if (e->roles.count == DECLARED || words_have(&e->roles, r->role))
        return;
    words_add(d, &e->roles, r->role);
    words_add(d, &e->whys, r->why ? r->why : "");
}

static bool is_plain(const struct seen_role *r)
{
    return r->acted && r->confidence >= PLAIN;
}

/* "AMF or gNB: sends NGReset (TS 38.413 8.7.4)" */
static const char *one_of(struct declaration *d, const struct seen_element *s)
{
    char words[160] = "";
    size_t len = 0;
    size_t ties = 1;
    while (ties < s->role_count && s->roles[ties].confidence == s->roles[0].confidence)
        ties++;
    for (size_t i = 0; i < ties; i++)
        len += (size_t)snprintf(words + len, sizeof words - len, "%s%s",
                                i == 0 ? "" : (i + 1 < ties ? ", " : " or "), s->roles[i].role);
    return draft_keep_format(d, "%s: %s", words, s->roles[0].why ? s->roles[0].why : "");
}

/* Where a whole core stands behind 127.0.0.1, nobody can tell who of it does what. */
static bool is_whole_core(const struct seen_element *s)
{
    enum { SEVERAL = 3 };
    struct range r;
    return s->role_count >= SEVERAL && range_read(&r, s->addresses.at[0]) && range_is_loopback(&r);
}

/* What it plainly is; where nothing is plain, the likeliest. One who plainly is something else may
 * seem a relay where it gives itself several names; a relay is nothing else. */
static void first_roles(struct declaration *d, struct drafted *e)
{
    const struct seen_element *s = e->seen;
    if (is_whole_core(s)) {
        e->remark = "several functions speak over the loopback of one host";
        return;
    }
    bool more = false;
    for (size_t i = 0; i < s->role_count; i++)
        more |= is_plain(&s->roles[i]) && !is_relay(s->roles[i].role);
    for (size_t i = 0; i < s->role_count; i++)
        if (is_plain(&s->roles[i]) && !(more && is_relay(s->roles[i].role)))
            add_role(d, e, &s->roles[i]);
    bool tie = s->role_count > 1 && s->roles[0].confidence == s->roles[1].confidence;
    if (!e->roles.count && s->role_count && !tie)
        add_role(d, e, &s->roles[0]);
    if (!e->roles.count && s->role_count)
        e->remark = one_of(d, s);
}

static bool is_anything_plain(const struct seen_element *s)
{
    for (size_t i = 0; i < s->role_count; i++)
        if (is_plain(&s->roles[i]))
            return true;
    return false;
}

/* Of who plainly is nothing, what it sends has to be what one of its roles sends. What goes beyond
 * a plain role needs a permit. */
static void further_roles(struct declaration *d)
{
    for (size_t i = 0; i < d->access_count; i++) {
        const struct seen_access *a = &d->accesses[i];
        struct drafted *e = a->senders.count ? draft_find_party(d, seen_sender(a)) : NULL;
        if (e && e->seen && is_anything_plain(e->seen))
            continue;
        for (size_t k = 0; e && e->seen && !drafted_plays(e, &a->senders) &&
                           k < e->seen->role_count && e->roles.count;
             k++)
            if (words_have(&a->senders, e->seen->roles[k].role) &&
                !is_relay(e->seen->roles[k].role))
                add_role(d, e, &e->seen->roles[k]);
    }
}

/* --- All -------------------------------------------------------------------------------------- */

static int by_claim(const void *a, const void *b)
{
    const struct indexed *x = a;
    const struct indexed *y = b;
    int order = by_key(x, y);
    return order ? order : (x->element < y->element ? -1 : x->element > y->element);
}

static void claim(struct declaration *d, struct indexed **all, size_t *count, size_t *cap,
                  uint32_t element)
{
    const struct words *names = &d->drafted[element].seen->names;
    for (size_t i = 0; i < names->count; i++) {
        void *at = by_word(d, names->at[i]) ? NULL : draft_room(d, *all, *count, cap, sizeof **all);
        if (!at)
            continue;
        *all = at;
        (*all)[(*count)++] = (struct indexed){names->at[i], element};
    }
}

/* Names that are an element's own come first: behind a relay others' are heard too. A name stands
 * in one element only, the first that claims it. */
static void draft_hosts(struct declaration *d, bool own)
{
    struct indexed *all = NULL;
    size_t count = 0;
    size_t cap = 0;
    for (uint32_t i = 0; i < d->drafted_count; i++)
        if (d->drafted[i].seen->named == own && (own || !drafted_relays(&d->drafted[i])))
            claim(d, &all, &count, &cap, i);
    if (count)
        qsort(all, count, sizeof *all, by_claim);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || by_key(&all[i - 1], &all[i]) != 0)
            add_name(d, &d->drafted[all[i].element], all[i].key);
    d->stale = true;
    free(all);
}

static void learn_role_words(struct declaration *d)
{
    for (size_t i = 0; i < d->element_count; i++)
        for (size_t k = 0; k < d->elements[i].role_count; k++)
            words_add_new(d, &d->role_words, d->elements[i].roles[k].role);
    for (size_t i = 0; i < d->access_count; i++)
        for (size_t k = 0; k < d->accesses[i].senders.count; k++)
            words_add_new(d, &d->role_words, d->accesses[i].senders.at[k]);
}

void draft_elements(struct declaration *d)
{
    learn_role_words(d);
    join_same(d);
    for (size_t i = 0; i < d->element_count; i++)
        if (!d->elements[i].joined && is_core(&d->elements[i]))
            draft_one(d, &d->elements[i]);
    for (size_t i = 0; i < d->drafted_count; i++)
        first_roles(d, &d->drafted[i]);
    d->stale = true;
    draft_hosts(d, true);
    draft_hosts(d, false);
    further_roles(d);
}
