/* TCAP, ITU-T Q.773: dialogues, and the operations that they carry. */
#include "wire/proto/message.h"

/* SCCP hands its users' data down; nobody else may take bytes for a tag. */
static enum likeness looks(struct cursor c)
{
    (void)c;
    return LIKE_NOT;
}

static enum part part_of(uint8_t tag)
{
    if (spec_op(PROTO_TCAP, 0, tag, PART_REQUEST))
        return PART_REQUEST;
    return spec_op(PROTO_TCAP, 0, tag, PART_ANSWER) ? PART_ANSWER : PART_NEITHER;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    size_t sent = cursor_left(&c);
    uint8_t tag = cursor_u8(&c);
    enum part part = part_of(tag);
    if (!spec_op(PROTO_TCAP, 0, tag, part))
        return VERDICT_NOT_MINE;
    struct message *m = message_begin(sink, p, PROTO_TCAP, 0, tag, part);
    m->length = (uint32_t)sent;
    message_end(sink, m);
    return VERDICT_TOOK;
}

const struct decoder decoder_tcap = {
    .name = "tcap",
    .looks = looks,
    .decode = decode,
};
