/* Somebody is on the wire of whom the declaration knows nothing. */
#include "judge/undeclared.h"

#include <string.h>

enum { SURE_SEEN = 50, SURE_SPEAKS = 70 };

static bool is_peer_declared(const struct network *n, const struct element *e)
{
    return e->peers && network_element(n, &e->peer);
}

/* Acts in a role of the core: it sent or answered what such a role sends or answers. */
static const struct role_sign *acts(const struct element *e)
{
    for (unsigned i = 0; i < ELEMENT_ROLES; i++)
        if (e->signs[i].count && e->signs[i].acted)
            return &e->signs[i];
    return NULL;
}

static void tell(struct judge *j, const struct element *e)
{
    bool is_new;
    const struct role_sign *sign = acts(e);
    const struct party who = {.address = e->address, .name = e->names[0]};
    struct finding *f = finding_of(j, &check_undeclared_element, &who, NULL, "", e->first, &is_new);
    if (!f)
        return;
    TEXT_ON(name, 200);
    text_party(&name, j, &who);
    f->last = e->last;
    f->count = e->messages ? e->messages : 1;
    finding_weigh(f, sign ? SEVERITY_MEDIUM : SEVERITY_LOW, sign ? SURE_SPEAKS : SURE_SEEN);
    finding_title(j, f, "%s is in the network and in no declaration", name.at);
    finding_proof(j, f, e->where, "the first frame in which %s is seen", name.at);
    finding_why(j, f,
                "The declaration has no element, partner, user pool or vendor of this "
                "address.");
    if (sign)
        finding_why(j, f, "It %s %s (%s %s): it plays a part in the core.",
                    sign->sends ? "sends" : "answers", sign->op->name, sign->op->document,
                    sign->op->clause);
}

static void on_end(void *state, struct judge *j)
{
    size_t count;
    const struct network *n = judge_network(j);
    (void)state;
    if (!n)
        return;
    const struct element *const *all = registry_elements(judge_registry(j), &count);
    for (size_t i = 0; i < count; i++) {
        const struct element *e = all[i];
        bool of_interest = e->messages > 0 || is_peer_declared(n, e);
        if (of_interest && undeclared_address(j, &e->address) &&
            !registry_is_subscriber(judge_registry(j), &e->address))
            tell(j, e);
    }
}

static const char *const INNOCENT[] = {
    "it is a new or replaced element, or a further address of a declared one, that nobody entered "
    "yet",
    "it is a host of the office or of a tool in the lab that crossed the tap", NULL};
static const char *const REFERENCES[] = {
    "TS 33.117 4.2.3: only known and needed peers and services",
    "Athens 2005: software that nobody had entered ran in declared exchanges for ten months "
    "(IEEE Spectrum, The Athens Affair)",
    NULL};
static const char *const TECHNIQUES[] = {"T1200", NULL};

const struct check check_undeclared_element = {
    .slug = "undeclared-element",
    .title = "Somebody is on the wire of whom the declaration knows nothing",
    .meaning =
        "The declaration names the operator's elements, its partners, where customers' addresses "
        "come from and whence vendors come. This address is none of them, and it either speaks a "
        "protocol of the core or talks with a declared element.\n"
        "\n"
        "Being unknown proves no wrong: declarations lag behind networks. It is the question from "
        "which an inquiry starts, so it is told once for each address, and what the stranger "
        "reached is told by undeclared-access.",
    .innocent_if = INNOCENT,
    .next = "Ask who owns the address (inventory, ARP and switch tables, the change record of that "
            "day). If it belongs there, enter it in the declaration; if nobody knows it, find out "
            "what it reached: the accesses and conversations of this address.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "elements: (addresses, hosts, global_titles), partners: or home: user_pools",
    .severities = "low: it is seen to talk with a declared element. medium: it plays a part in the "
                  "core (sends or answers operations of a 3GPP role). What it reached raises this: "
                  "undeclared-access.",
    .rank = 0,
    .end = on_end,
};
