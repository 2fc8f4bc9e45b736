/* GTP and PFCP: the endpoint that the sender gives out as its own, and its address.
 *
 * The answer goes to that endpoint, whoever sent the request (TS 29.274 8.22, TS 29.244 8.2.37).
 * One element may well have several addresses, for control and for users, so that two addresses
 * prove nothing: only where the declaration has the one as another element's than the other.
 */
#include "judge/identity_mismatch.h"

enum { CREATE_PDP = 16, CREATE_SESSION = 32, PFCP_ESTABLISHMENT = 50 };
/* Interface types of TS 29.274 8.22 that are the sender's of a Create Session Request. */
enum { S11_MME = 10, S5_SGW = 6, S4_SGSN = 17 };

/* The first endpoint of the request that is the sender's own for signalling; NULL: none. */
static const struct field *own_endpoint(const struct message *m)
{
    for (unsigned i = 0; i < m->field_count; i++) {
        const struct field *f = &m->fields[i];
        uint32_t interface = f->extra >> 16;
        if (m->proto == PROTO_PFCP && f->meaning == MEANING_SESSION_ENDPOINT)
            return f;
        if (f->meaning != MEANING_SESSION_TUNNEL || f->form != FORM_TUNNEL)
            continue;
        if (m->proto == PROTO_GTPV2 &&
            (interface == S11_MME || interface == S5_SGW || interface == S4_SGSN))
            return f;
    }
    return NULL;
}

static bool begins_session(const struct message *m)
{
    return (m->proto == PROTO_GTPV2 && m->type == CREATE_SESSION) ||
           (m->proto == PROTO_PFCP && m->type == PFCP_ESTABLISHMENT);
}

void mismatch_of_tunnel(struct identity_mismatch *s, struct judge *j, const struct message *m)
{
    const struct network *n = judge_network(j);
    const struct field *f = n && begins_session(m) ? own_endpoint(m) : NULL;
    struct addr given = f ? field_address(f) : (struct addr){0};
    const struct declared *d = network_element(n, &given);
    const struct declared *e = d ? network_element(n, &m->packet->src) : NULL;
    if (!d || d == e || same_host(j, &given, &m->packet->src) || declared_plays(e, ROLE_FIREWALL) ||
        declared_plays(e, ROLE_ROUTER))
        return;
    struct mismatched c = {.m = m, .host = "", .sender = {.address = m->packet->src}};
    const struct reason reason = {MISMATCH_TUNNEL, SEVERITY_MEDIUM, SEVERITY_HIGH, e ? 80 : 70};
    TEXT_ON(here, 64);
    TEXT_ON(there, 64);
    TEXT_ON(why, 400);
    text_addr(&here, &m->packet->src);
    text_addr(&there, &given);
    text_format(&why,
                "It gives out %s as its own endpoint for signalling, an address of %s, and sends "
                "from %s, %s%s.",
                there.at, d->name ? d->name : "a declared element", here.at,
                e ? "an address of " : "which is not declared",
                e ? (e->name ? e->name : "another") : "");
    mismatch_say(s, j, &c, &reason, "%s gives out another element's endpoint as its own", why.at);
}
