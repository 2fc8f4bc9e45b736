/* MGCP (RFC 3435): a call agent's commands to media gateways. They are named and counted; of what
 * they say only where media goes is taken, so that RTP is known to be a call's. */
#include "base/hash.h"
#include "wire/proto/gateway.h"

enum { LINE_MOST = 512 };

static struct span first_line(struct cursor *c)
{
    struct span line = span_trim(cursor_until(c, '\n'));
    line.len = line.len < LINE_MOST ? line.len : LINE_MOST;
    return line;
}

/* "CRCX 1204 aaln/1@rgw-2567.example.net MGCP 1.0" (3.2.1); an answer: "200 1204 OK" (3.2.2.6). */
static enum likeness looks(struct cursor c)
{
    struct span line = first_line(&c);
    struct cursor in = cursor_of(line.at, line.len);
    struct span word = cursor_until(&in, ' ');
    struct span transaction = cursor_until(&in, ' ');
    if (!transaction.len || span_number(transaction) == 0)
        return LIKE_NOT;
    if (word.len == 3 && span_number(word) < 1000 && span_number(word))
        return LIKE_PERHAPS;
    cursor_until(&in, ' ');
    bool version = span_begins_caseless(cursor_rest(&in), "MGCP ");
    if (word.len != 4 || !version)
        return LIKE_NOT;
    return gateway_command("mgcp", word) ? LIKE_SURE : LIKE_PERHAPS;
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct cursor whole = c;
    if (looks(c) == LIKE_NOT)
        return VERDICT_NOT_MINE;
    struct span line = first_line(&c);
    struct cursor in = cursor_of(line.at, line.len);
    struct span word = cursor_until(&in, ' ');
    gateway_media(whole, p, sink, "MGCP");
    gateway_tell(whole, p, sink, "MGCP", gateway_command("mgcp", word));
    return VERDICT_TOOK;
}

const struct decoder decoder_mgcp = {
    .name = "mgcp", .udp = {2427, 2727}, .looks = looks, .decode = decode};
