/* The word that was meant: for "did you mean". Only judge/network*.c includes this. */
#ifndef POSTERN_JUDGE_NETWORK_NEAR_H
#define POSTERN_JUDGE_NETWORK_NEAR_H

struct near {
    const char *word;  /* what was written */
    const char *best;  /* what comes nearest of all that was tried; NULL: nothing does */
    unsigned distance; /* of `best`, in letters */
};

/* One that may have been meant. It has to live as long as `n`. */
void near_try(struct near *n, const char *candidate);

/* "; did you mean hss1?", or "" */
struct near_words {
    char text[96];
};
struct near_words near_words(const struct near *n);

#endif
