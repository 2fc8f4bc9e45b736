/* Fuzzes what an HTTP message means, whatever version brought it: a first line of method or status
 * and path, headers a line each, an empty line, the body.
 *
 * Target functions: http_tell, and with it spec_resource, json_next, sbi_*; text_field. */
#include "wire/proto/http_message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEADERS = 24 };

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
    size_t total = 0;
    struct frame frame = {.number = 1};
    struct flow flow = {.proto = 0};
    struct packet packet = {.frame = &frame, .flow = &flow, .transport = 6};
    struct sink sink = {.arg = &total, .message = message, .inner = inner, .scratch = &scratch};
    struct http_header headers[HEADERS];
    struct http_message h = {.proto = PROTO_HTTP2, .headers = headers};
    struct cursor c = cursor_of(data, size);
    h.method = cursor_until(&c, ' ');
    h.path = cursor_until(&c, '\n');
    h.authority = (struct span){(const uint8_t *)"smf1:80", 7};
    while (cursor_left(&c) && h.header_count < HEADERS) {
        struct span line = cursor_until(&c, '\n');
        struct cursor in = cursor_of(line.at, line.len);
        if (!line.len)
            break;
        headers[h.header_count].name = cursor_until(&in, ' ');
        headers[h.header_count++].value = cursor_rest(&in);
    }
    h.body = cursor_rest(&c);
    h.body_length = h.body.len;
    h.part = PART_REQUEST;
    h.asked = http_tell(&h, &packet, &sink);
    h.part = PART_ANSWER;
    h.status = (uint32_t)(size % 700);
    http_tell(&h, &packet, &sink);
    return 0;
}
