#include "judge/network_near.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { LETTERS = 64, FAR = 255 };

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static int letter(const char *s, size_t i)
{
    return tolower((unsigned char)s[i]);
}

/* How many letters have to be put, taken, changed, or exchanged with their neighbour (optimal
 * string alignment), without case. */
static unsigned distance(const char *a, const char *b)
{
    unsigned rows[3][LETTERS + 1];
    size_t a_length = strlen(a);
    size_t b_length = strlen(b);
    if (a_length > LETTERS || b_length > LETTERS)
        return FAR;
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned *row = rows[i % 3];
        const unsigned *last = rows[(i + 2) % 3];
        const unsigned *before = rows[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            bool same = letter(a, i - 1) == letter(b, j - 1);
            row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + !same);
            if (i > 1 && j > 1 && letter(a, i - 1) == letter(b, j - 2) &&
                letter(a, i - 2) == letter(b, j - 1))
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

/* A quarter of the letters may be wrong, at least one: hss1 for hss2 is a guess, mme1 is none. */
void near_try(struct near *n, const char *candidate)
{
    unsigned most = (unsigned)strlen(n->word) / 4;
    unsigned d = distance(n->word, candidate);
    if (d > (most ? most : 1) || (n->best && d >= n->distance))
        return;
    n->best = candidate;
    n->distance = d;
}

struct near_words near_words(const struct near *n)
{
    struct near_words w = {""};
    if (n->best)
        (void)snprintf(w.text, sizeof w.text, "; did you mean %s?", n->best);
    return w;
}
