/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

#include <stdio.h>

#include "base/decimal.h"
#include "base/num.h"

/* Eight bytes of text less their pattern, in which '0' stands for a digit; *wrong is 0 where they are digits, and the
 * same as the pattern elsewhere. `spread` has 0x76 where a digit is wanted, which leads any byte above 9 beyond 0x7f,
 * and 0x7f where 0 alone will do. */
static inline uint64_t digits_of(const char *p, const char pattern[8], uint64_t spread, uint64_t *wrong)
{
    uint64_t w = word_load(p) ^ word_load(pattern);
    *wrong |= ((w + spread) | w) & 0x8080808080808080u;
    return w;
}

/* Two digits as a number: the byte at 8 * i of the result is ten times byte i and the next one. */
static inline uint64_t pairs_of(uint64_t w)
{
    return w * 10 + (w >> 8);
}
static inline int pair_at(uint64_t pairs, int i)
{
    return (int)(pairs >> 8 * i & 0xff);
}

/* Years begin in March, months are 3 to 14. Counted as if every fourth were a leap year, years are fractions of 2^32,
 * and the months of a year fractions of 2^16: a multiplication and a shift then do for most divisions (C. Neri and
 * L. Schneider, "Euclidean affine functions and their application to calendar algorithms", 2022). */
static inline unsigned civil(date d, unsigned *month, unsigned *day)
{
    uint32_t quarters = 4 * (uint32_t)(d + 719468) + 3, century = quarters / 146097;
    uint64_t years = (uint64_t)2939745 * (quarters + 4 * century - (century & ~3u));
    uint32_t of_year = (uint32_t)years / 2939745 / 4, months = 2141 * of_year + 197913;
    *month = months >> 16;
    *day = (months & 0xffff) / 2141 + 1;
    return (unsigned)(years >> 32) + (of_year >= 306); /* January and February are the next year's */
}

void date_civil(date d, int *year, int *month, int *day)
{
    unsigned m, of_month;
    *year = (int)civil(d, &m, &of_month);
    *month = (int)(m > 12 ? m - 12 : m);
    *day = (int)of_month;
}

bool date_parse(struct slice s, date *out)
{
    if (s.n != DATE_LEN)
        return false;
    uint64_t wrong = 0;
    uint64_t front = pairs_of(digits_of(s.p, "0000-00-", 0x7f76767f76767676u, &wrong));
    uint64_t back = pairs_of(digits_of(s.p + 2, "00-00-00", 0x76767f76767f7676u, &wrong));
    int year = pair_at(front, 0) * 100 + pair_at(front, 2), month = pair_at(front, 5), day = pair_at(back, 6);
    if (wrong || !date_valid(year, month, day))
        return false;
    *out = date_of(year, month, day);
    return true;
}

static bool digits_at(struct slice s, size_t from, size_t n, int *value)
{
    *value = 0;
    for (size_t i = from; i < from + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        *value = *value * 10 + (s.p[i] - '0');
    }
    return true;
}

const char *date_problem(struct slice s)
{
    static const char *const MONTH[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
    static _Thread_local char text[80];
    int year, month, day, last = 31;
    if (s.n != DATE_LEN || s.p[4] != '-' || s.p[7] != '-' || !digits_at(s, 0, 4, &year) ||
        !digits_at(s, 5, 2, &month) || !digits_at(s, 8, 2, &day))
        return "a date is YYYY-MM-DD; clean converts others";
    if (year == 0)
        return "years are 0001 to 9999";
    while (month >= 1 && month <= 12 && !date_valid(year, month, last))
        last--;
    if (month < 1 || month > 12)
        snprintf(text, sizeof text, "there is no month %02d", month);
    else if (day == 0)
        snprintf(text, sizeof text, "there is no day 00");
    else
        snprintf(text, sizeof text, "%s %04d has %d days", MONTH[month - 1], year, last);
    return text;
}

bool time_parse(struct slice s, daytime *out)
{
    if (s.n == 0) {
        *out = TIME_NONE;
        return true;
    }
    if (s.n != TIME_LEN)
        return false;
    uint64_t wrong = 0, pairs = pairs_of(digits_of(s.p, "00:00:00", 0x76767f76767f7676u, &wrong));
    int hour = pair_at(pairs, 0), minute = pair_at(pairs, 3), second = pair_at(pairs, 6);
    if (wrong || (hour > 23) | (minute > 59) | (second > 59))
        return false;
    *out = (daytime)(hour * 3600 + minute * 60 + second);
    return true;
}

static inline void print_pair(char *p, size_t v)
{
    memcpy(p, NUM_PAIRS + 2 * v, 2);
}

void date_print(char *p, date d)
{
    static const char months[][4] = {"",     "",     "",     "-03-", "-04-", "-05-", "-06-", "-07-",
                                     "-08-", "-09-", "-10-", "-11-", "-12-", "-01-", "-02-"};
    unsigned month, day, year = civil(d, &month, &day);
    print_pair(p, year / 100);
    print_pair(p + 2, year % 100);
    memcpy(p + 4, months[month], 4);
    print_pair(p + 8, day);
}

void date_print_civil(char *p, int year, int month, int day)
{
    print_pair(p, (unsigned)year / 100);
    print_pair(p + 2, (unsigned)year % 100);
    p[4] = '-';
    print_pair(p + 5, (unsigned)month);
    p[7] = '-';
    print_pair(p + 8, (unsigned)day);
}

/* Hours as fractions of 2^32, of which the part after the whole ones is 60 times as many minutes, and so on. */
void time_print(char *p, daytime t)
{
    uint64_t hours = (uint64_t)t * 1193047; /* 2^32 / 3600, and a bit more for what is rounded down */
    uint64_t minutes = (hours & UINT32_MAX) * 60, seconds = (minutes & UINT32_MAX) * 60;
    print_pair(p, hours >> 32);
    p[2] = ':';
    print_pair(p + 3, minutes >> 32);
    p[5] = ':';
    print_pair(p + 6, seconds >> 32);
}

int date_weekday(date d)
{
    return (d + 719162) % 7 + 1; /* 0001-01-01, day -719162, was a Monday */
}

/* A week belongs to the year that its Thursday lies in. */
void date_iso_week(date d, int *year, int *week)
{
    date thursday = d + 4 - date_weekday(d);
    int month, day;
    date_civil(thursday, year, &month, &day);
    *week = (thursday - date_of(*year, 1, 1)) / 7 + 1;
}

bool span_parse(struct slice s, int32_t *days)
{
    if (s.n == 0)
        return false;
    uint64_t count, unit;
    switch (s.p[s.n - 1]) {
    case 'd':
        unit = 1;
        break;
    case 'w':
        unit = 7;
        break;
    case 'm':
        unit = 30;
        break;
    case 'y':
        unit = 365;
        break;
    default:
        return false;
    }
    if (!num_uint(slice_of(s.p, s.n - 1), &count) || count > INT32_MAX / unit)
        return false;
    *days = (int32_t)(count * unit);
    return true;
}
