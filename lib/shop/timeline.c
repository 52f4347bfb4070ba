/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/timeline.h"

#include <stdlib.h>

#include "base/mem.h"

static bool is_window(const struct timeline *t)
{
    return period_is_window(t->unit);
}

static date begins(const struct timeline *t, uint32_t i)
{
    return period_begin(t->unit, t->base + (period)i);
}

/* Of windows: the last one that holds a day begins on it, or before. `at` only moves on. */
static void place_windows(struct timeline *t)
{
    uint32_t in = 0, after = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        date day = t->first + (date)i;
        while (in < t->n && begins(t, in) <= day)
            in++;
        while (after < t->n && period_begin(t->unit, begins(t, after) - 1) <= day)
            after++;
        t->in[i] = (struct timeline_span){i, in};
        t->after[i] = after;
    }
}

static void place_days(struct timeline *t, size_t days)
{
    uint32_t now = 0;
    date end = period_end(t->unit, t->base);
    for (size_t i = 0; i < days; i++) {
        if (t->first + (date)i > end)
            end = period_end(t->unit, t->base + (period)++now);
        t->in[i] = (struct timeline_span){now, now + 1};
        t->after[i] = now + 2 < t->n ? now + 2 : t->n;
    }
}

void timeline_begin(struct timeline *t, enum period_unit unit, date first, date last)
{
    *t = (struct timeline){.unit = unit, .first = first, .last = last};
    if (first == DATE_NONE || first > last)
        return;
    size_t days = (size_t)(last - first) + 1;
    t->base = period_of(unit, first);
    t->n = (uint32_t)(period_of(unit, last) - t->base) + 1;
    t->in = mem_zero(days, sizeof *t->in);
    t->after = mem_zero(days, sizeof *t->after);
    if (is_window(t))
        place_windows(t);
    else
        place_days(t, days);
}

uint32_t timeline_index(const struct timeline *t, period p)
{
    return p >= t->base && p - t->base < (period)t->n ? (uint32_t)(p - t->base) : TIMELINE_NONE;
}

uint32_t timeline_before(const struct timeline *t, uint32_t i)
{
    if (is_window(t))
        return timeline_index(t, begins(t, i) - 1);
    return i ? i - 1 : TIMELINE_NONE;
}

static date year_before(date day)
{
    int year, month, dom;
    date_civil(day, &year, &month, &dom);
    if (year == 1)
        return DATE_NONE;
    return date_of(year - 1, month, date_valid(year - 1, month, dom) ? dom : dom - 1);
}

static period week_year_before(period week)
{
    int year, number, is_year, is_number;
    date_iso_week(period_begin(PERIOD_WEEK, week), &year, &number);
    period before = week - 52;
    for (int i = 0; i < 2; i++, before--) {
        date_iso_week(period_begin(PERIOD_WEEK, before), &is_year, &is_number);
        if (is_year == year - 1 && is_number == number)
            return before;
    }
    return INT32_MIN;
}

uint32_t timeline_year_before(const struct timeline *t, uint32_t i)
{
    period p = t->base + (period)i;
    switch (t->unit) {
    case PERIOD_WEEK:
        return timeline_index(t, week_year_before(p));
    case PERIOD_MONTH:
        return timeline_index(t, p - 12);
    case PERIOD_QUARTER:
        return timeline_index(t, p - 4);
    case PERIOD_YEAR:
        return timeline_index(t, p - 1);
    default:
        return timeline_index(t, year_before(p));
    }
}

bool timeline_complete(const struct timeline *t, uint32_t i)
{
    return period_complete(t->unit, t->base + (period)i, t->first, t->last);
}

void timeline_free(struct timeline *t)
{
    free(t->in);
    free(t->after);
}
