/* Whether what is marked as ciphered can be read.
 *
 * A security header of 2 or 4 says that a message is ciphered, and not by what: under the null
 * algorithm (NEA0, EEA0) its bytes are in the clear (TS 33.501 D.1, TS 33.401 B.0). That the UE has
 * that algorithm is known only from the security mode command that chose it, which is never
 * ciphered; it holds for the UE's handles from there on, and for the TMSI that it is given, with
 * the key set's number, when it comes back later. Where no command was seen nothing is read: bytes
 * that look like a message may be chance. */
#include "base/hash.h"
#include "base/table.h"
#include "wire/proto/nas.h"

#define BY_TMSI 0x746d7369

static struct nas_context *find(struct table *t, uint64_t key)
{
    return key ? table_find(t, table_hash(t, &key), &key) : NULL;
}

static void keep(struct table *t, uint64_t key, const struct nas_context *as)
{
    bool is_new;
    if (key == 0)
        return;
    struct nas_context *c = table_take(t, table_hash(t, &key), &key, &is_new);
    c->cipher = as->cipher;
    c->ksi = as->ksi;
}

static struct nas_context *of_handles(struct table *t, const struct sink *sink)
{
    struct nas_context *c = NULL;
    for (unsigned i = 0; i < MESSAGE_HANDLES && !c; i++)
        c = find(t, sink->outer[i]);
    return c;
}

static void keep_for_handles(struct table *t, const struct sink *sink, const struct nas_context *as)
{
    for (unsigned i = 0; i < MESSAGE_HANDLES; i++)
        keep(t, sink->outer[i], as);
}

static uint64_t tmsi_key(const struct nas_reader *r)
{
    return r->tmsi ? hash_two(BY_TMSI, r->tmsi, r->dialect->proto) : 0;
}

enum nas_cipher nas_cipher_of(const struct sink *sink, const struct nas_dialect *dialect)
{
    struct table *t = sink_table(sink, dialect->decoder, NAS_CONTEXTS);
    const struct nas_context *c = t ? of_handles(t, sink) : NULL;
    return c ? (enum nas_cipher)c->cipher : NAS_CIPHER_UNKNOWN;
}

bool nas_readable(const struct sink *sink, const struct nas_dialect *dialect)
{
    return dialect->reads_null && nas_cipher_of(sink, dialect) == NAS_CIPHER_NULL;
}

void nas_chosen(struct nas_reader *r, uint8_t ciphering, uint8_t integrity)
{
    struct table *t = sink_table(r->sink, r->dialect->decoder, NAS_CONTEXTS);
    struct nas_context chosen = {.cipher = ciphering ? NAS_CIPHER_REAL : NAS_CIPHER_NULL,
                                 .ksi = r->ksi};
    if (ciphering == 0)
        field_present(r->m, MEANING_NULL_CIPHER, 0);
    if (integrity == 0)
        field_present(r->m, MEANING_NULL_INTEGRITY, 0);
    if (t)
        keep_for_handles(t, r->sink, &chosen);
}

/* A handle alone is what the radio access gave out just now: it may have been another UE's. */
void nas_begins(struct nas_reader *r)
{
    struct table *t = sink_table(r->sink, r->dialect->decoder, NAS_CONTEXTS);
    if (!t || r->sink->outer[0] == 0 || r->sink->outer[1])
        return;
    struct nas_context *stale = find(t, r->sink->outer[0]);
    if (stale)
        table_drop(t, stale);
    const struct nas_context *own = find(t, tmsi_key(r));
    if (own && own->ksi == r->ksi && r->ksi != NAS_NO_KSI) {
        struct nas_context copy = *own;
        keep(t, r->sink->outer[0], &copy);
    }
}

void nas_named(struct nas_reader *r)
{
    struct table *t = sink_table(r->sink, r->dialect->decoder, NAS_CONTEXTS);
    const struct nas_context *c = t ? of_handles(t, r->sink) : NULL;
    if (!c)
        return;
    struct nas_context copy = *c;
    keep(t, tmsi_key(r), &copy);
}

void nas_say_ciphered(struct sink *sink, const struct nas_dialect *dialect, const struct packet *p,
                      struct cursor bytes)
{
    struct message *m = message_begin(sink, p, dialect->proto, 0, 0, PART_NEITHER);
    m->no_type = true;
    m->name = "ciphered";
    m->length = (uint32_t)cursor_left(&bytes);
    bool is_null = nas_cipher_of(sink, dialect) == NAS_CIPHER_NULL;
    if (is_null)
        field_present(m, MEANING_NULL_CIPHER, 0);
    sink_blind(sink, p, is_null ? BLIND_NOT_READ : BLIND_ENCRYPTED, cursor_left(&bytes),
               is_null ? "NAS marked as ciphered, by the null algorithm" : "NAS that is ciphered");
    message_end(sink, m);
}
