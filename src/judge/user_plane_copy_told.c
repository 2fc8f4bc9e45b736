/* A copy of a subscriber's traffic in the words of an analyst. */
#include "judge/user_plane_copy.h"

enum { TITLE = 100 };

const char copy_meaning[] =
    "A control plane function (SMF, SGW-C, PGW-C) tells a user plane function by PFCP what to do "
    "with each packet of a session. Forwarding action rules (FAR) do that. A FAR whose Apply "
    "Action has the bit DUPL, or that has (Update) Duplicating Parameters, has every packet it "
    "matches sent a second time, to an address of its own, while the session goes on as if "
    "nothing had happened. The subscriber sees nothing and neither does billing. Whoever can send "
    "PFCP to a user plane, or has the control plane in hand, so reads everything that a customer "
    "sends and receives. That is why a copy is told as an access to content, by the one who "
    "orders it.\n\n"
    "In a 5G core (N4) nothing explains such a rule. TS 29.244 5.7.3 says that PFCP is not used "
    "for lawful interception there: the UPF is provisioned over LI_X1 and LI_T3 instead, and the "
    "tables of Create FAR and Update FAR give Duplicating Parameters to Sxa and Sxb alone. In a "
    "4G core with split gateways (Sxa, Sxb) the same rule is the standard's own means of "
    "interception (5.7.2), and may only lead to the interception function that the operator runs. "
    "DFRT, the other bit with duplication in its name, sends twice over two paths of the same "
    "user plane so that a packet survives a loss; it is never taken for a copy, and neither is a "
    "second FAR that forwards at a handover, buffering (BUFF, NOCP) or an end marker.\n\n"
    "PFCP does not say whether it runs over N4, Sxa or Sxb, so this is inferred for each pair of "
    "control and user plane: an element that only N4 has (QFI, S-NSSAI, ATSSS, time-sensitive "
    "communication, reporting rules), DFRT, a node name such as smf or upf or of the 5gc domain, "
    "or the role in the declaration. Without such a sign the pair is taken for Sxa or Sxb and "
    "judged the milder way; the finding says by which sign it was decided.\n\n"
    "Copies are also looked for on the user plane: GTP-U packets to the tunnel that the order "
    "names. Copies that go out in another outer header (UDP or plain IP) are not counted.";

const char copy_next[] =
    "Find out who ordered it: the control plane's own log and configuration, who was logged in "
    "there at that time, and whether the address that sent the order is the control plane at all. "
    "Find out whose address the copies go to and stop them at the border. Ask the interception "
    "unit, and only it, whether it knows of the subscriber. Look for other sessions of the same "
    "user plane with rules to that address, and keep this capture: rules leave no trace once they "
    "are taken back.";

const char copy_severities[] =
    "medium: attempted (refused, or no answer seen), or on Sxa/Sxb without a declaration. high: "
    "accepted on N4; accepted on Sxa/Sxb to an address that the declaration does not give to "
    "interception; copies seen on Sxa/Sxb without a declaration. critical: copies seen on their "
    "way to an undeclared address, on N4 or against a declaration. Nothing: on Sxa/Sxb to a "
    "declared interception function.";

/* What is known of the place that copies go to. */
struct where {
    bool network;  /* there is a declaration */
    bool function; /* it gives the address to interception */
    bool known;    /* it has the address at all */
};

static struct where where(const struct judge *j, const struct copy *c)
{
    const struct network *n = judge_network(j);
    struct where w = {.network = n != NULL};
    if (!c->key.to.family)
        return w;
    const struct declared *d = network_element(n, &c->key.to);
    w.function = network_delivers_to(n, &c->key.to) || (d && d->interception);
    w.known = w.function || d;
    return w;
}

static bool came_to_pass(const struct copy *c)
{
    return c->copies || (c->accepted && c->dupl);
}

static enum severity severity(const struct copy *c, enum copy_sign sign, struct where w)
{
    bool n4 = sign_is_n4(sign);
    if (!n4 && w.function)
        return SEVERITY_NONE;
    if (c->copies && !w.known && (n4 || w.network))
        return SEVERITY_CRITICAL;
    if (n4 || (w.network && c->key.to.family))
        return came_to_pass(c) ? SEVERITY_HIGH : SEVERITY_MEDIUM;
    return c->copies ? SEVERITY_HIGH : SEVERITY_MEDIUM;
}

static unsigned confidence(const struct copy *c, enum copy_sign sign, struct where w)
{
    unsigned much = 45;
    if (sign_is_n4(sign))
        much = w.function ? 70 : 85;
    else if (w.network && c->key.to.family)
        much = 75;
    else if (sign != SIGN_NONE)
        much = 50;
    return much + (c->copies ? 10 : (c->accepted ? 5 : 0));
}

static void put_control(struct text *t, const struct judge *j, const struct copy *c)
{
    struct party p = {.address = c->key.control};
    text_party(t, j, &p);
}

static void put_user(struct text *t, const struct judge *j, const struct copy *c)
{
    struct party p = {.address = c->key.user};
    text_party(t, j, &p);
}

static void put_place(struct text *t, const struct judge *j, const struct copy *c, bool port)
{
    struct party p = {.address = c->key.to};
    if (!c->key.to.family)
        text_put(t, c->policy ? "where a configured policy says" : "an address said elsewhere");
    else if (port && c->key.port)
        text_endpoint(t, &c->key.to, c->key.port);
    else
        text_party(t, j, &p);
}

static void put_subscriber(struct text *t, uint32_t person)
{
    if (person)
        text_person(t, person);
    else
        text_put(t, "a subscriber not known");
}

static void put_whose(struct text *t, const struct finding *f)
{
    if (f->person_count > 1)
        text_format(t, "%llu subscribers' traffic", (unsigned long long)f->person_count);
    else
        text_put(t, f->person_count ? "one subscriber's traffic" : "a session's traffic");
}

/* Names give way when they make it too long. */
static void title(struct judge *j, struct finding *f, const struct copy *c)
{
    TEXT_ON(t, TITLE);
    bool done = came_to_pass(c);
    put_control(&t, j, c);
    text_put(&t, done ? " has " : " asks ");
    put_user(&t, j, c);
    text_put(&t, done ? " copy " : " to copy ");
    put_whose(&t, f);
    text_put(&t, " to ");
    put_place(&t, j, c, false);
    if (t.cut) {
        text_clear(&t);
        text_addr(&t, &c->key.control);
        text_format(&t, " %s user plane copies of a session to ", done ? "has from a" : "asks a");
        if (c->key.to.family)
            text_addr(&t, &c->key.to);
        else
            text_put(&t, "an address said elsewhere");
    }
    f->title = finding_text(j, t.at);
}

static const char *message_of(const struct copy_event *e)
{
    return e->kind == EVENT_CREATED ? "Session Establishment Request"
                                    : "Session Modification Request";
}

static const char *what_of(const struct copy_event *e)
{
    if (e->dupl)
        return e->parameters ? "sets DUPL and where to copy on" : "sets DUPL on";
    return "gives duplicating parameters to";
}

static void proof_of_order(struct judge *j, struct finding *f, const struct copy_event *e)
{
    TEXT_ON(who, 64);
    put_subscriber(&who, e->person);
    finding_proof(j, f, e->place, "%s %s FAR %u of %s", message_of(e), what_of(e), e->far, who.at);
}

static void proof_of_answer(struct judge *j, struct finding *f, const struct copy *c,
                            const struct copy_event *e)
{
    TEXT_ON(user, 128);
    put_user(&user, j, c);
    if (e->kind == EVENT_ACCEPTED)
        finding_proof(j, f, e->place, "%s accepts", user.at);
    else
        finding_proof(j, f, e->place, "%s refuses: %s", user.at,
                      e->cause ? e->cause : "a cause that no specification of ours names");
}

static void proof_of_copy(struct judge *j, struct finding *f, const struct copy *c,
                          const struct copy_event *e)
{
    TEXT_ON(to, 160);
    put_place(&to, j, c, true);
    if (c->copies == 1)
        finding_proof(j, f, e->place, "a copy leaves for %s", to.at);
    else
        finding_proof(j, f, e->place, "the first of %llu copies leaves for %s",
                      (unsigned long long)c->copies, to.at);
}

static void proofs(struct judge *j, struct finding *f, const struct copy *c)
{
    for (unsigned i = 0; i < c->count; i++) {
        const struct copy_event *e = &c->events[i];
        switch (e->kind) {
        case EVENT_CREATED:
        case EVENT_MODIFIED:
            proof_of_order(j, f, e);
            break;
        case EVENT_ACCEPTED:
        case EVENT_REFUSED:
            proof_of_answer(j, f, c, e);
            break;
        case EVENT_COPY:
            proof_of_copy(j, f, c, e);
            break;
        case EVENT_TAKEN_OFF:
            finding_proof(j, f, e->place, "FAR %u is told to copy no more", e->far);
            break;
        case EVENT_REMOVED:
            finding_proof(j, f, e->place, "FAR %u, which copied, is removed", e->far);
            break;
        }
    }
}

static const struct copy_event *first_of(const struct copy *c, enum copy_event_kind kind)
{
    for (unsigned i = 0; i < c->count; i++)
        if (c->events[i].kind == kind)
            return &c->events[i];
    return NULL;
}

static uint64_t since(const struct copy_event *from, uint64_t time)
{
    return time > from->time ? time - from->time : 0;
}

static void why_order(struct judge *j, struct finding *f, const struct copy *c,
                      const struct copy_event *order)
{
    TEXT_ON(control, 128);
    TEXT_ON(to, 160);
    TEXT_ON(who, 64);
    put_control(&control, j, c);
    put_place(&to, j, c, true);
    put_subscriber(&who, order->person);
    finding_why(j, f, "%s %s FAR %u of %s: what that rule matches is to be sent to %s too%s.",
                control.at, what_of(order), order->far, who.at, to.at,
                c->side == SIDE_LI ? ", called an interception function (LI Function)" : "");
    if (!c->dupl)
        finding_why(j, f,
                    "The Apply Action does not have DUPL, so that the rule is prepared to "
                    "copy and does not copy yet.");
    if (c->orders > 1)
        finding_why(j, f, "The same is ordered %llu times, for %llu subscribers known.",
                    (unsigned long long)c->orders, (unsigned long long)f->person_count);
}

static void why_core(struct judge *j, struct finding *f, enum copy_sign sign)
{
    static const char *const SIGNS[] = {
        [SIGN_NONE] = "nothing seen between the two says which core they belong to",
        [SIGN_EPC_NAME] = "a node name is of the epc domain",
        [SIGN_EPC_ROLE] = "the declaration calls them 4G gateways",
        [SIGN_QFI] = "QoS flows (QFI) are set between the two",
        [SIGN_SLICE] = "a network slice (S-NSSAI) is named between the two",
        [SIGN_ELEMENT] = "elements that only N4 has are used between the two",
        [SIGN_REDUNDANCY] = "redundant transmission (DFRT) is used between the two",
        [SIGN_NAME] = "a node name says so",
        [SIGN_ROLE] = "the declaration says so",
    };
    if (sign_is_n4(sign))
        finding_why(j, f,
                    "This is a 5G core's N4: %s. PFCP is not used for interception there (TS "
                    "29.244 5.7.3), so that no order to copy is legitimate.",
                    SIGNS[sign]);
    else
        finding_why(j, f,
                    "This is taken for Sxa or Sxb of a 4G core: %s. There a copy may only go to "
                    "an interception function (TS 29.244 5.7.2).",
                    SIGNS[sign]);
}

static void why_answer(struct judge *j, struct finding *f, const struct copy *c)
{
    TEXT_ON(user, 128);
    put_user(&user, j, c);
    const struct copy_event *refusal = first_of(c, EVENT_REFUSED);
    if (c->accepted)
        finding_why(j, f, "%s accepts.", user.at);
    if (refusal)
        finding_why(j, f, "%s refuses%s%s.", user.at, refusal->cause ? ": " : "",
                    refusal->cause ? refusal->cause : "");
    if (!c->accepted && !refusal)
        finding_why(j, f, "No answer was seen, so that it is not known whether %s obeyed.",
                    user.at);
}

static void why_copies(struct judge *j, struct finding *f, const struct copy *c,
                       const struct copy_event *order)
{
    if (c->copies == 0)
        return;
    TEXT_ON(to, 160);
    TEXT_ON(span, 32);
    put_place(&to, j, c, true);
    text_span(&span, since(order, c->first_copy));
    finding_why(j, f, "Copies were seen leaving for %s (TEID 0x%08x): %llu, the first %s later.",
                to.at, c->teid, (unsigned long long)c->copies, span.at);
}

static void why_declaration(struct judge *j, struct finding *f, const struct copy *c,
                            struct where w)
{
    TEXT_ON(to, 160);
    put_place(&to, j, c, false);
    if (!c->key.to.family)
        finding_why(j, f, "Where to is not said in this capture: %s.", to.at);
    else if (w.function)
        finding_why(j, f, "The declaration gives %s to interception.", to.at);
    else if (w.network)
        finding_why(j, f, "The declaration gives %s to no interception function%s.", to.at,
                    w.known ? "" : ", and to nobody else");
    else
        finding_why(j, f, "No declaration was given that could say whose address that is.");
}

static void why_taken_back(struct judge *j, struct finding *f, const struct copy *c,
                           const struct copy_event *order)
{
    const struct copy_event *e = first_of(c, EVENT_TAKEN_OFF);
    if (!e)
        e = first_of(c, EVENT_REMOVED);
    if (!e)
        return;
    TEXT_ON(span, 32);
    text_span(&span, since(order, e->time));
    finding_why(j, f,
                "The order is taken back %s later; afterwards nothing of it is left in the "
                "user plane.",
                span.at);
}

void copy_tell(struct judge *j, const struct copy *c, enum copy_sign sign)
{
    struct finding *f = c->finding;
    struct where w = where(j, c);
    const struct copy_event *order = &c->events[0];
    f->severity = severity(c, sign, w);
    if (f->severity == SEVERITY_NONE || c->count == 0)
        return;
    f->confidence = confidence(c, sign, w);
    f->filter = c->filter;
    title(j, f, c);
    proofs(j, f, c);
    why_order(j, f, c, order);
    why_core(j, f, sign);
    why_answer(j, f, c);
    why_copies(j, f, c, order);
    why_declaration(j, f, c, w);
    why_taken_back(j, f, c, order);
}
