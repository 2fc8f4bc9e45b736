#include "wire/capture/link.h"

#include "wire/capture/frame.h"

#include <pcap/dlt.h>
#include <stdlib.h>

struct link {
    uint16_t number;
    const char *name;
};

static int by_number(const void *a, const void *b)
{
    const struct link *x = a;
    const struct link *y = b;
    return x->number - y->number;
}

const char *link_name(uint16_t link)
{
    static const struct link known[] = {
#define X(number, name) {number, name},
#include "wire/capture/links.def"
#undef X
    };
    const struct link key = {link, NULL};
    const struct link *found =
        bsearch(&key, known, sizeof known / sizeof *known, sizeof *known, by_number);
    return found ? found->name : NULL;
}

/* Raw IP is 12 on most systems and 14 on OpenBSD; 101 is the registry's. */
uint16_t link_normal(uint16_t link)
{
    enum { RAW_INSIDE = 12, RAW_OPENBSD = 14, RAW = 101 };
    return link == RAW_INSIDE || link == RAW_OPENBSD ? RAW : link;
}

int link_inside(uint16_t link)
{
    switch (link) {
    case 100:
        return DLT_ATM_RFC1483;
    case 101:
        return DLT_RAW;
    case 102:
        return DLT_SLIP_BSDOS;
    case 103:
        return DLT_PPP_BSDOS;
    case 106:
        return DLT_ATM_CLIP;
    default:
        return link;
    }
}
