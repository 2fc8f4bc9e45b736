#include "unit/case/stage.h"

static void keep(void *arg, const struct postern_message *m)
{
    struct stage *s = arg;
    s->len = 0;
    s->told++;
    stage_keep(s, "file", m->file);
    stage_keep_number(s, "frame", m->frame);
    stage_keep(s, "src", m->src);
    stage_keep(s, "dst", m->dst);
    stage_keep(s, "name", m->name);
    stage_keep_number(s, "request", (uint64_t)m->request + 1);
    stage_keep_number(s, "answers", m->answers);
    stage_keep(s, "outcome", m->outcome);
    stage_keep(s, "cause", m->cause_name);
    stage_keep_texts(s, "tunnel", m->tunnel);
    stage_keep_texts(s, "origin", m->origin);
    stage_keep_texts(s, "destination", m->destination);
    stage_keep_texts(s, "subscriber", m->subscribers);
    stage_keep_texts(s, "bound", m->bound);
    stage_keep_texts(s, "odd", m->odd);
    for (size_t i = 0; i < m->field_count; i++) {
        const struct postern_field *f = &m->fields[i];
        if (f->sort == POSTERN_NUMBER)
            stage_keep_number(s, f->meaning, f->number);
        else
            stage_keep(s, f->meaning, f->sort == POSTERN_TRUE ? "true" : f->text);
    }
}

static struct stage *begin(bool reveal)
{
    struct stage *s = stage_new(true, reveal, false);
    s->sink.message = keep;
    return s;
}

static void an_exchange_is_told(void **state)
{
    (void)state;
    struct stage *s = begin(false);
    stage_vectors(s, "001010000000001", 2001);
    assert_int_equal(s->told, 2);
    assert_kept(s, "file=core.pcap");
    assert_kept(s, "frame=2");
    assert_kept(s, "src=192.0.2.2:3868");
    assert_kept(s, "dst=192.0.2.1:3868");
    assert_kept(s, "request=1");
    assert_kept(s, "answers=1");
    assert_kept(s, "outcome=success");
    assert_kept(s, "cause=DIAMETER_SUCCESS");
    assert_kept(s, "bound=imsi:00101-j2tyrljk46");
    assert_not_kept(s, "subscriber=");
    stage_free(s);
}

static void a_request_has_no_outcome(void **state)
{
    (void)state;
    struct stage *s = begin(false);
    struct message *m = stage_begin(s, PROTO_DIAMETER, STAGE_S6A, STAGE_AIR, PART_REQUEST, 1, 2);
    m->outcome = OUTCOME_SUCCESS;
    m->answers.frame = 7;
    tell_message(s->p.teller, m);
    assert_kept(s, "request=2");
    assert_kept(s, "outcome=(none)");
    assert_kept(s, "answers=0");
    m->part = PART_NEITHER;
    tell_message(s->p.teller, m);
    assert_kept(s, "request=0");
    stage_free(s);
}

static void identities_are_pseudonyms_and_secrets_are_only_there(void **state)
{
    (void)state;
    struct stage *s = begin(false);
    stage_begin(s, PROTO_DIAMETER, STAGE_S6A, STAGE_AIR, PART_REQUEST, 1, 2);
    stage_text(s, MEANING_SESSION_ID, "mme;1;2;001010000000001");
    stage_text(s, MEANING_IMSI, "001010000000001");
    stage_field(s, MEANING_MSISDN, FORM_TBCD, "\x99\x09\x00\x00\x00\x10", 6);
    stage_text(s, MEANING_IMSI, "001010000000001");
    stage_text(s, MEANING_KEY, "secret");
    tell_message(s->p.teller, &s->m);
    assert_kept(s, "subscriber.imsi=imsi:00101-j2tyrljk46");
    assert_kept(s, "subscriber.msisdn=msisdn:999-wgntftnqlr");
    assert_kept(s, "session.id=mme;1;2;imsi:00101-j2tyrljk46");
    assert_kept(s, "credential.key=true");
    assert_not_kept(s, "secret");
    assert_not_kept(s, "0000000001");
    assert_null(strstr(strstr(s->kept, "subscriber=imsi") + 1, "subscriber=imsi"));
    stage_free(s);
}

static void revealed_identities_are_plain_but_secrets_are_not(void **state)
{
    (void)state;
    struct stage *s = begin(true);
    stage_begin(s, PROTO_DIAMETER, STAGE_S6A, STAGE_AIR, PART_REQUEST, 1, 2);
    stage_text(s, MEANING_IMSI, "001010000000001");
    stage_text(s, MEANING_PASSWORD, "secret");
    tell_message(s->p.teller, &s->m);
    assert_kept(s, "subscriber=imsi:001010000000001");
    assert_kept(s, "subscriber.imsi=imsi:001010000000001");
    assert_kept(s, "credential.password=true");
    assert_not_kept(s, "secret");
    stage_free(s);
}

static void fields_of_one_meaning_stand_together(void **state)
{
    (void)state;
    struct stage *s = begin(false);
    stage_begin(s, PROTO_PFCP, 0, 50, PART_REQUEST, 1, 2);
    field_number(&s->m, MEANING_PDR, 1, 1);
    field_number(&s->m, MEANING_FAR, 10, 2);
    field_number(&s->m, MEANING_PDR, 2, 3);
    tell_message(s->p.teller, &s->m);
    assert_non_null(strstr(s->kept, "rule.pdr=1\nrule.pdr=2\nrule.far=10\n"));
    stage_free(s);
}

static void names_of_sender_and_receiver_are_listed(void **state)
{
    (void)state;
    struct stage *s = begin(false);
    stage_begin(s, PROTO_DIAMETER, STAGE_S6A, STAGE_AIR, PART_REQUEST, 1, 2);
    stage_text(s, MEANING_ORIGIN_HOST, "mme.example.org");
    stage_text(s, MEANING_ORIGIN_REALM, "example.org");
    stage_text(s, MEANING_DESTINATION_REALM, "other.example.org");
    stage_text(s, MEANING_ROUTE, "relay.example.org");
    tell_message(s->p.teller, &s->m);
    assert_kept(s, "origin=mme.example.org");
    assert_kept(s, "origin=example.org");
    assert_kept(s, "destination=other.example.org");
    assert_not_kept(s, "origin=relay");
    stage_free(s);
}

static void without_ip_there_are_no_ends(void **state)
{
    (void)state;
    struct stage *s = begin(false);
    stage_begin(s, PROTO_PFCP, 0, 50, PART_REQUEST, 1, 2);
    s->packet.src = s->packet.dst = (struct addr){0};
    tell_message(s->p.teller, &s->m);
    assert_kept(s, "src=(none)");
    assert_kept(s, "dst=(none)");
    stage_free(s);
}

static void tunnels_and_oddities_are_told(void **state)
{
    (void)state;
    struct stage *s = begin(false);
    stage_begin(s, PROTO_PFCP, 0, 50, PART_REQUEST, 1, 2);
    s->packet.depth = 2;
    s->packet.tunnels[0] =
        (struct tunnel){.kind = TUNNEL_GRE, .src = stage_host(8), .dst = stage_host(9)};
    s->packet.tunnels[1] = (struct tunnel){.kind = TUNNEL_GTPU, .id = 1};
    s->m.odd = ODD_TRAILING_BYTES | ODD_RETRANSMITTED;
    tell_message(s->p.teller, &s->m);
    assert_kept(s, "tunnel=gre 192.0.2.8>192.0.2.9");
    assert_kept(s, "tunnel=gtp-u 0x00000001");
    assert_kept(s, "odd=trailing-bytes");
    assert_kept(s, "odd=retransmitted");
    stage_free(s);
}

static void count(void *arg, const struct postern_message *m)
{
    struct stage *s = arg;
    s->told++;
    assert_in_range(m->field_count, 1, MESSAGE_FIELDS);
}

/* Every field is used, and none of their texts is longer than the line. */
static void a_full_message_is_told(void **state)
{
    (void)state;
    struct stage *s = begin(false);
    static uint8_t large[4000];
    stage_begin(s, PROTO_PFCP, 0, 50, PART_REQUEST, 1, 2);
    for (unsigned i = 0; i < MESSAGE_FIELDS + 5; i++)
        field_bytes(&s->m, MEANING_APN, FORM_OCTETS, (struct span){large, 400}, 0);
    s->sink.message = count;
    tell_message(s->p.teller, &s->m);
    for (unsigned i = 0; i < MESSAGE_FIELDS; i++)
        s->m.fields[i].len = sizeof large;
    tell_message(s->p.teller, &s->m);
    assert_int_equal(s->told, 2);
    s->sink.message = NULL;
    tell_message(s->p.teller, &s->m);
    assert_int_equal(s->told, 2);
    stage_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_exchange_is_told),
        cmocka_unit_test(a_request_has_no_outcome),
        cmocka_unit_test(identities_are_pseudonyms_and_secrets_are_only_there),
        cmocka_unit_test(revealed_identities_are_plain_but_secrets_are_not),
        cmocka_unit_test(fields_of_one_meaning_stand_together),
        cmocka_unit_test(names_of_sender_and_receiver_are_listed),
        cmocka_unit_test(without_ip_there_are_no_ends),
        cmocka_unit_test(tunnels_and_oddities_are_told),
        cmocka_unit_test(a_full_message_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
