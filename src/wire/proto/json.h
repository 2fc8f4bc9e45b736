/* Inside the proto room: a body of JSON (RFC 8259), value by value.
 *
 * It pulls: nothing is allocated or built, texts are spans of the body, and a body that was cut is
 * read as far as it goes. What lies deeper than JSON_DEPTH is stepped over.
 */
#ifndef POSTERN_WIRE_PROTO_JSON_H
#define POSTERN_WIRE_PROTO_JSON_H

#include "base/cursor.h"

enum { JSON_DEPTH = 32 };

enum json_sort {
    JSON_OBJECT, /* one begins */
    JSON_ARRAY,
    JSON_CLOSE, /* the innermost one ends */
    JSON_STRING,
    JSON_NUMBER,
    JSON_WORD, /* true, false, null */
    JSON_END,  /* all was read */
    JSON_CUT,  /* it goes on, but not here */
    JSON_BROKEN,
};

struct json {
    struct cursor c;
    uint32_t objects; /* a bit for each open one: it is an object */
    uint8_t depth;    /* how many are open */
    bool after;       /* a value stands before, and no comma yet */
    bool begun;
    bool too_deep; /* something was stepped over */
};

struct json_token {
    enum json_sort sort;
    struct span name; /* of the member; empty in arrays and at the top */
    struct span text; /* strings without their quotes, numbers, words: as written */
    bool escaped;     /* json_plain has to undo escapes */
    unsigned depth;   /* how many are open around it */
};

struct json json_of(struct cursor body);
/* False after JSON_END, JSON_CUT and JSON_BROKEN, which are tokens too. */
bool json_next(struct json *j, struct json_token *ret);
/* The text with its escapes undone, as UTF-8: how many bytes of at most `cap`. */
size_t json_plain(struct span text, uint8_t *to, size_t cap);

#endif
