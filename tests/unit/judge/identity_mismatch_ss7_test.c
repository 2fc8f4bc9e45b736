#include "judge/identity_mismatch.h"

#include "unit/judge/claims_kit.h"

static const char YAML[] =
    "version: 1\n"
    "home: {global_titles: [\"99901\"]}\n"
    "elements:\n"
    "  - {name: msc1, role: MSC, addresses: [192.0.2.21], global_titles: [\"9990100021\"]}\n"
    "  - {name: hlr1, role: HLR, addresses: [192.0.2.11], global_titles: [\"9990100011\"]}\n"
    "  - {name: stp1, role: STP, addresses: [192.0.2.30]}\n"
    "partners:\n"
    "  - {name: Roam Co, global_titles: [\"99970\"], addresses: [203.0.113.0/24]}\n"
    "  - {name: Isle, global_titles: [\"99902\"]}\n";

static void put_number(struct kit *k, enum meaning meaning, const char *digits)
{
    uint8_t bytes[16] = {0x91};
    size_t n = strlen(digits);
    for (size_t i = 0; i < n; i += 2)
        bytes[1 + i / 2] =
            (uint8_t)((i + 1 < n ? digits[i + 1] - '0' : 15) << 4 | (digits[i] - '0'));
    field_bytes(&k->m, meaning, FORM_E164, kit_keep(k, bytes, 1 + (n + 1) / 2), 0);
}

/* An operation from a title over the link of an address, with a number of the sender inside. */
static enum severity of(const char *yaml, const char *operation, const char *title,
                        const char *link, enum meaning meaning, const char *inside)
{
    struct kit *k = kit_open(yaml);
    kit_begin(k, PROTO_GSM_MAP, operation, PART_REQUEST, title, "gt:9990100011");
    struct addr peer = kit_address(link);
    k->flow = (struct flow){.key = {.a = peer, .b = kit_address("192.0.2.11"), .transport = 132}};
    k->packet.flow = &k->flow;
    k->packet.odd = PACKET_READDRESSED;
    k->m.pairing = PAIR_ANYWHERE;
    put_number(k, meaning, inside);
    kit_put(k, MEANING_IMSI, "001010000000001");
    kit_send(k);
    const struct finding *f = kit_found(k, "identity-mismatch");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    kit_close(k);
    return severity;
}

static enum severity registers(const char *yaml, const char *title, const char *link,
                               const char *inside)
{
    return of(yaml, "updateLocation", title, link, MEANING_SERVING_NODE, inside);
}

static void a_title_of_ours_from_another_link(void **state)
{
    (void)state;
    const char *ours = "gt:9990100021";
    assert_int_equal(registers(YAML, ours, "203.0.113.9", "9990100021"), SEVERITY_MEDIUM);
    assert_int_equal(registers(YAML, ours, "192.0.2.11", "9990100021"), SEVERITY_MEDIUM);
    assert_int_equal(registers(YAML, ours, "192.0.2.21", "9990100021"), SEVERITY_NONE);
    assert_int_equal(registers(YAML, ours, "192.0.2.30", "9990100021"), SEVERITY_NONE); /* STP */
    assert_int_equal(registers(YAML, ours, "198.51.100.9", "9990100021"), SEVERITY_NONE);
    assert_int_equal(registers(NULL, ours, "203.0.113.9", "9990100021"), SEVERITY_NONE);
}

static void a_number_inside_of_another_network(void **state)
{
    (void)state;
    const char *link = "192.0.2.30";
    assert_int_equal(registers(YAML, "gt:9995500147", link, "9990100021"), SEVERITY_MEDIUM);
    assert_int_equal(registers(YAML, "gt:9997000021", link, "9990200021"), SEVERITY_MEDIUM);
    assert_int_equal(registers(YAML, "gt:9997000021", link, "9995500147"), SEVERITY_MEDIUM);
    assert_int_equal(registers(YAML, "gt:9997000021", link, "9997000022"), SEVERITY_NONE);
    assert_int_equal(registers(YAML, "gt:9990100021", link, "9990100022"), SEVERITY_NONE);
    /* Two networks of which the declaration knows nothing are not told apart. */
    assert_int_equal(registers(YAML, "gt:8885500147", link, "7775500147"), SEVERITY_NONE);
    assert_int_equal(registers(NULL, "gt:9995500147", link, "9990100021"), SEVERITY_NONE);
}

/* provideRoamingNumber names the register that is asked, and the switch that the call is at. */
static void other_operations_name_others(void **state)
{
    (void)state;
    assert_int_equal(of(YAML, "provideRoamingNumber", "gt:9990100011", "192.0.2.30",
                        MEANING_SERVING_NODE, "9997000021"),
                     SEVERITY_NONE);
    assert_int_equal(of(YAML, "anyTimeInterrogation", "gt:9995500147", "192.0.2.30",
                        MEANING_ORIGIN_ADDRESS, "9990100047"),
                     SEVERITY_MEDIUM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_title_of_ours_from_another_link),
        cmocka_unit_test(a_number_inside_of_another_network),
        cmocka_unit_test(other_operations_name_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
