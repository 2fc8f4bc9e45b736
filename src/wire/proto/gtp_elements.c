/* Information elements of GTP versions 0 and 1 and of GTP': TV below 128, TLV from there on
 * (TS 29.060 7.7). A TV has no length on the wire: one that the table does not know ends reading.
 */
#include "wire/proto/gtp.h"

enum {
    IE_CAUSE = 1,
    IE_RAI = 3,
    IE_RECOVERY = 14,
    IE_TEID_DATA = 16,
    IE_TEID_CONTROL = 17,
    IE_TEID_DATA_2 = 18,
    IE_NSAPI = 20,
    IE_END_USER_ADDRESS = 128,
    IE_MM_CONTEXT = 129,
    IE_PDP_CONTEXT = 130,
    IE_GSN_ADDRESS = 133,
    IE_ULI = 152,
    IE_NODE_IDENTIFIER = 219,
    IE_RECOVERY_TIME = 231,
    IE_PRIVATE = 255,
    TLV_FROM = 128,
    PLMN_LENGTH = 3,
};

/* TS 29.060 table 37; 126 is of GTP' (TS 32.295). Length + 1, so that a TV of no bytes (none is
 * defined today) could not be taken for an unknown one. */
static const uint8_t LENGTHS_1[TLV_FROM] = {
    [1] = 2,  [2] = 9,  [3] = 7,  [4] = 5,  [5] = 5,   [8] = 2,   [9] = 29,
    [11] = 2, [12] = 4, [13] = 2, [14] = 2, [15] = 2,  [16] = 5,  [17] = 5,
    [18] = 6, [19] = 2, [20] = 2, [21] = 2, [22] = 10, [23] = 2,  [24] = 2,
    [25] = 3, [26] = 3, [27] = 3, [28] = 3, [29] = 2,  [126] = 2, [127] = 5,
};

/* TS 09.60 table 8: where version 0 has something else, or nothing. */
static const uint8_t LENGTHS_0[TLV_FROM] = {
    [1] = 2,  [2] = 9,  [3] = 7,  [4] = 5,  [5] = 5,  [6] = 4,  [8] = 2,  [9] = 29, [11] = 2,
    [12] = 4, [13] = 2, [14] = 2, [15] = 2, [16] = 3, [17] = 3, [18] = 4, [19] = 2, [127] = 5,
};

/* TEIDs and addresses stand apart in a message and belong together by their order (7.7.32). */
struct pieces {
    uint32_t data, control;
    bool has_data, has_control;
    struct span nodes[2]; /* for signalling, for user traffic; alternatives that follow are left */
    unsigned node_count;
};

struct reading {
    struct message *m;
    struct gtp_echo *echo;
    enum gtp_dialect dialect;
    struct pieces pieces;
    bool area_told;
};

static unsigned tv_length(enum gtp_dialect dialect, uint8_t type)
{
    const uint8_t *lengths = dialect == GTP_DIALECT_0 ? LENGTHS_0 : LENGTHS_1;
    return type < TLV_FROM ? lengths[type] : 0;
}

/* 7.7.27: organisation, then number of the PDP type; no address when the network shall choose one.
 */
static void end_user_address(struct message *m, struct cursor value)
{
    enum { IPV4 = 0x21, IPV6 = 0x57, BOTH = 0x8d };
    cursor_u8(&value);
    uint8_t type = cursor_u8(&value);
    if ((type == IPV4 || type == BOTH) && cursor_left(&value) >= 4)
        gtp_ue_address(m, cursor_span(&value, 4), 0);
    if ((type == IPV6 || type == BOTH) && cursor_left(&value) >= 16)
        gtp_ue_address(m, cursor_span(&value, 16), 0);
}

/* 7.7.51: CGI, SAI or RAI behind the type of what follows. */
static void location(struct message *m, struct cursor value)
{
    enum { CGI, SAI, RAI, PART_LENGTH = 7 };
    uint8_t type = cursor_u8(&value);
    if (type > RAI || cursor_left(&value) < PART_LENGTH) {
        field_number(m, MEANING_LOCATION, 1, 0);
        return;
    }
    enum meaning meaning = type == RAI ? MEANING_AREA : MEANING_CELL;
    field_bytes(m, meaning, FORM_OCTETS, cursor_span(&value, PART_LENGTH), 0);
}

/* 7.7.3: version 1 has no element for the serving network, but this one begins with it. */
static void routeing_area(struct reading *r, struct cursor value)
{
    struct cursor plmn = value;
    field_bytes(r->m, MEANING_AREA, FORM_OCTETS, cursor_rest(&value), 0);
    if (!r->area_told && cursor_left(&plmn) >= PLMN_LENGTH)
        field_bytes(r->m, MEANING_VISITED, FORM_PLMN, cursor_span(&plmn, PLMN_LENGTH), 0);
    r->area_told = true;
}

static void tunnel_piece(struct pieces *p, uint8_t type, struct cursor value)
{
    switch (type) {
    case IE_TEID_CONTROL:
        p->control = cursor_u32(&value);
        p->has_control = true;
        break;
    case IE_TEID_DATA_2: /* 7.7.15: NSAPI before the TEID */
        cursor_u8(&value);
        p->data = cursor_u32(&value);
        p->has_data = true;
        break;
    case IE_TEID_DATA:
        p->data = cursor_u32(&value);
        p->has_data = true;
        break;
    default:
        if (p->node_count < 2 && (cursor_left(&value) == 4 || cursor_left(&value) == 16))
            p->nodes[p->node_count++] = cursor_rest(&value);
        break;
    }
}

static void tell_tunnels(struct message *m, const struct pieces *p)
{
    const struct span *signalling = &p->nodes[0];
    const struct span *traffic = p->node_count > 1 ? &p->nodes[1] : &p->nodes[0];
    if (p->has_control)
        gtp_tunnel(m, p->control, *signalling, GTP_INTERFACE_CONTROL, 0);
    if (p->has_data)
        gtp_tunnel(m, p->data, *traffic, GTP_INTERFACE_USER, 0);
    if (!p->has_control && !p->has_data && p->node_count)
        field_bytes(m, MEANING_NODE, FORM_IP, *signalling, 0);
}

/* 7.7.1: 128 to 191 accept, higher ones reject. */
static void cause(struct message *m, struct cursor value)
{
    uint8_t number = cursor_u8(&value);
    enum outcome by_range = number >= 192   ? OUTCOME_REFUSED
                            : number >= 128 ? OUTCOME_SUCCESS
                                            : OUTCOME_NONE;
    gtp_cause(m, number, by_range);
}

static void own_element(struct reading *r, uint8_t type, struct cursor value)
{
    switch (type) {
    case IE_CAUSE:
        if (!r->m->has_cause)
            cause(r->m, value);
        break;
    case IE_RAI:
        routeing_area(r, value);
        break;
    case IE_TEID_DATA:
    case IE_TEID_CONTROL:
    case IE_TEID_DATA_2:
    case IE_GSN_ADDRESS:
        tunnel_piece(&r->pieces, type, value);
        break;
    case IE_NSAPI:
        field_number(r->m, MEANING_BEARER, cursor_u8(&value) & 15, 0);
        break;
    case IE_END_USER_ADDRESS:
        end_user_address(r->m, value);
        break;
    case IE_MM_CONTEXT:
        gtp_mm_context(r->m, value);
        break;
    case IE_PDP_CONTEXT:
        gtp_pdp_context(r->m, value);
        break;
    case IE_ULI:
        location(r->m, value);
        break;
    case IE_NODE_IDENTIFIER:
        gtp_node_name(r->m, value, 0);
        break;
    default:
        break;
    }
}

/* What an Echo may carry: TS 29.060 7.2.1 and 7.2.2, TS 29.281 7.2.1 and 7.2.2. Recovery belongs
 * into the Response, and some send it in the Request too. */
static void account(struct gtp_echo *echo, uint8_t type, size_t header, const struct cursor *value)
{
    size_t length = cursor_left(value);
    if (type == IE_PRIVATE) {
        echo->private = (uint32_t)length;
        echo->has_private = true;
    } else if (type != IE_RECOVERY && type != IE_RECOVERY_TIME) {
        echo->extra += (uint32_t)(header + length);
    }
}

static void element(struct reading *r, uint8_t type, struct cursor value)
{
    const struct spec_ie *row = spec_ie((enum proto)r->m->proto, 0, type);
    if (!row)
        return;
    if (row->form == FORM_TBCD || row->form == FORM_E164)
        gtp_digits(r->m, row, value, 0);
    else if (!field_of_row(r->m, row, value, 0))
        own_element(r, type, value);
}

void gtp_elements(struct message *m, struct cursor *body, enum gtp_dialect dialect,
                  struct gtp_echo *echo)
{
    struct reading r = {.m = m, .echo = echo, .dialect = dialect};
    uint8_t before = 0;
    while (cursor_left(body)) {
        size_t begun = cursor_left(body);
        uint8_t type = cursor_u8(body);
        unsigned known = tv_length(dialect, type);
        bool unknown = type < TLV_FROM && !known;
        size_t length = type < TLV_FROM ? known - 1U : cursor_u16(body);
        size_t header = begun - cursor_left(body);
        if (unknown || cursor_left(body) < length) {
            /* All that is there belongs to nothing, unless a snap length cut an element in two. */
            if (echo && (unknown || echo->whole))
                echo->extra += (uint32_t)begun;
            cursor_fail(body, unknown ? LACK_VALUE : LACK_LENGTH);
            break;
        }
        struct cursor value = cursor_sub(body, length);
        if (type < before)
            m->odd |= ODD_OUT_OF_ORDER;
        before = type;
        element(&r, type, value);
        if (echo)
            account(echo, type, header, &value);
    }
    tell_tunnels(m, &r.pieces);
}

bool gtp_elements_fit(struct cursor body)
{
    uint8_t before = 0;
    if (!cursor_left(&body))
        return false;
    while (cursor_left(&body)) {
        uint8_t type = cursor_u8(&body);
        unsigned known = tv_length(GTP_DIALECT_1, type);
        if (type < before || (type < TLV_FROM && !known))
            return false;
        cursor_skip(&body, type < TLV_FROM ? known - 1U : cursor_u16(&body));
        before = type;
    }
    return cursor_ok(&body);
}
