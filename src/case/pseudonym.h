/* Inside the case room: names for persons that say where from, not who. */
#ifndef POSTERN_CASE_PSEUDONYM_H
#define POSTERN_CASE_PSEUDONYM_H

#include "base/text.h"
#include "spec/spec.h"

enum { PSEUDONYM_LENGTH = 10, FINDING_CODE_LENGTH = 8 };

/* The first characters of base-32 of keyed BLAKE2b-256 over WORD ":" VALUE, an IMEI cut to 14
 * digits. */
void pseudonym_of(char ret[PSEUDONYM_LENGTH + 1], const uint8_t key[32], const char *word,
                  const char *value);

/* CLASS:KEPT-PSEUDONYM; with `pseudonym` NULL, CLASS:VALUE. */
void text_identity(struct text *t, enum identity_class class, const char *value,
                   const char *pseudonym);

/* The first `count` characters of base-32 of keyed BLAKE2b-256 over any text. */
void text_code(struct text *t, const uint8_t key[32], const char *value, size_t count);

/* numbering.c: how many digits of an IMSI are MCC and MNC (5 or 6), and how many of an
 * international number are the country code (1 to 3). */
unsigned numbering_plmn(const char *imsi);
unsigned numbering_country(const char *number);

#endif
