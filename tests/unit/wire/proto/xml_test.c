#include "wire/proto/xml.h"

#include "base/text.h"
#include "unit/unit.h"

#include <stdlib.h>

/* "(a x=1) text (/) ." : what a document is read as. */
static void tell(struct text *t, struct span document)
{
    static const char *const ends[] = {[XML_END] = ".", [XML_CUT] = "cut", [XML_BROKEN] = "broken"};
    struct xml x = xml_of(document);
    struct xml_token token;
    struct span prefix, name, value;
    while (xml_next(&x, &token)) {
        text_put(t, token.sort == XML_TEXT ? "" : token.sort == XML_OPEN ? "(" : "/");
        if (token.prefix.len)
            text_put_n(t, (const char *)token.prefix.at, token.prefix.len);
        text_put(t, token.prefix.len ? ":" : "");
        text_put_n(t, (const char *)token.name.at, token.name.len);
        while (xml_attribute(&token.attributes, &prefix, &name, &value)) {
            text_put(t, " ");
            text_put_n(t, (const char *)name.at, name.len);
            text_put(t, "=");
            text_put_n(t, (const char *)value.at, value.len);
        }
        text_put_n(t, (const char *)token.text.at, token.text.len);
        text_put(t, token.sort == XML_TEXT ? "|" : token.sort == XML_OPEN ? ")" : "/");
    }
    text_put(t, ends[token.sort]);
}

static void is_read(const char *document, const char *as)
{
    TEXT_ON(t, 400);
    size_t len = strlen(document);
    uint8_t *copy = malloc(len + 1);
    memcpy(copy, document, len);
    tell(&t, (struct span){copy, len});
    free(copy);
    assert_string_equal(t.at, as);
}

static void documents(void **state)
{
    (void)state;
    is_read("<a/>", "(a)//.");
    is_read("<?xml version=\"1.0\"?>\n<a><b>1</b> 2</a>", "\n|(a)(b)1|/b/ 2|/a/.");
    is_read("\xef\xbb\xbf<n:a xmlns:n='u' x = \"1>2\" />", "(n:a n=u x=1>2)//.");
    is_read("<a><!-- <b> -->x<![CDATA[<&>]]></a >", "(a)x|<&>|/a/.");
    is_read("<a>&amp;</a>", "(a)&amp;|/a/.");
}

static void what_is_none(void **state)
{
    (void)state;
    is_read("", ".");
    is_read("<a", "cut");
    is_read("<a><b>", "(a)(b)cut");
    is_read("<a><!-- ", "(a)cut");
    is_read("<a x=\"", "cut");
    is_read("</a>", "broken");
    is_read("<>", "broken");
    is_read("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "broken");
}

static void cut_anywhere(void **state)
{
    (void)state;
    static const char whole[] = "<a x='1'><b>t</b><![CDATA[u]]><!-- c --><d/></a>";
    for (size_t len = 1; len < sizeof whole - 1; len++) {
        TEXT_ON(t, 400);
        uint8_t *copy = malloc(len);
        memcpy(copy, whole, len);
        tell(&t, (struct span){copy, len});
        free(copy);
        assert_non_null(strstr(t.at, "cut"));
    }
}

static void elements(void **state)
{
    (void)state;
    static const char document[] = "<r><n:a x='1'>one<a>in</a></n:a><a/><a>two";
    static const char *const contents[] = {"one<a>in</a>", "", "two"};
    struct xml x = xml_of((struct span){(const uint8_t *)document, sizeof document - 1});
    struct span attributes, content;
    for (unsigned i = 0; i < 3; i++) {
        assert_true(xml_element(&x, "a", &attributes, &content));
        assert_int_equal(content.len, strlen(contents[i]));
        assert_memory_equal(content.at, contents[i], content.len);
        assert_int_equal(attributes.len, i ? 0 : 5);
    }
    assert_false(xml_element(&x, "a", &attributes, &content));
}

/* Digits hide behind numbers, and nothing grows. */
static void references(void **state)
{
    (void)state;
    static const struct {
        const char *text, *plain;
    } ROWS[] = {
        {"a&amp;b", "a&b"},
        {"&lt;&gt;&quot;&apos;", "<>\"'"},
        {"&#48;0&#x31;01", "00101"},
        {"&#xE9;", "\xc3\xa9"},
        {"&b;", "&b;"},
        {"&#;", "&#;"},
        {"&#x110000;", "&#x110000;"},
        {"&", "&"},
        {"&#48", "&#48"},
        {"&&&#48;", "&&0"},
        {"&#x4g;", "&#x4g;"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        uint8_t to[32];
        struct span text = {(const uint8_t *)ROWS[i].text, strlen(ROWS[i].text)};
        size_t len = xml_plain(text, to, sizeof to);
        assert_int_equal(len, strlen(ROWS[i].plain));
        assert_memory_equal(to, ROWS[i].plain, len);
        assert_true(xml_plain(text, to, 1) <= 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents), cmocka_unit_test(what_is_none), cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(elements),  cmocka_unit_test(references),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
