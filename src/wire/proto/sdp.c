/* Session descriptions (RFC 8866): where media is to be sent, and its keys. */
#include "wire/proto/sip.h"

enum { MEDIA_MOST = 16 };

/* One m= line, with what stands below it. */
struct section {
    struct addr address;
    unsigned port, control; /* 0: not said */
};

struct description {
    struct addr address; /* of the session */
    struct section media[MEDIA_MOST];
    unsigned count;
    bool keys;
};

/* The n-th word, counted from 0. */
static struct span word(struct span s, unsigned n)
{
    struct cursor c = cursor_of(s.at, s.len);
    struct span w = cursor_until(&c, ' ');
    while (n--)
        w = cursor_until(&c, ' ');
    return w;
}

static struct addr address_of(struct span s)
{
    struct addr a = {0};
    TEXT_ON(text, 64);
    struct cursor c = cursor_of(s.at, s.len);
    struct span host = cursor_until(&c, '/'); /* RFC 8866 5.7: how far multicast reaches */
    text_put_n(&text, (const char *)host.at, host.len);
    return addr_parse(text.at, &a) ? a : (struct addr){0};
}

/* a=candidate:1 1 UDP 2130706431 192.0.2.1 49170 typ host (RFC 8839 5.1), a=rtcp:49171 (RFC 3605),
 * a=crypto (RFC 4568), a=key-mgmt (RFC 4567) */
static void attribute(struct description *d, struct span value)
{
    struct section *here = d->count ? &d->media[d->count - 1] : NULL;
    struct cursor c = cursor_of(value.at, value.len);
    struct span name = cursor_until(&c, ':');
    if (span_is_caseless(name, "crypto") || span_is_caseless(name, "key-mgmt"))
        d->keys = true;
    if (span_is_caseless(name, "rtcp") && here)
        here->control = span_number(word(cursor_rest(&c), 0)) & 0xffff;
}

static void take(struct description *d, uint8_t type, struct span value)
{
    struct addr a;
    switch (type) {
    case 'c':
        a = address_of(word(value, 2));
        if (d->count)
            d->media[d->count - 1].address = a;
        else
            d->address = a;
        return;
    case 'k': /* RFC 4566 5.12 */
        d->keys = true;
        return;
    case 'm':
        if (d->count < MEDIA_MOST)
            d->media[d->count++] = (struct section){.port = span_number(word(value, 1)) & 0xffff};
        return;
    case 'a':
        attribute(d, value);
        return;
    default:
        return;
    }
}

/* Nobody's: RFC 3264 8.4, the old way of putting somebody on hold. */
static bool is_nowhere(const struct addr *a)
{
    static const uint8_t zero[16];
    return a->family == 0 || memcmp(a->bytes, zero, sizeof zero) == 0;
}

static void say(struct message *m, struct sip *scratch, const struct media_key *to)
{
    TEXT_ON(text, 64);
    text_endpoint(&text, &to->address, to->port);
    struct span s = sip_keep(scratch, text.at, text.len);
    if (s.len)
        field_bytes(m, MEANING_MEDIA, FORM_TEXT, s, 0);
}

/* The whole description is read: where does each stream go? */
static void conclude(const struct description *d, const struct sdp_from *from)
{
    if (from->message && d->keys)
        field_present(from->message, MEANING_SESSION_KEY, 0);
    for (unsigned i = 0; i < d->count; i++) {
        const struct section *one = &d->media[i];
        struct media_key to = {.address = one->address.family ? one->address : d->address,
                               .port = (uint16_t)one->port};
        if (is_nowhere(&to.address) || to.port == 0)
            continue;
        if (from->message)
            say(from->message, from->texts, &to);
        media_announce(from->media, from->packet, &to, from->call, from->by);
        to.port = (uint16_t)one->control;
        if (to.port)
            media_announce(from->media, from->packet, &to, from->call, from->by);
    }
}

void sdp_read(struct cursor c, const struct sdp_from *from)
{
    struct description d = {.count = 0};
    while (cursor_left(&c)) {
        struct span line = span_trim(cursor_until(&c, '\n'));
        struct cursor in = cursor_of(line.at, line.len);
        uint8_t type = cursor_u8(&in);
        if (cursor_u8(&in) != '=')
            continue;
        if (type == 'v') { /* the next one begins */
            conclude(&d, from);
            d = (struct description){.count = 0};
        }
        take(&d, type, cursor_rest(&in));
    }
    conclude(&d, from);
}
