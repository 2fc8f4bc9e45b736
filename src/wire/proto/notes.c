/* Blind spots inside messages. A flood of unknown messages may cost a sum each, not a text each. */
#include "base/hash.h"
#include "wire/proto/driver.h"

#include <assert.h>

enum { NOTES_BUDGET = 256 << 10, DETAIL = 128 };

struct note {
    struct table_head head;
    /* key */
    struct flow_key flow;
    uint32_t reason;
    /* sums */
    uint64_t frames, bytes;
    struct place first;
    char where[160];
    char detail[DETAIL];
};

struct key {
    struct flow_key flow;
    uint32_t reason;
};

static_assert(sizeof(struct key) == sizeof(struct flow_key) + sizeof(uint32_t),
              "compared byte by byte: no padding");

static uint64_t hash_of(uint64_t flow, uint32_t reason)
{
    return hash_two(0, flow, reason);
}

static uint64_t hash_of_flow(const struct flow *f)
{
    return hash_bytes(0, &f->key, sizeof f->key);
}

static void tell(struct notes *n, const struct note *note)
{
    blind_add(n->blind, (enum blind_reason)note->reason, note->where, note->frames, note->bytes,
              note->first, note->detail);
}

static void on_evict(void *arg, void *entry)
{
    tell(arg, entry);
}

bool notes_init(struct notes *n, struct blind *blind, const struct homes *homes)
{
    n->blind = blind;
    n->homes = homes;
    if (!table_init(&n->table, sizeof(struct note), sizeof(struct key), NOTES_BUDGET, 0))
        return false;
    n->table.on_evict = on_evict;
    n->table.arg = n;
    return true;
}

void notes_free(struct notes *n)
{
    table_free(&n->table);
}

bool notes_add(struct notes *n, const struct packet *p, enum blind_reason reason, uint64_t bytes,
               struct text *ret_detail)
{
    struct key key = {.flow = p->flow->key, .reason = reason};
    bool is_new;
    struct note *note =
        table_take(&n->table, hash_of(hash_of_flow(p->flow), reason), &key, &is_new);
    note->frames++;
    note->bytes += bytes;
    if (!is_new)
        return false;
    note->first = (struct place){.file = p->frame->file, .frame = p->frame->number};
    struct text where = text_in(note->where, sizeof note->where);
    text_flow(&where, p->flow, flow_to_server(p->flow, homes_served(n->homes, p->flow)));
    *ret_detail = text_in(note->detail, sizeof note->detail);
    return true;
}

void notes_put(struct notes *n, const struct packet *p, enum blind_reason reason, uint64_t bytes,
               const char *detail)
{
    struct text t;
    if (notes_add(n, p, reason, bytes, &t))
        text_put(&t, detail);
}

void notes_flow_ends(struct notes *n, const struct flow *f)
{
    if (!n->table.used)
        return;
    uint64_t flow = hash_of_flow(f);
    for (uint32_t reason = 0; reason < BLIND_REASONS; reason++) {
        struct key key = {.flow = f->key, .reason = reason};
        struct note *note = table_find(&n->table, hash_of(flow, reason), &key);
        if (!note)
            continue;
        tell(n, note);
        table_drop(&n->table, note);
    }
}
