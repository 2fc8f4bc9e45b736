#include "postern.h"

#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A PFCP Heartbeat Request (TS 29.244 7.4.2.1) over UDP, IPv4 and Ethernet, in a classic capture.
 */
static const uint8_t HEAD[24] = {0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0,
                                 0,    0,    0,    0,    0, 0, 4, 0, 1, 0, 0, 0};
static const uint8_t FRAME[58] = {
    2,    0,    0,    0,    0,   2,  2, 0, 0,  0,  0, 1, 8,    0,      /* Ethernet */
    0x45, 0,    0,    44,   0,   0,  0, 0, 64, 17, 0, 0,               /* IPv4 */
    192,  0,    2,    1,    192, 0,  2, 2,                             /* its addresses */
    0x22, 0x65, 0x22, 0x65, 0,   24, 0, 0,                             /* UDP 8805 */
    0x20, 1,    0,    12,   0,   0,  1, 0, 0,  96, 0, 4, 0xe0, 0, 0, 1 /* heartbeat */
};

struct told {
    unsigned messages, summaries, troubles, progressed;
    uint64_t frames, done, all;
    bool stops, judged;
    char trouble[400];
};

static void on_message(void *arg, const struct postern_message *m)
{
    struct told *t = arg;
    t->messages++;
    assert_string_equal(m->proto, "pfcp");
    assert_string_equal(m->file, "one.pcap");
}

static void on_summary(void *arg, const struct postern_summary *s)
{
    struct told *t = arg;
    t->summaries++;
    t->frames = s->frames;
    t->judged = s->judged;
}

static void on_trouble(void *arg, const struct postern_fault *fault)
{
    struct told *t = arg;
    t->troubles++;
    memcpy(t->trouble, fault->sentence, sizeof t->trouble);
}

static bool on_progress(void *arg, uint64_t done, uint64_t all)
{
    struct told *t = arg;
    t->progressed++;
    t->done = done;
    t->all = all;
    return !t->stops;
}

static int file_of(const uint8_t *head, unsigned frames)
{
    int fd = memfd_create("capture", 0);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, head, sizeof HEAD), sizeof HEAD);
    for (unsigned i = 0; i < frames; i++) {
        const uint8_t record[16] = {[0] = 1, [8] = sizeof FRAME, [12] = sizeof FRAME};
        assert_int_equal(write(fd, record, sizeof record), sizeof record);
        assert_int_equal(write(fd, FRAME, sizeof FRAME), sizeof FRAME);
    }
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

static struct postern_settings settings_of(struct told *t)
{
    struct postern_settings settings;
    postern_defaults(&settings);
    settings.trouble = on_trouble;
    settings.progress = on_progress;
    settings.arg = t;
    return settings;
}

static void run(struct told *t, const struct postern_settings *settings, int fd)
{
    struct postern_fault fault;
    struct postern *p = postern_new(settings, &fault);
    assert_non_null(p);
    if (!postern_add_descriptor(p, fd, "one.pcap", &fault))
        on_trouble(t, &fault);
    struct postern_sink sink = {.arg = t, .message = on_message, .summary = on_summary};
    assert_true(postern_run(p, &sink, &fault));
    assert_int_equal(postern_findings(p), 0);
    postern_free(p);
}

static void messages_come_when_decoding(void **state)
{
    (void)state;
    struct told t = {0};
    struct postern_settings settings = settings_of(&t);
    settings.decode = true;
    run(&t, &settings, file_of(HEAD, 3));
    assert_int_equal(t.messages, 3);
    assert_int_equal(t.summaries, 1);
    assert_int_equal(t.frames, 3);
    assert_false(t.judged);
}

static void a_scan_tells_no_messages(void **state)
{
    (void)state;
    struct told t = {0};
    struct postern_settings settings = settings_of(&t);
    run(&t, &settings, file_of(HEAD, 3));
    assert_int_equal(t.messages, 0);
    assert_int_equal(t.frames, 3);
    assert_true(t.judged);
}

static void keep_network(void *arg, const struct postern_summary *s)
{
    struct told *t = arg;
    t->summaries++;
    assert_non_null(s->network);
}

/* A declaration in memory takes the place of that of the settings. */
static void a_declaration_comes_from_memory_too(void **state)
{
    (void)state;
    static const char GOOD[] = "version: 1\nelements: [{name: a, addresses: [192.0.2.1]}]\n";
    struct told t = {0};
    struct postern_fault fault;
    struct postern_settings settings = settings_of(&t);
    struct postern *p = postern_new(&settings, &fault);
    assert_non_null(p);
    assert_false(postern_declare(p, "the draft", "elements: 1\n", 12, &fault));
    assert_non_null(strstr(fault.sentence, "the draft:1:"));
    assert_true(postern_declare(p, "the draft", GOOD, sizeof GOOD - 1, &fault));
    assert_true(postern_add_descriptor(p, file_of(HEAD, 2), "one.pcap", &fault));
    struct postern_sink sink = {.arg = &t, .summary = keep_network};
    assert_true(postern_run(p, &sink, &fault));
    assert_int_equal(t.summaries, 1);
    assert_int_equal(postern_findings(p), 1); /* who speaks with it is not declared */
    postern_free(p);
}

static void progress_ends_in_all(void **state)
{
    (void)state;
    struct told t = {0};
    struct postern_settings settings = settings_of(&t);
    run(&t, &settings, file_of(HEAD, 3));
    assert_true(t.progressed >= 2);
    assert_int_equal(t.done, t.all);
}

/* Who stops the reading is told what was seen so far. */
static void reading_can_be_stopped(void **state)
{
    (void)state;
    enum { MANY = 1000 };
    struct told t = {.stops = true};
    struct postern_settings settings = settings_of(&t);
    run(&t, &settings, file_of(HEAD, MANY));
    assert_int_equal(t.summaries, 1);
    assert_in_range(t.frames, 1, MANY - 1);
}

static void what_is_no_capture_is_told_once(void **state)
{
    (void)state;
    static const uint8_t letter[sizeof HEAD] = "This is a letter, no co";
    struct told t = {0};
    struct postern_settings settings = settings_of(&t);
    run(&t, &settings, file_of(letter, 0));
    assert_int_equal(t.troubles, 1);
    assert_int_equal(t.summaries, 0);
    assert_non_null(strstr(t.trouble, "one.pcap"));
}

static void wrong_settings_are_refused(void **state)
{
    (void)state;
    struct told t = {0};
    struct postern_fault fault;
    struct postern_settings settings = settings_of(&t);
    settings.min_severity = "awful";
    assert_null(postern_new(&settings, &fault));
    assert_non_null(strstr(fault.sentence, "awful"));
    settings = settings_of(&t);
    settings.network = "/nowhere/network.yaml";
    assert_null(postern_new(&settings, &fault));
    assert_non_null(strstr(fault.sentence, "/nowhere/network.yaml"));
    settings = settings_of(&t);
    settings.filter = "udp port and (";
    assert_null(postern_new(&settings, &fault));
}

static void each_severity_is_a_word(void **state)
{
    (void)state;
    static const char *const words[] = {"low", "medium", "high", "critical"};
    for (size_t i = 0; i < 4; i++) {
        struct told t = {0};
        struct postern_settings settings = settings_of(&t);
        settings.min_severity = words[i];
        run(&t, &settings, file_of(HEAD, 1));
        assert_int_equal(t.summaries, 1);
    }
}

static void too_little_memory_is_the_least(void **state)
{
    (void)state;
    struct told t = {0};
    struct postern_settings settings = settings_of(&t);
    settings.memory = 1;
    run(&t, &settings, file_of(HEAD, 3));
    assert_int_equal(t.frames, 3);
}

static void a_missing_file_is_a_fault(void **state)
{
    (void)state;
    struct postern_fault fault;
    struct postern_settings settings;
    postern_defaults(&settings);
    struct postern *p = postern_new(&settings, &fault);
    assert_non_null(p);
    assert_false(postern_add_file(p, "/nowhere/one.pcap", &fault));
    assert_non_null(strstr(fault.sentence, "/nowhere/one.pcap"));
    postern_free(p);
    postern_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_come_when_decoding),
        cmocka_unit_test(a_scan_tells_no_messages),
        cmocka_unit_test(a_declaration_comes_from_memory_too),
        cmocka_unit_test(progress_ends_in_all),
        cmocka_unit_test(reading_can_be_stopped),
        cmocka_unit_test(what_is_no_capture_is_told_once),
        cmocka_unit_test(wrong_settings_are_refused),
        cmocka_unit_test(each_severity_is_a_word),
        cmocka_unit_test(too_little_memory_is_the_least),
        cmocka_unit_test(a_missing_file_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
