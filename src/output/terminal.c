/* What a person is shown: answers first, then findings, who reached what, elements, blind spots. */
#include "output/terminal.h"

#include <stdio.h>
#include <stdlib.h>

static const struct columns ACCESSES = {.count = 9,
                                        .heads = {"actor", "role", "custodian", "role", "operation",
                                                  "data", "times", "people", "refused"},
                                        .right = {[6] = true, [7] = true, [8] = true}};
static const struct columns ELEMENTS = {.count = 5};
static const struct columns BLIND = {.count = 5, .right = {[3] = true, [4] = true}};

enum { SENTENCE = 400 };

/* --- Rows -------------------------------------------------------------------------------------*/

/* "hss1" of "hss1.epc.mnc001.mcc001.3gppnetwork.org": the network is the same for most. */
static void host_name(char *ret, size_t size, const char *name)
{
    static const char *const networks[] = {".epc.mnc", ".5gc.mnc", ".ims.mnc", ".mnc"};
    size_t len = strlen(name);
    for (size_t i = 0; i < sizeof networks / sizeof *networks; i++) {
        const char *at = strstr(name, networks[i]);
        if (at && at > name && (size_t)(at - name) < len)
            len = (size_t)(at - name);
    }
    snprintf(ret, size, "%.*s", (int)len, name);
}

/* Declared names are the operator's own. An address tells a person more than a long host name, but
 * behind a relay, whose address it is, the name is that of who really asks. */
static void party_name(char *ret, size_t size, const struct postern_party *p)
{
    if (p->declared)
        snprintf(ret, size, "%s", p->declared);
    else if (p->name)
        host_name(ret, size, p->name);
    else
        snprintf(ret, size, "%s", p->address ? p->address : "?");
}

static void joined(char *ret, size_t size, struct postern_texts texts, const char *between)
{
    size_t len = 0;
    ret[0] = 0;
    for (size_t i = 0; i < texts.count && len < size; i++)
        len += (size_t)snprintf(ret + len, size - len, "%s%s", i ? between : "", texts.at[i]);
}

/* "Session Modification" of "PFCP Session Modification Request": that somebody asked is plain. */
static void short_name(char *ret, size_t size, const char *operation)
{
    static const char request[] = "Request";
    size_t len = strlen(operation);
    if (strncmp(operation, "PFCP ", 5) == 0) {
        operation += 5;
        len -= 5;
    }
    if (len > sizeof request && strcmp(operation + len - sizeof request + 1, request) == 0)
        len -= sizeof request;
    snprintf(ret, size, "%.*s", (int)len, operation);
}

static void access(void *arg, const struct postern_access *a)
{
    struct terminal *t = arg;
    char data[128];
    char operation[100];
    char actor[100];
    char custodian[100];
    char figures[3][24];
    bool one = a->count == 0;
    uint64_t sums[] = {one ? 1 : a->count, one ? a->subscriber != NULL : a->subscribers,
                       one ? a->outcome && strcmp(a->outcome, "refused") == 0 : a->refused};
    for (int i = 0; i < 3; i++)
        snprintf(figures[i], sizeof figures[i], "%llu", (unsigned long long)sums[i]);
    joined(data, sizeof data, a->categories, ", ");
    party_name(actor, sizeof actor, &a->actor);
    party_name(custodian, sizeof custodian, &a->custodian);
    short_name(operation, sizeof operation, a->operation);
    const char *cells[] = {actor,      a->actor.role ? a->actor.role : "?",
                           custodian,  a->custodian.role ? a->custodian.role : "?",
                           operation,  data,
                           figures[0], figures[1],
                           figures[2]};
    columns_add(&t->accesses, sums[1] * 1000 + sums[0], cells);
}

static const char *sureness(unsigned confidence)
{
    return confidence >= 90 ? "sure" : confidence >= 60 ? "likely" : "perhaps";
}

/* "sends Update-Location": the clause is for --json. */
static void known_by(char *ret, size_t size, const struct postern_element *e)
{
    const char *why = e->role_count ? e->roles[0].why : NULL;
    const char *clause = why ? strstr(why, " (") : NULL;
    char plain[160];
    ret[0] = 0;
    if (why) {
        snprintf(plain, sizeof plain, "%.*s", clause ? (int)(clause - why) : (int)strlen(why), why);
        short_name(ret, size, plain);
    } else if (e->only_with) {
        snprintf(ret, size, "speaks only to %s", e->only_with);
    }
}

static void element(void *arg, const struct postern_element *e)
{
    struct terminal *t = arg;
    char names[300];
    char address[80];
    char why[200];
    const struct postern_role *role = e->role_count ? e->roles : NULL;
    joined(names, sizeof names, e->names, " ");
    known_by(why, sizeof why, e);
    if (e->addresses.count)
        snprintf(address, sizeof address, "%s +%zu", e->address, e->addresses.count);
    else
        snprintf(address, sizeof address, "%s", e->address);
    const char *cells[] = {address, role ? role->role : "?", role ? sureness(role->confidence) : "",
                           e->declared ? e->declared : names, why};
    columns_add(&t->elements, e->messages + 1, cells);
}

static void blindspot(void *arg, const struct postern_blindspot *b)
{
    struct terminal *t = arg;
    char frames[48];
    char bytes[24] = "";
    amount_count(frames, b->frames, "frame");
    if (b->bytes)
        amount_bytes(bytes, b->bytes);
    const char *cells[] = {b->reason, b->where, b->detail, b->frames ? frames : "", bytes};
    columns_add(&t->blind, b->bytes + b->frames, cells);
}

static void finding(void *arg, const struct postern_finding *f)
{
    struct terminal *t = arg;
    if (++t->findings <= TERMINAL_FINDINGS)
        terminal_finding(t, f);
}

/* --- A line a message -------------------------------------------------------------------------*/

/* pc:2-1-5/gt:9990100001: no port stands behind it. */
static bool is_ss7(const char *endpoint)
{
    return strncmp(endpoint, "pc:", 3) == 0 || strncmp(endpoint, "gt:", 3) == 0;
}

/* The address alone: which port it is, the protocol says. */
static void put_host(struct page *p, const char *endpoint)
{
    const char *port = endpoint && !is_ss7(endpoint) ? strrchr(endpoint, ':') : NULL;
    if (!endpoint)
        page_put(p, "?", STYLE_PLAIN);
    else if (endpoint[0] == '[' && port)
        page_put_n(p, endpoint + 1, (size_t)(port - endpoint) - 2, STYLE_PLAIN);
    else
        page_put_n(p, endpoint, port ? (size_t)(port - endpoint) : strlen(endpoint), STYLE_PLAIN);
}

static void put_outcome(struct page *p, const struct postern_message *m)
{
    bool refused = m->outcome && strcmp(m->outcome, "refused") == 0;
    if (m->outcome) {
        page_put(p, " ", STYLE_PLAIN);
        page_put(p, m->outcome, refused ? STYLE_NOTE : STYLE_GOOD);
    }
    if (refused && m->cause_name) {
        page_put(p, ": ", STYLE_PLAIN);
        page_put(p, m->cause_name, STYLE_PLAIN);
    }
}

static void put_who(struct page *p, struct postern_texts identities)
{
    for (size_t i = 0; i < identities.count; i++) {
        page_put(p, " ", STYLE_PLAIN);
        page_put(p, identities.at[i], STYLE_STRONG);
    }
}

static void message(void *arg, const struct postern_message *m)
{
    struct terminal *t = arg;
    struct page *p = &t->page;
    char time[TIME_SIZE];
    time_text(time, m->time);
    p->len = 0;
    if (memcmp(time, t->date, 10) != 0) {
        memcpy(t->date, time, 10);
        page_put(p, t->date, STYLE_DIM);
        page_end(p);
    }
    page_format(p, "%7llu ", (unsigned long long)m->frame);
    page_put_n(p, time + 11, 15, STYLE_DIM);
    page_put(p, " ", STYLE_PLAIN);
    put_host(p, m->src);
    page_put(p, " > ", STYLE_PLAIN);
    put_host(p, m->dst);
    page_put(p, " ", STYLE_PLAIN);
    page_put(p, m->proto, STYLE_DIM);
    page_put(p, " ", STYLE_PLAIN);
    page_put(p, m->name, STYLE_PLAIN);
    put_who(p, m->subscribers.count ? m->subscribers : m->bound);
    put_outcome(p, m);
    page_end(p);
    page_write(p, t->w);
    if (t->w->lines)
        writer_flush(t->w);
}

/* --- The whole --------------------------------------------------------------------------------*/

/* Adds to a sentence what still fits into it. */
static void say(char sentence[SENTENCE], const char *before, const char *what)
{
    size_t len = strlen(sentence);
    snprintf(sentence + len, SENTENCE - len, "%s%s", before, what);
}

static void say_count(char sentence[SENTENCE], const char *before, uint64_t count,
                      const char *thing)
{
    char what[48];
    amount_count(what, count, thing);
    say(sentence, before, what);
}

static void say_severities(char sentence[SENTENCE], const struct postern_summary *s)
{
    const char *mark = ": ";
    for (size_t i = 0; i < sizeof s->findings / sizeof *s->findings; i++) {
        char what[48];
        if (s->findings[i].count == 0)
            continue;
        snprintf(what, sizeof what, "%llu %s", (unsigned long long)s->findings[i].count,
                 s->findings[i].name);
        say(sentence, mark, what);
        mark = ", ";
    }
}

static void answer(struct terminal *t, struct page *p, const struct postern_summary *s)
{
    char sentence[SENTENCE] = "";
    char found[48];
    char time[32];
    amount_count(found, t->findings, "finding");
    page_put(p, t->findings ? found : "No findings", t->findings ? STYLE_BAD : STYLE_GOOD);
    say_count(sentence, " in ", s->frames, "frame");
    if (s->files > 1)
        say_count(sentence, " of ", s->files, "file");
    if (s->frames) {
        amount_time(time, s->last - s->first);
        say(sentence, ", ", time);
    }
    say_count(sentence, ", ", t->elements.all, "element");
    say_count(sentence, ", ", s->subscribers, "subscriber");
    say_severities(sentence, s);
    page_wrap(p, 2, sentence, STYLE_PLAIN);
}

static void told(struct page *p, const struct postern_summary *s)
{
    char sentence[SENTENCE] = "";
    char what[48];
    uint64_t all = 0;
    for (size_t i = 0; i < s->message_kinds; i++)
        all += s->messages[i].count;
    amount_count(what, all, "message");
    page_put(p, what, STYLE_STRONG);
    say_count(sentence, " in ", s->frames, "frame");
    for (size_t i = 0; i < s->message_kinds; i++) {
        snprintf(what, sizeof what, "%llu %s", (unsigned long long)s->messages[i].count,
                 s->messages[i].name);
        say(sentence, i ? ", " : ": ", what);
    }
    page_wrap(p, 2, sentence, STYLE_PLAIN);
}

static void section(struct page *p, const char *title, const struct columns *c)
{
    if (c->all == 0)
        return;
    page_end(p);
    page_put(p, title, STYLE_STRONG);
    page_end(p);
    columns_print(c, p);
}

static void summary(void *arg, const struct postern_summary *s)
{
    struct terminal *t = arg;
    struct page p = {.color = t->look.color, .width = t->look.width};
    if (s->judged) {
        answer(t, &p, s);
        page_write(&p, t->w);
        page_write(&t->page, t->w);
        p.len = 0;
        if (t->findings > TERMINAL_FINDINGS) {
            page_end(&p);
            page_more(&p, 0, t->findings - TERMINAL_FINDINGS, "findings (--json shows all)");
        }
        section(&p, "WHO REACHED WHAT", &t->accesses);
        section(&p, "ELEMENTS", &t->elements);
    } else {
        told(&p, s);
    }
    section(&p, "NOT SEEN", &t->blind);
    page_write(&p, t->w);
    page_free(&p);
}

struct terminal *output_terminal_new(struct writer *w, const struct output_look *look)
{
    struct terminal *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->w = w;
    t->look = *look;
    t->page = (struct page){.color = look->color, .width = look->width};
    t->accesses = ACCESSES;
    t->elements = ELEMENTS;
    t->blind = BLIND;
    return t;
}

struct postern_sink output_terminal(struct terminal *t)
{
    return (struct postern_sink){.arg = t,
                                 .message = message,
                                 .element = element,
                                 .access = access,
                                 .finding = finding,
                                 .blindspot = blindspot,
                                 .summary = summary};
}

void output_terminal_free(struct terminal *t)
{
    if (!t)
        return;
    page_free(&t->page);
    columns_free(&t->accesses);
    columns_free(&t->elements);
    columns_free(&t->blind);
    free(t);
}
