/* TCAP messages written as hex between titles, and what the decoder makes of them. */
#ifndef POSTERN_TESTS_TCAP_KIT_H
#define POSTERN_TESTS_TCAP_KIT_H

#include "unit/hex.h"
#include "unit/unit.h"
#include "wire/proto/tcap.h"

#include "tcap_bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TCAP_KIT_MESSAGES = 8, TCAP_KIT_BYTES = 1024 };

extern const struct decoder decoder_tcap;

struct tcap_kit {
    struct message all[TCAP_KIT_MESSAGES];
    struct packet ends[TCAP_KIT_MESSAGES]; /* of each message, which are gone when it is told */
    unsigned count;
    uint8_t bytes[TCAP_KIT_BYTES];
    size_t length;
    struct table tables[DECODERS * DECODER_TABLES];
    struct frame frame;
    struct message scratch;
    char said[TCAP_KIT_MESSAGES][400]; /* "meaning=value ...", without subsystems */
    char blind[128];
};

static inline void tcap_kit_fields(struct text *t, const struct message *m)
{
    for (unsigned i = 0; i < m->field_count; i++) {
        enum meaning meaning = (enum meaning)m->fields[i].meaning;
        if (meaning == MEANING_SUBSYSTEM || meaning == MEANING_SUBSYSTEM_TO)
            continue;
        text_format(t, "%s%s=", t->len ? " " : "", spec_meaning_word(meaning));
        text_field(t, &m->fields[i]);
    }
}

static inline void tcap_kit_take(void *arg, struct message *m)
{
    struct tcap_kit *k = arg;
    assert_true(k->count < TCAP_KIT_MESSAGES);
    struct text said = text_in(k->said[k->count], sizeof k->said[0]);
    tcap_kit_fields(&said, m);
    k->ends[k->count] = *m->packet;
    k->all[k->count++] = *m;
}

static inline void tcap_kit_blind(void *arg, const struct packet *p, enum blind_reason reason,
                                  uint64_t bytes, const char *detail)
{
    struct tcap_kit *k = arg;
    (void)p;
    (void)reason;
    (void)bytes;
    struct text t = text_in(k->blind, sizeof k->blind);
    text_put(&t, detail);
}

static inline void tcap_kit_open(struct tcap_kit *k)
{
    memset(k, 0, sizeof *k);
    assert_true(table_init(&k->tables[DECODER_tcap * DECODER_TABLES], sizeof(struct tcap_end),
                           sizeof(struct tcap_key), 1 << 16, 7));
}

static inline void tcap_kit_close(struct tcap_kit *k)
{
    table_free(&k->tables[DECODER_tcap * DECODER_TABLES]);
}

static inline struct addr tcap_kit_title(uint32_t code, const char *digits)
{
    struct addr a = addr_point_code(code, false);
    uint8_t values[ADDR_SS7_DIGITS];
    unsigned n = 0;
    for (; digits[n]; n++)
        values[n] = (uint8_t)(digits[n] - '0');
    addr_add_title(&a, values, n);
    return a;
}

static inline struct sink tcap_kit_sink(struct tcap_kit *k)
{
    k->count = 0;
    memset(k->said, 0, sizeof k->said);
    k->blind[0] = 0;
    return (struct sink){.arg = k,
                         .message = tcap_kit_take,
                         .blind = tcap_kit_blind,
                         .tables = k->tables,
                         .scratch = &k->scratch};
}

static inline struct packet tcap_kit_packet(struct tcap_kit *k, const char *from, const char *to)
{
    struct packet p = {.frame = &k->frame};
    p.src = tcap_kit_title(1, from);
    p.dst = tcap_kit_title(2, to);
    return p;
}

/* Between subsystems of MAP (8) or CAP (146). */
static inline enum verdict tcap_kit_send_ssn(struct tcap_kit *k, const char *from, const char *to,
                                             uint16_t ssn, const char *hex)
{
    struct packet p = tcap_kit_packet(k, from, to);
    struct sink sink = tcap_kit_sink(k);
    p.sport = p.dport = ssn;
    k->length = hex_bytes(k->bytes, sizeof k->bytes, hex);
    k->frame.number++;
    k->frame.time += 1000000000;
    return decoder_tcap.decode(cursor_of(k->bytes, k->length), &p, &sink);
}

static inline enum verdict tcap_kit_send(struct tcap_kit *k, const char *from, const char *to,
                                         const char *hex)
{
    return tcap_kit_send_ssn(k, from, to, 8, hex);
}

#endif
