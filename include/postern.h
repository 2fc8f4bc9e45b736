/* postern: who reached whose customer data, and were they supposed to?
 *
 * Open a witness, add captures, run it, and receive messages, accesses, findings and blind spots.
 * The library is passive: it reads what it is given, sends nothing and keeps nothing on disk.
 *
 *     struct postern_settings settings;
 *     postern_defaults(&settings);
 *     struct postern_fault fault;
 *     struct postern *p = postern_new(&settings, &fault);
 *     if (!p || !postern_add_file(p, "capture.pcapng", &fault) ||
 *         !postern_run(p, &(struct postern_sink){.access = print}, &fault))
 *         fprintf(stderr, "%s\n", fault.sentence);
 *     postern_free(p);
 *
 * Strings and arrays handed to a sink last until the sink returns. A text that does not apply is
 * NULL, a list that does not apply has count 0. Identities are pseudonyms ("imsi:00101-k7f3q9d2m4")
 * unless settings.reveal. Addresses are "192.0.2.1", endpoints "192.0.2.1:2123" or
 * "[2001:db8::1]:2123". Times are nanoseconds since 1970, the capture's. Texts are the bytes of the
 * wire where they come from there; a zero byte inside one is given as the bytes C0 80.
 */
#ifndef POSTERN_H
#define POSTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define POSTERN_API __attribute__((visibility("default")))

struct postern;

struct postern_fault {
    char sentence[400]; /* "FILE: what is wrong; what to do" */
};

struct postern_texts {
    const char *const *at;
    size_t count;
};

struct postern_settings {
    const char *filter;       /* BPF as of tcpdump(1), or NULL */
    const char *network;      /* path of the operator's declaration, or NULL */
    const char *keylog;       /* path of TLS secrets in the form of SSLKEYLOGFILE, or NULL */
    uint8_t key[32];          /* for pseudonyms; see postern_key_read */
    bool reveal;              /* identities instead of pseudonyms */
    bool decode;              /* messages are wanted; else accesses and findings */
    bool user_plane;          /* G-PDUs are messages too */
    bool every_access;        /* each access instead of sums */
    size_t memory;            /* bytes for all state; default 64 MiB, at least 8 MiB */
    unsigned workers;         /* never changes the output; default 1 */
    bool cage;                /* give up all system calls that reading does not need; default false.
                                 It holds for the whole process and cannot be undone. */
    const char *min_severity; /* findings below it are neither told nor counted; NULL: all */
    /* Called now and then with the bytes read and in all (0: not known); may be NULL. False ends
     * the reading: what was seen so far is told. In the last call, when the reading has ended and
     * before anything is told of it, both are the same. */
    bool (*progress)(void *arg, uint64_t done, uint64_t all);
    /* Told of each file that cannot be read or is no capture while the others go on; may be NULL.
     */
    void (*trouble)(void *arg, const struct postern_fault *fault);
    void *arg;
    void *reserved[7];
};

enum postern_sort { POSTERN_TEXT, POSTERN_NUMBER, POSTERN_TRUE };

/* Fields stand in the order of the bytes, but those of one meaning follow each other. */

struct postern_field {
    const char *meaning; /* docs/output.md lists them */
    enum postern_sort sort;
    const char *text;
    uint64_t number;
};

struct postern_message {
    const char *file;
    uint64_t frame, time;
    const char *src, *dst; /* NULL without IP */
    struct postern_texts tunnel;
    const char *proto;
    bool has_type;
    uint32_t type;
    const char *type_text; /* where a type is a text (HTTP, SIP); else NULL */
    const char *name;
    int request;         /* 1 asks or begins, 0 answers, -1 neither */
    uint64_t answers;    /* frame of the request; 0: not seen */
    const char *outcome; /* "success", "refused" */
    bool has_cause;
    uint32_t cause;
    const char *cause_name;
    struct postern_texts origin, destination, subscribers, bound;
    const struct postern_field *fields;
    size_t field_count;
    struct postern_texts odd;
};

struct postern_role {
    const char *role;
    unsigned confidence; /* 0-100 */
    const char *why;
    bool acted; /* it sent or answered what speaks for the role; false: it was only asked */
};

struct postern_element {
    const char *address;
    struct postern_texts addresses, names;
    const struct postern_role *roles;
    size_t role_count;
    const char *declared, *vendor;
    const char *only_with; /* the one endpoint with which it was seen to speak */
    uint64_t messages, first, last;
    const char *product; /* its make, as it says itself */
    bool named;          /* names[0] is its own, and not of one that it passes messages on for */
    bool subscriber;     /* somebody's equipment */
};

struct postern_party {
    const char *address, *name, *role, *declared;
};

struct postern_frame {
    const char *file;
    uint64_t frame;
    const char *why; /* findings only */
};

struct postern_access {
    struct postern_party actor, custodian;
    const char *proto, *operation, *how;
    struct postern_texts categories;
    const char *to;
    struct postern_texts senders; /* all roles that may send it by 3GPP; none: anybody may */
    /* Sums: */
    uint64_t count, answered, refused, unanswered, subscribers, first, last;
    struct postern_frame example;
    /* settings.every_access: */
    const char *subscriber;
    struct postern_texts identities;
    const char *outcome;
    bool has_cause;
    uint32_t cause;
    const char *cause_name;
    uint64_t time;
    struct postern_frame frames[2]; /* request, answer */
    size_t frame_count;
};

/* What a permit of the declaration would have to cover. */
struct postern_exchange {
    const char *protocol, *transport; /* NULL: not known; "tcp", "udp", "sctp" */
    uint16_t port;                    /* the served one; 0: none */
    const char *operation;            /* NULL: not known */
    struct postern_texts categories;
};

struct postern_finding {
    const char *id, *slug;
    struct postern_texts also;
    const char *severity;
    unsigned confidence;
    const char *title;
    bool has_actor, has_custodian;
    struct postern_party actor, custodian;
    const char *to;
    struct postern_texts subscribers;
    uint64_t subscriber_count, count, first, last;
    const struct postern_frame *frames;
    size_t frame_count;
    const char *display_filter;
    struct postern_texts why, innocent_if;
    const char *next;
    struct postern_texts references, techniques;
    const char *settled_by;
    const struct postern_exchange *settles; /* NULL: no permit settles it */
    const char *threshold;                  /* of its check, which settles it when set to ... */
    uint64_t enough;                        /* ... so much; NULL: none does */
};

/* Where subscribers are from: distinct identities of one network, country or address range. */
struct postern_origin {
    const char *sort;  /* "plmn" (MCC and MNC), "country" (country code), "pool" (a prefix) */
    const char *value; /* "00101", "49", "10.45.0.0/24" */
    uint64_t count;
};

/* Conversations of two, summed by what is served. */
struct postern_conversation {
    const char *asks, *serves; /* addresses */
    const char *protocol;      /* as in a declaration; NULL: it has no word for it */
    const char *transport;     /* "tcp", "udp", "sctp"; NULL: another */
    uint16_t port;             /* the served one; 0: none */
    uint64_t count, frames, bytes, first, last;
};

struct postern_blindspot {
    const char *reason, *where;
    uint64_t frames, bytes;
    struct postern_frame first; /* frame 0: none */
    const char *detail;
};

struct postern_count {
    const char *name;
    uint64_t count;
};

struct postern_summary {
    uint64_t files, frames, bytes, first, last;
    const struct postern_count *messages; /* by protocol */
    size_t message_kinds;
    bool judged; /* false with settings.decode: then the next three do not apply */
    uint64_t accesses, subscribers;
    struct postern_count findings[4]; /* by severity, from the top */
    uint64_t blind_bytes, evicted;
    const char *network; /* SHA-256 of the declaration */
    const char *key;     /* fingerprint */
    const char *version;
};

/* Any of these may be NULL. Messages come as they are read (settings.decode); the others at the
 * end, in the order in which they stand here, each sorted. */
struct postern_sink {
    void *arg;
    void (*message)(void *arg, const struct postern_message *m);
    void (*element)(void *arg, const struct postern_element *e);
    void (*access)(void *arg, const struct postern_access *a);
    void (*finding)(void *arg, const struct postern_finding *f);
    void (*origin)(void *arg, const struct postern_origin *o);
    void (*conversation)(void *arg, const struct postern_conversation *c);
    void (*blindspot)(void *arg, const struct postern_blindspot *b);
    void (*summary)(void *arg, const struct postern_summary *s);
};

POSTERN_API void postern_defaults(struct postern_settings *settings);
POSTERN_API struct postern *postern_new(const struct postern_settings *settings,
                                        struct postern_fault *fault);
POSTERN_API void postern_free(struct postern *p);

/* Judges by a declaration that is in memory, instead of that of the settings; before postern_run.
 * `name` is what the sentence of a fault calls it. */
POSTERN_API bool postern_declare(struct postern *p, const char *name, const char *bytes,
                                 size_t size, struct postern_fault *fault);

/* Files are opened here and read by postern_run. */
POSTERN_API bool postern_add_file(struct postern *p, const char *path, struct postern_fault *fault);
/* A descriptor, which the witness takes over; `name` is what the output calls it. */
POSTERN_API bool postern_add_descriptor(struct postern *p, int descriptor, const char *name,
                                        struct postern_fault *fault);

/* Reads all and hands it to the sink. False when something of ours failed; captures that are cut or
 * damaged are no failure, and files that are none were told to settings.trouble (when all are none,
 * nothing else is told). Once a witness. */
POSTERN_API bool postern_run(struct postern *p, const struct postern_sink *sink,
                             struct postern_fault *fault);

/* How many findings the run told. */
POSTERN_API uint64_t postern_findings(const struct postern *p);

/* A key is 64 hex digits in a file of mode 0600. postern_key_new never overwrites. */
POSTERN_API bool postern_key_read(const char *path, uint8_t key[32], struct postern_fault *fault);
POSTERN_API bool postern_key_new(const char *path, uint8_t key[32], struct postern_fault *fault);
POSTERN_API void postern_key_random(uint8_t key[32]);
POSTERN_API void postern_key_fingerprint(const uint8_t key[32], char out[17]);

/* Pseudonyms for the file that a declaration names under `interception: warrants:`. Reads
 * identities from the descriptor, one a line ("imsi:001010000000001", also msisdn:, imei:, nai:;
 * blank lines and what stands behind # are skipped), and tells the lines of the file: the key's
 * fingerprint in a comment, then the pseudonyms, sorted. False: the fault names the first line that
 * is wrong (and `name`), and nothing was told. */
POSTERN_API bool postern_warrant(int descriptor, const char *name, const uint8_t key[32],
                                 void (*line)(void *arg, const char *line), void *arg,
                                 struct postern_fault *fault);

/* What there is to say of a declaration, by line: its mistakes, the first twenty; when there are
 * none, what is legal and probably not meant. */
struct postern_remark {
    bool mistake;
    uint64_t line, column;
    const char *sentence; /* "FILE:LINE:COLUMN: ..." */
};
/* What one declares. */
struct postern_network {
    const char *file;
    const char *name; /* of the operator; NULL: not said */
    uint64_t elements, functions, partners, permits, maintenance, thresholds, warrants;
    const char *warrants_key; /* fingerprint of the key that they were made under; NULL: none */
    const char *digest;       /* SHA-256 of the file */
};
/* Tells each remark and then, when nothing is wrong, what is declared. False: it is wrong, and the
 * fault says how much of it; or it could not be read, and nothing was told. */
POSTERN_API bool postern_network_check(const char *path,
                                       void (*remark)(void *arg, const struct postern_remark *r),
                                       void (*network)(void *arg, const struct postern_network *n),
                                       void *arg, struct postern_fault *fault);

/* What changed from one declaration to another: the key ("addresses", "permit"), the entry it is in
 * ("hss1"; NULL: at the top), what stood there and what stands there (NULL: nothing). */
struct postern_change {
    const char *what, *where, *before, *after;
    const char *sentence; /* "hss1: address 10.0.0.6 added" */
};
/* Tells each change; false and a fault when a declaration cannot be read or is wrong. */
POSTERN_API bool postern_network_diff(const char *before, const char *after,
                                      void (*change)(void *arg, const struct postern_change *c),
                                      void *arg, struct postern_fault *fault);

/* What `explain` knows of a finding; NULL past the end. In order of slug. */
enum { POSTERN_THRESHOLDS = 8 };
/* What a declaration can set of a check, its default in the declaration's form ("50", "10m"), and
 * what it counts and why so much. */
struct postern_threshold {
    const char *word, *otherwise, *why;
};

struct postern_check {
    const char *slug, *title, *meaning, *severities;
    struct postern_texts innocent_if;
    const char *next;
    struct postern_texts references, techniques;
    const char *settled_by;
    size_t threshold_count;
    struct postern_threshold thresholds[POSTERN_THRESHOLDS];
    bool sees_messages, sees_accesses, sees_user_plane, sees_conversations;
};
POSTERN_API bool postern_check_at(size_t i, struct postern_check *out);

/* What is understood of a protocol. One whose messages are told has operations; others carry those,
 * or are only counted. */
struct postern_protocol {
    const char *name;                    /* as `proto` of a message; of a carrier its own */
    const char *title;                   /* what it is */
    bool carries;                        /* it has no messages of its own */
    struct postern_texts specifications; /* documents */
    struct postern_texts recognised; /* "udp 2123", "ppid 46"; none: inside others. Bytes that are
                                        unmistakable are taken on any port */
    size_t operations, elements, results; /* how many are known by name */
    bool paired;                          /* an answer is tied to its request */
};
/* Tells each, those with messages first. */
POSTERN_API void postern_protocols(void (*each)(void *arg, const struct postern_protocol *p),
                                   void *arg);

POSTERN_API const char *postern_version(void);

#ifdef __cplusplus
}
#endif

#endif
