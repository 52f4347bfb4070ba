/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of kpi read again, for --merge: kpitable.h. */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "shop/kpitable.h"

/* What a sum is read from; cells that may lack are empty in a table's first period. */
static const struct source {
    const char *name;
    enum kpi_sum sum;
    bool may_lack;
} SOURCE[] = {
    {"gross", KPI_GROSS, false},
    {"returned", KPI_RETURNED, false},
    {"units", KPI_UNITS, false},
    {"returned_units", KPI_RETURNED_UNITS, false},
    {"guest_revenue", KPI_GUEST_REVENUE, false},
    {"guest_gross", KPI_GUEST_GROSS, false},
    {"guest_items", KPI_GUEST_ITEMS, false},
    {"new_revenue", KPI_NEW_REVENUE, false},
    {"existing_revenue", KPI_EXISTING_REVENUE, false},
    {"bridge_reactivated", KPI_REACTIVATED_REVENUE, true},
    {"retained_revenue", KPI_RETAINED_REVENUE, true},
    {"bridge_kept", KPI_RETAINED_BEFORE, true},
    {"lines", KPI_LINES, false},
    {"orders", KPI_ORDERS, false},
    {"guest_orders", KPI_GUEST_ORDERS, false},
    {"new_customers", KPI_NEW_CUSTOMERS, false},
    {"existing_customers", KPI_EXISTING_CUSTOMERS, false},
    {"retained", KPI_RETAINED, true},
    {"repeat_customers", KPI_REPEAT_CUSTOMERS, false},
    {"signups", KPI_SIGNUPS, false},
    {"activated", KPI_ACTIVATED, false},
};
enum { PERIOD_NONE = INT32_MIN };
enum { SOURCES = sizeof SOURCE / sizeof *SOURCE, PEOPLE = 2 /* the last ones */ };

struct reader {
    struct tsv *in;
    enum period_unit unit;
    unsigned period, begin, complete, burn_in, revenue, column[SOURCES], sources;
};

static bool read_count(struct tsv *in, unsigned col, int64_t *out)
{
    uint64_t n;
    if (!tsv_uint(in, col, &n))
        return false;
    *out = (int64_t)n;
    return *out >= 0 || tsv_bad(in, col, "is more than 9223372036854775807", NULL);
}

static bool read_flag(struct tsv *in, unsigned col, bool *out)
{
    struct slice s = tsv_field(in, col);
    *out = slice_is(s, "1");
    return *out || slice_is(s, "0") || tsv_bad(in, col, "is neither 0 nor 1", NULL);
}

static bool read_period(const struct reader *r, period *out)
{
    date begin;
    if (!period_parse(r->unit, tsv_field(r->in, r->period), out))
        return tsv_bad(r->in, r->period, "is not a valid period", period_form(r->unit));
    if (!tsv_date(r->in, r->begin, &begin))
        return false;
    return begin == period_begin(r->unit, *out) ||
           tsv_bad(r->in, r->begin, "is not where the period begins", "--period or --rolling as in the tables");
}

static bool read_sum(const struct reader *r, int i, int64_t *sum)
{
    const struct source *from = &SOURCE[i];
    if (from->may_lack && tsv_field(r->in, r->column[i]).n == 0)
        return true;
    return from->sum < KPI_COUNTS ? tsv_decimal(r->in, r->column[i], &sum[from->sum])
                                  : read_count(r->in, r->column[i], &sum[from->sum]);
}

/* Without a period before, nobody was active in it; what was kept is the difference to it. */
static bool undo_bridge(const struct reader *r, int64_t *sum)
{
    unsigned reactivated = tsv_find(r->in, "bridge_reactivated");
    int64_t kept = sum[KPI_RETAINED_BEFORE], now;
    if (tsv_field(r->in, reactivated).n == 0) {
        sum[KPI_REACTIVATED_REVENUE] = sum[KPI_EXISTING_REVENUE];
        return true;
    }
    return (!__builtin_sub_overflow(sum[KPI_EXISTING_REVENUE], sum[KPI_REACTIVATED_REVENUE], &now) &&
            !__builtin_sub_overflow(now, kept, &sum[KPI_RETAINED_BEFORE])) ||
           tsv_bad(r->in, reactivated, "is too large", NULL);
}

static bool read_row(const struct reader *r, struct kpitable_row *row)
{
    decimal revenue;
    if (!read_period(r, &row->period) || !read_flag(r->in, r->complete, &row->complete) ||
        !read_flag(r->in, r->burn_in, &row->burn_in) || !tsv_decimal(r->in, r->revenue, &revenue))
        return false;
    for (unsigned i = 0; i < r->sources; i++)
        if (!read_sum(r, (int)i, row->sums.sum))
            return false;
    if (row->sums.sum[KPI_GROSS] < 0)
        return tsv_bad(r->in, r->column[0], "is below 0", NULL);
    if (row->sums.sum[KPI_RETURNED] > 0)
        return tsv_bad(r->in, r->column[1], "is above 0", NULL);
    if (revenue != row->sums.sum[KPI_GROSS] + row->sums.sum[KPI_RETURNED])
        return tsv_bad(r->in, r->revenue, "is not gross + returned", NULL);
    return undo_bridge(r, row->sums.sum);
}

/* The keys of a table come before its periods. Without one of them a customer of two groups would count twice. */
static void check_keys(const struct reader *r, const struct groups *g)
{
    for (unsigned i = 0; i < r->period; i++) {
        struct slice key = r->in->column[i];
        unsigned k = 0;
        while (k < g->keys && !slice_eq(key, g->name[k]))
            k++;
        if (k == g->keys)
            die(STATUS_USAGE, "%s:1: the table has the key \"%.*s\" (--by as it was made with)", r->in->name,
                (int)key.n, key.p);
    }
}

/* The last period of each table. */
struct last_periods {
    period *of;
    size_t n, cap;
};

static void note_last(struct last_periods *l, unsigned file, period p)
{
    l->of = mem_grow(l->of, &l->cap, file + (size_t)1, sizeof *l->of);
    while (l->n <= file)
        l->of[l->n++] = PERIOD_NONE;
    l->of[file] = p > l->of[file] ? p : l->of[file];
}

/* Windows after the last day of a table hold orders that it has no rows for. */
static void check_ends(const struct last_periods *l)
{
    period first = PERIOD_NONE;
    for (size_t i = 0; i < l->n; i++) {
        char a[PERIOD_ROOM], b[PERIOD_ROOM];
        first = first == PERIOD_NONE ? l->of[i] : first;
        if (l->of[i] == PERIOD_NONE || l->of[i] == first)
            continue;
        int n = period_print(a, PERIOD_DAY, first), m = period_print(b, PERIOD_DAY, l->of[i]);
        die(STATUS_DATA,
            "the tables end on different days, %.*s and %.*s, so later windows would lack orders (make all of them with "
            "the same --as-of)",
            n, a, m, b);
    }
}

void kpitable_read(struct kpitable_rows *r, struct tsv *in, struct groups *g, enum period_unit unit)
{
    *r = (struct kpitable_rows){.people = tsv_find(in, "signups") != TSV_NONE};
    struct last_periods last = {0};
    struct reader from = {.in = in, .unit = unit, .sources = SOURCES - (r->people ? 0 : PEOPLE)};
    from.period = tsv_need(in, "period");
    check_keys(&from, g);
    from.begin = tsv_need(in, "begin");
    from.complete = tsv_need(in, "complete");
    from.burn_in = tsv_need(in, "burn_in");
    from.revenue = tsv_need(in, "revenue");
    for (unsigned i = 0; i < from.sources; i++)
        from.column[i] = tsv_need(in, SOURCE[i].name);
    while (tsv_next(in)) {
        struct kpitable_row row = {0};
        if (!read_row(&from, &row))
            continue;
        row.group = groups_put(g, in);
        note_last(&last, in->file, row.period);
        r->row = mem_grow(r->row, &r->cap, r->n + 1, sizeof *r->row);
        r->row[r->n++] = row;
    }
    if (period_is_window(unit))
        check_ends(&last);
    free(last.of);
}
