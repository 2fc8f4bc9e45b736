/* One run: the rooms tied together, each handing to the next through the functions given to it. */
#include "base/cage.h"
#include "base/hash.h"
#include "case/case.h"
#include "case/keylog.h"
#include "case/warrant.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

enum { MEMORY_DEFAULT = 64 << 20, MEMORY_LEAST = 8 << 20 };
enum { SECRETS_TLS = 0x544c534b, SECRETS_ROOM = 256 << 10 }; /* pcapng 4.7: a TLS key log */

void postern_defaults(struct postern_settings *settings)
{
    *settings = (struct postern_settings){.memory = MEMORY_DEFAULT, .workers = 1};
}

const char *postern_version(void)
{
    return POSTERN_VERSION;
}

static bool pass_on(struct postern_fault *ret, const struct fault *fault)
{
    memcpy(ret->sentence, fault->sentence, sizeof ret->sentence);
    return false;
}

static const char *file_name(void *arg, uint32_t file)
{
    const struct postern *p = arg;
    return capture_file_name(p->capture, file);
}

static void on_trouble(void *arg, const struct fault *f)
{
    struct postern *p = arg;
    struct postern_fault fault;
    pass_on(&fault, f);
    if (p->said.trouble)
        p->said.trouble(p->said.arg, &fault);
}

static enum verdict on_datagram(void *arg, const struct packet *packet, struct cursor payload)
{
    struct postern *p = arg;
    return driver_datagram(p->driver, packet, payload);
}

static enum verdict on_stream(void *arg, const struct packet *packet, struct cursor bytes,
                              size_t *ret_taken)
{
    struct postern *p = arg;
    return driver_stream(p->driver, packet, bytes, ret_taken);
}

static void on_user_plane(void *arg, const struct packet *packet, uint32_t teid, struct cursor gtpu)
{
    struct postern *p = arg;
    driver_user_plane(p->driver, packet, teid, gtpu);
    judge_user_plane(p->judge, packet, teid);
}

static void on_inside(void *arg, const struct packet *packet, uint32_t teid,
                      const struct inner_ip *inner)
{
    struct postern *p = arg;
    judge_inside(p->judge, packet, teid, inner);
}

static void on_gap(void *arg, const struct packet *packet)
{
    struct postern *p = arg;
    driver_gap(p->driver, packet);
}

static void on_flow_ends(void *arg, const struct flow *f)
{
    struct postern *p = arg;
    driver_flow_ends(p->driver, f);
    registry_flow_ends(p->registry, f);
    if (!p->said.decode)
        judge_flow(p->judge, f);
    if (p->sink->conversation)
        talks_add(&p->talks, f);
}

static void on_same_host(void *arg, const struct addr *a, const struct addr *b)
{
    struct postern *p = arg;
    registry_same_element(p->registry, a, b);
}

static void on_decoded(void *arg, struct message *m)
{
    struct postern *p = arg;
    registry_message(p->registry, m);
}

static void on_message(void *arg, const struct message *m)
{
    struct postern *p = arg;
    p->messages[m->proto]++;
    if (p->said.decode)
        tell_message(p->teller, m);
    else
        judge_message(p->judge, m);
}

static void on_access(void *arg, const struct access *a)
{
    struct postern *p = arg;
    judge_access(p->judge, a);
}

static void on_watch(void *arg, const struct addr *destination)
{
    struct postern *p = arg;
    net_watch(p->net, destination);
}

static void on_guard(void *arg, const struct addr *address, unsigned bits)
{
    struct postern *p = arg;
    net_guard(p->net, address, bits);
}

static bool open_wire(struct postern *p)
{
    size_t memory = p->said.memory;
    struct driver_settings driver = {.budget = memory / 16 * 3,
                                     .seed = p->seed,
                                     .blind = &p->blind,
                                     .message = on_decoded,
                                     .arg = p,
                                     .user_plane = p->said.user_plane};
    struct packet_sink sink = {.arg = p,
                               .datagram = on_datagram,
                               .stream = on_stream,
                               .gap = on_gap,
                               .user_plane = on_user_plane,
                               .inside = on_inside,
                               .same_host = on_same_host,
                               .flow_ends = on_flow_ends};
    struct net_settings net = {.budget = memory / 16 * 5,
                               .seed = p->seed,
                               .blind = &p->blind,
                               .file_name = file_name,
                               .file_arg = p,
                               .every_g_pdu = p->said.user_plane};
    struct registry_settings registry = {.budget = memory / 4,
                                         .seed = p->seed,
                                         .blind = &p->blind,
                                         .every_access = p->said.every_access,
                                         .message = on_message,
                                         .access = on_access,
                                         .arg = p};
    p->driver = driver_new(&driver);
    p->net = net_new(&net, &sink);
    p->registry = registry_new(&registry);
    return p->driver && p->net && p->registry;
}

static bool severity_of(struct postern *p, struct fault *fault)
{
    const char *word = p->said.min_severity;
    while (word && p->least <= SEVERITY_CRITICAL && strcmp(severity_word(p->least), word) != 0)
        p->least++;
    return p->least <= SEVERITY_CRITICAL ||
           fault_set(fault, "%s: is no severity; say low, medium, high or critical", word);
}

/* Pseudonyms of another key would be nobody's: every interception would look unwarranted. */
static bool read_network(struct postern *p, struct fault *fault)
{
    char fingerprint[17];
    p->network = network_read(p->said.network, fault);
    postern_key_fingerprint(p->said.key, fingerprint);
    return p->network && network_warrants_fit(p->network, fingerprint, fault);
}

static bool open_judge(struct postern *p, struct fault *fault)
{
    struct judge_settings judge = {.budget = p->said.memory / 8,
                                   .seed = p->seed,
                                   .network = p->network,
                                   .registry = p->registry,
                                   .blind = &p->blind,
                                   .watch = on_watch,
                                   .warranted = warrant_names,
                                   .guard = on_guard,
                                   .arg = p};
    p->judge = judge_new(&judge, fault);
    return p->judge != NULL;
}

static bool open_all(struct postern *p, struct fault *fault)
{
    size_t memory = p->said.memory;
    struct capture_settings capture = {.filter = p->said.filter,
                                       .budget = memory / 16,
                                       .workers = p->said.workers,
                                       .blind = &p->blind,
                                       .on_fault = on_trouble,
                                       .arg = p};
    if (!severity_of(p, fault))
        return false;
    if (p->said.network && !read_network(p, fault))
        return false;
    if (!blind_init(&p->blind, memory / 16, p->seed) || !open_wire(p))
        return fault_set(fault, "out of memory; give a smaller --memory");
    if (p->said.keylog && !keylog_read(p->driver, p->said.keylog, memory / 16, fault))
        return false;
    if (!open_judge(p, fault))
        return false;
    p->teller = teller_new(p);
    p->capture = capture_new(&capture, fault);
    return p->teller && p->capture;
}

struct postern *postern_new(const struct postern_settings *settings, struct postern_fault *fault)
{
    struct fault why = {"out of memory"};
    struct postern *p = calloc(1, sizeof *p);
    if (p) {
        p->said = *settings;
        if (p->said.memory < MEMORY_LEAST)
            p->said.memory = MEMORY_LEAST;
        p->seed = hash_bytes(0, settings->key, sizeof settings->key);
        if (open_all(p, &why))
            return p;
        postern_free(p);
    }
    pass_on(fault, &why);
    return NULL;
}

void postern_free(struct postern *p)
{
    if (!p)
        return;
    if (p->teller)
        teller_free(p->teller);
    judge_free(p->judge);
    if (p->registry)
        registry_free(p->registry);
    if (p->net)
        net_free(p->net);
    if (p->driver)
        driver_free(p->driver);
    if (p->capture)
        capture_free(p->capture);
    if (p->network)
        network_free(p->network);
    talks_free(&p->talks);
    blind_free(&p->blind);
    free(p);
}

bool postern_declare(struct postern *p, const char *name, const char *bytes, size_t size,
                     struct postern_fault *fault)
{
    struct fault why;
    struct network *n = network_read_bytes(name, bytes, size, &why);
    if (!n)
        return pass_on(fault, &why);
    judge_free(p->judge);
    if (p->network)
        network_free(p->network);
    p->network = n;
    p->judge = NULL;
    return open_judge(p, &why) || pass_on(fault, &why);
}

bool postern_add_descriptor(struct postern *p, int descriptor, const char *name,
                            struct postern_fault *fault)
{
    struct fault why;
    return capture_add(p->capture, descriptor, name, &why) || pass_on(fault, &why);
}

bool postern_add_file(struct postern *p, const char *path, struct postern_fault *fault)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0)
        return postern_add_descriptor(p, fd, path, fault);
    snprintf(fault->sentence, sizeof fault->sentence, "%s: %s", path, strerror(errno));
    return false;
}

static void count(struct postern *p, const struct frame *frames, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t time = frames[i].time;
        p->bytes += frames[i].captured;
        p->first = p->frames == 0 && i == 0 ? time : (time < p->first ? time : p->first);
        p->last = time > p->last ? time : p->last;
    }
    p->frames += n;
}

/* Secrets stand in a capture before the frames that they open (pcapng 4.7). */
static void take_secrets(struct postern *p)
{
    uint32_t type;
    struct span lines;
    while ((lines = capture_secrets(p->capture, p->secrets, &type)).len) {
        p->secrets++;
        if (type == SECRETS_TLS)
            driver_secrets(p->driver, lines, SECRETS_ROOM);
    }
}

static bool goes_on(struct postern *p)
{
    uint64_t done = 0;
    uint64_t all = 0;
    if (!p->said.progress)
        return true;
    capture_progress(p->capture, &done, &all);
    return p->said.progress(p->said.arg, done, all);
}

bool postern_run(struct postern *p, const struct postern_sink *sink, struct postern_fault *fault)
{
    enum { BATCHES_A_WORD = 64 };
    struct frame frames[FRAME_BATCH];
    struct fault why;
    p->sink = sink;
    if (sink->conversation && !talks_init(&p->talks, p->seed))
        return pass_on(fault, &(struct fault){"out of memory for conversations"});
    if (p->said.cage && !cage_enter(&why))
        return pass_on(fault, &why);
    size_t n;
    for (unsigned batch = 0; (n = capture_next(p->capture, frames)) > 0; batch++) {
        count(p, frames, n);
        take_secrets(p);
        net_push(p->net, frames, n);
        if (batch % BATCHES_A_WORD == 0 && !goes_on(p))
            break;
    }
    if (p->said.progress)
        p->said.progress(p->said.arg, p->bytes, p->bytes);
    net_finish(p->net);
    registry_finish(p->registry);
    judge_finish(p->judge);
    if (capture_files(p->capture))
        tell_end(p->teller);
    return true;
}

uint64_t postern_findings(const struct postern *p)
{
    return p->findings;
}
