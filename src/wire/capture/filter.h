/* A BPF filter, compiled by libpcap for each link type that comes along. */
#ifndef POSTERN_WIRE_CAPTURE_FILTER_H
#define POSTERN_WIRE_CAPTURE_FILTER_H

#include "wire/capture/frame.h"

struct filter;

enum filter_answer {
    FILTER_PASS,
    FILTER_DROP,
    FILTER_IMPOSSIBLE, /* what it asks does not exist on this link type: filter_why */
};

/* NULL when the expression is wrong. */
struct filter *filter_new(const char *expression, struct fault *ret_fault);
void filter_free(struct filter *f);

enum filter_answer filter_ask(struct filter *f, const struct frame *frame);

/* Why the last answer was FILTER_IMPOSSIBLE. */
const char *filter_why(const struct filter *f);

/* The first word of an expression that libpcap would look up as a host's name, into `word`. We send
 * nothing, and a question to a name server is sent. */
bool filter_has_name(const char *expression, char *word, size_t cap);

#endif
