/* Bytes in order, handed to the sink: straight from the packet where a message begins in it. */
#include "wire/net/layer.h"
#include "wire/net/tcp_state.h"

void tcp_lose(struct tcp_loss *loss, const struct packet *p, uint64_t bytes)
{
    if (loss->times++ == 0)
        loss->first = (struct place){.file = p->frame->file, .frame = p->frame->number};
    loss->bytes += bytes;
}

/* The beginning of a message, until its end comes. */
static void hold(struct tcp *t, const struct packet *p, struct tcp_state *s,
                 struct tcp_stream *stream, struct span rest)
{
    bool known_too_long = stream->want > TCP_MESSAGE_MOST;
    if (!known_too_long && rest.len <= TCP_MESSAGE_MOST && tcp_hold_add(t, s, &stream->held, rest))
        return;
    tcp_lose(&s->over, p, rest.len);
    if (known_too_long && stream->want > rest.len)
        stream->skip = stream->want - (uint32_t)rest.len;
    stream->want = 0;
}

static void show(struct tcp *t, const struct packet *p, struct tcp_state *s,
                 struct tcp_stream *stream, struct span bytes)
{
    struct cursor c = cursor_of(bytes.at, bytes.len);
    size_t taken = 0;
    p->flow->want[p->way] = 0;
    enum verdict said = t->said.sink->stream(t->said.sink->arg, p, c, &taken);
    cursor_skip(&c, taken);
    stream->want = said == VERDICT_MORE ? p->flow->want[p->way] : 0;
    if (!cursor_left(&c))
        return;
    if (said == VERDICT_MORE)
        hold(t, p, s, stream, cursor_rest(&c));
    else if (said != VERDICT_BROKEN)
        flow_unread(p, cursor_left(&c));
}

static struct span take(struct cursor *c, size_t most)
{
    size_t left = cursor_left(c);
    return cursor_span(c, left < most ? left : most);
}

/* After what is held already; not shown again before the message's length is reached. */
static void join(struct tcp *t, const struct packet *p, struct tcp_state *s,
                 struct tcp_stream *stream, struct cursor *c)
{
    struct span more = take(c, TCP_SCRATCH - stream->held.len);
    size_t whole = stream->held.len + more.len;
    if (whole < stream->want) {
        if (!tcp_hold_add(t, s, &stream->held, more)) {
            tcp_lose(&s->over, p, whole);
            chain_drop(&t->blocks, &stream->held);
            stream->skip = stream->want - (uint32_t)whole;
        }
        return;
    }
    size_t held = stream->held.len;
    chain_copy(&t->blocks, &stream->held, t->scratch);
    chain_drop(&t->blocks, &stream->held);
    memcpy(t->scratch + held, more.at, more.len);
    show(t, p, s, stream, (struct span){t->scratch, whole});
}

void tcp_hand(struct tcp *t, const struct packet *p, struct tcp_state *s, struct tcp_stream *stream,
              struct span bytes)
{
    struct cursor c = cursor_of(bytes.at, bytes.len);
    stream->next += (uint32_t)bytes.len;
    while (cursor_left(&c)) {
        if (stream->skip) {
            size_t passed = take(&c, stream->skip).len;
            stream->skip -= (uint32_t)passed;
            s->over.bytes += passed;
        } else if (stream->held.len) {
            join(t, p, s, stream, &c);
        } else {
            show(t, p, s, stream, take(&c, cursor_left(&c)));
        }
    }
}
