/* Real captures as Ethernet frames, again and again with other addresses. */
#include "generate.h"

#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

enum { ETHERNET = 14, LONGEST = 65535 + ETHERNET, STEP = 0x00010203 };

/* All frames, one after the other: a length of four bytes, then the frame. */
struct store {
    uint8_t *bytes;
    size_t len, cap;
};

static bool store_add(struct store *s, uint32_t type, const uint8_t *head, const uint8_t *bytes,
                      uint32_t length)
{
    static const uint8_t addresses[12] = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2};
    if (s->cap - s->len < length + ETHERNET + 4) {
        s->cap = s->cap * 2 + LONGEST + 4;
        uint8_t *more = realloc(s->bytes, s->cap);
        if (!more)
            return false;
        s->bytes = more;
    }
    uint8_t *at = s->bytes + s->len;
    put32(at, length + ETHERNET);
    memcpy(at + 4, head ? head : addresses, 12);
    put16(at + 16, type);
    memcpy(at + 18, bytes, length);
    s->len += length + ETHERNET + 4;
    return true;
}

static bool take(struct store *s, int link, const uint8_t *bytes, uint32_t length)
{
    uint32_t skip = 0;
    uint32_t type = 0;
    if (length < 20 || length > 65535)
        return true;
    switch (link) {
    case DLT_EN10MB:
        return store_add(s, get16(bytes + 12), bytes, bytes + ETHERNET, length - ETHERNET);
    case DLT_LINUX_SLL:
        skip = 16;
        type = get16(bytes + 14);
        break;
    case DLT_LINUX_SLL2:
        skip = 20;
        type = get16(bytes);
        break;
    case DLT_NULL:
    case DLT_LOOP:
        skip = 4;
        type = bytes[4] >> 4 == 6 ? 0x86dd : 0x0800;
        break;
    case DLT_RAW:
        type = bytes[0] >> 4 == 6 ? 0x86dd : 0x0800;
        break;
    default:
        return true; /* what is no network's frame cannot be made one */
    }
    return store_add(s, type, NULL, bytes + skip, length - skip);
}

static bool read_capture(struct store *s, const char *path)
{
    char why[PCAP_ERRBUF_SIZE];
    struct pcap_pkthdr *head;
    const uint8_t *bytes;
    bool good = true;
    pcap_t *p = pcap_open_offline(path, why);
    if (!p)
        return true; /* a capture that libpcap does not read is none of these */
    while (good && pcap_next_ex(p, &head, &bytes) == 1)
        if (head->caplen == head->len)
            good = take(s, pcap_datalink(p), bytes, head->caplen);
    pcap_close(p);
    return good;
}

/* RFC 1624: what a checksum becomes when a word that it covers changes. */
static void fix_sum(uint8_t *sum, uint32_t was, uint32_t is)
{
    uint32_t s =
        (~get16(sum) & 0xffffU) + (~was >> 16) + (~was & 0xffffU) + (is >> 16) + (is & 0xffffU);
    s = (s & 0xffff) + (s >> 16);
    s = (s & 0xffff) + (s >> 16);
    put16(sum, ~s);
}

static uint8_t *transport_sum(uint8_t *at, const uint8_t *end, uint8_t protocol)
{
    uint8_t *sum = protocol == 6 ? at + 16 : protocol == 17 ? at + 6 : NULL;
    if (!sum || end - at < 18)
        return NULL;
    return protocol == 17 && get16(sum) == 0 ? NULL : sum;
}

static void move_word(uint8_t *word, uint32_t by, uint8_t *sum, uint8_t *ip_sum)
{
    uint32_t was = get32(word);
    put32(word, was + by);
    if (ip_sum)
        fix_sum(ip_sum, was, was + by);
    if (sum)
        fix_sum(sum, was, was + by);
}

/* The outermost IP header gets other addresses. */
static void readdress(uint8_t *frame, uint32_t length, uint32_t by)
{
    uint8_t *end = frame + length;
    uint8_t *ip = frame + ETHERNET;
    uint32_t type = get16(frame + 12);
    if (type == 0x8100 && end - ip >= 4) {
        type = get16(ip + 2);
        ip += 4;
    }
    if (type == 0x0800 && end - ip >= 20) {
        bool first = (get16(ip + 6) & 0x1fff) == 0;
        uint8_t *sum = first ? transport_sum(ip + (ip[0] & 15) * 4, end, ip[9]) : NULL;
        move_word(ip + 12, by, sum, ip + 10);
        move_word(ip + 16, by, sum, ip + 10);
    } else if (type == 0x86dd && end - ip >= 40) {
        uint8_t *sum = transport_sum(ip + 40, end, ip[6]);
        move_word(ip + 12, by, sum, NULL);
        move_word(ip + 28, by, sum, NULL);
    }
}

static void repeat(struct out *o, const struct store *s)
{
    static uint8_t frame[LONGEST];
    for (uint32_t turn = 0; o->bytes < o->most; turn++) {
        for (size_t at = 0; at < s->len && o->bytes < o->most;) {
            uint32_t length = get32(s->bytes + at);
            memcpy(frame, s->bytes + at + 4, length);
            readdress(frame, length, turn * STEP);
            frame_write(o, frame, length);
            at += length + 4;
        }
    }
}

bool control_plane(struct out *o, char **captures, int count)
{
    struct store s = {0};
    bool good = true;
    for (int i = 0; good && i < count; i++)
        good = read_capture(&s, captures[i]);
    if (good && s.len)
        repeat(o, &s);
    free(s.bytes);
    return good && s.len;
}
