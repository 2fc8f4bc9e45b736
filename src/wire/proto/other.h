/* Inside the proto room: what no decoder takes, known by its first bytes, payload protocol, IP
 * protocol or, with less weight, port. The rows are other.def's. */
#ifndef POSTERN_WIRE_PROTO_OTHER_H
#define POSTERN_WIRE_PROTO_OTHER_H

#include "wire/proto/message.h"

enum other {
#define OTHER(ID, name, reason) OTHER_##ID,
#include "wire/proto/other.def"
#undef OTHER
    OTHERS,
    OTHER_UNKNOWN = OTHERS
};

/* other_looks.c: whether bytes are of a protocol that no fixed prefix tells. */
#define LOOKS(ID, over, where, function) bool other_looks_##function(struct cursor c);
#include "wire/proto/other.def"
#undef LOOKS

/* By bytes, not by port. */
bool other_is_certain(const struct flow *f);

/* The net room saw G-PDUs in it. */
void other_is_user_plane(struct flow *f);

/* It is RTP: a call announced it, or it counts up like RTP. */
void other_is_media(struct flow *f);

/* What nobody took of a flow becomes a blind spot. `served`: a port on which a decoder is at home,
 * or 0. `media`: what is to be said of it as a call's media, NULL: no call announced it. */
void other_tell(struct blind *b, const struct flow *f, uint16_t served, const char *media);

#endif
