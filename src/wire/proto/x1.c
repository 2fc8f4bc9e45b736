/* X1: requests and answers in the bodies of HTTP, ETSI TS 103 221-1 6 and its schema. */
#include "wire/proto/x1.h"

#include "base/hash.h"
#include "wire/proto/xml.h"

enum { OP_FIRST = 10, OP_LAST = 36, OP_TASK = 37 }; /* spec/ts103221-x1.tbl */
enum { TASKS = 0x5c1, DESTINATIONS = 0x5c2, EXCHANGES = 0x5c3 };
enum { DEPTH = 12, VALUE_MOST = 256, NAME_MOST = 48, PORT_MOST = 65535 };

#define NAMESPACE "http://uri.etsi.org/03221/X1/2017/10"

/* The root element; with `part` what it holds, PART_NEITHER: that nothing could be read. */
struct root {
    struct xml xml; /* behind its tag */
    enum part part;
};

/* x1RequestMessage, x1ResponseMessage */
struct unit {
    struct span type; /* "ActivateTask": without Request or Response */
    struct span content;
    bool error; /* an ErrorResponse, or one that answers all at once */
};

/* An element's values as they come. */
struct reading {
    struct sbi *s;
    struct span names[DEPTH]; /* of the elements that are open */
    uint8_t text[VALUE_MOST];
    size_t len;
    bool leaf;             /* nothing stands in it but text */
    bool by_network;       /* the request was the network's, not the administration's */
    bool several;          /* tasks: none of them is the message's own */
    struct span requested; /* ErrorResponse: of which operation */
    struct addr address;   /* of a delivery, until its port is known */
    uint32_t port;
};

/* --- Which it is ------------------------------------------------------------------------------ */

/* Whether the root's prefix stands for the namespace. */
static bool in_namespace(struct span prefix, struct span attributes)
{
    struct span of, name, value;
    while (xml_attribute(&attributes, &of, &name, &value)) {
        bool default_one = !of.len && span_is(name, "xmlns");
        bool prefixed = span_is(of, "xmlns") && name.len == prefix.len && prefix.len &&
                        memcmp(name.at, prefix.at, name.len) == 0;
        if ((prefix.len ? prefixed : default_one) && span_is(value, NAMESPACE))
            return true;
    }
    return false;
}

static bool root_of(struct span body, struct root *ret)
{
    static const struct {
        const char *name;
        enum part part;
    } roots[] = {{"X1Request", PART_REQUEST},
                 {"X1Response", PART_ANSWER},
                 {"X1TopLevelErrorResponse", PART_NEITHER}};
    struct xml_token t;
    struct span begin = xml_trimmed(body);
    if (!begin.len || (*begin.at != '<' && *begin.at != 0xef)) /* the mark of the order of bytes */
        return false;
    ret->xml = xml_of(body);
    do {
        if (!xml_next(&ret->xml, &t))
            return false;
    } while (t.sort != XML_OPEN);
    for (unsigned i = 0; i < sizeof roots / sizeof *roots; i++) {
        ret->part = roots[i].part;
        if (span_is(t.name, roots[i].name))
            return in_namespace(t.prefix, t.attributes);
    }
    return false;
}

bool x1_is(struct span body)
{
    struct root root;
    return root_of(body, &root);
}

/* "ns1:ActivateTaskRequest", the schema's type of the element. */
static struct span type_of(struct span attributes)
{
    struct span prefix, name, value;
    while (xml_attribute(&attributes, &prefix, &name, &value)) {
        if (!span_is(name, "type"))
            continue;
        struct cursor c = cursor_of(value.at, value.len);
        if (memchr(value.at ? value.at : (const uint8_t *)"", ':', value.len))
            cursor_until(&c, ':');
        return cursor_rest(&c);
    }
    return (struct span){0};
}

static struct span without(struct span s, const char *end)
{
    size_t len = strlen(end);
    bool has = s.len > len && memcmp(s.at + s.len - len, end, len) == 0;
    return (struct span){s.at, has ? s.len - len : s.len};
}

static bool next_unit(struct root *root, struct unit *ret)
{
    bool asks = root->part == PART_REQUEST;
    struct span attributes;
    if (!xml_element(&root->xml, asks ? "x1RequestMessage" : "x1ResponseMessage", &attributes,
                     &ret->content))
        return false;
    struct span type = type_of(attributes);
    ret->error = !asks && span_is(type, "ErrorResponse");
    ret->type = without(type, asks ? "Request" : "Response");
    return true;
}

static const struct spec_op *op_of(struct span type, enum part part)
{
    TEXT_ON(name, NAME_MOST);
    text_put(&name, "X1 ");
    text_put_n(&name, (const char *)type.at, type.len);
    for (uint32_t code = OP_FIRST; code <= OP_LAST; code++) {
        const struct spec_op *op = spec_op(PROTO_HTTP2, 0, code, part);
        if (op && strcmp(op->name, name.at) == 0)
            return op;
    }
    return NULL;
}

/* --- What it says ----------------------------------------------------------------------------- */

/* Annex C: by what a target is told. What is of traffic and not of a person has no row. */
static enum meaning target_of(struct span name)
{
    static const struct {
        const char *name;
        enum meaning meaning;
    } rows[] = {
        {"imsi", MEANING_IMSI},
        {"supiimsi", MEANING_IMSI},
        {"e164Number", MEANING_MSISDN},
        {"gpsiMsisdn", MEANING_MSISDN},
        {"telUri", MEANING_MSISDN},
        {"imei", MEANING_IMEI},
        {"peiImei", MEANING_IMEI},
        {"peiImeiCheckDigit", MEANING_IMEI},
        {"peiImeisv", MEANING_IMEI},
        {"nai", MEANING_NAI},
        {"supinai", MEANING_NAI},
        {"gpsiNai", MEANING_NAI},
        {"sipUri", MEANING_NAI},
        {"impu", MEANING_NAI},
        {"impi", MEANING_NAI},
        {"emailAddress", MEANING_NAI},
        {"internationalizedEmailAddress", MEANING_NAI},
        {"suci", MEANING_SUCI},
        {"ipv4Address", MEANING_UE_IP},
        {"ipv6Address", MEANING_UE_IP},
    };
    for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++)
        if (span_is(name, rows[i].name))
            return rows[i].meaning;
    return MEANING_NONE;
}

static bool all_digits(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return s.len > 0;
}

static void target(struct sbi *s, struct span name, struct span value)
{
    enum meaning meaning = target_of(name);
    if (meaning == MEANING_NONE)
        return;
    if (meaning == MEANING_UE_IP) {
        sbi_address(s, meaning, value);
        return;
    }
    sbi_identities(s, value); /* "imsi-00101...": some write the sort as well */
    if (span_begins_caseless(value, "tel:")) {
        struct cursor c = cursor_of(value.at + 4, value.len - 4);
        value = cursor_until(&c, ';');
        meaning = MEANING_MSISDN;
    }
    if ((meaning != MEANING_IMSI && meaning != MEANING_IMEI) || all_digits(value))
        sbi_identity(s, meaning, value);
}

/* Names of RFC 9562, whose letters may be of either case. */
static uint64_t handle_of(uint64_t sort, struct span name)
{
    uint8_t small[NAME_MOST];
    size_t len = name.len < sizeof small ? name.len : sizeof small;
    for (size_t i = 0; i < len; i++)
        small[i] = name.at[i] >= 'A' && name.at[i] <= 'Z' ? name.at[i] | 0x20 : name.at[i];
    return hash_bytes(sort, small, len);
}

/* Where product is to be delivered: as an address with its port, or as whatever it is written. */
static void delivery(struct reading *r)
{
    uint8_t *bytes = r->address.bytes;
    size_t len = r->address.family == 4 ? 4 : r->address.family == 6 ? 16 : 0;
    struct span kept = sbi_keep(r->s, bytes, len);
    if (kept.len)
        field_bytes(r->s->m, MEANING_COPY_TO, FORM_IP, kept, 0);
    if (kept.len && r->s->m->field_count)
        r->s->m->fields[r->s->m->field_count - 1].extra = r->port;
    r->address = (struct addr){0};
    r->port = 0;
}

static void address(struct reading *r, struct span value)
{
    TEXT_ON(text, 64);
    text_put_n(&text, (const char *)value.at, value.len);
    if (text.cut || !addr_parse(text.at, &r->address))
        r->address = (struct addr){0};
}

static void port(struct reading *r, struct span value)
{
    uint32_t n = 0;
    for (size_t i = 0; all_digits(value) && i < value.len && n <= PORT_MOST; i++)
        n = n * 10 + (value.at[i] - '0');
    r->port = n <= PORT_MOST ? n : 0;
}

static struct span kept(struct reading *r, struct span value)
{
    return sbi_keep(r->s, value.at, value.len);
}

/* Who sends and who is meant, by the names that both are given in every message (6.1). */
static void ends(struct reading *r, bool administration, struct span value)
{
    bool asks = r->s->m->part == PART_REQUEST;
    bool sender = (administration != r->by_network) == asks;
    sbi_text(r->s, sender ? MEANING_ORIGIN_HOST : MEANING_DESTINATION_HOST, kept(r, value));
}

/* Elements of the message itself, and of the task or destination that it is about. */
static void own(struct reading *r, struct span name, struct span value)
{
    struct message *m = r->s->m;
    if (span_is(name, "admfIdentifier") || span_is(name, "neIdentifier"))
        ends(r, span_is(name, "admfIdentifier"), value);
    else if (span_is(name, "x1TransactionId"))
        m->transaction = m->untold ? handle_of(EXCHANGES, value) : m->transaction;
    else if (span_is(name, "xId") && !r->several)
        message_handle(m, handle_of(TASKS, value));
    else if (span_is(name, "dId"))
        message_handle(m, handle_of(DESTINATIONS, value));
    else if (span_is(name, "requestMessageType"))
        r->requested = kept(r, value);
    if (span_is(name, "x1TransactionId"))
        message_handle(m, handle_of(EXCHANGES, value));
}

static void value(struct reading *r, struct span parent, struct span name, struct span text)
{
    if (span_is(parent, "targetIdentifier"))
        target(r->s, name, kept(r, text));
    else if (!parent.len || span_is(parent, "taskDetails") || span_is(parent, "destinationDetails"))
        own(r, name, text);
    else if (span_is(parent, "address"))
        address(r, text);
    else if (span_is(parent, "port") || span_is(name, "port"))
        port(r, text);
    else if (span_is(parent, "deliveryAddress"))
        sbi_text(r->s, MEANING_COPY_TO, kept(r, text));
    else if (span_is(parent, "errorInformation") && span_is(name, "errorCode"))
        sbi_text(r->s, MEANING_CAUSE, kept(r, text));
}

static void closes(struct reading *r, const struct xml_token *t)
{
    struct span name = t->depth < DEPTH ? r->names[t->depth] : (struct span){0};
    struct span parent = t->depth && t->depth <= DEPTH ? r->names[t->depth - 1] : (struct span){0};
    struct span text = xml_trimmed((struct span){r->text, r->len});
    if (r->leaf && t->depth < DEPTH && text.len)
        value(r, parent, name, text);
    if (span_is(name, "ipAddressAndPort"))
        delivery(r);
    r->leaf = false;
    r->len = 0;
}

static void read_content(struct reading *r, struct span content)
{
    struct xml x = xml_of(content);
    struct xml_token t;
    while (xml_next(&x, &t)) {
        if (t.sort == XML_OPEN) {
            if (t.depth < DEPTH)
                r->names[t.depth] = t.name;
            r->leaf = true;
            r->len = 0;
        } else if (t.sort == XML_CLOSE) {
            closes(r, &t);
        } else if (t.literal) {
            size_t room = sizeof r->text - r->len;
            size_t len = t.text.len < room ? t.text.len : room;
            memcpy(r->text + r->len, t.text.at, len);
            r->len += len;
        } else {
            r->len += xml_plain(t.text, r->text + r->len, sizeof r->text - r->len);
        }
    }
    if (t.sort == XML_BROKEN)
        sink_blind(r->s->sink, r->s->packet, BLIND_BROKEN, cursor_left(&x.c),
                   "a body that is no XML");
}

/* --- Messages --------------------------------------------------------------------------------- */

/* Issues are reported by the network, and it is asked at another path than it asks (7.2). */
static bool by_network(const struct sbi *s, struct span type)
{
    static const char there[] = "/ADMF";
    struct span path = sbi_path(s->h->path);
    size_t len = sizeof there - 1;
    return span_begins(type, "Report") ||
           (path.len >= len &&
            strncasecmp((const char *)path.at + path.len - len, there, len) == 0);
}

static unsigned task_count(struct span content)
{
    struct xml x = xml_of(content);
    struct span attributes, task;
    unsigned count = 0;
    while (xml_element(&x, "taskDetails", &attributes, &task))
        count++;
    return count;
}

/* Says a unit of the message that is open; its operation, NULL: unknown. */
static const struct spec_op *say(struct sbi *s, const struct unit *u)
{
    enum part part = (enum part)s->m->part;
    struct reading r;
    r.s = s;
    r.len = 0;
    r.leaf = false;
    r.by_network = by_network(s, u->type);
    r.several = task_count(u->content) > 1;
    r.requested = (struct span){0};
    r.address = (struct addr){0};
    r.port = 0;
    s->m->several = r.several;
    read_content(&r, u->content);
    if (u->error)
        s->m->outcome = OUTCOME_REFUSED;
    return op_of(u->error ? without(r.requested, "Request") : u->type, part);
}

void x1_body(struct sbi *s, struct span body)
{
    struct root root;
    struct unit u;
    if (!root_of(body, &root))
        return;
    s->x1 = true;
    if (root.part == PART_NEITHER)
        s->m->outcome = s->h->part == PART_ANSWER ? OUTCOME_REFUSED : OUTCOME_NONE;
    else if (root.part == s->h->part && next_unit(&root, &u))
        s->x1_op = say(s, &u);
}

static struct message *begin(struct sbi *s, enum part part)
{
    s->used = 0;
    s->m = message_begin(s->sink, s->packet, s->h->proto, 0, 0, part);
    s->m->untold = true;
    s->m->length = s->h->length;
    return s->m;
}

static void end(struct sbi *s, const struct spec_op *op)
{
    s->m->op = op;
    s->m->name = op ? op->name : "unknown";
    message_end(s->sink, s->m);
}

/* An answer that lists several tasks tells whose they are one by one: their targets are no one
 * person's. */
static void each_task(struct sbi *s, struct span content)
{
    struct xml x = xml_of(content);
    struct span attributes;
    struct unit task = {.type = {0}};
    if (s->h->part != PART_ANSWER || task_count(content) < 2)
        return;
    while (xml_element(&x, "taskDetails", &attributes, &task.content)) {
        begin(s, PART_NEITHER);
        say(s, &task);
        end(s, spec_op(PROTO_HTTP2, 0, OP_TASK, PART_NEITHER));
    }
}

void x1_others(struct sbi *s)
{
    struct root root;
    struct unit u;
    if (!s->x1 || !root_of(s->h->body, &root) || root.part != s->h->part)
        return;
    for (bool first = true; next_unit(&root, &u); first = false) {
        if (!first) {
            struct message *m = begin(s, s->h->part);
            m->pairing = PAIR_ANYWHERE;
            m->outcome = s->h->part == PART_ANSWER ? OUTCOME_SUCCESS : OUTCOME_NONE;
            end(s, say(s, &u));
        }
        each_task(s, u.content);
    }
}
