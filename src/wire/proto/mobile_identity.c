/* Mobile identities, TS 24.008 10.5.1.4. */
#include "wire/proto/mobile_identity.h"

enum { TYPE = 7, ODD_COUNT = 8 };

/* The first digit stands in the high half of the byte that says the type; when their count is even,
 * the last half is filler. How many; 0 when there are others than digits among them. */
static unsigned digits_of(struct cursor value, char *ret)
{
    unsigned count = 0;
    uint8_t byte = cursor_u8(&value);
    bool odd = byte & ODD_COUNT;
    if (byte >> 4 > 9)
        return 0;
    ret[count++] = (char)('0' + (byte >> 4));
    while (cursor_left(&value) && count < MOBILE_DIGITS) {
        byte = cursor_u8(&value);
        unsigned pair[] = {byte & 15U, byte >> 4};
        for (unsigned i = 0; i < 2 && count < MOBILE_DIGITS; i++) {
            if (i == 1 && !odd && cursor_left(&value) == 0)
                continue;
            if (pair[i] > 9)
                return 0;
            ret[count++] = (char)('0' + pair[i]);
        }
    }
    return cursor_left(&value) ? 0 : count;
}

struct mobile_identity mobile_identity(struct cursor value, struct mobile_digits *room)
{
    struct mobile_identity ret = {.type = cursor_peek8(&value, 0) & TYPE};
    if (ret.type == MOBILE_TMSI && cursor_left(&value) == MOBILE_TMSI_SIZE + 1) {
        cursor_u8(&value);
        ret.tmsi = cursor_rest(&value);
        return ret;
    }
    if (ret.type == 0 || ret.type > MOBILE_IMEISV || cursor_left(&value) == 0 ||
        room->used == sizeof room->at / sizeof *room->at)
        return (struct mobile_identity){0};
    char *to = room->at[room->used];
    unsigned count = digits_of(value, to);
    if (count == 0)
        return (struct mobile_identity){0};
    room->used++;
    ret.digits = (struct span){(const uint8_t *)to, count};
    return ret;
}

void mobile_identity_tell(struct message *m, const struct mobile_identity *who)
{
    if (who->digits.len)
        field_bytes(m, who->type == MOBILE_IMSI ? MEANING_IMSI : MEANING_IMEI, FORM_TEXT,
                    who->digits, 0);
}

void mobile_temporary(struct message *m, struct span lai, struct span tmsi,
                      uint8_t room[MOBILE_LAI_SIZE + MOBILE_TMSI_SIZE])
{
    struct cursor area = cursor_of(lai.at, lai.len);
    struct cursor number = cursor_of(tmsi.at, tmsi.len);
    if (lai.len != MOBILE_LAI_SIZE || tmsi.len != MOBILE_TMSI_SIZE)
        return;
    for (unsigned i = 0; i < MOBILE_LAI_SIZE + MOBILE_TMSI_SIZE; i++)
        room[i] = cursor_u8(i < MOBILE_LAI_SIZE ? &area : &number);
    struct span s = {room, MOBILE_LAI_SIZE + MOBILE_TMSI_SIZE};
    field_bytes(m, MEANING_GUTI, FORM_OCTETS, s, 0);
}
