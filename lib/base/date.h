/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * date: civil days and times of day, proleptic Gregorian, no zones and no clock.
 *
 * A date is the number of days since 1970-01-01, on the wire YYYY-MM-DD, years 0001 to 9999. A time is seconds since
 * midnight, on the wire HH:MM:SS (no leap second), or TIME_NONE, on the wire empty. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

typedef int32_t date;
typedef int32_t daytime;

enum { TIME_NONE = -1, DATE_NONE = INT32_MIN, DATE_LEN = 10, TIME_LEN = 8 };

/* Does this day exist? */
static inline bool date_valid(int year, int month, int day)
{
    static const unsigned char most[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if ((unsigned)year - 1 >= 9999 || (unsigned)month - 1 >= 12)
        return false;
    if ((unsigned)day - 1 < most[month])
        return true;
    /* a leap year is a multiple of 4; a multiple of 100 must be one of 16 too */
    return month == 2 && day == 29 && (year & (year % 25 ? 3 : 15)) == 0;
}

/* The number of a valid day. Years begin in March, so that the leap day comes last; 719468 days lie between 0000-03-01
 * and 1970-01-01. */
static inline date date_of(int year, int month, int day)
{
    static const date before[] = {0, 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275};
    unsigned y = (unsigned)(year - (month < 3)), century = y / 100;
    return (date)(1461 * y / 4 - century + century / 4) + before[month] + day - 719469;
}

void date_civil(date d, int *year, int *month, int *day);

bool date_parse(struct slice s, date *out); /* exactly YYYY-MM-DD and a day that exists */

/* What is wrong with a text that date_parse refused: "there is no month 13", "February 2023 has 28 days", otherwise how
 * a date is written. Valid until the next call of this thread. */
const char *date_problem(struct slice s);

bool time_parse(struct slice s, daytime *out); /* exactly HH:MM:SS, or empty for TIME_NONE */

void date_print(char *p, date d);                             /* DATE_LEN bytes */
void date_print_civil(char *p, int year, int month, int day); /* the same, for a day that is already split into year,
                                                               * month and day */
void time_print(char *p, daytime t);                          /* TIME_LEN bytes; t must not be TIME_NONE */

/* 1 Monday .. 7 Sunday, and the ISO 8601 week, whose year may differ from the day's (2011-01-01 is 2010-W52). */
int date_weekday(date d);
void date_iso_week(date d, int *year, int *week);

/* A length of time: 90d, 4w, 3m, 1y in days: w = 7 d, m = 30 d, y = 365 d. A bare number is an error. */
bool span_parse(struct slice s, int32_t *days);

#endif
