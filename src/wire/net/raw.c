/* Frames that begin at an IP header of either version. */
#include "wire/net/layer.h"

enum layer layer_raw(struct walk *w)
{
    return next_version(w);
}
