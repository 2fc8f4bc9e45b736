/* Questions to the NRF, for the tests of discovery-sweep. */
#ifndef POSTERN_TESTS_SWEEP_KIT_H
#define POSTERN_TESTS_SWEEP_KIT_H

#include "judge/discovery_sweep.h"

#include "unit/judge/claims_kit.h"

#define LIST(...)                                                                                  \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

static inline void look(struct kit *k, const char *from, const char *name, const char *type,
                        const char *wanted, const char *service)
{
    kit_begin(k, PROTO_HTTP2, "Nnrf_NFDiscovery_Request", PART_REQUEST, from, "10.0.0.10");
    kit_put(k, MEANING_RESOURCE, "/nnrf-disc/v1/nf-instances");
    kit_put(k, MEANING_NF_TYPE, type);
    kit_put(k, MEANING_NF_WANTED, wanted);
    kit_put(k, MEANING_NF_SERVICE, service);
    kit_put(k, MEANING_ORIGIN_HOST, name);
    kit_send(k);
}

static inline void look_for(struct kit *k, const char *from, const char *name, const char *type,
                            const char *const *wanted)
{
    for (; *wanted; wanted++)
        look(k, from, name, type, *wanted, NULL);
}

static inline enum severity sweep_found(struct kit *k)
{
    const struct finding *f = kit_found(k, "discovery-sweep");
    enum severity severity = f ? f->severity : SEVERITY_NONE;
    kit_close(k);
    return severity;
}

#endif
