/* Finds the decoder for a packet's bytes and hands its messages up: the one loop of this room. */
#include "wire/proto/gtp.h"
#include "wire/proto/message.h"

#include <stdlib.h>

#define X(name) extern const struct decoder decoder_##name;
#include "wire/proto/decoders.def"
#undef X

static const struct decoder *const DECODERS[] = {
#define X(name) &decoder_##name,
#include "wire/proto/decoders.def"
#undef X
};

enum { COUNT = sizeof DECODERS / sizeof *DECODERS, GUESSES = 8 };

struct inner {
    const struct decoder *decoder;
    struct cursor bytes;
};

struct driver {
    struct driver_settings said;
    struct sink sink;
    struct message scratch;
    struct inner stack[INNER_DEPTH];
    unsigned depth;
    const struct packet *packet;
};

/* Where something was seen, as a blind spot names it: the port of whoever serves, not the other's.
 */
static void spot(struct driver *d, enum blind_reason reason, uint64_t bytes, const char *detail)
{
    const struct packet *p = d->packet;
    TEXT_ON(where, 160);
    text_addr(&where, &p->src);
    text_put(&where, " > ");
    text_endpoint(&where, &p->dst, p->dport);
    struct place place = {.file = p->frame->file, .frame = p->frame->number};
    blind_add(d->said.blind, reason, where.at, 1, bytes, place, detail);
}

static void on_message(void *arg, struct message *m)
{
    struct driver *d = arg;
    TEXT_ON(detail, 120);
    if (!m->op) {
        text_format(&detail, "%s message of type %u, which no specification of ours names",
                    spec_proto_word((enum proto)m->proto), m->type);
        spot(d, BLIND_UNKNOWN_MESSAGE, 0, detail.at);
    } else if (m->lack != LACK_NONE) {
        text_format(&detail, "%s %s contradicts its lengths; read as far as it went",
                    spec_proto_word((enum proto)m->proto), m->name);
        spot(d, BLIND_BROKEN, 0, detail.at);
    }
    d->said.message(d->said.arg, m);
}

static void on_inner(void *arg, const struct decoder *decoder, struct cursor bytes)
{
    struct driver *d = arg;
    if (d->depth == INNER_DEPTH)
        spot(d, BLIND_TOO_DEEP, cursor_left(&bytes), "protocols inside protocols, too many deep");
    else
        d->stack[d->depth++] = (struct inner){decoder, bytes};
}

struct driver *driver_new(const struct driver_settings *settings)
{
    struct driver *d = calloc(1, sizeof *d);
    if (!d)
        return NULL;
    d->said = *settings;
    d->sink = (struct sink){d, on_message, on_inner, &d->scratch};
    return d;
}

void driver_free(struct driver *d)
{
    free(d);
}

static enum verdict decode(struct driver *d, const struct decoder *decoder, const struct packet *p,
                           struct cursor bytes)
{
    d->packet = p;
    d->depth = 0;
    enum verdict said = decoder->decode(bytes, p, &d->sink);
    while (d->depth) {
        struct inner in = d->stack[--d->depth];
        if (in.decoder->decode(in.bytes, p, &d->sink) != VERDICT_TOOK)
            spot(d, BLIND_BROKEN, cursor_left(&in.bytes), "inner bytes contradict their protocol");
    }
    return said;
}

static bool holds_port(const uint16_t *ports, const struct packet *p)
{
    for (unsigned i = 0; i < DECODER_PORTS && ports[i]; i++)
        if (ports[i] == p->sport || ports[i] == p->dport)
            return true;
    return false;
}

static bool at_home(const struct decoder *decoder, const struct packet *p)
{
    for (unsigned i = 0; i < DECODER_PORTS && decoder->ppids[i]; i++)
        if (p->transport == 132 && decoder->ppids[i] == p->ppid)
            return true;
    if (p->transport == 17)
        return holds_port(decoder->udp, p);
    if (p->transport == 6)
        return holds_port(decoder->tcp, p);
    return p->transport == 132 && holds_port(decoder->sctp, p);
}

/* Bytes that are unmistakable win over a port. */
static const struct decoder *choose(const struct packet *p, struct cursor bytes)
{
    const struct decoder *perhaps = NULL;
    for (unsigned i = 0; i < COUNT; i++) {
        const struct decoder *decoder = DECODERS[i];
        enum likeness like = decoder->looks(bytes);
        bool home = like != LIKE_NOT && at_home(decoder, p);
        if (home)
            return decoder;
        if (like == LIKE_SURE && !perhaps)
            perhaps = decoder;
    }
    return perhaps;
}

enum verdict driver_datagram(struct driver *d, const struct packet *p, struct cursor payload)
{
    const struct decoder *decoder = choose(p, payload);
    if (!decoder) {
        driver_guess_other(p, payload);
        return VERDICT_NOT_MINE;
    }
    return decode(d, decoder, p, payload);
}

enum verdict driver_stream(struct driver *d, const struct packet *p, struct cursor bytes,
                           size_t *ret_taken)
{
    size_t whole = cursor_left(&bytes);
    *ret_taken = 0;
    while (cursor_left(&bytes)) {
        size_t length = 0;
        const struct decoder *decoder = choose(p, bytes);
        if (!decoder || !decoder->length)
            return *ret_taken ? VERDICT_TOOK : VERDICT_NOT_MINE;
        enum verdict said = decoder->length(bytes, &length);
        if (said != VERDICT_TOOK)
            return said;
        if (length > cursor_left(&bytes))
            return VERDICT_MORE;
        decode(d, decoder, p, cursor_sub(&bytes, length));
        *ret_taken = whole - cursor_left(&bytes);
    }
    return VERDICT_TOOK;
}

void driver_user_plane(struct driver *d, const struct packet *p, uint32_t teid, struct cursor gtpu)
{
    (void)teid; /* stands in the header as well */
    d->packet = p;
    gtp_user_plane(gtpu, p, &d->sink);
}
