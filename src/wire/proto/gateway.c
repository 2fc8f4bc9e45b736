#include "wire/proto/gateway.h"

#include "base/hash.h"

#include <strings.h>

const char *gateway_command(const char *decoder, struct span token)
{
    const struct spec_carrier *row;
    for (uint32_t i = 0; (row = spec_carrier_at(i)); i++) {
        const char *blank = strchr(row->name, ' ');
        /* Tokens are in capitals; the row that says what it is all about is not. */
        if (!blank || strcmp(row->decoder, decoder) != 0 || row->name[0] > 'Z')
            continue;
        size_t len = (size_t)(blank - row->name);
        bool is_short =
            token.len == len && strncasecmp(row->name, (const char *)token.at, len) == 0;
        if (is_short || span_is_caseless(token, blank + 1))
            return blank + 1;
    }
    return NULL;
}

void gateway_media(struct cursor c, const struct packet *p, struct sink *sink, const char *by)
{
    struct span all = cursor_rest(&c);
    struct sdp_from from = {.packet = p,
                            .media = sink->media,
                            .call = hash_bytes(p->frame->number, all.at, all.len),
                            .by = by};
    sdp_read(c, &from);
}

void gateway_tell(struct cursor c, const struct packet *p, struct sink *sink, const char *by,
                  const char *command)
{
    TEXT_ON(detail, 120);
    text_format(&detail, "%s: commands to a media gateway are counted, not told", by);
    if (command)
        text_format(&detail, "; the first is %s", command);
    sink_blind(sink, p, BLIND_NOT_READ, cursor_left(&c), detail.at);
}
