#include "judge/filter.h"

/* Names as of Wireshark 4.0. */
static const char *const TYPE_FIELDS[PROTOS] = {
    [PROTO_GTP] = "gtp.message",
    [PROTO_GTPPRIME] = "gtpprime.message",
    [PROTO_GTPV2] = "gtpv2.message_type",
    [PROTO_PFCP] = "pfcp.msg_type",
    [PROTO_DIAMETER] = "diameter.cmd.code",
    [PROTO_GSM_MAP] = "gsm_old.localValue",
    [PROTO_CAMEL] = "camel.local",
    [PROTO_ISUP] = "isup.message_type",
    [PROTO_NGAP] = "ngap.procedureCode",
    [PROTO_S1AP] = "s1ap.procedureCode",
    [PROTO_X2AP] = "x2ap.procedureCode",
    [PROTO_XNAP] = "xnap.procedureCode",
    [PROTO_F1AP] = "f1ap.procedureCode",
    [PROTO_E1AP] = "e1ap.procedureCode",
    [PROTO_RANAP] = "ranap.procedureCode",
    [PROTO_SBC_AP] = "sbc-ap.procedureCode",
    [PROTO_LCSAP] = "lcsap.procedureCode",
    [PROTO_SGSAP] = "sgsap.msg_type",
    [PROTO_RADIUS] = "radius.code",
    [PROTO_SMPP] = "smpp.command_id",
    [PROTO_GSUP] = "gsup.msg_type",
};

const char *filter_type_field(enum proto proto)
{
    return TYPE_FIELDS[proto];
}

const char *filter_proto(enum proto proto)
{
    return proto == PROTO_SBC_AP ? "sbcap" : spec_proto_word(proto);
}

void filter_address(struct text *t, const struct addr *a)
{
    if (a->family == 0)
        return;
    text_put(t, t->len ? " && " : "");
    if (a->family == 4 || a->family == 6) {
        text_put(t, a->family == 4 ? "ip.addr == " : "ipv6.addr == ");
        text_addr(t, a);
    } else if (a->bytes[0] & ADDR_SS7_TITLE) {
        text_put(t, "sccp.digits == \"");
        text_title(t, a);
        text_put(t, "\"");
    } else {
        text_put(t, "sccp");
    }
}
