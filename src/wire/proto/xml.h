/* Inside the proto room: a body of XML 1.0, tag by tag.
 *
 * It pulls: nothing is allocated or built, names and texts are spans of the body, and a body that
 * was cut is read as far as it goes. There are no entities but those that every document has, so
 * that nothing can grow, and a document type ends the reading.
 */
#ifndef POSTERN_WIRE_PROTO_XML_H
#define POSTERN_WIRE_PROTO_XML_H

#include "base/cursor.h"

enum xml_sort {
    XML_OPEN,  /* an element begins */
    XML_CLOSE, /* the innermost one ends, whatever its name */
    XML_TEXT,
    XML_END, /* all was read */
    XML_CUT, /* it goes on, but not here */
    XML_BROKEN,
};

struct xml {
    struct cursor c;
    unsigned depth; /* how many elements are open */
    bool closes;    /* the element that was told last is empty: it ends next */
};

struct xml_token {
    enum xml_sort sort;
    struct span prefix, name; /* of the element; no prefix: empty */
    struct span attributes;   /* XML_OPEN: xml_attribute takes them one by one */
    struct span text;         /* XML_TEXT: as written */
    bool literal;             /* XML_TEXT: what looks like a reference is none */
    unsigned depth;           /* how many elements are open around it */
    size_t left;              /* bytes of the document from its first on */
};

struct xml xml_of(struct span document);
/* False after XML_END, XML_CUT and XML_BROKEN, which are tokens too. */
bool xml_next(struct xml *x, struct xml_token *ret);

/* The next attribute; false: there is none. */
bool xml_attribute(struct span *attributes, struct span *ret_prefix, struct span *ret_name,
                   struct span *ret_value);

/* The next element of this name, whatever its prefix: its attributes, and what it contains as far
 * as it is there. False: there is none. */
bool xml_element(struct xml *x, const char *name, struct span *ret_attributes,
                 struct span *ret_content);

/* Without blanks and ends of lines around it. */
struct span xml_trimmed(struct span s);

/* The text with its references undone (XML 1.0 4.1, 4.6), as UTF-8: how many bytes of at most
 * `cap`. */
size_t xml_plain(struct span text, uint8_t *to, size_t cap);

#endif
