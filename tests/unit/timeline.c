/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/timeline.h"

#include <criterion/criterion.h>

static bool holds(const struct timeline *t, uint32_t i, date day)
{
    period p = t->base + (period)i;
    return period_begin(t->unit, p) <= day && day <= period_end(t->unit, p);
}

static const enum period_unit UNIT[] = {PERIOD_DAY,        PERIOD_WEEK,       PERIOD_MONTH,    PERIOD_QUARTER,
                                        PERIOD_YEAR,       PERIOD_DAYS + 1,   PERIOD_DAYS + 7, PERIOD_DAYS + 90,
                                        PERIOD_MONTHS + 1, PERIOD_MONTHS + 12};
enum { UNITS = sizeof UNIT / sizeof *UNIT };

/* For every unit: the span of a day is the periods that contain it, and the span after it those whose earlier period
 * contains it. */
Test(timeline, spans_are_the_periods_that_hold_a_day)
{
    date first = date_of(2011, 1, 20), last = date_of(2013, 3, 3);
    for (int unit = 0; unit < UNITS; unit++) {
        struct timeline t;
        timeline_begin(&t, UNIT[unit], first, last);
        for (date day = first; day <= last; day += 13)
            for (uint32_t i = 0; i < t.n; i++) {
                struct timeline_span in = t.in[day - first];
                uint32_t before = timeline_before(&t, i);
                cr_assert_eq(i >= in.from && i < in.to, holds(&t, i, day), "unit %d, %u", unit, i);
                cr_assert_eq(i >= in.to && i < t.after[day - first], before != TIMELINE_NONE && holds(&t, before, day));
                cr_assert(before == TIMELINE_NONE || !holds(&t, i, day) || !holds(&t, before, day));
            }
        timeline_free(&t);
    }
}

static void assert_year_before(enum period_unit unit, date day, date before)
{
    struct timeline t;
    timeline_begin(&t, unit, date_of(2008, 1, 1), date_of(2016, 12, 31));
    uint32_t i = timeline_index(&t, period_of(unit, day));
    uint32_t want = before == DATE_NONE ? TIMELINE_NONE : timeline_index(&t, period_of(unit, before));
    cr_assert_eq(timeline_year_before(&t, i), want, "unit %d, day %d", (int)unit, (int)day);
    timeline_free(&t);
}

Test(timeline, a_year_before)
{
    assert_year_before(PERIOD_MONTH, date_of(2012, 2, 29), date_of(2011, 2, 1));
    assert_year_before(PERIOD_QUARTER, date_of(2012, 2, 29), date_of(2011, 1, 1));
    assert_year_before(PERIOD_YEAR, date_of(2008, 2, 29), DATE_NONE);
    assert_year_before(PERIOD_DAY, date_of(2012, 2, 29), date_of(2011, 2, 28));
    assert_year_before((enum period_unit)(PERIOD_DAYS + 28), date_of(2013, 2, 28), date_of(2012, 2, 28));
    assert_year_before(PERIOD_WEEK, date_of(2010, 12, 29), date_of(2009, 12, 25)); /* week 52 of both */
    assert_year_before(PERIOD_WEEK, date_of(2010, 1, 1), DATE_NONE);               /* 2009-W53; 2008 has 52 */
    assert_year_before(PERIOD_WEEK, date_of(2016, 1, 1), DATE_NONE);               /* 2015-W53; 2014 has 52 */
    assert_year_before(PERIOD_WEEK, date_of(2010, 1, 4), date_of(2008, 12, 29));   /* week 1 of both */
}

Test(timeline, complete_periods_and_none)
{
    struct timeline t;
    timeline_begin(&t, PERIOD_MONTH, date_of(2011, 1, 2), date_of(2011, 3, 31));
    cr_assert(t.n == 3 && !timeline_complete(&t, 0) && timeline_complete(&t, 1) && timeline_complete(&t, 2));
    cr_assert_eq(timeline_before(&t, 0), TIMELINE_NONE);
    timeline_free(&t);
    timeline_begin(&t, PERIOD_MONTH, date_of(2011, 1, 2), date_of(2011, 1, 1));
    cr_assert_eq(t.n, 0);
    timeline_begin(&t, PERIOD_MONTH, DATE_NONE, DATE_NONE);
    cr_assert_eq(t.n, 0);
}
