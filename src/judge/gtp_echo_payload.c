/* Echoes that carry what no Echo may: a knock on a door that is open to every roaming partner.
 *
 * Decoders say how many bytes of an Echo belong to nothing and what its header may not have; this
 * file weighs that, ties the answer to the request by their addresses, and tells it. */
#include "judge/finding.h"

#include <string.h>

enum {
    ECHO_REQUEST = 1,
    ECHO_RESPONSE = 2,
    /* Fewer odd bytes than this hold no key of a documented implant; equipment pads. */
    KEY_BYTES = 4,
    TITLE_MAX = 99,
    UDP = 17,
};

static const uint64_t ANSWER_WITHIN = 60 * 1000000000ULL;

/* Who knocks where. */
struct pair_key {
    struct addr actor, custodian;
};

struct pair {
    struct table_head head;
    struct pair_key key;
    struct finding *finding;
    uint64_t asked; /* the last odd request */
    bool answered;
};

struct state {
    struct table pairs;
};

/* An Echo that is none. */
struct odd_echo {
    const struct message *message;
    uint64_t extra;
    uint32_t illegal;
    enum severity severity;
};

static bool open_state(void *state, struct judge *j)
{
    struct state *s = state;
    return table_init(&s->pairs, sizeof(struct pair), sizeof(struct pair_key),
                      judge_share(j, &check_gtp_echo_payload), judge_seed(j));
}

static void close_state(void *state)
{
    struct state *s = state;
    table_free(&s->pairs);
}

static uint64_t said(const struct message *m, enum meaning meaning)
{
    const struct field *f = message_field(m, meaning);
    return f ? f->number : 0;
}

static bool is_odd(const struct message *m, struct odd_echo *ret)
{
    bool is_gtp = m->proto == PROTO_GTP || m->proto == PROTO_GTPPRIME || m->proto == PROTO_GTPV2;
    if (!is_gtp || (m->type != ECHO_REQUEST && m->type != ECHO_RESPONSE))
        return false;
    *ret = (struct odd_echo){.message = m,
                             .extra = said(m, MEANING_EXTRA),
                             .illegal = (uint32_t)said(m, MEANING_ILLEGAL),
                             .severity = SEVERITY_LOW};
    if (ret->extra >= KEY_BYTES || ret->illegal & (ECHO_VERSION | ECHO_PROTOCOL | ECHO_LENGTH))
        ret->severity = SEVERITY_MEDIUM;
    return ret->extra || ret->illegal;
}

/* --- what is told ---------------------------------------------------------------------------- */

/* Titles stay under a hundred characters: names and IPv6 addresses may need the short form. */
static void title(struct judge *j, struct finding *f, const struct odd_echo *e, bool in_kind)
{
    TEXT_ON(actor, 200);
    TEXT_ON(custodian, 200);
    text_party(&actor, j, &f->actor);
    text_party(&custodian, j, &f->custodian);
    TEXT_ON(t, 500);
    const char *word = e->message->type == ECHO_REQUEST ? "Echo" : "Echo Response";
    if (in_kind)
        text_format(&t, "%s knocks with an Echo that is none, and %s answers in kind", actor.at,
                    custodian.at);
    else if (e->extra)
        text_format(&t, "%s sends an %s with %llu %s that no Echo carries to %s", actor.at, word,
                    (unsigned long long)e->extra, e->extra == 1 ? "byte" : "bytes", custodian.at);
    else
        text_format(&t, "%s sends an %s with a header that no Echo has to %s", actor.at, word,
                    custodian.at);
    if (t.len > TITLE_MAX) {
        text_clear(&actor);
        text_clear(&custodian);
        text_clear(&t);
        text_addr(&actor, &f->actor.address);
        text_addr(&custodian, &f->custodian.address);
        text_format(&t, "%s %s %s odd Echoes", actor.at, in_kind ? "swaps with" : "sends",
                    custodian.at);
    }
    f->title = finding_text(j, t.at);
}

/* By address, port and the type's byte: these hold whatever a dissector makes of such a header. */
static uint32_t filter(struct judge *j, const struct message *m)
{
    const struct packet *p = m->packet;
    const char *ip = p->src.family == 6 ? "ipv6" : "ip";
    const char *layer = p->transport == UDP ? "udp" : "tcp";
    TEXT_ON(t, 300);
    text_format(&t, "%s.port == %u && ", layer, m->type == ECHO_REQUEST ? p->dport : p->sport);
    if (p->transport == UDP)
        text_format(&t, "udp.payload[1:1] == %02x && ", m->type);
    text_format(&t, "%s.src == ", ip);
    text_addr(&t, &p->src);
    text_format(&t, " && %s.dst == ", ip);
    text_addr(&t, &p->dst);
    return finding_text(j, t.at);
}

static void tell_header(struct judge *j, struct finding *f, const struct odd_echo *e)
{
    uint32_t bits = e->illegal;
    if (bits & (ECHO_VERSION | ECHO_PROTOCOL))
        finding_why(j, f,
                    "Its header has %s%s%s that no Echo on this port has: GTPv1 is version 1 with "
                    "protocol type 1, GTPv2 is version 2.",
                    bits & ECHO_VERSION ? "a version" : "",
                    (bits & ECHO_VERSION) && (bits & ECHO_PROTOCOL) ? " and " : "",
                    bits & ECHO_PROTOCOL ? "the protocol type of charging records (GTP')" : "");
    if (bits & ECHO_LENGTH)
        finding_why(j, f, "Its length field contradicts the number of bytes that were sent.");
    if (bits & ECHO_PIGGYBACK)
        finding_why(j, f, "It says that another message rides along, which an Echo has never.");
    if (bits & ECHO_SPARE)
        finding_why(j, f, "It sets a spare bit of the header.");
}

static void tell(struct judge *j, struct finding *f, const struct odd_echo *e)
{
    const struct message *m = e->message;
    TEXT_ON(actor, 200);
    TEXT_ON(custodian, 200);
    text_party(&actor, j, &f->actor);
    text_party(&custodian, j, &f->custodian);
    f->why_count = 0;
    finding_why(j, f, "%s sends %s an %s of %u bytes (read as %s).", actor.at, custodian.at,
                m->type == ECHO_REQUEST ? "Echo Request" : "Echo Response", m->length,
                spec_proto_word((enum proto)m->proto));
    tell_header(j, f, e);
    if (e->extra)
        finding_why(j, f,
                    "%llu of its bytes belong to nothing that an Echo may carry: Recovery, node "
                    "features and private extensions were taken off already.",
                    (unsigned long long)e->extra);
    f->severity = e->severity;
    f->settles = (struct exchange){.protocol = spec_proto_word((enum proto)m->proto), .op = m->op};
    f->confidence = e->severity == SEVERITY_LOW                   ? 30
                    : e->illegal & (ECHO_VERSION | ECHO_PROTOCOL) ? 75
                                                                  : 60;
    f->filter = filter(j, m);
    title(j, f, e, false);
}

static void prove(struct judge *j, struct finding *f, const struct odd_echo *e)
{
    const struct message *m = e->message;
    finding_proof(j, f, message_place(m), "%s of %u bytes, %llu of which no Echo carries%s",
                  m->name, m->length, (unsigned long long)e->extra,
                  e->illegal & (ECHO_VERSION | ECHO_PROTOCOL) ? ", under a header that no Echo has"
                                                              : "");
}

/* --- the rule -------------------------------------------------------------------------------- */

/* The clearest proof comes first: a worse Echo than the first one takes its place. */
static void put_first(struct finding *f)
{
    struct proof last = f->proofs[f->proof_count - 1];
    memmove(f->proofs + 1, f->proofs, (f->proof_count - 1) * sizeof *f->proofs);
    f->proofs[0] = last;
}

static void sent(struct state *s, struct judge *j, const struct odd_echo *e)
{
    const struct packet *p = e->message->packet;
    struct party actor = {.address = p->src};
    struct party custodian = {.address = p->dst};
    bool is_new;
    struct finding *f =
        finding_of(j, &check_gtp_echo_payload, &actor, &custodian, "", p->frame->time, &is_new);
    if (!f)
        return;
    bool worse = is_new || e->severity > f->severity;
    unsigned proofs = f->proof_count;
    prove(j, f, e);
    if (worse) {
        tell(j, f, e);
        if (f->proof_count > proofs)
            put_first(f);
    }
    struct pair_key key = {p->src, p->dst};
    struct pair *pair = table_take(&s->pairs, table_hash(&s->pairs, &key), &key, &is_new);
    pair->finding = f;
    if (e->message->type == ECHO_REQUEST && e->severity >= SEVERITY_MEDIUM)
        pair->asked = p->frame->time;
}

static bool in_time(uint64_t asked, uint64_t now)
{
    return asked && now >= asked && now - asked <= ANSWER_WITHIN;
}

/* An odd Response to an odd Request: it belongs to the finding of who knocked. */
static bool answered(struct state *s, struct judge *j, const struct odd_echo *e)
{
    const struct packet *p = e->message->packet;
    struct pair_key key = {p->dst, p->src};
    struct pair *pair = table_find(&s->pairs, table_hash(&s->pairs, &key), &key);
    if (!pair || !in_time(pair->asked, p->frame->time) || e->severity < SEVERITY_MEDIUM)
        return false;
    struct finding *f = pair->finding;
    TEXT_ON(custodian, 200);
    text_party(&custodian, j, &f->custodian);
    prove(j, f, e);
    f->last = p->frame->time > f->last ? p->frame->time : f->last;
    if (pair->answered)
        return true;
    pair->answered = true;
    finding_why(
        j, f,
        "%s answers in kind %llu ms later, with an Echo Response of %u bytes that is as odd: "
        "something behind that port understood.",
        custodian.at, (unsigned long long)((p->frame->time - pair->asked) / 1000000),
        e->message->length);
    f->severity = SEVERITY_HIGH;
    f->confidence = 90;
    title(j, f, e, true);
    return true;
}

static void on_message(void *state, struct judge *j, const struct message *m)
{
    struct odd_echo e;
    if (!is_odd(m, &e))
        return;
    if (m->type == ECHO_RESPONSE && answered(state, j, &e))
        return;
    sent(state, j, &e);
}

/* --- explain --------------------------------------------------------------------------------- */

static const char *const INNOCENT_IF[] = {
    "A test bench, conformance suite or fuzzer of yours or of a vendor sends malformed GTP from "
    "the "
    "sender's address at this time.",
    "A scan for this very implant was ordered: such scanners send the published knock to every "
    "address and are not answered in kind.",
    "All elements of one make and release send the same extra element in their Echoes, to every "
    "peer and at every interval: then it is a vendor's own element without its private extension.",
    "Both ends have agreed to speak GTPv0 or charging (GTP') on a port that belongs to GTPv1.",
    NULL,
};

static const char *const REFERENCES[] = {
    "TS 29.060 6 (header), 7.2.1 and 7.2.2 (what an Echo carries)",
    "TS 29.281 5.1, 7.2.1 and 7.2.2 (the same for the user plane)",
    "TS 29.274 5.5.1 (header), 7.1.1 and 7.1.2 (what an Echo carries)",
    "TS 32.295 6 (GTP' and its ports)",
    "haxrob, GTPDOOR, 2024-02-27: "
    "doubleagent.net/telecommunications/backdoor/gtp/2024/02/27/GTPDOOR-COVERT-TELCO-BACKDOOR",
    "haxrob, gtpdoor-scan (the published probe and answer): github.com/haxrob/gtpdoor-scan",
    "detect_gtpdoor (rules and a capture of a live implant): github.com/sud0woodo/detect_gtpdoor",
    "Unit 42, Infiltration of Global Telecom Networks: "
    "unit42.paloaltonetworks.com/infiltration-of-global-telecom-networks",
    NULL,
};

static const char *const TECHNIQUES[] = {"T1205",   "T1095",   "T1071",       "FGT1205",
                                         "FGT5042", "FGT5045", "FGT1071.502", NULL};

const struct check check_gtp_echo_payload = {
    .slug = "gtp-echo-payload",
    .title = "An Echo of GTP carries bytes or a header that no Echo may have",
    .meaning =
        "Elements of a mobile core ask each other with GTP Echo whether they are alive. The "
        "message "
        "is tiny and its content fixed: a header, the restart counter, in GTPv2 the features of "
        "the "
        "node, and at most a private extension. It goes to UDP port 2123, 2152 or 3386, which "
        "firewalls between operators leave open to every roaming partner, and nobody logs it. That "
        "makes it a good place to hide a knock: an implant listens beside the real element, takes "
        "an Echo with its own bytes in it as a command, and answers in the same disguise.\n"
        "\n"
        "One documented implant, GTPDOOR, was found on hosts next to the roaming exchange. Its "
        "author's published probe has a version and protocol type that no Echo has, ignores the "
        "length "
        "field, and puts a four-byte key and an encrypted body where an Echo ends. This check "
        "knows "
        "no key: it looks for what cannot be an Echo by the standard. That is a version or "
        "protocol "
        "type which no Echo of that port has, a length field that contradicts what was sent, and "
        "bytes that belong to no element an Echo may carry. Recovery in a request, private "
        "extensions of any length, extension headers, and headers with or without sequence number "
        "or TEID are all legal or common, and are not told. Nor are lengths held against frames "
        "that the capture itself cut short.\n"
        "\n"
        "An odd Echo alone is an attempt: somebody knocked, or something is broken. When the "
        "receiver answers within a minute with an Echo Response that is just as odd, two parties "
        "share a protocol that is not GTP. A healthy element drops such a message or answers with "
        "Version Not Supported or a plain Echo Response.",
    .innocent_if = INNOCENT_IF,
    .next =
        "Read the bytes behind the header in the first proof, and look for others of the same "
        "sender. Find out who owns the sender: a partner's address is often a stepping stone, so "
        "tell that partner by telephone. On the receiver, before any reboot, list raw and packet "
        "sockets and what holds them (ss -w -p, ss -0 -p), compare running programs with the "
        "vendor's files, and keep memory and disk. If it answered in kind, treat the host as "
        "taken and look at what it reaches from inside.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by = "permit: an entry from the sender to the receiver with protocol gtp, operation "
                  "Echo Request, and why",
    .severities =
        "low: fewer than four odd bytes, or no more than a spare or piggyback bit; medium: "
        "four odd bytes or more, a version, protocol type or length that no Echo has; "
        "high: the receiver answers in kind within 60 seconds",
    .share = 4,
    .state_size = sizeof(struct state),
    .open = open_state,
    .message = on_message,
    .close = close_state,
};
