/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <stdio.h>

#include "base/date.h"

static bool is_leap(int year)
{
    return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* A calendar that only counts days by the lengths of the months. */
struct calendar {
    int year, month, day;
    date number;
    int weekday; /* 1 Monday */
    int iso_year, iso_week;
};

static const struct calendar FIRST = {1, 1, 1, -719162, 1, 1, 1}; /* 0001-01-01 was a Monday */

/* ISO 8601: week 1 of a year contains 4 January, so a Monday from 29 December on begins the next year's weeks. */
static void next_day(struct calendar *c)
{
    c->number++;
    if (++c->day > month_days(c->year, c->month)) {
        c->day = 1;
        if (++c->month > 12) {
            c->month = 1;
            c->year++;
        }
    }
    c->weekday = c->weekday % 7 + 1;
    if (c->weekday != 1)
        return;
    c->iso_week++;
    bool first = (c->month == 12 && c->day >= 29) || (c->month == 1 && c->day <= 4);
    if (first) {
        c->iso_year = c->year + (c->month == 12);
        c->iso_week = 1;
    }
}

Test(date, every_day_there_and_back)
{
    struct calendar c = FIRST;
    for (; c.year <= 9999; next_day(&c)) {
        int year, month, day;
        date_civil(c.number, &year, &month, &day);
        bool same = year == c.year && month == c.month && day == c.day && date_valid(year, month, day) &&
                    date_of(year, month, day) == c.number;
        char want[32], text[DATE_LEN];
        date back = DATE_NONE;
        date_print(text, c.number);
        same = same && date_parse(slice_of(text, DATE_LEN), &back) && back == c.number;
        if (c.day == 1 || c.day > 27) {
            snprintf(want, sizeof want, "%04d-%02d-%02d", c.year, c.month, c.day);
            same = same && memcmp(text, want, DATE_LEN) == 0;
        }
        if (!same)
            cr_assert_fail("%04d-%02d-%02d", c.year, c.month, c.day);
    }
    cr_expect_eq(c.number, 2932897); /* 10000-01-01 */
}

Test(date, weekdays_and_iso_weeks_of_every_day)
{
    for (struct calendar c = FIRST; c.year <= 9999; next_day(&c)) {
        int year, week;
        date_iso_week(c.number, &year, &week);
        if (date_weekday(c.number) != c.weekday || year != c.iso_year || week != c.iso_week)
            cr_assert_fail("%04d-%02d-%02d: weekday %d, week %d-W%02d", c.year, c.month, c.day, date_weekday(c.number),
                           year, week);
    }
}

/* A year has 53 weeks if it begins on a Thursday, or is a leap year that begins on a Wednesday. */
Test(date, iso_weeks_at_the_ends_of_years)
{
    for (int y = 1970; y <= 2100; y++) {
        date january = date_of(y, 1, 1);
        int begins = date_weekday(january), weeks = begins == 4 || (is_leap(y) && begins == 3) ? 53 : 52;
        int year, week;
        date_iso_week(date_of(y, 12, 28), &year, &week);
        cr_expect(year == y && week == weeks, "%d has %d weeks", y, week);
        date_iso_week(date_of(y, 1, 4), &year, &week);
        cr_expect(year == y && week == 1, "%d-01-04 is in %d-W%02d", y, year, week);
        date_iso_week(january, &year, &week);
        cr_expect(begins <= 4 ? year == y && week == 1 : year == y - 1 && week >= 52, "%d-01-01 is in %d-W%02d", y,
                  year, week);
    }
    int year, week;
    date_iso_week(date_of(2011, 1, 1), &year, &week);
    cr_expect(year == 2010 && week == 52);
    date_iso_week(date_of(2011, 12, 9), &year, &week);
    cr_expect(year == 2011 && week == 49);
    date_iso_week(date_of(2018, 12, 31), &year, &week);
    cr_expect(year == 2019 && week == 1);
}

Test(date, known_days)
{
    cr_expect_eq(date_of(1970, 1, 1), 0);
    cr_expect_eq(date_of(1969, 12, 31), -1);
    cr_expect_eq(date_of(2000, 3, 1), 11017);
    cr_expect_eq(date_of(1, 1, 1), -719162);
    cr_expect_eq(date_of(9999, 12, 31), 2932896);
    cr_expect_eq(date_weekday(0), 4);
    cr_expect_eq(date_weekday(date_of(2011, 12, 9)), 5);
}

Test(date, valid_is_the_calendar)
{
    for (int year = -1; year <= 10001; year += year == 1 ? 1895 : year == 2100 ? 7895 : 1)
        for (int month = -1; month <= 14; month++)
            for (int day = -1; day <= 33; day++) {
                bool there = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
                             day <= month_days(year, month);
                cr_assert_eq(date_valid(year, month, day), there, "%d-%d-%d", year, month, day);
            }
    cr_expect_not(date_valid(1900, 2, 29));
    cr_expect(date_valid(2000, 2, 29));
    cr_expect_not(date_valid(2100, 2, 29));
    cr_expect(date_valid(2012, 2, 29));
}

static const char *const NO_DATE[] = {
    "",           "2011",       "2011-12",    "2011-12-9",   "2011-12-090", "2011/12/09", "2011-12/09", "2011-00-01",
    "2011-13-01", "2011-12-00", "2011-12-32", "2011-02-29",  "1900-02-29",  "2100-02-29", "0000-01-01", "2011-04-31",
    " 2011-12-9", "2011-12- 9", "2011-12-9 ", "+011-12-09",  "-001-12-09",  "20111209",   "201112-09-", "2011-1a-01",
    "2011-12-0/", "2011-12-0:", "10000-1-01", "2011-1\0-01", "NA",          "09-12-2011", "2O11-12-09", "20 1-12-09",
};

Test(date, parse_refuses_what_is_no_day)
{
    for (size_t i = 0; i < sizeof NO_DATE / sizeof *NO_DATE; i++) {
        date d = 77;
        cr_expect_not(date_parse(slice_str(NO_DATE[i]), &d), "\"%s\"", NO_DATE[i]);
        cr_expect_eq(d, 77);
    }
    date d;
    cr_expect_not(date_parse(slice_of("2011-1\0-01", 10), &d));
    cr_expect(date_parse(slice_of("2011-12-09T", 10), &d));
    cr_expect_eq(d, date_of(2011, 12, 9));
    cr_expect(date_parse(SLICE("0001-01-01"), &d) && d == -719162);
    cr_expect(date_parse(SLICE("9999-12-31"), &d) && d == 2932896);
    cr_expect(date_parse(SLICE("2000-02-29"), &d) && d == 11016);
}

Test(date, every_second_of_a_day_there_and_back)
{
    for (daytime t = 0; t < 86400; t++) {
        char text[TIME_LEN], want[32];
        daytime back = 77;
        time_print(text, t);
        snprintf(want, sizeof want, "%02d:%02d:%02d", t / 3600, t / 60 % 60, t % 60);
        if (memcmp(text, want, TIME_LEN) != 0 || !time_parse(slice_of(text, TIME_LEN), &back) || back != t)
            cr_assert_fail("%s", want);
    }
}

static const char *const NO_TIME[] = {
    "24:00:00", "23:60:00", "23:59:60", "8:26:00",  "08:26",    "08:26:0", "08:26:000", "08-26-00", "08:26.00",
    "0826:00:", "-1:00:00", "+1:00:00", " 8:26:00", "08:26: 0", "NA",      "99:99:99",  "08:2/:00", "08:2::00",
};

Test(date, time_parse_refuses_what_is_no_time)
{
    for (size_t i = 0; i < sizeof NO_TIME / sizeof *NO_TIME; i++) {
        daytime t = 77;
        cr_expect_not(time_parse(slice_str(NO_TIME[i]), &t), "\"%s\"", NO_TIME[i]);
        cr_expect_eq(t, 77);
    }
    daytime t = 77;
    cr_expect(time_parse(slice_of(NULL, 0), &t));
    cr_expect_eq(t, TIME_NONE);
    cr_expect(time_parse(SLICE("00:00:00"), &t) && t == 0);
    cr_expect(time_parse(SLICE("23:59:59"), &t) && t == 86399);
}

static const struct {
    const char *text;
    bool fine;
    int32_t days;
} SPAN[] = {
    {"90d", true, 90},
    {"4w", true, 28},
    {"3m", true, 90},
    {"1y", true, 365},
    {"0d", true, 0},
    {"010d", true, 10},
    {"2147483647d", true, INT32_MAX},
    {"2147483648d", false, 0},
    {"306783378w", true, 2147483646},
    {"306783379w", false, 0},
    {"71582788m", true, 2147483640},
    {"71582789m", false, 0},
    {"5883516y", true, 2147483340},
    {"5883517y", false, 0},
    {"18446744073709551616d", false, 0},
    {"90", false, 0},
    {"", false, 0},
    {"d", false, 0},
    {"-1d", false, 0},
    {"+1d", false, 0},
    {"1.5d", false, 0},
    {"1 d", false, 0},
    {" 1d", false, 0},
    {"1D", false, 0},
    {"1h", false, 0},
    {"1dd", false, 0},
    {"d1", false, 0},
    {"1e1d", false, 0},
};

Test(date, spans_have_a_unit)
{
    for (size_t i = 0; i < sizeof SPAN / sizeof *SPAN; i++) {
        int32_t days = -77;
        cr_expect_eq(span_parse(slice_str(SPAN[i].text), &days), SPAN[i].fine, "\"%s\"", SPAN[i].text);
        cr_expect_eq(days, SPAN[i].fine ? SPAN[i].days : -77, "\"%s\" is %d", SPAN[i].text, days);
    }
    int32_t days;
    cr_expect_not(span_parse(slice_of(NULL, 0), &days));
}

/* Every byte in every place, compared with a check of each format by itself. */
static bool is_format(const char *p, const char *format)
{
    for (; *format; p++, format++)
        if (*format == '0' ? *p < '0' || *p > '9' : *p != *format)
            return false;
    return true;
}

Test(date, one_wrong_byte_is_refused)
{
    static const char *const days[] = {"2011-11-11", "1999-01-30", "0004-02-20"};
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < DATE_LEN; i++)
            for (int c = 0; c < 256; c++) {
                char text[DATE_LEN + 1];
                memcpy(text, days[k], sizeof text);
                text[i] = (char)c;
                date d;
                int year = 0, month = 0, day = 0;
                bool want = is_format(text, "0000-00-00") && sscanf(text, "%d-%d-%d", &year, &month, &day) == 3 &&
                            date_valid(year, month, day);
                cr_assert_eq(date_parse(slice_of(text, DATE_LEN), &d), want, "%s, byte %d", text, i);
                cr_assert(!want || d == date_of(year, month, day));
            }
}

Test(date, one_wrong_byte_of_a_time_is_refused)
{
    for (int i = 0; i < TIME_LEN; i++)
        for (int c = 0; c < 256; c++) {
            char text[] = "11:11:11";
            text[i] = (char)c;
            daytime t;
            int hour = 99, minute = 99, second = 99;
            bool want = is_format(text, "00:00:00") && sscanf(text, "%d:%d:%d", &hour, &minute, &second) == 3 &&
                        hour < 24 && minute < 60 && second < 60;
            cr_assert_eq(time_parse(slice_of(text, TIME_LEN), &t), want, "byte %d is %d", i, c);
            cr_assert(!want || t == hour * 3600 + minute * 60 + second);
        }
}

Test(date, what_is_wrong_with_it)
{
    static const struct {
        const char *text, *problem;
    } table[] = {
        {"2011-13-10", "there is no month 13"},
        {"2011-00-10", "there is no month 00"},
        {"2024-02-30", "February 2024 has 29 days"},
        {"2023-02-29", "February 2023 has 28 days"},
        {"2011-04-31", "April 2011 has 30 days"},
        {"2011-12-99", "December 2011 has 31 days"},
        {"2011-04-00", "there is no day 00"},
        {"0000-04-01", "years are 0001 to 9999"},
        {"2011-4-1", "a date is YYYY-MM-DD; clean converts others"},
        {"2011/04/01", "a date is YYYY-MM-DD; clean converts others"},
        {"2011-0a-01", "a date is YYYY-MM-DD; clean converts others"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        cr_assert_str_eq(date_problem(slice_str(table[i].text)), table[i].problem);
}
