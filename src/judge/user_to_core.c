/* A customer's address reaches inside the core. */
#include "judge/conversation.h"
#include "judge/undeclared.h"

enum {
    SURE = 85,
    SURE_BY_ROLE = 60,
    BY_ROLE = 70,  /* so sure a role has to be that signs speak for */
    GUARDED = 256, /* elements that are guarded as they are seen */
    WHYS = 6,
};

/* Customers have business with these: names, calls, keys for services, location by themselves. */
static const enum role SERVES_USERS[] = {
    ROLE_DNS, ROLE_NTP,  ROLE_AS,  ROLE_CSCF, ROLE_P_CSCF, ROLE_I_CSCF, ROLE_S_CSCF, ROLE_MGCF,
    ROLE_MGW, ROLE_EPDG, ROLE_BSF, ROLE_NEF,  ROLE_GMLC,   ROLE_LMF,    ROLE_USER};
/* They are the customers' routers, and answer a ping. */
static const enum role GATEWAYS[] = {ROLE_GGSN, ROLE_PGW, ROLE_PGW_U, ROLE_UPF, ROLE_FIREWALL};

/* Radio nodes are no core, unless the declaration says what they are. */
static const enum role RADIO[] = {ROLE_ENB, ROLE_GNB, ROLE_RNC, ROLE_BSC};

enum { WENT_UP = 1, CAME_DOWN = 2, CORE_BEGAN = 4 };

/* A customer's address and an element, inside tunnels. */
struct pair {
    struct table_head head;
    struct addr user, core; /* key */
    uint8_t seen;
};

struct state {
    struct table pairs;
    uint32_t count;
    struct addr guarded[GUARDED];
};

enum core { CORE_NOT, CORE_GATEWAY, CORE_INSIDE };

static bool plays_one(const struct side *s, const enum role *roles, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (side_plays(s, roles[i]))
            return true;
    return false;
}

static bool is_user(struct judge *j, const struct addr *a)
{
    return network_user_pool(judge_network(j), a) || registry_is_subscriber(judge_registry(j), a);
}

static enum core core_of(struct judge *j, const struct addr *a)
{
    struct side s;
    if (is_user(j, a) || address_is_nobodys(a))
        return CORE_NOT;
    side_of(j, &(struct party){.address = *a}, 0, &s);
    /* A declared element without a role may be anything, a page for customers too. */
    if (s.confidence < BY_ROLE ||
        plays_one(&s, SERVES_USERS, sizeof SERVES_USERS / sizeof *SERVES_USERS))
        return CORE_NOT;
    /* Who is only known by what it does has to do what is done in the core alone. */
    bool by_signs = !s.declared && !s.relay;
    if (by_signs &&
        (side_plays(&s, ROLE_AAA) || plays_one(&s, RADIO, sizeof RADIO / sizeof *RADIO)))
        return CORE_NOT;
    return plays_one(&s, GATEWAYS, sizeof GATEWAYS / sizeof *GATEWAYS) ? CORE_GATEWAY : CORE_INSIDE;
}

/* --- What is guarded -------------------------------------------------------------------------- */

static bool on_open(void *state, struct judge *j)
{
    struct state *s = state;
    struct prefix prefix;
    const struct declared *element;
    for (size_t i = 0; network_prefix(judge_network(j), i, &prefix, &element); i++)
        judge_guard(j, &prefix.address, prefix.bits);
    return table_init(&s->pairs, sizeof(struct pair), 2 * sizeof(struct addr),
                      judge_share(j, &check_user_to_core), judge_seed(j));
}

static void on_close(void *state)
{
    struct state *s = state;
    table_free(&s->pairs);
}

static void guard(struct state *s, struct judge *j, const struct addr *a)
{
    if (a->family != 4 && a->family != 6)
        return;
    for (uint32_t i = 0; i < s->count; i++)
        if (addr_equal(&s->guarded[i], a))
            return;
    if (s->count == GUARDED)
        return;
    s->guarded[s->count++] = *a;
    judge_guard(j, a, a->family == 4 ? 32 : 128);
}

/* Without a declaration the core is who takes part in accesses. */
static void on_access(void *state, struct judge *j, const struct access *a)
{
    if (judge_network(j))
        return;
    guard(state, j, &a->actor.address);
    guard(state, j, &a->custodian.address);
}

/* --- What is told ----------------------------------------------------------------------------- */

struct reach {
    struct addr user, core;
    uint64_t time;
    struct place where;
    uint32_t person;
    enum core kind;
    bool from_core; /* this packet is the element's */
    bool answered;  /* both ways were seen */
    bool tunnelled;
};

static enum severity weight_of(struct judge *j, const struct reach *r)
{
    if (r->kind == CORE_GATEWAY)
        return SEVERITY_LOW;
    if (!judge_network(j))
        return r->answered && r->tunnelled ? SEVERITY_MEDIUM : SEVERITY_LOW;
    return r->answered ? SEVERITY_HIGH : SEVERITY_MEDIUM;
}

static const char *means_of(const struct reach *r)
{
    return r->tunnelled ? "inside its tunnel" : "outside of tunnels";
}

static void tell(struct judge *j, struct finding *f, const struct reach *r, const char *what)
{
    TEXT_ON(user, 64);
    TEXT_ON(core, 120);
    if (r->person)
        text_person(&user, r->person);
    else
        text_put(&user, "a customer's address");
    text_whole(&core, j, &r->core);
    finding_proof(j, f, r->where, "%s sends to %s, %s", r->from_core ? core.at : user.at,
                  r->from_core ? user.at : core.at, what);
    if (f->why_count >= WHYS)
        return;
    if (!r->answered || !r->tunnelled)
        finding_why(j, f, "%s %s.", core.at,
                    r->kind == CORE_GATEWAY
                        ? "is a gateway of customers, and an element all the same"
                        : "is an element of the network that serves no customers");
    finding_why(j, f, "Packets go from %s to %s %s%s.", r->from_core ? core.at : user.at,
                r->from_core ? user.at : core.at, means_of(r),
                r->answered ? "; both ways were seen" : "");
}

/* One customer's address that tries many elements is one finding. */
static void found(struct judge *j, const struct reach *r, const char *what)
{
    bool is_new;
    const struct party user = {.address = r->user};
    const struct party core = {.address = r->core};
    const char *object = r->kind == CORE_GATEWAY ? "gateway" : "";
    struct finding *f = finding_of(j, &check_user_to_core, &user, NULL, object, r->time, &is_new);
    if (!f)
        return;
    enum severity before = f->severity;
    finding_weigh(f, weight_of(j, r), judge_network(j) ? SURE : SURE_BY_ROLE);
    finding_person(j, f, r->person);
    if (is_new) {
        TEXT_ON(name, 60);
        text_called(&name, j, &r->core);
        f->custodian = core;
        finding_title(j, f, "a customer's address reaches for %s, inside the core", name.at);
        finding_filter(j, f, "frame.number == %llu", (unsigned long long)r->where.frame);
    }
    bool other = f->custodian.address.family && !addr_equal(&f->custodian.address, &r->core);
    if (other) {
        f->custodian = (struct party){0};
        finding_title(j, f, "a customer's address reaches for several elements of the core");
    }
    if (is_new || other || f->severity > before)
        tell(j, f, r, what);
}

/* What was seen between both so far; 0: nothing new, or the element began it and the customer only
 * answers. */
static uint8_t note(struct state *s, const struct addr *user, const struct addr *core, uint8_t way)
{
    const struct addr key[2] = {*user, *core};
    bool is_new;
    struct pair *p = table_take(&s->pairs, table_hash(&s->pairs, key), key, &is_new);
    bool known = (p->seen & way) != 0;
    p->seen |= (uint8_t)(way | (is_new && way == CAME_DOWN ? CORE_BEGAN : 0));
    return known || p->seen & CORE_BEGAN ? 0 : p->seen;
}

static void on_inside(void *state, struct judge *j, const struct packet *p, uint32_t teid,
                      const struct inner_ip *inner)
{
    enum core to = core_of(j, &inner->dst);
    enum core from = to ? CORE_NOT : core_of(j, &inner->src);
    const struct addr *user = to ? &inner->src : &inner->dst;
    const struct addr *core = to ? &inner->dst : &inner->src;
    if ((!to && !from) || address_is_nobodys(user))
        return;
    uint8_t seen = note(state, user, core, to ? WENT_UP : CAME_DOWN);
    if (seen == 0)
        return;
    TEXT_ON(what, 40);
    text_format(&what, "IP protocol %u", inner->protocol);
    found(j,
          &(struct reach){.user = *user,
                          .core = *core,
                          .time = p->frame->time,
                          .where = {.frame = p->frame->number, .file = p->frame->file},
                          .person = registry_tunnel(judge_registry(j), &p->dst, teid),
                          .kind = to ? to : from,
                          .from_core = !to,
                          .answered = seen == (WENT_UP | CAME_DOWN),
                          .tunnelled = true},
          what.at);
}

static void on_end(void *state, struct judge *j)
{
    const struct state *s = state;
    judge_gave_way(j, &check_user_to_core, s->pairs.evicted,
                   "that both ways were seen may have been missed");
}

static void on_flow(void *state, struct judge *j, const struct flow *f,
                    const struct conversation *c)
{
    (void)state;
    (void)f;
    if (!is_user(j, &c->asks) || network_element(judge_network(j), &c->asks))
        return;
    enum core kind = core_of(j, &c->serves);
    if (kind == CORE_NOT || conversation_permitted(j, c))
        return;
    TEXT_ON(what, 40);
    text_conversation(&what, c);
    found(j,
          &(struct reach){.user = c->asks,
                          .core = c->serves,
                          .time = c->first,
                          .where = c->where,
                          .kind = kind,
                          .answered = c->reached && c->back > 0},
          what.at);
}

static const char *const INNOCENT[] = {
    "the element also serves customers (names, calls, pages), and its role does not say so",
    "the operator's own test phone reaches its laboratory",
    "a firewall answers in the element's name", NULL};
static const char *const REFERENCES[] = {
    "GSMA FS.20, FS.37: customers' addresses and the addresses of the core are kept apart",
    "TS 33.117 4.2.6.2.1: packets are filtered by where they may come from",
    "TS 29.281 5.1: what a G-PDU carries", NULL};
static const char *const TECHNIQUES[] = {"T1599", "FGT1599.505", NULL};

const struct check check_user_to_core = {
    .slug = "user-to-core",
    .title = "A customer's address reaches an element inside the core",
    .meaning =
        "Phones reach the internet, names, calls and the operator's pages; they have no way to a "
        "register or a signalling element. A packet inside a customer's tunnel (of which only the "
        "IP header is read), or a conversation outside of tunnels by an address of customers, "
        "goes to such an element. Where the first packet seen is the element's own, the customer "
        "only answers, and nothing is said.\n"
        "\n"
        "Customers' addresses are those of the declared pools and those that signalling gave out. "
        "Elements whose roles serve customers (dns, P-CSCF, AS, BSF, ePDG and such) do not count, "
        "and the customers' own gateway, which answers a ping, is low. Without a declaration the "
        "elements are those that take part in accesses, once they were seen to.",
    .innocent_if = INNOCENT,
    .next = "Try the same from a phone. If it works, filter on the gateway (SGi, N6) what goes to "
            "the core's addresses; then look what the customer reached before.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "elements: (a role that serves customers), or permit: (from, to, protocol)",
    .severities = "low: the gateway; without a declaration, unanswered or outside of tunnels. "
                  "medium: an element that does not answer; without a declaration, one that does. "
                  "high: a declared element answers.",
    .rank = 6,
    .state_size = sizeof(struct state),
    .share = 2,
    .open = on_open,
    .access = on_access,
    .inside = on_inside,
    .flow = on_flow,
    .end = on_end,
    .close = on_close,
};
