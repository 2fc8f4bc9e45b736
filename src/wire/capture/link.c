#include "wire/capture/frame.h"

const char *link_name(uint16_t link)
{
    static const struct {
        uint16_t link;
        const char *name;
    } names[] = {{1, "ETHERNET"}, {101, "RAW"}, {113, "LINUX_SLL"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].link == link)
            return names[i].name;
    return NULL;
}
