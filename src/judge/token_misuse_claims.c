/* A use of a token against what the token says of itself (TS 29.510 6.3.5.2.4). */
#include "judge/token_misuse.h"

#include <string.h>

#define SECOND 1000000000ULL

static bool is_version(const char *s)
{
    return s[0] == 'v' && s[1] >= '0' && s[1] <= '9';
}

bool api_of_path(const char *path, char *ret, size_t room)
{
    for (const char *at = path; at && *at; at = strchr(at + 1, '/')) {
        const char *word = *at == '/' ? at + 1 : at;
        size_t len = strcspn(word, "/?");
        if (word[len] != '/' || !is_version(word + len + 1) || word[0] != 'n' || len >= room)
            continue;
        memcpy(ret, word, len);
        ret[len] = 0;
        return true;
    }
    return false;
}

bool scope_opens(const char *scope, const char *api)
{
    size_t want = strlen(api);
    for (const char *at = scope; *at;) {
        at += strspn(at, " +,");
        size_t len = strcspn(at, " +,");
        size_t name = strcspn(at, " +,:");
        if (name == want && strncmp(at, api, want) == 0)
            return true;
        at += len;
    }
    return false;
}

static void of_scope(struct token_misuse *s, struct judge *j, const struct used *u)
{
    TEXT_ON(scope, 512);
    if (!u->says->scope || !u->api[0])
        return;
    text_field(&scope, u->says->scope);
    /* Words that are no services' names are some vendor's own. */
    if (!scope.len || scope.cut || scope.at[0] != 'n' || !strchr(scope.at, '-') ||
        scope_opens(scope.at, u->api))
        return;
    const struct reason reason = {MISUSE_SCOPE, SEVERITY_MEDIUM, SEVERITY_HIGH, 85};
    TEXT_ON(why, 800);
    text_format(&why, "The token opens \"%s\"; it is used to ask %s.", scope.at, u->api);
    misuse_say(s, j, u, &reason, "%s uses an access token for a service that it does not open",
               why.at);
}

static bool serves_as(const struct spec_op *op, enum role role)
{
    for (unsigned i = 0; i < SPEC_ROLES && op->to[i]; i++)
        if (spec_role_within((enum role)op->to[i], role) ||
            spec_role_within(role, (enum role)op->to[i]))
            return true;
    return false;
}

/* Types or instances (TS 29.510 6.3.5.2.4). True where one fits or nothing can be held against it.
 */
static bool fits(struct token_misuse *s, struct judge *j, const struct used *u, struct text *ret)
{
    const struct names *names = registry_names(judge_registry(j));
    uint32_t there = speaker_own(&s->speakers, &u->m->packet->dst);
    for (unsigned i = 0; i < u->m->field_count; i++) {
        TEXT_ON(word, 64);
        if (u->m->fields[i].meaning != MEANING_TOKEN_AUDIENCE)
            continue;
        text_field(&word, &u->m->fields[i]);
        enum role role = spec_role_of(word.at);
        if (role == ROLE_NONE && (!there || strcmp(names_text(names, there), word.at) == 0))
            return true;
        if (role != ROLE_NONE && (!u->m->op->to[0] || serves_as(u->m->op, role)))
            return true;
        text_format(ret, "%s%s", ret->len ? ", " : "", word.at);
    }
    return ret->len == 0;
}

static void of_audience(struct token_misuse *s, struct judge *j, const struct used *u)
{
    TEXT_ON(audience, 300);
    if (!u->says->audience || !u->m->op || fits(s, j, u, &audience))
        return;
    const struct reason reason = {MISUSE_AUDIENCE, SEVERITY_MEDIUM, SEVERITY_HIGH, 80};
    TEXT_ON(why, 500);
    text_format(&why, "The token is for %s; it is presented to another.", audience.at);
    misuse_say(s, j, u, &reason, "%s uses an access token at an NF that it is not for", why.at);
}

/* Only where the capture's clock was seen to agree with the issuer's: the same token, in time. */
static void of_expiry(struct token_misuse *s, struct judge *j, const struct used *u)
{
    uint64_t expiry = u->says->expiry ? u->says->expiry->number : 0;
    uint64_t now = u->m->packet->frame->time;
    if (!expiry || expiry > UINT64_MAX / SECOND / 2 || !u->token ||
        u->token->seen > expiry * SECOND || now <= expiry * SECOND + s->leeway)
        return;
    const struct reason reason = {MISUSE_EXPIRED, SEVERITY_LOW, SEVERITY_MEDIUM, 75};
    TEXT_ON(late, 32);
    TEXT_ON(why, 300);
    text_span(&late, now - expiry * SECOND);
    text_format(&why, "The token ended %s before it is used here.", late.at);
    misuse_say(s, j, u, &reason, "%s uses an access token whose time is over", why.at);
}

void misuse_of_claims(struct token_misuse *s, struct judge *j, const struct used *u)
{
    of_scope(s, j, u);
    of_audience(s, j, u);
    of_expiry(s, j, u);
}
