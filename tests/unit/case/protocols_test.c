#include "case/teller.h"

#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct seen {
    size_t count, carriers;
    struct postern_protocol sip, mgcp, gtpv2;
    char sip_where[200];
};

static void each(void *arg, const struct postern_protocol *p)
{
    struct seen *s = arg;
    s->count++;
    assert_true(*p->name);
    if (!p->title)
        print_error("%s has no line in spec/protocols.tbl\n", p->name);
    assert_non_null(p->title);
    assert_true(p->specifications.count > 0);
    for (size_t i = 1; i < p->specifications.count; i++)
        assert_true(strcmp(p->specifications.at[i - 1], p->specifications.at[i]) < 0);
    if (!p->carries)
        assert_int_equal(s->carriers, 0); /* those with messages come first */
    s->carriers += p->carries;
    if (strcmp(p->name, "sip") == 0) {
        s->sip = *p;
        snprintf(s->sip_where, sizeof s->sip_where, "%s", p->recognised.at[0]);
    }
    if (strcmp(p->name, "mgcp") == 0)
        s->mgcp = *p;
    if (strcmp(p->name, "gtpv2") == 0)
        s->gtpv2 = *p;
}

static void what_is_understood(void **state)
{
    (void)state;
    struct seen s = {.count = 0};
    postern_protocols(each, &s);
    assert_true(s.count > 8 && s.carriers > 0);
    assert_true(s.sip.operations > 14 && s.sip.elements > 100 && s.sip.results > 60);
    assert_true(s.sip.paired);
    assert_true(s.sip.specifications.count > 10);
    assert_int_equal(s.sip.recognised.count, 3); /* udp, tcp, sctp */
    assert_string_equal(s.sip_where, "udp 5060");
    assert_true(s.gtpv2.paired && !s.gtpv2.carries);
    assert_true(s.mgcp.carries && !s.mgcp.paired);
    assert_int_equal(s.mgcp.operations, 9);
    assert_int_equal(s.mgcp.recognised.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_understood)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
