/* SCTP, RFC 9260 and RFC 8260: a packet's chunks taken apart; each user message goes up by itself.
 *
 * An ABORT ends nothing here: anybody can forge one, a new association has new tags, and what was
 * kept gives way by age.
 */
#include "wire/net/layer.h"
#include "wire/net/sctp_state.h"

#include <stdlib.h>

struct sctp *sctp_new(const struct transport_settings *settings)
{
    struct sctp *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->said = *settings;
    if (sctp_associations_init(s, settings->budget / 2) &&
        sctp_fragments_init(s, settings->budget / 2))
        return s;
    sctp_free(s);
    return NULL;
}

void sctp_free(struct sctp *s)
{
    if (!s)
        return;
    sctp_associations_free(s);
    sctp_fragments_free(s);
    free(s);
}

uint64_t sctp_evicted(const struct sctp *s)
{
    return s->associations.evicted + s->given_up;
}

void sctp_lose(struct sctp_loss *loss, const struct packet *p, uint64_t bytes)
{
    if (loss->times++ == 0)
        loss->first = (struct place){.file = p->frame->file, .frame = p->frame->number};
    loss->bytes += bytes;
}

/* RFC 9260 3.3.1; RFC 8260 2.1: there the first fragment has the payload protocol where the others
 * have their number. */
static bool read_data(struct cursor *c, struct sctp_data *d)
{
    d->tsn = cursor_u32(c);
    d->stream = cursor_u16(c);
    d->number = cursor_u16(c);
    if (d->interleaved) {
        d->number = cursor_u32(c);
        d->ppid = cursor_u32(c);
        d->order = d->flags & DATA_BEGIN ? 0 : d->ppid;
    } else {
        d->ppid = cursor_u32(c);
        d->order = d->tsn;
    }
    d->payload = cursor_rest(c);
    return cursor_ok(c);
}

static void hand_up(struct sctp *s, struct packet *p, const struct sctp_data *d, uint32_t ppid,
                    struct span message)
{
    p->stream = d->stream;
    p->ppid = ppid;
    struct cursor c = cursor_of(message.at, message.len);
    if (s->said.sink->datagram(s->said.sink->arg, p, c) == VERDICT_NOT_MINE)
        flow_unread(p, message.len);
}

static void on_data(struct sctp *s, struct packet *p, struct sctp_association *a,
                    struct sctp_data *d, struct cursor body)
{
    size_t whole = cursor_left(&body);
    body.why = LACK_NONE; /* cut by the capture: what is there counts */
    if (!read_data(&body, d)) {
        sctp_lose(&a->broken, p, whole);
        return;
    }
    if (d->payload.len == 0 || sctp_association_repeated(a, d))
        return;
    if ((d->flags & (DATA_BEGIN | DATA_END)) == (DATA_BEGIN | DATA_END)) {
        hand_up(s, p, d, d->ppid, d->payload);
        return;
    }
    struct span message;
    uint32_t ppid;
    if (sctp_fragment_add(s, a, p, d, &message, &ppid))
        hand_up(s, p, d, ppid, message);
}

static void on_chunk(struct sctp *s, struct packet *p, struct sctp_association *a,
                     unsigned direction, uint8_t type, uint8_t flags, struct cursor body)
{
    struct sctp_data d = {.flags = flags, .direction = (uint8_t)direction};
    switch (type) {
    case CHUNK_DATA:
    case CHUNK_I_DATA:
        d.interleaved = type == CHUNK_I_DATA;
        on_data(s, p, a, &d, body);
        break;
    case CHUNK_INIT:
    case CHUNK_INIT_ACK:
        sctp_association_init(s, a, direction, type, body);
        break;
    case CHUNK_ASCONF:
        sctp_association_asconf(s, a, direction, body);
        break;
    default: /* carries no user data */
        break;
    }
}

void sctp_packet(struct sctp *s, struct packet *p, struct cursor packet)
{
    size_t whole = cursor_left(&packet);
    cursor_skip(&packet, 4);
    uint32_t tag = cursor_u32(&packet);
    cursor_skip(&packet, 4);
    if (packet.why == LACK_BYTES) {
        flow_unread(p, whole);
        return;
    }
    unsigned direction;
    struct sctp_association *a = sctp_association_of(s, p, tag, &packet, &direction);
    p->association = a->serial;
    p->side = direction;
    a->heard |= 1U << direction;
    if (a->heard == 3)
        p->flow->is_two_way = true;
    sctp_association_paths(s, a, p, direction, cursor_peek8(&packet, 0));
    packet.why = LACK_NONE;
    while (cursor_left(&packet) >= 4) {
        size_t left = cursor_left(&packet);
        uint8_t type = cursor_u8(&packet);
        uint8_t flags = cursor_u8(&packet);
        uint16_t length = cursor_u16(&packet);
        if (length < 4) { /* RFC 9260 3.2: counts its own header */
            sctp_lose(&a->broken, p, left);
            return;
        }
        struct cursor body = cursor_sub(&packet, length - 4U);
        /* Padding is no part of the chunk, and the last one may go without. */
        size_t padding = -length & 3U;
        cursor_skip(&packet, padding < cursor_left(&packet) ? padding : cursor_left(&packet));
        on_chunk(s, p, a, direction, type, flags, body);
    }
}

void sctp_finish(struct sctp *s)
{
    sctp_fragments_finish(s);
    sctp_associations_report(s);
}
