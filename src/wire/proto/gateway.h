/* Inside the proto room: what the two languages of media gateways share (MGCP, H.248). */
#ifndef POSTERN_WIRE_PROTO_GATEWAY_H
#define POSTERN_WIRE_PROTO_GATEWAY_H

#include "wire/proto/sip.h"

/* The full name of a command, by its short or long token: rows of spec/ begin with the short one.
 * NULL: there is none. */
const char *gateway_command(const char *decoder, struct span token);

/* Where this message has media sent. */
void gateway_media(struct cursor c, const struct packet *p, struct sink *sink, const char *by);

/* Counts it; `command`: of a conversation's first message, NULL: not known. */
void gateway_tell(struct cursor c, const struct packet *p, struct sink *sink, const char *by,
                  const char *command);

#endif
