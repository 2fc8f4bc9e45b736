/* Contexts: what an old node hands to the new one about a subscriber. Keys and vectors are told by
 * their presence only. */
#include "wire/proto/gtp.h"

static struct span counted(struct cursor *c)
{
    return cursor_span(c, cursor_u8(c));
}

static bool is_address(struct span s)
{
    return s.len == 4 || s.len == 16;
}

/* TS 29.060 7.7.29: one session as the old node has it, with the far ends of its tunnels. */
void gtp_pdp_context(struct message *m, struct cursor value)
{
    uint16_t group = ++m->groups;
    uint8_t bearer = cursor_u8(&value) & 15; /* behind three flags and the order bit: NSAPI */
    cursor_u8(&value);                       /* SAPI */
    for (unsigned qos = 0; qos < 3; qos++)   /* subscribed, requested, negotiated */
        counted(&value);
    cursor_skip(&value, 2 + 2 + 1 + 1); /* sequence and N-PDU numbers, down and up */
    uint32_t control = cursor_u32(&value);
    uint32_t data = cursor_u32(&value);
    cursor_skip(&value, 1 + 2); /* context identifier, organisation and number of the PDP type */
    struct span user = counted(&value);
    struct span signalling = counted(&value);
    struct span traffic = counted(&value);
    struct span apn = counted(&value);
    field_number(m, MEANING_BEARER, bearer, group);
    if (is_address(user))
        gtp_ue_address(m, user, group);
    if (is_address(signalling))
        gtp_tunnel(m, control, signalling, GTP_INTERFACE_CONTROL, group);
    if (is_address(traffic))
        gtp_tunnel(m, data, traffic, GTP_INTERFACE_USER, group);
    if (apn.len)
        field_bytes(m, MEANING_APN, FORM_NAME, apn, group);
}

/* TS 29.060 7.7.28: key set, then security mode and number of vectors. */
void gtp_mm_context(struct message *m, struct cursor value)
{
    if (cursor_left(&value) < 2)
        return;
    cursor_u8(&value);
    uint8_t vectors = cursor_u8(&value) >> 3 & 7;
    field_present(m, MEANING_SESSION_KEY, 0);
    if (vectors)
        field_present(m, MEANING_VECTOR, 0);
}

/* TS 29.274 8.38-1 to 8.38-6: six forms of one element. `before`: bytes of counts and algorithms
 * behind the first two; `key`: bytes of the current keys. */
struct mm_form {
    uint8_t before, key;
    bool triplets, quadruplets, is_eps;
};

enum { MM_FIRST = 103, MM_FORMS = 6 };

static const struct mm_form MM[MM_FORMS] = {
    {.before = 1, .key = 8, .triplets = true},                     /* GSM key and triplets */
    {.before = 1, .key = 32},                                      /* UMTS key, cipher */
    {.before = 1, .key = 8},                                       /* GSM key, quintuplets */
    {.before = 1, .key = 32},                                      /* UMTS key, quintuplets */
    {.before = 7, .key = 32, .quadruplets = true, .is_eps = true}, /* EPS security context */
    {.before = 1, .key = 32, .quadruplets = true},                 /* UMTS key, quadruplets */
};

/* Steps over the vectors: RAND, XRES, AUTN and the keys of each (TS 29.274 8.38-7, 8.38-8). */
static void skip_vectors(struct cursor *c, const struct mm_form *form, unsigned quadruplets,
                         unsigned others)
{
    for (unsigned i = 0; i < quadruplets; i++) {
        cursor_skip(c, 16);
        counted(c);
        counted(c);
        cursor_skip(c, 32);
    }
    for (unsigned i = 0; i < others; i++) {
        cursor_skip(c, 16);
        if (form->triplets) {
            cursor_skip(c, 4 + 8);
            continue;
        }
        counted(c);
        cursor_skip(c, 32);
        counted(c);
    }
}

/* Behind the vectors: DRX parameter, next hop, aggregate rates, capabilities, then the equipment.
 * It is told only when it looks like one, for what stands before it depends on many flags. */
static void equipment(struct message *m, struct cursor *c, uint16_t group)
{
    counted(c); /* capability of the UE's network */
    counted(c); /* capability of the MS's network */
    struct span imei = counted(c);
    if (imei.len == 8)
        field_bytes(m, MEANING_IMEI, FORM_TBCD, imei, group);
}

void gtpv2_mm_context(struct message *m, uint8_t type, struct cursor value, uint16_t group)
{
    unsigned which = (unsigned)type - MM_FIRST;
    if (which >= MM_FORMS || cursor_left(&value) < 3)
        return;
    const struct mm_form *form = &MM[which];
    uint8_t mode = cursor_u8(&value);
    uint8_t counts = cursor_u8(&value);
    uint8_t third = cursor_u8(&value);
    field_present(m, MEANING_SESSION_KEY, group);
    unsigned others = counts >> 5;
    unsigned quadruplets = form->quadruplets ? counts >> 2 & 7 : 0;
    if (others || quadruplets)
        field_present(m, MEANING_VECTOR, group);
    cursor_skip(&value, form->before - 1U + form->key);
    skip_vectors(&value, form, quadruplets, others);
    bool subscribed = form->is_eps ? third >> 7 : counts & 1;
    bool used = counts >> 1 & 1;
    if (mode >> 3 & 1)
        cursor_skip(&value, 2); /* DRX */
    if (form->is_eps && mode >> 4 & 1)
        cursor_skip(&value, 33); /* next hop and its chaining count */
    cursor_skip(&value, (subscribed ? 8U : 0U) + (used ? 8U : 0U));
    equipment(m, &value, group);
}
