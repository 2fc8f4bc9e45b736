/* Tellings of a small network, and what is drafted of them. */
#ifndef POSTERN_TESTS_DECLARATION_KIT_H
#define POSTERN_TESTS_DECLARATION_KIT_H

#include "output/declaration.h"

#include "unit/output/output_kit.h"
#include "unit/unit.h"

#include <string.h>

#define KIT_REALM "epc.mnc001.mcc001.3gppnetwork.org"
#define KIT_ABROAD "epc.mnc070.mcc999.3gppnetwork.org"
static const uint64_t KIT_TIME = 1767225600000000000U; /* 2026-01-01 */

struct kit {
    struct declaration *d;
    struct postern_sink sink;
};

static inline struct kit kit_draft(void)
{
    struct kit k = {.d = output_declaration_new()};
    assert_non_null(k.d);
    k.sink = output_declaration(k.d);
    return k;
}

/* An element under its own name (NULL: none) that acts in a role (NULL: in none). */
static inline void kit_element(struct kit *k, const char *address, const char *name,
                               const char *role, unsigned confidence)
{
    const char *names[] = {name};
    struct postern_role roles[] = {{role, confidence, "sends Something (TS 1 2.3)", true}};
    k->sink.element(k->sink.arg, &(struct postern_element){.address = address,
                                                           .names = {names, name ? 1 : 0},
                                                           .roles = roles,
                                                           .role_count = role ? 1 : 0,
                                                           .named = name != NULL,
                                                           .messages = 5});
}

static inline void kit_access(struct kit *k, struct postern_party actor,
                              struct postern_party custodian, const char *operation,
                              const char *sender)
{
    const char *senders[] = {sender};
    const char *categories[] = {"location"};
    k->sink.access(k->sink.arg, &(struct postern_access){.actor = actor,
                                                         .custodian = custodian,
                                                         .proto = "diameter",
                                                         .operation = operation,
                                                         .how = "read",
                                                         .categories = {categories, 1},
                                                         .senders = {senders, sender ? 1 : 0},
                                                         .count = 2,
                                                         .first = KIT_TIME,
                                                         .last = KIT_TIME + 1000000000U});
}

static inline void kit_talk(struct kit *k, const char *asks, const char *serves,
                            const char *protocol, uint16_t port)
{
    k->sink.conversation(k->sink.arg, &(struct postern_conversation){.asks = asks,
                                                                     .serves = serves,
                                                                     .protocol = protocol,
                                                                     .transport = "tcp",
                                                                     .port = port,
                                                                     .count = 1,
                                                                     .frames = 31,
                                                                     .first = KIT_TIME,
                                                                     .last = KIT_TIME});
}

static inline void kit_origin(struct kit *k, const char *sort, const char *value, uint64_t count)
{
    k->sink.origin(k->sink.arg, &(struct postern_origin){sort, value, count});
}

/* A finding that a permit of diameter settles. */
static inline void kit_finding(struct kit *k, const char *slug, const char *severity,
                               struct postern_party actor, struct postern_party custodian)
{
    static const struct postern_exchange EXCHANGE = {.protocol = "diameter",
                                                     .operation = "Some-Request"};
    k->sink.finding(k->sink.arg, &(struct postern_finding){.id = "slug-abcdefgh",
                                                           .slug = slug,
                                                           .severity = severity,
                                                           .title = "somebody does something",
                                                           .has_actor = true,
                                                           .has_custodian = true,
                                                           .actor = actor,
                                                           .custodian = custodian,
                                                           .count = 3,
                                                           .first = KIT_TIME,
                                                           .last = KIT_TIME,
                                                           .settles = &EXCHANGE});
}

/* The run is over: what is drafted now; lasts until the next. */
static inline const char *kit_learn(struct kit *k, bool *ret_changed)
{
    size_t size;
    bool failed;
    bool changed = output_declaration_learn(k->d, &failed);
    assert_false(failed);
    if (ret_changed)
        *ret_changed = changed;
    const char *text = output_declaration_text(k->d, &size);
    assert_int_equal(strlen(text), size);
    k->sink = output_declaration(k->d);
    return text;
}

static inline void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("%s stands in what was written", part);
}

static inline struct postern_party kit_party(const char *address, const char *name)
{
    return (struct postern_party){.address = address, .name = name};
}

static inline void kit_done(struct kit *k)
{
    output_declaration_free(k->d);
}

#endif
