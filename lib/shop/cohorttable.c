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
