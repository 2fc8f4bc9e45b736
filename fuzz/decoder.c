/* Fuzzes one decoder, named by DECODER at compile time: its probe, its framing, its decoding, what
 * it remembers between messages, and the text of each field that it tells.
 *
 * The input is what one conversation carries, piece by piece: how it came (enum manner), two bytes
 * of length, and its bytes. On a stream the pieces are cut into messages as the driver would.
 *
 * Target functions: decoder_DECODER's looks, length, decode, lost, ends; text_field; field_of_row.
 */
#include "base/unzip.h"
#include "wire/proto/message.h"
#include "wire/proto/tls.h"

#include <stdlib.h>

#define NAMED_(name) decoder_##name
#define NAMED(name) NAMED_(name)
#define ID_(name) DECODER_##name
#define ID(name) ID_(name)

enum manner { WAY = 1, LOST = 2, ENDS = 4, HOME = 8, SEALED = 16 };
enum { PIECES_MOST = 200 };

extern const struct decoder NAMED(DECODER);

static const char SECRETS[] = "CLIENT_RANDOM "
                              "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
                              "0101010101010101010101010101010101010101010101010101010101010101"
                              "01010101010101010101010101010101\n";

/* Taken once; emptied for each input. */
struct state {
    struct table tables[DECODERS * DECODER_TABLES];
    struct tls_secrets secrets;
    struct message scratch;
    struct sink sink;
    size_t total;
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void message(void *arg, struct message *m)
{
    TEXT_ON(text, 600);
    struct state *s = arg;
    for (uint16_t i = 0; i < m->field_count; i++) {
        text_clear(&text);
        text_field(&text, &m->fields[i]);
        s->total += text.len;
    }
}

static void inner(void *arg, enum decoder_id decoder, const struct packet *p, struct cursor bytes)
{
    (void)decoder;
    (void)p;
    ((struct state *)arg)->total += cursor_left(&bytes);
}

static enum verdict inner_stream(void *arg, const struct packet *p, struct cursor bytes,
                                 size_t *ret_taken)
{
    *ret_taken = cursor_left(&bytes) - cursor_left(&bytes) % 3;
    inner(arg, (enum decoder_id)0, p, bytes);
    return VERDICT_MORE;
}

static void inner_gap(void *arg, const struct packet *p)
{
    ((struct state *)arg)->total += p->way;
}

static void inner_ends(void *arg, const struct flow *f)
{
    ((struct state *)arg)->total += f->proto;
}

static void blind(void *arg, const struct packet *p, enum blind_reason reason, uint64_t bytes,
                  const char *detail)
{
    ((struct state *)arg)->total += bytes + p->frame->number + strlen(detail) + reason;
}

static void begin(struct state *s)
{
    static const struct span lines = {(const uint8_t *)SECRETS, sizeof SECRETS - 1};
    s->sink = (struct sink){.arg = s,
                            .message = message,
                            .inner = inner,
                            .inner_stream = inner_stream,
                            .inner_gap = inner_gap,
                            .inner_ends = inner_ends,
                            .blind = blind,
                            .tables = s->tables,
                            .secrets = &s->secrets,
                            .scratch = &s->scratch,
                            .room = calloc(1, SINK_ROOM),
                            .unzip = unzip_new()};
    bool ready = s->sink.room && s->sink.unzip && tls_secrets_init(&s->secrets, 1 << 16, 7);
    for (unsigned i = 0; ready && i < DECODER_TABLES; i++) {
        const struct keep *keep = &NAMED(DECODER).keep[i];
        struct table *t = &s->tables[ID(DECODER) * DECODER_TABLES + i];
        ready = !keep->share || keep_open(t, keep, 0, 7, &s->sink);
    }
    if (!ready)
        abort();
    tls_secrets_add(&s->secrets, lines);
}

static void forget(struct state *s)
{
    for (unsigned i = 0; i < DECODER_TABLES; i++) {
        struct table *t = &s->tables[ID(DECODER) * DECODER_TABLES + i];
        if (t->entries)
            memset(t->tags, 0, (t->mask + 1) * sizeof *t->tags);
        t->used = t->tick = 0;
        t->evicted = 0;
    }
}

static void piece(struct state *s, const struct packet *p, struct cursor bytes)
{
    const struct decoder *decoder = &NAMED(DECODER);
    size_t length = cursor_left(&bytes);
    decoder->looks(bytes);
    do {
        struct cursor left = bytes;
        if (decoder->length && p->transport == 6 &&
            (decoder->length(left, &length) != VERDICT_TOOK || length > cursor_left(&left)))
            return;
        struct span one = cursor_span(&bytes, length);
        memset(s->sink.outer, 0, sizeof s->sink.outer);
        if (decoder->decode(cursor_of(one.at, one.len), p, &s->sink) == VERDICT_NOT_MINE)
            return;
    } while (length && cursor_left(&bytes));
}

static struct packet packet_of(const struct frame *frame, struct flow *flow, uint8_t how)
{
    uint16_t server = how & HOME ? 29503 : 2123;
    struct packet p = {.frame = frame, .flow = flow, .way = how & WAY, .odd = 0};
    p.transport = NAMED(DECODER).length ? 6 : 17;
    p.sport = how & WAY ? server : 40000;
    p.dport = how & WAY ? 40000 : server;
    p.odd |= how & SEALED ? PACKET_SEALED : 0;
    return p;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct state state;
    struct frame frame = {.number = 0};
    struct flow flow = {.key = {.a_port = 40000, .b_port = 2123}};
    struct cursor c = cursor_of(data, size);
    if (!state.sink.arg)
        begin(&state);
    forget(&state);
    while (cursor_left(&c) && frame.number++ < PIECES_MOST) {
        uint8_t how = cursor_u8(&c);
        size_t length = cursor_u16(&c);
        struct cursor bytes = cursor_sub(&c, length < cursor_left(&c) ? length : cursor_left(&c));
        struct packet p = packet_of(&frame, &flow, how);
        if (how & LOST && NAMED(DECODER).lost)
            NAMED(DECODER).lost(&p, &state.sink);
        piece(&state, &p, bytes);
        if (how & ENDS && NAMED(DECODER).ends)
            NAMED(DECODER).ends(&flow, &state.sink);
    }
    return 0;
}
