#include "judge/interception.h"

#include "judge/filter.h"
#include "judge/told.h"

#include <string.h>

bool li_function(const struct declared *d)
{
    static const enum role roles[] = {ROLE_ADMF, ROLE_MDF, ROLE_TF, ROLE_LEMF, ROLE_LIMS};
    if (!d)
        return false;
    for (unsigned i = 0; i < DECLARED_ROLES && d->roles[i]; i++)
        for (unsigned k = 0; k < sizeof roles / sizeof *roles; k++)
            if (d->roles[i] == roles[k])
                return true;
    return d->interception;
}

enum li_place li_place_of(struct judge *j, const struct addr *a)
{
    const struct network *n = judge_network(j);
    const struct declared *d = network_element(n, a);
    if (!network_intercepts(n))
        return LI_UNSAID;
    if (network_delivers_to(n, a) || li_function(d))
        return LI_FUNCTION;
    return d ? LI_ELEMENT : LI_ELSEWHERE;
}

bool li_order(const struct spec_op *op)
{
    return op->proto == PROTO_HTTP2 && strncmp(op->name, "X1 ", 3) == 0;
}

struct party li_end(const struct access *a, const struct party *p)
{
    return li_order(a->op) ? (struct party){.address = p->address} : *p;
}

void li_title(struct judge *j, struct finding *f, const struct text *whole,
              const struct text *shorter)
{
    enum { TITLE = 100 };
    finding_title(j, f, "%s", whole->len < TITLE ? whole->at : shorter->at);
}

void li_told(struct judge *j, struct finding *f, const struct access *a)
{
    bool first = f->proof_count == 0;
    told_access(j, f, a);
    if (!first || !li_order(a->op))
        return;
    TEXT_ON(filter, 120);
    text_put(&filter, "tcp");
    filter_address(&filter, &access_sender(a)->address);
    finding_filter(j, f, "%s", filter.at);
}

bool li_address(const char *to, struct addr *ret)
{
    char bare[64];
    bool bracket = *to == '[';
    const char *from = to + bracket;
    /* Of one colon a port stands behind it; more are an IPv6 address's own. */
    const char *colon = strchr(from, ':');
    bool port = colon && !strchr(colon + 1, ':');
    size_t len = bracket ? strcspn(from, "]") : port ? (size_t)(colon - from) : strlen(from);
    if (len >= sizeof bare)
        return false;
    memcpy(bare, from, len);
    bare[len] = 0;
    return addr_parse(bare, ret);
}

bool li_delivery_of(const struct flow *f, struct li_delivery *ret)
{
    static const char *const words[] = {"x2x3", "hi2", "hi3"};
    const char *word = flow_word(f);
    for (unsigned i = 0; word && i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i]) != 0)
            continue;
        bool b_sends = f->bytes[1] != f->bytes[0] ? f->bytes[1] > f->bytes[0] : f->begun_by == 1;
        *ret = (struct li_delivery){.protocol = words[i],
                                    .sender = b_sends ? f->key.b : f->key.a,
                                    .receiver = b_sends ? f->key.a : f->key.b,
                                    .bytes = f->bytes[b_sends]};
        return true;
    }
    return false;
}
