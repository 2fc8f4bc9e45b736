/* What the neighbours of NGAP and S1AP have in common. Clauses: TS 36.423 9.3, which the others
 * follow. */
#include "wire/proto/ap_family.h"

#include "base/hash.h"

enum {
    F1AP_CHOICE_SPARE = 0x3f,
    HAS_EXTENSIONS = 0x40, /* of the preamble, where a SEQUENCE may have protocolExtensions */
    PLMN = 3,
};

static bool read_pdu(const struct ap_family *f, struct cursor bytes, struct ap_pdu *ret)
{
    if (!f->four_choices)
        return ap_read_pdu(bytes, ret);
    uint8_t choice = cursor_u8(&bytes);
    return !(choice & F1AP_CHOICE_SPARE) && choice >> 6 <= AP_UNSUCCESSFUL &&
           ap_read_chosen(bytes, choice >> 6, ret);
}

enum likeness ap_family_looks(const struct ap_family *f, struct cursor bytes)
{
    struct ap_pdu pdu;
    return read_pdu(f, bytes, &pdu) ? ap_looks_pdu(&pdu, f->proto, f->sure) : LIKE_NOT;
}

void ap_member_ue(struct ap_member *x, unsigned kind, uint64_t id)
{
    uint64_t handle = hash_two(x->scope, id, kind) | 1;
    message_handle(x->r.m, handle);
    ap_member_key(x, hash_two(kind, id, 0));
    x->newest = handle;
    x->ids++;
}

void ap_member_key(struct ap_member *x, uint64_t key)
{
    if (x->key == 0)
        x->key = key;
}

/* A CHOICE of sets, each of them an ENUMERATED. */
void ap_member_cause(struct ap_member *x, struct aper *a)
{
    static const char *const SETS[AP_CAUSE_SETS] = {"radio-network", "transport", "protocol",
                                                    "misc"};
    const struct ap_family *f = x->family;
    struct message *m = x->r.m;
    uint32_t set = aper_choice(a, f->cause_choices, f->extended_cause);
    if (set >= AP_CAUSE_SETS)
        return;
    uint32_t cause = aper_enumerated(a, f->causes[set], true);
    if (!cursor_ok(&a->c))
        return;
    uint8_t outcome = m->outcome; /* the kind of PDU says that, whatever the reason */
    field_number(m, MEANING_CAUSE, cause, 0);
    message_cause(m, SETS[set], cause);
    m->outcome = outcome;
}

void ap_member_opaque(struct ap_member *x, struct aper *a, const char *what)
{
    sink_blind(x->r.sink, x->r.m->packet, BLIND_NOT_READ, cursor_left(&a->c), what);
    a->c = cursor_of(NULL, 0);
}

void ap_member_plmn(struct ap_member *x, struct aper *a, enum meaning meaning)
{
    struct span plmn = cursor_span(&a->c, PLMN);
    if (plmn.len)
        field_bytes(x->r.m, meaning, FORM_PLMN, plmn, 0);
}

void ap_member_capabilities(struct aper *a, unsigned count)
{
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    for (unsigned i = 0; i < count; i++) {
        uint32_t bits;
        if (aper_bit(a))
            aper_bit_string(a, 0, UINT32_MAX, false, &bits);
        else
            aper_bits(a, 16);
    }
    ap_tail(a, extended, more);
}

void ap_member_star_key(struct ap_member *x, struct aper *a)
{
    enum { KEY_BITS = 256 };
    uint32_t bits;
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    aper_bit_string(a, KEY_BITS, KEY_BITS, false, &bits);
    aper_bits(a, 3); /* next hop chaining count */
    ap_tail(a, extended, more);
    field_present(x->r.m, MEANING_SESSION_KEY, 0);
}

static void node_of(struct ap_member *x, struct span plmn, uint32_t number, unsigned bits)
{
    field_bytes(x->r.m, MEANING_ORIGIN_REALM, FORM_PLMN, plmn, 0);
    struct span name = ap_make_number(&x->r, plmn, number, (bits + 7U) / 8);
    if (name.len)
        field_bytes(x->r.m, MEANING_NODE, FORM_OCTETS, name, 0);
}

/* 20 or 28 bits; 18 or 21 since Release 14. */
void ap_member_enb(struct ap_member *x, struct aper *a, unsigned preamble)
{
    static const uint8_t SIZES[] = {20, 28, 18, 21};
    aper_bits(a, preamble);
    aper_align(a);
    struct span plmn = cursor_span(&a->c, PLMN);
    uint32_t form = aper_choice(a, 2, true);
    if (form >= sizeof SIZES || plmn.len == 0)
        return;
    struct aper id = form > 1 ? aper_of(aper_open(a)) : *a;
    aper_align(&id);
    uint32_t number = aper_bits(&id, SIZES[form]);
    if (cursor_ok(&id.c))
        node_of(x, plmn, number, SIZES[form]);
}

/* The CHOICE has an extension bit (X2AP) or a second alternative for it (XnAP): either is one bit.
 */
void ap_member_gnb(struct ap_member *x, struct aper *a)
{
    enum { SHORTEST = 22, LONGEST = 32 };
    uint32_t bits;
    aper_bits(a, 2);
    aper_align(a);
    struct span plmn = cursor_span(&a->c, PLMN);
    if (aper_bit(a) || plmn.len == 0)
        return;
    struct cursor id = aper_bit_string(a, SHORTEST, LONGEST, false, &bits);
    struct aper number = aper_of(id);
    if (cursor_ok(&a->c))
        node_of(x, plmn, aper_bits(&number, bits), bits);
}

void ap_member_node(struct ap_member *x, uint64_t number, size_t bytes)
{
    struct span name = ap_make_number(&x->r, (struct span){0}, number, bytes);
    if (name.len)
        field_bytes(x->r.m, MEANING_NODE, FORM_OCTETS, name, 0);
}

static void own(struct ap_member *x, const struct ap_ie *ie)
{
    struct aper a = aper_of(ie->value);
    x->family->own(x, ie->id, &a);
    ap_lacks(x->r.m, a.c.why);
}

static void items(struct ap_member *x, struct aper *a, uint32_t count)
{
    struct ap_ie item;
    while (count-- && ap_field(a, &item)) {
        const struct spec_ie *row = spec_ie(x->family->proto, 0, item.id);
        if (row && row->form == FORM_OWN)
            own(x, &item);
    }
}

/* SEQUENCE OF ProtocolIE-SingleContainer, or of ProtocolIE-Container. */
static void list(struct ap_member *x, struct cursor value)
{
    struct aper a = aper_of(value);
    uint32_t left = aper_count(&a, 1, x->family->list_most);
    if (!x->family->lists_of_lists)
        items(x, &a, left);
    else
        while (left-- && cursor_ok(&a.c))
            items(x, &a, aper_count(&a, 0, 65535));
    ap_lacks(x->r.m, a.c.why);
}

static void element(struct ap_member *x, const struct ap_ie *ie)
{
    const struct spec_ie *row = spec_ie(x->family->proto, 0, ie->id);
    if (!row)
        ap_unknown(&x->r, ie->value, "information elements that no specification of ours names");
    else if (ie->pieces && (row->form == FORM_OWN || row->form == FORM_GROUP))
        ap_unknown(&x->r, ie->value, "an information element in fragments");
    else if (row->form == FORM_GROUP)
        list(x, ie->value);
    else if (row->form == FORM_OWN)
        own(x, ie);
    else
        field_of_row(x->r.m, row, ie->value, 0);
}

/* Where the SEQUENCE has them, later releases' elements stand behind the list. */
static void extensions(struct ap_member *x, struct ap_pdu *pdu)
{
    if (!(pdu->preamble & HAS_EXTENSIONS) || pdu->in_pieces || cursor_left(&pdu->at) == 0)
        return;
    struct aper a = aper_of(pdu->at);
    struct ap_ie ie;
    for (uint32_t left = aper_count(&a, 1, 65535); left && ap_field(&a, &ie); left--)
        element(x, &ie);
    ap_lacks(x->r.m, a.c.why);
}

/* Who begins an exchange about a UE names it anew, and so does who accepts it. */
static void settle(struct ap_member *x, const struct ap_pdu *pdu)
{
    struct message *m = x->r.m;
    bool asks = m->part == PART_REQUEST || pdu->procedure == x->family->begins;
    if ((asks && x->ids == 1) || (m->part == PART_ANSWER && x->ids == 2))
        m->begins = x->newest;
    m->transaction = hash_two(x->scope, pdu->procedure, x->key);
    if (m->part == PART_NEITHER)
        m->pairing = PAIR_NONE;
}

enum verdict ap_family_decode(const struct ap_family *f, struct cursor bytes,
                              const struct packet *p, struct sink *sink)
{
    struct ap_pdu pdu;
    struct ap_ie ie;
    struct ap_member x = {.family = f, .scope = hash_two(ap_scope(p), f->proto, 0)};
    if (!read_pdu(f, bytes, &pdu))
        return VERDICT_NOT_MINE;
    struct message *m = ap_begin(sink, p, f->proto, &pdu, cursor_left(&bytes));
    ap_reader_init(&x.r, m, sink);
    if (pdu.procedure == f->private_procedure) {
        ap_unknown(&x.r, pdu.at, "private messages");
    } else {
        while (ap_next_ie(&pdu, &ie))
            element(&x, &ie);
        if (pdu.why == LACK_NONE)
            extensions(&x, &pdu);
    }
    ap_lacks(m, pdu.why);
    if (f->last)
        f->last(&x);
    settle(&x, &pdu);
    ap_finish(&x.r);
    return VERDICT_TOOK;
}
