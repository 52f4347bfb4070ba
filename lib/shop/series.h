/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * series: a measure by period, from a table with a row for each period, put in the order of time and checked.
 *
 * The unit is that of the first period's name: day, week, month, quarter or year. A period that is given twice ends the
 * tool, and so does one that is missing between others, unless gaps count as 0. Periods that the table calls incomplete
 * (a column `complete` with 0) are left out at either end, since a part of a month looks like a fall; they end the tool
 * if they stand between complete ones. */
#ifndef SHOP_SERIES_H
#define SHOP_SERIES_H

#include "shop/period.h"
#include "tsv/tsv.h"

struct series_options {
    const char *measure, *period; /* names of columns; period may be NULL: the first of those that tables have */
    const char *until;            /* the last period that counts, or NULL */
    bool zero;                    /* a gap is 0 */
};

struct series {
    enum period_unit unit;
    struct slice name; /* of the period's column */
    size_t n;
    period first; /* value[i] is of the period first + i */
    double *value;
    size_t gaps; /* periods that were missing */
    bool cut;    /* the period after the last one is there, and is incomplete */
};

void series_read(struct series *s, struct tsv *in, struct series_options o);
void series_free(struct series *s);

/* How many periods of the unit are a cycle, 1 if it has none; and the number of a period's season in it: the month of
 * the year, the day of the week from Monday, or what is counted from the first period of the series. */
size_t series_cycle(enum period_unit unit);
size_t series_season(const struct series *s, size_t cycle, size_t i);

#endif
