#include "judge/told.h"

#include "judge/filter.h"

#include <string.h>

enum { SHORT = 40 };

void text_data(struct text *t, uint16_t categories)
{
    static const char *const nouns[CATEGORIES] = {
        [CATEGORY_BIT_BILLING] = "billing data",    [CATEGORY_BIT_CONTENT] = "content",
        [CATEGORY_BIT_CREDENTIAL] = "credentials",  [CATEGORY_BIT_IDENTITY] = "identities",
        [CATEGORY_BIT_INTERCEPT] = "interceptions", [CATEGORY_BIT_LOCATION] = "locations",
        [CATEGORY_BIT_PROFILE] = "profiles",        [CATEGORY_BIT_SESSION] = "sessions",
        [CATEGORY_BIT_TOPOLOGY] = "topology",
    };
    bool first = true;
    for (unsigned c = 0; c < CATEGORIES; c++) {
        if (!(categories >> c & 1))
            continue;
        text_put(t, first ? "" : " and ");
        text_put(t, nouns[c]);
        first = false;
    }
}

void text_short(struct text *t, const struct judge *j, const struct party *p)
{
    TEXT_ON(whole, 256);
    struct party nameless = {.address = p->address};
    text_party(&whole, j, p->name ? &(struct party){.name = p->name} : &nameless);
    size_t len = p->name ? strcspn(whole.at, ". ") : whole.len;
    text_put_n(t, whole.at, len < SHORT ? len : SHORT);
}

const struct party *access_sender(const struct access *a)
{
    return a->how == HOW_DELIVER ? &a->custodian : &a->actor;
}

const struct party *access_receiver(const struct access *a)
{
    return a->how == HOW_DELIVER ? &a->actor : &a->custodian;
}

uint32_t access_sender_realm(const struct access *a)
{
    return a->how == HOW_DELIVER ? a->custodian_realm : a->actor_realm;
}

uint32_t access_receiver_realm(const struct access *a)
{
    return a->how == HOW_DELIVER ? a->actor_realm : a->custodian_realm;
}

bool access_succeeded(const struct access *a)
{
    if (a->answered)
        return a->outcome != OUTCOME_REFUSED;
    return a->op->part == PART_NEITHER || a->how == HOW_DELIVER;
}

static const char *ending(const struct access *a)
{
    if (access_succeeded(a))
        return a->how == HOW_READ ? ", and gets it" : ", and it is done";
    return a->answered ? ", and is refused" : ", and nobody answers";
}

/* Selects the first proof's frame: where Wireshark has a number for the type, by that. */
static void filter_of_access(struct judge *j, struct finding *f, const struct access *a)
{
    TEXT_ON(t, 200);
    const struct spec_op *op = a->op;
    const char *field = filter_type_field((enum proto)op->proto);
    if (field && op->answer && op->answer != op->code)
        text_format(&t, "%s in {%u, %u}", field, op->code, op->answer);
    else if (field)
        text_format(&t, "%s == %u", field, op->code);
    else
        text_put(&t, filter_proto((enum proto)op->proto));
    filter_address(&t, &access_sender(a)->address);
    finding_filter(j, f, "%s", t.at);
}

void told_access(struct judge *j, struct finding *f, const struct access *a)
{
    TEXT_ON(person, 64);
    finding_person(j, f, a->person);
    if (f->proof_count == FINDING_PROOFS)
        return;
    if (f->proof_count == 0)
        filter_of_access(j, f, a);
    if (a->person)
        text_person(&person, a->person);
    else
        text_put(&person, "a subscriber");
    if (a->request.frame)
        finding_proof(j, f, a->request, "%s for %s%s", a->op->name, person.at, ending(a));
    if (a->answer.frame && (a->answer.frame != a->request.frame || !a->request.frame))
        finding_proof(j, f, a->answer, "the answer to %s for %s%s%s", a->op->name, person.at,
                      a->cause_row ? ": " : "", a->cause_row ? a->cause_row->name : "");
}

void told_weight(struct finding *f, const struct access *a, enum severity answered,
                 enum severity attempted, unsigned confidence)
{
    finding_weigh(f, access_succeeded(a) ? answered : attempted, confidence);
}
