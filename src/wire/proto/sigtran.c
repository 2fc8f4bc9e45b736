/* What M3UA (RFC 4666), SUA (RFC 3868), M2UA (RFC 3331) and M2PA (RFC 4165) have in common. */
#include "wire/proto/ss7.h"

enum { VERSION = 1, PARAMETER_HEADER = 4, PADDED = 4 };

bool sigtran_head(struct cursor *c, struct sigtran_head *ret)
{
    size_t sent = cursor_left(c);
    uint16_t version = cursor_u16(c); /* and a reserved byte */
    ret->class = cursor_u8(c);
    ret->type = cursor_u8(c);
    ret->length = cursor_u32(c);
    if (!cursor_ok(c) || version != VERSION << 8 || ret->length < SIGTRAN_HEADER)
        return false;
    /* Some leave the last padding out of the length, some out of the message. */
    return ret->length <= sent ? sent - ret->length < PADDED : ret->length - sent < PADDED;
}

bool sigtran_parameter(struct cursor *c, uint16_t *ret_tag, struct cursor *ret_value)
{
    if (cursor_left(c) < PARAMETER_HEADER)
        return false;
    *ret_tag = cursor_u16(c);
    size_t length = cursor_u16(c);
    if (length < PARAMETER_HEADER) {
        cursor_fail(c, LACK_LENGTH);
        return false;
    }
    *ret_value = cursor_sub(c, length - PARAMETER_HEADER);
    size_t padding = (PADDED - length % PADDED) % PADDED;
    if (padding <= cursor_left(c))
        cursor_skip(c, padding);
    return true;
}

enum likeness sigtran_looks(struct cursor c, uint16_t classes, uint16_t sure, uint16_t parameter)
{
    struct sigtran_head head;
    if (cursor_peek16(&c, 0) != VERSION << 8 || !sigtran_head(&c, &head))
        return LIKE_NOT;
    if (head.class > 15 || !(classes >> head.class & 1))
        return LIKE_NOT;
    uint16_t tag = 0;
    bool holds = false;
    struct cursor value;
    if ((head.class << 8 | head.type) == sure)
        while (sigtran_parameter(&c, &tag, &value))
            holds |= tag == parameter;
    return holds && cursor_ok(&c) ? LIKE_SURE : LIKE_PERHAPS;
}
