/* S1AP's lists of E-RABs: their tunnels, and the NAS messages beside them (TS 36.413 9.3.3). */
#include "wire/proto/s1ap.h"

enum shape {
    SHAPE_TUNNEL,  /* address, TEID */
    SHAPE_CONTEXT, /* QoS, address, TEID, perhaps NAS */
    SHAPE_SETUP,   /* QoS, address, TEID, NAS */
    SHAPE_MODIFY,  /* QoS, NAS; a new tunnel as an extension */
    SHAPE_ADMITTED,
    SHAPE_FORWARDING,
};

/* AllocationAndRetentionPriority: 4 bits of level, two flags. */
static void retention(struct aper *a)
{
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    aper_bits(a, 4 + 1 + 1);
    ap_tail(a, extended, more);
}

static void bit_rates(struct aper *a)
{
    bool extended = aper_bit(a);
    bool more = aper_bit(a);
    for (unsigned i = 0; i < 4; i++)
        aper_integer(a, 0, 10000000000U);
    ap_tail(a, extended, more);
}

/* E-RABLevelQoSParameters: stepped over. */
static void quality(struct aper *a)
{
    bool extended = aper_bit(a);
    bool guaranteed = aper_bit(a);
    bool more = aper_bit(a);
    aper_integer(a, 0, 255);
    retention(a);
    if (guaranteed)
        bit_rates(a);
    ap_tail(a, extended, more);
}

/* Up to two tunnels of which address and TEID are each said to be there or not. */
static void two_tunnels(struct ap_reader *r, struct aper *a, uint32_t there, uint16_t group)
{
    for (unsigned i = 0; i < 2; i++, there <<= 2) {
        uint32_t bits;
        if ((there & 12) == 12)
            ap_endpoint(r, a, group);
        else if (there & 8)
            aper_bit_string(a, 1, 160, true, &bits);
        else if (there & 4)
            aper_octets(a, 4, 4, false);
    }
}

/* TransportInformation (id 185): the tunnel moves with the modification. */
static void moved(struct ap_reader *r, struct aper *a, uint16_t group)
{
    struct ap_ie ie;
    for (uint32_t left = aper_count(a, 1, 65535); left && ap_field(a, &ie); left--)
        if (ie.id == S1AP_TRANSPORT_INFORMATION) {
            struct aper value = aper_of(ie.value);
            aper_bit(&value);
            ap_endpoint(r, &value, group);
        }
}

static void nas(struct ap_reader *r, struct aper *a)
{
    ap_inner(r, DECODER_nas_eps, ap_octets(r, a));
}

static void bearer(struct ap_reader *r, struct aper *a, enum shape shape, bool quality_last)
{
    uint16_t group = ++r->m->groups;
    uint32_t there = 0;
    bool has_nas = shape == SHAPE_SETUP || shape == SHAPE_MODIFY;
    aper_bit(a);
    if (shape == SHAPE_ADMITTED || shape == SHAPE_FORWARDING)
        there = aper_bits(a, 4);
    if (shape == SHAPE_CONTEXT)
        has_nas = aper_bit(a);
    bool more = aper_bit(a);
    field_number(r->m, MEANING_BEARER, aper_integer_ext(a, 0, 15), group);
    if (shape != SHAPE_TUNNEL && shape < SHAPE_ADMITTED && !quality_last)
        quality(a);
    if (shape != SHAPE_MODIFY && shape != SHAPE_FORWARDING)
        ap_endpoint(r, a, group);
    two_tunnels(r, a, there, group);
    if (quality_last)
        quality(a);
    if (has_nas)
        nas(r, a);
    if (shape == SHAPE_MODIFY && more)
        moved(r, a, group);
}

bool s1ap_bearer(struct ap_reader *r, uint16_t id, struct aper *a)
{
    switch ((enum s1ap_ie)id) {
    case S1AP_CONTEXT_REQUEST_ITEM:
        bearer(r, a, SHAPE_CONTEXT, false);
        return true;
    case S1AP_SETUP_REQUEST_ITEM:
        bearer(r, a, SHAPE_SETUP, false);
        return true;
    case S1AP_MODIFY_REQUEST_ITEM:
        bearer(r, a, SHAPE_MODIFY, false);
        return true;
    case S1AP_HANDOVER_REQUEST_ITEM:
        bearer(r, a, SHAPE_TUNNEL, true);
        return true;
    case S1AP_ADMITTED_ITEM:
        bearer(r, a, SHAPE_ADMITTED, false);
        return true;
    case S1AP_FORWARDING_ITEM:
        bearer(r, a, SHAPE_FORWARDING, false);
        return true;
    case S1AP_CONTEXT_RESPONSE_ITEM:
    case S1AP_SETUP_RESPONSE_ITEM:
    case S1AP_TO_BE_SWITCHED_DL_ITEM:
    case S1AP_TO_BE_SWITCHED_UL_ITEM:
    case S1AP_MODIFY_INDICATION_ITEM:
    case S1AP_NOT_MODIFIED_ITEM:
        bearer(r, a, SHAPE_TUNNEL, false);
        return true;
    default:
        return false;
    }
}
