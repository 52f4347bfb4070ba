/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The long tables of cohort read again, for --merge: cohorttable.h. */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "shop/cohorttable.h"

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
        return tsv_bad(r->in, r->cohort, "is no such period", period_form(r->unit));
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
