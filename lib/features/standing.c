/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/standing.h"

#include <math.h>

static unsigned quarter(date day)
{
    int year, month, of_month;
    date_civil(day, &year, &month, &of_month);
    return (unsigned)(month - 1) / 3;
}

static void add_order(struct standing *k, const struct order *p)
{
    int64_t ago = (int64_t)k->cut - p->day; /* 1: on the as-of day */
    k->lines += p->lines;
    k->gross += p->gross;
    k->returned += p->returned;
    k->sold += (wide_int)p->units - p->returned_units;
    k->gross_30d += ago <= 30 ? p->gross : 0;
    k->gross_90d += ago <= 90 ? p->gross : 0;
    /* as in customer.c */
    if (p->country.n && (p->sale_lines || k->orders == 0))
        k->country = p->country;
    k->orders += p->sale_lines > 0;
}

/* Exact but for one division and one root. */
static double sd_of_gaps(const struct history_day *day, size_t n)
{
    wide_int sum = day[n - 1].day - day[0].day, squares = 0;
    uint64_t gaps = n - 1;
    if (gaps < 2)
        return NAN;
    for (size_t i = 1; i < n; i++) {
        int64_t gap = day[i].day - day[i - 1].day;
        squares += (wide_int)gap * gap;
    }
    return sqrt(ratio_wide((wide_int)gaps * squares - sum * sum, (wide_int)gaps * (gaps - 1)));
}

static void add_days(struct standing *k, const struct history_day *day, size_t n)
{
    unsigned now = quarter(k->cut);
    k->days = n;
    k->first = day[0].day;
    k->last = day[n - 1].day;
    for (size_t i = 0; i < n; i++)
        k->same_quarter += quarter(day[i].day) == now;
    for (size_t i = 1; i < n; i++) {
        int64_t since = (int64_t)day[i].day - k->first, left = (int64_t)k->as_of - day[i].day;
        k->repeat += day[i].revenue;
        k->earlier += since < left;
        k->later += since > left;
    }
    for (size_t g = 0; g < STANDING_GAPS; g++)
        k->gap[g] = n > g + 1 ? (int64_t)day[n - 1 - g].day - day[n - 2 - g].day : -1;
    k->gap_sd = sd_of_gaps(day, n);
}

bool standing_at(const struct history *h, date from, date cut, struct standing *out)
{
    struct history_cut end = history_before(h, cut), begin = {0, 0};
    if (from != DATE_NONE)
        begin = history_before(h, from);
    if (end.days <= begin.days)
        return false;
    *out = (struct standing){.cut = cut, .as_of = cut - 1, .country = SLICE("")};
    for (size_t i = begin.orders; i < end.orders; i++)
        add_order(out, &h->order[i]);
    add_days(out, h->day + begin.days, end.days - begin.days);
    return true;
}

void future_of(const struct history *h, const struct standing *k, date end, struct future *out)
{
    struct history_cut from = history_before(h, k->cut), to = history_before(h, end);
    *out = (struct future){.bought = to.days > from.days, .days = -1};
    for (size_t i = from.orders; i < to.orders; i++) {
        out->orders += h->order[i].sale_lines > 0;
        out->revenue += h->order[i].gross + h->order[i].returned;
    }
    if (out->bought)
        out->days = (int64_t)h->day[from.days].day - k->last;
}
