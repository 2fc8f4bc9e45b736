/* A conversation as checks judge it: who asked whom, for what, and whether anything came of it. */
#ifndef POSTERN_JUDGE_CONVERSATION_H
#define POSTERN_JUDGE_CONVERSATION_H

#include "judge/side.h"

struct conversation {
    struct addr asks, serves;
    const char *protocol; /* flow_word; NULL: nobody knows */
    uint8_t transport;
    uint16_t port;        /* the served one */
    bool reached;         /* more than an attempt: the other side took it up */
    uint64_t bytes, back; /* of payload, towards the served side and from it */
    uint64_t first, last; /* nanoseconds */
    struct place where;
};

void conversation_of(const struct flow *f, struct conversation *ret);

/* Whether its protocol is one of these words; NULL ends them. */
bool conversation_speaks(const struct conversation *c, const char *const *words);
/* Whether the declaration permits it. */
bool conversation_permitted(struct judge *j, const struct conversation *c);
struct exchange conversation_exchange(const struct conversation *c);

/* "ssh", or "tcp/8443" where nobody knows what it is. */
void text_conversation(struct text *t, const struct conversation *c);
/* Makes Wireshark show it. */
void conversation_filter(struct judge *j, struct finding *f, const struct conversation *c);

/* What an address is called: the declared element's name, else the address. */
void text_called(struct text *t, struct judge *j, const struct addr *a);
/* "mme1 (10.0.0.7)", or the address alone. */
void text_whole(struct text *t, struct judge *j, const struct addr *a);
struct referred referred_address(struct judge *j, const struct addr *a);

/* The words of ways to work on a machine, and of those in which stores hand out their data. */
extern const char *const WORDS_WORK[];
extern const char *const WORDS_DATA[];

#endif
