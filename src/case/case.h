/* The door of the case room: one run of the witness, and what it tells.
 *
 * witness.c ties the rooms together (capture, net, proto, access, judge); tell*.c turn what they
 * hold into the structs of postern.h, with pseudonyms in the place of identities: pseudonym.c makes
 * them, veil.c finds the identities in other texts.
 */
#ifndef POSTERN_CASE_CASE_H
#define POSTERN_CASE_CASE_H

#include "base/blind.h"
#include "case/talks.h"
#include "judge/finding.h"
#include "postern.h"
#include "wire/access/access.h"
#include "wire/capture/frame.h"
#include "wire/net/packet.h"
#include "wire/proto/message.h"

struct postern {
    struct postern_settings said;
    enum severity least; /* settings.min_severity */
    struct blind blind;
    struct network *network;
    struct capture *capture;
    struct net *net;
    struct driver *driver;
    struct registry *registry;
    struct judge *judge;
    const struct postern_sink *sink;
    struct teller *teller;
    struct talks talks; /* where the sink wants conversations */
    uint64_t seed;
    uint32_t secrets; /* blocks of the captures that were taken */
    uint64_t frames, bytes, first, last;
    uint64_t messages[PROTOS];
    uint64_t findings; /* told */
};

/* tell.c: what was found, in the form of postern.h. */
struct teller *teller_new(struct postern *p);
void teller_free(struct teller *t);
void tell_message(struct teller *t, const struct message *m);
void tell_end(struct teller *t);

#endif
