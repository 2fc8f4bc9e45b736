/* Commands to media gateways, and what is told of them. */
#ifndef POSTERN_TESTS_GATEWAY_KIT_H
#define POSTERN_TESTS_GATEWAY_KIT_H

#include "sip_kit.h"
#include "wire/proto/gateway.h"

struct gateway_kit {
    struct sip_kit sip;
    unsigned told;
    uint64_t bytes;
    char detail[200];
};

static inline void gateway_kit_blind(void *arg, const struct packet *p, enum blind_reason reason,
                                     uint64_t bytes, const char *detail)
{
    struct gateway_kit *k = arg;
    (void)p;
    assert_int_equal(reason, BLIND_NOT_READ);
    struct text t = text_in(k->detail, sizeof k->detail);
    text_put(&t, detail);
    k->told++;
    k->bytes += bytes;
}

static inline void gateway_kit_open(struct gateway_kit *k)
{
    memset(k, 0, sizeof *k);
    sip_kit_open(&k->sip);
    k->sip.sink.arg = k;
    k->sip.sink.blind = gateway_kit_blind;
}

static inline enum verdict gateway_kit_read(struct gateway_kit *k, const struct decoder *d,
                                            const char *text)
{
    sip_kit_write(&k->sip, text);
    k->told = 0;
    k->bytes = 0;
    k->detail[0] = 0;
    return d->decode(cursor_of(k->sip.bytes, k->sip.length), &k->sip.packet, &k->sip.sink);
}

static inline bool gateway_kit_announced(struct gateway_kit *k, const char *address, uint16_t port)
{
    struct addr a;
    assert_true(addr_parse(address, &a));
    return media_at(&k->sip.media, &a, port) != NULL;
}

#endif
