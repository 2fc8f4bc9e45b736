/* Inside the proto room: a SIP message taken apart (RFC 3261).
 *
 *     sip.c           start line, framing, which operation it is, request and answer
 *     sip_read.c      header fields by name, in the order of the bytes
 *     sip_words.c     lists, parameters, quoted strings, addresses in headers
 *     sip_identity.c  a URI as an identity
 *     sip_fields.c    what each header means
 *     sip_body.c      bodies: SDP, ISUP, short messages, parts of these
 *     sdp.c           session descriptions
 */
#ifndef POSTERN_WIRE_PROTO_SIP_H
#define POSTERN_WIRE_PROTO_SIP_H

#include "base/span.h"
#include "wire/proto/media.h"

/* Numbers of the rows of spec/rfc3261-sip.tbl: places in the order of names. */
enum sip_code {
    SIP_ADDITIONAL_IDENTITY = 6,
    SIP_AUTHORIZATION = 13,
    SIP_CALL_ID = 14,
    SIP_CELLULAR_NETWORK_INFO = 16,
    SIP_CONTACT = 17,
    SIP_CONTENT_ENCODING = 19,
    SIP_CONTENT_LENGTH = 21,
    SIP_CONTENT_TYPE = 22,
    SIP_CSEQ = 23,
    SIP_DIVERSION = 25,
    SIP_EVENT = 27,
    SIP_FROM = 31,
    SIP_GEOLOCATION = 32,
    SIP_HISTORY_INFO = 35,
    SIP_P_ACCESS_NETWORK_INFO = 47,
    SIP_P_ASSERTED_IDENTITY = 49,
    SIP_P_ASSOCIATED_URI = 51,
    SIP_P_CALLED_PARTY_ID = 52,
    SIP_P_CHARGE_INFO = 53,
    SIP_P_CHARGING_VECTOR = 55,
    SIP_P_PREFERRED_IDENTITY = 63,
    SIP_P_SERVED_USER = 68,
    SIP_P_VISITED_NETWORK_ID = 70,
    SIP_PATH = 71,
    SIP_PROXY_AUTHENTICATE = 78,
    SIP_PROXY_AUTHORIZATION = 79,
    SIP_REASON = 82,
    SIP_RECORD_ROUTE = 83,
    SIP_REFER_TO = 86,
    SIP_REFERRED_BY = 87,
    SIP_ROUTE = 99,
    SIP_SECURITY_CLIENT = 101,
    SIP_SECURITY_SERVER = 102,
    SIP_SECURITY_VERIFY = 103,
    SIP_SERVICE_ROUTE = 106,
    SIP_SUBJECT = 111,
    SIP_SUPPORTED = 113,
    SIP_TO = 117,
    SIP_VIA = 122,
    SIP_WWW_AUTHENTICATE = 124,
    SIP_CODES,
};

enum sip_method {
    SIP_NO_METHOD,
    SIP_ACK,
    SIP_BYE,
    SIP_CANCEL,
    SIP_INFO,
    SIP_INVITE,
    SIP_MESSAGE,
    SIP_NOTIFY,
    SIP_OPTIONS,
    SIP_PRACK,
    SIP_PUBLISH,
    SIP_REFER,
    SIP_REGISTER,
    SIP_SUBSCRIBE,
    SIP_UPDATE,
    SIP_METHODS,
};

/* What stands in the place of an application: who speaks with whom, or what is subscribed to. */
enum sip_leg {
    SIP_LEG_PLAIN = 0,
    SIP_LEG_USER = 2,
    SIP_LEG_CORE = 3,
    SIP_LEG_SERVICE = 4,
    SIP_LEG_ISUP = 5,
    SIP_LEG_EVENT = 16,
};

enum { SIP_HEADERS = 96, SIP_SCRATCH = 1024 };

struct sip_header {
    uint8_t code;
    uint8_t next; /* the next one of this code, counted from 1 */
    struct span value;
};

struct sip {
    enum part part;
    enum sip_method method; /* of the request, for an answer by CSeq */
    uint32_t status;
    struct span method_text, uri;
    struct sip_header headers[SIP_HEADERS];
    unsigned count;
    bool crowded;             /* more than fit */
    uint8_t first[SIP_CODES]; /* by code, counted from 1; 0: there is none */
    struct span body;
    bool to_subject; /* whose message it is, To says and not From */
    bool sends_sms;  /* a body is a short message */
    bool has_isup;
    bool in_dialogue; /* To has a tag */
    size_t used;      /* of scratch: texts that last as long as this does */
    char scratch[SIP_SCRATCH];
};

/* --- sip_words.c ------------------------------------------------------------------------------ */

struct span span_trim(struct span s);
/* Case does not matter. */
bool span_ends(struct span s, const char *word);
uint32_t span_number(struct span s);
/* The next element of a list: up to a `mark` outside quotes and brackets. False when there is none.
 */
bool sip_element(struct cursor *c, char mark, struct span *ret);
/* The value of a parameter, quotes taken off; at == NULL: it is not there. `mark` parts them. */
struct span sip_param(struct span params, char mark, const char *name);

struct sip_address {
    struct span uri, params;
};
/* The next address of a header: "Name" <uri>;params, or uri;params. */
bool sip_address_next(struct cursor *c, struct sip_address *ret);

struct sip_uri {
    struct span scheme, user, host, params;
};
struct sip_uri sip_uri_of(struct span uri);
/* The host of "host:port" or "[::1]:port". */
struct span sip_host(struct span s);
bool sip_is_address(struct span host);
/* The host of Via: "SIP/2.0/UDP host:port;branch=...". */
struct span sip_sent_by(struct span via);
/* One copy of bytes that are changed on the way; at == NULL when there is no more room. */
struct span sip_keep(struct sip *s, const char *text, size_t len);

/* --- sip_read.c ------------------------------------------------------------------------------- */

enum sip_method sip_method_of(struct span text);
/* Takes the start line and the headers. False: this is no SIP message. */
bool sip_read(struct sip *s, struct cursor *c);
/* The start line alone. */
bool sip_start_line(struct sip *s, struct cursor *c);
/* The first header of this code; at == NULL: there is none. */
struct span sip_header(const struct sip *s, enum sip_code code);
/* The URI of the first address in it. */
struct sip_uri sip_first_uri(const struct sip *s, enum sip_code code);

/* --- sip_identity.c --------------------------------------------------------------------------- */

/* Whose message it is, the other side, and whom it names beside these. */
enum sip_side { SIP_OWN, SIP_OTHER, SIP_THIRD };

/* Says whose URI it is, if anybody's. */
void sip_identity(struct sip *s, struct message *m, struct span uri, enum sip_side side);
/* user@realm of Authorization (TS 23.003 13.3). */
void sip_private_identity(struct sip *s, struct message *m, struct span name);
/* The network of a 3GPP domain name as digits; at == NULL: the name says none. */
struct span sip_network(struct sip *s, struct span domain);

/* --- sip_fields.c ----------------------------------------------------------------------------- */

void sip_fields(struct sip *s, struct message *m);

/* --- sip_body.c, sdp.c ------------------------------------------------------------------------ */

/* Looks through the bodies before the message is told: what is in them decides what it is. */
void sip_body_look(struct sip *s);
void sip_body(struct sip *s, struct message *m, struct sink *sink);

/* Where a description is from. */
struct sdp_from {
    struct message *message; /* NULL: nothing is told */
    struct sip *texts;       /* of the message */
    const struct packet *packet;
    struct media *media;
    uint64_t call;  /* a hash of its name */
    const char *by; /* the protocol, as people say it */
};

/* Descriptions, one after another: says where media goes, and remembers it for what will arrive. */
void sdp_read(struct cursor c, const struct sdp_from *from);

#endif
