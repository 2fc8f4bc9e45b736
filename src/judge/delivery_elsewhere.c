/* What is intercepted, or copied, goes to where no interception function is declared. */
#include "judge/conversation.h"
#include "judge/interception.h"
#include "judge/told.h"

enum { SURE_SEEN = 90, SURE_ORDERED = 80, SURE_UNSAID = 60 };

/* --- Product on its way ----------------------------------------------------------------------- */

static void title_of_flow(struct judge *j, struct finding *f, const struct li_delivery *d)
{
    TEXT_ON(from, 48);
    TEXT_ON(to, 48);
    text_short(&from, j, &(struct party){.address = d->sender});
    text_short(&to, j, &(struct party){.address = d->receiver});
    TEXT_ON(whole, 200);
    TEXT_ON(shorter, 100);
    text_format(&whole, "%s delivers intercepted traffic (%s) to %s", from.at, d->protocol, to.at);
    text_format(&shorter, "Intercepted traffic (%s) goes to %s", d->protocol, to.at);
    li_title(j, f, &whole, &shorter);
}

static void why_of_flow(struct judge *j, struct finding *f, const struct li_delivery *d,
                        enum li_place place)
{
    TEXT_ON(from, 300);
    TEXT_ON(to, 300);
    text_party(&from, j, &(struct party){.address = d->sender});
    text_party(&to, j, &(struct party){.address = d->receiver});
    finding_why(j, f, "%s sends %s, told by its headers, to %s.", from.at,
                d->protocol[0] == 'x' ? "what X2 and X3 deliver" : "what is handed over (HI2, HI3)",
                to.at);
    if (place == LI_UNSAID)
        finding_why(j, f,
                    "No declaration says where intercepted traffic may go, so that this may be as "
                    "it should. It can be read here, though, and such deliveries are to be "
                    "encrypted (ETSI TS 103 221-2 6).");
    else
        finding_why(j, f, "The declaration gives %s to no interception function%s.", to.at,
                    place == LI_ELEMENT ? "" : ", and to nobody else");
}

static void on_flow(void *state, struct judge *j, const struct flow *flow,
                    const struct conversation *c)
{
    struct li_delivery d;
    bool is_new;
    (void)state;
    if (!li_delivery_of(flow, &d))
        return;
    enum li_place place = li_place_of(j, &d.receiver);
    if (place == LI_FUNCTION)
        return;
    struct party actor = {.address = d.receiver};
    struct party custodian = {.address = d.sender};
    /* HI2 and HI3 are two halves of one delivery. */
    struct finding *f = finding_of(j, &check_delivery_elsewhere, &actor, &custodian,
                                   d.protocol[0] == 'x' ? "x2x3" : "hi", flow->first, &is_new);
    if (!f)
        return;
    uint64_t frames = (uint64_t)flow->frames[0] + flow->frames[1];
    f->last = flow->last > f->last ? flow->last : f->last;
    finding_proof(j, f, flow->where, "the first of %llu frames of %s, %llu bytes sent",
                  (unsigned long long)frames, d.protocol, (unsigned long long)d.bytes);
    if (!is_new)
        return;
    TEXT_ON(to, 64);
    TEXT_ON(from, 64);
    text_addr(&to, &d.receiver);
    text_addr(&from, &d.sender);
    const char *ip = d.sender.family == 4 ? "ip" : "ipv6";
    f->to = finding_text(j, to.at);
    finding_filter(j, f, "%s.addr == %s && %s.addr == %s && tcp.port == %u", ip, from.at, ip, to.at,
                   flow->key.b_port);
    title_of_flow(j, f, &d);
    why_of_flow(j, f, &d, place);
    if (place == LI_UNSAID) {
        finding_weigh(f, SEVERITY_LOW, SURE_UNSAID);
        return;
    }
    f->settles = conversation_exchange(c);
    finding_weigh(f, place == LI_ELSEWHERE ? SEVERITY_CRITICAL : SEVERITY_HIGH, SURE_SEEN);
}

/* --- Orders to deliver ------------------------------------------------------------------------ */

/* Of what is no address nothing can be said. A trace may go to any declared element: those who
 * maintain the network collect it. */
static bool is_elsewhere(struct judge *j, const struct access *a, const char *to)
{
    struct addr at;
    if (!li_address(to, &at))
        return false;
    enum li_place place = li_place_of(j, &at);
    bool trace = (a->categories & CATEGORY_INTERCEPT) && !li_order(a->op);
    return place == LI_ELSEWHERE || (place == LI_ELEMENT && !trace);
}

static void tell_order(struct judge *j, struct finding *f, const struct access *a, const char *to)
{
    struct party by = li_end(a, &a->actor);
    struct party at = li_end(a, &a->custodian);
    TEXT_ON(actor, 60);
    TEXT_ON(custodian, 60);
    TEXT_ON(whole, 300);
    TEXT_ON(shorter, 100);
    text_short(&actor, j, &by);
    text_short(&custodian, j, &at);
    text_format(&whole, "%s has %s deliver to %s", actor.at, custodian.at, to);
    text_format(&shorter, "Product is ordered to go to %s", to);
    li_title(j, f, &whole, &shorter);
    f->to = finding_text(j, to);
    f->settles = exchange_of(a);
    finding_why(j, f,
                "By %s what is intercepted or copied is to go to %s, which is of no declared "
                "interception function.",
                a->op->name, to);
}

static void on_access(void *state, struct judge *j, const struct access *a)
{
    const char *to = names_text(registry_names(judge_registry(j)), a->to);
    bool is_new;
    (void)state;
    if (a->how != HOW_COPY || !is_elsewhere(j, a, to))
        return;
    struct party by = li_end(a, &a->actor);
    struct party at = li_end(a, &a->custodian);
    struct finding *f = finding_of(j, &check_delivery_elsewhere, &by, &at, to, a->time, &is_new);
    if (!f)
        return;
    if (is_new)
        tell_order(j, f, a, to);
    told_weight(f, a, SEVERITY_HIGH, SEVERITY_MEDIUM, SURE_ORDERED);
    li_told(j, f, a);
}

/* --- Explained -------------------------------------------------------------------------------- */

static const char *const INNOCENT[] = {
    "the mediation function or the agency has a further address that was not entered yet",
    "it is a test of interception with test subscribers",
    "a trace goes to a collector that no declaration names", NULL};
static const char *const REFERENCES[] = {
    "ETSI TS 103 221-2 5, 6: X2 and X3, and their encryption",
    "ETSI TS 102 232-1 5, 7: handover to the agency, HI2 and HI3",
    "TS 33.127 5.4: from where to where intercepted traffic goes",
    "TS 32.422 4.1: where a trace is collected", NULL};
static const char *const TECHNIQUES[] = {"T1020.001", "T1048", "FGT1020.001", NULL};

const struct check check_delivery_elsewhere = {
    .slug = "delivery-elsewhere",
    .title = "Intercepted or copied traffic goes to where nobody declared it",
    .meaning =
        "Interception ends in two places: the operator's mediation function, which gets it from "
        "the network (X2 for events, X3 for content), and the agency's monitoring facility, which "
        "gets it from there (HI2, HI3). Whoever taps a network with its own means changes only "
        "where the product goes. None of these interfaces has a port of its own; they are known "
        "here by their headers, and what they carry is not read.\n"
        "\n"
        "The receiver of such a conversation has to be an interception function of the declaration "
        "or one of deliver_to; so has the address that an order names: a destination over X1, "
        "duplication by PFCP, the collector of a trace (which may also be another declared "
        "element). Who sends more of a conversation is taken for the one who delivers.\n"
        "\n"
        "Without a declaration that says something of interception, deliveries that can be read "
        "are told and weigh little. Encrypted ones, as they should be, are not seen by this check; "
        "undeclared-element names their ends.",
    .innocent_if = INNOCENT,
    .next = "Tell the interception unit, and nobody else. Find out whose address it is and stop "
            "what goes there. Look in the function that delivers for the task and the destination "
            "that belong to it, and for who entered them; keep this capture.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "interception: functions (role MDF, addresses) or interception: deliver_to",
    .severities =
        "critical: delivered to an address that is nobody's in the declaration. high: "
        "delivered to an element that is no interception function, or ordered and "
        "accepted. medium: ordered, and refused or not answered. low: no declaration says "
        "where it may go.",
    .rank = 5,
    .access = on_access,
    .flow = on_flow,
};
