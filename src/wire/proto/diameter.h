/* Inside the proto room: what diameter.c hands to diameter_avps.c. */
#ifndef POSTERN_WIRE_PROTO_DIAMETER_H
#define POSTERN_WIRE_PROTO_DIAMETER_H

#include "wire/proto/message.h"

enum { VENDOR_3GPP = 10415 };

struct avp {
    uint32_t code;
    uint32_t vendor; /* 0: of the IETF */
    uint8_t flags;
    struct cursor value;
};

/* RFC 6733 4.1: code, flags and length in 8 bytes, 4 more for a vendor; the padding to four is not
 * in the length, and the last AVP may go without. False: no AVP begins here. One whose value is cut
 * short is still given, and value.why says so. */
static inline bool avp_next(struct cursor *c, struct avp *ret)
{
    if (!cursor_left(c))
        return false;
    ret->code = cursor_u32(c);
    uint32_t word = cursor_u32(c);
    uint32_t length = word & 0xffffff;
    uint32_t header = 8;
    ret->flags = (uint8_t)(word >> 24);
    ret->vendor = 0;
    if (ret->flags & 0x80) {
        ret->vendor = cursor_u32(c);
        header = 12;
    }
    if (!cursor_ok(c) || length < header) {
        cursor_fail(c, LACK_VALUE);
        return false;
    }
    ret->value = cursor_sub(c, length - header);
    size_t padding = (4 - length % 4) % 4;
    size_t left = cursor_left(c);
    cursor_skip(c, padding < left ? padding : left);
    return true;
}

/* Says that something was there. */

/* Rows of form "own". */
void avp_own(struct message *m, const struct spec_ie *row, const struct avp *a, uint16_t group);

#endif
