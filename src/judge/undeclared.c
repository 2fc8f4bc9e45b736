#include "judge/undeclared.h"

#include <string.h>

static bool nobodys_own_v4(const uint8_t *b)
{
    bool link_local = b[0] == 169 && b[1] == 254; /* RFC 3927 */
    bool multicast_or_more = b[0] >= 224;         /* RFC 5771, RFC 1112: broadcast too */
    bool this_network = b[0] == 0 || b[0] == 127; /* RFC 1122 3.2.1.3 */
    return link_local || multicast_or_more || this_network;
}

/* RFC 4291 2.4 */
static bool nobodys_own_v6(const uint8_t *b)
{
    static const uint8_t ZERO[15];
    bool unspecified_or_loopback = memcmp(b, ZERO, 15) == 0 && b[15] <= 1;
    return unspecified_or_loopback || b[0] == 0xff || (b[0] == 0xfe && (b[1] & 0xc0) == 0x80);
}

bool address_is_nobodys(const struct addr *a)
{
    if (a->family == 4)
        return nobodys_own_v4(a->bytes);
    return a->family == 6 ? nobodys_own_v6(a->bytes) : a->family == 0;
}

/* A title counts when it is one of ours, which only we give out. */
static bool strange_title(const struct network *n, const struct addr *a)
{
    TEXT_ON(digits, 32);
    text_title(&digits, a);
    return digits.len && network_home_title(n, digits.at);
}

static bool maintains(const struct network *n, const struct addr *a)
{
    const struct maintenance *m;
    const struct referred who = {.address = *a};
    for (size_t i = 0; (m = network_maintenance(n, i)); i++)
        if (maintenance_from(m, &who))
            return true;
    return false;
}

bool undeclared_address(struct judge *j, const struct addr *a)
{
    const struct network *n = judge_network(j);
    if (!n || address_is_nobodys(a) || network_element(n, a))
        return false;
    if (a->family == ADDR_SS7)
        return strange_title(n, a);
    return !network_user_pool(n, a) && !network_partner_address(n, a) &&
           !network_delivers_to(n, a) && !maintains(n, a);
}

static bool is_instance(const char *name)
{
    return strlen(name) == 36 && name[8] == '-' && name[13] == '-' && name[18] == '-' &&
           name[23] == '-';
}

/* An NF's instance (RFC 9562 4) changes with each installation: where no instance is declared, that
 * this one is not says nothing. */
static bool could_be_declared(struct judge *j, const struct party *p)
{
    const char *name = names_text(registry_names(judge_registry(j)), p->name);
    return network_has_instances(judge_network(j)) || !name || !is_instance(name);
}

bool undeclared_side(struct judge *j, const struct side *s)
{
    if (s->declared || s->belongs == BELONGS_PARTNER)
        return false;
    /* Through a relay the address says nothing; the name does. */
    if (s->relay)
        return s->party.name != 0 && could_be_declared(j, &s->party);
    /* A foreign title or realm that no partner has is nobody's too. */
    return s->belongs == BELONGS_FOREIGN || undeclared_address(j, &s->party.address);
}
