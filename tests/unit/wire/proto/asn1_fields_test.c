#include "tcap_kit.h"

static uint8_t bytes[TCAP_KIT_BYTES];
static char text[400];
static char blind[128];
static struct message m;

static void note(void *arg, const struct packet *p, enum blind_reason reason, uint64_t size,
                 const char *detail)
{
    (void)arg;
    (void)p;
    assert_int_equal(reason, BLIND_NOT_READ);
    struct text t = text_in(blind, sizeof blind);
    text_format(&t, "%s, %u bytes", detail, (unsigned)size);
}

static const char *read(enum proto proto, uint32_t space, uint32_t version, const char *hex)
{
    static const struct frame frame;
    static const struct packet packet = {.frame = &frame};
    struct sink sink = {.blind = note};
    struct ber_join join = {.used = 0};
    struct text t = text_in(text, sizeof text);
    m = (struct message){.packet = &packet, .proto = (uint8_t)proto, .application = version};
    blind[0] = 0;
    asn1_fields(&m, &sink, space, cursor_of(bytes, hex_bytes(bytes, sizeof bytes, hex)), &join);
    tcap_kit_fields(&t, &m);
    return text;
}

static void paths_through_groups(void **state)
{
    (void)state;
    assert_string_equal(read(PROTO_GSM_MAP, 7100, 3, ATI_ARG),
                        "subscriber.msisdn=999010000001 ask.location=true ask.state=true "
                        "origin.address=9990100047");
    assert_string_equal(read(PROTO_GSM_MAP, 7101, 3, ATI_RES),
                        "location.data=true location.node=9990100007 location.cell=00f11000210110 "
                        "location.plmn=00101");
}

/* The n-th string on a level is told from the first. */
static void strings_by_their_order(void **state)
{
    (void)state;
    assert_string_equal(
        read(PROTO_GSM_MAP, 200, 3,
             "3022040800010100000000f1810691990901008004069199090100700406919909010060"),
        "subscriber.imsi=001010000000001 location.node=9990100008 location.node=9990100007");
}

static void bare_values(void **state)
{
    (void)state;
    assert_string_equal(read(PROTO_GSM_MAP, 300, 2, "040800010100000000f1"),
                        "subscriber.imsi=001010000000001");
    assert_string_equal(read(PROTO_GSM_MAP, 5800, 2, "04079199090100001000"),
                        "subscriber.msisdn=999010000001");
}

/* Each set of authentication data counts, in all versions, and none is shown. */
static void vectors_are_counted(void **state)
{
    (void)state;
    read(PROTO_GSM_MAP, 5601, 2, SAI_V2_RES);
    assert_int_equal(m.field_count, 5);
    assert_int_equal(m.fields[4].meaning, MEANING_VECTOR);
    assert_null(m.fields[4].at);
    read(PROTO_GSM_MAP, 5601, 3, SAI_V3_RES);
    assert_int_equal(m.field_count, 2);
}

/* Version 3 numbers what version 2 does not; its tag may be left out. */
static void versions_of_a_result(void **state)
{
    (void)state;
    static const char newer[] = "subscriber.imsi=001010000000001 location.data=true "
                                "location.node=9990100008";
    assert_string_equal(read(PROTO_GSM_MAP, 2201, 2, SRI_V2_RES),
                        "subscriber.imsi=001010000000001 location.data=true");
    assert_string_equal(read(PROTO_GSM_MAP, 2201, 0, SRI_V3_RES), newer);
    char untagged[] = SRI_V3_RES;
    memcpy(untagged, "30", 2);
    assert_string_equal(read(PROTO_GSM_MAP, 2201, 3, untagged), newer);
}

static void private_extensions_are_named(void **state)
{
    (void)state;
    read(PROTO_GSM_MAP, 200, 3, PRIVATE);
    assert_string_equal(blind, "private extension 1.2.826.0.1249.58.1.0, 16 bytes");
}

static void values_in_pieces_are_put_together_and_noted(void **state)
{
    (void)state;
    assert_string_equal(read(PROTO_GSM_MAP, 5600, 3, SEGMENTED), "subscriber.imsi=001010000000001");
    assert_int_equal(m.odd, ODD_SEGMENTED_VALUE);
}

static void long_tags_of_cap(void **state)
{
    (void)state;
    assert_string_equal(read(PROTO_CAMEL, 0, 0, DP_ARG),
                        "call.called=99902000001 call.calling=999010000001 "
                        "subscriber.imsi=001010000000001 location.data=true "
                        "location.cell=00f11000210110 location.plmn=00101 "
                        "origin.address=9990100008");
}

static void what_has_no_row_is_stepped_over(void **state)
{
    (void)state;
    assert_string_equal(read(PROTO_GSM_MAP, 20000, 3, ATI_ARG), "");
    assert_string_equal(read(PROTO_GSM_MAP, 7100, 3, ""), "");
    assert_string_equal(read(PROTO_GSM_MAP, 7100, 3, "3004df2a0101"), "");
    assert_int_equal(m.lack, LACK_NONE);
}

static void groups_in_groups_end(void **state)
{
    (void)state;
    char deep[601];
    for (unsigned i = 0; i < 100; i++)
        memcpy(deep + i * 4, "3080", 4);
    deep[400] = 0;
    read(PROTO_GSM_MAP, 7101, 3, deep);
    assert_int_equal(m.field_count, 0);
    assert_int_not_equal(m.lack, LACK_NONE);
}

static void cut_at_every_length(void **state)
{
    (void)state;
    char hex[] = DP_ARG;
    for (size_t n = sizeof hex - 3; n >= 4; n -= 2) {
        hex[n] = 0;
        read(PROTO_CAMEL, 0, 0, hex);
        assert_int_not_equal(m.lack, LACK_NONE);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_through_groups),
        cmocka_unit_test(strings_by_their_order),
        cmocka_unit_test(bare_values),
        cmocka_unit_test(vectors_are_counted),
        cmocka_unit_test(versions_of_a_result),
        cmocka_unit_test(private_extensions_are_named),
        cmocka_unit_test(values_in_pieces_are_put_together_and_noted),
        cmocka_unit_test(long_tags_of_cap),
        cmocka_unit_test(what_has_no_row_is_stepped_over),
        cmocka_unit_test(groups_in_groups_end),
        cmocka_unit_test(cut_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
