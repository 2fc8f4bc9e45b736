#include "wire/net/fragment.h"

#include "base/text.h"
#include "wire/net/flow.h"

enum { PIECE = 1536, PIECES_MOST = 512 };

/* An identification comes round again, so that a packet waits no longer than RFC 8200 4.5 says. */
static const uint64_t PATIENCE = 60ULL * 1000000000;

/* How long a packet that is whole is remembered: a mirror that sends each frame twice has a last
 * fragment arrive once more. Much longer, and a fast sender's next packet has the same number. */
static const uint64_t ECHO = 20000000;

/* Bytes of a packet at an offset; a packet's pieces are in order and do not overlap. */
struct piece {
    uint32_t next;
    uint32_t offset;
    uint32_t len;
    uint8_t bytes[PIECE];
};

struct key {
    struct addr src, dst;
    uint32_t id, tunnel, protocol;
};

struct fragments {
    struct table_head head;
    struct key key;
    uint32_t pieces; /* the first */
    uint32_t count;  /* of pieces */
    uint32_t held;   /* bytes */
    uint32_t total;  /* 0: the last fragment was not seen */
    uint64_t frames;
    uint64_t began;
    uint64_t ended; /* 0: not whole yet */
    struct place where;
    struct fragments *older, *newer;
    uint8_t protocol;
    bool odd;
};

static struct piece *piece_at(const struct fragment_store *s, uint32_t number)
{
    return pool_at(&s->pieces, number);
}

/* Takes a packet out of the order of age and gives its pieces back. */
static void give_back(struct fragment_store *s, struct fragments *f)
{
    while (f->pieces != POOL_NONE) {
        uint32_t piece = f->pieces;
        f->pieces = piece_at(s, piece)->next;
        pool_put(&s->pieces, piece);
    }
}

static void let_go(struct fragment_store *s, struct fragments *f)
{
    give_back(s, f);
    *(f->older ? &f->older->newer : &s->oldest) = f->newer;
    *(f->newer ? &f->newer->older : &s->newest) = f->older;
}

static void give_up(struct fragment_store *s, struct fragments *f)
{
    if (f->ended) {
        let_go(s, f);
        return;
    }
    TEXT_ON(where, 120);
    text_addr(&where, &f->key.src);
    text_put(&where, " > ");
    text_addr(&where, &f->key.dst);
    text_put(&where, " fragments");
    blind_add(s->blind, BLIND_FRAGMENT_MISSING, where.at, f->frames, f->held, f->where,
              "IP fragments of packets of which the rest was not seen");
    let_go(s, f);
}

/* The table's: a packet whose slot is wanted. */
static void on_evict(void *arg, void *entry)
{
    struct fragment_store *s = arg;
    const struct fragments *f = entry;
    s->evicted += f->ended == 0;
    give_up(s, entry);
}

static void evict_oldest(struct fragment_store *s)
{
    struct fragments *f = s->oldest;
    on_evict(s, f);
    table_drop(&s->packets, f);
}

bool fragment_init(struct fragment_store *s, size_t budget, uint64_t seed, struct blind *blind)
{
    *s = (struct fragment_store){.blind = blind};
    if (!table_init(&s->packets, sizeof(struct fragments), sizeof(struct key), budget / 16, seed) ||
        !pool_init(&s->pieces, sizeof(struct piece), budget / 16 * 15)) {
        fragment_free(s);
        return false;
    }
    s->packets.on_evict = on_evict;
    s->packets.arg = s;
    return true;
}

void fragment_free(struct fragment_store *s)
{
    table_free(&s->packets);
    pool_free(&s->pieces);
}

static bool is_within(const struct packet *p, uint64_t since, uint64_t span)
{
    return p->frame->time < since || p->frame->time - since <= span;
}

/* Whether a packet with this number is another one that is remembered, not the one at hand. */
static bool is_past(const struct fragments *f, const struct packet *p, const struct fragment_at *at)
{
    if (f->ended)
        return at->offset == 0 || !is_within(p, f->ended, ECHO);
    return !is_within(p, f->began, PATIENCE);
}

static struct fragments *packet_of(struct fragment_store *s, const struct packet *p,
                                   const struct fragment_at *at)
{
    struct key key = {.src = p->src,
                      .dst = p->dst,
                      .id = at->id,
                      .tunnel = at->tunnel,
                      .protocol = p->src.family == 4 ? at->protocol : 0};
    bool is_new;
    uint64_t hash = table_hash(&s->packets, &key);
    struct fragments *f = table_find(&s->packets, hash, &key);
    if (f && is_past(f, p, at)) {
        give_up(s, f);
        table_drop(&s->packets, f);
    }
    f = table_take(&s->packets, hash, &key, &is_new);
    if (!is_new)
        return f;
    f->pieces = POOL_NONE;
    f->began = p->frame->time;
    f->where = place_of(p->frame);
    f->older = s->newest;
    *(s->newest ? &s->newest->newer : &s->oldest) = f;
    s->newest = f;
    return f;
}

/* Puts bytes between two pieces; `link` is where the number of the piece before points on. False:
 * there is no room for a packet in so many pieces. */
static bool put(struct fragment_store *s, struct fragments *f, uint32_t **link, uint32_t offset,
                struct cursor bytes)
{
    while (cursor_left(&bytes)) {
        while (s->pieces.used == s->pieces.count && s->oldest != f)
            evict_oldest(s);
        uint32_t number = f->count < PIECES_MOST ? pool_get(&s->pieces) : POOL_NONE;
        if (number == POOL_NONE)
            return false;
        size_t left = cursor_left(&bytes);
        struct piece *piece = piece_at(s, number);
        piece->len = (uint32_t)(left < PIECE ? left : PIECE);
        piece->offset = offset;
        struct span span = cursor_span(&bytes, piece->len);
        memcpy(piece->bytes, span.at, span.len);
        piece->next = **link;
        **link = number;
        *link = &piece->next;
        offset += piece->len;
        f->held += piece->len;
        f->count++;
    }
    return true;
}

/* Fills what is not there yet: where fragments overlap, the first bytes win. */
static bool fill(struct fragment_store *s, struct fragments *f, uint32_t offset,
                 struct cursor bytes)
{
    uint32_t *link = &f->pieces;
    while (cursor_left(&bytes)) {
        const struct piece *next = *link == POOL_NONE ? NULL : piece_at(s, *link);
        size_t left = cursor_left(&bytes);
        size_t before = !next ? left : next->offset > offset ? next->offset - offset : 0;
        struct cursor gap = cursor_sub(&bytes, before < left ? before : left);
        offset += (uint32_t)cursor_left(&gap);
        if (!put(s, f, &link, offset - (uint32_t)cursor_left(&gap), gap))
            return false;
        if (!next)
            break;
        uint32_t end = next->offset + next->len;
        size_t covered = end > offset ? end - offset : 0;
        left = cursor_left(&bytes);
        cursor_skip(&bytes, covered < left ? covered : left);
        offset = end > offset ? end : offset;
        link = &piece_at(s, *link)->next;
    }
    return true;
}

static void assemble(struct fragment_store *s, struct fragments *f, struct fragment_whole *ret)
{
    for (uint32_t at = f->pieces; at != POOL_NONE; at = piece_at(s, at)->next) {
        const struct piece *piece = piece_at(s, at);
        memcpy(s->whole + piece->offset, piece->bytes, piece->len);
    }
    ret->bytes = cursor_of(s->whole, f->total);
    ret->protocol = f->protocol;
    ret->odd = f->odd;
    give_back(s, f);
}

/* The end that the last fragment says; a second one that says otherwise contradicts it, and so do
 * bytes behind it. */
static bool agrees(const struct fragment_store *s, struct fragments *f, uint32_t end, bool more)
{
    if (!more) {
        if (f->total && f->total != end)
            return false;
        f->total = end;
    }
    if (f->total && end > f->total)
        return false;
    for (uint32_t at = f->pieces; f->total && at != POOL_NONE; at = piece_at(s, at)->next)
        if (piece_at(s, at)->offset + piece_at(s, at)->len > f->total)
            return false;
    return true;
}

enum fragment_is fragment_add(struct fragment_store *s, const struct packet *p,
                              const struct fragment_at *at, struct cursor bytes,
                              struct fragment_whole *ret)
{
    uint32_t end = at->offset + (uint32_t)cursor_left(&bytes);
    if (end > PACKET_LONGEST || end == at->offset)
        return FRAGMENT_BROKEN;
    struct fragments *f = packet_of(s, p, at);
    if (f->ended)
        return FRAGMENT_HELD;
    f->frames++;
    f->odd |= at->odd;
    if (at->offset == 0)
        f->protocol = at->protocol;
    if (!agrees(s, f, end, at->more) || !fill(s, f, at->offset, bytes)) {
        give_up(s, f);
        table_drop(&s->packets, f);
        return FRAGMENT_BROKEN;
    }
    if (!f->total || f->held < f->total)
        return FRAGMENT_HELD;
    assemble(s, f, ret);
    f->ended = p->frame->time | 1;
    return FRAGMENT_WHOLE;
}

void fragment_finish(struct fragment_store *s)
{
    uint32_t at = 0;
    for (struct fragments *f; (f = table_next(&s->packets, &at));) {
        give_up(s, f);
        table_drop(&s->packets, f);
    }
}
