/* The rules of a session that copy, so that a later message that names only a rule is understood.
 */
#include "judge/user_plane_copy.h"

struct copy_session *copy_session(struct table *sessions, const struct addr *control,
                                  const struct addr *user, uint64_t seid, bool make)
{
    bool is_new;
    struct copy_session_key key = {.control = *control, .user = *user, .seid = seid};
    uint64_t hash = table_hash(sessions, &key);
    return make ? table_take(sessions, hash, &key, &is_new) : table_find(sessions, hash, &key);
}

static struct copy_slot *slot_of(struct copy_session *session, const struct copy_slot *like)
{
    for (unsigned i = 0; i < COPY_SLOTS; i++) {
        struct copy_slot *slot = &session->slots[i];
        if (slot->used && slot->far == like->far && slot->port == like->port &&
            addr_equal(&slot->to, &like->to))
            return slot;
    }
    for (unsigned i = 0; i < COPY_SLOTS; i++)
        if (!session->slots[i].used)
            return &session->slots[i];
    return NULL;
}

void copy_keep(struct copy_session *session, const struct copy_slot *item, bool copies)
{
    struct copy_slot *slot = slot_of(session, item);
    if (!slot)
        return;
    *slot = *item;
    slot->used = true;
    slot->copies = copies;
}

struct copy_target copy_resolved(const struct copy_session *session, uint32_t far,
                                 struct copy_target t)
{
    for (unsigned i = 0; session && !t.address.family && !t.policy && i < COPY_SLOTS; i++)
        if (session->slots[i].used && session->slots[i].far == far) {
            t.address = session->slots[i].to;
            t.port = session->slots[i].port;
            t.teid = session->slots[i].teid;
        }
    return t;
}

bool copy_is_on(const struct copy_session *session, uint32_t far)
{
    for (unsigned i = 0; session && i < COPY_SLOTS; i++)
        if (session->slots[i].used && session->slots[i].copies && session->slots[i].far == far)
            return true;
    return false;
}
