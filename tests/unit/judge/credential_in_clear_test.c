#include "judge/finding.h"

#include "unit/unit.h"

enum { S6A = 16777251, BUDGET = 1 << 20 };

static const char HOME[] = "epc.mnc001.mcc001.3gppnetwork.org";
static const char ABROAD[] = "epc.mnc070.mcc999.3gppnetwork.org";

struct room {
    struct blind blind;
    struct registry *registry;
    struct judge *judge;
};

static void no_message(void *arg, const struct message *m)
{
    (void)arg;
    (void)m;
}

static void no_access(void *arg, const struct access *a)
{
    (void)arg;
    (void)a;
}

static int set_up(void **state)
{
    static struct room room;
    struct fault fault;
    assert_true(blind_init(&room.blind, BUDGET, 1));
    struct registry_settings registry = {.budget = BUDGET,
                                         .seed = 1,
                                         .blind = &room.blind,
                                         .message = no_message,
                                         .access = no_access};
    room.registry = registry_new(&registry);
    assert_non_null(room.registry);
    struct judge_settings judge = {
        .budget = BUDGET, .seed = 1, .registry = room.registry, .blind = &room.blind};
    room.judge = judge_new(&judge, &fault);
    assert_non_null(room.judge);
    *state = &room;
    return 0;
}

static int tear_down(void **state)
{
    struct room *room = *state;
    judge_free(room->judge);
    registry_free(room->registry);
    blind_free(&room->blind);
    return 0;
}

static uint32_t named(const struct room *room, const char *name)
{
    return *name ? names_of(registry_names(room->registry), name, strlen(name)) : 0;
}

static struct addr address(const char *text)
{
    struct addr a = {0};
    assert_true(addr_parse(text, &a));
    return a;
}

static void add_text(struct message *m, enum meaning meaning, const char *s)
{
    if (*s)
        field_bytes(m, meaning, FORM_TEXT, (struct span){(const uint8_t *)s, strlen(s)}, 0);
}

/* An exchange of S6a: what is asked, what the answer holds, who is who. */
struct said_exchange {
    enum meaning secret; /* MEANING_NONE: a refusal */
    const char *asker_realm, *holder_realm, *visited;
    uint32_t code;
    uint64_t frame;
    uint32_t person;
    bool request_unseen;
    bool one_host; /* both ends are its loopback */
};

static void happens(const struct room *room, const struct said_exchange *x)
{
    static struct message m;
    struct frame frame = {.number = x->frame, .file = 0, .time = x->frame * 1000};
    struct packet packet = {.frame = &frame,
                            .src = address(x->one_host ? "127.0.0.5" : "192.0.2.5"),
                            .dst = address(x->one_host ? "127.0.0.3" : "192.0.2.3")};
    m = (struct message){.packet = &packet,
                         .proto = PROTO_DIAMETER,
                         .part = PART_ANSWER,
                         .type = x->code,
                         .application = S6A,
                         .outcome = x->secret ? OUTCOME_SUCCESS : OUTCOME_REFUSED,
                         .person = x->person};
    m.op = spec_op(PROTO_DIAMETER, S6A, x->code, PART_ANSWER);
    m.name = m.op ? m.op->name : "unknown";
    if (!x->request_unseen)
        m.answers = (struct place){.frame = x->frame - 1};
    add_text(&m, MEANING_ORIGIN_HOST, "hss1.example");
    add_text(&m, MEANING_ORIGIN_REALM, x->holder_realm);
    struct field *f = x->secret ? field_add(&m, x->secret, FORM_PRESENT, 0) : NULL;
    if (f)
        f->number = 1;
    judge_message(room->judge, &m);
    if (x->request_unseen)
        return;
    struct access a = {.op = spec_op(PROTO_DIAMETER, S6A, x->code, PART_REQUEST),
                       .how = HOW_READ,
                       .categories = CATEGORY_CREDENTIAL,
                       .answered = true,
                       .outcome = (enum outcome)m.outcome,
                       .actor = {packet.dst, named(room, "mme9.example"), 0},
                       .custodian = {packet.src, named(room, "hss1.example"), 0},
                       .person = x->person,
                       .visited = named(room, x->visited),
                       .actor_realm = named(room, x->asker_realm),
                       .custodian_realm = named(room, x->holder_realm),
                       .request = m.answers,
                       .answer = {.frame = x->frame}};
    judge_access(room->judge, &a);
}

/* The one finding, or NULL; more than one fails. */
static const struct finding *found(const struct room *room)
{
    size_t count;
    judge_finish(room->judge);
    const struct finding *const *all = judge_findings(room->judge, &count);
    assert_in_range(count, 0, 1);
    return count ? all[0] : NULL;
}

static const struct said_exchange VECTORS = {.secret = MEANING_VECTOR,
                                             .asker_realm = HOME,
                                             .holder_realm = HOME,
                                             .visited = "00101",
                                             .code = 318,
                                             .frame = 2,
                                             .person = 7};

static void vectors_at_home_are_low(void **state)
{
    const struct room *room = *state;
    happens(room, &VECTORS);
    const struct finding *f = found(room);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_LOW);
    assert_int_equal(f->person_count, 1);
    assert_int_equal(f->proof_count, 2);
    assert_int_equal(f->proofs[0].place.frame, 2);
    assert_int_equal(f->proofs[1].place.frame, 1);
    assert_string_equal(judge_text(room->judge, f->filter),
                        "diameter.cmd.code == 318 && diameter.flags.request == 0 && "
                        "ip.addr == 192.0.2.5 && ip.addr == 192.0.2.3");
    assert_string_equal(judge_text(room->judge, f->title),
                        "Authentication vectors pass unprotected to mme9.example (192.0.2.3)");
    assert_true(f->why_count >= 2);
}

static void vectors_abroad_are_medium(void **state)
{
    const struct room *room = *state;
    struct said_exchange x = VECTORS;
    x.asker_realm = ABROAD;
    x.visited = "99970";
    happens(room, &x);
    const struct finding *f = found(room);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_MEDIUM);
    assert_string_equal(judge_text(room->judge, f->title),
                        "Authentication vectors pass unprotected to mme9.example (192.0.2.3)");
}

/* The names of the asker say nothing, the network it serves does. */
static void visited_network_decides_where_names_are_mute(void **state)
{
    const struct room *room = *state;
    struct said_exchange x = VECTORS;
    x.asker_realm = "example.org";
    x.visited = "999070";
    happens(room, &x);
    assert_int_equal(found(room)->severity, SEVERITY_MEDIUM);
}

/* The twin: nothing passed. */
static void refusal_is_no_finding(void **state)
{
    const struct room *room = *state;
    struct said_exchange x = VECTORS;
    x.secret = MEANING_NONE;
    x.asker_realm = ABROAD;
    happens(room, &x);
    assert_null(found(room));
}

/* Test networks: realms that name no network, a visited network of their own invention, two digits
 * where the name has three. */
static void laboratories_are_one_network(void **state)
{
    static const struct {
        const char *asker, *holder, *visited;
    } rows[] = {
        {"lab.example", "lab.example", "20893"},
        {"one.example", "two.example", ""},
        {"", "", "00101"},
        {HOME, "lab.example", "99970"},
        {HOME, "epc.mnc01.mcc001.3gppnetwork.org", "00101"},
        {HOME, HOME, "99970"},
        {"mnc.mcc", "mnc1.mcc22", "1"},
        {"epc.mnc001.mcc9999.org", HOME, "00101"},
    };
    const struct room *room = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct said_exchange x = VECTORS;
        x.asker_realm = rows[i].asker;
        x.holder_realm = rows[i].holder;
        x.visited = rows[i].visited;
        x.frame = 2 * i + 2;
        happens(room, &x);
    }
    const struct finding *f = found(room);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_LOW);
    assert_int_equal(f->count, sizeof rows / sizeof *rows);
}

static void long_term_key_is_high_anywhere(void **state)
{
    const struct room *room = *state;
    struct said_exchange x = VECTORS;
    x.secret = MEANING_KEY;
    happens(room, &x);
    const struct finding *f = found(room);
    assert_int_equal(f->severity, SEVERITY_HIGH);
    assert_string_equal(judge_text(room->judge, f->title),
                        "Long-term keys pass unprotected to mme9.example (192.0.2.3)");
}

/* Over the loopback of one host nothing passes a link. */
static void keys_within_a_host_are_low(void **state)
{
    const struct room *room = *state;
    struct said_exchange x = VECTORS;
    x.secret = MEANING_KEY;
    x.one_host = true;
    happens(room, &x);
    const struct finding *f = found(room);
    assert_int_equal(f->severity, SEVERITY_LOW);
    assert_non_null(strstr(judge_text(room->judge, f->whys[1]), "loopback"));
}

/* An operator who leaves its own links open is told of the others, and of keys. */
static void what_is_low_need_not_be_told(void **state)
{
    struct room *room = *state;
    struct fault fault;
    static const char TEXT[] = "version: 1\nelements: [{addresses: [192.0.2.0/24]}]\n"
                               "thresholds: {credential-in-clear: {tell-inside: 0}}\n";
    struct network *n = network_read_bytes("test", TEXT, sizeof TEXT - 1, &fault);
    struct judge_settings judge = {.budget = BUDGET,
                                   .seed = 1,
                                   .network = n,
                                   .registry = room->registry,
                                   .blind = &room->blind};
    struct said_exchange x = VECTORS;
    happens(room, &x);
    assert_string_equal(found(room)->threshold, "tell-inside");
    assert_int_equal(found(room)->enough, 0);
    assert_non_null(n);
    judge_free(room->judge);
    room->judge = judge_new(&judge, &fault);
    happens(room, &x);
    assert_null(found(room));
    x.asker_realm = ABROAD;
    x.visited = "99970";
    happens(room, &x);
    assert_int_equal(found(room)->severity, SEVERITY_MEDIUM);
    assert_null(found(room)->threshold);
    judge_free(room->judge);
    network_free(n);
    judge.network = NULL;
    room->judge = judge_new(&judge, &fault);
}

static void many_are_one_finding(void **state)
{
    const struct room *room = *state;
    for (uint32_t i = 1; i <= 50; i++) {
        struct said_exchange x = VECTORS;
        x.frame = i * 2;
        x.person = i % 25 + 1;
        happens(room, &x);
    }
    const struct finding *f = found(room);
    assert_int_equal(f->count, 50);
    assert_int_equal(f->proof_count, FINDING_PROOFS);
    assert_int_equal(f->why_count, 2);
}

/* An answer without its request is judged by what it says itself, also when it is the last one. */
static void answer_alone_is_enough(void **state)
{
    const struct room *room = *state;
    struct said_exchange x = VECTORS;
    x.request_unseen = true;
    happens(room, &x);
    const struct finding *f = found(room);
    assert_non_null(f);
    assert_int_equal(f->severity, SEVERITY_LOW);
    assert_int_equal(f->proof_count, 1);
}

/* The same answer seen once more makes no access, and no second finding under another name. */
static void copy_of_an_answer_counts_once(void **state)
{
    const struct room *room = *state;
    happens(room, &VECTORS);
    static struct message m;
    struct frame frame = {.number = 4, .time = 4000};
    struct packet packet = {
        .frame = &frame, .src = address("192.0.2.5"), .dst = address("192.0.2.3")};
    m = (struct message){.packet = &packet,
                         .proto = PROTO_DIAMETER,
                         .part = PART_ANSWER,
                         .type = 318,
                         .person = 7,
                         .answers = {.frame = 1}};
    struct field *f = field_add(&m, MEANING_VECTOR, FORM_PRESENT, 0);
    f->number = 1;
    judge_message(room->judge, &m);
    assert_int_equal(found(room)->count, 1);
}

/* A secret may be pushed: Forward Relocation hands keys to the new MME. */
static void keys_in_a_request(void **state)
{
    const struct room *room = *state;
    static struct message m;
    struct frame frame = {.number = 1, .time = 1000};
    struct packet packet = {
        .frame = &frame, .src = address("192.0.2.5"), .dst = address("2001:db8::3")};
    m = (struct message){
        .packet = &packet, .proto = PROTO_GTPV2, .part = PART_REQUEST, .type = 133, .person = 3};
    struct field *f = field_add(&m, MEANING_SESSION_KEY, FORM_PRESENT, 0);
    f->number = 1;
    judge_message(room->judge, &m);
    const struct finding *it = found(room);
    assert_non_null(it);
    assert_int_equal(it->severity, SEVERITY_LOW);
    assert_string_equal(judge_text(room->judge, it->filter),
                        "gtpv2.message_type == 133 && ip.addr == 192.0.2.5 && "
                        "ipv6.addr == 2001:db8::3");
}

static void explains_itself(void **state)
{
    (void)state;
    const struct check *c = &check_credential_in_clear;
    assert_string_equal(c->slug, "credential-in-clear");
    assert_true(strlen(c->title) < 80);
    assert_non_null(strstr(c->meaning, "\n\n"));
    assert_true(c->innocent_if[0] && c->references[0] && c->techniques[0]);
    assert_true(c->next && c->settled_by && c->severities);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(vectors_at_home_are_low, set_up, tear_down),
        cmocka_unit_test_setup_teardown(vectors_abroad_are_medium, set_up, tear_down),
        cmocka_unit_test_setup_teardown(visited_network_decides_where_names_are_mute, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(refusal_is_no_finding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(laboratories_are_one_network, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_term_key_is_high_anywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_within_a_host_are_low, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_low_need_not_be_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_are_one_finding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(answer_alone_is_enough, set_up, tear_down),
        cmocka_unit_test_setup_teardown(copy_of_an_answer_counts_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_in_a_request, set_up, tear_down),
        cmocka_unit_test(explains_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
