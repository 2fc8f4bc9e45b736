/* Finds the decoder for a packet's bytes and hands its messages up: the one loop of this room.
 *
 * A conversation that was decided goes straight to its decoder. Others are shown to the decoders at
 * home on the port, then to all: bytes that are unmistakable are taken on any port.
 */
#include "wire/proto/driver.h"
#include "wire/proto/gtp.h"
#include "wire/proto/other.h"
#include "wire/proto/tls.h"

#include <assert.h>
#include <stdlib.h>

enum {
    COUNT = DECODERS,
    GUESSES = 8,      /* packets that nobody knew, until nobody is asked any more */
    PROBE_LEAST = 20, /* bytes of a stream that has begun, until anybody is asked */
    CLAIM_MOST = 64 << 10,
};

static_assert(COUNT <= 64, "a bit a decoder");
static_assert((unsigned)COUNT < (unsigned)FLOW_NOBODY, "a flow names its decoder in a byte");

struct driver *driver_new(const struct driver_settings *settings)
{
    struct driver *d = calloc(1, sizeof *d);
    if (!d)
        return NULL;
    d->said = *settings;
    homes_init(&d->homes, decoder_rows, COUNT);
    for (unsigned i = 0; i < COUNT; i++)
        if (!decoder_rows[i]->needs_secrets)
            d->asked |= (uint64_t)1 << i;
    if (notes_init(&d->notes, settings->blind, &d->homes) && driver_sink_init(d))
        return d;
    driver_free(d);
    return NULL;
}

static void secrets_end(struct driver *d)
{
    if (d->sink.secrets)
        tls_secrets_wipe(d->sink.secrets);
    free(d->sink.secrets);
    d->sink.secrets = NULL;
}

static bool secrets_begin(struct driver *d, size_t budget)
{
    d->sink.secrets = calloc(1, sizeof *d->sink.secrets);
    if (d->sink.secrets && tls_secrets_init(d->sink.secrets, budget, d->said.seed))
        return true;
    secrets_end(d);
    return false;
}

size_t driver_secrets(struct driver *d, struct span lines, size_t budget)
{
    if (!d->sink.secrets && !secrets_begin(d, budget))
        return 0;
    size_t count = tls_secrets_add(d->sink.secrets, lines);
    for (unsigned i = 0; i < COUNT && count; i++)
        d->asked |= (uint64_t)1 << i;
    return count;
}

void driver_free(struct driver *d)
{
    secrets_end(d);
    driver_sink_free(d);
    notes_free(&d->notes);
    free(d);
}

static bool is_decided(const struct flow *f)
{
    return f->proto != FLOW_UNDECIDED && f->proto != FLOW_NOBODY;
}

static unsigned lowest(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

/* The first of these decoders that takes the bytes, when it finds them at least as likely. */
static enum verdict ask(struct driver *d, const struct packet *p, struct cursor bytes,
                        uint64_t whom, enum likeness least)
{
    for (; whom; whom &= whom - 1) {
        unsigned i = lowest(whom);
        if (decoder_rows[i]->looks(bytes) < least)
            continue;
        enum verdict said = driver_decode(d, decoder_rows[i], p, bytes);
        if (said == VERDICT_NOT_MINE)
            continue;
        p->flow->proto = (uint8_t)(i + 1);
        return said;
    }
    return VERDICT_NOT_MINE;
}

/* Nobody knew these bytes. On a decoder's own port it will be asked again and again: whoever begins
 * there with a few packets of noise would else be passed over. */
static void give_up(struct driver *d, const struct packet *p, struct cursor bytes)
{
    struct flow *f = p->flow;
    driver_guess_other(p, bytes);
    if (p->transport == 17 && !other_is_certain(f) && media_shows(&d->media, p, bytes))
        other_is_media(f);
    if (f->proto != FLOW_UNDECIDED || p->transport == 132 || homes_of_packet(&d->homes, p))
        return;
    if (++f->guesses >= GUESSES || other_is_certain(f))
        f->proto = FLOW_NOBODY;
}

enum verdict driver_datagram(struct driver *d, const struct packet *p, struct cursor payload)
{
    const struct flow *f = p->flow;
    uint64_t home = 0;
    if (f->proto == FLOW_NOBODY)
        return VERDICT_NOT_MINE;
    if (is_decided(f)) {
        unsigned i = f->proto - 1U;
        /* An association may carry several payload protocols. */
        bool fits = p->transport != 132 || p->ppid == 0 || (homes_of_packet(&d->homes, p) >> i & 1);
        if (fits && decoder_rows[i]->looks(payload) != LIKE_NOT) {
            enum verdict said = driver_decode(d, decoder_rows[i], p, payload);
            if (said != VERDICT_NOT_MINE)
                return said;
        }
    }
    home = homes_of_packet(&d->homes, p);
    enum verdict said = ask(d, p, payload, home & d->asked, LIKE_PERHAPS);
    if (said == VERDICT_NOT_MINE)
        said = ask(d, p, payload, d->asked & ~home, LIKE_SURE);
    if (said == VERDICT_NOT_MINE)
        give_up(d, p, payload);
    return said;
}

/* What the decoder says of a stream's next message. A length beyond all measure is believed only
 * when the rest of the header leaves no doubt: in the middle of a message anything can be read. */
static enum verdict length_by(const struct decoder *decoder, struct cursor bytes,
                              enum likeness least, size_t *ret_length)
{
    *ret_length = 0;
    if (!decoder->length || (least == LIKE_SURE && decoder->looks(bytes) != LIKE_SURE))
        return VERDICT_NOT_MINE;
    enum verdict said = decoder->length(bytes, ret_length);
    if (said == VERDICT_TOOK && *ret_length == 0)
        return VERDICT_NOT_MINE;
    if (*ret_length > CLAIM_MOST && decoder->looks(bytes) != LIKE_SURE)
        return VERDICT_NOT_MINE;
    return said;
}

/* Whose stream this is: *ret_decoder, with what it said of the first message's length. */
static enum verdict claim(struct driver *d, const struct packet *p, struct cursor bytes,
                          unsigned *ret_decoder, size_t *ret_length)
{
    uint64_t home = homes_of_packet(&d->homes, p);
    for (unsigned round = 0; round < 2; round++) {
        uint64_t whom = (round ? ~home : home) & d->asked;
        for (; whom; whom &= whom - 1) {
            unsigned i = lowest(whom);
            enum verdict said =
                length_by(decoder_rows[i], bytes, round ? LIKE_SURE : LIKE_PERHAPS, ret_length);
            if (said == VERDICT_NOT_MINE)
                continue;
            *ret_decoder = i;
            return said;
        }
    }
    /* A stream may begin in small pieces; those of what is known by its first bytes are enough. */
    driver_guess_other(p, bytes);
    bool wait =
        p->flow->guesses == 0 && cursor_left(&bytes) < PROBE_LEAST && !other_is_certain(p->flow);
    return wait ? VERDICT_MORE : VERDICT_NOT_MINE;
}

/* The stream of a decided conversation no longer follows its framing, or never did. */
static enum verdict out_of_step(struct driver *d, const struct packet *p, struct cursor bytes,
                                bool was_decided)
{
    if (!was_decided) {
        give_up(d, p, bytes);
        return VERDICT_NOT_MINE;
    }
    notes_put(&d->notes, p, BLIND_BROKEN, cursor_left(&bytes),
              "no message begins where one should; read on from the next segment");
    return VERDICT_BROKEN;
}

static enum verdict next_message(struct driver *d, const struct packet *p, struct cursor *bytes)
{
    struct flow *f = p->flow;
    bool was_decided = is_decided(f);
    unsigned i = f->proto - 1U;
    size_t length = 0;
    enum verdict said = was_decided ? length_by(decoder_rows[i], *bytes, LIKE_PERHAPS, &length)
                                    : claim(d, p, *bytes, &i, &length);
    if (said == VERDICT_NOT_MINE)
        return out_of_step(d, p, *bytes, was_decided);
    if (said != VERDICT_TOOK || length > cursor_left(bytes)) {
        f->want[p->way] = length > UINT32_MAX ? UINT32_MAX : (uint32_t)length;
        return VERDICT_MORE;
    }
    struct cursor rest = *bytes;
    if (driver_decode(d, decoder_rows[i], p, cursor_sub(&rest, length)) == VERDICT_NOT_MINE)
        return out_of_step(d, p, *bytes, was_decided);
    *bytes = rest;
    f->proto = (uint8_t)(i + 1);
    return VERDICT_TOOK;
}

/* From beyond a hole only what is unmistakable, and only of a conversation that is decided. */
static bool may_lead(const struct packet *p, struct cursor bytes)
{
    const struct flow *f = p->flow;
    if (!is_decided(f))
        return false;
    const struct decoder *decoder = decoder_rows[f->proto - 1];
    return decoder->length && !decoder->in_order && decoder->looks(bytes) == LIKE_SURE;
}

enum verdict driver_stream(struct driver *d, const struct packet *p, struct cursor bytes,
                           size_t *ret_taken)
{
    size_t whole = cursor_left(&bytes);
    enum verdict said = VERDICT_TOOK;
    *ret_taken = 0;
    if ((p->odd & PACKET_EARLY) && !may_lead(p, bytes))
        return VERDICT_MORE;
    while (said == VERDICT_TOOK && cursor_left(&bytes))
        said = next_message(d, p, &bytes);
    *ret_taken = whole - cursor_left(&bytes);
    return said;
}

void driver_user_plane(struct driver *d, const struct packet *p, uint32_t teid, struct cursor gtpu)
{
    (void)teid; /* stands in the header as well */
    other_is_user_plane(p->flow);
    if (!d->said.user_plane)
        return;
    memset(d->sink.outer, 0, sizeof d->sink.outer);
    gtp_user_plane(gtpu, p, &d->sink);
}

/* Only of conversations that were read: of the others name and size are told. UDP has no
 * conversation that could be half, and a link without addresses no ways. */
static void tell_one_way(struct driver *d, const struct flow *f, uint16_t served)
{
    bool both = (f->frames[0] && f->frames[1]) || f->is_two_way;
    if (both || !is_decided(f) || f->key.transport == 17 || !f->key.b.family)
        return;
    unsigned to_server = flow_to_server(f, served);
    TEXT_ON(where, 160);
    TEXT_ON(detail, 120);
    text_flow(&where, f, to_server);
    text_format(&detail, "of this %s conversation only what the %s side sends was captured",
                decoder_rows[f->proto - 1]->name, f->frames[to_server] ? "asking" : "serving");
    blind_add(d->said.blind, BLIND_ONE_WAY, where.at, f->frames[0] + f->frames[1], 0, f->where,
              detail.at);
}

void driver_gap(struct driver *d, const struct packet *p)
{
    if (is_decided(p->flow) && decoder_rows[p->flow->proto - 1]->lost)
        decoder_rows[p->flow->proto - 1]->lost(p, &d->sink);
}

void driver_flow_ends(struct driver *d, const struct flow *f)
{
    if (is_decided(f) && decoder_rows[f->proto - 1]->ends)
        decoder_rows[f->proto - 1]->ends(f, &d->sink);
    uint16_t served = homes_served(&d->homes, f);
    notes_flow_ends(&d->notes, f);
    tell_one_way(d, f, served);
    TEXT_ON(media, 120);
    if (f->unread_frames)
        other_tell(d->said.blind, f, served, media_tell(&d->media, f, &media) ? media.at : NULL);
}

const char *flow_word(const struct flow *f)
{
    return is_decided(f) ? decoder_rows[f->proto - 1]->name : flow_protocol(f);
}
