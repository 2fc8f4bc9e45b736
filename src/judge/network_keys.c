#include "judge/network_keys.h"

#include "judge/network_words.h"

#include <string.h>

/* --- Values ---------------------------------------------------------------------------------- */

static bool good_name(const char *s, const char **ret_why)
{
    (void)ret_why;
    return word_name(s);
}

static bool good_text(const char *s, const char **ret_why)
{
    (void)ret_why;
    return *s != 0;
}

static bool good_plmn(const char *s, const char **ret_why)
{
    (void)ret_why;
    return word_plmn(s);
}

static bool good_digits(const char *s, const char **ret_why)
{
    (void)ret_why;
    return word_digits(s);
}

static bool good_host(const char *s, const char **ret_why)
{
    (void)ret_why;
    return word_host(s);
}

static bool good_prefix(const char *s, const char **ret_why)
{
    struct prefix p;
    *ret_why = word_prefix(s, &p);
    return *ret_why == NULL;
}

/* A name, a role, an address or a prefix: what looks like an address has to be one. */
static bool good_reference(const char *s, const char **ret_why)
{
    return word_like_address(s) ? good_prefix(s, ret_why) : word_name(s);
}

static bool good_role(const char *s, const char **ret_why)
{
    *ret_why = "is no role";
    return spec_role_of(s) != ROLE_NONE;
}

static bool good_point_code(const char *s, const char **ret_why)
{
    (void)ret_why;
    struct addr a;
    return word_point_code(s, &a);
}

static bool good_uuid(const char *s, const char **ret_why)
{
    (void)ret_why;
    return word_uuid(s);
}

static bool good_protocol(const char *s, const char **ret_why)
{
    *ret_why = "is no protocol";
    return word_protocol(s);
}

static bool good_category(const char *s, const char **ret_why)
{
    *ret_why = "is no category";
    return spec_category_of(s) != CATEGORIES;
}

static bool good_window(const char *s, const char **ret_why)
{
    *ret_why = word_window(s);
    return *ret_why == NULL;
}

static bool good_time(const char *s, const char **ret_why)
{
    int64_t seconds;
    *ret_why = "is no time";
    return word_time(s, &seconds);
}

static bool good_amount(const char *s, const char **ret_why)
{
    uint64_t n;
    *ret_why = "is neither a number nor a duration";
    return word_amount(s, &n);
}

static bool good_version(const char *s, const char **ret_why)
{
    *ret_why = "is a version that this program does not know";
    return strcmp(s, "1") == 0;
}

static const struct value VERSION = {"version: 1", true, false, good_version};
static const struct value TEXT = {"a text", false, true, good_text};
static const struct value NAME = {"a name of up to 64 characters", false, true, good_name};
static const struct value PLMN = {"MCC and MNC, 5 or 6 digits in quotes (\"00101\")", false, true,
                                  good_plmn};
static const struct value DIGITS = {"up to 15 digits in quotes (\"99901\")", false, true,
                                    good_digits};
static const struct value HOST = {"a host or realm name (hss1.example.org)", false, true,
                                  good_host};
static const struct value PREFIX = {"an address or prefix (192.0.2.1, 192.0.2.0/24, 2001:db8::/32)",
                                    false, true, good_prefix};
static const struct value REFERENCE = {"a name, role, address or prefix", false, true,
                                       good_reference};
static const struct value ROLE = {"one of 3GPP's, as HSS, SMF, UPF, MME (README, roles)", false,
                                  true, good_role};
static const struct value POINT_CODE = {"\"2-1-5\" or a decimal number", true, true,
                                        good_point_code};
static const struct value UUID = {"a UUID (6b1d2a7e-0000-4000-8000-000000000001)", false, true,
                                  good_uuid};
static const struct value PROTOCOL = {"a protocol as diameter, ssh, any, tcp/8443", false, true,
                                      good_protocol};
static const struct value OPERATION = {"the name or number of an operation", true, true, good_name};
static const struct value CATEGORY = {
    "identity, credential, location, profile, session, content, billing, intercept or topology",
    false, true, good_category};
static const struct value WINDOW = {"\"Sat 01:00-05:00 Europe/Amsterdam\"", false, true,
                                    good_window};
static const struct value TICKET = {"the name or number of a ticket", true, true, good_name};
static const struct value TIME = {"a time as 2026-01-10T01:00:00Z", false, true, good_time};
static const struct value AMOUNT = {"a number or a duration (50, 90s, 10m, 2h, 1d)", true, true,
                                    good_amount};

/* --- Keys ------------------------------------------------------------------------------------ */

static const struct key HOME[] = {
    {"plmns", SHAPE_VALUES, &PLMN, NULL},           {"realms", SHAPE_VALUES, &HOST, NULL},
    {"global_titles", SHAPE_VALUES, &DIGITS, NULL}, {"msisdns", SHAPE_VALUES, &DIGITS, NULL},
    {"user_pools", SHAPE_VALUES, &PREFIX, NULL},    {NULL, SHAPE_VALUE, NULL, NULL},
};

static const struct key ELEMENT[] = {
    {"name", SHAPE_VALUE, &NAME, NULL},
    {"role", SHAPE_VALUE, &ROLE, NULL},
    {"roles", SHAPE_VALUES, &ROLE, NULL},
    {"vendor", SHAPE_VALUE, &NAME, NULL},
    {"addresses", SHAPE_VALUES, &PREFIX, NULL},
    {"hosts", SHAPE_VALUES, &HOST, NULL},
    {"global_titles", SHAPE_VALUES, &DIGITS, NULL},
    {"point_codes", SHAPE_VALUES, &POINT_CODE, NULL},
    {"nf_instances", SHAPE_VALUES, &UUID, NULL},
    {"site", SHAPE_VALUE, &NAME, NULL},
    {NULL, SHAPE_VALUE, NULL, NULL},
};

static const struct key PERMIT[] = {
    {"from", SHAPE_VALUE, &REFERENCE, NULL},
    {"to", SHAPE_VALUE, &REFERENCE, NULL},
    {"protocol", SHAPE_VALUE, &PROTOCOL, NULL},
    {"operations", SHAPE_VALUES, &OPERATION, NULL},
    {"categories", SHAPE_VALUES, &CATEGORY, NULL},
    {"why", SHAPE_VALUE, &TEXT, NULL},
    {NULL, SHAPE_VALUE, NULL, NULL},
};

static const struct key TICKETS[] = {
    {"id", SHAPE_VALUE, &TICKET, NULL},
    {"from", SHAPE_VALUE, &TIME, NULL},
    {"until", SHAPE_VALUE, &TIME, NULL},
    {NULL, SHAPE_VALUE, NULL, NULL},
};

static const struct key MAINTENANCE[] = {
    {"vendor", SHAPE_VALUE, &NAME, NULL},         {"from", SHAPE_VALUES, &REFERENCE, NULL},
    {"to", SHAPE_VALUES, &REFERENCE, NULL},       {"targets", SHAPE_VALUES, &REFERENCE, NULL},
    {"protocols", SHAPE_VALUES, &PROTOCOL, NULL}, {"windows", SHAPE_VALUES, &WINDOW, NULL},
    {"tickets", SHAPE_MAPS, NULL, TICKETS},       {NULL, SHAPE_VALUE, NULL, NULL},
};

static const struct key INTERCEPTION[] = {
    {"functions", SHAPE_MAPS, NULL, ELEMENT},
    {"deliver_to", SHAPE_VALUES, &PREFIX, NULL},
    {"warrants", SHAPE_VALUE, &TEXT, NULL},
    {NULL, SHAPE_VALUE, NULL, NULL},
};

static const struct key PARTNER[] = {
    {"name", SHAPE_VALUE, &NAME, NULL},
    {"plmns", SHAPE_VALUES, &PLMN, NULL},
    {"realms", SHAPE_VALUES, &HOST, NULL},
    {"global_titles", SHAPE_VALUES, &DIGITS, NULL},
    {"addresses", SHAPE_VALUES, &PREFIX, NULL},
    {"may", SHAPE_VALUES, &OPERATION, NULL},
    {NULL, SHAPE_VALUE, NULL, NULL},
};

const struct key network_keys[] = {
    {"version", SHAPE_VALUE, &VERSION, NULL},
    {"operator", SHAPE_VALUE, &NAME, NULL},
    {"home", SHAPE_MAP, NULL, HOME},
    {"elements", SHAPE_MAPS, NULL, ELEMENT},
    {"permit", SHAPE_MAPS, NULL, PERMIT},
    {"maintenance", SHAPE_MAPS, NULL, MAINTENANCE},
    {"interception", SHAPE_MAP, NULL, INTERCEPTION},
    {"partners", SHAPE_MAPS, NULL, PARTNER},
    {"thresholds", SHAPE_NAMED, &AMOUNT, NULL},
    {NULL, SHAPE_VALUE, NULL, NULL},
};
