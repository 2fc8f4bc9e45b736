/* Thin: names nothing yet. Its owner replaces this. */
#include "wire/proto/message.h"

void driver_guess_other(const struct packet *p, struct cursor payload)
{
    (void)p;
    (void)payload;
}

void driver_flow_ends(struct driver *d, const struct flow *f)
{
    (void)d;
    (void)f;
}
