#include "wire/proto/ap_core.h"

unsigned ap_core_how(const struct ap_core *core, const struct ap_pdu *pdu)
{
    bool asks = pdu->kind == AP_INITIATING;
    uint8_t procedure = pdu->procedure;
    if (procedure == core->initial_ue)
        return AP_UE_BEGINS_RAN;
    if (procedure == core->initial_context || procedure == core->setup)
        return AP_UE_EVERYWHERE;
    if (procedure == core->handover_resources)
        return asks ? AP_UE_BEGINS_CORE : AP_UE_BEGINS_RAN | AP_UE_EVERYWHERE;
    if (procedure == core->path_switch)
        return AP_UE_PAIRS_BY_RAN |
               (asks ? AP_UE_BEGINS_RAN | AP_UE_OTHER_ASSOCIATION : AP_UE_EVERYWHERE);
    return 0;
}

enum verdict ap_core_decode(const struct ap_core *core, struct cursor bytes, const struct packet *p,
                            struct sink *sink)
{
    struct ap_pdu pdu;
    struct ap_reader r;
    struct ap_ie ie;
    if (!ap_read_pdu(bytes, &pdu))
        return VERDICT_NOT_MINE;
    struct message *m = ap_begin(sink, p, core->proto, &pdu, cursor_left(&bytes));
    ap_reader_init(&r, m, sink);
    if (pdu.procedure == core->private_procedure)
        ap_unknown(&r, pdu.at, "private messages, of a vendor's own making");
    else
        while (ap_next_ie(&pdu, &ie))
            core->element(&r, &ie);
    ap_lacks(m, pdu.why);
    bool core_sends = ap_core_sends(p, core->port, m->op, core->role);
    ap_ue_settle(&r, pdu.procedure, ap_core_how(core, &pdu), core_sends ? &p->src : &p->dst);
    ap_finish(&r);
    return VERDICT_TOOK;
}
