#include "wire/capture/inflate.h"

const struct inflater *inflater_for(struct cursor first)
{
    static const struct inflater *const all[] = {
#define X(name) &inflater_##name,
#include "wire/capture/inflaters.def"
#undef X
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct cursor c = first;
        struct span magic = cursor_span(&c, all[i]->magic_len);
        if (magic.len && memcmp(magic.at, all[i]->magic, magic.len) == 0)
            return all[i];
    }
    return NULL;
}
