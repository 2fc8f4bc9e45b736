/* What elements do with each other beyond what 3GPP has their roles do. */
#include "output/declaration.h"

#include <stdio.h>
#include <string.h>

enum { NAME_MOST = 64 };

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

struct drafted_permit *draft_permit(struct declaration *d, const char *from, const char *to,
                                    const char *protocol, const char *settles)
{
    for (size_t i = 0; i < d->permit_count; i++) {
        struct drafted_permit *p = &d->permits[i];
        if (same(p->from, from) && same(p->to, to) && same(p->protocol, protocol) &&
            same(p->settles, settles))
            return p;
    }
    void *at = draft_room(d, d->permits, d->permit_count, &d->permit_cap, sizeof *d->permits);
    if (!at)
        return NULL;
    d->permits = at;
    d->permits[d->permit_count] =
        (struct drafted_permit){.from = from, .to = to, .protocol = protocol, .settles = settles};
    return &d->permits[d->permit_count++];
}

void permit_seen(struct drafted_permit *p, const char *unit, uint64_t count, uint64_t first,
                 uint64_t last)
{
    p->unit = unit;
    p->first = p->count == 0 || first < p->first ? first : p->first;
    p->last = last > p->last ? last : p->last;
    p->count += count;
}

/* A declaration takes no longer names. */
void permit_operation(struct declaration *d, struct drafted_permit *p, const char *operation)
{
    if (operation && strlen(operation) <= NAME_MOST)
        words_add_new(d, &p->operations, operation);
}

/* Operations that one of its roles sends need none; nor do those of who has no role. */
static void beyond_role(struct declaration *d, const struct seen_access *a)
{
    const struct drafted *from = a->senders.count ? draft_find_party(d, seen_sender(a)) : NULL;
    if (!from || !from->roles.count || drafted_plays(from, &a->senders))
        return;
    const char *name = from->name;
    const struct drafted *to = draft_find_party(d, seen_receiver(a));
    struct drafted_permit *p = draft_permit(d, name, to ? to->name : NULL, a->proto, NULL);
    if (!p)
        return;
    permit_seen(p, "times", a->count, a->first, a->last);
    permit_operation(d, p, a->operation);
    for (size_t i = 0; i < a->categories.count; i++)
        words_add_new(d, &p->categories, a->categories.at[i]);
}

/* Protocols whose messages are judged one by one, and what carries them. */
static bool is_signalling(const char *protocol)
{
    static const char *const WORDS[] = {
        "gtp",    "gtpprime", "gtpv2", "pfcp",  "diameter", "gsm_map", "camel", "tcap",
        "isup",   "ngap",     "s1ap",  "x2ap",  "xnap",     "f1ap",    "e1ap",  "ranap",
        "sbc-ap", "lcsap",    "sgsap", "http2", "nas-5gs",  "nas-eps", "sip",   "radius",
        "smpp",   "gsup",     "gtp-u", "rtp",   "x1",       "x2x3",    "hi2",   "hi3"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(WORDS[i], protocol) == 0)
            return true;
    return false;
}

/* The word of a declaration for it; NULL: there is none that says no more than was seen. */
static const char *protocol_of(struct declaration *d, const struct seen_talk *t)
{
    if (t->protocol)
        return is_signalling(t->protocol) ? NULL : t->protocol;
    if (t->transport && t->port && strcmp(t->transport, "sctp") != 0)
        return draft_keep_format(d, "%s/%u", t->transport, t->port);
    return NULL;
}

static bool in_core(const struct drafted *e)
{
    return e && (e->roles.count || (e->seen && e->seen->role_count));
}

/* Conversations that a part of the core has in other protocols: management, names, time, logs. */
static void beside_signalling(struct declaration *d, const struct seen_talk *t)
{
    const struct drafted *from = draft_find(d, NULL, t->asks);
    const struct drafted *to = draft_find(d, NULL, t->serves);
    if (!from || !to || from == to || !(in_core(from) || in_core(to)))
        return;
    const char *from_name = from->name;
    const char *to_name = to->name;
    const char *protocol = protocol_of(d, t);
    bool of_services = protocol && strcmp(protocol, "http") == 0 && in_core(from) && in_core(to);
    struct drafted_permit *p =
        protocol && !of_services ? draft_permit(d, from_name, to_name, protocol, NULL) : NULL;
    if (p)
        permit_seen(p, "frames", t->frames, t->first, t->last);
}

void draft_permits(struct declaration *d)
{
    for (size_t i = 0; i < d->access_count; i++)
        beyond_role(d, &d->accesses[i]);
    for (size_t i = 0; i < d->talk_count; i++)
        beside_signalling(d, &d->talks[i]);
}
