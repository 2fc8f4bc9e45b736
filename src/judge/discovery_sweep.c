/* Somebody asks the NRF for far more of the core than its role needs. */
#include "judge/discovery_sweep.h"

#include "base/hash.h"
#include "judge/told.h"

#include <string.h>

enum { SHARES = 8 };

static const struct spec_op *request_named(const char *name)
{
    return spec_op_named(PROTO_HTTP2, name, PART_REQUEST);
}

/* Which role asks which: all rows of the service-based interface. */
static void learn_uses(struct discovery_sweep *s)
{
    const struct spec_op *op;
    for (uint32_t i = 0; (op = spec_op_at(i)); i++) {
        if (op->proto != PROTO_HTTP2 || op->part != PART_REQUEST)
            continue;
        for (unsigned f = 0; f < SPEC_ROLES && op->from[f]; f++)
            for (unsigned t = 0; t < SPEC_ROLES && op->to[t]; t++)
                role_set_add(&s->uses[op->from[f] % ROLES], (enum role)op->to[t]);
    }
}

static bool open_state(void *state, struct judge *j)
{
    struct discovery_sweep *s = state;
    const struct check *c = &check_discovery_sweep;
    size_t share = judge_share(j, c) / SHARES;
    struct sweeper *w = NULL;
    learn_uses(s);
    s->discover = request_named("Nnrf_NFDiscovery_Request");
    s->profile = request_named("Nnrf_NFManagement_NFProfileRetrieval");
    s->list = request_named("Nnrf_NFManagement_NFListRetrieval");
    s->types = judge_threshold(j, c, "types");
    s->unknown_types = judge_threshold(j, c, "unknown_types");
    s->services = judge_threshold(j, c, "services");
    s->strange = judge_threshold(j, c, "strange");
    s->claims = judge_threshold(j, c, "claims");
    return accusations_open(&s->accusations, j, &check_discovery_sweep, share) &&
           speakers_open(&s->speakers, j, 4 * share) &&
           table_init(&s->sweepers, sizeof *w, sizeof w->key, 3 * share, judge_seed(j));
}

static void close_state(void *state)
{
    struct discovery_sweep *s = state;
    accusations_close(&s->accusations);
    speakers_close(&s->speakers);
    table_free(&s->sweepers);
}

static struct sweeper *sweeper_of(struct discovery_sweep *s, const struct party *p)
{
    struct sweeper key = {.key = {.from = p->address, .name = p->name}};
    return table_find(&s->sweepers, table_hash(&s->sweepers, &key.key), &key.key);
}

/* --- What it asks for ------------------------------------------------------------------------- */

static void once(uint32_t sorts[SWEEP_SORTS], const char *text, size_t len)
{
    uint32_t hash = (uint32_t)hash_bytes(3, text, len) | 1;
    for (unsigned i = 0; i < SWEEP_SORTS; i++) {
        if (sorts[i] == hash)
            return;
        if (sorts[i] == 0) {
            sorts[i] = hash;
            return;
        }
    }
}

/* Words with commas or blanks between them: each once. */
static void each(uint32_t sorts[SWEEP_SORTS], const char *words)
{
    for (const char *at = words; *at;) {
        size_t len = strcspn(at, ", +");
        if (len)
            once(sorts, at, len);
        at += len + (at[len] != 0);
    }
}

/* As declared, else by its own word. */
static struct role_set roles_of(struct judge *j, const struct sweeper *w)
{
    const struct declared *d = network_element(judge_network(j), &w->key.from);
    struct role_set ret = {{0}};
    if (!d || !d->roles[0])
        return w->says;
    for (unsigned r = 1; r < ROLES; r++)
        if (declared_plays(d, (enum role)r))
            role_set_add(&ret, (enum role)r);
    return ret;
}

/* Whose work is to ask for all. */
static bool asks_for_all(const struct role_set *roles)
{
    static const uint8_t ALL[] = {ROLE_SCP, ROLE_SEPP,  ROLE_NRF,       ROLE_NWDAF,
                                  ROLE_OSS, ROLE_PROBE, ROLE_COLLECTOR, ROLE_NEF};
    for (unsigned i = 0; i < sizeof ALL; i++)
        if (role_set_has(roles, (enum role)ALL[i]))
            return true;
    return false;
}

/* Every function may look for these: the core's own furniture, and more of its own kind. */
static bool is_strange(const struct discovery_sweep *s, const struct role_set *roles,
                       enum role wanted)
{
    static const uint8_t FURNITURE[] = {ROLE_NRF,  ROLE_SCP,   ROLE_SEPP,
                                        ROLE_UDSF, ROLE_NWDAF, ROLE_CHF};
    /* The repository serves these and nobody else (TS 23.501 6.2.11); that others keep data of
     * their own there (Nudr_DM) is no reason to look for it at the NRF. */
    if (wanted == ROLE_UDR)
        return !role_set_has(roles, ROLE_UDM) && !role_set_has(roles, ROLE_PCF) &&
               !role_set_has(roles, ROLE_UDR) && !role_set_has(roles, ROLE_HSS);
    if (wanted == ROLE_NONE || memchr(FURNITURE, wanted, sizeof FURNITURE) ||
        role_set_has(roles, wanted))
        return false;
    for (unsigned r = 1; r < ROLES; r++)
        if (role_set_has(roles, (enum role)r) && role_set_has(&s->uses[r], wanted))
            return false;
    return true;
}

static void note(struct discovery_sweep *s, struct judge *j, const struct message *m,
                 const struct says *says, struct sweeper *w)
{
    TEXT_ON(wanted, 32);
    TEXT_ON(service, 256);
    TEXT_ON(type, 16);
    if (says->type)
        text_field(&type, says->type);
    enum role claimed = spec_role_of(type.at);
    if (strcmp(type.at, "DCCF") == 0 || strcmp(type.at, "MFAF") == 0) /* collect for the NWDAF */
        claimed = ROLE_NWDAF;
    if (claimed != ROLE_NONE)
        role_set_add(&w->says, claimed);
    if (says->wanted)
        text_field(&wanted, says->wanted);
    if (wanted.len)
        once(w->types, wanted.at, wanted.len);
    if (says->service)
        text_field(&service, says->service);
    each(w->services, service.at);
    if (m->op == s->profile && says->resource) {
        TEXT_ON(path, 256);
        text_field(&path, says->resource);
        once(w->services, path.at, path.len);
    }
    struct role_set roles = roles_of(j, w);
    if (asks_for_all(&roles))
        return;
    enum role role = spec_role_of(wanted.at);
    role_set_add(&w->wants, role);
    /* What it says it is may be said late: all that it wants is held against that. */
    w->strange = (struct role_set){{0}};
    for (unsigned r = 1; r < ROLES; r++)
        if (role_set_has(&w->wants, (enum role)r) && is_strange(s, &roles, (enum role)r))
            role_set_add(&w->strange, (enum role)r);
    sweep_weigh(s, j, m, w, &roles);
}

static void on_message(void *state, struct judge *j, const struct message *m)
{
    struct discovery_sweep *s = state;
    struct says says;
    struct spoken *spoken;
    bool is_new;
    const struct addr *src = &m->packet->src;
    if (m->proto != PROTO_HTTP2)
        return;
    if (m->part == PART_ANSWER) {
        speakers_answer(&s->speakers, m);
        return;
    }
    bool asks = m->op && (m->op == s->discover || m->op == s->profile || m->op == s->list);
    if (m->part != PART_REQUEST || addr_equal(src, &m->packet->dst) ||
        (!asks && m->op != s->speakers.nf_register && m->op != s->speakers.nf_update))
        return;
    says_of(m, &says);
    uint32_t name = says_name(j, says.host);
    speakers_request(&s->speakers, j, m, &says, name, &spoken);
    if (!asks || says.route || speaker_relays(&s->speakers, j, src, name))
        return;
    struct sweeper key = {.key = {.from = *src, .name = name}};
    struct sweeper *w =
        table_take(&s->sweepers, table_hash(&s->sweepers, &key.key), &key.key, &is_new);
    if (is_new) {
        w->first = m->packet->frame->time;
        w->place = message_place(m);
    }
    note(s, j, m, &says, w);
}

/* --- And then a read -------------------------------------------------------------------------- */

/* What its role does every day is no fruit of the sweep, once it is known to the NRF. */
static bool is_fruit(struct discovery_sweep *s, struct judge *j, const struct sweeper *w,
                     const struct access *a)
{
    struct role_set roles = roles_of(j, w);
    bool may = false;
    if (a->categories == CATEGORY_TOPOLOGY)
        return false;
    for (unsigned i = 0; i < SPEC_ROLES && a->op->to[i]; i++)
        if (role_set_has(&w->strange, (enum role)a->op->to[i]))
            return true;
    for (unsigned i = 0; i < SPEC_ROLES && a->op->from[i]; i++)
        may |= role_set_has(&roles, (enum role)a->op->from[i]);
    return !may || !speaker_own(&s->speakers, &w->key.from);
}

static void on_access(void *state, struct judge *j, const struct access *a)
{
    struct discovery_sweep *s = state;
    struct sweeper *w =
        s->sweepers.used && a->op->proto == PROTO_HTTP2 ? sweeper_of(s, access_sender(a)) : NULL;
    if (!w || !is_fruit(s, j, w, a))
        return;
    struct accused *accused = w->told ? accused_of(&s->accusations, j, access_sender(a)) : NULL;
    if (accused) {
        accused_gets(j, accused, a);
    } else if (!w->held || access_succeeded(a)) {
        w->access = *a;
        w->held = true;
    }
}

/* How much it was in the end. */
static void on_end(void *state, struct judge *j)
{
    struct discovery_sweep *s = state;
    uint32_t at = 0;
    for (const struct sweeper *w; (w = table_next(&s->sweepers, &at));) {
        const struct party party = {w->key.from, w->key.name, 0};
        const struct accused *a = w->told ? accused_of(&s->accusations, j, &party) : NULL;
        if (a)
            sweep_title(j, a->said, w);
    }
    accusations_end(&s->accusations, j);
    speakers_end(&s->speakers, j, &check_discovery_sweep);
    judge_gave_way(j, &check_discovery_sweep, s->sweepers.evicted,
                   "what one asker looked for before is forgotten");
}

/* --- Explained -------------------------------------------------------------------------------- */

static const struct threshold_row THRESHOLDS[] = {
    {"types", "12",
     "types of function that one asker looks for: the procedures of an AMF know fourteen, and real "
     "ones look for six to ten"},
    {"unknown_types", "6",
     "the same of an asker of which nothing says what it is: functions that are no role here need "
     "four at most"},
    {"services", "20",
     "services and single profiles that one asker looks for: an AMF needs a dozen"},
    {"strange", "3",
     "types for which the asker's role has no use: one or two where functions are built as one"},
    {"claims", "3", "types that one instance says it is: combined functions register as two"},
    {0}};
static const char *const INNOCENT[] = {
    "a tool of operation and maintenance, or an analytics function, that was not declared as one",
    "several functions that a vendor built as one, under one instance", "a test of the NRF", NULL};
static const char *const REFERENCES[] = {
    "TS 23.502 4.17.4: which functions look for which", "TS 29.510 5.3.2.2: NF discovery",
    "TS 33.501 13.3.1, 14.3.2: the NRF decides who may discover what",
    "TS 23.501 6.2, 6.3: functions and how they are selected", NULL};
static const char *const TECHNIQUES[] = {"T1046", "FGT5006", "FGT1046", NULL};

const struct check check_discovery_sweep = {
    .slug = "discovery-sweep",
    .title = "Somebody asks the NRF for far more of the core than its role needs",
    .meaning = sweep_meaning,
    .innocent_if = INNOCENT,
    .next = "Ask the owner of the address what it was doing. Look at what it read afterwards, and "
            "from whom. Have the NRF answer only for types that the asker's role needs "
            "(allowedNfTypes in the profiles, TS 29.510 6.1.6.2.2).",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "elements: the role of the asker; thresholds: discovery-sweep (types, "
                  "unknown_types, services, strange, claims)",
    .severities = "high: and then it reached subscribers' data. medium: it looked around, or was "
                  "refused what it then asked.",
    .thresholds = THRESHOLDS,
    .rank = 5,
    .share = 4,
    .state_size = sizeof(struct discovery_sweep),
    .open = open_state,
    .message = on_message,
    .access = on_access,
    .end = on_end,
    .close = close_state,
};
