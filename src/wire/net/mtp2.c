/* Frames of an SS7 link, ITU-T Q.703: fill-in and status units carry nobody's message, message
 * units one of MTP3. */
#include "wire/net/layer.h"

enum {
    STATUS_MOST = 2,  /* a length of up to two bytes is a link's status (Q.703 2.3.3) */
    LENGTH_LONG = 63, /* so many or more (Q.703 2.3.3) */
    ANNEX_A_USED = 1, /* www.tcpdump.org/linktypes/LINKTYPE_MTP2_WITH_PHDR.html */
};

/* What is behind the length is cut there: a check sequence or filler may follow. */
static enum layer unit(struct walk *w, unsigned length, bool is_long)
{
    if (!cursor_ok(&w->c))
        return walk_broken(w);
    if (length <= STATUS_MOST)
        return LAYER_DONE;
    if (!is_long && cursor_left(&w->c) > length)
        w->c = cursor_sub(&w->c, length);
    return LAYER_MTP3;
}

enum layer layer_mtp2(struct walk *w)
{
    cursor_skip(&w->c, 2); /* sequence numbers */
    unsigned length = cursor_u8(&w->c) & 63;
    return unit(w, length, length == LENGTH_LONG);
}

/* With sequence numbers of 12 bits (Q.703 annex A) the header is twice as long. */
enum layer layer_mtp2_headed(struct walk *w)
{
    cursor_u8(&w->c); /* sent or received */
    bool annex_a = cursor_u8(&w->c) == ANNEX_A_USED;
    cursor_u16(&w->c); /* number of the link */
    if (!annex_a)
        return LAYER_MTP2;
    cursor_skip(&w->c, 4);
    return unit(w, cursor_u16le(&w->c) & 0x1ff, false);
}
