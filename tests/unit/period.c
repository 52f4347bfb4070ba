/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/period.h"

#include <criterion/criterion.h>

static date day_of(const char *text)
{
    date d;
    cr_assert(date_parse(slice_str(text), &d), "%s", text);
    return d;
}

static const struct row {
    enum period_unit unit;
    const char *day, *name, *begin, *end;
} ROW[] = {
    {PERIOD_DAY, "2012-02-29", "2012-02-29", "2012-02-29", "2012-02-29"},
    {PERIOD_WEEK, "2011-12-09", "2011-W49", "2011-12-05", "2011-12-11"},
    {PERIOD_WEEK, "2011-01-01", "2010-W52", "2010-12-27", "2011-01-02"},
    {PERIOD_WEEK, "2008-12-29", "2009-W01", "2008-12-29", "2009-01-04"},
    {PERIOD_WEEK, "2010-01-03", "2009-W53", "2009-12-28", "2010-01-03"},
    {PERIOD_WEEK, "0001-01-01", "0001-W01", "0001-01-01", "0001-01-07"},
    {PERIOD_WEEK, "1969-12-28", "1969-W52", "1969-12-22", "1969-12-28"},
    {PERIOD_WEEK, "1969-12-29", "1970-W01", "1969-12-29", "1970-01-04"},
    {PERIOD_MONTH, "2012-02-01", "2012-02", "2012-02-01", "2012-02-29"},
    {PERIOD_MONTH, "2100-02-28", "2100-02", "2100-02-01", "2100-02-28"},
    {PERIOD_MONTH, "2011-12-31", "2011-12", "2011-12-01", "2011-12-31"},
    {PERIOD_MONTH, "0001-01-31", "0001-01", "0001-01-01", "0001-01-31"},
    {PERIOD_QUARTER, "2011-12-09", "2011-Q4", "2011-10-01", "2011-12-31"},
    {PERIOD_QUARTER, "2012-03-31", "2012-Q1", "2012-01-01", "2012-03-31"},
    {PERIOD_QUARTER, "2012-04-01", "2012-Q2", "2012-04-01", "2012-06-30"},
    {PERIOD_YEAR, "2012-12-31", "2012", "2012-01-01", "2012-12-31"},
    {PERIOD_YEAR, "9999-12-31", "9999", "9999-01-01", "9999-12-31"},
    {PERIOD_DAYS + 7, "2012-03-01", "2012-03-01", "2012-02-24", "2012-03-01"},
    {PERIOD_DAYS + 7, "0001-01-03", "0001-01-03", "0001-01-01", "0001-01-03"},
    {PERIOD_DAYS + 28, "2011-03-28", "2011-03-28", "2011-03-01", "2011-03-28"},
    {PERIOD_MONTHS + 12, "2011-12-09", "2011-12-09", "2010-12-10", "2011-12-09"},
    {PERIOD_MONTHS + 12, "2011-12-31", "2011-12-31", "2011-01-01", "2011-12-31"},
    {PERIOD_MONTHS + 12, "2012-02-29", "2012-02-29", "2011-03-01", "2012-02-29"},
    {PERIOD_MONTHS + 12, "2013-02-28", "2013-02-28", "2012-02-29", "2013-02-28"},
    {PERIOD_MONTHS + 12, "2012-02-28", "2012-02-28", "2011-03-01", "2012-02-28"},
    {PERIOD_MONTHS + 12, "0001-06-01", "0001-06-01", "0001-01-01", "0001-06-01"},
};

Test(period, names_and_days)
{
    for (size_t i = 0; i < sizeof ROW / sizeof *ROW; i++) {
        const struct row *r = &ROW[i];
        char name[PERIOD_ROOM];
        period p = period_of(r->unit, day_of(r->day)), back;
        int n = period_print(name, r->unit, p);
        cr_assert(slice_is(slice_of(name, (size_t)n), r->name), "row %zu: %.*s", i, n, name);
        cr_assert_eq(period_begin(r->unit, p), day_of(r->begin), "row %zu", i);
        cr_assert_eq(period_end(r->unit, p), day_of(r->end), "row %zu", i);
        cr_assert(period_parse(r->unit, slice_str(r->name), &back) && back == p, "row %zu", i);
    }
}

/* Every day of three centuries, also before 1970: periods follow one another without a gap, each has its own name, and
 * names sort like periods. */
Test(period, cover_the_days_without_a_gap)
{
    for (enum period_unit unit = PERIOD_DAY; unit <= PERIOD_YEAR; unit++) {
        char before[PERIOD_ROOM], name[PERIOD_ROOM];
        period last = period_of(unit, day_of("1799-12-31"));
        int before_n = period_print(before, unit, last);
        for (date d = day_of("1800-01-01"); d < day_of("2105-01-01"); d++) {
            period p = period_of(unit, d), back;
            int n = period_print(name, unit, p);
            struct slice text = slice_of(name, (size_t)n);
            cr_assert(p == last || p == last + 1);
            cr_assert(period_begin(unit, p) <= d && d <= period_end(unit, p));
            cr_assert(p == last || (period_begin(unit, p) == d && period_end(unit, last) == d - 1));
            cr_assert((slice_cmp(slice_of(before, (size_t)before_n), text) < 0) == (p != last));
            cr_assert(period_parse(unit, text, &back) && back == p, "%.*s", n, name);
            memcpy(before, name, sizeof before);
            before_n = n;
            last = p;
        }
    }
}

/* The definition: from the day after the same day of the month n months before, which may not exist. */
Test(period, windows_of_months)
{
    static const int length[] = {1, 3, 12, 18};
    for (date d = day_of("1890-01-01"); d < day_of("2110-01-01"); d++)
        for (size_t i = 0; i < sizeof length / sizeof *length; i++) {
            int year, month, day, last = 31;
            date_civil(d, &year, &month, &day);
            for (int n = length[i]; n; n--, year -= month == 0, month = month ? month : 12)
                month--;
            while (!date_valid(year, month, last))
                last--;
            cr_assert_eq(period_begin((enum period_unit)(PERIOD_MONTHS + length[i]), d) - 1,
                         date_of(year, month, day < last ? day : last));
        }
}

Test(period, complete)
{
    period december = period_of(PERIOD_MONTH, day_of("2011-12-09"));
    cr_assert(period_complete(PERIOD_MONTH, december, day_of("2011-12-01"), day_of("2011-12-31")));
    cr_assert(!period_complete(PERIOD_MONTH, december, day_of("2011-12-02"), day_of("2011-12-31")));
    cr_assert(!period_complete(PERIOD_MONTH, december, day_of("2010-12-01"), day_of("2011-12-30")));
    cr_assert(period_complete(PERIOD_DAYS + 7, day_of("2011-12-09"), day_of("2011-12-03"), day_of("2011-12-09")));
    cr_assert(!period_complete(PERIOD_DAYS + 7, day_of("2011-12-09"), day_of("2011-12-04"), day_of("2011-12-09")));
}

Test(period, no_such_name)
{
    static const struct {
        enum period_unit unit;
        const char *name;
    } bad[] = {{PERIOD_DAY, "2011-02-29"},  {PERIOD_WEEK, "2011-W53"},
               {PERIOD_WEEK, "2011-W00"},   {PERIOD_WEEK, "2011-W1"},
               {PERIOD_WEEK, "2011-49"},    {PERIOD_WEEK, "2011-w49"},
               {PERIOD_WEEK, "2009-W54"},   {PERIOD_MONTH, "2011-13"},
               {PERIOD_MONTH, "2011-00"},   {PERIOD_MONTH, "2011-1"},
               {PERIOD_MONTH, "2011-01-"},  {PERIOD_MONTH, "0000-01"},
               {PERIOD_QUARTER, "2011-Q5"}, {PERIOD_QUARTER, "2011-Q0"},
               {PERIOD_QUARTER, "2011Q4"},  {PERIOD_YEAR, "0000"},
               {PERIOD_YEAR, "11"},         {PERIOD_YEAR, "20111"},
               {PERIOD_YEAR, ""},           {PERIOD_MONTHS + 12, "2011-12"},
               {PERIOD_DAYS + 28, "x"}};
    period p;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert(!period_parse(bad[i].unit, slice_str(bad[i].name), &p), "%s", bad[i].name);
}

Test(period, words)
{
    enum period_unit unit;
    cr_assert(period_unit_parse(SLICE("quarter"), &unit) && unit == PERIOD_QUARTER);
    cr_assert(period_unit_parse(SLICE("12m"), &unit) && (int)unit == PERIOD_MONTHS + 12);
    cr_assert(!period_unit_parse(SLICE("months"), &unit));
    cr_assert(period_unit_parse(SLICE("90d"), &unit) && (int)unit == PERIOD_DAYS + 90 && period_is_window(unit));
    static const char *const bad[] = {"", "d", "0d", "28", "-1d", "1.5m", "28 d", "10000d", "4w"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert(!period_unit_parse(slice_str(bad[i]), &unit), "%s", bad[i]);
    cr_assert_str_eq(period_form(PERIOD_DAYS + 28), "YYYY-MM-DD");
    cr_assert_str_eq(period_form(PERIOD_WEEK), "YYYY-Www");
}
