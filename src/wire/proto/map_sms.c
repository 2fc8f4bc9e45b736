/* The header of a short message as MAP carries it, TS 23.040 9.2: whom it goes to or comes from.
 * What it says is not ours to read. */
#include "wire/proto/tcap.h"

enum {
    TYPE_MASK = 3, /* TP-MTI */
    DELIVER = 0,
    SUBMIT = 1,
    STATUS_OR_COMMAND = 2, /* towards the subscriber a report, else a command */
    INTERNATIONAL_E164 = 0x91,
};

/* TS 23.040 9.1.2.5: how many digits, the type of address, digits two a byte. */
static void address(struct message *m, struct cursor *c)
{
    uint8_t digits = cursor_u8(c);
    uint8_t type = cursor_u8(c);
    struct span s = cursor_span(c, (digits + 1U) / 2);
    if (type != INTERNATIONAL_E164 || s.len == 0)
        return;
    struct field *f = field_add(m, MEANING_OTHER_PARTY, FORM_BCD, 0);
    if (!f)
        return;
    f->at = s.at;
    f->len = (uint32_t)s.len;
    f->number = digits;
}

void map_sms(struct message *m, struct cursor value)
{
    uint8_t type = cursor_u8(&value) & TYPE_MASK;
    bool from_subscriber = message_field(m, MEANING_MSISDN) != NULL; /* sm-RP-OA */
    field_present(m, MEANING_SMS, 0);
    if (type == SUBMIT)
        cursor_skip(&value, 1); /* TP-MR */
    else if (type == STATUS_OR_COMMAND)
        cursor_skip(&value, from_subscriber ? 4 : 1); /* TP-MR, then TP-PID, TP-CT, TP-MN */
    else if (type != DELIVER)
        return;
    address(m, &value);
}
