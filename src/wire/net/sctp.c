/* Stand-in until the transport's own file. */
#include "wire/net/transport.h"

#include <stdlib.h>

struct sctp {
    struct transport_settings said;
};

struct sctp *sctp_new(const struct transport_settings *settings)
{
    struct sctp *s = calloc(1, sizeof *s);
    if (s)
        s->said = *settings;
    return s;
}

void sctp_free(struct sctp *s)
{
    free(s);
}

void sctp_packet(struct sctp *s, struct packet *p, struct cursor packet)
{
    cursor_skip(&packet, 12);
    while (cursor_left(&packet) >= 4) {
        uint8_t type = cursor_u8(&packet);
        cursor_skip(&packet, 1);
        uint16_t length = cursor_u16(&packet);
        struct cursor chunk = cursor_sub(&packet, length < 4 ? 0 : length - 4U);
        if (length & 3)
            cursor_skip(&packet, 4 - (length & 3U));
        if (type != 0)
            continue;
        cursor_skip(&chunk, 4);
        p->stream = cursor_u16(&chunk);
        cursor_skip(&chunk, 2);
        p->ppid = cursor_u32(&chunk);
        s->said.sink->datagram(s->said.sink->arg, p, chunk);
    }
}

void sctp_finish(struct sctp *s)
{
    (void)s;
}

uint64_t sctp_evicted(const struct sctp *s)
{
    (void)s;
    return 0;
}
