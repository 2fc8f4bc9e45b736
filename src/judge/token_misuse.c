/* An access token is used by another NF, or for something else, than it was issued for. */
#include "judge/token_misuse.h"

#include "base/hash.h"
#include "judge/told.h"

#include <string.h>

enum { TITLE = 100, SHARES = 12, UNAUTHORIZED = 401, FORBIDDEN = 403 };

static const struct spec_op *token_op(enum part part)
{
    return spec_op_named(PROTO_HTTP2, "Nnrf_AccessToken_Get", part);
}

static bool open_state(void *state, struct judge *j)
{
    struct token_misuse *s = state;
    const struct check *c = &check_token_misuse;
    size_t share = judge_share(j, c) / SHARES;
    uint64_t seed = judge_seed(j);
    struct granted *g = NULL;
    struct token_use *u = NULL;
    struct refusal *r = NULL;
    s->ask = token_op(PART_REQUEST);
    s->answer = token_op(PART_ANSWER);
    s->leeway = judge_threshold(j, c, "leeway");
    s->accusations.by_address = true;
    return accusations_open(&s->accusations, j, c, 3 * share) &&
           speakers_open(&s->speakers, j, 5 * share) &&
           table_init(&s->tokens, sizeof(struct token), sizeof(uint64_t), share, seed) &&
           table_init(&s->granted, sizeof *g, sizeof g->key, share, seed) &&
           table_init(&s->uses, sizeof *u, sizeof u->key, share, seed) &&
           table_init(&s->refusals, sizeof *r, sizeof r->key, share, seed);
}

static void close_state(void *state)
{
    struct token_misuse *s = state;
    accusations_close(&s->accusations);
    speakers_close(&s->speakers);
    table_free(&s->tokens);
    table_free(&s->granted);
    table_free(&s->uses);
    table_free(&s->refusals);
}

/* --- Saying it -------------------------------------------------------------------------------- */

struct accused *misuse_say(struct token_misuse *s, struct judge *j, const struct used *u,
                           const struct reason *reason, const char *title, const char *why)
{
    bool is_new;
    struct accused *a =
        accuse(&s->accusations, j, &u->sender, reason, u->m->packet->frame->time, &is_new);
    if (!a)
        return NULL;
    struct finding *f = a->said;
    accused_request(&s->accusations, a, u->m, u->sender.name);
    if (!is_new)
        return a;
    if (!f->title) {
        TEXT_ON(who, 64);
        TEXT_ON(filter, 100);
        const char *at = strstr(title, "%s");
        text_short(&who, j, &(struct party){.address = u->sender.address});
        finding_title(j, f, "%s%s", who.at, at ? at + 2 : "");
        text_addr(&filter, &u->sender.address);
        finding_filter(j, f, "http2 && %s == %s",
                       u->sender.address.family == 6 ? "ipv6.addr" : "ip.addr", filter.at);
    }
    finding_why(j, f, "%s", why);
    accused_prove(j, f, u->m, "bears the token");
    return a;
}

/* --- Whose it is ------------------------------------------------------------------------------ */

static bool asked_itself(struct token_misuse *s, const struct addr *a, uint32_t name)
{
    struct granted key = {.key = {.to = *a, .name = name}};
    return table_find(&s->granted, table_hash(&s->granted, &key.key), &key.key) != NULL;
}

/* Registered as another instance than that which the token names, or declared as another. */
static bool of_subject(struct token_misuse *s, struct judge *j, const struct used *u)
{
    const struct network *n = judge_network(j);
    const struct names *names = registry_names(judge_registry(j));
    const struct addr *src = &u->sender.address;
    const char *subject = names_text(names, u->subject);
    uint32_t own = speaker_own(&s->speakers, src);
    const struct declared *d = network_instance(n, subject);
    const struct declared *e = network_element(n, src);
    bool declared = d && d != e && network_has_place(n, d);
    bool other = own && own != u->subject && !(d && d == e);
    if (!declared && !other)
        return false;
    const struct reason reason = {MISUSE_SUBJECT, SEVERITY_MEDIUM, SEVERITY_HIGH, 85};
    TEXT_ON(here, 300);
    TEXT_ON(why, 600);
    text_party(&here, j, &(struct party){.address = *src});
    if (other)
        text_format(&why,
                    "The token was issued to instance %s; %s registered with the NRF as "
                    "instance %s.",
                    subject, here.at, names_text(names, own));
    else
        text_format(&why,
                    "The token was issued to instance %s, which is declared as %s; it is used "
                    "from %s.",
                    subject, d->name ? d->name : "another element", here.at);
    misuse_say(s, j, u, &reason, "%s uses an access token that was issued to another NF", why.at);
    return true;
}

static void of_place(struct token_misuse *s, struct judge *j, const struct used *u)
{
    const struct addr *src = &u->sender.address;
    const struct token *t = u->token;
    if (!t || !t->given.family || same_host(j, &t->given, src) ||
        speaker_owns(&s->speakers, src, u->subject))
        return;
    const struct reason reason = {MISUSE_ELSEWHERE, SEVERITY_MEDIUM, SEVERITY_HIGH, 65};
    TEXT_ON(here, 64);
    TEXT_ON(there, 300);
    TEXT_ON(why, 600);
    text_addr(&here, src);
    text_party(&there, j, &(struct party){.address = t->given});
    text_format(&why,
                "The NRF gave this token to %s; it is used from %s, which never asked for one "
                "under that name.",
                there.at, here.at);
    struct accused *a = misuse_say(
        s, j, u, &reason, "%s uses an access token that was given to another address", why.at);
    if (a)
        finding_proof(j, a->said, t->place, "the NRF gives the token to %s", there.at);
}

/* --- Messages --------------------------------------------------------------------------------- */

static struct token *token_of(struct token_misuse *s, const struct judge *j,
                              const struct message *m, const struct field *f)
{
    bool is_new;
    uint64_t hash = hash_two(judge_seed(j), f->number, 1);
    if (f->number <= 1)
        return NULL;
    struct token *t = table_take(&s->tokens, table_hash(&s->tokens, &hash), &hash, &is_new);
    if (is_new)
        t->seen = m->packet->frame->time;
    return t;
}

static void remember(struct token_misuse *s, const struct used *u, uint64_t api)
{
    bool is_new;
    struct place place = message_place(u->m);
    struct token_use key = {.key = {.frame = place.frame, .file = place.file}};
    struct token_use *use = table_take(&s->uses, table_hash(&s->uses, &key.key), &key.key, &is_new);
    use->api = api;
    use->subject = u->subject;
    use->name = u->sender.name;
}

/* Refused with one NF's token, it comes with another's. A token that was renewed is of the same. */
static void of_refusal(struct token_misuse *s, struct judge *j, const struct used *u, uint64_t api)
{
    struct refusal key = {.key = {.from = u->sender.address, .by = u->m->packet->dst}};
    const struct refusal *r =
        table_find(&s->refusals, table_hash(&s->refusals, &key.key), &key.key);
    const struct speaker *from = speaker_of(&s->speakers, &u->sender.address);
    if (!r || r->api != api || r->subject == u->subject || (from && from->own[1]))
        return;
    const struct names *names = registry_names(judge_registry(j));
    const struct reason reason = {MISUSE_SWITCHED, SEVERITY_MEDIUM, SEVERITY_HIGH, 75};
    TEXT_ON(why, 500);
    text_format(&why,
                "With the token of instance %s it was refused; it asks the same service again "
                "with the token of instance %s.",
                names_text(names, r->subject), names_text(names, u->subject));
    struct accused *a = misuse_say(
        s, j, u, &reason, "%s is refused, and comes with another NF's access token", why.at);
    if (a)
        finding_proof(j, a->said, r->place, "refused with the token of another instance");
}

static void on_use(struct token_misuse *s, struct judge *j, const struct message *m,
                   const struct says *says, uint32_t name)
{
    struct used u = {.m = m, .says = says, .sender = {m->packet->src, name, 0}};
    TEXT_ON(path, 512);
    u.token = token_of(s, j, m, says->token);
    u.subject = says_name(j, says->subject);
    if (says->resource)
        text_field(&path, says->resource);
    if (!api_of_path(path.at, u.api, sizeof u.api))
        u.api[0] = 0;
    misuse_of_claims(s, j, &u);
    const struct addr *src = &m->packet->src;
    /* Whoever passes requests on brings others' tokens; who asked for them itself may use them. */
    if (!u.subject || says->route || address_tells_nobody(src) || asked_itself(s, src, u.subject) ||
        speaker_relays(&s->speakers, j, src, name))
        return;
    uint64_t api = hash_bytes(1, u.api, strlen(u.api));
    if (!of_subject(s, j, &u))
        of_place(s, j, &u);
    of_refusal(s, j, &u, api);
    remember(s, &u, api);
}

static void on_request(struct token_misuse *s, struct judge *j, const struct message *m)
{
    struct says says;
    struct spoken *spoken;
    bool is_new;
    says_of(m, &says);
    uint32_t name = says_name(j, says.host);
    speakers_request(&s->speakers, j, m, &says, name, &spoken);
    if (m->op && m->op == s->ask) {
        struct granted key = {.key = {.to = m->packet->src, .name = name}};
        table_take(&s->granted, table_hash(&s->granted, &key.key), &key.key, &is_new);
    } else if (says.token) {
        on_use(s, j, m, &says, name);
    }
}

static void on_given(struct token_misuse *s, const struct judge *j, const struct message *m)
{
    const struct field *f = message_field(m, MEANING_TOKEN);
    struct token *t = f ? token_of(s, j, m, f) : NULL;
    /* On its way back through a relay it is given again: the last one has it. */
    if (!t)
        return;
    t->given = m->packet->dst;
    t->place = message_place(m);
}

static void on_answer(struct token_misuse *s, const struct message *m)
{
    bool is_new;
    struct token_use asked = {.key = {.frame = m->answers.frame, .file = m->answers.file}};
    struct token_use *use = table_find(&s->uses, table_hash(&s->uses, &asked.key), &asked.key);
    if (!use)
        return;
    const struct token_use done = *use;
    table_drop(&s->uses, use);
    if (m->cause != UNAUTHORIZED && m->cause != FORBIDDEN)
        return;
    struct refusal key = {.key = {.from = m->packet->dst, .by = m->packet->src}};
    struct refusal *r =
        table_take(&s->refusals, table_hash(&s->refusals, &key.key), &key.key, &is_new);
    r->api = done.api;
    r->subject = done.subject;
    r->place = message_place(m);
}

static void on_message(void *state, struct judge *j, const struct message *m)
{
    struct token_misuse *s = state;
    if (m->proto != PROTO_HTTP2 || addr_equal(&m->packet->src, &m->packet->dst))
        return;
    if (m->part == PART_REQUEST) {
        on_request(s, j, m);
        return;
    }
    speakers_answer(&s->speakers, m);
    if (m->op && m->op == s->answer)
        on_given(s, j, m);
    else if (m->answers.frame)
        on_answer(s, m);
}

static void on_access(void *state, struct judge *j, const struct access *a)
{
    struct token_misuse *s = state;
    accused_access(&s->accusations, j, a);
}

static void on_end(void *state, struct judge *j)
{
    const struct token_misuse *s = state;
    const struct check *c = &check_token_misuse;
    accusations_end(&s->accusations, j);
    speakers_end(&s->speakers, j, c);
    judge_gave_way(j, c, s->tokens.evicted, "to whom a token was given is forgotten");
    judge_gave_way(j, c, s->granted.evicted, "who asked for tokens is forgotten");
    judge_gave_way(j, c, s->uses.evicted, "which request was refused is forgotten");
    judge_gave_way(j, c, s->refusals.evicted, "who was refused before is forgotten");
}

/* --- Explained -------------------------------------------------------------------------------- */

static const struct threshold_row THRESHOLDS[] = {
    {"leeway", "5m",
     "how long after its end a token may still be seen: clocks differ by seconds, and requests "
     "and retries that are under way take minutes at most"},
    {0}};
static const char *const INNOCENT[] = {
    "the NF's parts share one token and stand behind different addresses (pods of one instance)",
    "a relay (SCP) that does not say so in Via uses the tokens of those it serves",
    "the NF was given a new instance identifier, and still has its old token",
    "the producer's clock, or that of the capture, is wrong (for tokens whose time is over)", NULL};
static const char *const REFERENCES[] = {
    "TS 33.501 13.4.1: authorisation of NF service access by access tokens",
    "TS 29.510 5.4.2.2, 6.3.5.2.4: who is given a token, and what it says",
    "TS 29.500 6.7.3: what a producer checks, and how it refuses",
    "RFC 7519 4.1: iss, sub, aud, exp",
    "RFC 6750 5.3: tokens are for whom they were issued to",
    NULL};
static const char *const TECHNIQUES[] = {"T1528", "T1550.001", "FGT1550.001", NULL};

const struct check check_token_misuse = {
    .slug = "token-misuse",
    .title = "An access token is used by another than its owner, or for something else",
    .meaning =
        "In a 5G core an NF shows a token with each request, which the NRF issued to it for some "
        "services of some producers and for some time (TS 33.501 13.4.1). Whoever has the bytes of "
        "a token can show it: a copy out of a log, a memory or a link works as well as the "
        "original, unless the producer holds it against who is there. So the witness does: it "
        "remembers a keyed hash of each token, never the token, to whom the NRF gave it, and what "
        "its claims say.\n"
        "\n"
        "Told is a token that was issued to another instance than the one that registered from "
        "this address, or that is declared there; one that was given to another address, used by "
        "somebody who never asked for one under that name; one whose scope does not open the "
        "service that is asked, or whose audience is another; one used five minutes (`leeway`, for "
        "clocks that differ and requests under way) after its end, where the capture saw it in "
        "time as well; and somebody who is refused with one instance's token and comes back with "
        "another's.\n"
        "\n"
        "A token that is refused as expired and then renewed is everyday. An SCP brings others' "
        "tokens: relays are known by declaration, by Via, or because the request came to them "
        "first. Who asked the NRF itself for a token of that name may use it from where he is, and "
        "so may each part of an NF that fetches its own. Where several functions registered from "
        "one address, as in a laboratory, tokens are only held against their claims.",
    .innocent_if = INNOCENT,
    .next = "Ask the owner of the address which NF runs there and how it came by the token. If "
            "nobody can say: have the NRF revoke the instance and issue new tokens, and look for "
            "where the token could be read (logs, debug ports, links without TLS). Have producers "
            "check the subject against the client's certificate.",
    .references = REFERENCES,
    .techniques = TECHNIQUES,
    .settled_by =
        "elements: nf_instances and addresses of the NF; thresholds: token-misuse (leeway)",
    .severities = "high: something was read or changed with it. medium: it was attempted, or a "
                  "token whose time is over was still taken. low: one whose time is over was "
                  "refused.",
    .thresholds = THRESHOLDS,
    .rank = 7, /* over identity-mismatch, which sees the same name at the wrong place */
    .share = 6,
    .state_size = sizeof(struct token_misuse),
    .open = open_state,
    .message = on_message,
    .access = on_access,
    .end = on_end,
    .close = close_state,
};
