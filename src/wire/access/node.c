/* Which node an address of SS7 names.
 *
 * A global title is the node's own. The point code beside it is that of whoever passed the message
 * on last, a signal transfer point as a rule: one of two or more that share the load, so that one
 * node would seem to be several. A called title may be a subscriber's number, by which the network
 * finds the node that is responsible (TS 29.002 5.6.4, routing by MSISDN): then nobody is named.
 */
#include "wire/access/registry.h"

static struct addr without_title(const struct addr *a)
{
    uint32_t code = (uint32_t)a->bytes[1] << 16 | (uint32_t)a->bytes[2] << 8 | a->bytes[3];
    if (!(a->bytes[0] & ADDR_SS7_CODE)) /* there is nothing else to call it by */
        return *a;
    return addr_point_code(code, a->bytes[0] & ADDR_SS7_ANSI);
}

static struct addr without_code(const struct addr *a)
{
    struct addr title = *a;
    title.bytes[0] &= (uint8_t) ~(ADDR_SS7_CODE | ADDR_SS7_ANSI);
    memset(title.bytes + 1, 0, 3);
    return title;
}

static bool has_title(const struct addr *a)
{
    return a->family == ADDR_SS7 && a->bytes[0] & ADDR_SS7_TITLE;
}

struct addr node_of(const struct addr *a)
{
    return has_title(a) ? without_code(a) : *a;
}

struct addr node_asked(const struct addr *a, const struct message *m, const struct facts *f)
{
    if (!has_title(a))
        return *a;
    TEXT_ON(title, ADDR_SS7_DIGITS + 1);
    text_title(&title, a);
    for (unsigned i = 0; i < f->identity_count; i++) {
        TEXT_ON(number, 40);
        text_field(&number, &m->fields[f->identities[i]]);
        if (number.len == title.len && memcmp(number.at, title.at, title.len) == 0)
            return without_title(a);
    }
    return without_code(a);
}
