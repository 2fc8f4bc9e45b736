/* Names of Diameter: host, realm, the relays that were passed, and the address.
 *
 * A host's name lies below its realm, and names of 3GPP's domains say which network they are of
 * (TS 23.003 19.2, 19.3). A relay adds to the Route-Record and leaves the origin alone (RFC 6733
 * 6.1.9), so that an origin's own name from a second address is nothing odd where a Route-Record
 * stands. Behind an edge agent many speak from one address; a partner may stand behind address
 * translation: what a relay's address says is not held against a name.
 */
#include "judge/identity_mismatch.h"

#include <string.h>

static void put_network(struct text *t, const char *plmn)
{
    text_put_n(t, plmn, 3);
    text_put(t, "-");
    text_put(t, plmn[3] == '0' ? plmn + 4 : plmn + 3);
}

/* One operator may have several networks. */
static bool one_operator(const struct network *n, const char *a, const char *b)
{
    const struct partner *partner = network_partner_plmn(n, a);
    return (network_home_plmn(n, a) && network_home_plmn(n, b)) ||
           (partner && partner == network_partner_plmn(n, b));
}

static void two_networks(struct identity_mismatch *s, struct judge *j, const struct mismatched *c,
                         const char *host, const char *realm)
{
    const struct network *n = judge_network(j);
    bool known = network_home_plmn(n, host) || network_home_plmn(n, realm);
    bool one_country = strncmp(host, realm, 3) == 0;
    if (one_operator(n, host, realm))
        return;
    struct reason reason = {MISMATCH_REALM, SEVERITY_MEDIUM, SEVERITY_HIGH, known ? 90 : 65};
    /* Networks that one operator has in one country may share a node. */
    if (!known && one_country)
        reason = (struct reason){MISMATCH_REALM, SEVERITY_LOW, SEVERITY_LOW, 40};
    TEXT_ON(of_host, 16);
    TEXT_ON(of_realm, 16);
    TEXT_ON(title, 120);
    TEXT_ON(why, 400);
    put_network(&of_host, host);
    put_network(&of_realm, realm);
    text_format(&title, "%%s says it is of network %s and of network %s", of_host.at, of_realm.at);
    text_format(&why,
                "The host that it names as its own (Origin-Host) is of network %s, the realm "
                "(Origin-Realm) of network %s.",
                of_host.at, of_realm.at);
    mismatch_say(s, j, c, &reason, title.at, why.at);
}

static void not_below(struct identity_mismatch *s, struct judge *j, const struct mismatched *c,
                      const char *plmn, const char *realm)
{
    const struct network *n = judge_network(j);
    bool home = network_home_plmn(n, plmn);
    if (home == network_home_realm(n, realm) && n)
        return;
    if (network_partner_realm(n, realm) &&
        network_partner_realm(n, realm) == network_partner_plmn(n, plmn))
        return;
    const struct reason reason = {MISMATCH_BELOW, home ? SEVERITY_MEDIUM : SEVERITY_LOW,
                                  home ? SEVERITY_HIGH : SEVERITY_LOW, home ? 75 : 40};
    TEXT_ON(why, 700);
    text_format(&why,
                "The host that it names as its own stands in 3GPP's domains, and not below the "
                "realm %s that it names.",
                realm);
    mismatch_say(s, j, c, &reason, "%s names a realm that its host does not stand in", why.at);
}

/* A name of home that comes by way of another network's relay. */
static void came_by(struct identity_mismatch *s, struct judge *j, const struct mismatched *c)
{
    const struct network *n = judge_network(j);
    char plmn[8];
    const struct message *m = c->m;
    bool ours =
        network_host(n, c->host) || (plmn_of_name(c->host, plmn) && network_home_plmn(n, plmn));
    for (unsigned i = 0; ours && i < m->field_count; i++) {
        TEXT_ON(relay, 256);
        if (m->fields[i].meaning != MEANING_ROUTE)
            continue;
        text_field(&relay, &m->fields[i]);
        if (!plmn_of_name(relay.at, plmn) || network_home_plmn(n, plmn) ||
            network_home_realm(n, relay.at))
            continue;
        const struct reason reason = {MISMATCH_ROUTE, SEVERITY_MEDIUM, SEVERITY_HIGH, 85};
        TEXT_ON(why, 500);
        text_format(&why,
                    "Its request was passed on by %s (Route-Record), a relay of another network, "
                    "while the name is one of the home network's.",
                    relay.at);
        mismatch_say(s, j, c, &reason, "%s, a name of ours, comes by way of another network",
                     why.at);
        return;
    }
}

/* Who came second, when the first is heard again: nobody moves back and forth. */
static void by_turns(struct identity_mismatch *s, struct judge *j, const struct mismatched *c,
                     const struct spoken *spoken)
{
    const struct network *n = judge_network(j);
    const struct addr *other = &spoken->before;
    if (!spoken->turns || !addr_equal(&spoken->from, &c->m->packet->src) ||
        spoken->time - spoken->time_before > s->within || same_site(other, &spoken->from) ||
        same_host(j, other, &spoken->from) || network_host(n, c->host) ||
        speaker_relays(&s->speakers, j, other, c->sender.name) ||
        speaker_relays(&s->speakers, j, &spoken->from, c->sender.name))
        return;
    const struct reason reason = {MISMATCH_TURNS, SEVERITY_MEDIUM, SEVERITY_HIGH, 60};
    TEXT_ON(here, 64);
    TEXT_ON(there, 64);
    TEXT_ON(why, 400);
    text_addr(&here, other);
    text_addr(&there, &spoken->from);
    text_format(&why,
                "The same peer is spoken to under this name from %s and from %s by turns, with no "
                "Route-Record and nothing that shows either to be a relay.",
                there.at, here.at);
    struct accused *a = mismatch_say(s, j, c, &reason, "%s is the name of two at once", why.at);
    if (!a)
        return;
    finding_proof(j, a->said, spoken->place_before, "the same name from %s", here.at);
    a->here = *other;
    a->there = spoken->from;
}

/* What stands there instead, in words. */
static void put_stranger(struct text *t, struct judge *j, const struct declared *e,
                         const struct addr *a)
{
    const struct partner *p = network_partner_address(judge_network(j), a);
    if (e)
        text_format(t, "the address of %s", e->name ? e->name : "another declared element");
    else if (p)
        text_format(t, "an address of the partner %s", p->name ? p->name : "");
    else
        text_put(t, "an address that the declaration does not know");
}

/* An edge agent faces other networks: what it passes on of our own names came in from there. Said
 * only where the name is heard from its own place as well, at the same peer, and was never sent to
 * the edge; a relay names itself in the Route-Record (RFC 6733 6.1.9), and this one did not. */
static bool through_edge(struct identity_mismatch *s, struct judge *j, const struct mismatched *c,
                         const struct declared *d, const struct declared *e,
                         const struct spoken *spoken)
{
    return spoken && e && declared_plays(e, ROLE_DEA) && spoken->before.family &&
           network_element(judge_network(j), &spoken->before) == d &&
           !speaker_was_sent(&s->speakers, &c->m->packet->src, c->sender.name);
}

/* An address of the declared element, for the check at the end whether both are one host's. */
void mismatch_of_place(struct identity_mismatch *s, struct judge *j, const struct mismatched *c,
                       const struct spoken *spoken)
{
    const struct network *n = judge_network(j);
    const struct addr *src = &c->m->packet->src;
    const struct declared *d = network_host(n, c->host);
    if (!d)
        d = network_instance(n, c->host);
    const struct declared *e = d ? network_element(n, src) : NULL;
    if (!d || d == e || c->says->route || !network_has_place(n, d) || address_tells_nobody(src))
        return;
    /* A partner's address is where its edge stands, not what passes our names on. */
    bool partner = network_partner_address(n, src) != NULL;
    if (!partner && speaker_relays(&s->speakers, j, src, c->sender.name) &&
        !through_edge(s, j, c, d, e, spoken))
        return;
    const struct element *seen = registry_element(judge_registry(j), src);
    if (seen && network_element(n, &seen->address) == d)
        return;
    const struct reason reason = {MISMATCH_ELSEWHERE, SEVERITY_MEDIUM, SEVERITY_HIGH,
                                  e || partner ? 85 : 75};
    TEXT_ON(where, 200);
    TEXT_ON(address, 64);
    TEXT_ON(why, 600);
    put_stranger(&where, j, e, src);
    text_addr(&address, src);
    text_format(&why,
                "The declaration has this name as that of %s, at other addresses; it comes from %s,"
                " %s, and nothing says that it was passed on.",
                d->name ? d->name : "an element", address.at, where.at);
    struct accused *a = mismatch_say(s, j, c, &reason,
                                     c->m->proto == PROTO_DIAMETER
                                         ? "%s is used from an address that is not its own"
                                         : "%s speaks under a name that is not its own",
                                     why.at);
    if (a)
        a->here = *src;
}

void mismatch_of_diameter(struct identity_mismatch *s, struct judge *j, const struct mismatched *c,
                          const struct spoken *spoken)
{
    TEXT_ON(realm, 256);
    char of_host[8];
    char of_realm[8];
    if (!c->host[0])
        return;
    if (c->says->realm)
        text_field(&realm, c->says->realm);
    bool host_says = plmn_of_name(c->host, of_host);
    bool realm_says = plmn_of_name(realm.at, of_realm);
    if (host_says && realm_says && strcmp(of_host, of_realm) != 0)
        two_networks(s, j, c, of_host, of_realm);
    else if (host_says && !realm_says && realm.len)
        not_below(s, j, c, of_host, realm.at);
    if (c->says->route && network_has_home(judge_network(j)))
        came_by(s, j, c);
    if (spoken)
        by_turns(s, j, c, spoken);
}
