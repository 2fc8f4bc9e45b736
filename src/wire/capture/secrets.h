/* What decryption-secrets blocks hold, kept for the decoders that will want it. It is never printed
 * nor stored, and wiped when it goes. */
#ifndef POSTERN_WIRE_CAPTURE_SECRETS_H
#define POSTERN_WIRE_CAPTURE_SECRETS_H

#include "base/cursor.h"

enum { SECRETS_MOST = 64 << 10, SECRETS_BLOCKS = 64 };

struct secrets {
    uint8_t *bytes; /* SECRETS_MOST of them, from the first block on */
    size_t used;
    struct {
        uint32_t type; /* draft-ietf-opsawg-pcapng 4.7: 0x544c534b is a TLS key log */
        uint32_t at;
        uint32_t len;
    } blocks[SECRETS_BLOCKS];
    uint32_t count;
};

/* False when there is no room left. A block that is kept already is not kept twice. */
bool secrets_keep(struct secrets *s, uint32_t type, struct span bytes);

struct span secrets_at(const struct secrets *s, uint32_t block, uint32_t *ret_type);

void secrets_free(struct secrets *s);

#endif
