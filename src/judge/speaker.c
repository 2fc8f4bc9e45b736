#include "judge/speaker.h"

#include <string.h>

void says_of(const struct message *m, struct says *ret)
{
    *ret = (struct says){0};
    const struct field **const rows[MEANINGS] = {
        [MEANING_ORIGIN_HOST] = &ret->host,
        [MEANING_ORIGIN_REALM] = &ret->realm,
        [MEANING_ORIGIN_ADDRESS] = &ret->address,
        [MEANING_NF_TYPE] = &ret->type,
        [MEANING_NF_INSTANCE] = &ret->instance,
        [MEANING_RESOURCE] = &ret->resource,
        [MEANING_NODE] = &ret->node,
        [MEANING_TOKEN] = &ret->token,
        [MEANING_TOKEN_SUBJECT] = &ret->subject,
        [MEANING_TOKEN_SCOPE] = &ret->scope,
        [MEANING_TOKEN_AUDIENCE] = &ret->audience,
        [MEANING_TOKEN_EXPIRY] = &ret->expiry,
        [MEANING_NF_WANTED] = &ret->wanted,
        [MEANING_NF_SERVICE] = &ret->service,
        [MEANING_PRODUCT] = &ret->product,
    };
    for (unsigned i = 0; i < m->field_count; i++) {
        const struct field *f = &m->fields[i];
        const struct field **to = f->meaning < MEANINGS ? rows[f->meaning] : NULL;
        if (to && !*to)
            *to = f;
        ret->route |= f->meaning == MEANING_ROUTE;
    }
}

uint32_t says_name(struct judge *j, const struct field *f)
{
    TEXT_ON(text, 256);
    if (!f)
        return 0;
    text_field(&text, f);
    return names_of(registry_names(judge_registry(j)), text.at, text.len);
}

/* --- What is kept ----------------------------------------------------------------------------- */

bool speakers_open(struct speakers *s, struct judge *j, size_t bytes)
{
    uint64_t seed = judge_seed(j);
    struct spoken *spoken = NULL;
    s->nf_register = spec_op_named(PROTO_HTTP2, "Nnrf_NFManagement_NFRegister", PART_REQUEST);
    s->nf_registered = spec_op_named(PROTO_HTTP2, "Nnrf_NFManagement_NFRegister", PART_ANSWER);
    s->nf_update = spec_op_named(PROTO_HTTP2, "Nnrf_NFManagement_NFUpdate", PART_REQUEST);
    s->nf_updated = spec_op_named(PROTO_HTTP2, "Nnrf_NFManagement_NFUpdate", PART_ANSWER);
    s->connect = spec_op_named(PROTO_DIAMETER, "Capabilities-Exchange-Request", PART_REQUEST);
    s->connected = spec_op_named(PROTO_DIAMETER, "Capabilities-Exchange-Answer", PART_ANSWER);
    return table_init(&s->addresses, sizeof(struct speaker), sizeof(struct addr), bytes / 4,
                      seed) &&
           table_init(&s->spoken, sizeof *spoken, sizeof spoken->key, bytes / 2, seed) &&
           table_init(&s->names, sizeof(struct spoken_name), sizeof(uint32_t), bytes / 4, seed);
}

void speakers_end(const struct speakers *s, struct judge *j, const struct check *c)
{
    judge_gave_way(j, c, s->addresses.evicted, "what an address registered as is forgotten");
    judge_gave_way(j, c, s->spoken.evicted, "who spoke under a name before is forgotten");
    judge_gave_way(j, c, s->names.evicted, "where a name was registered is forgotten");
}

void speakers_close(struct speakers *s)
{
    table_free(&s->addresses);
    table_free(&s->spoken);
    table_free(&s->names);
}

struct speaker *speaker_of(struct speakers *s, const struct addr *a)
{
    return table_find(&s->addresses, table_hash(&s->addresses, a), a);
}

struct spoken_name *speakers_name(struct speakers *s, uint32_t name)
{
    return name ? table_find(&s->names, table_hash(&s->names, &name), &name) : NULL;
}

static struct spoken *spoken_to(struct speakers *s, const struct addr *to, uint32_t name)
{
    struct spoken key = {.key = {.to = *to, .name = name}};
    return table_find(&s->spoken, table_hash(&s->spoken, &key.key), &key.key);
}

static void note_name(uint32_t *names, unsigned count, uint32_t name)
{
    for (unsigned i = 0; i < count; i++) {
        if (names[i] == name)
            return;
        if (names[i] == 0) {
            names[i] = name;
            return;
        }
    }
}

static void note_type(struct speaker *from, const struct field *type)
{
    TEXT_ON(word, 16);
    text_field(&word, type);
    enum role role = spec_role_of(word.at);
    from->last_type = (uint8_t)role;
    if (role < 64)
        from->types |= 1ULL << role;
    else
        from->more_types |= 1ULL << (role - 64);
    from->relays |= role_relays(role);
}

/* Of "/nnrf-nfm/v1/nf-instances/ID" the last word: what is registered is what the path names. */
static uint32_t registers_as(struct judge *j, const struct says *says, uint32_t name)
{
    TEXT_ON(path, 256);
    if (!says->resource)
        return name;
    text_field(&path, says->resource);
    const char *last = strrchr(path.at, '/');
    return last && last[1]
               ? names_of(registry_names(judge_registry(j)), last + 1, strcspn(last + 1, "?"))
               : name;
}

/* --- Messages --------------------------------------------------------------------------------- */

static void turn(struct spoken *to, const struct message *m)
{
    const struct packet *p = m->packet;
    if (!addr_equal(&to->from, &p->src)) {
        to->turns += to->before.family && addr_equal(&to->before, &p->src);
        to->before = to->from;
        to->place_before = to->place;
        to->time_before = to->time;
        to->from = p->src;
    }
    to->place = message_place(m);
    to->time = p->frame->time;
}

void speakers_request(struct speakers *s, struct judge *j, const struct message *m,
                      const struct says *says, uint32_t name, struct spoken **ret_spoken)
{
    bool is_new;
    const struct packet *p = m->packet;
    *ret_spoken = NULL;
    struct speaker *from =
        table_take(&s->addresses, table_hash(&s->addresses, &p->src), &p->src, &is_new);
    if (says->type)
        note_type(from, says->type);
    from->relays |= says->route;
    if (m->op && (m->op == s->nf_register || m->op == s->nf_update || m->op == s->connect))
        from->asks = registers_as(j, says, name);
    if (!name || says->route)
        return;
    struct spoken key = {.key = {.to = p->dst, .name = name}};
    struct spoken *to = table_take(&s->spoken, table_hash(&s->spoken, &key.key), &key.key, &is_new);
    if (is_new || !addr_equal(&to->from, &p->src))
        note_name(from->names, RELAYED_NAMES, name);
    turn(to, m);
    *ret_spoken = to;
}

uint32_t speakers_answer(struct speakers *s, const struct message *m)
{
    bool is_new;
    if (!m->op || (m->op != s->nf_registered && m->op != s->nf_updated && m->op != s->connected))
        return 0;
    struct speaker *to = speaker_of(s, &m->packet->dst);
    uint32_t name = to ? to->asks : 0;
    if (!name || m->outcome != OUTCOME_SUCCESS)
        return 0;
    to->asks = 0;
    /* Asked on behalf of one that was heard here is passed on. */
    if (spoken_to(s, &to->address, name))
        return 0;
    note_name(to->own, OWN_NAMES, name);
    struct spoken_name *n = table_take(&s->names, table_hash(&s->names, &name), &name, &is_new);
    if (!addr_equal(&n->own[0], &to->address)) {
        n->own[1] = n->own[0];
        n->own[0] = to->address;
    }
    if (m->op == s->nf_registered)
        n->type = to->last_type;
    n->place = m->answers.frame ? m->answers : message_place(m);
    n->time = m->packet->frame->time;
    return name;
}

/* --- What it comes to ------------------------------------------------------------------------- */

bool speaker_relays(struct speakers *s, struct judge *j, const struct addr *a, uint32_t name)
{
    const struct network *n = judge_network(j);
    const struct declared *d = network_element(n, a);
    if (d)
        return declared_relays(d);
    const struct speaker *from = speaker_of(s, a);
    return network_partner_address(n, a) || spoken_to(s, a, name) ||
           (from && (from->relays || from->names[RELAYED_NAMES - 1]));
}

bool speaker_was_sent(struct speakers *s, const struct addr *a, uint32_t name)
{
    return spoken_to(s, a, name) != NULL;
}

bool speaker_owns(struct speakers *s, const struct addr *a, uint32_t name)
{
    const struct speaker *from = speaker_of(s, a);
    for (unsigned i = 0; from && i < OWN_NAMES; i++)
        if (from->own[i] == name && name)
            return true;
    return false;
}

uint32_t speaker_own(struct speakers *s, const struct addr *a)
{
    const struct speaker *from = speaker_of(s, a);
    return from && !from->own[1] ? from->own[0] : 0;
}

/* --- Addresses -------------------------------------------------------------------------------- */

bool address_tells_nobody(const struct addr *a)
{
    static const uint8_t ONE[16] = {[15] = 1};
    if (a->family == 4)
        return a->bytes[0] == 127 || a->bytes[0] == 0;
    return a->family != 6 || memcmp(a->bytes, ONE, sizeof ONE) == 0;
}

bool same_host(struct judge *j, const struct addr *a, const struct addr *b)
{
    const struct declared *d = network_element(judge_network(j), a);
    if (addr_equal(a, b) || (d && d == network_element(judge_network(j), b)))
        return true;
    const struct element *x = registry_element(judge_registry(j), a);
    const struct element *y = registry_element(judge_registry(j), b);
    return x && x == y;
}

bool same_site(const struct addr *a, const struct addr *b)
{
    return a->family == b->family && addr_within(a, b, a->family == 4 ? 24 : 64);
}

bool is_public(const struct addr *a)
{
    const uint8_t *b = a->bytes;
    if (a->family == 6)
        return (b[0] & 0xe0) == 0x20;
    return a->family == 4 && b[0] != 10 && b[0] != 0 && b[0] != 127 && b[0] < 224 &&
           !(b[0] == 172 && (b[1] & 0xf0) == 16) && !(b[0] == 192 && b[1] == 168) &&
           !(b[0] == 100 && (b[1] & 0xc0) == 64) && !(b[0] == 169 && b[1] == 254);
}
