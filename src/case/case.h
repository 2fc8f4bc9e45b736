/* The door of the case room: one run of the witness, and what it tells.
 *
 * witness.c ties the rooms together (capture, net, proto, access, judge); tell.c turns what they
 * hold into the structs of postern.h, with pseudonyms in the place of identities; pseudonym.c makes
 * them.
 */
#ifndef POSTERN_CASE_CASE_H
#define POSTERN_CASE_CASE_H

#include "base/blind.h"
#include "judge/finding.h"
#include "postern.h"
#include "wire/access/access.h"
#include "wire/capture/frame.h"
#include "wire/net/packet.h"
#include "wire/proto/message.h"

struct postern {
    struct postern_settings said;
    struct blind blind;
    struct network *network;
    struct capture *capture;
    struct net *net;
    struct driver *driver;
    struct registry *registry;
    struct judge *judge;
    const struct postern_sink *sink;
    struct teller *teller;
    uint64_t seed;
    uint64_t frames, bytes, first, last;
    uint64_t messages[PROTOS];
    uint64_t troubles;
};

/* tell.c: what was found, in the form of postern.h. */
struct teller *teller_new(struct postern *p);
void teller_free(struct teller *t);
void tell_message(struct teller *t, const struct message *m);
void tell_end(struct teller *t);

/* pseudonym.c: CLASS:KEPT-PSEUDONYM, or CLASS:VALUE when identities are to be shown. */
void text_identity(struct text *t, const uint8_t key[32], bool reveal, enum identity_class class,
                   const char *value);

#endif
