#include "output/writer.h"

#include <errno.h>
#include <unistd.h>

static const uint64_t SECOND = 1000000000U;
static const uint64_t DAY = 86400U;

void writer_init(struct writer *w, int fd)
{
    w->fd = fd;
    w->failed = false;
    w->lines = false;
    w->len = 0;
    w->day = UINT64_MAX;
}

static void write_out(struct writer *w, const char *s, size_t n)
{
    while (n && !w->failed) {
        ssize_t done = write(w->fd, s, n);
        if (done < 0 && errno != EINTR)
            w->failed = true;
        if (done > 0) {
            s += done;
            n -= (size_t)done;
        }
    }
}

void writer_flush(struct writer *w)
{
    write_out(w, w->bytes, w->len);
    w->len = 0;
}

void write_slow(struct writer *w, const char *s, size_t n)
{
    writer_flush(w);
    if (n > WRITER_SIZE / 2) {
        write_out(w, s, n);
        return;
    }
    memcpy(w->bytes, s, n);
    w->len = n;
}

void write_number(struct writer *w, uint64_t n)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    write_n(w, digits + at, sizeof digits - at);
}

static void put_digits(char *to, uint64_t n, int count)
{
    while (count--) {
        to[count] = (char)('0' + n % 10);
        n /= 10;
    }
}

/* Days since 1970 to a date of the Gregorian calendar, counted in eras of 400 years that begin on a
 * 1 March, so that the leap day is the last of its year. */
static void put_date(char *to, uint64_t day)
{
    uint64_t since = day + 719468; /* days from 0000-03-01 to 1970-01-01 */
    uint64_t in_era = since % 146097;
    uint64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    uint64_t in_year = in_era - (365 * year + year / 4 - year / 100);
    uint64_t month = (5 * in_year + 2) / 153; /* from March */
    put_digits(to + 8, in_year - (153 * month + 2) / 5 + 1, 2);
    put_digits(to + 5, month < 10 ? month + 3 : month - 9, 2);
    put_digits(to, year + since / 146097 * 400 + (month >= 10), 4);
    to[4] = to[7] = '-';
}

static void put_time(char ret[TIME_SIZE], uint64_t ns)
{
    uint64_t seconds = ns / SECOND;
    memcpy(ret + 10, "T00:00:00.000000000Z", TIME_SIZE - 10);
    put_digits(ret + 11, seconds % DAY / 3600, 2);
    put_digits(ret + 14, seconds / 60 % 60, 2);
    put_digits(ret + 17, seconds % 60, 2);
    put_digits(ret + 20, ns % SECOND, 9);
}

void time_text(char ret[TIME_SIZE], uint64_t ns)
{
    put_date(ret, ns / SECOND / DAY);
    put_time(ret, ns);
}

void write_time(struct writer *w, uint64_t ns)
{
    char all[TIME_SIZE];
    uint64_t day = ns / SECOND / DAY;
    if (day != w->day) {
        w->day = day;
        put_date(w->date, day);
    }
    memcpy(all, w->date, 10);
    put_time(all, ns);
    write_n(w, all, TIME_SIZE - 1);
}
