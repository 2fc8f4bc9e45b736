/* What is told of a TCAP message: an operation is a message of MAP or CAP. An answer that names no
 * operation is none, yet it settles what was asked: the TCAP message tells the first one when there
 * is no operation in it, others are handed up untold. */
#include "wire/proto/tcap.h"

enum { ARGUMENT = 0, RESULT = 1, SPACE = 100 };

/* TS 29.002 and TS 29.078: an operation that is never answered has a row that is neither. */
static enum part part_of(enum proto proto, const struct tcap *t, const struct tcap_component *k)
{
    if (k->kind != TCAP_INVOKE)
        return PART_ANSWER;
    return spec_op(proto, t->context.version, k->code, PART_NEITHER) ? PART_NEITHER : PART_REQUEST;
}

static void pair(struct message *m, const struct tcap *t, const struct tcap_component *k)
{
    m->transaction = k->has_id ? tcap_transaction(t, m->part == PART_ANSWER, k->id) : 0;
    if (m->transaction && m->part != PART_NEITHER)
        m->pairing = PAIR_ANYWHERE;
}

/* What belongs to the dialogue is said with the first message of each TCAP message. */
static void of_dialogue(struct message *m, struct tcap *t)
{
    message_handle(m, t->dialogue);
    m->odd |= t->odd;
    if (t->told)
        return;
    t->told = true;
    if (tcap_subsystem(t->packet->sport))
        field_number(m, MEANING_SUBSYSTEM, t->packet->sport, 0);
    if (tcap_subsystem(t->packet->dport))
        field_number(m, MEANING_SUBSYSTEM_TO, t->packet->dport, 0);
    struct cursor name = cursor_of(t->portion.context_text, strlen(t->portion.context_text));
    if (cursor_left(&name))
        field_bytes(m, MEANING_CONTEXT, FORM_TEXT, cursor_rest(&name), 0);
    map_reference(m, t->portion.reference);
}

static void tell_operation(struct tcap *t, const struct tcap_component *k, enum proto proto)
{
    struct ber_join join = {.used = 0};
    uint32_t unused = 0;
    enum part part = part_of(proto, t, k);
    struct message *m = message_begin(t->sink, t->packet, proto, t->context.version, k->code, part);
    bool answers = part == PART_ANSWER;
    if (!m->op && answers) {
        m->op = spec_op(proto, t->context.version, k->code, PART_NEITHER);
        m->name = m->op ? m->op->name : m->name;
    }
    m->length = k->length;
    m->lack = k->lack;
    m->odd |= k->odd;
    pair(m, t, k);
    of_dialogue(m, t);
    if (answers) {
        m->outcome = OUTCOME_SUCCESS;
        (void)tcap_answered(t, k->id, k->kind != TCAP_RESULT_NOT_LAST, &unused);
    } else if (part == PART_REQUEST) {
        tcap_asked(t, k);
    }
    if (k->code < UINT32_MAX / SPACE)
        asn1_fields(m, t->sink, k->code * SPACE + (answers ? RESULT : ARGUMENT), k->argument,
                    &join);
    message_end(t->sink, m);
}

static void outcome(struct message *m, enum proto proto, const struct tcap_component *k)
{
    m->outcome = OUTCOME_REFUSED;
    if (k->kind == TCAP_RESULT_LAST || k->kind == TCAP_RESULT_NOT_LAST)
        m->outcome = OUTCOME_SUCCESS;
    m->has_cause = k->has_code;
    m->cause = k->code;
    if (k->has_code && k->kind == TCAP_ERROR)
        m->cause_row = spec_value(proto, "error", k->code);
    else if (k->has_code)
        m->cause_row = spec_value(PROTO_TCAP, "problem", k->code);
}

/* The TCAP message, opened; named by its type whatever part it has here. */
static struct message *bare(struct tcap *t, enum part part)
{
    enum part own = PART_NEITHER;
    if (spec_op(PROTO_TCAP, 0, t->type, PART_REQUEST))
        own = PART_REQUEST;
    else if (spec_op(PROTO_TCAP, 0, t->type, PART_ANSWER))
        own = PART_ANSWER;
    struct message *m = message_begin(t->sink, t->packet, PROTO_TCAP, 0, t->type, own);
    m->part = (uint8_t)(part == PART_NEITHER ? own : part);
    m->length = t->length;
    m->lack = t->lack;
    m->untold = t->told;
    of_dialogue(m, t);
    return m;
}

/* Answers what the receiver asked under this number. `code`: what that was. */
static void tell_answer(struct tcap *t, const struct tcap_component *k)
{
    uint32_t code = 0;
    bool asked = tcap_answered(t, k->id, k->kind != TCAP_RESULT_NOT_LAST, &code);
    enum proto proto = tcap_proto(t, code);
    struct message *m = bare(t, PART_ANSWER);
    const struct spec_op *op =
        asked && proto ? spec_op(proto, t->context.version, code, PART_ANSWER) : NULL;
    m->op = op ? op : m->op;
    m->odd |= k->odd;
    outcome(m, proto, k);
    pair(m, t, k);
    message_end(t->sink, m);
}

void tcap_tell(struct tcap *t, const struct tcap_component *k)
{
    bool is_operation = k->has_code && k->kind != TCAP_ERROR && k->kind != TCAP_REJECT;
    enum proto proto = tcap_proto(t, k->code);
    if (is_operation && proto != PROTO_NONE)
        tell_operation(t, k, proto);
    else if (is_operation)
        sink_blind(t->sink, t->packet, BLIND_NOT_READ, k->length,
                   "operations of a user of TCAP that is neither MAP nor CAP");
    else if (k->kind != TCAP_INVOKE)
        tell_answer(t, k);
}

void tcap_tell_bare(struct tcap *t)
{
    message_end(t->sink, bare(t, PART_NEITHER));
}

/* Q.774 3.3.3: with its dialogue all that was asked in it ends. */
void tcap_tell_abort(struct tcap *t)
{
    struct tcap_end *e = t->receiver;
    for (unsigned i = 0; e && i < TCAP_WAITING; i++) {
        if (!e->waiting[i].is)
            continue;
        struct tcap_component k = {.kind = TCAP_REJECT, .has_id = true, .id = e->waiting[i].id};
        uint32_t code = 0;
        (void)tcap_answered(t, k.id, true, &code);
        struct message *m = bare(t, PART_ANSWER);
        const struct spec_op *op =
            spec_op(tcap_proto(t, code), t->context.version, code, PART_ANSWER);
        m->op = op ? op : m->op;
        m->outcome = OUTCOME_REFUSED;
        m->has_cause = t->has_abort_cause;
        m->cause = t->abort_cause;
        m->cause_row = t->has_abort_cause ? spec_value(PROTO_TCAP, "abort", t->abort_cause) : NULL;
        pair(m, t, &k);
        message_end(t->sink, m);
    }
}
