/* What decoders are given: where their messages go, the protocols inside theirs, and the tables of
 * what they have to remember.
 *
 * Inner bytes wait on a stack until the decoder that handed them over has returned: loops, not
 * recursion. What one decoder hands over is decoded in that order, and each of it with all that is
 * inside it before the next.
 */
#include "base/unzip.h"
#include "wire/proto/driver.h"

#include <stdlib.h>

#define X(name) extern const struct decoder decoder_##name;
#include "wire/proto/decoders.def"
#undef X

const struct decoder *const decoder_rows[] = {
#define X(name) &decoder_##name,
#include "wire/proto/decoders.def"
#undef X
};

const struct decoder *decoder_at(unsigned i)
{
    return i < DECODERS ? decoder_rows[i] : NULL;
}

static void note_message(struct driver *d, const struct message *m)
{
    struct text detail;
    const char *proto = spec_proto_word((enum proto)m->proto);
    if (m->lack != LACK_NONE && m->op) {
        if (notes_add(&d->notes, m->packet, BLIND_BROKEN, 0, &detail))
            text_format(&detail, "%s %s contradicts its lengths; read as far as it went", proto,
                        m->name);
    } else if (notes_add(&d->notes, m->packet, BLIND_UNKNOWN_MESSAGE, 0, &detail)) {
        if (m->type_text.len)
            text_format(&detail, "%s message that no specification of ours names", proto);
        else
            text_format(&detail, "%s message of type %u, which no specification of ours names",
                        proto, m->type);
    }
}

static void on_message(void *arg, struct message *m)
{
    struct driver *d = arg;
    if ((!m->op && !m->no_type) || (m->lack != LACK_NONE && m->op))
        note_message(d, m);
    d->said.message(d->said.arg, m);
}

static void on_inner(void *arg, enum decoder_id id, const struct packet *p, struct cursor bytes)
{
    struct driver *d = arg;
    if (d->depth == INNER_DEPTH) {
        notes_put(&d->notes, p, BLIND_TOO_DEEP, cursor_left(&bytes),
                  "protocols inside protocols, too many deep");
        return;
    }
    struct inner *in = &d->stack[d->depth++];
    *in = (struct inner){.decoder = decoder_rows[id], .bytes = bytes, .packet = *p};
    memcpy(in->outer, d->sink.outer, sizeof in->outer);
}

static void on_blind(void *arg, const struct packet *p, enum blind_reason reason, uint64_t bytes,
                     const char *detail)
{
    struct driver *d = arg;
    notes_put(&d->notes, p, reason, bytes, detail);
}

static enum verdict on_inner_stream(void *arg, const struct packet *p, struct cursor bytes,
                                    size_t *ret_taken)
{
    return driver_stream(arg, p, bytes, ret_taken);
}

static void on_inner_gap(void *arg, const struct packet *p)
{
    driver_gap(arg, p);
}

static void on_inner_ends(void *arg, const struct flow *f)
{
    driver_flow_ends(arg, f);
}

/* What was handed over last is to come last. */
static void turn(struct driver *d, unsigned from)
{
    for (unsigned i = from, k = d->depth; i + 1 < k; i++) {
        struct inner swap = d->stack[i];
        d->stack[i] = d->stack[--k];
        d->stack[k] = swap;
    }
}

static void decode_inner(struct driver *d, unsigned base)
{
    while (d->depth > base) {
        struct inner in = d->stack[--d->depth];
        unsigned from = d->depth;
        memcpy(d->sink.outer, in.outer, sizeof in.outer);
        if (in.decoder->decode(in.bytes, &in.packet, &d->sink) != VERDICT_TOOK)
            notes_put(&d->notes, &in.packet, BLIND_BROKEN, cursor_left(&in.bytes),
                      "inner bytes contradict their protocol");
        turn(d, from);
    }
}

enum verdict driver_decode(struct driver *d, const struct decoder *decoder, const struct packet *p,
                           struct cursor bytes)
{
    /* Not 0 when this is a stream inside a stream. */
    unsigned base = d->depth;
    memset(d->sink.outer, 0, sizeof d->sink.outer);
    enum verdict said = decoder->decode(bytes, p, &d->sink);
    if (said == VERDICT_BROKEN)
        notes_put(&d->notes, p, BLIND_BROKEN, cursor_left(&bytes),
                  "bytes that contradict their protocol");
    turn(d, base);
    decode_inner(d, base);
    return said;
}

static bool tables_init(struct driver *d)
{
    for (unsigned i = 0; i < DECODERS * DECODER_TABLES; i++) {
        const struct keep *keep = &decoder_rows[i / DECODER_TABLES]->keep[i % DECODER_TABLES];
        size_t budget = d->said.budget / KEEP_SHARES * keep->share;
        if (keep->share && !keep_open(&d->tables[i], keep, budget, d->said.seed, &d->sink))
            return false;
    }
    return true;
}

bool driver_sink_init(struct driver *d)
{
    d->sink = (struct sink){.arg = d,
                            .message = on_message,
                            .inner = on_inner,
                            .inner_stream = on_inner_stream,
                            .inner_gap = on_inner_gap,
                            .inner_ends = on_inner_ends,
                            .blind = on_blind,
                            .media = &d->media,
                            .tables = d->tables,
                            .scratch = &d->scratch};
    d->sink.room = calloc(1, SINK_ROOM);
    d->sink.unzip = unzip_new();
    return d->sink.room && d->sink.unzip && tables_init(d) &&
           media_init(&d->media, d->said.budget / KEEP_SHARES, d->said.seed);
}

void driver_sink_free(struct driver *d)
{
    free(d->sink.room);
    unzip_free(d->sink.unzip);
    for (unsigned i = 0; i < DECODERS * DECODER_TABLES; i++)
        table_free(&d->tables[i]);
    media_free(&d->media);
}

uint64_t driver_evicted(const struct driver *d)
{
    uint64_t evicted = d ? d->media.points.evicted + d->media.streams.evicted : 0;
    for (unsigned i = 0; d && i < DECODERS * DECODER_TABLES; i++)
        evicted += d->tables[i].evicted;
    return evicted;
}
