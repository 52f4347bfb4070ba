/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/series.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "tsv/amount.h"

struct item {
    period at;
    double value;
    bool complete;
    struct tsv_place place;
};

struct reader {
    struct series *series;
    struct series_options o;
    struct tsv *in;
    unsigned period, measure, complete;
    bool begun; /* the unit is known */
    struct item *item;
    size_t n, cap;
};

static void find_columns(struct reader *r)
{
    static const char *const names[] = {"period", "month", "week", "quarter", "day", "year", "date"};
    r->period = TSV_NONE;
    for (size_t i = 0; i < sizeof names / sizeof *names && !r->o.period && r->period == TSV_NONE; i++)
        r->period = tsv_find(r->in, names[i]);
    if (r->o.period)
        r->period = tsv_need(r->in, r->o.period);
    if (r->period == TSV_NONE)
        r->period = tsv_need(r->in, "month");
    r->measure = tsv_need(r->in, r->o.measure);
    r->complete = tsv_find(r->in, "complete");
    r->series->name = r->in->column[r->period];
}

static bool read_unit(struct reader *r, struct slice name)
{
    static const enum period_unit units[] = {PERIOD_MONTH, PERIOD_WEEK, PERIOD_DAY, PERIOD_QUARTER, PERIOD_YEAR};
    period p;
    for (size_t i = 0; i < sizeof units / sizeof *units && !r->begun; i++) {
        r->series->unit = units[i];
        r->begun = period_parse(units[i], name, &p);
    }
    if (!r->begun)
        return tsv_bad(r->in, r->period, "is not a period", "2011-12, 2011-W49, 2011-Q4, 2011 or 2011-12-09");
    if (r->o.until && !period_parse(r->series->unit, slice_str(r->o.until), &p))
        die(STATUS_USAGE, "--until \"%s\": expected a period like those of the table, %s", r->o.until,
            period_form(r->series->unit));
    return true;
}

static bool read_complete(struct reader *r, bool *out)
{
    struct slice s = r->complete == TSV_NONE ? SLICE("1") : tsv_field(r->in, r->complete);
    *out = slice_is(s, "1");
    return *out || slice_is(s, "0") || tsv_bad(r->in, r->complete, "is neither 0 nor 1", NULL);
}

static bool read_item(struct reader *r, struct item *i)
{
    struct slice name = tsv_field(r->in, r->period);
    struct amount a;
    if ((!r->begun && !read_unit(r, name)) || !read_complete(r, &i->complete))
        return false;
    if (!period_parse(r->series->unit, name, &i->at))
        return tsv_bad(r->in, r->period, "is not a period like that of the first row", period_form(r->series->unit));
    if (!amount_read(r->in, r->measure, &a))
        return false;
    if (a.kind == AMOUNT_EMPTY)
        return tsv_bad(r->in, r->measure, "is empty: a period without its value", NULL);
    i->value = amount_double(a);
    i->place = tsv_place(r->in);
    return true;
}

static void read_rows(struct reader *r)
{
    while (tsv_next(r->in)) {
        struct item i;
        if (!read_item(r, &i))
            continue;
        if (r->o.until && slice_cmp(tsv_field(r->in, r->period), slice_str(r->o.until)) > 0) {
            tsv_drop(r->in, "after_until");
            continue;
        }
        if (!i.complete)
            tsv_drop(r->in, "incomplete");
        r->item = mem_grow(r->item, &r->cap, r->n + 1, sizeof *r->item);
        r->item[r->n++] = i;
    }
}

static int by_period(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

_Noreturn static void refuse(const struct reader *r, size_t i, const char *problem)
{
    char name[PERIOD_ROOM];
    int size = period_print(name, r->series->unit, r->item[i].at);
    die(STATUS_DATA, "%s:%" PRIu64 ": column \"%.*s\": \"%.*s\" %s", r->item[i].place.name, r->item[i].place.line,
        (int)r->series->name.n, r->series->name.p, size, name, problem);
}

_Noreturn static void refuse_gap(const struct reader *r, size_t i)
{
    char name[PERIOD_ROOM], problem[160];
    int size = period_print(name, r->series->unit, r->item[i - 1].at + 1);
    snprintf(problem, sizeof problem,
             "does not follow the period before it: \"%.*s\" is missing (--gaps zero counts what "
             "is missing as 0)",
             size, name);
    refuse(r, i, problem);
}

static void check_order(const struct reader *r, size_t first, size_t end)
{
    for (size_t i = 1; i < r->n; i++)
        if (r->item[i].at == r->item[i - 1].at)
            refuse(r, i, "is given twice (of a table with groups, pick one: pick --where 'country = \"France\"')");
    for (size_t i = first; i < end; i++) {
        if (!r->item[i].complete)
            refuse(r, i, "is incomplete and stands between complete periods");
        if (i > first && r->item[i].at != r->item[i - 1].at + 1 && !r->o.zero)
            refuse_gap(r, i);
    }
}

static void fill(struct reader *r, size_t first, size_t end)
{
    struct series *s = r->series;
    if (first == end)
        return;
    s->first = r->item[first].at;
    s->n = (size_t)(r->item[end - 1].at - s->first) + 1;
    s->value = mem_zero(s->n, sizeof *s->value);
    s->gaps = s->n - (end - first);
    for (size_t i = first; i < end; i++)
        s->value[r->item[i].at - s->first] = r->item[i].value;
    s->cut = end < r->n && r->item[end].at == r->item[end - 1].at + 1;
}

void series_read(struct series *s, struct tsv *in, struct series_options o)
{
    struct reader r = {.series = s, .o = o, .in = in};
    size_t first = 0, end;
    *s = (struct series){0};
    find_columns(&r);
    read_rows(&r);
    if (r.n)
        qsort(r.item, r.n, sizeof *r.item, by_period);
    for (end = r.n; end > 0 && !r.item[end - 1].complete; end--)
        continue;
    while (first < end && !r.item[first].complete)
        first++;
    check_order(&r, first, end);
    fill(&r, first, end);
    if (first == end && r.begun)
        warn("no period is left: all of them are incomplete%s", o.until ? " or after --until" : "");
    free(r.item);
}

void series_free(struct series *s)
{
    free(s->value);
}

size_t series_cycle(enum period_unit unit)
{
    switch (unit) {
    case PERIOD_MONTH:
        return 12;
    case PERIOD_QUARTER:
        return 4;
    case PERIOD_WEEK:
        return 52;
    case PERIOD_DAY:
        return 7;
    default:
        return 1;
    }
}

size_t series_season(const struct series *s, size_t cycle, size_t i)
{
    date day = period_begin(s->unit, s->first + (period)i);
    int year, month, of_month;
    date_civil(day, &year, &month, &of_month);
    if (s->unit == PERIOD_MONTH && cycle == 12)
        return (size_t)month;
    if (s->unit == PERIOD_QUARTER && cycle == 4)
        return (size_t)(month - 1) / 3 + 1;
    if (s->unit == PERIOD_DAY && cycle == 7)
        return (size_t)date_weekday(day);
    return i % cycle + 1;
}
