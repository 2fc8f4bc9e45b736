/* Inside the case room: identities as they are told, and the veil over those in other texts.
 *
 * Each identity is hashed once and then remembered in a table of fixed size, so that telling a
 * million messages of a thousand people costs a thousand hashes.
 */
#ifndef POSTERN_CASE_VEIL_H
#define POSTERN_CASE_VEIL_H

#include "base/table.h"
#include "base/text.h"
#include "case/pseudonym.h"

#include <stdint.h>

struct veil {
    struct table known;
    const uint8_t *key;
    bool reveal;
};

/* How sure it is that a text holds no identity. */
enum veil_depth {
    VEIL_KNOWN,   /* digits are of nodes or sessions: only identities that were learnt are veiled */
    VEIL_SESSION, /* RFC 6733 8.8: HOST;HIGH;LOW;ANYTHING, where HIGH and LOW have 32 bits */
    VEIL_MEDIA,   /* addresses that may be the equipment's, whether that was learnt or not */
    VEIL_FREE,    /* anybody may write anything: long digits and user@realm are veiled as well */
};

bool veil_init(struct veil *v, size_t budget, uint64_t seed, const uint8_t *key, bool reveal);
void veil_free(struct veil *v);

/* Room for so many, what was learnt before being forgotten. What finds no memory leaves things as
 * they are. */
void veil_make_room(struct veil *v, size_t count);

/* Remembers an identity, so that it is recognised in other texts. */
void veil_learn(struct veil *v, enum identity_class class, const char *value);

/* CLASS:KEPT-PSEUDONYM, or CLASS:VALUE when identities are to be shown; learns it. */
void veil_identity(struct veil *v, struct text *t, enum identity_class class, const char *value);

/* A text with the identities in it replaced. Zero bytes become C0 80 (postern.h). */
void veil_text(struct veil *v, struct text *t, const char *s, size_t n, enum veil_depth depth);

/* Whether veil_text would change it. */
bool veil_holds(struct veil *v, const char *s, enum veil_depth depth);

#endif
