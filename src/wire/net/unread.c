#include "wire/net/unread.h"

#include "base/hash.h"
#include "base/text.h"
#include "wire/capture/frame.h"

struct entry {
    struct table_head head;
    uint32_t kind, number; /* key */
    struct unread_sum sum;
};

/* What is known by name and still not read; all other numbers are unknown protocols. Ethernet
 * types: IEEE registry; PPP: RFC 1661 and IANA; LLC: IEEE 802. */
static const struct known {
    enum unread_kind kind;
    uint32_t number;
    const char *name;
    enum blind_reason reason;
} KNOWN[] = {
    {UNREAD_ETHERTYPE, 0x0806, "arp", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x0842, "wake-on-lan", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x2000, "cdp", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x8035, "rarp", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x809b, "appletalk", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x80f3, "aarp", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x8137, "ipx", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x8808, "flow-control", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x8809, "slow-protocols", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x8863, "pppoe-discovery", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x888e, "eapol", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x8892, "profinet", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x88a4, "ethercat", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x88b8, "goose", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x88ba, "sampled-values", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x88cc, "lldp", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x88e5, "macsec", BLIND_ENCRYPTED},
    {UNREAD_ETHERTYPE, 0x88f7, "ptp", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x8902, "cfm", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x8906, "fcoe", BLIND_NOT_READ},
    {UNREAD_ETHERTYPE, 0x9000, "loop-test", BLIND_NOT_READ},
    {UNREAD_LLC, 0x06, "ip", BLIND_NOT_READ},
    {UNREAD_LLC, 0x42, "stp", BLIND_NOT_READ},
    {UNREAD_LLC, 0xe0, "ipx", BLIND_NOT_READ},
    {UNREAD_LLC, 0xf0, "netbios", BLIND_NOT_READ},
    {UNREAD_LLC, 0xfe, "osi", BLIND_NOT_READ},
    {UNREAD_LLC, 0xff, "ipx", BLIND_NOT_READ},
    {UNREAD_SNAP, 0x00000c, "cisco", BLIND_NOT_READ},
    {UNREAD_PPP, 0x003d, "multilink", BLIND_NOT_READ},
    {UNREAD_PPP, 0x0053, "encryption", BLIND_ENCRYPTED},
    {UNREAD_PPP, 0x00fd, "compressed", BLIND_NOT_READ},
    {UNREAD_PPP, 0x8021, "ipcp", BLIND_NOT_READ},
    {UNREAD_PPP, 0x8057, "ipv6cp", BLIND_NOT_READ},
    {UNREAD_PPP, 0x80fd, "ccp", BLIND_NOT_READ},
    {UNREAD_PPP, 0xc021, "lcp", BLIND_NOT_READ},
    {UNREAD_PPP, 0xc023, "pap", BLIND_NOT_READ},
    {UNREAD_PPP, 0xc025, "lqr", BLIND_NOT_READ},
    {UNREAD_PPP, 0xc223, "chap", BLIND_NOT_READ},
    {UNREAD_PPP, 0xc227, "eap", BLIND_NOT_READ},
};

static const struct known *known(uint32_t kind, uint32_t number)
{
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (KNOWN[i].kind == kind && KNOWN[i].number == number)
            return &KNOWN[i];
    return NULL;
}

/* How a kind is written: its word, and of how many hex digits its number is; 0: decimal. */
static const struct form {
    const char *word;
    int digits;
} FORMS[] = {
    [UNREAD_LINK] = {"linktype", 0},
    [UNREAD_ETHERTYPE] = {"ethertype", 4},
    [UNREAD_LLC] = {"llc", 2},
    [UNREAD_SNAP] = {"snap", 6},
    [UNREAD_PPP] = {"ppp", 4},
    [UNREAD_FAMILY] = {"loopback family", 0},
    [UNREAD_MPLS] = {"mpls channel", 4},
    [UNREAD_ERSPAN] = {"erspan frame type", 0},
    [UNREAD_ARPHRD] = {"cooked device", 0},
};

static void text_where(struct text *t, const struct entry *e, const struct known *k)
{
    const struct form *form = &FORMS[e->kind];
    const char *name = e->kind == UNREAD_LINK ? link_name((uint16_t)e->number) : k ? k->name : NULL;
    if (form->digits)
        text_format(t, "%s 0x%0*x", form->word, form->digits, e->number);
    else
        text_format(t, "%s %u", form->word, e->number);
    if (name)
        text_format(t, " %s", name);
}

static void tell(void *arg, void *entry)
{
    struct unread *u = arg;
    const struct entry *e = entry;
    const struct known *k = known(e->kind, e->number);
    enum blind_reason reason = k                        ? k->reason
                               : e->kind == UNREAD_LINK ? BLIND_UNKNOWN_LINKTYPE
                                                        : BLIND_UNKNOWN_PROTOCOL;
    TEXT_ON(where, 80);
    text_where(&where, e, k);
    blind_add(u->blind, reason, where.at, e->sum.frames, e->sum.bytes, e->sum.first,
              k ? "below IP or beside it, known by name and not read"
                : "no layer of ours reads this; what it carries was not seen");
}

bool unread_init(struct unread *u, size_t budget, uint64_t seed, struct blind *blind)
{
    u->blind = blind;
    if (!table_init(&u->sums, sizeof(struct entry), 2 * sizeof(uint32_t), budget, seed))
        return false;
    u->sums.on_evict = tell;
    u->sums.arg = u;
    return true;
}

void unread_free(struct unread *u)
{
    table_free(&u->sums);
}

void unread_sum_add(struct unread_sum *s, size_t bytes, struct place at)
{
    if (!s->frames)
        s->first = at;
    s->frames++;
    s->bytes += bytes;
}

void unread_add(struct unread *u, enum unread_kind kind, uint32_t number, size_t bytes,
                struct place at)
{
    uint32_t key[2] = {kind, number};
    bool is_new;
    struct entry *e = table_take(&u->sums, hash_two(u->sums.seed, kind, number), key, &is_new);
    unread_sum_add(&e->sum, bytes, at);
}

void unread_tell(struct unread *u)
{
    uint32_t at = 0;
    for (struct entry *e; (e = table_next(&u->sums, &at));) {
        tell(u, e);
        table_drop(&u->sums, e);
    }
}
