/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

#include "base/num.h"

static unsigned digit(char c)
{
    return (unsigned)((unsigned char)c - '0');
}

bool date_valid(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
        return false;
    if (day <= 28)
        return true;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (month == 2)
        return day == 29 && leap;
    return day <= 30 + ((month + (month >> 3)) & 1); /* 31 for odd months to July, for even ones from August */
}

/* Years begin in March, so that the leap day comes last; 719468 days lie between 0000-03-01 and 1970-01-01. */
date date_of(int year, int month, int day)
{
    unsigned y = (unsigned)(year - (month <= 2));
    unsigned m = (unsigned)(month + (month > 2 ? -3 : 9));
    unsigned day_of_year = (153 * m + 2) / 5 + (unsigned)day - 1;
    return (date)(365 * y + y / 4 - y / 100 + y / 400 + day_of_year) - 719468;
}

void date_civil(date d, int *year, int *month, int *day)
{
    unsigned z = (unsigned)(d + 719468);
    unsigned era = z / 146097, of_era = z % 146097;
    unsigned y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    unsigned of_year = of_era - (365 * y + y / 4 - y / 100);
    unsigned m = (5 * of_year + 2) / 153;
    *day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int)(400 * era + y) + (m >= 10);
}

bool date_parse(struct slice s, date *out)
{
    if (s.n != DATE_LEN)
        return false;
    unsigned d[DATE_LEN], wrong = 0;
    for (int i = 0; i < DATE_LEN; i++) {
        d[i] = digit(s.p[i]);
        wrong |= (d[i] > 9) & (i != 4) & (i != 7);
    }
    if (wrong | (s.p[4] != '-') | (s.p[7] != '-'))
        return false;
    int year = (int)(d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3]);
    int month = (int)(d[5] * 10 + d[6]), day = (int)(d[8] * 10 + d[9]);
    if (!date_valid(year, month, day))
        return false;
    *out = date_of(year, month, day);
    return true;
}

bool time_parse(struct slice s, daytime *out)
{
    if (s.n == 0) {
        *out = TIME_NONE;
        return true;
    }
    if (s.n != TIME_LEN)
        return false;
    unsigned d[TIME_LEN], wrong = 0;
    for (int i = 0; i < TIME_LEN; i++) {
        d[i] = digit(s.p[i]);
        wrong |= (d[i] > 9) & (i != 2) & (i != 5);
    }
    unsigned hour = d[0] * 10 + d[1], minute = d[3] * 10 + d[4], second = d[6] * 10 + d[7];
    if (wrong | (s.p[2] != ':') | (s.p[5] != ':') | (hour > 23) | (minute > 59) | (second > 59))
        return false;
    *out = (daytime)(hour * 3600 + minute * 60 + second);
    return true;
}

static void print_pair(char *p, int v)
{
    p[0] = (char)('0' + v / 10);
    p[1] = (char)('0' + v % 10);
}

void date_print(char *p, date d)
{
    int year, month, day;
    date_civil(d, &year, &month, &day);
    print_pair(p, year / 100);
    print_pair(p + 2, year % 100);
    p[4] = '-';
    print_pair(p + 5, month);
    p[7] = '-';
    print_pair(p + 8, day);
}

void time_print(char *p, daytime t)
{
    print_pair(p, t / 3600);
    p[2] = ':';
    print_pair(p + 3, t / 60 % 60);
    p[5] = ':';
    print_pair(p + 6, t % 60);
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
