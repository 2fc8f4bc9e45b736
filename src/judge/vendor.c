#include "judge/vendor.h"

#include <stdlib.h>

enum {
    ACTIVE = 64,   /* sessions at one time that something may go on from */
    HABITS = 4096, /* conversations in which habits are looked for */
};

/* What machines do by themselves, whoever is logged in. */
static const char *const WORDS_HOUSEKEEPING[] = {"dns",  "ntp",     "ptp",  "syslog", "dhcp",
                                                 "icmp", "tacplus", "igmp", "radius", "kerberos",
                                                 "bfd",  "netbios", NULL};
/* What a person does on a machine. */
static const char *const WORDS_SESSION[] = {"ssh",  "telnet",  "rdp", "vnc",   "ftp",
                                            "tftp", "netconf", "smb", "rsync", NULL};

/* Work that a program does: nobody is logged in whose doing it may be. */
static const char *const WORDS_POLLED[] = {"snmp", NULL};
/* In what stores are asked, beside the core's own signalling. */
static const char *const WORDS_STORE[] = {"ldap",    "mysql", "postgresql", "tds", "oracle",
                                          "mongodb", "redis", "cassandra",  NULL};

static bool is_front_end(enum role role)
{
    static const enum role FRONT_ENDS[] = {ROLE_HLR, ROLE_HSS,  ROLE_AUC, ROLE_UDM,
                                           ROLE_UDR, ROLE_PCRF, ROLE_PCF, ROLE_EIR,
                                           ROLE_AAA, ROLE_OCS,  ROLE_CHF, ROLE_PROVISIONING};
    for (size_t i = 0; i < sizeof FRONT_ENDS / sizeof *FRONT_ENDS; i++)
        if (FRONT_ENDS[i] == role)
            return true;
    return false;
}

bool vendors_open(struct vendors *v, struct judge *j, size_t budget)
{
    v->is_open = network_maintenance(judge_network(j), 0) != NULL;
    return !v->is_open || table_init(&v->table, sizeof(struct contact), sizeof(struct contact_key),
                                     budget, judge_seed(j));
}

void vendors_close(struct vendors *v)
{
    if (v->is_open)
        table_free(&v->table);
    free(v->all);
}

bool vendor_is(struct judge *j, const struct addr *a)
{
    const struct maintenance *m;
    const struct referred who = referred_address(j, a);
    for (size_t i = 0; (m = network_maintenance(judge_network(j), i)); i++)
        if (maintenance_from(m, &who) && !maintenance_enters(m, &who) &&
            !maintenance_targets(m, &who))
            return true;
    return false;
}

static void places_of(struct judge *j, const struct addr *a, bool *ret_entry, bool *ret_target)
{
    const struct maintenance *m;
    const struct referred who = referred_address(j, a);
    *ret_entry = *ret_target = false;
    for (size_t i = 0; (m = network_maintenance(judge_network(j), i)); i++) {
        *ret_entry |= maintenance_enters(m, &who);
        *ret_target |= maintenance_targets(m, &who);
    }
}

/* Whether it may be somebody who asks a store for customers' data, from a machine that is no front
 * end (TS 23.335 4.2). A directory may only check logins, and signalling is machines' talk. */
static bool asks_a_store(struct judge *j, const struct conversation *c)
{
    struct holding asker;
    struct holding store;
    if (!conversation_speaks(c, WORDS_STORE))
        return false;
    holding_of(j, &c->asks, &asker);
    holding_of(j, &c->serves, &store);
    return store.holds >= HOLDS_SUBSCRIBERS && store.role != ROLE_DIRECTORY &&
           !is_front_end(asker.role);
}

static bool kind_of(struct judge *j, const struct conversation *c, enum contact_kind *ret,
                    bool *ret_calls_vendor)
{
    bool entry;
    bool target;
    bool asks = vendor_is(j, &c->asks);
    *ret = CONTACT_VENDOR;
    *ret_calls_vendor = !asks;
    if (asks || vendor_is(j, &c->serves))
        return true;
    *ret = CONTACT_ONWARD;
    places_of(j, &c->asks, &entry, &target);
    if ((entry && !conversation_speaks(c, WORDS_HOUSEKEEPING)) ||
        (target && (conversation_speaks(c, WORDS_SESSION) || asks_a_store(j, c))))
        return true;
    *ret = CONTACT_STAFF;
    places_of(j, &c->serves, &entry, &target);
    return (entry || target) && c->reached && conversation_speaks(c, WORDS_WORK) &&
           !conversation_speaks(c, WORDS_POLLED);
}

void vendors_flow(struct vendors *v, struct judge *j, const struct flow *f,
                  const struct conversation *said)
{
    const struct contact_key key = {.flow = f->key, .first = f->first};
    enum contact_kind kind;
    bool calls_vendor;
    bool is_new;
    if (!v->is_open)
        return;
    if (!kind_of(j, said, &kind, &calls_vendor))
        return;
    bool permitted = kind != CONTACT_STAFF && conversation_permitted(j, said);
    if (permitted && !(kind == CONTACT_ONWARD && conversation_speaks(said, WORDS_SESSION)))
        return;
    struct contact *c = table_take(&v->table, table_hash(&v->table, &key), &key, &is_new);
    c->said = *said;
    c->kind = kind;
    c->permitted = permitted;
    c->calls_vendor = kind == CONTACT_VENDOR && calls_vendor;
}

/* --- Chains ----------------------------------------------------------------------------------- */

static int by_time(const void *a, const void *b)
{
    const struct contact *x = *(const struct contact *const *)a;
    const struct contact *y = *(const struct contact *const *)b;
    if (x->said.first != y->said.first)
        return x->said.first < y->said.first ? -1 : 1;
    if (x->said.where.file != y->said.where.file)
        return x->said.where.file < y->said.where.file ? -1 : 1;
    return x->said.where.frame < y->said.where.frame ? -1 : 1;
}

/* Sessions that last, the latest begun at the end. */
struct active {
    struct contact *all[ACTIVE];
    unsigned count;
};

static void pass_time(struct active *a, uint64_t now)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < a->count; i++)
        if (a->all[i]->said.last >= now)
            a->all[kept++] = a->all[i];
    a->count = kept;
}

static void begin(struct active *a, struct contact *c)
{
    bool is_session = c->kind == CONTACT_STAFF || c->root;
    if (!c->said.reached || !is_session || c->calls_vendor)
        return;
    if (a->count == ACTIVE) {
        a->count--;
        memmove(a->all, a->all + 1, a->count * sizeof *a->all);
    }
    a->all[a->count++] = c;
}

static void find_session(const struct active *a, struct contact *c)
{
    for (unsigned i = a->count; i-- > 0;) {
        struct contact *s = a->all[i];
        if (!addr_equal(&s->said.serves, &c->said.asks))
            continue;
        if (s->kind == CONTACT_STAFF) {
            c->shared = true;
        } else if (!c->root) {
            c->root = s->root;
            c->through = s;
        }
    }
}

/* What an entry point does for itself it also did before any vendor came; sessions of people are
 * never taken for that. */
static bool is_own_habit(const struct vendors *v, const struct contact *c, uint64_t vendor_came)
{
    if (conversation_speaks(&c->said, WORDS_SESSION))
        return false;
    for (size_t i = 0; i < v->count && i < HABITS && v->all[i]->said.first < vendor_came; i++) {
        const struct conversation *before = &v->all[i]->said;
        if (v->all[i]->kind == CONTACT_ONWARD && addr_equal(&before->asks, &c->said.asks) &&
            addr_equal(&before->serves, &c->said.serves) && before->port == c->said.port &&
            before->transport == c->said.transport)
            return true;
    }
    return false;
}

static bool gather(struct vendors *v)
{
    uint32_t at = 0;
    size_t most = 0;
    while (v->is_open && table_next(&v->table, &at))
        most++;
    v->all = most ? calloc(most, sizeof(struct contact *)) : NULL;
    if (!v->all)
        return false;
    at = 0;
    for (struct contact *c; (c = table_next(&v->table, &at));)
        v->all[v->count++] = c;
    qsort(v->all, v->count, sizeof(struct contact *), by_time);
    return true;
}

void vendors_chain(struct vendors *v, struct judge *j)
{
    struct active active = {0};
    uint64_t came = 0;
    (void)j;
    if (!gather(v))
        return;
    for (size_t i = 0; i < v->count; i++) {
        struct contact *c = v->all[i];
        pass_time(&active, c->said.first);
        if (c->kind == CONTACT_VENDOR)
            c->root = c;
        else if (c->kind == CONTACT_ONWARD)
            find_session(&active, c);
        if (c->kind == CONTACT_ONWARD && c->root && is_own_habit(v, c, came))
            c->root = c->through = NULL;
        if (c->kind == CONTACT_VENDOR && came == 0)
            came = c->said.first;
        begin(&active, c);
    }
}

/* --- What is allowed -------------------------------------------------------------------------- */

const struct addr *contact_vendor(const struct contact *c)
{
    return c->calls_vendor ? &c->said.serves : &c->said.asks;
}

const struct addr *contact_other(const struct contact *c)
{
    return c->calls_vendor ? &c->said.asks : &c->said.serves;
}

const struct addr *contact_reached(const struct contact *c)
{
    return c->kind == CONTACT_VENDOR ? contact_other(c) : &c->said.serves;
}

/* Where targets are not named, everything is one but what keeps subscribers' data. */
static bool is_target(struct judge *j, const struct maintenance *m, const struct addr *a)
{
    struct holding h;
    const struct referred to = referred_address(j, a);
    if (maintenance_names_targets(m))
        return maintenance_targets(m, &to);
    holding_of(j, a, &h);
    return h.declared && h.holds < HOLDS_SUBSCRIBERS;
}

static bool is_place(struct judge *j, const struct maintenance *m, const struct contact *c)
{
    const struct referred to = referred_address(j, contact_reached(c));
    if (c->kind == CONTACT_VENDOR && maintenance_names_entry(m))
        return maintenance_enters(m, &to);
    return maintenance_enters(m, &to) || is_target(j, m, contact_reached(c));
}

static unsigned weight(const struct allowance *a)
{
    return (a->place ? 4U : 0) + (a->time ? 2U : 0) + (a->protocol ? 1U : 0);
}

void contact_allowed(struct judge *j, const struct contact *c, uint64_t grace,
                     struct allowance *ret)
{
    const struct maintenance *m;
    const struct referred vendor = referred_address(j, contact_vendor(c->root));
    const struct referred entry = referred_address(j, contact_other(c->root));
    const struct exchange what = conversation_exchange(&c->said);
    uint64_t lasts = c->said.last - c->said.first;
    uint64_t until = c->said.last - (lasts < grace ? lasts : grace);
    *ret = (struct allowance){0};
    for (size_t i = 0; (m = network_maintenance(judge_network(j), i)); i++) {
        if (!maintenance_from(m, &vendor) ||
            (c->kind == CONTACT_ONWARD && maintenance_names_entry(m) &&
             !maintenance_enters(m, &entry)))
            continue;
        struct allowance by = {.by = m,
                               .place = is_place(j, m, c),
                               .time = maintenance_open(m, c->said.first, until),
                               .protocol = maintenance_protocol(m, &what)};
        by.around = c->kind == CONTACT_VENDOR && !by.place && is_target(j, m, contact_reached(c));
        if (!ret->by || weight(&by) > weight(ret))
            *ret = by;
    }
}

void text_vendor(struct text *t, struct judge *j, const struct contact *root)
{
    const struct maintenance *m;
    const struct referred who = referred_address(j, contact_vendor(root));
    text_addr(t, contact_vendor(root));
    for (size_t i = 0; (m = network_maintenance(judge_network(j), i)); i++) {
        if (!maintenance_from(m, &who) || !maintenance_vendor(m))
            continue;
        text_format(t, " of %s", maintenance_vendor(m));
        return;
    }
}
