/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/cohorttable.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "tsv/grouphead.h"
#include "tsv/table.h"

enum {
    COHORT,
    AGE,
    CUSTOMERS,
    ACTIVE, /* the measures, but for "customers", in the order of the words */
    RETENTION,
    ACTIVE_OR_LATER,
    ROLLING_RETENTION,
    ORDERS,
    REVENUE,
    REVENUE_PER_CUSTOMER,
    CUMULATIVE,
    COMPLETE,
    COLUMNS
};

static const struct column COLUMN[COLUMNS] = {
    [COHORT] = {"cohort", TYPE_TEXT},
    [AGE] = {"age", TYPE_COUNT},
    [CUSTOMERS] = {"customers", TYPE_COUNT},
    [ACTIVE] = {"active", TYPE_COUNT},
    [RETENTION] = {"retention", TYPE_NUMBER},
    [ACTIVE_OR_LATER] = {"active_or_later", TYPE_COUNT},
    [ROLLING_RETENTION] = {"rolling_retention", TYPE_NUMBER},
    [ORDERS] = {"orders", TYPE_COUNT},
    [REVENUE] = {"revenue", TYPE_MONEY},
    [REVENUE_PER_CUSTOMER] = {"revenue_per_customer", TYPE_NUMBER},
    [CUMULATIVE] = {"cumulative_revenue_per_customer", TYPE_NUMBER},
    [COMPLETE] = {"complete", TYPE_COUNT},
};

/* ---- cells ---- */

static struct cell share(int64_t n, int64_t of)
{
    return of > 0 ? cell_number(ratio_double(n, (uint64_t)of)) : cell_empty();
}

static struct cell mean(decimal sum, int64_t n)
{
    return n > 0 ? cell_number(decimal_mean(sum, (uint64_t)n)) : cell_empty();
}

/* Of an age of a cohort; `sofar` is the revenue up to it. */
static void set_cells(struct cell *c, const struct cohort_cell *of, int64_t customers, decimal sofar)
{
    c[CUSTOMERS] = cell_count((uint64_t)customers);
    c[ACTIVE] = cell_count((uint64_t)of->active);
    c[RETENTION] = share(of->active, customers);
    c[ACTIVE_OR_LATER] = cell_count((uint64_t)of->active_or_later);
    c[ROLLING_RETENTION] = share(of->active_or_later, customers);
    c[ORDERS] = cell_count((uint64_t)of->orders);
    c[REVENUE] = cell_money(of->revenue);
    c[REVENUE_PER_CUSTOMER] = mean(of->revenue, customers);
    c[CUMULATIVE] = mean(sofar, customers);
}

/* How many ages of a cohort are written: only the period at the end of the data may be cut. */
static uint32_t ages(const struct cohorttable *t, uint32_t cohort)
{
    uint32_t n = t->time->n - cohort;
    period last = t->time->base + (period)t->time->n - 1;
    return n - (t->complete_only && period_end(t->time->unit, last) > t->time->last);
}

static void set_cohort(const struct cohorttable *t, struct cell *cell, char *name, uint32_t cohort)
{
    int size = period_print(name, t->time->unit, t->time->base + (period)cohort);
    cell[COHORT] = cell_text(slice_of(name, (size_t)size));
}

/* A cohort of nobody. */
static const struct cohort_cell NOBODY;

static const struct cohort_cell *cell_of(const struct cohort_cell *cells, uint32_t age)
{
    return cells ? &cells[age] : &NOBODY;
}

/* ---- long ---- */

static void write_cohort(const struct cohorttable *t, struct table *to, struct cell *row, uint32_t group,
                         uint32_t cohort)
{
    const struct cohort_cell *cells = cohorts_cells(t->cohorts, group, cohort);
    struct cell *c = row + t->groups->keys;
    int64_t customers = cell_of(cells, 0)->active_or_later;
    decimal sofar = 0;
    char name[PERIOD_ROOM];
    set_cohort(t, c, name, cohort);
    for (uint32_t age = 0; age < ages(t, cohort); age++) {
        cohorts_add(&sofar, cell_of(cells, age)->revenue);
        set_cells(c, cell_of(cells, age), customers, sofar);
        c[AGE] = cell_count(age);
        c[COMPLETE] = cell_count(period_end(t->time->unit, t->time->base + (period)(cohort + age)) <= t->time->last);
        table_row(to, (struct slice){0}, row);
    }
}

void cohorttable_write(const struct cohorttable *t)
{
    struct table to;
    struct grouphead head;
    uint32_t *sorted = groups_sorted(t->groups);
    struct cell *row = mem_zero(t->groups->keys + (size_t)COLUMNS, sizeof *row);
    table_begin(&to, out_stdout(), NULL, grouphead_columns(&head, t->groups, COLUMN, COLUMNS), t->only);
    to.digits = t->digits;
    for (uint32_t g = 0; g < t->groups->n; g++) {
        grouphead_cells(t->groups, sorted[g], row);
        for (uint32_t cohort = 0; cohort < t->time->n; cohort++)
            write_cohort(t, &to, row, sorted[g], cohort);
    }
    table_end(&to);
    grouphead_free(&head);
    free(sorted);
    free(row);
}

/* ---- wide ---- */

enum { WIDE_COHORT, WIDE_CUSTOMERS, WIDE_AGE, NAME_ROOM = 16 };

static void write_wide_cohort(const struct cohorttable *t, struct table *to, struct cell *row, uint32_t group,
                              uint32_t cohort, int measure)
{
    const struct cohort_cell *cells = cohorts_cells(t->cohorts, group, cohort);
    struct cell *c = row + t->groups->keys, all[COLUMNS];
    int64_t customers = cell_of(cells, 0)->active_or_later;
    decimal sofar = 0;
    char name[PERIOD_ROOM];
    set_cohort(t, c, name, cohort);
    c[WIDE_CUSTOMERS] = cell_count((uint64_t)customers);
    for (uint32_t age = 0; age < t->time->n; age++) {
        c[WIDE_AGE + age] = cell_empty();
        if (age >= ages(t, cohort))
            continue;
        cohorts_add(&sofar, cell_of(cells, age)->revenue);
        set_cells(all, cell_of(cells, age), customers, sofar);
        c[WIDE_AGE + age] = all[ACTIVE + measure];
    }
    table_row(to, (struct slice){0}, row);
}

static struct column *make_columns(const struct cohorttable *t, int measure, char (*name)[NAME_ROOM])
{
    struct column *c = mem_zero(WIDE_AGE + (size_t)t->time->n, sizeof *c);
    c[WIDE_COHORT] = COLUMN[COHORT];
    c[WIDE_CUSTOMERS] = COLUMN[CUSTOMERS];
    for (uint32_t age = 0; age < t->time->n; age++) {
        snprintf(name[age], NAME_ROOM, "age_%" PRIu32, age);
        c[WIDE_AGE + age] = (struct column){name[age], COLUMN[ACTIVE + measure].type};
    }
    return c;
}

void cohorttable_write_wide(const struct cohorttable *t, int measure)
{
    struct table to;
    struct grouphead head;
    char(*name)[NAME_ROOM] = mem_zero(t->time->n, sizeof *name);
    struct column *own = make_columns(t, measure, name);
    size_t n = WIDE_AGE + (size_t)t->time->n;
    uint32_t *sorted = groups_sorted(t->groups);
    struct cell *row = mem_zero(t->groups->keys + n, sizeof *row);
    table_begin(&to, out_stdout(), NULL, grouphead_columns(&head, t->groups, own, n), t->only);
    to.digits = t->digits;
    for (uint32_t g = 0; g < t->groups->n; g++) {
        grouphead_cells(t->groups, sorted[g], row);
        for (uint32_t cohort = 0; cohort < t->time->n; cohort++)
            write_wide_cohort(t, &to, row, sorted[g], cohort, measure);
    }
    table_end(&to);
    grouphead_free(&head);
    free(sorted);
    free(row);
    free(own);
    free(name);
}

/* ---- long tables read again ---- */

struct row {
    uint32_t group;
    period cohort;
    uint32_t age;
    bool complete;
    struct cohort_cell cell;
};

struct reader {
    struct tsv *in;
    enum period_unit unit;
    unsigned cohort, age, customers, active, active_or_later, orders, revenue, complete;
    struct row *row;
    size_t n, cap;
};

static bool read_count(struct tsv *in, unsigned col, int64_t *out)
{
    uint64_t n;
    if (!tsv_uint(in, col, &n))
        return false;
    *out = (int64_t)n;
    return *out >= 0 || tsv_bad(in, col, "is more than 9223372036854775807", NULL);
}

static bool read_sums(const struct reader *r, struct row *row)
{
    int64_t customers;
    if (!read_count(r->in, r->customers, &customers) || !read_count(r->in, r->active, &row->cell.active) ||
        !read_count(r->in, r->active_or_later, &row->cell.active_or_later) ||
        !read_count(r->in, r->orders, &row->cell.orders) || !tsv_decimal(r->in, r->revenue, &row->cell.revenue))
        return false;
    return row->age || row->cell.active_or_later == customers ||
           tsv_bad(r->in, r->active_or_later, "is not the number of customers, at age 0", NULL);
}

static bool read_row(const struct reader *r, struct row *row)
{
    uint64_t age;
    if (!period_parse(r->unit, tsv_field(r->in, r->cohort), &row->cohort))
        return tsv_bad(r->in, r->cohort, "is not a valid period", period_form(r->unit));
    if (!tsv_uint(r->in, r->age, &age))
        return false;
    if (age > 4000000)
        return tsv_bad(r->in, r->age, "is too large", NULL);
    row->age = (uint32_t)age;
    struct slice complete = tsv_field(r->in, r->complete);
    row->complete = slice_is(complete, "1");
    if (!row->complete && !slice_is(complete, "0"))
        return tsv_bad(r->in, r->complete, "is neither 0 nor 1", NULL);
    return read_sums(r, row);
}

static void read_rows(struct reader *r, struct groups *g)
{
    r->cohort = tsv_need(r->in, "cohort");
    r->age = tsv_need(r->in, "age");
    r->customers = tsv_need(r->in, "customers");
    r->active = tsv_need(r->in, "active");
    r->active_or_later = tsv_need(r->in, "active_or_later");
    r->orders = tsv_need(r->in, "orders");
    r->revenue = tsv_need(r->in, "revenue");
    r->complete = tsv_need(r->in, "complete");
    while (tsv_next(r->in)) {
        struct row row;
        if (!read_row(r, &row))
            continue;
        row.group = groups_put(g, r->in);
        r->row = mem_grow(r->row, &r->cap, r->n + 1, sizeof *r->row);
        r->row[r->n++] = row;
    }
}

/* A last period that no table has whole ends a day early. */
static void place_rows(const struct reader *r, struct timeline *time, date last)
{
    period from = r->row[0].cohort, to = from;
    bool complete = false;
    for (size_t i = 0; i < r->n; i++) {
        period at = r->row[i].cohort + (period)r->row[i].age;
        from = r->row[i].cohort < from ? r->row[i].cohort : from;
        complete = at > to ? r->row[i].complete : complete | (at == to && r->row[i].complete);
        to = at > to ? at : to;
    }
    if (last != DATE_NONE && period_of(r->unit, last) < to)
        die(STATUS_USAGE, "the tables have periods after --as-of");
    date end = period_end(r->unit, to);
    timeline_begin(time, r->unit, period_begin(r->unit, from), last != DATE_NONE ? last : complete ? end : end - 1);
}

void cohorttable_merge(struct cohorts *c, struct timeline *time, struct groups *g, struct tsv *in,
                       enum period_unit unit, date last)
{
    struct reader r = {.in = in, .unit = unit};
    read_rows(&r, g);
    if (r.n)
        place_rows(&r, time, last);
    for (size_t i = 0; i < r.n; i++) {
        const struct row *row = &r.row[i];
        struct cohort_cell *to = &cohorts_make(c, row->group, timeline_index(time, row->cohort))[row->age];
        cohorts_add(&to->active, row->cell.active);
        cohorts_add(&to->active_or_later, row->cell.active_or_later);
        cohorts_add(&to->orders, row->cell.orders);
        cohorts_add(&to->revenue, row->cell.revenue);
    }
    free(r.row);
}
