/* Messages of TS 24.008 in which a UE says who it is; of all others only their size is told. Behind
 * a security mode command the radio leg ciphers them, and here they are in the clear. */
#include "wire/proto/ranap.h"

#include "wire/proto/mobile_identity.h"

/* Protocol discriminators (TS 24.007 11.2.3.1.1). */
enum { DISCRIMINATOR_MM = 5, DISCRIMINATOR_RR = 6, DISCRIMINATOR_GMM = 8, DISCRIMINATOR_SMS = 9 };

/* Where the identity stands: after so many bytes, and after so many elements of a length and a
 * value with bytes behind each. */
static const struct {
    uint8_t discriminator, type, skip, elements, then;
    bool area_first; /* of the bytes to skip, the last five before `then` are a location area */
} MESSAGES[] = {
    {DISCRIMINATOR_MM, 0x01, 1, 0, 0, false},  /* IMSI DETACH INDICATION, 9.2.12 */
    {DISCRIMINATOR_MM, 0x08, 7, 0, 0, true},   /* LOCATION UPDATING REQUEST, 9.2.15 */
    {DISCRIMINATOR_MM, 0x19, 0, 0, 0, false},  /* IDENTITY RESPONSE, 9.2.11 */
    {DISCRIMINATOR_MM, 0x24, 1, 1, 0, false},  /* CM SERVICE REQUEST, 9.2.9 */
    {DISCRIMINATOR_MM, 0x28, 1, 1, 0, false},  /* CM RE-ESTABLISHMENT REQUEST, 9.2.4 */
    {DISCRIMINATOR_RR, 0x27, 1, 1, 0, false},  /* PAGING RESPONSE, TS 44.018 9.1.25 */
    {DISCRIMINATOR_GMM, 0x01, 0, 1, 3, false}, /* ATTACH REQUEST, 9.4.1 */
    {DISCRIMINATOR_GMM, 0x16, 0, 0, 0, false}, /* IDENTITY RESPONSE, 9.4.13 */
};

static bool identity(struct ap_member *x, unsigned row, struct cursor nas)
{
    struct mobile_digits digits = {.used = 0};
    if (MESSAGES[row].area_first) {
        cursor_u8(&nas); /* update type */
        x->area = cursor_span(&nas, MOBILE_LAI_SIZE);
        cursor_u8(&nas); /* classmark 1 */
    } else {
        cursor_skip(&nas, MESSAGES[row].skip);
    }
    for (unsigned i = 0; i < MESSAGES[row].elements; i++)
        cursor_skip(&nas, cursor_u8(&nas));
    cursor_skip(&nas, MESSAGES[row].then);
    struct cursor value = cursor_sub(&nas, cursor_u8(&nas));
    struct mobile_identity who = mobile_identity(value, &digits);
    if (!cursor_ok(&nas) || who.type == 0)
        return false;
    if (who.tmsi.len)
        x->temporary = who.tmsi;
    /* The digits are put together here and have to last longer. */
    if (who.digits.len)
        who.digits = ap_make(&x->r, who.digits.at, who.digits.len);
    mobile_identity_tell(x->r.m, &who);
    return true;
}

void ranap_nas(struct ap_member *x, struct cursor nas)
{
    enum { TYPE_BITS = 0x3f, CP_DATA = 1 };
    struct cursor c = nas;
    uint8_t discriminator = cursor_u8(&c) & 15;
    uint8_t type = cursor_u8(&c);
    if (!cursor_ok(&c))
        return;
    if (discriminator == DISCRIMINATOR_SMS && type == CP_DATA)
        field_present(x->r.m, MEANING_SMS, 0);
    /* The two high bits of MM's and RR's types count messages (TS 24.007 11.2.3.2.1). */
    if (discriminator != DISCRIMINATOR_GMM)
        type &= TYPE_BITS;
    for (unsigned i = 0; i < sizeof MESSAGES / sizeof *MESSAGES; i++)
        if (MESSAGES[i].discriminator == discriminator && MESSAGES[i].type == type &&
            identity(x, i, c))
            return;
    sink_blind(x->r.sink, x->r.m->packet, BLIND_NOT_READ, cursor_left(&nas),
               "messages of TS 24.008 between UE and core");
}
