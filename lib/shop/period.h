/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * period: days in periods of the calendar, and in windows that end on each day.
 *
 * The periods of a unit are numbered in the order of time, without a gap: the next of p is p + 1, and a subtraction
 * counts the periods between two of them. Of the calendar's units a day is in one period. A rolling window is numbered
 * by the day that it ends on, so that it is named like a day, and windows of neighbouring days overlap.
 *
 *     for (period p = period_of(unit, first); p <= period_of(unit, last); p++)
 *         period_print(name, unit, p), period_complete(unit, p, first, as_of) ...
 *
 * A window of n months that ends on a day begins the day after the same day n months before, or after that month's
 * last day, if it has no such day: of 2012-02-29 and 12 months it begins on 2011-03-01. */
#ifndef SHOP_PERIOD_H
#define SHOP_PERIOD_H

#include <stdbool.h>

#include "base/date.h"

enum period_unit {
    PERIOD_DAY,     /* 2011-12-09 */
    PERIOD_WEEK,    /* 2011-W49, ISO 8601: its year may differ from the day's */
    PERIOD_MONTH,   /* 2011-12 */
    PERIOD_QUARTER, /* 2011-Q4 */
    PERIOD_YEAR,    /* 2011 */
    PERIOD_UNITS,
    PERIOD_DAYS = 1 << 16,  /* + n: a rolling window of n days; its name is the day that it ends on */
    PERIOD_MONTHS = 2 << 16 /* + n: a rolling window of n months */
};
enum { PERIOD_WINDOW_MOST = 9999 }; /* days or months of a window */

bool period_is_window(enum period_unit unit);
bool period_unit_parse(struct slice word, enum period_unit *out); /* day ... year, and 28d, 12m of windows */

typedef int32_t period;
period period_of(enum period_unit unit, date day); /* of a window: the one that ends on the day */

/* The first and the last day. A window begins on 0001-01-01 at the earliest; the last week ends after 9999-12-31. */
date period_begin(enum period_unit unit, period p);
date period_end(enum period_unit unit, period p);

/* Does the period lie wholly inside the days from .. to, both included? */
bool period_complete(enum period_unit unit, period p, date from, date to);

/* The name: names of a unit sort by their bytes as their periods do. It has at most PERIOD_ROOM bytes and no NUL; the
 * number of bytes is returned. The parser accepts exactly what the printer writes. */
enum { PERIOD_ROOM = DATE_LEN };
int period_print(char *p, enum period_unit unit, period number);
bool period_parse(enum period_unit unit, struct slice name, period *out);
const char *period_form(enum period_unit unit); /* what a message calls the right form: "YYYY-Www" */

#endif
