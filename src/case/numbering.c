/* Where an identity's network ends and its person begins: numbering plans as tables. */
#include "case/pseudonym.h"

#include <stddef.h>
#include <string.h>

static const struct {
    uint32_t from, to;
} THREE_DIGITS[] = {
#define X(from, to) {from, to},
#include "case/numbering.def"
#undef X
};

/* The number that the first `count` digits make; UINT32_MAX when there are fewer. */
static uint32_t leading(const char *s, unsigned count)
{
    uint32_t n = 0;
    for (unsigned i = 0; i < count; i++) {
        if (s[i] < '0' || s[i] > '9')
            return UINT32_MAX;
        n = n * 10 + (uint32_t)(s[i] - '0');
    }
    return n;
}

unsigned numbering_plmn(const char *imsi)
{
    uint32_t six = leading(imsi, 6);
    for (size_t i = 0; i < sizeof THREE_DIGITS / sizeof *THREE_DIGITS; i++)
        if (six >= THREE_DIGITS[i].from && six <= THREE_DIGITS[i].to)
            return 6;
    return 5;
}

/* ITU-T E.164 Annex D and its list of assigned codes: zones 1 and 7 are codes themselves, some
 * countries have two digits, all others and what is spare have three. */
unsigned numbering_country(const char *number)
{
    static const uint8_t two[] = {20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46,
                                  47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63,
                                  64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98};
    if (number[0] == '1' || number[0] == '7')
        return 1;
    uint32_t begin = leading(number, 2);
    for (size_t i = 0; i < sizeof two; i++)
        if (two[i] == begin)
            return 2;
    return 3;
}
