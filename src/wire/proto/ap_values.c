/* Values that NGAP and S1AP have alike. Clauses: TS 38.413 9.4.5, TS 36.413 9.3.4. */
#include "wire/proto/ap_values.h"

#include "base/hash.h"

enum { RAN_ID = 1, CORE_ID, CORE_AT, CONTAINER };

#define SEED 0x4e32

void ap_reader_init(struct ap_reader *r, struct message *m, struct sink *sink)
{
    r->m = m;
    r->sink = sink;
    r->ue = (struct ap_ue){0};
    r->inner_count = 0;
    r->used = 0;
}

/* --- Who the UE is ------------------------------------------------------------------------------
 */

uint64_t ap_scope(const struct packet *p)
{
    if (p->association)
        return hash_two(SEED, p->association, 1);
    uint64_t a = hash_bytes(SEED, &p->src, sizeof p->src);
    uint64_t b = hash_bytes(SEED, &p->dst, sizeof p->dst);
    return hash_two(SEED, a ^ b, a + b);
}

bool ap_core_sends(const struct packet *p, uint16_t port, const struct spec_op *op, enum role core)
{
    if ((p->sport == port) != (p->dport == port))
        return p->sport == port;
    return op && op->from[0] == core;
}

uint64_t ap_core_handle(enum proto proto, const struct addr *core, uint64_t id)
{
    return hash_two(hash_bytes(SEED + (uint64_t)proto, core, sizeof *core), id, CORE_AT);
}

/* A UE is one context on an association; the core's identifier is unique in the whole of the core
 * (TS 38.413 9.3.3.1, TS 36.401 6.2.1), so that a handover that the radio access decides by itself
 * names it to the core from another node (SourceAMF-UE-NGAP-ID): under that name it is kept once it
 * has a security context, without which no such handover is. Of a handover through the core, source
 * and target see the same container and nothing else in common. */
void ap_ue_settle(struct ap_reader *r, uint8_t procedure, unsigned how, const struct addr *core)
{
    const struct ap_ue *ue = &r->ue;
    struct message *m = r->m;
    uint64_t scope = hash_two(ap_scope(m->packet), m->proto, SEED);
    uint64_t container = ue->container ? hash_two(SEED, ue->container, CONTAINER) : 0;
    uint64_t ran = ue->has_ran ? hash_two(scope, ue->ran, RAN_ID) : 0;
    uint64_t here =
        ue->has_core && !(how & AP_UE_OTHER_ASSOCIATION) ? hash_two(scope, ue->core, CORE_ID) : 0;
    uint64_t at = ue->has_core && how & (AP_UE_OTHER_ASSOCIATION | AP_UE_EVERYWHERE)
                      ? ap_core_handle((enum proto)m->proto, core, ue->core)
                      : 0;
    if (how & AP_UE_BEGINS_CORE)
        message_handle(m, container);
    if (how & AP_UE_OTHER_ASSOCIATION)
        message_handle(m, at);
    message_handle(m, ran);
    message_handle(m, here);
    message_handle(m, at);
    message_handle(m, container);
    if (how & AP_UE_BEGINS_RAN)
        m->begins = ran;
    else if (how & AP_UE_BEGINS_CORE)
        m->begins = here;
    bool by_core = ue->has_core && !(how & AP_UE_PAIRS_BY_RAN);
    m->transaction = hash_two(procedure + 1U, by_core ? ue->core : ue->ran, ue->warning + by_core);
}

void ap_finish(struct ap_reader *r)
{
    struct sink *sink = r->sink;
    memcpy(sink->outer, r->m->handles, sizeof sink->outer);
    for (unsigned i = 0; i < r->inner_count; i++)
        sink_inner(sink, r->inner[i].decoder, r->m->packet, r->inner[i].bytes);
    message_end(sink, r->m);
}

/* --- Pieces -------------------------------------------------------------------------------------
 */

void ap_lacks(struct message *m, enum lack why)
{
    if (m->lack == LACK_NONE)
        m->lack = why;
}

void ap_opaque(const struct ap_reader *r, struct cursor bytes)
{
    sink_blind(r->sink, r->m->packet, BLIND_NOT_READ, cursor_left(&bytes),
               "what these ends only pass on: radio capabilities, containers, positioning");
}

void ap_unknown(const struct ap_reader *r, struct cursor bytes, const char *what)
{
    sink_blind(r->sink, r->m->packet, BLIND_UNKNOWN_MESSAGE, cursor_left(&bytes), what);
}

void ap_inner(struct ap_reader *r, enum decoder_id decoder, struct cursor bytes)
{
    if (cursor_left(&bytes) == 0)
        return;
    if (r->inner_count == AP_INNERS) {
        sink_blind(r->sink, r->m->packet, BLIND_TOO_DEEP, cursor_left(&bytes),
                   "more messages inside one than are followed");
        return;
    }
    r->inner[r->inner_count].decoder = decoder;
    r->inner[r->inner_count++].bytes = cursor_of(bytes.at, cursor_left(&bytes));
}

struct cursor ap_octets(struct ap_reader *r, struct aper *a)
{
    bool before = a->pieces;
    a->pieces = false;
    struct cursor value = aper_open(a);
    if (a->pieces) {
        ap_opaque(r, value);
        value = cursor_of(NULL, 0);
    }
    a->pieces = before;
    return value;
}

struct span ap_make(struct ap_reader *r, const uint8_t *bytes, size_t count)
{
    struct span made = {r->made + r->used, count};
    if (count > sizeof r->made - r->used)
        return (struct span){0};
    memcpy(r->made + r->used, bytes, count);
    r->used = (uint8_t)(r->used + count);
    return made;
}

struct span ap_make_number(struct ap_reader *r, struct span plmn, uint64_t number, size_t count)
{
    uint8_t bytes[3 + 8];
    struct cursor c = cursor_of(plmn.at, plmn.len);
    size_t at = 0;
    while (cursor_left(&c) && at < 3)
        bytes[at++] = cursor_u8(&c);
    for (size_t left = count; left; left--)
        bytes[at++] = (uint8_t)(number >> (8 * (left - 1)));
    return ap_make(r, bytes, at);
}

void ap_tail(struct aper *a, bool extended, bool has_extensions)
{
    if (has_extensions)
        ap_skip_extensions(a);
    if (extended)
        aper_additions(a);
}

static void put(struct ap_reader *r, enum meaning meaning, enum form form, struct span s,
                uint16_t group)
{
    if (s.len)
        field_bytes(r->m, meaning, form, s, group);
}

/* --- Values -------------------------------------------------------------------------------------
 */

void ap_cause(struct ap_reader *r, struct cursor value, unsigned radio_causes, bool is_ngap)
{
    static const char *const SETS[] = {"radio-network", "transport", "nas", "protocol", "misc"};
    static const uint8_t ROOTS[] = {0, 2, 4, 7, 6}; /* values before the extension bit's */
    struct aper a = aper_of(value);
    uint32_t set = aper_choice(&a, is_ngap ? 6 : 5, !is_ngap);
    if (set < sizeof ROOTS) {
        uint32_t cause = aper_enumerated(&a, set ? ROOTS[set] : radio_causes, true);
        if (cursor_ok(&a.c)) {
            uint8_t outcome = r->m->outcome; /* the kind of PDU says that, whatever the reason */
            field_number(r->m, MEANING_CAUSE, cause, 0);
            message_cause(r->m, SETS[set], cause);
            r->m->outcome = outcome;
        }
    }
    ap_lacks(r->m, a.c.why);
}

/* 0.0.0.0 is nobody's tunnel. */
static bool is_zero(struct span s)
{
    struct cursor c = cursor_of(s.at, s.len);
    uint8_t any = 0;
    while (cursor_left(&c))
        any |= cursor_u8(&c);
    return any == 0;
}

/* 32 bits, 128, or 160: an IPv4 and then an IPv6 address (TS 38.414 5.1, TS 36.414 5.3). */
unsigned ap_addresses(struct aper *a, struct span ret[2])
{
    uint32_t bits;
    unsigned count = 0;
    struct cursor c = aper_bit_string(a, 1, 160, true, &bits);
    if (bits == 32 || bits == 160)
        ret[count++] = cursor_span(&c, 4);
    if (bits == 128 || bits == 160)
        ret[count++] = cursor_span(&c, 16);
    return cursor_ok(&c) ? count : 0;
}

void ap_endpoint(struct ap_reader *r, struct aper *a, uint16_t group)
{
    struct span at[2];
    unsigned count = ap_addresses(a, at);
    struct cursor four = aper_octets(a, 4, 4, false);
    uint32_t teid = cursor_u32(&four);
    for (unsigned i = 0; i < count && cursor_ok(&four); i++)
        if (!is_zero(at[i]))
            field_tunnel(r->m, MEANING_SESSION_TUNNEL, teid, at[i], 0, group);
}

void ap_address(struct ap_reader *r, struct aper *a, enum meaning meaning, uint16_t group)
{
    struct span at[2];
    unsigned count = ap_addresses(a, at);
    for (unsigned i = 0; i < count; i++)
        put(r, meaning, FORM_IP, at[i], group);
}

void ap_tai(struct ap_reader *r, struct aper *a, unsigned tac, bool serves)
{
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    aper_align(a);
    struct span tai = cursor_span(&a->c, 3 + tac);
    put(r, MEANING_AREA, FORM_OCTETS, tai, 0);
    if (serves && tai.len)
        put(r, MEANING_VISITED, FORM_PLMN, (struct span){tai.at, 3}, 0);
    ap_tail(a, extended, more);
}

void ap_served(struct ap_reader *r, struct span plmn, uint32_t tac, size_t size)
{
    struct span tai = plmn.len ? ap_make_number(r, plmn, tac, size) : (struct span){0};
    put(r, MEANING_AREA, FORM_OCTETS, tai, 0);
}

/* As GTP and Diameter have it (TS 29.274 8.21.5): PLMN, then the cell right-aligned. */
void ap_cell(struct ap_reader *r, struct aper *a, unsigned bits)
{
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    aper_align(a);
    struct span plmn = cursor_span(&a->c, 3);
    uint64_t cell = (uint64_t)aper_bits(a, bits - 16) << 16;
    cell |= aper_bits(a, 16);
    if (plmn.len && cursor_ok(&a->c))
        put(r, MEANING_CELL, FORM_OCTETS, ap_make_number(r, plmn, cell, bits / 8 + 1), 0);
    ap_tail(a, extended, more);
}

void ap_tmsi(struct ap_reader *r, struct aper *a, unsigned bits)
{
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    uint64_t owner = aper_bits(a, bits);
    struct cursor tmsi = aper_octets(a, 4, 4, false);
    uint64_t number = owner << 32 | cursor_u32(&tmsi);
    if (cursor_ok(&tmsi))
        put(r, MEANING_GUTI, FORM_OCTETS, ap_make_number(r, (struct span){0}, number, bits / 8 + 4),
            0);
    ap_tail(a, extended, more);
}

struct span ap_core_name(struct aper *a)
{
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    aper_align(a);
    struct span name = cursor_span(&a->c, 6);
    ap_tail(a, extended, more);
    return name;
}

void ap_serving_core(struct ap_reader *r, struct aper *a)
{
    put(r, MEANING_SERVING_NODE, FORM_OCTETS, ap_core_name(a), 0);
}

void ap_name(struct ap_reader *r, struct aper *a)
{
    struct cursor name = aper_string(a, 1, 150, true);
    put(r, MEANING_ORIGIN_HOST, FORM_TEXT, cursor_rest(&name), 0);
}

/* What is recorded of this UE leaves for the trace collection entity (TS 32.422 4.1.2). */
void ap_trace(struct ap_reader *r, struct cursor value, uint16_t uri)
{
    enum { DEPTHS = 6, INTERFACES = 8, REFERENCE = 8 };
    struct aper a = aper_of(value);
    bool extended = aper_bit(&a);
    bool more = aper_bit(&a);
    aper_octets(&a, REFERENCE, REFERENCE, false);
    aper_bits(&a, INTERFACES);
    aper_enumerated(&a, DEPTHS, true);
    ap_address(r, &a, MEANING_COPY_TO, 0);
    struct ap_ie ie;
    for (uint32_t left = more ? aper_count(&a, 1, 65535) : 0; left && ap_field(&a, &ie); left--)
        if (ie.id == uri) {
            struct aper inside = aper_of(ie.value);
            struct cursor text = aper_open(&inside);
            put(r, MEANING_CALLBACK, FORM_TEXT, cursor_rest(&text), 0);
        }
    if (extended)
        aper_additions(&a);
    ap_lacks(r->m, a.c.why);
}
