/* Conversations for scenes of the judge. */
#ifndef POSTERN_TESTS_FLOW_SCENE_H
#define POSTERN_TESTS_FLOW_SCENE_H

#include "unit/judge/judge_scene.h"

enum { FLOW_SECOND = 1000000000 };

static uint64_t flow_seconds(double seconds)
{
    return (uint64_t)(seconds * FLOW_SECOND);
}

/* From `asks` to `serves`, `bytes` there and `back`; change what is to be otherwise. */
static struct flow flow_said(const char *asks, uint16_t asks_port, const char *serves,
                             uint16_t port, uint64_t bytes, uint64_t back)
{
    struct addr from = scene_address(asks);
    struct addr to = scene_address(serves);
    bool way = addr_order(&from, &to) > 0;
    struct flow f = {
        .begun_by = way, .first = flow_seconds(1), .last = flow_seconds(2), .where = {.frame = 7}};
    f.key = (struct flow_key){.a = way ? to : from,
                              .b = way ? from : to,
                              .a_port = way ? port : asks_port,
                              .b_port = way ? asks_port : port,
                              .transport = 6};
    f.frames[way] = f.frames[!way] = 4;
    f.bytes[way] = bytes;
    f.bytes[!way] = back;
    f.unread_bytes = bytes + back;
    return f;
}

static inline struct flow flow_at_time(struct flow f, double first, double last)
{
    f.first = flow_seconds(first);
    f.last = flow_seconds(last);
    f.where.frame = (uint64_t)first + 1;
    return f;
}

static inline void flow_seen(struct scene *s, struct flow f)
{
    judge_flow(s->judge, &f);
}

#endif
