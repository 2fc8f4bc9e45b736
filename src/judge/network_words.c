#include "judge/network_words.h"

#include "spec/spec.h"

#include <ctype.h>
#include <string.h>

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool in(const char *const *words, const char *s)
{
    for (; *words; words++)
        if (strcmp(*words, s) == 0)
            return true;
    return false;
}

static bool all(const char *s, bool (*is)(char))
{
    for (; *s; s++)
        if (!is(*s))
            return false;
    return true;
}

/* Decimal, without sign or spaces, at most `most`. */
static bool number(const char *s, size_t length, uint64_t most, uint64_t *ret)
{
    uint64_t n = 0;
    if (length == 0)
        return false;
    for (size_t i = 0; i < length; i++) {
        uint64_t d = (uint64_t)(s[i] - '0');
        if (!digit(s[i]) || n > (most - d) / 10)
            return false;
        n = n * 10 + d;
    }
    *ret = n;
    return true;
}

static bool hexadecimal(const char *s)
{
    return s[0] == '0' && (s[1] == 'x' || s[1] == 'o') && s[2] &&
           strspn(s + 2, "0123456789abcdefABCDEF") == strlen(s + 2);
}

enum scalar word_scalar(const char *s)
{
    static const char *const OTHERS[] = {"true", "True", "TRUE", "false", "False", "FALSE",
                                         "null", "Null", "NULL", "~",     "",      NULL};
    const char *t = s + (*s == '-' || *s == '+');
    size_t whole = strspn(t, "0123456789");
    if (in(OTHERS, s))
        return SCALAR_OTHER;
    if (hexadecimal(s) || (whole && !t[whole]))
        return SCALAR_INTEGER;
    if (whole == 0 && *t != '.')
        return SCALAR_TEXT;
    /* 1.5, .5, 1e3; two dots make a text, as of an address */
    const char *rest = t + whole;
    size_t fraction = *rest == '.' ? strspn(rest + 1, "0123456789") + 1 : 0;
    rest += fraction;
    if (whole == 0 && fraction < 2)
        return SCALAR_TEXT;
    if (*rest == 'e' || *rest == 'E') {
        rest += 1 + (rest[1] == '-' || rest[1] == '+');
        rest += strspn(rest, "0123456789");
    }
    return *rest ? SCALAR_TEXT : SCALAR_OTHER;
}

static bool visible(char c)
{
    return (unsigned char)c >= ' ' && c != 0x7f;
}

bool word_name(const char *s)
{
    size_t n = strlen(s);
    return n >= 1 && n <= 64 && all(s, visible) && s[0] != ' ' && s[n - 1] != ' ';
}

bool word_plmn(const char *s)
{
    size_t n = strlen(s);
    return (n == 5 || n == 6) && all(s, digit);
}

bool word_digits(const char *s)
{
    size_t n = strlen(s);
    return n >= 1 && n <= 15 && all(s, digit);
}

static bool of_label(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '_';
}

bool word_host(const char *s)
{
    size_t label = 0;
    size_t n = strlen(s);
    if (n == 0 || n > 253)
        return false;
    for (; *s; s++) {
        label = *s == '.' ? 0 : label + 1;
        if (label > 63 || (*s == '.' ? s[1] == '.' || s[1] == 0 : !of_label(*s)))
            return false;
        if (*s == '.' && n == strlen(s))
            return false; /* a dot at the beginning */
    }
    return true;
}

bool word_uuid(const char *s)
{
    for (unsigned i = 0; i < 36; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? s[i] != '-' : !isxdigit((unsigned char)s[i]))
            return false;
    }
    return s[36] == 0;
}

enum { ITU_CODES = 0x3fff };

/* ITU-T Q.704: 3, 8 and 3 bits; ANSI and China: 8, 8 and 8. As written, one of both; a number that
 * ITU-T's 14 bits hold is one of theirs. */
bool word_point_code(const char *s, struct addr *ret)
{
    uint64_t n[3];
    if (all(s, digit)) {
        bool good = number(s, strlen(s), 0xffffff, &n[0]);
        *ret = addr_point_code(good ? (uint32_t)n[0] : 0, good && n[0] > ITU_CODES);
        return good;
    }
    for (unsigned i = 0; i < 3; i++) {
        size_t length = strcspn(s, "-");
        if (!number(s, length, 255, &n[i]))
            return false;
        s += length;
        if (*s != (i < 2 ? '-' : 0))
            return false;
        s += i < 2;
    }
    *ret = addr_point_code((uint32_t)(n[0] << 16 | n[1] << 8 | n[2]), true);
    return true;
}

struct addr word_title(const char *digits)
{
    uint8_t each[ADDR_SS7_DIGITS];
    struct addr a = {0};
    unsigned count = 0;
    while (digits[count] && count < ADDR_SS7_DIGITS) {
        each[count] = (uint8_t)(digits[count] - '0');
        count++;
    }
    addr_add_title(&a, each, count);
    return a;
}

static const char *const PROTOCOLS[] = {
    "gtp",    "gtpprime", "gtpv2",   "pfcp",      "diameter",  "gsm_map", "camel",      "tcap",
    "isup",   "ngap",     "s1ap",    "x2ap",      "xnap",      "f1ap",    "e1ap",       "ranap",
    "sbc-ap", "lcsap",    "nas-5gs", "nas-eps",   "sgsap",     "http2",   "http",       "sip",
    "radius", "smpp",     "gsup",    "any",       "ssh",       "telnet",  "ftp",        "tftp",
    "https",  "tls",      "quic",    "snmp",      "ldap",      "mysql",   "postgresql", "tds",
    "oracle", "mongodb",  "redis",   "cassandra", "kafka",     "nfs",     "smb",        "tacplus",
    "syslog", "ntp",      "dns",     "netconf",   "bgp",       "rdp",     "vnc",        "gre",
    "erspan", "vxlan",    "geneve",  "ipsec",     "wireguard", "l2tp",    "openvpn",    "gtp-u",
    "x1",     "x2x3",     "hi2",     "hi3",       "sflow",     "hep",     "rpcap",      "rtp",
    "icmp",   NULL};

bool word_protocol(const char *s)
{
    static const char *const BEFORE[] = {"tcp/", "udp/", "sctp/"};
    uint64_t port;
    for (unsigned i = 0; i < 3; i++) {
        size_t n = strlen(BEFORE[i]);
        if (strncmp(s, BEFORE[i], n) == 0)
            return number(s + n, strlen(s + n), 65535, &port) && port > 0;
    }
    return in(PROTOCOLS, s);
}

static const char *const SLUGS[] = {"gtp-echo-payload",
                                    "user-plane-copy",
                                    "user-plane-redirect",
                                    "identity-harvest",
                                    "subscriber-tracking",
                                    "credential-in-clear",
                                    "undeclared-element",
                                    "undeclared-access",
                                    "role-violation",
                                    "identity-mismatch",
                                    "foreign-request",
                                    "layer-mismatch",
                                    "hidden-operation",
                                    "tracking-query",
                                    "vector-theft",
                                    "registration-hijack",
                                    "profile-tamper",
                                    "silent-sms",
                                    "maintenance-outside-window",
                                    "vendor-reach",
                                    "intercept-unwarranted",
                                    "delivery-elsewhere",
                                    "rogue-function",
                                    "token-misuse",
                                    "token-forged",
                                    "discovery-sweep",
                                    "function-sweep",
                                    "subscriber-dump",
                                    "long-term-key-read",
                                    "fake-amf-registration",
                                    "callback-elsewhere",
                                    "rogue-smf",
                                    "seid-scan",
                                    "bulk-egress",
                                    "quiet-channel",
                                    "beacon",
                                    "management-in-clear",
                                    "user-to-core",
                                    "gtpdoor",
                                    "bpfdoor",
                                    "synful-knock",
                                    "j-magic",
                                    "cd00r",
                                    "seaspy",
                                    "tinyshell",
                                    "syn-with-data",
                                    "magic-packet",
                                    "port-switch",
                                    "rogue-sgsn",
                                    "infrastructure-in-tunnel",
                                    "grx-ssh",
                                    "sigtran-rogue",
                                    "core-scan",
                                    "teid-scan",
                                    "traffic-mirror",
                                    "media-twin",
                                    "shadow-leg",
                                    "ssh-odd-port",
                                    "web-odd-port",
                                    "undeclared-telnet",
                                    "undeclared-tunnel",
                                    "dns-tunnel",
                                    "icmp-tunnel",
                                    "ntp-tunnel",
                                    "port-disguise",
                                    "aaa-redirect",
                                    "snmp-write",
                                    "capture-export",
                                    "device-door",
                                    "suci-probe",
                                    "null-security",
                                    "early-identity-request",
                                    "replay",
                                    "campaign",
                                    NULL};

bool word_slug(const char *s)
{
    return in(SLUGS, s);
}

static bool of_key(char c)
{
    return (c >= 'a' && c <= 'z') || digit(c) || c == '-' || c == '_';
}

bool word_key(const char *s)
{
    return *s >= 'a' && *s <= 'z' && strlen(s) <= 40 && all(s, of_key);
}

bool word_like_address(const char *s)
{
    size_t n = strlen(s);
    bool four = strspn(s, "0123456789./") == n && strpbrk(s, "./");
    bool six = strspn(s, "0123456789abcdefABCDEF:./") == n && strchr(s, ':');
    return four || six;
}

struct addr word_masked(struct addr a, unsigned bits)
{
    for (unsigned i = 0; i < sizeof a.bytes; i++) {
        unsigned keep = bits >= 8 ? 8 : bits;
        a.bytes[i] &= (uint8_t)(0xff00U >> keep);
        bits -= keep;
    }
    return a;
}

const char *word_prefix(const char *s, struct prefix *ret)
{
    char address[64];
    size_t length = strcspn(s, "/");
    if (length == 0 || length >= sizeof address)
        return "is no address";
    memcpy(address, s, length);
    address[length] = 0;
    if (!addr_parse(address, &ret->address))
        return "is no address";
    uint64_t bits = ret->address.family == 4 ? 32 : 128;
    if (s[length] && !number(s + length + 1, strlen(s + length + 1), bits, &bits))
        return ret->address.family == 4 ? "has no length of 0 to 32 behind the stroke"
                                        : "has no length of 0 to 128 behind the stroke";
    ret->bits = (unsigned)bits;
    struct addr net = word_masked(ret->address, ret->bits);
    return addr_equal(&net, &ret->address) ? NULL : "has bits set behind the length of its prefix";
}

/* --- Windows and times ----------------------------------------------------------------------- */

static bool two(const char *s, unsigned most, unsigned *ret)
{
    if (!digit(s[0]) || !digit(s[1]))
        return false;
    *ret = (unsigned)(s[0] - '0') * 10 + (unsigned)(s[1] - '0');
    return *ret <= most;
}

static const char *day(const char *s, unsigned *ret)
{
    static const char *const DAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    for (unsigned i = 0; i < 7; i++)
        if (strncmp(s, DAYS[i], 3) == 0) {
            *ret = i;
            return s + 3;
        }
    return NULL;
}

/* Behind the days and their blank, or NULL. "Fri-Mon" goes over the week's end. */
static const char *days(const char *s, uint8_t *ret)
{
    unsigned from;
    *ret = 0;
    if (strncmp(s, "daily ", 6) == 0) {
        *ret = 0x7f;
        return s + 6;
    }
    while ((s = day(s, &from))) {
        unsigned until = from;
        if (*s == '-' && !(s = day(s + 1, &until)))
            return NULL;
        for (unsigned i = from; i != until; i = (i + 1) % 7)
            *ret |= (uint8_t)(1U << i);
        *ret |= (uint8_t)(1U << until);
        if (*s == ' ')
            return s + 1;
        if (*s++ != ',')
            return NULL;
    }
    return NULL;
}

/* hh:mm, up to 24:00; minutes since midnight. */
static bool clock_time(const char *s, unsigned *ret)
{
    unsigned hours;
    unsigned minutes;
    if (strlen(s) < 5 || !two(s, 24, &hours) || s[2] != ':' || !two(s + 3, 59, &minutes))
        return false;
    *ret = hours * 60 + minutes;
    return *ret <= 24 * 60;
}

static bool of_zone(char c)
{
    return isalnum((unsigned char)c) || c == '/' || c == '_' || c == '-' || c == '+';
}

const char *word_window(const char *s)
{
    unsigned from;
    unsigned until;
    uint8_t which;
    s = days(s, &which);
    if (!s)
        return "does not begin with a day";
    if (!clock_time(s, &from) || s[5] != '-' || !clock_time(s + 6, &until))
        return "has no times of 00:00 to 24:00 behind the day";
    if (from == until)
        return "begins when it ends";
    s += 11;
    if (*s != ' ' || !isalpha((unsigned char)s[1]) || !all(s + 1, of_zone))
        return "has no time zone at its end";
    return NULL;
}

struct window_words word_window_parts(const char *s)
{
    struct window_words w = {0};
    unsigned from = 0;
    unsigned until = 0;
    s = days(s, &w.days);
    if (s && clock_time(s, &from) && clock_time(s + 6, &until)) {
        w.from = (uint16_t)from;
        w.until = (uint16_t)until;
        w.zone = s + 12;
    }
    return w;
}

/* Days since 1970-01-01 of the proleptic Gregorian calendar. */
static int64_t day_number(unsigned year, unsigned month, unsigned dom)
{
    static const unsigned BEFORE[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int64_t past = (int64_t)year - (month <= 2); /* leap days are of the years before March */
    int64_t leaps = past / 4 - past / 100 + past / 400 - 477;
    return ((int64_t)year - 1970) * 365 + leaps + BEFORE[month - 1] + (dom - 1);
}

static bool zone(const char *s, int64_t *ret)
{
    unsigned hours;
    unsigned minutes;
    *ret = 0;
    if (strcmp(s, "Z") == 0)
        return true;
    if ((*s != '+' && *s != '-') || strlen(s) != 6 || s[3] != ':')
        return false;
    if (!two(s + 1, 23, &hours) || !two(s + 4, 59, &minutes))
        return false;
    *ret = (*s == '-' ? -1 : 1) * (int64_t)(hours * 3600 + minutes * 60);
    return true;
}

static bool date(const char *s, int64_t *ret)
{
    static const uint8_t LENGTHS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned century;
    unsigned year;
    unsigned month;
    unsigned dom;
    if (!two(s, 99, &century) || !two(s + 2, 99, &year) || s[4] != '-' || !two(s + 5, 12, &month) ||
        s[7] != '-' || !two(s + 8, 31, &dom) || month == 0 || dom == 0)
        return false;
    year += century * 100;
    bool leap = year % 4 == 0 && (year % 100 || year % 400 == 0);
    *ret = day_number(year, month, dom);
    return year >= 1970 && dom <= LENGTHS[month - 1] + (unsigned)(leap && month == 2);
}

bool word_time(const char *s, int64_t *ret)
{
    unsigned hour;
    unsigned minute;
    unsigned second;
    int64_t days_since;
    int64_t offset;
    if (strlen(s) < 20 || !date(s, &days_since) || s[10] != 'T')
        return false;
    if (!two(s + 11, 23, &hour) || s[13] != ':' || !two(s + 14, 59, &minute) || s[16] != ':' ||
        !two(s + 17, 59, &second))
        return false;
    s += 19;
    if (*s == '.') {
        size_t digits = strspn(s + 1, "0123456789");
        if (digits == 0 || digits > 9)
            return false;
        s += digits + 1;
    }
    if (!zone(s, &offset))
        return false;
    *ret = days_since * 86400 + hour * 3600 + minute * 60 + second - offset;
    return true;
}

bool word_amount(const char *s, uint64_t *ret)
{
    static const struct {
        char unit;
        uint64_t ns;
    } UNITS[] = {{'s', 1000000000U},
                 {'m', 60U * 1000000000ULL},
                 {'h', 3600U * 1000000000ULL},
                 {'d', 86400U * 1000000000ULL}};
    size_t length = strspn(s, "0123456789");
    if (s[length] == 0)
        return number(s, length, INT64_MAX, ret);
    if (s[length + 1])
        return false;
    for (unsigned i = 0; i < 4; i++)
        if (s[length] == UNITS[i].unit) {
            bool good = number(s, length, INT64_MAX / UNITS[i].ns, ret);
            *ret *= good ? UNITS[i].ns : 0;
            return good;
        }
    return false;
}
