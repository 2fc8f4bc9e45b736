/* Inside the output room: what a person is shown, between the first line of a run and its last. */
#ifndef POSTERN_OUTPUT_TERMINAL_H
#define POSTERN_OUTPUT_TERMINAL_H

#include "output/columns.h"
#include "output/output.h"

enum { TERMINAL_FINDINGS = 20 };

struct terminal {
    struct writer *w;
    struct output_look look;
    struct page page; /* of the findings, or of one message */
    struct columns accesses, elements, blind;
    uint64_t findings;
    char date[11]; /* of the last message */
};

/* terminal_finding.c */
void terminal_finding(struct terminal *t, const struct postern_finding *f);

/* amount.c: figures as a person says them: "4.1 kB", "6 min 12 s", "1 frame", "31 frames". */
void amount_bytes(char ret[24], uint64_t bytes);
void amount_time(char ret[32], uint64_t ns);
void amount_count(char ret[48], uint64_t count, const char *thing);

#endif
