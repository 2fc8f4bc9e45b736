/* Fuzzes the net room: the input is frames of one link type, each behind two bytes of length.
 *
 * Target functions: net_push, net_finish, tcp_segment, sctp_packet, every layer. */
#include "wire/net/packet.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum verdict datagram(void *arg, const struct packet *p, struct cursor payload)
{
    *(size_t *)arg += cursor_left(&payload) + p->depth;
    return cursor_left(&payload) % 2 ? VERDICT_TOOK : VERDICT_NOT_MINE;
}

/* Messages of a length that their first byte tells, so that framing, holding and gaps are met. */
static enum verdict stream(void *arg, const struct packet *p, struct cursor bytes,
                           size_t *ret_taken)
{
    (void)p;
    size_t whole = cursor_left(&bytes);
    while (cursor_left(&bytes)) {
        struct cursor ahead = bytes;
        uint8_t length = cursor_u8(&ahead);
        if (length == 0)
            return VERDICT_NOT_MINE;
        if (length > cursor_left(&bytes))
            return VERDICT_MORE;
        cursor_skip(&bytes, length);
        *ret_taken = whole - cursor_left(&bytes);
        *(size_t *)arg += length;
    }
    return VERDICT_TOOK;
}

static void gap(void *arg, const struct packet *p)
{
    *(size_t *)arg += p->depth;
}

static void user_plane(void *arg, const struct packet *p, uint32_t teid, struct cursor gtpu)
{
    *(size_t *)arg += cursor_left(&gtpu) + teid + p->depth;
}

static void inside(void *arg, const struct packet *p, uint32_t teid, const struct inner_ip *inner)
{
    *(size_t *)arg += p->depth + teid + inner->src.family + inner->dst.family + inner->protocol;
}

static void same_host(void *arg, const struct addr *a, const struct addr *b)
{
    *(size_t *)arg += (size_t)(a->family + b->family);
}

static void flow_ends(void *arg, const struct flow *f)
{
    *(size_t *)arg += f->unread_bytes;
}

static const char *file_name(void *arg, uint32_t file)
{
    (void)arg;
    (void)file;
    return "fuzz";
}

static void push_all(struct net *net, struct cursor c, uint16_t link)
{
    uint64_t number = 0;
    while (cursor_left(&c) > 2) {
        struct cursor one = cursor_sub(&c, cursor_u16(&c));
        struct span bytes = cursor_rest(&one);
        number++;
        struct frame frame = {.bytes = bytes.at,
                              .captured = (uint32_t)bytes.len,
                              .original = (uint32_t)bytes.len,
                              .time = number * 1000,
                              .number = number,
                              .link = link};
        net_push(net, &frame, 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint16_t links[] = {1, 101, 113, 276, 0, 108, 9, 248, 140, 141, 142, 147, 139};
    size_t total = 0;
    struct blind blind;
    struct cursor c = cursor_of(data, size);
    uint16_t link = links[cursor_u8(&c) % (sizeof links / sizeof *links)];
    if (!blind_init(&blind, 1 << 18, 1))
        return 0;
    struct packet_sink sink = {&total,     datagram, stream,    gap,
                               user_plane, inside,   same_host, flow_ends};
    struct net_settings settings = {
        .budget = 1 << 20, .seed = 1, .blind = &blind, .file_name = file_name, .every_g_pdu = true};
    struct net *net = net_new(&settings, &sink);
    if (net) {
        const struct addr anywhere = {.family = 4};
        net_guard(net, &anywhere, 0);
        push_all(net, c, link);
        net_finish(net);
        net_free(net);
    }
    blind_free(&blind);
    return 0;
}
