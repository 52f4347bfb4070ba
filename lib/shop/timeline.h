/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeline: the periods of a report, one after another without a gap, and which of them a day is in.
 *
 * Periods are numbered 0 .. n - 1 from that of the first day that is seen to that of the last. Of the calendar's units
 * a day is in one period; of rolling windows it is in many that follow one another. Either way it is in a span of them,
 * and a span further on are those whose period before holds the day: so one sweep over spans serves all units.
 *
 *     struct timeline t;
 *     timeline_begin(&t, PERIOD_MONTH, first, as_of);
 *     for (uint32_t i = t.in[day - first].from; i < t.in[day - first].to; i++)
 *         ... period i holds the day ...
 *     timeline_free(&t);
 *
 * The period before a window is the window that ends the day before it begins, so that the two share no day. */
#ifndef SHOP_TIMELINE_H
#define SHOP_TIMELINE_H

#include "shop/period.h"

struct timeline_span {
    uint32_t from, to; /* to is not in it any more */
};

struct timeline {
    enum period_unit unit;
    date first, last; /* the days that are seen */
    period base;      /* number 0 */
    uint32_t n;
    struct timeline_span *in; /* of each day from the first on */
    uint32_t *after;          /* the periods whose period before holds the day: from in[d].to up to after[d] */
};

/* Of all days from the first to the last; none if the first is later, or DATE_NONE. */
void timeline_begin(struct timeline *t, enum period_unit unit, date first, date last);

enum { TIMELINE_NONE = UINT32_MAX };
uint32_t timeline_before(const struct timeline *t, uint32_t i); /* the period before, or TIMELINE_NONE */
/* The same period a year before: of a day and a window, the one that ends on the same day (of 29 February on the 28th).
 * Week 53 has none in most years. */
uint32_t timeline_year_before(const struct timeline *t, uint32_t i);

bool timeline_complete(const struct timeline *t, uint32_t i); /* does it lie wholly inside the days that are seen? */
uint32_t timeline_index(const struct timeline *t, period p);  /* or TIMELINE_NONE */
void timeline_free(struct timeline *t);

#endif
