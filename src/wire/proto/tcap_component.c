/* TCAP components, Q.773 table 19 and on: what is asked, answered, refused, and under which number.
 */
#include "wire/proto/tcap.h"

enum { LINKED = 0, PROBLEM_LAST = 3 };

/* X.690 8.19, Q.773 3.2.2: an operation may be named by an object identifier; its last arc is the
 * number by which it goes otherwise. */
static bool code(struct cursor *c, struct tcap_component *ret, unsigned *odd)
{
    struct ber b;
    int32_t local = 0;
    uint32_t arcs[BER_ARCS];
    if (ber_take(c, ber_tag(BER_UNIVERSAL, BER_INTEGER), &b, odd)) {
        ret->has_code = ber_number(b.value, &local, odd);
        ret->code = (uint32_t)local;
    } else if (ber_take(c, ber_tag(BER_UNIVERSAL, BER_OID), &b, odd)) {
        unsigned count = ber_oid(b.value, arcs);
        ret->has_code = count != 0;
        ret->code = count ? arcs[count - 1] : 0;
        ret->odd |= ODD_GLOBAL_OPCODE;
    }
    return ret->has_code;
}

static void argument(struct cursor *c, struct tcap_component *ret, unsigned *odd)
{
    struct ber b;
    ret->argument = *c;
    if (!ber_next(c, &b, odd))
        return;
    ret->lack = b.value.why;
    if (cursor_left(c))
        ret->odd |= ODD_TRAILING_BYTES;
}

static void invoke(struct cursor *c, struct tcap_component *ret, unsigned *odd)
{
    struct ber linked;
    (void)ber_take(c, ber_tag(BER_CONTEXT, LINKED), &linked, odd);
    if (code(c, ret, odd))
        argument(c, ret, odd);
}

/* Nothing follows the invoke id when there is no result. */
static void result(struct cursor *c, struct tcap_component *ret, unsigned *odd)
{
    struct ber b;
    if (!ber_take(c, ber_tag(BER_UNIVERSAL, BER_SEQUENCE), &b, odd))
        return;
    if (code(&b.value, ret, odd))
        argument(&b.value, ret, odd);
    if (c->why == LACK_NONE)
        c->why = b.value.why;
}

static void reject(struct cursor *c, struct tcap_component *ret, unsigned *odd)
{
    struct ber b;
    int32_t problem = 0;
    if (!ber_next(c, &b, odd) || b.class != BER_CONTEXT || b.number > PROBLEM_LAST)
        return;
    ret->has_code = ber_number(b.value, &problem, odd);
    ret->code = b.number << 8 | ((uint32_t)problem & 0xff);
}

static bool is_component(const struct ber *b)
{
    return b->class == BER_CONTEXT && ((b->number >= TCAP_INVOKE && b->number <= TCAP_REJECT) ||
                                       b->number == TCAP_RESULT_NOT_LAST);
}

static void read_component(struct cursor c, struct tcap_component *ret)
{
    struct ber b;
    unsigned odd = 0;
    int32_t id = 0;
    if (ber_take(&c, ber_tag(BER_UNIVERSAL, BER_INTEGER), &b, &odd)) {
        ret->has_id = ber_number(b.value, &id, &odd);
        ret->id = (uint8_t)id;
    } else {
        (void)ber_take(&c, ber_tag(BER_UNIVERSAL, BER_NULL), &b, &odd);
    }
    if (ret->kind == TCAP_INVOKE)
        invoke(&c, ret, &odd);
    else if (ret->kind == TCAP_ERROR)
        (void)code(&c, ret, &odd);
    else if (ret->kind == TCAP_REJECT)
        reject(&c, ret, &odd);
    else
        result(&c, ret, &odd);
    ret->odd |= tcap_odd(odd);
    if (c.why != LACK_NONE)
        ret->lack = c.why;
}

bool tcap_component(struct cursor *portion, struct tcap_component *ret)
{
    struct ber b;
    unsigned odd = 0;
    do {
        if (!ber_next(portion, &b, &odd))
            return false;
    } while (!is_component(&b));
    *ret = (struct tcap_component){.kind = (enum tcap_kind)b.number, .odd = tcap_odd(odd)};
    ret->length = (uint32_t)cursor_left(&b.value);
    read_component(b.value, ret);
    return true;
}
