/* Uses of tokens, for the tests of token-misuse. */
#ifndef POSTERN_TESTS_TOKEN_KIT_H
#define POSTERN_TESTS_TOKEN_KIT_H

#include "judge/token_misuse.h"

#include "unit/judge/claims_kit.h"

#define AMF INSTANCE("12")
#define SMF INSTANCE("16")
#define AMF_AT "10.0.0.12"
#define SMF_AT "10.0.0.16"
#define UDM_AT "10.0.0.14"
#define NRF_AT "10.0.0.10"

static inline void put_token(struct kit *k, uint64_t number)
{
    struct field *f = field_add(&k->m, MEANING_TOKEN, FORM_PRESENT, 0);
    f->number = number;
}

/* The NRF gives a token to somebody who asks under a name. */
static inline void give(struct kit *k, const char *to, const char *name, uint64_t token)
{
    kit_begin(k, PROTO_HTTP2, "Nnrf_AccessToken_Get", PART_REQUEST, to, NRF_AT);
    kit_put(k, MEANING_ORIGIN_HOST, name);
    kit_send(k);
    kit_begin(k, PROTO_HTTP2, "Nnrf_AccessToken_Get", PART_ANSWER, NRF_AT, to);
    k->m.outcome = OUTCOME_SUCCESS;
    put_token(k, token);
    kit_send(k);
}

/* Begins a read with a token. */
static inline void with_token(struct kit *k, const char *from, const char *subject, uint64_t token)
{
    kit_reads(k, from, UDM_AT, subject);
    put_token(k, token);
    kit_put(k, MEANING_TOKEN_SUBJECT, subject);
}

/* Reads with a token, and gets it or not. */
static inline void use(struct kit *k, const char *from, const char *subject, uint64_t token,
                       enum outcome outcome)
{
    with_token(k, from, subject, token);
    kit_send(k);
    if (outcome != OUTCOME_NONE)
        kit_data(k, UDM_AT, from, outcome);
}

/* What is found in the end, and closes: its severity, 0 for nothing. */
static inline enum severity token_found(struct kit *k)
{
    const struct finding *f = kit_found(k, "token-misuse");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    kit_close(k);
    return severity;
}

#endif
