#include "frames.h"

static void snap_leads_to_ip(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0800);
    front(&m, "\xaa\xaa\x03\0\0", 6);
    wrap_ethernet(&m, (unsigned)made_len(&m));
    reads(ETHERNET, &m, HELLO, "");
}

static void another_organisation_is_counted(void **state)
{
    (void)state;
    struct made m = made_of("xyz");
    front(&m, "\xaa\xaa\x03\x00\x00\x0c\x20\x00", 8);
    wrap_ethernet(&m, (unsigned)made_len(&m));
    reads(ETHERNET, &m, "", "not-read snap 0x00000c cisco 1/3\n");
}

static void a_service_is_counted_by_its_number(void **state)
{
    (void)state;
    struct made m = made_of("xyz");
    front(&m, "\x7e\x7e\x03", 3);
    wrap_ethernet(&m, (unsigned)made_len(&m));
    reads(ETHERNET, &m, "", "unknown-protocol llc 0x7e 1/3\n");
}

static void a_cut_leaves_a_trace(void **state)
{
    (void)state;
    struct made m = made_udp("hello");
    front16(&m, 0x0800);
    front(&m, "\xaa\xaa\x03\0\0", 6);
    wrap_ethernet(&m, (unsigned)made_len(&m));
    cut_everywhere(ETHERNET, &m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(snap_leads_to_ip),
        cmocka_unit_test(another_organisation_is_counted),
        cmocka_unit_test(a_service_is_counted_by_its_number),
        cmocka_unit_test(a_cut_leaves_a_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
