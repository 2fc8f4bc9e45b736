/* GTP-U as on N3: 50,000 tunnels between 256 gNBs and 4 UPFs, 200,000 inner flows, packets of 64,
 * 576 and 1,400 bytes as 7:4:1, each of a flow taken at random. Half the tunnels have the PDU
 * session extension header (TS 29.281 5.2.2.7). */
#include "generate.h"

#include <string.h>

enum {
    TUNNELS = 50000,
    FLOWS = 200000,
    ETHERNET = 14,
    IPV4 = 20,
    UDP = 8,
    LONGEST = 1600,
};

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15U;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    return z ^ z >> 31;
}

static void put_ipv4(uint8_t *at, uint32_t src, uint32_t dst, uint32_t total, uint8_t protocol)
{
    memset(at, 0, IPV4);
    at[0] = 0x45;
    put16(at + 2, total);
    at[8] = 64;
    at[9] = protocol;
    put32(at + 12, src);
    put32(at + 16, dst);
    uint32_t sum = 0;
    for (int i = 0; i < IPV4; i += 2)
        sum += get16(at + i);
    sum = (sum & 0xffff) + (sum >> 16);
    put16(at + 10, ~(sum + (sum >> 16)));
}

static void put_udp(uint8_t *at, uint32_t sport, uint32_t dport, uint32_t length)
{
    put16(at, sport);
    put16(at + 2, dport);
    put16(at + 4, length);
    put16(at + 6, 0);
}

static uint32_t put_gtpu(uint8_t *at, uint32_t teid, uint32_t inner, bool upwards, bool extended)
{
    uint32_t options = extended ? 8 : 0;
    memset(at, 0, 16);
    at[0] = extended ? 0x34 : 0x30;
    at[1] = 255;
    put16(at + 2, inner + options);
    put32(at + 4, teid);
    if (extended) {
        at[11] = 0x85;
        at[12] = 1;
        at[13] = upwards ? 0x10 : 0x00;
        at[14] = 9;
    }
    return 8 + options;
}

static uint32_t imix(uint64_t random)
{
    uint64_t of12 = random % 12;
    return of12 < 7 ? 64 : of12 < 11 ? 576 : 1400;
}

bool user_plane(struct out *o)
{
    uint8_t frame[LONGEST];
    uint64_t state = 1;
    for (int i = 0; i < LONGEST; i++)
        frame[i] = (uint8_t)next_random(&state);
    put16(frame + 12, 0x0800);
    while (o->bytes < o->most) {
        uint64_t random = next_random(&state);
        uint32_t flow = (uint32_t)(random >> 32) % FLOWS;
        uint32_t tunnel = flow % TUNNELS;
        bool upwards = tunnel & 1;
        uint32_t user = tunnel / 2;
        uint32_t gnb = 0x0a010000 | user % 256;
        uint32_t upf = 0x0a020000 | user / 256 % 4;
        uint32_t inner = imix(random & 0xffffff);
        uint32_t customer = 0x0a2d0000 + user;
        uint32_t server = 0xc6336400 | flow / TUNNELS;
        uint8_t *at = frame + ETHERNET + IPV4 + UDP;
        uint32_t header = put_gtpu(at, tunnel + 1, inner, upwards, tunnel % 4 < 2);
        put_ipv4(frame + ETHERNET, upwards ? gnb : upf, upwards ? upf : gnb,
                 IPV4 + UDP + header + inner, 17);
        put_udp(frame + ETHERNET + IPV4, 2152, 2152, UDP + header + inner);
        put_ipv4(at + header, upwards ? customer : server, upwards ? server : customer, inner, 17);
        put_udp(at + header + IPV4, upwards ? 40000 + flow % 1000 : 443,
                upwards ? 443 : 40000 + flow % 1000, inner - IPV4);
        frame_write(o, frame, ETHERNET + IPV4 + UDP + header + inner);
    }
    return true;
}
