/* Permitted exchanges and maintenance of a declaration. */
#include "judge/network_inside.h"
#include "judge/network_keys.h"
#include "judge/network_window.h"
#include "judge/network_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SECOND 1000000000U

/* --- References ------------------------------------------------------------------------------- */

static const struct declared *by_name(const struct network *n, const char *name)
{
    for (size_t i = 0; i < n->element_count; i++)
        if (strcmp(n->elements[i].name, name) == 0)
            return &n->elements[i];
    return NULL;
}

/* A name that is nobody's here refers to nobody (`postern check` warns of it). */
static struct reference resolve(const struct network *n, uint32_t node)
{
    const char *text = tree_text(&n->tree, node);
    struct reference ret = {.kind = REFERS_PREFIX};
    if (word_like_address(text)) {
        word_prefix(text, &ret.prefix);
        return ret;
    }
    ret.element = by_name(n, text);
    ret.kind = ret.element ? REFERS_ELEMENT : REFERS_ROLE;
    ret.role = ret.element ? ROLE_NONE : spec_role_of(text);
    return ret;
}

/* Of a list or of a single value. */
static bool references_fill(struct references *ret, const struct network *n, uint32_t node,
                            struct fault *f)
{
    ret->said = node != NODE_NONE;
    if (!node)
        return true;
    bool list = tree_node(&n->tree, node)->kind == NODE_LIST;
    size_t count = 1;
    for (uint32_t one = list ? list_first(&n->tree, node) : NODE_NONE; one;
         one = list_next(&n->tree, one))
        count++;
    ret->all = calloc(count, sizeof *ret->all);
    if (!ret->all)
        return fault_set(f, "%s: out of memory for the declaration", n->tree.name);
    for (uint32_t one = list ? list_first(&n->tree, node) : node; one;
         one = list ? list_next(&n->tree, one) : NODE_NONE)
        ret->all[ret->count++] = resolve(n, one);
    return true;
}

static bool refers(const struct reference *r, const struct referred *to)
{
    switch (r->kind) {
    case REFERS_ELEMENT:
        return to->declared == r->element;
    case REFERS_ROLE:
        return r->role && declared_plays(to->declared, r->role);
    case REFERS_PREFIX:
    default:
        return prefixes_hold(&r->prefix, 1, &to->address);
    }
}

static bool hold(const struct references *all, const struct referred *to)
{
    for (size_t i = 0; i < all->count; i++)
        if (refers(&all->all[i], to))
            return true;
    return false;
}

/* "tcp/8443" */
static bool is_port(const char *word, const struct exchange *what)
{
    static const struct {
        const char *word;
        uint8_t transport;
    } OVER[] = {{"tcp/", 6}, {"udp/", 17}, {"sctp/", 132}};
    for (size_t i = 0; i < sizeof OVER / sizeof *OVER; i++) {
        size_t n = strlen(OVER[i].word);
        if (strncmp(word, OVER[i].word, n) == 0)
            return what->transport == OVER[i].transport &&
                   what->port == strtoul(word + n, NULL, 10);
    }
    return false;
}

static bool is_protocol(const char *word, const struct exchange *what)
{
    return strcmp(word, "any") == 0 || is_port(word, what) ||
           (what->protocol && strcmp(word, what->protocol) == 0);
}

/* --- Permits ---------------------------------------------------------------------------------- */

/* A permit that names nobody and nothing would make everything right. */
static bool says_something(const struct network *n, uint32_t map, struct fault *f)
{
    const struct tree *t = &n->tree;
    return network_child(t, map, "from") || network_child(t, map, "to") ||
           network_child(t, map, "protocol") ||
           tree_fault(t, map, f, "this would permit everything; expected is from, to or protocol");
}

static bool fill_permit(struct permit *p, const struct network *n, uint32_t map, struct fault *f)
{
    const struct tree *t = &n->tree;
    uint32_t categories = network_child(t, map, "categories");
    p->protocol = network_text(t, map, "protocol");
    for (uint32_t one = list_first(t, categories); one; one = list_next(t, one))
        p->categories |= (uint16_t)(1U << spec_category_of(tree_text(t, one)));
    return says_something(n, map, f) &&
           (texts_fill(&p->operations, t, network_child(t, map, "operations")) ||
            fault_set(f, "%s: out of memory for the declaration", t->name)) &&
           references_fill(&p->from, n, network_child(t, map, "from"), f) &&
           references_fill(&p->to, n, network_child(t, map, "to"), f);
}

bool texts_operation(const struct texts *all, const struct spec_op *op)
{
    char code[16];
    if (all->count == 0 || !op)
        return true;
    snprintf(code, sizeof code, "%u", op->code);
    return texts_have(all, op->name) || texts_have(all, code);
}

bool network_has_protocol(const char *word)
{
    return word_protocol(word);
}

bool network_permits(const struct network *n, const struct referred *from,
                     const struct referred *to, const struct exchange *what)
{
    for (size_t i = 0; n && i < n->permit_count; i++) {
        const struct permit *p = &n->permits[i];
        if ((!p->from.said || hold(&p->from, from)) && (!p->to.said || hold(&p->to, to)) &&
            (!p->protocol || is_protocol(p->protocol, what)) &&
            texts_operation(&p->operations, what->op) &&
            (!p->categories || !(what->categories & ~p->categories)))
            return true;
    }
    return false;
}

/* --- Maintenance ------------------------------------------------------------------------------ */

static bool fill_windows(struct maintenance *m, const struct tree *t, uint32_t list,
                         struct fault *f)
{
    if (!texts_fill(&m->windows, t, list) ||
        !(m->parsed = calloc(m->windows.count + 1, sizeof *m->parsed)))
        return fault_set(f, "%s: out of memory for the declaration", t->name);
    size_t i = 0;
    for (uint32_t one = list_first(t, list); one; one = list_next(t, one)) {
        if (window_parse(&m->parsed[i++], tree_text(t, one)))
            continue;
        struct shown s = tree_shown(word_window_parts(tree_text(t, one)).zone);
        if (!tree_fault(t, one, f,
                        "%s is no time zone that this machine knows; expected is one of "
                        "/usr/share/zoneinfo, as Europe/Amsterdam",
                        s.text))
            return false;
    }
    return true;
}

static uint64_t time_of(const struct tree *t, uint32_t map, const char *key, uint64_t otherwise)
{
    int64_t seconds = 0;
    const char *text = network_text(t, map, key);
    if (!text || !word_time(text, &seconds))
        return otherwise;
    return seconds < 0 ? 0 : (uint64_t)seconds * SECOND;
}

static bool fill_tickets(struct maintenance *m, const struct tree *t, uint32_t list,
                         struct fault *f)
{
    m->tickets = calloc(t->count + 1, sizeof *m->tickets);
    if (!m->tickets)
        return fault_set(f, "%s: out of memory for the declaration", t->name);
    for (uint32_t map = list_first(t, list); map; map = list_next(t, map)) {
        struct ticket *one = &m->tickets[m->ticket_count++];
        one->from = time_of(t, map, "from", 0);
        one->until = time_of(t, map, "until", UINT64_MAX);
        if (one->until <= one->from &&
            !tree_fault(t, network_child(t, map, "until"), f,
                        "the ticket ends before it begins; expected is a time after its from"))
            return false;
    }
    return true;
}

static bool fill_maintenance(struct maintenance *m, const struct network *n, uint32_t map,
                             struct fault *f)
{
    const struct tree *t = &n->tree;
    m->vendor = network_text(t, map, "vendor");
    return (texts_fill(&m->protocols, t, network_child(t, map, "protocols")) ||
            fault_set(f, "%s: out of memory for the declaration", t->name)) &&
           references_fill(&m->from, n, network_child(t, map, "from"), f) &&
           references_fill(&m->to, n, network_child(t, map, "to"), f) &&
           references_fill(&m->targets, n, network_child(t, map, "targets"), f) &&
           fill_windows(m, t, network_child(t, map, "windows"), f) &&
           fill_tickets(m, t, network_child(t, map, "tickets"), f);
}

const struct maintenance *network_maintenance(const struct network *n, size_t number)
{
    return n && number < n->maintenance_count ? &n->maintenance[number] : NULL;
}

const char *maintenance_vendor(const struct maintenance *m)
{
    return m->vendor;
}

bool maintenance_from(const struct maintenance *m, const struct referred *r)
{
    return hold(&m->from, r);
}

bool maintenance_enters(const struct maintenance *m, const struct referred *r)
{
    return hold(&m->to, r);
}

bool maintenance_targets(const struct maintenance *m, const struct referred *r)
{
    return hold(&m->targets, r);
}

bool maintenance_names_entry(const struct maintenance *m)
{
    return m->to.said;
}

bool maintenance_names_targets(const struct maintenance *m)
{
    return m->targets.said;
}

bool maintenance_protocol(const struct maintenance *m, const struct exchange *what)
{
    for (size_t i = 0; i < m->protocols.count; i++)
        if (is_protocol(m->protocols.all[i], what))
            return true;
    return m->protocols.count == 0;
}

bool maintenance_open(const struct maintenance *m, uint64_t from, uint64_t until)
{
    for (size_t i = 0; i < m->windows.count; i++)
        if (window_covers(&m->parsed[i], from, until))
            return true;
    for (size_t i = 0; i < m->ticket_count; i++)
        if (m->tickets[i].from <= from && until <= m->tickets[i].until)
            return true;
    return m->windows.count == 0 && m->ticket_count == 0;
}

void maintenance_windows(struct text *t, const struct maintenance *m)
{
    for (size_t i = 0; i < m->windows.count; i++)
        text_format(t, "%s%s", i ? ", " : "", m->windows.all[i]);
    if (m->ticket_count)
        text_format(t, "%s%zu ticket%s", m->windows.count ? " and " : "", m->ticket_count,
                    m->ticket_count == 1 ? "" : "s");
}

/* --- All of them ------------------------------------------------------------------------------ */

bool network_fill_rules(struct network *n, struct fault *f)
{
    const struct tree *t = &n->tree;
    n->permits = calloc(t->count + 1, sizeof *n->permits);
    n->maintenance = calloc(t->count + 1, sizeof *n->maintenance);
    if (!n->permits || !n->maintenance)
        return fault_set(f, "%s: out of memory for the declaration", t->name);
    for (uint32_t map = list_first(t, network_child(t, 1, "permit")); map; map = list_next(t, map))
        if (!fill_permit(&n->permits[n->permit_count++], n, map, f))
            return false;
    for (uint32_t map = list_first(t, network_child(t, 1, "maintenance")); map;
         map = list_next(t, map))
        if (!fill_maintenance(&n->maintenance[n->maintenance_count++], n, map, f))
            return false;
    return true;
}

void network_free_rules(struct network *n)
{
    for (size_t i = 0; i < n->permit_count; i++) {
        free(n->permits[i].operations.all);
        free(n->permits[i].from.all);
        free(n->permits[i].to.all);
    }
    for (size_t i = 0; i < n->maintenance_count; i++) {
        struct maintenance *m = &n->maintenance[i];
        free(m->from.all);
        free(m->to.all);
        free(m->targets.all);
        free(m->protocols.all);
        free(m->windows.all);
        free(m->parsed);
        free(m->tickets);
    }
    free(n->permits);
    free(n->maintenance);
}
