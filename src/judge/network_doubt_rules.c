/* What is legal and probably not meant, of who may do what: permits, maintenance, what partners may
 * ask, thresholds. */
#include "judge/finding.h"
#include "judge/network_inside.h"
#include "judge/network_keys.h"
#include "judge/network_near.h"
#include "judge/network_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- References ------------------------------------------------------------------------------- */

static bool somebody_plays(const struct network *n, enum role role)
{
    for (size_t i = 0; i < n->element_count; i++)
        if (declared_plays(&n->elements[i], role))
            return true;
    return false;
}

static bool somebody_in(const struct network *n, const struct prefix *p)
{
    for (size_t i = 0; i < n->prefix_count; i++)
        if (prefixes_hold(p, 1, &n->prefixes[i].prefix.address) ||
            prefixes_hold(&n->prefixes[i].prefix, 1, &p->address))
            return true;
    return false;
}

/* `ours`: whether an address has to be an element's. */
static void doubt_reference(const struct network *n, const struct reference *r, uint32_t node,
                            bool ours)
{
    struct shown shown = tree_shown(tree_text(&n->tree, node));
    if (r->kind == REFERS_ROLE && !somebody_plays(n, r->role))
        tree_doubt(&n->tree, node, "no element here has the role %s, so that this is nobody",
                   shown.text);
    if (r->kind == REFERS_PREFIX && ours && !somebody_in(n, &r->prefix))
        tree_doubt(&n->tree, node, "no element here has an address in %s", shown.text);
}

static void doubt_references(const struct network *n, const struct references *all, uint32_t node,
                             bool ours)
{
    bool list = node && tree_node(&n->tree, node)->kind == NODE_LIST;
    uint32_t one = list ? list_first(&n->tree, node) : node;
    for (size_t i = 0; i < all->count && one; i++) {
        doubt_reference(n, &all->all[i], one, ours);
        one = list ? list_next(&n->tree, one) : NODE_NONE;
    }
}

/* --- Operations ------------------------------------------------------------------------------- */

static bool is_called(const struct spec_op *op, const char *word)
{
    char code[16];
    (void)snprintf(code, sizeof code, "%u", op->code);
    return strcasecmp(op->name, word) == 0 || strcmp(code, word) == 0;
}

/* The next row of this protocol (PROTO_NONE: of any) that an operation's name means; NULL: none.
 * Start with *at 0. */
static const struct spec_op *next_op(enum proto proto, const char *word, uint32_t *at)
{
    const struct spec_op *op;
    while ((op = spec_op_at((*at)++)))
        if ((proto == PROTO_NONE || op->proto == proto) && op->part != PART_ANSWER &&
            (!word || is_called(op, word)))
            return op;
    return NULL;
}

static bool has_rows(enum proto proto)
{
    uint32_t at = 0;
    return proto != PROTO_NONE && next_op(proto, NULL, &at);
}

static void near_operations(struct near *near, enum proto proto)
{
    const struct spec_op *op;
    uint32_t at = 0;
    while ((op = next_op(proto, NULL, &at)))
        near_try(near, op->name);
}

/* --- Permits ---------------------------------------------------------------------------------- */

static bool row_has(const uint8_t roles[SPEC_ROLES], const struct reference *r)
{
    for (unsigned i = 0; i < SPEC_ROLES && roles[i]; i++) {
        enum role role = (enum role)roles[i];
        if (r->kind == REFERS_ELEMENT ? declared_plays(r->element, role)
                                      : r->kind == REFERS_ROLE && spec_role_within(role, r->role))
            return true;
    }
    return false;
}

static bool row_covers(const uint8_t roles[SPEC_ROLES], const struct references *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (!row_has(roles, &all->all[i]))
            return false;
    return all->count > 0;
}

/* A row by which the roles of both sides do this anyway; NULL: there is none, or another row of
 * that name is for others. */
static const struct spec_op *covered(const struct permit *p, enum proto proto, const char *word)
{
    const struct spec_op *found = NULL;
    const struct spec_op *op;
    uint32_t at = 0;
    while ((op = next_op(proto, word, &at))) {
        bool covers = row_covers(op->from, &p->from) && row_covers(op->to, &p->to);
        if (word && !covers)
            return NULL;
        found = covers && !found ? op : found;
    }
    return found;
}

static void doubt_operations(const struct network *n, const struct permit *p, enum proto proto,
                             uint32_t map)
{
    const struct tree *t = &n->tree;
    for (uint32_t one = list_first(t, network_child(t, map, "operations")); one;
         one = list_next(t, one)) {
        uint32_t at = 0;
        struct near near = {.word = tree_text(t, one)};
        const struct spec_op *op = covered(p, proto, tree_text(t, one));
        if (op)
            tree_doubt(t, one,
                       "the roles of both allow %s already (%s %s); a permit of it only settles "
                       "what else is found of it",
                       tree_shown(tree_text(t, one)).text, op->document, op->clause);
        if (next_op(proto, tree_text(t, one), &at))
            continue;
        near_operations(&near, proto);
        tree_doubt(t, one, "%s has no operation %s that is known here%s", p->protocol,
                   tree_shown(tree_text(t, one)).text, near_words(&near).text);
    }
}

static void doubt_permit(const struct network *n, const struct permit *p, uint32_t map)
{
    const struct tree *t = &n->tree;
    enum proto proto = p->protocol ? spec_proto_of(p->protocol) : PROTO_NONE;
    doubt_references(n, &p->from, network_child(t, map, "from"), false);
    doubt_references(n, &p->to, network_child(t, map, "to"), false);
    if (!has_rows(proto))
        return;
    doubt_operations(n, p, proto, map);
    const struct spec_op *op = p->operations.count ? NULL : covered(p, proto, NULL);
    if (op)
        tree_doubt(t, map,
                   "the roles of both allow %s over %s already (%s %s); without operations this "
                   "permits all others too",
                   op->name, p->protocol, op->document, op->clause);
}

/* --- Maintenance ------------------------------------------------------------------------------ */

static void doubt_windows(const struct tree *t, uint32_t list)
{
    for (uint32_t one = list_first(t, list); one; one = list_next(t, one)) {
        struct window_words w = word_window_parts(tree_text(t, one));
        if (w.from == 24 * 60 && w.until == 0) /* the same midnight */
            tree_doubt(t, one, "this window never opens; 00:00-24:00 is a whole day");
    }
}

static void doubt_maintenance(const struct network *n, const struct maintenance *m, uint32_t map)
{
    const struct tree *t = &n->tree;
    doubt_references(n, &m->from, network_child(t, map, "from"), false);
    doubt_references(n, &m->to, network_child(t, map, "to"), true);
    doubt_references(n, &m->targets, network_child(t, map, "targets"), true);
    doubt_windows(t, network_child(t, map, "windows"));
    if (!m->from.count)
        tree_doubt(t, map, "nobody may use this maintenance; say where it comes from in `from`");
    if (!m->windows.count && !m->ticket_count)
        tree_doubt(t, map, "this maintenance has neither window nor ticket, and is always open");
}

/* --- Partners --------------------------------------------------------------------------------- */

static void doubt_may(const struct network *n, uint32_t map)
{
    static const char *const PACKS[] = {"roaming", "sms", "location"};
    const struct tree *t = &n->tree;
    for (uint32_t one = list_first(t, network_child(t, map, "may")); one; one = list_next(t, one)) {
        uint32_t at = 0;
        bool known = next_op(PROTO_NONE, tree_text(t, one), &at) != NULL;
        struct near near = {.word = tree_text(t, one)};
        for (size_t i = 0; i < sizeof PACKS / sizeof *PACKS; i++) {
            known |= strcasecmp(PACKS[i], tree_text(t, one)) == 0;
            near_try(&near, PACKS[i]);
        }
        if (known)
            continue;
        near_operations(&near, PROTO_NONE);
        tree_doubt(t, one,
                   "%s is neither roaming, sms or location nor an operation that is known here%s",
                   tree_shown(tree_text(t, one)).text, near_words(&near).text);
    }
}

/* --- Thresholds ------------------------------------------------------------------------------- */

static bool is_duration(const char *s)
{
    size_t length = strlen(s);
    return length && (s[length - 1] < '0' || s[length - 1] > '9');
}

static void doubt_threshold(const struct tree *t, const struct check *c, uint32_t k)
{
    const char *word = tree_text(t, k);
    uint32_t value = list_next(t, k);
    struct near near = {.word = word};
    for (const struct threshold_row *row = c->thresholds; row && row->word; row++) {
        near_try(&near, row->word);
        if (strcmp(row->word, word) != 0)
            continue;
        if (is_duration(row->otherwise) != is_duration(tree_text(t, value)))
            tree_doubt(t, value, "%s of %s is %s; its default is %s", word, c->slug,
                       is_duration(row->otherwise) ? "a duration" : "a number", row->otherwise);
        return;
    }
    tree_doubt(t, k, "%s has no threshold %s, so that this does nothing%s", c->slug,
               tree_shown(word).text, near_words(&near).text);
}

static void doubt_thresholds(const struct tree *t, uint32_t map)
{
    for (uint32_t slug = list_first(t, map); slug; slug = list_next(t, list_next(t, slug))) {
        const struct check *c;
        unsigned i = 0;
        while ((c = check_at(i)) && strcmp(c->slug, tree_text(t, slug)) != 0)
            i++;
        if (!c)
            tree_doubt(t, slug, "nothing here finds %s yet, so that this does nothing",
                       tree_text(t, slug));
        for (uint32_t k = c ? list_first(t, list_next(t, slug)) : NODE_NONE; k;
             k = list_next(t, list_next(t, k)))
            doubt_threshold(t, c, k);
    }
}

/* --- All of them ------------------------------------------------------------------------------ */

void network_doubt_rules(const struct network *n)
{
    const struct tree *t = &n->tree;
    uint32_t map = list_first(t, network_child(t, 1, "permit"));
    for (size_t i = 0; i < n->permit_count && map; i++, map = list_next(t, map))
        doubt_permit(n, &n->permits[i], map);
    map = list_first(t, network_child(t, 1, "maintenance"));
    for (size_t i = 0; i < n->maintenance_count && map; i++, map = list_next(t, map))
        doubt_maintenance(n, &n->maintenance[i], map);
    for (size_t i = 0; i < n->partner_count; i++)
        doubt_may(n, n->partners[i].said.node);
    doubt_thresholds(t, network_child(t, 1, "thresholds"));
}
