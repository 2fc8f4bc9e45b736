/* Fuzzes one decoder, named by DECODER at compile time: its probe, its framing, its decoding and
 * the text of each field that it tells.
 *
 * Target functions: decoder_DECODER's looks, length, decode; text_field; field_of_row. */
#include "wire/proto/message.h"

#define NAMED_(name) decoder_##name
#define NAMED(name) NAMED_(name)

extern const struct decoder NAMED(DECODER);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void message(void *arg, struct message *m)
{
    TEXT_ON(text, 600);
    size_t *total = arg;
    for (uint16_t i = 0; i < m->field_count; i++) {
        text_clear(&text);
        text_field(&text, &m->fields[i]);
        *total += text.len;
    }
}

static void inner(void *arg, enum decoder_id decoder, const struct packet *p, struct cursor bytes)
{
    (void)decoder;
    (void)p;
    *(size_t *)arg += cursor_left(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct message scratch;
    const struct decoder *decoder = &NAMED(DECODER);
    size_t total = 0;
    size_t length;
    struct frame frame = {.number = 1};
    struct flow flow = {.proto = 0};
    struct packet packet = {
        .frame = &frame, .flow = &flow, .transport = 17, .sport = 2123, .dport = 2123};
    struct sink sink = {.arg = &total, .message = message, .inner = inner, .scratch = &scratch};
    struct cursor bytes = cursor_of(data, size);
    decoder->looks(bytes);
    if (decoder->length && decoder->length(bytes, &length) == VERDICT_TOOK && length > size)
        return 0;
    decoder->decode(bytes, &packet, &sink);
    return 0;
}
