/* What a PFCP message says of rules that copy, and of the core that it belongs to. */
#include "judge/user_plane_copy.h"

#include <ctype.h>
#include <string.h>

/* TS 29.244 8.2.26. DFRT (0x80) sends twice to the same peer so that a packet survives the loss of
 * a path: it is a sign of 5G (URLLC) and never an order to copy. */
enum { DUPL = 0x10, DFRT = 0x80 };

/* Network functions are named for their role in many cores, and 3GPP's own domains name the core:
 * 5gc.mncNNN.mccNNN.3gppnetwork.org (TS 23.003 28.2), epc.mnc... (19.2). */
static enum copy_sign sign_of_name(const struct field *f)
{
    TEXT_ON(name, 256);
    if (f->form != FORM_NAME)
        return SIGN_NONE;
    text_field(&name, f);
    for (size_t i = 0; i < name.len; i++)
        name.at[i] = (char)tolower((unsigned char)name.at[i]);
    bool n4 = strncmp(name.at, "smf", 3) == 0 || strncmp(name.at, "upf", 3) == 0;
    if (n4 || strstr(name.at, "5gc.mnc"))
        return SIGN_NAME;
    return strstr(name.at, "epc.mnc") ? SIGN_EPC_NAME : SIGN_NONE;
}

static enum copy_sign sign_of(const struct field *f)
{
    switch ((enum meaning)f->meaning) {
    case MEANING_QFI:
        return SIGN_QFI;
    case MEANING_SLICE:
        return SIGN_SLICE;
    case MEANING_FIVE_G:
        return SIGN_ELEMENT;
    case MEANING_NODE:
        return sign_of_name(f);
    case MEANING_ACTION:
        return f->number & DFRT ? SIGN_REDUNDANCY : SIGN_NONE;
    default:
        return SIGN_NONE;
    }
}

enum copy_sign copy_glance(const struct message *m, bool *ret_rules)
{
    enum copy_sign sign = SIGN_NONE;
    *ret_rules = false;
    for (uint16_t i = 0; i < m->field_count; i++) {
        const struct field *f = &m->fields[i];
        enum copy_sign here = sign_of(f);
        sign = here > sign ? here : sign;
        *ret_rules |= f->meaning == MEANING_ACTION || f->meaning == MEANING_COPY ||
                      f->meaning == MEANING_RULE_REMOVED;
    }
    return sign;
}

static struct copy_target *target(struct copy_rule *r)
{
    if (r->count == 0 || r->count > COPY_DESTINATIONS)
        return NULL;
    return &r->targets[r->count - 1];
}

static void another(struct copy_rule *r)
{
    if (r->count < COPY_DESTINATIONS)
        r->targets[r->count++] = (struct copy_target){.side = SIDE_UNKNOWN};
}

/* An outer header with both families is two places to copy to. */
static void set_address(struct copy_rule *r, const struct field *f)
{
    struct copy_target *t = target(r);
    if (t && t->address.family && r->count < COPY_DESTINATIONS) {
        uint8_t side = t->side;
        another(r);
        t = target(r);
        t->side = side;
    }
    if (!t)
        return;
    t->address = field_address(f);
    t->port = (uint16_t)(f->extra & 0xffff);
    t->teid = (uint32_t)f->number;
}

static void take(struct copy_rule *r, const struct field *f)
{
    struct copy_target *t = target(r);
    switch ((enum meaning)f->meaning) {
    case MEANING_FAR:
    case MEANING_RULE_REMOVED:
        r->far = (uint32_t)f->number;
        r->has_far = true;
        r->removed = f->meaning == MEANING_RULE_REMOVED;
        break;
    case MEANING_ACTION:
        r->action = (uint32_t)f->number;
        r->has_action = true;
        break;
    case MEANING_COPY:
        r->orders = true;
        another(r);
        break;
    case MEANING_COPY_SIDE:
        if (t)
            t->side = (uint8_t)f->number;
        break;
    case MEANING_COPY_TO:
        set_address(r, f);
        break;
    case MEANING_COPY_POLICY:
        if (t)
            t->policy = f;
        break;
    default:
        break;
    }
}

static bool worth_telling(const struct copy_rule *r)
{
    return r->has_far && (r->has_action || r->orders || r->removed);
}

/* Fields of a rule share its group and stand together. */
unsigned copy_rules(const struct message *m, struct copy_rule *ret, unsigned max)
{
    struct copy_rule rule = {0};
    unsigned count = 0;
    for (uint16_t i = 0; i <= m->field_count; i++) {
        bool ends = i == m->field_count || m->fields[i].group != rule.group;
        if (ends && worth_telling(&rule) && count < max)
            ret[count++] = rule;
        if (i == m->field_count)
            break;
        if (ends)
            rule = (struct copy_rule){.group = m->fields[i].group};
        if (rule.group)
            take(&rule, &m->fields[i]);
    }
    return count;
}
