/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>

#include "source/datefmt.h"

static bool parse(const char *pattern, const char *text, struct datefmt_value *v)
{
    struct datefmt f;
    const char *problem = datefmt_compile(&f, pattern);
    cr_assert_null(problem, "%s: %s", pattern, problem);
    return datefmt_parse(&f, slice_str(text), v);
}

/* "2011-12-09 12:50:00 +3600", with "-" for what the pattern does not have. */
static const char *show(const struct datefmt_value *v)
{
    static char text[64];
    char day[] = "-\0        ", time[] = "-\0      ", offset[16] = "-";
    if (v->day != DATE_NONE)
        date_print(day, v->day);
    if (v->time != TIME_NONE)
        time_print(time, v->time);
    if (v->has_offset)
        snprintf(offset, sizeof offset, "%+d", v->offset);
    snprintf(text, sizeof text, "%s %s %s", day, time, offset);
    return text;
}

static const struct {
    const char *pattern, *text, *want;
} PARSE[] = {
    {"%m/%d/%Y %H:%M", "12/1/2010 8:26", "2010-12-01 08:26:00 -"},
    {"%m/%d/%Y %H:%M", "12/09/2011 12:50", "2011-12-09 12:50:00 -"},
    {"%Y-%m-%d %H:%M:%S", "2011-12-09 12:50:07", "2011-12-09 12:50:07 -"},
    {"%Y-%m-%dT%H:%M:%SZ", "2011-12-09T23:59:59Z", "2011-12-09 23:59:59 -"},
    {"%Y-%m-%d", "2012-02-29", "2012-02-29 - -"},
    {"%d%m%Y", "2032024", "2024-03-02 - -"},
    {"%d%m%y", "20324", "2024-03-02 - -"},
    {"%Y-%m-%d %H%M", "2024-03-02 915", "2024-03-02 09:15:00 -"},
    {"%Y%m%d", "19970101", "1997-01-01 - -"},
    {"%Y%m%d%H%M%S", "19970101235959", "1997-01-01 23:59:59 -"},
    {"%d.%m.%Y", "9.12.2011", "2011-12-09 - -"},
    {"%Y-%m-%d", "0001-01-01", "0001-01-01 - -"},
    {"%Y-%m-%d", "9999-12-31", "9999-12-31 - -"},
    {"%y%m%d", "690101", "1969-01-01 - -"},
    {"%y%m%d", "990101", "1999-01-01 - -"},
    {"%y%m%d", "000229", "2000-02-29 - -"},
    {"%y%m%d", "681231", "2068-12-31 - -"},
    {"%H:%M", "0:00", "- 00:00:00 -"},
    {"%H", "23", "- 23:00:00 -"},
    {"%I:%M %p", "12:00 AM", "- 00:00:00 -"},
    {"%I:%M %p", "1:30 P.M.", "- 13:30:00 -"},
    {"%I:%M:%S %p", "3:04:05\xe2\x80\xafPM", "- 15:04:05 -"},
    {"%I:%M %p", "3:04\xc2\xa0p.m.", "- 15:04:00 -"},
    {"%d %b %Y", "1 Sept 2024", "2024-09-01 - -"},
    {"%b %d, %Y", "Sept 5, 2021", "2021-09-05 - -"},
    {"%a, %d %b %Y %H:%M:%S %z", "Tue, 05 Jan 2021 10:00:00 +0100", "2021-01-05 10:00:00 +3600"},
    {"%a, %d %b %Y %H:%M:%S %z", "Thur, 07 Jan 2021 10:00:00 GMT", "2021-01-07 10:00:00 +0"},
    {"%H:%M%z", "12:50+5:30", "- 12:50:00 +19800"},
    {"%H:%M%z", "12:50UTC", "- 12:50:00 +0"},
    {"excel", "44201.5", "2021-01-05 12:00:00 -"},
    {"excel", "44201", "2021-01-05 - -"},
    {"excel", "44201.3541666667", "2021-01-05 08:30:00 -"},
    {"unix", "1609804800", "2021-01-05 00:00:00 +0"},
    {"unix", "1609804800.9", "2021-01-05 00:00:00 +0"},
    {"unix-ms", "1609804800123", "2021-01-05 00:00:00 +0"},
    {"days since 2020-12-31", "5", "2021-01-05 - -"},
    {"days since 2020-12-31", "-1", "2020-12-30 - -"},
    {"%I:%M %p", "12:59 pm", "- 12:59:00 -"},
    {"%I:%M %p", "1:05 Pm", "- 13:05:00 -"},
    {"%I:%M %p", "11:59 aM", "- 11:59:00 -"},
    {"%p%I", "PM11", "- 23:00:00 -"},
    {"%d %b %Y", "1 Mar 2024", "2024-03-01 - -"},
    {"%d %b %Y", "1 MARCH 2024", "2024-03-01 - -"},
    {"%B %d, %Y", "september 30, 2024", "2024-09-30 - -"},
    {"%B %d, %Y", "sep 30, 2024", "2024-09-30 - -"},
    {"%d%b%y", "05may11", "2011-05-05 - -"},
    {"%Y-%m-%d %H:%M:%S.%f", "2011-12-09 12:50:07.9", "2011-12-09 12:50:07 -"},
    {"%Y-%m-%d %H:%M:%S.%f", "2011-12-09 12:50:07.123456789", "2011-12-09 12:50:07 -"},
    {"%Y-%m-%dT%H:%M:%S%z", "2011-12-09T12:50:07Z", "2011-12-09 12:50:07 +0"},
    {"%Y-%m-%dT%H:%M:%S%z", "2011-12-09T12:50:07+01:00", "2011-12-09 12:50:07 +3600"},
    {"%Y-%m-%dT%H:%M:%S%z", "2011-12-09T12:50:07-0330", "2011-12-09 12:50:07 -12600"},
    {"%Y-%m-%dT%H:%M:%S%z", "2011-12-09T12:50:07+14", "2011-12-09 12:50:07 +50400"},
    {"%Y-%m-%dT%H:%M:%S%z", "2011-12-09T12:50:07-00:30", "2011-12-09 12:50:07 -1800"},
    {"%H:%M %z (%%)", "12:50 +05:30 (%)", "- 12:50:00 +19800"},
    {"%z %H", "+01 5", "- 05:00:00 +3600"},
    {"%z:%H", "+01:5", NULL}, /* the colon is read as that of the offset */
    {"%z: %H", "+01: 5", "- 05:00:00 +3600"},
    {"le %d/%m/%Y \xc3\xa0 %Hh%M", "le 9/12/2011 \xc3\xa0 8h05", "2011-12-09 08:05:00 -"},
    {"%%%Y%%%m%%%d%%", "%2011%12%09%", "2011-12-09 - -"},
    {"  %Y-%m-%d  ", "  2011-12-09  ", "2011-12-09 - -"},

    {"%Y-%m-%d", "", NULL},
    {"%Y-%m-%d", "2011-12-09 ", NULL},
    {"%Y-%m-%d", " 2011-12-09", NULL},
    {"%Y-%m-%d", "2011-12-09T", NULL},
    {"%Y-%m-%d", "2011-12", NULL},
    {"%Y-%m-%d", "2011-12-", NULL},
    {"%Y-%m-%d", "2011/12/09", NULL},
    {"%Y-%m-%d", "11-12-09", NULL},
    {"%Y-%m-%d", "02011-12-09", NULL},
    {"%Y-%m-%d", "0000-12-09", NULL},
    {"%Y-%m-%d", "2011-02-29", NULL},
    {"%Y-%m-%d", "1900-02-29", NULL},
    {"%Y-%m-%d", "2011-13-01", NULL},
    {"%Y-%m-%d", "2011-00-01", NULL},
    {"%Y-%m-%d", "2011-1-0", NULL},
    {"%Y-%m-%d", "2011-1-32", NULL},
    {"%Y-%m-%d", "2011-1-001", NULL},
    {"%Y-%m-%d", "2011--1-1", NULL},
    {"%Y-%m-%d", "2011-+1-1", NULL},
    {"%Y-%m-%d", "2011-1 -1", NULL},
    {"%y-%m-%d", "1-12-09", NULL},
    {"%y-%m-%d", "2011-12-09", NULL},
    {"%m/%d/%Y %H:%M", "12/1/2010  8:26", NULL},
    {"%m/%d/%Y %H:%M", "12/1/2010\t8:26", NULL},
    {"%m/%d/%Y %H:%M", "12/1/2010 8:26:00", NULL},
    {"%m/%d/%Y %H:%M", "13/1/2010 8:26", NULL},
    {"%m/%d/%Y %H:%M", "12/1/2010", NULL},
    {"%m/%d/%Y %H:%M", "12/1/2010 24:00", NULL},
    {"%m/%d/%Y %H:%M", "12/1/2010 8:60", NULL},
    {"%H:%M:%S", "23:59:60", NULL},
    {"%H:%M:%S", "23:59:", NULL},
    {"%I:%M %p", "0:30 AM", NULL},
    {"%I:%M %p", "13:30 PM", NULL},
    {"%I:%M %p", "1:30", NULL},
    {"%I:%M %p", "1:30 M", NULL},
    {"%I:%M %p", "1:30 XM", NULL},
    {"%I:%M %p", "1:30 P", NULL},
    {"%d %b %Y", "1 Mrz 2024", NULL},
    {"%d %b %Y", "1 Ma 2024", NULL},
    {"%d %b %Y", "1  2024", NULL},
    {"%d %b %Y", "1 03 2024", NULL},
    {"%H:%M:%S.%f", "1:02:03.", NULL},
    {"%H:%M:%S.%f", "1:02:03.1234567890", NULL},
    {"%H:%M:%S.%f", "1:02:03.x", NULL},
    {"%H:%M%z", "12:50", NULL},
    {"%H:%M%z", "12:50z", NULL},
    {"%H:%M%z", "12:50+1", NULL},
    {"%H:%M%z", "12:50+", NULL},
    {"%H:%M%z", "12:50+011", NULL},
    {"%H:%M%z", "12:50+01:", NULL},
    {"%H:%M%z", "12:50+01:3", NULL},
    {"%H:%M%z", "12:50+01:60", NULL},
    {"%H:%M%z", "12:50+24:00", NULL},
    {"%H:%M%z", "12:50+010000", NULL},
    {"%H:%M%z", "12:50 +01:00", NULL},
    {"%H:%M%z", "12:50UT", NULL},
    {"%H:%M%z", "12:50+5", NULL},
    {"%I:%M %p", "1:30 P.M", NULL},
    {"%a %d %b %Y", "Dienst 5 Jan 2021", NULL},
    {"excel", "0.5", NULL},
    {"excel", "x", NULL},
    {"unix", "-1", NULL},
    {"unix-ms", "1609804800123.5", NULL},
    {"days since 2020-12-31", "1.5", NULL},
    {"%Y%m%d", "2024112", NULL},
    {"%d%m%Y", "112024", NULL},
    {"%d%m%Y", "002032024", NULL},
};

Test(datefmt, parses_the_whole_text_or_nothing)
{
    for (size_t i = 0; i < sizeof PARSE / sizeof *PARSE; i++) {
        struct datefmt_value v = {0};
        bool fine = parse(PARSE[i].pattern, PARSE[i].text, &v);
        cr_expect_eq(fine, PARSE[i].want != NULL, "\"%s\" by \"%s\"", PARSE[i].text, PARSE[i].pattern);
        if (fine && PARSE[i].want)
            cr_expect_str_eq(show(&v), PARSE[i].want, "\"%s\" by \"%s\": %s", PARSE[i].text, PARSE[i].pattern,
                             show(&v));
    }
}

Test(datefmt, knows_no_byte_behind_the_slice)
{
    struct datefmt f;
    struct datefmt_value v;
    cr_assert_null(datefmt_compile(&f, "%Y-%m-%d"));
    cr_expect(datefmt_parse(&f, slice_of("2011-12-19", 9), &v));
    cr_expect_eq(v.day, date_of(2011, 12, 1));
    cr_expect_not(datefmt_parse(&f, slice_of("2011-12-19", 8), &v));
    cr_expect_not(datefmt_parse(&f, slice_of("2011-12-09\0", 11), &v));
    cr_expect_not(datefmt_parse(&f, slice_of(NULL, 0), &v));
}

static const char *const WRONG[] = {
    "",
    "plain",
    "%",
    "%Y-%m-%d %",
    "%Q",
    "%Y-%m-%d %j",
    "%Y-%m",
    "%Y",
    "%m-%d",
    "%d",
    "%Y-%d",
    "%Y-%m-%d-%Y",
    "%Y-%y-%m-%d",
    "%Y-%m-%b-%d",
    "%d %b %B",
    "%Y%m%d %H %I %p",
    "%Y%m%d%I",
    "%Y%m%d%H %p",
    "%Y%m%d%M",
    "%H:%S",
    "%H:%M.%f",
    "%Y-%m-%d%z",
    "%M:%S",
    "%D",
    "%F",
    "%T",
    "%e",
    "%H%H",
    "%%",
    "%E",
    "%\xc3",
    "%z",
    "a very long pattern with many bytes %Y-%m-%d",
};

Test(datefmt, refuses_a_pattern_that_cannot_tell_a_day_or_a_time)
{
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        struct datefmt f;
        const char *problem = datefmt_compile(&f, WRONG[i]);
        cr_expect(problem && *problem, "\"%s\"", WRONG[i]);
    }
}

Test(datefmt, says_what_a_pattern_tells)
{
    struct datefmt f;
    cr_expect(!datefmt_compile(&f, "%Y-%m-%d") && f.has_date && !f.has_time && !f.has_offset);
    cr_expect(!datefmt_compile(&f, "%H:%M") && !f.has_date && f.has_time && !f.has_offset);
    cr_expect(!datefmt_compile(&f, "%y%b%d %I%p%z") && f.has_date && f.has_time && f.has_offset);
}

Test(datefmt, every_day_by_number_and_by_name)
{
    static const char *const name[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
    struct datefmt number, words;
    cr_assert_null(datefmt_compile(&number, "%m/%d/%Y %H:%M"));
    cr_assert_null(datefmt_compile(&words, "%d-%b-%Y"));
    for (date d = date_of(1990, 1, 1); d < date_of(2030, 1, 1); d++) {
        int year, month, day;
        char text[64];
        struct datefmt_value v;
        date_civil(d, &year, &month, &day);
        snprintf(text, sizeof text, "%d/%d/%d %d:%02d", month, day, year, d % 24, d % 60);
        cr_assert(datefmt_parse(&number, slice_str(text), &v) && v.day == d, "%s", text);
        cr_assert_eq(v.time, d % 24 * 3600 + d % 60 * 60, "%s", text);
        snprintf(text, sizeof text, "%02d-%.*s-%d", day, d % 2 ? 3 : 9, name[month - 1], year);
        cr_assert(datefmt_parse(&words, slice_str(text), &v) && v.day == d, "%s", text);
    }
}

/* With a digit in front a pattern is read step by step: both ways must agree on every text. */
static void expect_same(const char *pattern, const struct datefmt f[2], const char *text, size_t n)
{
    struct datefmt_value at_once = {0}, by_step = {0};
    char *alone = malloc(n + !n), *behind = malloc(n + 1);
    memcpy(alone, text, n);
    behind[0] = '7';
    memcpy(behind + 1, text, n);
    bool once = datefmt_parse(&f[0], slice_of(alone, n), &at_once);
    bool step = datefmt_parse(&f[1], slice_of(behind, n + 1), &by_step);
    free(alone);
    free(behind);
    cr_assert(once == step && at_once.day == by_step.day && at_once.time == by_step.time, "\"%.*s\" by \"%s\"", (int)n,
              text, pattern);
}

static void expect_same_damaged(const char *pattern, const struct datefmt f[2], const char *text, size_t n)
{
    for (size_t i = 0; i <= n; i++) {
        char other[64];
        for (int c = 0; c < 256; c++) {
            memcpy(other, text, n);
            other[i] = (char)c;
            expect_same(pattern, f, other, i < n ? n : n + 1);
            memcpy(other + i + 1, text + i, n - i);
            expect_same(pattern, f, other, n + 1);
        }
        memcpy(other + i, text + i + 1, i < n ? n - i - 1 : 0);
        expect_same(pattern, f, other, n - (i < n));
        expect_same(pattern, f, text, i);
    }
}

Test(datefmt, at_once_is_as_step_by_step)
{
    static const char *const patterns[] = {
        "%m/%d/%Y %H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d",
        "%Y%m%d",
        "%d.%m.%Y, %H:%M",
        "%Y-%m-%dT%H:%M%%",
        "%d/%m/%Y - %H:%M:%S",
        "%m-%d-%Y%H:%M",
        "%d%m%Y %H",
        "%H:%M:%S",
        "%d/%m%Y",
        "%m1%d1%Y %H",
        "on %d %m, %Y",
        "%S-%M-%H.%Y.%m.%d",
        "on: %H:%M:%S, %d %m%Y",
    };
    for (size_t k = 0; k < sizeof patterns / sizeof *patterns; k++) {
        struct datefmt f[2];
        char longer[64];
        snprintf(longer, sizeof longer, "7%s", patterns[k]);
        cr_assert(!datefmt_compile(&f[0], patterns[k]) && !datefmt_compile(&f[1], longer));
        for (int i = 0; i < 32; i++) {
            char text[64], *p = text;
            int value[] = {2012, i & 16 ? 2 : 11, i & 16 ? 29 : 5, i & 16 ? 23 : 8, 47, 6},
                single[] = {0, 1, 2, 4, 0, 8};
            for (const char *c = patterns[k]; *c; c++)
                if (*c != '%' || *++c == '%') {
                    *p++ = *c;
                } else {
                    int which = (int)(strchr("YmdHMS", *c) - "YmdHMS");
                    p += snprintf(p, 8, i & single[which] ? "%d" : "%02d", value[which]);
                }
            expect_same_damaged(patterns[k], f, text, (size_t)(p - text));
        }
    }
}

Test(datefmt, day_and_month_in_two_orders)
{
    cr_assert(datefmt_conflict("%d/%m/%Y", "%m/%d/%Y"));
    cr_assert(datefmt_conflict("%d/%m/%y", "%y/%m/%d"));
    cr_assert(datefmt_conflict("%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M"));
    cr_assert(!datefmt_conflict("%d/%m/%Y", "%d/%m/%Y %H:%M"));
    cr_assert(!datefmt_conflict("%d/%m/%Y", "%m.%d.%Y"));
    cr_assert(!datefmt_conflict("%d/%m/%Y", "%d/%m/%y"));
    cr_assert(!datefmt_conflict("%m/%d/%Y %H:%M", "%Y-%m-%d %H:%M:%S"));
}
