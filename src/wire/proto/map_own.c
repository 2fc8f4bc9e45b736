/* Values of MAP and CAP that a form alone does not say: addresses by their kind, places, and what
 * is asked for. */
#include "wire/proto/tcap.h"

enum {
    PLAN_MASK = 0x0f, /* AddressString, TS 29.002 17.7.8 */
    PLAN_E164 = 1,
    PLAN_E212 = 6,
    NATURE_MASK = 0x70,
    NATURE_INTERNATIONAL = 0x10,
    PARTY_ODD = 0x80,
    PARTY_NATURE_MASK = 0x7f,
    PARTY_INTERNATIONAL = 4,
    TERMINATING_FIRST = 11,
    TERMINATING_LAST = 18,
    PLMN_LENGTH = 3,
    LAI_LENGTH = 5,
    ASK_IMSI = 0, /* RequestParameter of GSM 09.02 version 1 */
    ASK_VECTORS = 1,
    ASK_PROFILE = 2,
    ASK_KEY = 4,
};

/* An IMSI or an MSISDN in the same form, told apart by the numbering plan. */
void map_reference(struct message *m, struct cursor value)
{
    uint8_t plan = cursor_peek8(&value, 0) & PLAN_MASK;
    if (cursor_left(&value) < 2)
        return;
    if (plan == PLAN_E164)
        field_bytes(m, MEANING_MSISDN, FORM_E164, cursor_rest(&value), 0);
    cursor_u8(&value);
    if (plan == PLAN_E212)
        field_bytes(m, MEANING_IMSI, FORM_TBCD, cursor_rest(&value), 0);
}

/* Where the cell or area lies tells the serving network too (TS 23.003 4.1, 4.3). */
static void place(struct message *m, enum meaning meaning, struct cursor value)
{
    struct cursor plmn = value;
    if (cursor_left(&value) < LAI_LENGTH)
        return;
    field_bytes(m, meaning, FORM_OCTETS, cursor_rest(&value), 0);
    if (!message_field(m, MEANING_VISITED))
        field_bytes(m, MEANING_VISITED, FORM_PLMN, cursor_span(&plmn, PLMN_LENGTH), 0);
}

/* GSM 09.02 version 1: what sendParameters asks for. Ki is a credential like the vectors. */
static void asked(struct message *m, struct cursor value)
{
    static const enum meaning meanings[] = {
        [ASK_IMSI] = MEANING_ASK_IDENTITY,
        [ASK_VECTORS] = MEANING_ASK_VECTORS,
        [ASK_PROFILE] = MEANING_ASK_PROFILE,
        [ASK_KEY] = MEANING_ASK_VECTORS,
    };
    uint8_t what = cursor_u8(&value);
    if (what < sizeof meanings / sizeof *meanings && meanings[what])
        field_number(m, meanings[what], 1, 0);
}

/* A number that is called, as an AddressString (calledPartyBCDNumber, TS 29.078 6.1): only an
 * international one is somebody's number with its country code. */
static void number(struct message *m, enum meaning meaning, struct cursor value)
{
    uint8_t first = cursor_peek8(&value, 0);
    if ((first & NATURE_MASK) == NATURE_INTERNATIONAL && (first & PLAN_MASK) <= PLAN_E164)
        field_bytes(m, meaning, FORM_E164, cursor_rest(&value), 0);
}

/* eventTypeBCSM and eventTypeSMS, TS 29.078 6.1, 7.1: in a call or message that ends at the
 * subscriber, who calls is somebody else. */
static void event(struct message *m, struct cursor value)
{
    uint8_t type = cursor_u8(&value);
    if (type < TERMINATING_FIRST || type > TERMINATING_LAST)
        return;
    for (uint16_t i = 0; i < m->field_count; i++)
        if (m->fields[i].meaning == MEANING_CALLING)
            m->fields[i].meaning = MEANING_OTHER_PARTY;
}

/* TS 23.003 5.1: type and length in a byte, then an address of IP. */
static void gsn_address(struct message *m, enum meaning meaning, struct cursor value)
{
    cursor_u8(&value);
    if (cursor_left(&value) == 4 || cursor_left(&value) == 16)
        field_bytes(m, meaning, FORM_IP, cursor_rest(&value), 0);
}

/* A number as ISUP has it (Q.763 3.9, 3.10): oddness and nature, plan, digits. */
void map_party(struct message *m, enum meaning meaning, struct cursor value)
{
    uint8_t nature = cursor_u8(&value);
    cursor_u8(&value);
    size_t digits = cursor_left(&value) * 2;
    if (!digits || (nature & PARTY_NATURE_MASK) != PARTY_INTERNATIONAL)
        return;
    struct field *f = field_add(m, meaning, FORM_BCD, 0);
    if (!f)
        return;
    struct span s = cursor_rest(&value);
    f->at = s.at;
    f->len = (uint32_t)s.len;
    f->number = digits - (nature & PARTY_ODD ? 1 : 0);
}

void map_own(struct message *m, const struct spec_ie *row, struct cursor value)
{
    enum meaning meaning = (enum meaning)row->meaning;
    switch (meaning) {
    case MEANING_CELL:
    case MEANING_AREA:
        place(m, meaning, value);
        break;
    case MEANING_ASK_DATA:
        asked(m, value);
        break;
    case MEANING_SMS:
        map_sms(m, value);
        break;
    case MEANING_CALLED:
        number(m, meaning, value);
        break;
    case MEANING_CALLING:
        if (cursor_left(&value) == 1)
            event(m, value);
        else
            number(m, meaning, value);
        break;
    case MEANING_SERVING_NODE:
    case MEANING_ORIGIN_ADDRESS:
        gsn_address(m, meaning, value);
        break;
    default:
        break;
    }
}
