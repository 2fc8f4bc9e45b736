/* Data of subscribers is reached by, or goes to, somebody whom the declaration does not know. */
#include "judge/told.h"
#include "judge/undeclared.h"

enum { SURE = 80 };

/* What somebody can do with it decides how much it weighs. */
static enum severity weight_of(uint16_t categories)
{
    const uint16_t grave =
        CATEGORY_CREDENTIAL | CATEGORY_LOCATION | CATEGORY_CONTENT | CATEGORY_INTERCEPT;
    if (categories & grave)
        return SEVERITY_HIGH;
    return categories == CATEGORY_TOPOLOGY ? SEVERITY_LOW : SEVERITY_MEDIUM;
}

/* A stranger who sends is the actor, also where the operation gives its data to who receives
 * (insertSubscriberData): he acted, and the element that let him do so did not. */
static void tell(struct judge *j, const struct access *a, const struct side *stranger, bool sends)
{
    const struct party *by = sends ? access_sender(a) : &a->actor;
    const struct party *at = sends ? access_receiver(a) : &a->custodian;
    bool is_new;
    struct finding *f =
        finding_of(j, &check_undeclared_access, by, at, a->op->name, a->time, &is_new);
    enum severity severity = weight_of(a->categories);
    if (!f)
        return;
    told_weight(f, a, severity, severity == SEVERITY_HIGH ? SEVERITY_MEDIUM : SEVERITY_LOW, SURE);
    if (is_new) {
        TEXT_ON(actor, 100);
        TEXT_ON(custodian, 100);
        TEXT_ON(data, 120);
        TEXT_ON(who, 300);
        text_short(&actor, j, by);
        text_short(&custodian, j, at);
        text_data(&data, a->categories);
        text_party(&who, j, &stranger->party);
        f->settles = exchange_of(a);
        finding_title(j, f, "%s reaches %s at %s, undeclared", actor.at, data.at, custodian.at);
        finding_why(j, f,
                    "%s is no element, partner or vendor of the declaration, and no permit "
                    "covers %s.",
                    who.at, a->op->name);
    }
    told_access(j, f, a);
}

static void on_access(void *state, struct judge *j, const struct access *a)
{
    struct side sender;
    struct side receiver;
    (void)state;
    if (!judge_network(j))
        return;
    side_of(j, access_sender(a), access_sender_realm(a), &sender);
    side_of(j, access_receiver(a), access_receiver_realm(a), &receiver);
    if (undeclared_side(j, &sender))
        tell(j, a, &sender, true);
    else if (undeclared_side(j, &receiver))
        tell(j, a, &receiver, false);
}

static const char *const INNOCENT[] = {
    "the element is new, or has a further address or name, and was not entered yet",
    "the other network is a partner whom nobody entered", NULL};
static const char *const REFERENCES[] = {
    "TS 23.002, TS 23.501 6.2: which functions hold and ask for subscriber data",
    "TS 33.117 4.2.3.4: authorisation of those who ask", NULL};
static const char *const TECHNIQUES[] = {"T1213", NULL};

const struct check check_undeclared_access = {
    .slug = "undeclared-access",
    .title = "Subscriber data is reached by somebody whom the declaration does not know",
    .meaning =
        "An access has two sides: who asks and who holds the data. One of them is neither an "
        "element of the declaration, nor a partner, nor permitted to do this, so nothing says that "
        "it was supposed to happen.\n"
        "\n"
        "Accesses are held against the declaration by the originator that the message names, not "
        "by the relay that passed it on. Those of one actor, custodian and operation are one "
        "finding.",
    .innocent_if = INNOCENT,
    .next = "Find the owner of the address or name that the finding calls undeclared. Enter it if "
            "it belongs there; if not, treat each subscriber named here as reached, and look for "
            "the same actor in earlier captures.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "elements:, partners:, or permit: (from, to, protocol, operations)",
    .severities = "high: credentials, location, content or interception handed over. medium: other "
                  "data handed over, or those attempted. low: topology, or other data attempted.",
    .rank = 1,
    .access = on_access,
};
