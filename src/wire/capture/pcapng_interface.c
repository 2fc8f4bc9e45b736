/* Interface Description Blocks (draft-ietf-opsawg-pcapng 4.2), and what their times are. */
#include "wire/capture/format.h"
#include "wire/capture/link.h"

static uint64_t power_of_ten(unsigned n)
{
    uint64_t power = 1;
    while (n--)
        power *= 10;
    return power;
}

/* if_tsresol: a negative power of ten, or of two when the top bit is set. One that is finer than
 * 64 bits can count gives no time at all. */
static void set_resolution(struct pcapng_interface *i, uint8_t resolution)
{
    enum { NANO = 9, TEN_MOST = 19 };
    unsigned power = resolution & 0x7f;
    *i = (struct pcapng_interface){.divide = 1, .snaplen = i->snaplen, .link = i->link};
    if (resolution & 0x80) {
        i->shift = (uint8_t)power;
        i->multiply = power < 64 ? power_of_ten(NANO) : 0;
    } else if (power <= NANO) {
        i->multiply = power_of_ten(NANO - power);
    } else if (power - NANO <= TEN_MOST) {
        i->multiply = 1;
        i->divide = power_of_ten(power - NANO);
    }
}

/* 4.2, options 9 (if_tsresol) and 14 (if_tsoffset). */
static void read_options(struct pcapng_interface *i, struct cursor c, bool big)
{
    enum { OPTION_END = 0, OPTION_RESOLUTION = 9, OPTION_OFFSET = 14, MICRO = 6 };
    int64_t offset = 0;
    set_resolution(i, MICRO);
    while (cursor_left(&c) >= 4) {
        uint16_t code = wire_u16(&c, big);
        uint16_t len = wire_u16(&c, big);
        struct cursor value = cursor_sub(&c, len);
        cursor_skip(&c, -len & 3);
        if (code == OPTION_END || !cursor_ok(&value))
            break;
        if (code == OPTION_RESOLUTION && len == 1)
            set_resolution(i, cursor_u8(&value));
        if (code == OPTION_OFFSET && len == 8) {
            uint64_t v = cursor_u64(&value);
            offset = (int64_t)(big ? v : __builtin_bswap64(v));
        }
    }
    i->offset = offset;
}

bool pcapng_interface_read(struct pcapng_interface *ret, struct cursor body, bool big)
{
    *ret = (struct pcapng_interface){.link = link_normal(wire_u16(&body, big))};
    cursor_skip(&body, 2);
    ret->snaplen = wire_u32(&body, big);
    if (!cursor_ok(&body))
        return false;
    read_options(ret, body, big);
    return true;
}

__extension__ typedef unsigned __int128 wide;

uint64_t pcapng_interface_time(const struct pcapng_interface *i, uint64_t ticks)
{
    static const uint64_t SECOND = 1000000000;
    wide ns = (wide)ticks * i->multiply;
    if (i->shift)
        ns >>= i->shift;
    if (i->divide != 1)
        ns /= i->divide;
    if (i->offset > 0)
        ns += (wide)(uint64_t)i->offset * SECOND;
    if (i->offset < 0) {
        wide back = (wide)(-(uint64_t)i->offset) * SECOND;
        ns = ns > back ? ns - back : 0;
    }
    return ns > UINT64_MAX ? UINT64_MAX : (uint64_t)ns;
}
