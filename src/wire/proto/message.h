/* The door of the proto room: one protocol message, said in meanings.
 *
 * A decoder reads bytes through a cursor and calls message_begin, field_*, message_end. It knows no
 * other decoder, keeps no state and allocates nothing: everything in a message is borrowed from the
 * packet and lasts until message_end returns. Bytes of another protocol inside go to sink_inner().
 */
#ifndef POSTERN_WIRE_PROTO_MESSAGE_H
#define POSTERN_WIRE_PROTO_MESSAGE_H

#include "base/blind.h"
#include "base/cursor.h"
#include "base/text.h"
#include "spec/spec.h"
#include "wire/net/packet.h"

enum { MESSAGE_FIELDS = 160, MESSAGE_BOUND = 8, MESSAGE_HANDLES = 4, INNER_DEPTH = 16 };

/* A field's value stays in the form of the wire until somebody wants its text. */
struct field {
    uint8_t meaning; /* enum meaning */
    uint8_t form;    /* enum form; FORM_TUNNEL: number is the TEID or SEID, `at` the address */
    uint16_t group;  /* fields of one grouped element share it; 0: of the message itself */
    uint32_t len;
    const uint8_t *at;
    uint64_t number; /* FORM_NUMBER, FORM_HEX, FORM_PRESENT (1), FORM_TUNNEL, FORM_BCD */
    /* FORM_TUNNEL, FORM_IP: port, 0: none; an F-TEID's interface type in the high half */
    uint32_t extra;
};

/* Oddities that are told and are no failure. */
enum odd {
#define X(ID, word) ODD_BIT_##ID,
#include "wire/proto/odd.def"
#undef X
    ODDS
};
enum odd_bit {
#define X(ID, word) ODD_##ID = 1 << ODD_BIT_##ID,
#include "wire/proto/odd.def"
#undef X
};

/* Bits of MEANING_ILLEGAL: what is wrong with an Echo's header. */
enum echo_illegal {
    ECHO_VERSION = 1 << 0,   /* no version that has an Echo here */
    ECHO_PROTOCOL = 1 << 1,  /* protocol type says GTP', on a port that is not its own */
    ECHO_SPARE = 1 << 2,     /* a spare bit is set */
    ECHO_PIGGYBACK = 1 << 3, /* another message is said to ride along */
    ECHO_LENGTH = 1 << 4,    /* the length field contradicts what was sent */
};

/* How a request and its answer find each other. */
enum pairing {
    PAIR_NONE,
    PAIR_PORTS,      /* same two addresses and ports, same transaction number (GTP, PFCP) */
    PAIR_CONNECTION, /* same association or connection, same transaction number (Diameter) */
    PAIR_ANYWHERE,   /* same transaction number, which no other exchange has (a hash of what names
                      * it); wherever the answer comes from (TCAP, SIP) */
};

struct message {
    const struct packet *packet;
    const struct spec_op *op; /* NULL: unknown type */
    const char *name;         /* the specification's; "unknown" */
    struct span type_text;    /* a type that is a text (HTTP, SIP): told instead of the number */
    bool no_type;             /* a message that nobody can tell the type of: it is ciphered */
    bool untold;              /* settles what was asked and is no message of its own */
    bool provisional;         /* an answer that another one will follow */
    bool several;             /* its identities are of several people */
    uint32_t type;
    uint32_t application;
    uint8_t proto;   /* enum proto */
    uint8_t part;    /* enum part */
    uint8_t pairing; /* enum pairing */
    uint8_t outcome; /* enum outcome; answers only */
    bool has_cause;
    uint32_t cause;
    const struct spec_value *cause_row; /* NULL: unknown */
    uint64_t transaction;
    /* Hashes of what names the session, dialogue, call or resource that this message belongs to,
     * in any of its names; 0 ends. Whose one message of it is, all are (message_handle). */
    uint64_t handles[MESSAGE_HANDLES];
    uint64_t
        begins;   /* one of them that is given out anew: whose it was, it is no longer; 0: none */
    uint32_t odd; /* ODD_* */
    enum lack lack;
    uint32_t length; /* of the message in bytes */
    uint16_t groups; /* how many were opened */
    uint16_t field_count;
    struct field fields[MESSAGE_FIELDS];

    /* Filled by the access room. */
    struct place answers; /* the request's place; frame 0: not seen */
    uint32_t person;      /* 0: nobody known */
    uint8_t bound_count;
    uint32_t bound[MESSAGE_BOUND]; /* identities known only from earlier messages */
};

struct decoder;
struct media;

/* The decoders by name: one hands inner bytes to another without knowing it. */
enum decoder_id {
#define X(name) DECODER_##name,
#include "wire/proto/decoders.def"
#undef X
    DECODERS
};

/* The decoder of a row of decoders.def; NULL past the end. */
const struct decoder *decoder_at(unsigned i);

/* Where messages go, and inner bytes. */
struct sink {
    void *arg;
    void (*message)(void *arg, struct message *m);
    /* A whole message of another protocol. It is decoded when this decoder has returned, in the
     * order in which they were handed over; `bytes` have to last until then, *p is copied, and so
     * are the handles of sink->outer. */
    void (*inner)(void *arg, enum decoder_id d, const struct packet *p, struct cursor bytes);
    /* Bytes of a stream inside another (TLS): decoded at once, like driver_stream. p->flow is the
     * inner stream's own. May be NULL. */
    enum verdict (*inner_stream)(void *arg, const struct packet *p, struct cursor bytes,
                                 size_t *ret_taken);
    /* Such an inner stream has lost bytes; or is over. May be NULL. */
    void (*inner_gap)(void *arg, const struct packet *p);
    void (*inner_ends)(void *arg, const struct flow *f);
    /* What could not be seen inside a message; may be NULL. */
    void (*blind)(void *arg, const struct packet *p, enum blind_reason reason, uint64_t bytes,
                  const char *detail);
    /* Where the media of calls goes (media.h); NULL: nothing of it is kept. */
    struct media *media;
    /* The tables that decoders ask for in `keep`; NULL: there are none. */
    struct table *tables;
    struct tls_secrets *secrets; /* NULL: none were given */
    /* SINK_ROOM bytes for a message that is put together; what is in them lasts until the decoder
     * that did so, and those inside its message, have returned. NULL: there are none. */
    uint8_t *room;
    struct unzip *unzip;
    /* Handles of the message that encloses these bytes; message_begin takes them over. */
    uint64_t outer[MESSAGE_HANDLES];
    struct message *scratch;
};

/* How much a probe is sure that bytes are its protocol. */
enum likeness {
    LIKE_NOT,
    LIKE_PERHAPS, /* believed on its own port or payload protocol */
    LIKE_SURE,    /* unmistakable on any port */
};

enum { DECODER_PORTS = 24, DECODER_LINKS = 4, DECODER_TABLES = 3, SINK_ROOM = 256 << 10 };

/* A table of a decoder's state that lasts beyond a message: reassembly, connections. `share` is of
 * the driver's budget, in 64ths; `evict` is told of an entry before it is overwritten. */
struct keep {
    uint16_t key_size;
    uint8_t share; /* 0: no table */
    uint32_t entry_size;
    uint32_t clear_size; /* of a new entry so many bytes are made zero; 0: all */
    void (*evict)(void *sink, void *entry);
};

struct decoder {
    const char *name;
    uint16_t udp[DECODER_PORTS], tcp[DECODER_PORTS], sctp[DECODER_PORTS]; /* 0 ends */
    uint32_t ppids[DECODER_PORTS];
    uint16_t links[DECODER_LINKS]; /* SS7 link types that lead here */
    enum likeness (*looks)(struct cursor bytes);
    /* A whole datagram or, on a stream, one message as `length` cut it. Bundled messages are all
     * told. NOT_MINE only when nothing was told. */
    enum verdict (*decode)(struct cursor bytes, const struct packet *p, struct sink *sink);
    /* Streams: the length of the message that begins here; TOOK, MORE or NOT_MINE. NULL: no
     * streams. */
    enum verdict (*length)(struct cursor bytes, size_t *ret_length);
    struct keep keep[DECODER_TABLES];
    /* It has to see every byte: nothing is taken from beyond a hole that may yet be filled. */
    bool in_order;
    /* Bytes of this conversation were lost, on p's way; may be NULL. */
    void (*lost)(const struct packet *p, struct sink *sink);
    bool needs_secrets; /* it is asked only where secrets were given */
    /* A conversation of this decoder is over; may be NULL. */
    void (*ends)(const struct flow *f, struct sink *sink);
};

/* Of decoders whose bytes come inside others' only: nobody is asked to recognise them. */
enum likeness looks_inside_only(struct cursor bytes);

/* Makes a table that a decoder asked for, in `budget` bytes; evictions are told to `sink`. False:
 * there is no memory. */
bool keep_open(struct table *t, const struct keep *keep, size_t budget, uint64_t seed,
               struct sink *sink);

/* A decoder's table; NULL: there is none, and no state is kept. */
static inline struct table *sink_table(const struct sink *sink, enum decoder_id d, unsigned which)
{
    struct table *t = sink->tables ? &sink->tables[d * DECODER_TABLES + which] : NULL;
    return t && t->entries ? t : NULL;
}

static inline void sink_inner(struct sink *sink, enum decoder_id d, const struct packet *p,
                              struct cursor bytes)
{
    sink->inner(sink->arg, d, p, bytes);
}

/* May be called while no message is open. */
static inline void sink_blind(struct sink *sink, const struct packet *p, enum blind_reason reason,
                              uint64_t bytes, const char *detail)
{
    if (sink->blind)
        sink->blind(sink->arg, p, reason, bytes, detail);
}

/* Adds a handle once; 0 and those beyond MESSAGE_HANDLES are dropped. */
void message_handle(struct message *m, uint64_t handle);

/* Clears the scratch message and looks up its operation. */
struct message *message_begin(struct sink *sink, const struct packet *p, enum proto proto,
                              uint32_t application, uint32_t type, enum part part);
void message_end(struct sink *sink, struct message *m);

/* Sets cause, its row in `set` and, by the row, the outcome. */
void message_cause(struct message *m, const char *set, uint32_t number);

/* Adds a field; past MESSAGE_FIELDS it is dropped and ODD_TOO_MANY_FIELDS set. NULL then. */
struct field *field_add(struct message *m, enum meaning meaning, enum form form, uint16_t group);
void field_number(struct message *m, enum meaning meaning, uint64_t number, uint16_t group);
/* Only that it was there: secrets leave no pointer to their bytes behind. */
void field_present(struct message *m, enum meaning meaning, uint16_t group);
void field_bytes(struct message *m, enum meaning meaning, enum form form, struct span s,
                 uint16_t group);
/* An address of 4 or 16 bytes with a TEID or SEID; `extra` as in struct field. */
void field_tunnel(struct message *m, enum meaning meaning, uint64_t id, struct span address,
                  uint32_t extra, uint16_t group);

/* Adds what a row of the specification says of a value; false for FORM_GROUP and FORM_OWN, which
 * are the decoder's. FORM_SKIP and rows without a meaning add nothing. */
bool field_of_row(struct message *m, const struct spec_ie *row, struct cursor value,
                  uint16_t group);

/* The frame that completed it. */
static inline struct place message_place(const struct message *m)
{
    return (struct place){.file = m->packet->frame->file, .frame = m->packet->frame->number};
}

/* The first field of this meaning, or NULL. */
const struct field *message_field(const struct message *m, enum meaning meaning);

/* The text of a value: digits of a number, an address, a name... Bytes that are not printable are
 * left to the output to escape. FORM_PRESENT gives "true". */
void text_field(struct text *t, const struct field *f);

/* A field's value as an address; none when it holds no address. */
struct addr field_address(const struct field *f);

const char *odd_word(enum odd o);

/* Takes packets (a struct packet_sink of the net room), finds the decoder by port, payload protocol
 * or bytes, and hands messages up. */
struct driver;

struct driver_settings {
    size_t budget; /* for what decoders keep */
    uint64_t seed;
    struct blind *blind;
    void (*message)(void *arg, struct message *m);
    void *arg;
    bool user_plane; /* G-PDUs are messages too */
};

/* Secrets to open TLS with: the lines of a key log. How many there were; they are kept within
 * `budget` bytes, settled by the first call. */
size_t driver_secrets(struct driver *d, struct span lines, size_t budget);

struct driver *driver_new(const struct driver_settings *settings);
void driver_free(struct driver *d);
enum verdict driver_datagram(struct driver *d, const struct packet *p, struct cursor payload);
enum verdict driver_stream(struct driver *d, const struct packet *p, struct cursor bytes,
                           size_t *ret_taken);
void driver_user_plane(struct driver *d, const struct packet *p, uint32_t teid, struct cursor gtpu);

/* What decoders kept and gave up for lack of room. */
uint64_t driver_evicted(const struct driver *d);

/* The stream has lost bytes. */
void driver_gap(struct driver *d, const struct packet *p);

/* What no decoder took, remembered in the flow (flow->other) by its port and first bytes. */
void driver_guess_other(const struct packet *p, struct cursor payload);

/* The name of a protocol that no decoder takes ("ssh", "ldap"), as far as bytes or port tell; NULL:
 * nobody knows. */
const char *flow_protocol(const struct flow *f);

/* What the conversation speaks, whoever reads it: a decoder's name or flow_protocol; NULL: nobody
 * knows. */
const char *flow_word(const struct flow *f);
/* Of "snmp": whether it is version 3, whose messages carry no password (RFC 3414). */
bool flow_is_snmp_v3(const struct flow *f);

/* The flow is over: its unread bytes become blind spots under the name of what it is (`encrypted`,
 * `not-read`), or `unknown-protocol`. */
void driver_flow_ends(struct driver *d, const struct flow *f);

#endif
