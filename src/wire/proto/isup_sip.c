/* ISUP inside SIP (ITU-T Q.1912.5, RFC 3204 3.1: application/isup): the message from its type on.
 * The circuit is left out, since the call is SIP's. */
#include "wire/proto/isup.h"

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct isup_circuit none = {.is_known = false};
    return isup_message(c, p, sink, &none);
}

const struct decoder decoder_isup_sip = {
    .name = "isup_sip",
    .looks = looks_inside_only,
    .decode = decode,
};
