/* The words of a declaration: what a text has to look like. Pure functions of their text. */
#ifndef POSTERN_JUDGE_NETWORK_WORDS_H
#define POSTERN_JUDGE_NETWORK_WORDS_H

#include "judge/network.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a plain scalar is to YAML's core schema, so that `00101` without quotes is seen as the
 * number it would be elsewhere. */
enum scalar { SCALAR_TEXT, SCALAR_INTEGER, SCALAR_OTHER /* float, true, false, null */ };
enum scalar word_scalar(const char *s);

bool word_name(const char *s);   /* 1 to 64 printable characters */
bool word_plmn(const char *s);   /* 5 or 6 digits */
bool word_digits(const char *s); /* 1 to 15: a prefix of numbers */
bool word_host(const char *s);   /* labels of letters, digits, - and _ */
bool word_uuid(const char *s);
bool word_protocol(const char *s); /* CONTRACT: a proto, any, ssh ..., tcp/PORT */
bool word_slug(const char *s);     /* of a finding */
bool word_key(const char *s);      /* of a threshold: lower case, digits, - and _ */

/* 2-1-5 or a number of 24 bits. Three numbers are told as such, whichever network has them. */
bool word_point_code(const char *s, struct addr *ret);
/* A global title of digits. */
struct addr word_title(const char *digits);

/* 192.0.2.1, 2001:db8::/32. NULL when good, else what is wrong with it. */
const char *word_prefix(const char *s, struct prefix *ret);

/* The address with the bits behind the length cleared. */
struct addr word_masked(struct addr a, unsigned bits);

/* Whether a text can only have been meant as an address or prefix. */
bool word_like_address(const char *s);

/* "Sat 01:00-05:00 Europe/Amsterdam": days (Mon, Mon-Fri, Sat,Sun, daily), times, zone. NULL when
 * good, else what is wrong. */
const char *word_window(const char *s);
/* What such a text says. */
struct window_words {
    uint8_t days;         /* bit 0: Monday */
    uint16_t from, until; /* minutes since midnight */
    const char *zone;
};
struct window_words word_window_parts(const char *s);

/* RFC 3339 with a zone: seconds since 1970. */
bool word_time(const char *s, int64_t *ret);

/* 50, 90s, 10m, 2h, 1d; durations in nanoseconds. False: neither, or too large. */
bool word_amount(const char *s, uint64_t *ret);

#endif
