/* Values: from a row's form to a field, and from a field to its text. */
#include "wire/proto/message.h"

static uint64_t big_endian(struct cursor value)
{
    uint64_t n = 0;
    while (cursor_left(&value))
        n = n << 8 | cursor_u8(&value);
    return n;
}

bool field_of_row(struct message *m, const struct spec_ie *row, struct cursor value, uint16_t group)
{
    enum form form = (enum form)row->form;
    if (form == FORM_GROUP || form == FORM_OWN)
        return false;
    if (form == FORM_SKIP || row->meaning == MEANING_NONE)
        return true;
    enum meaning meaning = (enum meaning)row->meaning;
    if (form == FORM_PRESENT || spec_meaning_class(meaning) == IDENTITY_SECRET) {
        field_present(m, meaning, group);
    } else if (form == FORM_NUMBER || form == FORM_HEX) {
        struct field *f = field_add(m, meaning, form, group);
        if (f)
            f->number = big_endian(value);
    } else {
        field_bytes(m, meaning, form, cursor_rest(&value), group);
    }
    return true;
}

/* Low nibble first; the filler ends it. Nibbles above 9 are *, #, a, b, c (TS 29.002). */
static void digits(struct text *t, struct span s, uint64_t most)
{
    static const char sign[] = "0123456789*#abc";
    for (size_t i = 0; i < s.len * 2 && i < most; i++) {
        uint8_t nibble = i % 2 ? s.at[i / 2] >> 4 : s.at[i / 2] & 15;
        if (nibble == 15)
            return;
        text_char(t, sign[nibble]);
    }
}

static void plmn(struct text *t, struct span s)
{
    if (s.len < 3)
        return;
    struct span mcc = {s.at, 2};
    uint8_t third = s.at[1] >> 4; /* of the MNC; filler for one of two digits */
    text_char(t, (char)('0' + (mcc.at[0] & 15)));
    text_char(t, (char)('0' + (mcc.at[0] >> 4)));
    text_char(t, (char)('0' + (mcc.at[1] & 15)));
    text_char(t, (char)('0' + (s.at[2] & 15)));
    text_char(t, (char)('0' + (s.at[2] >> 4)));
    if (third != 15)
        text_char(t, (char)('0' + third));
}

static void labels(struct text *t, struct span s)
{
    struct cursor c = cursor_of(s.at, s.len);
    size_t begin = t->len; /* what stood there before is no label */
    while (cursor_left(&c)) {
        struct cursor label = cursor_sub(&c, cursor_u8(&c));
        if (t->len > begin && cursor_left(&label))
            text_char(t, '.');
        text_put_n(t, (const char *)label.at, cursor_left(&label));
    }
}

static void tunnel(struct text *t, const struct field *f)
{
    struct addr a = field_address(f);
    text_format(t, "0x%08llx", (unsigned long long)f->number);
    if (!a.family)
        return;
    text_char(t, '@');
    if (f->extra & 0xffff)
        text_endpoint(t, &a, (uint16_t)f->extra);
    else
        text_addr(t, &a);
}

/* Bytes of the prefix that are not sent are zero (RFC 3162 2.3). */
static struct addr prefix_address(struct span s)
{
    uint8_t sixteen[16] = {0};
    if (s.len <= 2 || s.len > 18)
        return (struct addr){0};
    memcpy(sixteen, s.at + 2, s.len - 2);
    return addr_of((struct span){sixteen, sizeof sixteen});
}

struct addr field_address(const struct field *f)
{
    struct addr none = {0};
    if (f->form == FORM_PREFIX)
        return prefix_address((struct span){f->at, f->len});
    if (f->form != FORM_IP && f->form != FORM_TUNNEL)
        return none;
    return addr_of((struct span){f->at, f->len});
}

void text_field(struct text *t, const struct field *f)
{
    struct span s = {f->at, f->len};
    struct addr a;
    switch ((enum form)f->form) {
    case FORM_NUMBER:
        text_number(t, f->number);
        break;
    case FORM_HEX:
        text_format(t, "0x%llx", (unsigned long long)f->number);
        break;
    case FORM_PRESENT:
        text_put(t, "true");
        break;
    case FORM_TEXT:
        text_put_n(t, (const char *)s.at, s.len);
        break;
    case FORM_TBCD:
        digits(t, s, UINT64_MAX);
        break;
    case FORM_BCD:
        digits(t, s, f->number);
        break;
    case FORM_E164:
        if (s.len)
            digits(t, (struct span){s.at + 1, s.len - 1}, UINT64_MAX);
        break;
    case FORM_PLMN:
        plmn(t, s);
        break;
    case FORM_IP:
    case FORM_PREFIX:
        a = field_address(f);
        if (f->extra)
            text_endpoint(t, &a, (uint16_t)f->extra);
        else
            text_addr(t, &a);
        break;
    case FORM_NAME:
        labels(t, s);
        break;
    case FORM_TUNNEL:
        tunnel(t, f);
        break;
    case FORM_OCTETS:
    default:
        text_hex(t, s.at, s.len);
        break;
    }
}
