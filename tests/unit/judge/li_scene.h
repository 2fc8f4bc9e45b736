/* Scenes of interception: a declaration, orders over X1, and conversations that carry product. */
#ifndef POSTERN_TESTS_LI_SCENE_H
#define POSTERN_TESTS_LI_SCENE_H

#include "unit/judge/judge_scene.h"

static const char LI_YAML[] = "version: 1\n"
                              "home: {plmns: [\"00101\"], global_titles: [\"99901\"]}\n"
                              "elements:\n"
                              "  - {name: amf1, role: AMF, addresses: [10.0.0.12]}\n"
                              "  - {name: smf1, role: SMF, addresses: [10.0.0.7]}\n"
                              "  - {name: upf1, role: UPF, addresses: [10.0.0.8]}\n"
                              "  - {name: oss1, role: OSS, addresses: [10.0.0.40]}\n"
                              "  - {name: mdf2, role: MDF, addresses: [10.0.0.41]}\n"
                              "  - {name: hlr1, role: HLR, global_titles: [\"9990100001\"]}\n"
                              "  - {name: vlr1, role: VLR, global_titles: [\"9990100002\"]}\n"
                              "permit:\n"
                              "  - {from: 10.0.0.70, to: amf1, protocol: x1}\n"
                              "partners:\n"
                              "  - {name: Roam, plmns: [\"99970\"], global_titles: [\"99970\"]}\n"
                              "interception:\n"
                              "  functions:\n"
                              "    - {name: admf1, role: ADMF, addresses: [10.9.0.2]}\n"
                              "    - {name: mdf1, role: MDF, addresses: [10.9.0.3]}\n"
                              "  deliver_to: [198.51.100.7]\n";

/* The same without a word on interception. */
static const char LI_SILENT[] = "version: 1\n"
                                "elements:\n"
                                "  - {name: amf1, role: AMF, addresses: [10.0.0.12]}\n"
                                "  - {name: admf1, role: ADMF, addresses: [10.9.0.2]}\n";

enum { LI_ACTIVATE = 10, LI_DESTINATION = 14, LI_LIST = 21, LI_TRACE = 50 };

/* An order over X1, answered with success, from one address to another. */
static inline struct access li_x1(struct scene *s, uint32_t code, const char *from, const char *to)
{
    struct access a = scene_access(s, 318, from, "admf1", to, "ne1");
    a.op = spec_op(PROTO_HTTP2, 0, code, PART_REQUEST);
    assert_non_null(a.op);
    a.how = (enum how)a.op->access[0].how;
    a.categories = a.op->access[0].categories;
    return a;
}

static inline struct access li_destination(struct scene *s, const char *from, const char *to,
                                           const char *where)
{
    struct access a = li_x1(s, LI_DESTINATION, from, to);
    a.to = scene_name(s, where);
    return a;
}

/* One conversation, begun and mostly sent by `from`, whose first bytes are an X3 PDU's or, when
 * `bytes` says so, others. */
static inline struct flow li_flow(const char *from, const char *to, const char *bytes, size_t len)
{
    static const struct frame frame;
    static const char X3[] = "\x00\x05\x00\x02\x00\x00\x00\x28\x00\x00\x01\x00\x00\x05\x00\x02"
                             "\x6b\x1d\x2a\x7e\x00\x00\x40\x00\x80\x00\x00\x00\x00\x00\x00\x01"
                             "\x00\x00\x00\x00\x00\x00\x00\x07";
    struct flow f = {.key = {.a = scene_address(from),
                             .b = scene_address(to),
                             .a_port = 41000,
                             .b_port = 4000,
                             .transport = 6},
                     .frames = {5, 5},
                     .bytes = {1000, 40},
                     .first = 1,
                     .last = 9,
                     .where = {.frame = 90}};
    struct packet p = {.frame = &frame, .flow = &f, .transport = 6};
    driver_guess_other(&p, cursor_of(bytes ? bytes : X3, bytes ? len : sizeof X3 - 1));
    return f;
}

#endif
