/* Connections of SCCP (ITU-T Q.714 3): each end has a number of its own for it, given out as the
 * source reference when it is set up, and is called by that number afterwards. */
#include "base/hash.h"
#include "wire/proto/ss7.h"

static struct connection *entry(struct sink *sink, const struct addr *owner, uint32_t reference,
                                bool make)
{
    struct table *t = sink_table(sink, DECODER_sccp, SCCP_CONNECTIONS);
    struct connection_key key = {.owner = *owner, .reference = reference};
    bool is_new;
    if (!t)
        return NULL;
    uint64_t hash = table_hash(t, &key);
    return make ? table_take(t, hash, &key, &is_new) : table_find(t, hash, &key);
}

static struct connection_of named(const struct addr *owner, uint32_t reference)
{
    uint64_t hash = hash_bytes(DECODER_sccp, owner, sizeof *owner);
    return (struct connection_of){.name = hash_two(DECODER_sccp, hash, reference)};
}

static struct connection_of known(struct sink *sink, const struct addr *owner, uint32_t reference)
{
    const struct connection *c = entry(sink, owner, reference, false);
    return c ? c->said : named(owner, reference);
}

static void keep(struct sink *sink, const struct addr *owner, uint32_t reference,
                 const struct connection_of *said)
{
    struct connection *c = entry(sink, owner, reference, true);
    if (c)
        c->said = *said;
}

struct connection_of sccp_connection(struct sink *sink, const struct packet *p,
                                     const struct references *r, uint8_t subsystem)
{
    struct connection_of said = {0};
    if (r->has_destination) {
        said = known(sink, &p->dst, r->destination);
    } else if (r->has_source) { /* a request: the connection begins */
        said = named(&p->src, r->source);
        said.subsystem = subsystem;
    }
    if (r->has_source)
        keep(sink, &p->src, r->source, &said);
    return said;
}
