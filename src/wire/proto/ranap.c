/* RANAP, TS 25.413: between radio network controller and core (Iu), inside SCCP or RUA. */
#include "wire/proto/ranap.h"
#include "wire/proto/ap_family.h"

#include "base/hash.h"

enum { PLACE_LAI = 5, PLACE_RAI = 6, PLACE_SAI = 7, RABS = 256, KIND_SIGNALLING = 1 };

/* TS 25.413 9.3.6. */
enum element {
    AREA_IDENTITY = 0,
    CAUSE = 4,
    CHOSEN_ENCRYPTION = 5,
    LAI = 15,
    NAS_PDU = 16,
    OMC_ID = 19,
    PAGING_AREA = 21,
    PERMANENT_ID = 23,
    FORWARDING_ITEM = 26,
    RELOCATED_ITEM = 48,
    MODIFIED_ITEM = 51,
    SAI = 58,
    SOURCE_TO_TARGET = 61,
    TARGET_TO_SOURCE = 63,
    TEMPORARY_ID = 64,
    UE_ID = 69,
    SIGNALLING_ID = 79,
    GLOBAL_RNC_ID = 86,
    GLOBAL_CN_ID = 96,
};

static bool sure(const struct ap_pdu *pdu, uint16_t first, uint16_t second)
{
    (void)pdu, (void)first, (void)second;
    return false; /* never by bytes alone: it has neither port nor payload protocol */
}

/* A SEQUENCE without extension bit: one bit, then bytes in a row. */
static struct span bytes_of(struct aper *a, size_t count)
{
    aper_bit(a);
    aper_align(a);
    return cursor_span(&a->c, count);
}

static void place(struct ap_member *x, struct span s, enum meaning meaning)
{
    if (s.len == 0)
        return;
    field_bytes(x->r.m, meaning, FORM_OCTETS, s, 0);
    field_bytes(x->r.m, MEANING_VISITED, FORM_PLMN, (struct span){s.at, 3}, 0);
}

static void lai(struct ap_member *x, struct aper *a)
{
    x->area = bytes_of(a, PLACE_LAI);
    place(x, x->area, MEANING_AREA);
}

/* By location area, or by routing area: a LAI and a byte more. */
static void paging_area(struct ap_member *x, struct aper *a)
{
    uint32_t which = aper_choice(a, 2, true);
    if (which == 1)
        aper_bits(a, 2);
    struct span s = which < 2 ? bytes_of(a, which ? PLACE_RAI : PLACE_LAI) : (struct span){0};
    if (s.len) {
        x->area = (struct span){s.at, PLACE_LAI};
        field_bytes(x->r.m, MEANING_AREA, FORM_OCTETS, s, 0);
    }
}

/* A service area, or a place on the map. */
static void area_identity(struct ap_member *x, struct aper *a)
{
    if (aper_choice(a, 2, true) == 0)
        place(x, bytes_of(a, PLACE_SAI), MEANING_CELL);
    else
        field_present(x->r.m, MEANING_LOCATION, 0);
}

static void digits(struct ap_member *x, struct cursor value, enum meaning meaning)
{
    if (cursor_left(&value) && cursor_ok(&value))
        field_bytes(x->r.m, meaning, FORM_TBCD, cursor_rest(&value), 0);
}

static void permanent(struct ap_member *x, struct aper *a)
{
    if (aper_choice(a, 1, true) == 0)
        digits(x, aper_octets(a, 3, 8, false), MEANING_IMSI);
}

/* Of whom a trace is made: IMSI, IMEI or IMEISV. */
static void traced(struct ap_member *x, struct aper *a)
{
    enum { BY_IMSI, BY_IMEI, BY_IMEISV };
    uint32_t which = aper_choice(a, 2, true);
    if (which == BY_IMSI)
        digits(x, aper_octets(a, 3, 8, false), MEANING_IMSI);
    else if (which == BY_IMEI)
        digits(x, aper_octets(a, 8, 8, false), MEANING_IMEI);
    else if (which == BY_IMEISV)
        digits(x, aper_open(a), MEANING_IMEI);
}

static void temporary(struct ap_member *x, struct aper *a)
{
    if (aper_choice(a, 2, true) == 0) {
        struct cursor tmsi = aper_octets(a, 4, 4, false);
        x->temporary = cursor_rest(&tmsi);
    }
}

/* Five sets of numbers that follow each other, one of operators' own, and since Release 6 a second
 * one of the radio network. */
static void cause(struct ap_member *x, struct aper *a)
{
    static const uint16_t FIRST[] = {1, 65, 81, 97, 113, 129};
    static const uint16_t LAST[] = {64, 80, 96, 112, 128, 256};
    enum { SETS = 6, EXTENDED_FIRST = 257, EXTENDED_LAST = 512 };
    struct message *m = x->r.m;
    uint32_t set = aper_choice(a, SETS, true);
    uint64_t number = 0;
    if (set < SETS) {
        number = aper_integer(a, FIRST[set], LAST[set]);
    } else {
        struct aper beyond = aper_of(aper_open(a));
        number = aper_integer(&beyond, EXTENDED_FIRST, EXTENDED_LAST);
    }
    if (!cursor_ok(&a->c))
        return;
    uint8_t outcome = m->outcome; /* the kind of PDU says that, whatever the reason */
    field_number(m, MEANING_CAUSE, number, 0);
    message_cause(m, "cause", (uint32_t)number);
    m->outcome = outcome;
}

/* TransportLayerAddress: an address as it is, or inside an NSAP (RFC 4548 3: 35 0001, IPv4; 35
 * 0000, IPv6). */
static struct span transport_address(struct aper *a)
{
    enum { NSAP_OF_IP = 0x35, NSAP_IPV6 = 0, NSAP_IPV4 = 1 };
    uint32_t bits;
    struct cursor c = aper_bit_string(a, 1, 160, true, &bits);
    if (bits == 32 || bits == 128)
        return cursor_span(&c, bits / 8);
    if (bits != 160 || cursor_u8(&c) != NSAP_OF_IP)
        return (struct span){0};
    uint16_t kind = cursor_u16(&c);
    return kind > NSAP_IPV4 ? (struct span){0} : cursor_span(&c, kind == NSAP_IPV4 ? 4 : 16);
}

/* Address and association, each of them optional when `there` says so. */
static void tunnel(struct ap_member *x, struct aper *a, bool has_address, bool has_association)
{
    enum { BY_TEID = 0 };
    struct span at = {0};
    uint16_t group = ++x->r.m->groups;
    field_number(x->r.m, MEANING_BEARER, aper_bits(a, 8), group);
    if (has_address)
        at = transport_address(a);
    if (!has_association || aper_choice(a, 2, true) != BY_TEID)
        return;
    struct cursor four = aper_octets(a, 4, 4, false);
    uint32_t teid = cursor_u32(&four);
    if (at.len && cursor_ok(&four))
        field_tunnel(x->r.m, MEANING_SESSION_TUNNEL, teid, at, 0, group);
}

/* Items of radio access bearers: the controller's end of each tunnel. */
static void bearer(struct ap_member *x, uint16_t id, struct aper *a)
{
    aper_bit(a);
    if (id == FORWARDING_ITEM) {
        aper_bit(a);
        tunnel(x, a, true, true);
        return;
    }
    bool has_address = aper_bit(a);
    bool has_association = aper_bit(a);
    aper_bits(a, id == MODIFIED_ITEM ? 2 : 1);
    tunnel(x, a, has_address, has_association);
}

static void node(struct ap_member *x, struct aper *a)
{
    struct span plmn = cursor_span(&a->c, 3);
    uint64_t number = aper_integer(a, 0, 4095);
    if (!plmn.len || !cursor_ok(&a->c))
        return;
    field_bytes(x->r.m, MEANING_ORIGIN_REALM, FORM_PLMN, plmn, 0);
    struct span name = ap_make_number(&x->r, plmn, number, 2);
    if (name.len)
        field_bytes(x->r.m, MEANING_NODE, FORM_OCTETS, name, 0);
}

static void signalling(struct ap_member *x, struct aper *a)
{
    uint32_t bits;
    struct cursor id = aper_bit_string(a, 24, 24, false, &bits);
    uint32_t number = cursor_u24(&id);
    if (cursor_ok(&id))
        ap_member_ue(x, KIND_SIGNALLING, number);
}

static void identity(struct ap_member *x, uint16_t id, struct aper *a)
{
    struct cursor name;
    switch ((enum element)id) {
    case PERMANENT_ID:
        permanent(x, a);
        break;
    case TEMPORARY_ID:
        temporary(x, a);
        break;
    case UE_ID:
        traced(x, a);
        break;
    case SIGNALLING_ID:
        signalling(x, a);
        break;
    case GLOBAL_RNC_ID:
    case GLOBAL_CN_ID:
        node(x, a);
        break;
    case OMC_ID: /* who gets the trace (TS 32.421 5.1) */
        name = aper_octets(a, 3, 22, false);
        if (cursor_left(&name))
            field_bytes(x->r.m, MEANING_COPY_TO, FORM_OCTETS, cursor_rest(&name), 0);
        break;
    default:
        break;
    }
}

static void own(struct ap_member *x, uint16_t id, struct aper *a)
{
    switch ((enum element)id) {
    case CAUSE:
        cause(x, a);
        break;
    case LAI:
        lai(x, a);
        break;
    case SAI:
        place(x, bytes_of(a, PLACE_SAI), MEANING_CELL);
        break;
    case AREA_IDENTITY:
        area_identity(x, a);
        break;
    case PAGING_AREA:
        paging_area(x, a);
        break;
    case NAS_PDU:
        ranap_nas(x, ap_octets(&x->r, a));
        break;
    case CHOSEN_ENCRYPTION: /* 0: none (9.2.1.13) */
        if (aper_bits(a, 4) == 0 && cursor_ok(&a->c))
            field_present(x->r.m, MEANING_NULL_CIPHER, 0);
        break;
    case MODIFIED_ITEM:
    case RELOCATED_ITEM:
    case FORWARDING_ITEM:
        bearer(x, id, a);
        break;
    case SOURCE_TO_TARGET:
    case TARGET_TO_SOURCE:
        ap_member_opaque(x, a, "containers between radio access nodes");
        break;
    default:
        identity(x, id, a);
        break;
    }
}

/* A connection below is one UE's, and each of its procedures runs once at a time (8.1). */
static void last(struct ap_member *x)
{
    if (x->r.sink->outer[0])
        x->key = x->r.sink->outer[0];
    uint8_t room[PLACE_LAI + 4];
    struct cursor area = cursor_of(x->area.at, x->area.len);
    struct cursor tmsi = cursor_of(x->temporary.at, x->temporary.len);
    if (x->area.len != PLACE_LAI || x->temporary.len != 4)
        return;
    for (unsigned i = 0; i < sizeof room; i++)
        room[i] = cursor_u8(i < PLACE_LAI ? &area : &tmsi);
    struct span s = ap_make(&x->r, room, sizeof room);
    if (s.len)
        field_bytes(x->r.m, MEANING_GUTI, FORM_OCTETS, s, 0);
}

static const struct ap_family family = {
    .proto = PROTO_RANAP,
    .private_procedure = 25,
    .begins = AP_NO_PROCEDURE,
    .lists_of_lists = true,
    .list_most = RABS,
    .sure = sure,
    .own = own,
    .last = last,
};

static enum verdict decode(struct cursor bytes, const struct packet *p, struct sink *sink)
{
    return ap_family_decode(&family, bytes, p, sink);
}

const struct decoder decoder_ranap = {
    .name = "ranap", .looks = looks_inside_only, .decode = decode};
