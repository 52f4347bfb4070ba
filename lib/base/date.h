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

bool date_valid(int year, int month, int day); /* does this day exist? */
date date_of(int year, int month,
             int day); /* of a valid day; H. Hinnant, "chrono-compatible low-level date algorithms" */
void date_civil(date d, int *year, int *month, int *day);

bool date_parse(struct slice s, date *out);    /* exactly YYYY-MM-DD and a day that exists */
bool time_parse(struct slice s, daytime *out); /* exactly HH:MM:SS, or empty for TIME_NONE */

void date_print(char *p, date d);    /* DATE_LEN bytes */
void time_print(char *p, daytime t); /* TIME_LEN bytes; t must not be TIME_NONE */

/* 1 Monday .. 7 Sunday, and the ISO 8601 week, whose year may differ from the day's (2011-01-01 is 2010-W52). */
int date_weekday(date d);
void date_iso_week(date d, int *year, int *week);

/* A length of time: 90d, 4w, 3m, 1y in days: w = 7 d, m = 30 d, y = 365 d. A bare number is an error. */
bool span_parse(struct slice s, int32_t *days);

#endif
