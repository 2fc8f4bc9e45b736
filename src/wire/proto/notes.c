/* Blind spots inside messages. A flood of unknown messages may cost a sum each, not a text each. */
#include "base/hash.h"
#include "wire/proto/driver.h"

enum { NOTES_BUDGET = 256 << 10, KINDS = 4, DETAIL = 120 };

struct kind {
    uint32_t reason;
    uint32_t spare;
    uint64_t frames, bytes; /* frames 0: nothing here */
    struct place first;
    char detail[DETAIL];
};

struct note {
    struct table_head head;
    struct flow_key flow; /* key */
    char where[160];
    struct kind kinds[KINDS];
};

static uint64_t hash_of(const struct flow *f)
{
    return hash_bytes(0, &f->key, sizeof f->key);
}

static void tell_kind(struct notes *n, const struct note *note, const struct kind *k)
{
    blind_add(n->blind, (enum blind_reason)k->reason, note->where, k->frames, k->bytes, k->first,
              k->detail);
}

static void tell(struct notes *n, const struct note *note)
{
    for (unsigned i = 0; i < KINDS && note->kinds[i].frames; i++)
        tell_kind(n, note, &note->kinds[i]);
}

static void on_evict(void *arg, void *entry)
{
    tell(arg, entry);
}

bool notes_init(struct notes *n, struct blind *blind, const struct homes *homes)
{
    n->blind = blind;
    n->homes = homes;
    if (!table_init(&n->table, sizeof(struct note), sizeof(struct flow_key), NOTES_BUDGET, 0))
        return false;
    n->table.on_evict = on_evict;
    n->table.arg = n;
    return true;
}

void notes_free(struct notes *n)
{
    table_free(&n->table);
}

/* A conversation has seldom more than one or two; for a further one the last gives way. */
static struct kind *kind_of(struct notes *n, struct note *note, enum blind_reason reason)
{
    unsigned i = 0;
    while (i < KINDS - 1 && note->kinds[i].frames && note->kinds[i].reason != reason)
        i++;
    struct kind *k = &note->kinds[i];
    if (k->frames && k->reason != reason) {
        tell_kind(n, note, k);
        *k = (struct kind){0};
    }
    return k;
}

bool notes_add(struct notes *n, const struct packet *p, enum blind_reason reason, uint64_t bytes,
               struct text *ret_detail)
{
    bool is_new;
    struct note *note = table_take(&n->table, hash_of(p->flow), &p->flow->key, &is_new);
    if (is_new) {
        struct text where = text_in(note->where, sizeof note->where);
        text_flow(&where, p->flow, flow_to_server(p->flow, homes_served(n->homes, p->flow)));
    }
    struct kind *k = kind_of(n, note, reason);
    k->bytes += bytes;
    if (k->frames++)
        return false;
    k->reason = reason;
    k->first = (struct place){.file = p->frame->file, .frame = p->frame->number};
    *ret_detail = text_in(k->detail, sizeof k->detail);
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
    struct note *note = table_find(&n->table, hash_of(f), &f->key);
    if (!note)
        return;
    tell(n, note);
    table_drop(&n->table, note);
}
