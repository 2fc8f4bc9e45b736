/* GSMTAP, version 2: what a phone or a radio heard, in UDP (libosmocore's gsmtap.h). It carries; of
 * what it carries NAS of EPS is read, as a probe at the UE saw it: a direction and no addresses. */
#include "wire/proto/message.h"

enum { PORT = 4729, VERSION = 2, HEADER_WORDS = 4, WORD = 4 };

/* gsmtap.h, GSMTAP_TYPE_* */
enum {
    TYPE_UM = 1,
    TYPE_ABIS = 2,
    TYPE_SIM = 4,
    TYPE_LTE_RRC = 13,
    TYPE_LTE_NAS = 18,
    TYPE_LAST = 19,
};

static const char *const CARRIED[TYPE_LAST + 1] = {
    [1] = "GSM radio (Um)",    [2] = "GSM layer 3 (A-bis)",
    [3] = "GSM bursts",        [4] = "SIM card",
    [5] = "TETRA radio",       [6] = "TETRA bursts",
    [7] = "WiMAX bursts",      [8] = "GPRS Gb LLC",
    [9] = "GPRS Gb SNDCP",     [10] = "GMR-1 radio",
    [11] = "UMTS RLC and MAC", [12] = "UMTS RRC",
    [13] = "LTE RRC",          [14] = "LTE MAC",
    [15] = "LTE MAC frames",   [16] = "Osmocom log",
    [17] = "Osmocom trace",    [18] = "LTE NAS",
    [19] = "E1 or T1",
};

static enum likeness looks(struct cursor c)
{
    uint8_t version = cursor_u8(&c);
    uint8_t words = cursor_u8(&c);
    uint8_t type = cursor_u8(&c);
    cursor_skip(&c, HEADER_WORDS * WORD - 3);
    bool fits = version == VERSION && words == HEADER_WORDS && type && type <= TYPE_LAST;
    return cursor_ok(&c) && fits ? LIKE_PERHAPS : LIKE_NOT;
}

/* The sender of the datagram is the probe, its receiver whoever analyses: neither said this. */
static void hand_on(struct cursor c, const struct packet *p, struct sink *sink)
{
    struct packet heard = *p;
    heard.src = heard.dst = (struct addr){0};
    heard.sport = heard.dport = 0;
    heard.odd |= PACKET_READDRESSED;
    sink_inner(sink, DECODER_nas_eps, &heard, c);
}

static enum verdict decode(struct cursor c, const struct packet *p, struct sink *sink)
{
    uint8_t version = cursor_u8(&c);
    uint8_t words = cursor_u8(&c);
    uint8_t type = cursor_u8(&c);
    if (version != VERSION || words < HEADER_WORDS)
        return VERDICT_NOT_MINE;
    cursor_skip(&c, (size_t)words * WORD - 3);
    if (!cursor_ok(&c))
        return VERDICT_BROKEN;
    const char *what = type <= TYPE_LAST ? CARRIED[type] : NULL;
    if (type == TYPE_LTE_NAS)
        hand_on(c, p, sink);
    else
        sink_blind(sink, p, BLIND_NOT_READ, cursor_left(&c),
                   what ? what : "GSMTAP of another type");
    return VERDICT_TOOK;
}

const struct decoder decoder_gsmtap = {
    .name = "gsmtap",
    .udp = {PORT},
    .looks = looks,
    .decode = decode,
};
