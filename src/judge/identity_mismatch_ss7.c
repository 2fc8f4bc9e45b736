/* SS7: the calling title, the link that it comes from, and MAP's own addresses.
 *
 * A title can be forged, and the answer still finds its way back to whoever owns it; so a title of
 * home that arrives from a partner's address, or from another element's, is not believed. Behind a
 * transfer point everybody's titles come from one link: that says nothing. MAP names its sender
 * once more (the register's number, the service control function's): that should be of the network
 * of the title (TS 29.002 8.1.2, 8.11.1). Of foreign networks nobody has a list, so only what the
 * declaration knows is told apart.
 */
#include "judge/identity_mismatch.h"

#include <string.h>

/* Without the point code, which is that of whoever passed it on last. */
static struct addr title_of(const struct addr *a)
{
    struct addr title = *a;
    if (a->bytes[0] & ADDR_SS7_TITLE) {
        title.bytes[0] = ADDR_SS7_TITLE;
        memset(title.bytes + 1, 0, 3);
    }
    return title;
}

/* "H" home, a partner's name, "" nobody that is known. */
static const char *owner_of(const struct network *n, const char *digits)
{
    if (network_home_title(n, digits))
        return "home";
    const struct partner *p = network_partner_title(n, digits);
    return p ? p->name : "";
}

static void from_link(struct identity_mismatch *s, struct judge *j, const struct mismatched *c)
{
    const struct network *n = judge_network(j);
    const struct flow *f = c->m->packet->flow;
    const struct declared *d = network_element(n, &c->sender.address);
    if (!f || f->key.transport == TRANSPORT_SS7)
        return;
    const struct addr *peer = c->m->packet->way ? &f->key.b : &f->key.a;
    const struct declared *e = network_element(n, peer);
    const struct partner *partner = network_partner_address(n, peer);
    bool other = e && d && e != d && !declared_plays(e, ROLE_STP) && network_has_place(n, d);
    if (!partner && !other)
        return;
    const struct reason reason = {MISMATCH_LINK, SEVERITY_MEDIUM, SEVERITY_HIGH, 80};
    TEXT_ON(address, 64);
    TEXT_ON(why, 400);
    text_addr(&address, peer);
    text_format(&why,
                "The calling title is one of the home network's, and it came in from %s, "
                "which is %s%s.",
                address.at, partner ? "the partner " : "the declared element ",
                partner ? partner->name : e->name);
    mismatch_say(s, j, c, &reason, "%s, a title of ours, comes from a link that is not", why.at);
}

/* Operations whose sender names itself in the argument: by their numbers (TS 29.002 17.6). */
static bool names_itself(const struct message *m, enum meaning meaning)
{
    enum { UPDATE_LOCATION = 2, UPDATE_GPRS_LOCATION = 23, SEND_ROUTING_INFO = 22, PURGE = 67 };
    enum { INTERROGATION = 71, SUBSCRIPTION = 62, MODIFICATION = 65, ROUTING_FOR_LCS = 85 };
    if (m->proto != PROTO_GSM_MAP)
        return false;
    switch (m->type) {
    case UPDATE_LOCATION:
    case UPDATE_GPRS_LOCATION:
    case PURGE:
        return meaning == MEANING_SERVING_NODE;
    case INTERROGATION:
    case SUBSCRIPTION:
    case MODIFICATION:
    case SEND_ROUTING_INFO:
    case ROUTING_FOR_LCS:
        return meaning == MEANING_ORIGIN_ADDRESS;
    default:
        return false;
    }
}

static void of_inside(struct identity_mismatch *s, struct judge *j, const struct mismatched *c,
                      const char *title)
{
    const struct network *n = judge_network(j);
    const char *of_title = owner_of(n, title);
    for (unsigned i = 0; i < c->m->field_count; i++) {
        const struct field *f = &c->m->fields[i];
        TEXT_ON(number, 40);
        if (f->form != FORM_E164 || !names_itself(c->m, (enum meaning)f->meaning))
            continue;
        text_field(&number, f);
        const char *of_number = owner_of(n, number.at);
        if (!number.len || strcmp(of_number, of_title) == 0 || strcmp(number.at, title) == 0)
            continue;
        const struct reason reason = {MISMATCH_INSIDE, SEVERITY_MEDIUM, SEVERITY_HIGH, 75};
        TEXT_ON(why, 400);
        text_format(&why,
                    "Inside the message the sender calls itself %s (%s), while the calling "
                    "title is %s (%s).",
                    number.at, *of_number ? of_number : "nobody's that is declared", title,
                    *of_title ? of_title : "nobody's that is declared");
        mismatch_say(s, j, c, &reason, "%s calls itself another network's inside its message",
                     why.at);
        return;
    }
}

void mismatch_of_ss7(struct identity_mismatch *s, struct judge *j, const struct message *m)
{
    const struct network *n = judge_network(j);
    struct mismatched c = {.m = m, .host = "", .sender = {.address = title_of(&m->packet->src)}};
    TEXT_ON(title, 32);
    if (!network_has_titles(n) || m->packet->src.family != ADDR_SS7)
        return;
    text_title(&title, &m->packet->src);
    if (!title.len)
        return;
    if (network_home_title(n, title.at))
        from_link(s, j, &c);
    of_inside(s, j, &c, title.at);
}
