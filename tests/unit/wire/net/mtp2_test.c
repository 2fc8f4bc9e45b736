#include "frames.h"

/* SIO (ISUP, national), label from 1-2-3 to 4-5-6. */
#define LABEL "\x85\x2e\xe0\x04\x02"
#define USER LABEL "!!!four"
#define SAID "pc:1-2-3 > pc:4-5-6 " USER "\n"

enum { WITH_HEADER = 139, PLAIN = 140 };

static struct made made_unit(const char *user, unsigned length)
{
    struct made m = made_of(user);
    front8(&m, length);
    front16(&m, 0x8182); /* sequence numbers */
    return m;
}

static void message_units_are_mtp3(void **state)
{
    (void)state;
    struct made m = made_unit(USER, 12);
    reads(PLAIN, &m, SAID, "");
    m = made_unit(USER, 63); /* a length of so much or more */
    reads(PLAIN, &m, SAID, "");
    m = made_unit(USER "\x12\x34", 12); /* a check sequence behind */
    reads(PLAIN, &m, SAID, "");
}

/* Q.703 2.2: fill-in and status units. */
static void others_carry_nobodys_message(void **state)
{
    (void)state;
    for (unsigned length = 0; length < 3; length++) {
        struct made m = made_unit("", length);
        reads(PLAIN, &m, "", "");
    }
}

static void pseudo_header(void **state)
{
    (void)state;
    struct made m = made_unit(USER, 12);
    front32(&m, 0x01000007); /* sent, annex A not used, link 7 */
    reads(WITH_HEADER, &m, SAID, "");
}

/* Q.703 annex A: twice two bytes of sequence numbers, a length of nine bits. */
static void long_sequence_numbers(void **state)
{
    (void)state;
    struct made m = made_of(USER);
    front16(&m, 0x0c00);
    front32(&m, 0x01020304);
    front32(&m, 0x00010007);
    reads(WITH_HEADER, &m, SAID, "");
}

static void headers_that_are_cut_off(void **state)
{
    (void)state;
    struct made m = made_of("\x81\x82");
    reads(PLAIN, &m, "", "broken mtp2 1/2\n");
    m = made_of("\x01\x01\x07");
    reads(WITH_HEADER, &m, "", "broken mtp2-pseudo-header 1/3\n");
    m = made_unit("\x85\x2e\xe0", 3);
    reads(PLAIN, &m, "", "broken mtp3 1/3\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(message_units_are_mtp3),
        cmocka_unit_test(others_carry_nobodys_message),
        cmocka_unit_test(pseudo_header),
        cmocka_unit_test(long_sequence_numbers),
        cmocka_unit_test(headers_that_are_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
