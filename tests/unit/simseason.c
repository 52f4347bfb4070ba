/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simseason.h"

#include <criterion/criterion.h>
#include <math.h>

Test(simseason, without_seasons_a_day_is_a_day)
{
    struct simseason s;
    simseason_make(&s, SEASON_NONE, date_of(2024, 2, 1), 60);
    for (int32_t d = 0; d <= 60; d++) {
        cr_assert_eq(s.start[d], d);
        cr_assert_eq(simseason_day(&s, d), d);
        cr_assert_eq(simseason_day(&s, d + 0.999), d);
    }
    cr_assert_eq(simseason_day(&s, INFINITY), 60);
    cr_assert_eq(simseason_open(&s, 7), 7);
    simseason_free(&s);
}

/* 400 years are 20871 whole weeks: months and weekdays are combined evenly, except for leap days. */
Test(simseason, the_long_run_is_even)
{
    struct simseason s;
    int32_t days = 146097;
    simseason_make(&s, SEASON_RETAIL, date_of(2000, 1, 1), days);
    cr_assert_float_eq(s.start[days] / days, 1, 0.0005);
    simseason_free(&s);
}

Test(simseason, days_hold_their_times)
{
    struct simseason s;
    date first = date_of(2010, 12, 1);
    simseason_make(&s, SEASON_RETAIL, first, 400);
    for (int32_t d = 0; d < 400; d++) {
        bool saturday = date_weekday(first + d) == 6;
        cr_assert_eq(s.start[d] == s.start[d + 1], saturday);
        cr_assert_eq(simseason_open(&s, d), saturday && d < 400 ? d + 1 : d);
        if (saturday)
            continue;
        cr_assert_eq(simseason_day(&s, s.start[d]), d, "the first moment of day %d", d);
        cr_assert_eq(simseason_day(&s, (s.start[d] + s.start[d + 1]) / 2), d);
        cr_assert_eq(simseason_day(&s, nextafter(s.start[d + 1], 0)), d);
    }
    cr_assert_eq(simseason_day(&s, s.start[400]), 400);
    cr_assert_eq(simseason_open(&s, 400), 400);
    simseason_free(&s);
}
