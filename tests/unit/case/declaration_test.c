#include "postern.h"

#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char told[4000];

static void put(const char *s)
{
    strcat(told, s ? s : "(none)");
    strcat(told, "|");
}

static void on_change(void *arg, const struct postern_change *c)
{
    assert_ptr_equal(arg, told);
    put(c->what);
    put(c->where);
    put(c->before);
    put(c->after);
    put(c->sentence);
}

static void on_remark(void *arg, const struct postern_remark *r)
{
    char place[60];
    assert_ptr_equal(arg, told);
    snprintf(place, sizeof place, "%s %u:%u", r->mistake ? "mistake" : "doubt", (unsigned)r->line,
             (unsigned)r->column);
    put(place);
    assert_non_null(strstr(r->sentence, strrchr(place, ' ') + 1));
}

static void on_network(void *arg, const struct postern_network *n)
{
    char sums[100];
    assert_ptr_equal(arg, told);
    snprintf(sums, sizeof sums, "%u %u %u %u %u %u %u", (unsigned)n->elements,
             (unsigned)n->functions, (unsigned)n->partners, (unsigned)n->permits,
             (unsigned)n->maintenance, (unsigned)n->thresholds, (unsigned)n->warrants);
    put(n->name);
    put(sums);
    put(n->warrants_key);
    assert_int_equal(strlen(n->digest), 64);
}

static void write_file(char *path, const char *text)
{
    strcpy(path, "/tmp/postern-declaration-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static void changes_are_told(void **state)
{
    (void)state;
    char a[64];
    char b[64];
    struct postern_fault fault;
    write_file(a, "version: 1\noperator: A\n");
    write_file(b, "version: 1\nelements: [{name: x, role: HSS}]\n");
    told[0] = 0;
    assert_true(postern_network_diff(a, b, on_change, told, &fault));
    assert_string_equal(told, "operator|(none)|A|(none)|operator A removed|"
                              "elements|x|(none)|name x, role HSS|element x added (role HSS)|");
    remove(b);
    assert_false(postern_network_diff(a, b, on_change, told, &fault));
    assert_non_null(strstr(fault.sentence, b));
    remove(a);
}

static void remarks_and_sums_are_told(void **state)
{
    (void)state;
    char a[64];
    struct postern_fault fault;
    write_file(a, "version: 1\noperator: A\nelements: [{name: x, hosts: [a.b]}]\n"
                  "permit: [{from: x}]\n");
    told[0] = 0;
    assert_true(postern_network_check(a, on_remark, on_network, told, &fault));
    assert_string_equal(told, "doubt 3:12|A|1 0 0 1 0 0 0|(none)|");
    remove(a);
    write_file(a, "version: 1\noperator: 7\nhoem: {}\n");
    told[0] = 0;
    assert_false(postern_network_check(a, on_remark, on_network, told, &fault));
    assert_string_equal(told, "mistake 2:11|mistake 3:1|");
    assert_non_null(strstr(fault.sentence, "2 mistakes"));
    remove(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_told),
        cmocka_unit_test(remarks_and_sums_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
