/* Whether what permits and maintenance name is somebody. */
#include "judge/network_inside.h"
#include "judge/network_keys.h"
#include "judge/network_near.h"
#include "judge/network_words.h"

#include <string.h>

static bool is_element(const struct network *n, const char *name)
{
    for (size_t i = 0; i < n->element_count; i++)
        if (strcmp(n->elements[i].name, name) == 0)
            return true;
    return false;
}

static bool somebody(const struct network *n, uint32_t node, struct fault *f)
{
    const char *text = tree_text(&n->tree, node);
    struct shown shown = tree_shown(text);
    struct near near = {.word = text};
    if (word_like_address(text) || spec_role_of(text) != ROLE_NONE || is_element(n, text))
        return true;
    for (size_t i = 0; i < n->element_count; i++)
        near_try(&near, n->elements[i].name);
    for (int role = ROLE_NONE + 1; role < ROLES; role++)
        near_try(&near, spec_role_word((enum role)role));
    return tree_fault(&n->tree, node, f,
                      "%s is nobody here; expected is an element's name, a role, an address or a "
                      "prefix%s",
                      shown.text, near_words(&near).text);
}

/* A list, or a single value. */
static bool all_somebody(const struct network *n, uint32_t node, struct fault *f)
{
    bool list = node && tree_node(&n->tree, node)->kind == NODE_LIST;
    for (uint32_t one = list ? list_first(&n->tree, node) : node; one;
         one = list ? list_next(&n->tree, one) : NODE_NONE)
        if (!somebody(n, one, f))
            return false;
    return true;
}

static bool each_entry(const struct network *n, const char *section, struct fault *f)
{
    static const char *const KEYS[] = {"from", "to", "targets"};
    const struct tree *t = &n->tree;
    for (uint32_t map = list_first(t, network_child(t, 1, section)); map; map = list_next(t, map))
        for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
            if (!all_somebody(n, network_child(t, map, KEYS[i]), f))
                return false;
    return true;
}

bool network_references(const struct network *n, struct fault *f)
{
    return each_entry(n, "permit", f) && each_entry(n, "maintenance", f);
}
