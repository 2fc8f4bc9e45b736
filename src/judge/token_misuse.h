/* Inside the check token-misuse: what its files share.
 *
 * token_misuse.c follows tokens from the NRF to whoever uses them; token_misuse_claims.c holds a
 * use against what the token says: for whom, for what, until when.
 */
#ifndef POSTERN_JUDGE_TOKEN_MISUSE_H
#define POSTERN_JUDGE_TOKEN_MISUSE_H

#include "judge/accused.h"
#include "judge/speaker.h"

enum misuse {
    MISUSE_SUBJECT = 1 << 0,   /* it was issued to another NF */
    MISUSE_ELSEWHERE = 1 << 1, /* it was given to another address */
    MISUSE_SCOPE = 1 << 2,     /* it does not open this service */
    MISUSE_AUDIENCE = 1 << 3,  /* it is for others */
    MISUSE_EXPIRED = 1 << 4,   /* its time was over */
    MISUSE_SWITCHED = 1 << 5,  /* refused with its own, it comes with another's */
};

/* A token, by a keyed hash. */
struct token {
    struct table_head head;
    uint64_t hash;      /* key */
    struct addr given;  /* to whom the NRF gave it; none: not seen */
    struct place place; /* where */
    uint64_t seen;      /* when it was first given or used */
};

/* Who asked the NRF for tokens, under which name. */
struct granted {
    struct table_head head;
    struct {
        struct addr to;
        uint32_t name;
    } key;
};

/* A request with a token, until it is answered; and a service that refused somebody. */
struct token_use {
    struct table_head head;
    struct {
        uint64_t frame, file;
    } key;
    uint64_t api;
    uint32_t subject, name;
};
struct refusal {
    struct table_head head;
    struct {
        struct addr from, by;
    } key;
    uint64_t api;
    struct place place;
    uint32_t subject;
};

struct token_misuse {
    struct accusations accusations;
    struct speakers speakers;
    struct table tokens, granted, uses, refusals;
    const struct spec_op *ask, *answer; /* for a token */
    uint64_t leeway;                    /* after its end */
};

/* One use of a token. */
struct used {
    const struct message *m;
    const struct says *says;
    struct party sender;
    uint32_t subject;
    struct token *token; /* NULL: none is known */
    char api[64];        /* the service that is asked, "" unknown */
};

struct accused *misuse_say(struct token_misuse *s, struct judge *j, const struct used *u,
                           const struct reason *reason, const char *title, const char *why);
void misuse_of_claims(struct token_misuse *s, struct judge *j, const struct used *u);
/* "nudm-sdm" of "/a/nudm-sdm/v2/..."; false: there is no API in it. */
bool api_of_path(const char *path, char *ret, size_t room);
/* Whether one of the words of a scope opens this API (TS 29.510 6.3.5.2.4, with or without a
 * resource behind a colon). */
bool scope_opens(const char *scope, const char *api);

#endif
