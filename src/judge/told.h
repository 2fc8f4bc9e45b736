/* How checks tell of an access: the words, proofs and filter that all of them use. */
#ifndef POSTERN_JUDGE_TOLD_H
#define POSTERN_JUDGE_TOLD_H

#include "judge/finding.h"

/* "credentials and locations" */
void text_data(struct text *t, uint16_t categories);
/* A name's first label, which is what people call it; else the address. */
void text_short(struct text *t, const struct judge *j, const struct party *p);

/* Who sent the request of an access, and who got it: actor and custodian, the other way round where
 * the custodian sends unasked. */
const struct party *access_sender(const struct access *a);
const struct party *access_receiver(const struct access *a);
uint32_t access_sender_realm(const struct access *a);
uint32_t access_receiver_realm(const struct access *a);
/* Data was handed over: answered and not refused, or sent unasked. */
bool access_succeeded(const struct access *a);

/* Adds the person, and the frames of request and answer with what they say, as long as there is
 * room; the first one also settles the filter. */
void told_access(struct judge *j, struct finding *f, const struct access *a);
/* Severity by outcome: `answered` when data was handed over, else `attempted`. */
void told_weight(struct finding *f, const struct access *a, enum severity answered,
                 enum severity attempted, unsigned confidence);

#endif
