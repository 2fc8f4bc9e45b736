/* Who reads what SCCP carries: told by its bytes, and by the subsystems at its ends. */
#include "wire/proto/ss7.h"

enum { RANAP = 142, BSSAP = 254, NOBODY = DECODERS };

/* Subsystem numbers (TS 23.003 8, ITU-T Q.713 3.4.2.2). NOBODY: named, and not read. */
static const struct user {
    uint8_t subsystem;
    uint8_t decoder;
    const char *detail;
} USERS[] = {
    {3, NOBODY, "messages of ISUP over SCCP"},
    {6, DECODER_tcap, NULL},  /* HLR */
    {7, DECODER_tcap, NULL},  /* VLR */
    {8, DECODER_tcap, NULL},  /* MSC */
    {9, DECODER_tcap, NULL},  /* EIR */
    {10, DECODER_tcap, NULL}, /* AuC */
    {RANAP, DECODER_ranap, NULL},
    {143, NOBODY, "messages of RNSAP"},
    {145, DECODER_tcap, NULL}, /* GMLC */
    {146, DECODER_tcap, NULL}, /* CAP */
    {147, DECODER_tcap, NULL}, /* gsmSCF */
    {148, DECODER_tcap, NULL}, /* SIWF */
    {149, DECODER_tcap, NULL}, /* SGSN */
    {150, DECODER_tcap, NULL}, /* GGSN */
    {249, NOBODY, "messages of PCAP"},
    {250, NOBODY, "messages of BSSAP-LE"},
    {251, NOBODY, "messages of BSSAP-LE"},
    {252, NOBODY, "messages of BSSAP-LE"},
    {253, NOBODY, "operation and maintenance of a base station system"},
    {BSSAP, NOBODY, "messages of BSSAP"},
};

static const struct user *user_of(uint16_t subsystem)
{
    for (unsigned i = 0; i < sizeof USERS / sizeof *USERS; i++)
        if (USERS[i].subsystem == subsystem)
            return &USERS[i];
    return NULL;
}

/* ITU-T Q.773 3.2, ANSI T1.114.3 3: the tags with which a message begins. */
static bool is_tcap(uint8_t tag)
{
    switch (tag) {
    case 0x61:
    case 0x62:
    case 0x64:
    case 0x65:
    case 0x67:
        return true;
    default:
        return (tag >= 0xe1 && tag <= 0xe6) || tag == 0xf6;
    }
}

/* TS 25.413 9.3: a choice of four, a procedure, a criticality, and the length of all the rest. */
static bool is_ranap(struct cursor c)
{
    uint8_t choice = cursor_u8(&c);
    cursor_u8(&c);
    uint8_t criticality = cursor_u8(&c);
    size_t length = cursor_u8(&c);
    if (length >> 6 == 2)
        length = (length & 0x3f) << 8 | cursor_u8(&c);
    return cursor_ok(&c) && (choice & 0x9f) == 0 && (criticality & 0x3f) == 0 &&
           criticality >> 6 < 3 && length == cursor_left(&c);
}

/* TS 48.006 9.3: BSSMAP with its length, or DTAP with its link and its length. */
static bool is_bssap(struct cursor c)
{
    uint8_t discriminator = cursor_u8(&c);
    if (discriminator == 1)
        cursor_u8(&c);
    size_t length = cursor_u8(&c);
    return cursor_ok(&c) && discriminator <= 1 && length == cursor_left(&c);
}

/* Inside a connection no subsystem is told any more. */
static const struct user *by_bytes(struct cursor c)
{
    if (is_tcap(cursor_peek8(&c, 0)))
        return user_of(6);
    if (is_ranap(c))
        return user_of(RANAP);
    return is_bssap(c) ? user_of(BSSAP) : NULL;
}

void sccp_turn(struct packet *p)
{
    struct addr a = p->src;
    uint16_t subsystem = p->sport;
    p->src = p->dst;
    p->sport = p->dport;
    p->dst = a;
    p->dport = subsystem;
    p->odd |= PACKET_RETURNED;
}

void sccp_user(struct sink *sink, const struct packet *p, struct cursor data)
{
    enum { MANAGEMENT = 1 };
    if (p->dport == MANAGEMENT || p->sport == MANAGEMENT)
        return;
    const struct user *u = is_tcap(cursor_peek8(&data, 0)) ? by_bytes(data) : NULL;
    if (!u)
        u = user_of(p->dport);
    if (!u)
        u = user_of(p->sport);
    if (!u)
        u = by_bytes(data);
    if (u && u->decoder != NOBODY)
        sink_inner(sink, (enum decoder_id)u->decoder, p, data);
    else
        sink_blind(sink, p, u ? BLIND_NOT_READ : BLIND_UNKNOWN_PROTOCOL, cursor_left(&data),
                   u ? u->detail : "data of SCCP of which nobody can say whose they are");
}
