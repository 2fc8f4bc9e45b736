/* The dialogue portion, Q.773 table 33: which application context, and in MAP's own PDU of it
 * (TS 29.002 17.4) to whom the dialogue refers. */
#include "wire/proto/tcap.h"

enum {
    REQUEST = 0, /* AARQ: tags of the application class (Q.773 3.4) */
    RESPONSE = 1,
    ABORT = 4,
    CONTEXT_NAME = 1,
    RESULT = 2,
    USER_INFORMATION = 30,
    OPEN = 0, /* TS 29.002 17.4: map-open [0] */
    DESTINATION_REFERENCE = 0,
    CAP_FIRST = 50, /* TS 29.078 4: contexts under 0.4.0.0.1.0 */
    CAP_LAST = 52,
    CAP_PHASES = 20, /* and under 0.4.0.0.1.20 to 23 */
    CAP_PHASES_LAST = 23,
};

static const uint32_t GSM_NETWORK[] = {0, 4, 0, 0, 1};

/* The context of these arcs; what lies elsewhere is neither MAP's nor CAP's. */
static struct tcap_context context_of(const uint32_t *arcs, unsigned count)
{
    struct tcap_context c = {.said = true};
    unsigned base = sizeof GSM_NETWORK / sizeof *GSM_NETWORK;
    if (count != base + 3 || memcmp(arcs, GSM_NETWORK, sizeof GSM_NETWORK) != 0)
        return c;
    memcpy(c.arcs, arcs + base, sizeof c.arcs);
    if (c.arcs[0] == 0 && c.arcs[1] < CAP_FIRST) {
        c.proto = PROTO_GSM_MAP;
        c.version = c.arcs[2] < UINT8_MAX ? (uint8_t)c.arcs[2] : 0;
    } else if ((c.arcs[0] == 0 && c.arcs[1] <= CAP_LAST) ||
               (c.arcs[0] >= CAP_PHASES && c.arcs[0] <= CAP_PHASES_LAST)) {
        c.proto = PROTO_CAMEL;
    }
    return c;
}

/* The name in the tables, MAP's with its version; the arcs where nobody knows a name. */
static void name(struct tcap_dialogue_portion *ret, const uint32_t *arcs, unsigned count)
{
    struct text t = text_in(ret->context_text, sizeof ret->context_text);
    const struct tcap_context *c = &ret->context;
    const struct spec_value *row = NULL;
    if (c->proto == PROTO_GSM_MAP)
        row = spec_value(PROTO_GSM_MAP, "context", c->arcs[1]);
    if (c->proto == PROTO_CAMEL && (c->arcs[0] | c->arcs[1] | c->arcs[2]) <= UINT8_MAX)
        row = spec_value(PROTO_CAMEL, "context", c->arcs[0] << 16 | c->arcs[1] << 8 | c->arcs[2]);
    if (row)
        text_put(&t, row->name);
    if (row && c->proto == PROTO_GSM_MAP) {
        text_put(&t, "-v");
        text_number(&t, c->arcs[2]);
    }
    for (unsigned i = 0; !row && i < count; i++)
        text_format(&t, "%s%u", i ? "." : "", arcs[i]);
}

static void context_name(struct cursor c, struct tcap_dialogue_portion *ret)
{
    struct ber b;
    unsigned odd = 0;
    uint32_t arcs[BER_ARCS];
    if (!ber_take(&c, ber_tag(BER_UNIVERSAL, BER_OID), &b, &odd))
        return;
    unsigned count = ber_oid(b.value, arcs);
    if (count == 0)
        return;
    ret->context = context_of(arcs, count);
    name(ret, arcs, count);
}

/* An EXTERNAL's value: what stands in its single ASN.1 type [0]. */
static bool external(struct cursor c, struct cursor *ret)
{
    struct ber b;
    unsigned odd = 0;
    if (!ber_take(&c, ber_tag(BER_UNIVERSAL, BER_EXTERNAL), &b, &odd))
        return false;
    struct ber part;
    while (ber_next(&b.value, &part, &odd))
        if (part.class == BER_CONTEXT && part.number == 0) {
            *ret = part.value;
            return true;
        }
    return false;
}

static void user_information(struct cursor c, struct tcap_dialogue_portion *ret)
{
    struct cursor pdu;
    struct ber open;
    struct ber b;
    unsigned odd = 0;
    if (!external(c, &pdu) || !ber_take(&pdu, ber_tag(BER_CONTEXT, OPEN), &open, &odd))
        return;
    while (ber_next(&open.value, &b, &odd))
        if (b.class == BER_CONTEXT && b.number == DESTINATION_REFERENCE && !b.constructed)
            ret->reference = b.value;
}

static void result(struct cursor c, struct tcap_dialogue_portion *ret)
{
    struct ber b;
    unsigned odd = 0;
    int32_t n = 0;
    if (ber_take(&c, ber_tag(BER_UNIVERSAL, BER_INTEGER), &b, &odd) &&
        ber_number(b.value, &n, &odd))
        ret->refused = n != 0;
}

void tcap_dialogue_portion(struct cursor portion, struct tcap_dialogue_portion *ret)
{
    struct cursor c;
    struct ber apdu;
    struct ber b;
    unsigned odd = 0;
    if (!external(portion, &c) || !ber_next(&c, &apdu, &odd) || apdu.class != BER_APPLICATION)
        return;
    ret->refused = apdu.number == ABORT;
    while (ber_next(&apdu.value, &b, &odd)) {
        if (b.class != BER_CONTEXT)
            continue;
        if (b.number == CONTEXT_NAME && apdu.number <= RESPONSE)
            context_name(b.value, ret);
        else if (b.number == RESULT && apdu.number == RESPONSE)
            result(b.value, ret);
        else if (b.number == USER_INFORMATION && apdu.number == REQUEST)
            user_information(b.value, ret);
    }
}
