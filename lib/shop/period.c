/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/period.h"

#include "base/num.h"

enum { MONDAY = 3, FIRST_DAY = -719162 }; /* 1969-12-29 is a Monday, 3 days before day 0; 0001-01-01 */

static const struct unit {
    const char *word, *form;
} UNIT[PERIOD_UNITS] = {
    {"day", "YYYY-MM-DD"}, {"week", "YYYY-Www"}, {"month", "YYYY-MM"}, {"quarter", "YYYY-Qn"}, {"year", "YYYY"}};

bool period_is_window(enum period_unit unit)
{
    return unit > PERIOD_UNITS;
}

/* How many days or months a window has. */
static int window_length(enum period_unit unit)
{
    return (int)unit & (PERIOD_DAYS - 1);
}

static bool parse_window(struct slice word, enum period_unit *out)
{
    uint64_t n;
    char last = word.n ? word.p[word.n - 1] : 0;
    if ((last != 'd' && last != 'm') || !num_uint(slice_of(word.p, word.n - 1), &n) || n == 0 || n > PERIOD_WINDOW_MOST)
        return false;
    *out = (enum period_unit)((last == 'd' ? PERIOD_DAYS : PERIOD_MONTHS) + (int)n);
    return true;
}

bool period_unit_parse(struct slice word, enum period_unit *out)
{
    for (int unit = 0; unit < PERIOD_UNITS; unit++)
        if (slice_is(word, UNIT[unit].word)) {
            *out = (enum period_unit)unit;
            return true;
        }
    return parse_window(word, out);
}

const char *period_form(enum period_unit unit)
{
    return UNIT[period_is_window(unit) ? PERIOD_DAY : unit].form;
}

/* ---- months ---- */

/* How many months a unit of whole months has; 0 of others. */
static int months_of(enum period_unit unit)
{
    return unit == PERIOD_MONTH ? 1 : unit == PERIOD_QUARTER ? 3 : unit == PERIOD_YEAR ? 12 : 0;
}

static date month_begin(int month) /* counted from January of year 0 */
{
    return date_of(month / 12, month % 12 + 1, 1);
}

static date months_window_begin(date end, int months)
{
    int year, month, day;
    date_civil(end, &year, &month, &day);
    int before = year * 12 + month - 1 - months;
    if (before < 12) /* year 0 */
        return FIRST_DAY;
    while (!date_valid(before / 12, before % 12 + 1, day))
        day--;
    return date_of(before / 12, before % 12 + 1, day) + 1;
}

static date window_begin(enum period_unit unit, date end)
{
    if (unit > PERIOD_MONTHS)
        return months_window_begin(end, window_length(unit));
    date begin = end - (window_length(unit) - 1);
    return begin < FIRST_DAY ? FIRST_DAY : begin;
}

/* ---- numbers and days ---- */

period period_of(enum period_unit unit, date day)
{
    int year, month, dom;
    if (unit == PERIOD_WEEK)
        return (day - FIRST_DAY) / 7 + (FIRST_DAY + MONDAY) / 7; /* 0001-01-01 is a Monday, too */
    if (!months_of(unit))
        return day;
    date_civil(day, &year, &month, &dom);
    return (year * 12 + month - 1) / months_of(unit);
}

date period_begin(enum period_unit unit, period p)
{
    if (unit == PERIOD_WEEK)
        return p * 7 - MONDAY;
    if (months_of(unit))
        return month_begin(p * months_of(unit));
    return period_is_window(unit) ? window_begin(unit, p) : p;
}

date period_end(enum period_unit unit, period p)
{
    if (unit == PERIOD_WEEK || months_of(unit))
        return period_begin(unit, p + 1) - 1;
    return p;
}

bool period_complete(enum period_unit unit, period p, date from, date to)
{
    return period_begin(unit, p) >= from && period_end(unit, p) <= to;
}

/* ---- names ---- */

static int print_pair(char *p, int v)
{
    memcpy(p, NUM_PAIRS + 2 * v, 2);
    return 2;
}

int period_print(char *p, enum period_unit unit, period number)
{
    int year, week;
    char day[DATE_LEN];
    if (unit == PERIOD_WEEK) {
        date_iso_week(period_begin(unit, number), &year, &week);
        print_pair(p, year / 100);
        print_pair(p + 2, year % 100);
        memcpy(p + 4, "-W", 2);
        return 6 + print_pair(p + 6, week);
    }
    date_print(day, period_end(unit, number));
    memcpy(p, day, 4);
    if (unit == PERIOD_YEAR)
        return 4;
    if (unit == PERIOD_QUARTER) {
        memcpy(p + 4, "-Q", 2);
        p[6] = (char)('1' + number % 4);
        return 7;
    }
    memcpy(p + 4, day + 4, DATE_LEN - 4);
    return unit == PERIOD_MONTH ? 7 : DATE_LEN;
}

static bool digits(struct slice s, size_t from, size_t n, int *value)
{
    *value = 0;
    if (s.n < from + n)
        return false;
    for (const char *p = s.p + from; n; n--, p++) {
        if (*p < '0' || *p > '9')
            return false;
        *value = *value * 10 + (*p - '0');
    }
    return true;
}

/* The period that has this name, if there is one: the check is to print it. */
static bool guess(enum period_unit unit, struct slice name, period *out)
{
    int year, part = 0;
    date day;
    if (unit != PERIOD_WEEK && !months_of(unit)) {
        if (!date_parse(name, &day))
            return false;
        *out = day;
        return true;
    }
    if (!digits(name, 0, 4, &year) || year == 0)
        return false;
    if (unit == PERIOD_WEEK && (!digits(name, 6, 2, &part) || part == 0))
        return false;
    if (unit == PERIOD_MONTH && (!digits(name, 5, 2, &part) || part - 1 > 11))
        return false;
    if (unit == PERIOD_QUARTER && (!digits(name, 6, 1, &part) || part - 1 > 3))
        return false;
    if (unit == PERIOD_WEEK)
        *out = period_of(unit, date_of(year, 1, 4)) + part - 1; /* 4 January is in week 1 */
    else
        *out = year * (12 / months_of(unit)) + (part ? part - 1 : 0);
    return true;
}

bool period_parse(enum period_unit unit, struct slice name, period *out)
{
    char room[PERIOD_ROOM];
    period p;
    if (!guess(unit, name, &p) || !slice_eq(name, slice_of(room, (size_t)period_print(room, unit, p))))
        return false;
    *out = p;
    return true;
}
