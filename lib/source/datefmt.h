/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * datefmt: dates and times as a source writes them, by a pattern.
 *
 * A pattern is compiled once and then parses without allocation, strictly: it reads the whole slice, the day must
 * exist, and nothing is guessed. Its conversions:
 *
 *     %Y  year, 4 digits                     %H  hour 0 .. 23, 1 or 2 digits
 *     %y  year, 2 digits: 69-99 is 19xx,     %I  hour 1 .. 12, 1 or 2 digits; needs %p
 *         00-68 is 20xx (POSIX)              %p  AM or PM
 *     %m  month, 1 or 2 digits               %M  minute, %S  second: 1 or 2 digits, no leap second
 *     %b  month, %B the same: English name   %f  1 to 9 digits of a fraction of a second, dropped
 *         in full or its first 3 letters     %z  offset from UTC: Z, +01, +0100, +01:00
 *     %d  day, 1 or 2 digits                 %%  a per cent sign
 *
 * %a is the English name of a weekday, in full or abbreviated; it is not compared with the day. Names and AM/PM
 * (a.m./p.m. too) may be in any case, and September may be Sept. A blank matches a blank or a no-break space; any other
 * byte matches itself, once. Numbers that stand directly beside one another have all their digits, but for the first of
 * them: %d%m%Y reads 2032024 as 2024-03-02, and %Y%m%d does not read 2024112.
 *
 * Instead of a pattern, these words read numbers:
 *
 *     excel                  days of a spreadsheet: 44201.5 is 2021-01-05 12:00
 *     unix, unix-ms          seconds or milliseconds since 1970, of UTC
 *     days since 2020-12-31  whole days after this one: 1 is 2021-01-01 */
#ifndef SOURCE_DATEFMT_H
#define SOURCE_DATEFMT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/slice.h"
#include "source/dateshape.h"

enum { DATEFMT_STEPS = 32 };

struct datefmt_step {
    char conversion; /* the letter after the per cent sign, or 0 */
    char literal;    /* then this byte, or 0 for none */
    uint8_t least;   /* digits of a number that may have one or two */
    uint8_t behind;  /* digits of the numbers that stand directly behind it */
};

struct datefmt {
    bool has_date, has_time, has_offset; /* the result of a pattern; a date or a time alone is allowed */
    enum { DATEFMT_PATTERN, DATEFMT_EXCEL, DATEFMT_UNIX, DATEFMT_UNIX_MS, DATEFMT_DAYS } word;
    date first; /* DATEFMT_DAYS: day 0 */
    uint8_t steps;
    struct datefmt_step step[DATEFMT_STEPS];
    struct dateshapes shapes; /* of the pattern, or of what is before an offset at its end */
    bool ends_in_offset;
};

struct datefmt_value {
    date day;                  /* DATE_NONE if the pattern has no date */
    int year, month, of_month; /* the same, if there is one */
    daytime time;              /* TIME_NONE if the pattern has no hour; a missing minute or second is 0 */
    bool has_offset;           /* the pattern has %z */
    int32_t offset;            /* seconds to subtract for UTC: +01:00 is 3600; 0 without %z */
};

/* NULL, or what is wrong with the pattern ("has no %d"), for the caller's message; no memory is held. */
const char *datefmt_compile(struct datefmt *f, const char *pattern);

/* Would both read the same text as different days, because they differ only in the order of day, month and short year?
 */
bool datefmt_conflict(const char *a, const char *b);

bool datefmt_parse(const struct datefmt *f, struct slice s, struct datefmt_value *v);

#endif
