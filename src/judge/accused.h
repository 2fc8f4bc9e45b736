/* Who stands accused by a check of what he says he is, and what his requests get him.
 *
 * All reasons against one sender are one finding. A request that stands for a reason is remembered
 * until its outcome is known: an attempt is less than an access.
 */
#ifndef POSTERN_JUDGE_ACCUSED_H
#define POSTERN_JUDGE_ACCUSED_H

#include "judge/finding.h"

struct accused {
    struct table_head head;
    uint64_t who; /* key: by name, where there is one */
    struct finding *said;
    uint32_t reasons;  /* bits of the check's own */
    uint8_t attempted; /* enum severity */
    uint8_t answered;
    uint8_t confidence;
    bool got;                /* something was handed over */
    struct addr here, there; /* two addresses that ought to be one element's; none */
};

struct accusations {
    const struct check *check;
    bool by_address; /* who borrows names is told apart by where he is */
    struct table accused, requests;
};

/* How much a reason weighs: by itself, and once something is handed over. */
struct reason {
    uint32_t bit;
    enum severity attempted, answered;
    unsigned confidence;
};

bool accusations_open(struct accusations *s, struct judge *j, const struct check *c, size_t bytes);
/* Tells what gave way for lack of room. */
void accusations_end(const struct accusations *s, struct judge *j);
void accusations_close(struct accusations *s);

/* By name, where there is one, else by address: the same number for the same sender. */
uint64_t accused_who(const struct accusations *s, const struct judge *j, const struct party *p);
/* The finding of this sender, made when there is none; NULL: there is no room. *ret_new: nobody
 * said this reason of it before. */
struct accused *accuse(struct accusations *s, struct judge *j, const struct party *p,
                       const struct reason *reason, uint64_t time, bool *ret_new);
/* NULL: it is not accused. */
struct accused *accused_of(struct accusations *s, const struct judge *j, const struct party *p);
/* The request stands for it: what it gets, `a` gets. `name` is the originator's, 0: none. */
void accused_request(struct accusations *s, const struct accused *a, const struct message *m,
                     uint32_t name);
/* "NAME what", where the finding has not this frame last. */
void accused_prove(struct judge *j, struct finding *f, const struct message *m, const char *what);
/* An access whose request stands for somebody: told, and weighed by its outcome. */
void accused_access(struct accusations *s, struct judge *j, const struct access *a);
/* An access of the accused, whichever request it was. */
void accused_gets(struct judge *j, struct accused *accused, const struct access *a);

#endif
