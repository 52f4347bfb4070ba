/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * churnlabel: labels customers who have left, by one of four rules, and computes their share of the customers and of
 * the revenue. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "shop/churnrate.h"
#include "shop/orderin.h"
#include "shop/rhythm.h"
#include "tsv/table.h"

#define METHODS "window|gap|alive"
enum method { WINDOW, GAP, ALIVE, FUTURE }; /* the last is --future */
static const char *const METHOD_NAME[] = {"window", "gap", "alive", "future"};

static int method = -1;
static bool future;
static uint64_t days, min_gaps = 5, active_days = UINT64_MAX, digits, memory = UINT64_MAX;
static double quantile = 0.9, threshold = 0.5;
static date cut = DATE_NONE, as_of = DATE_NONE;
static const char *summary_path;

static const struct opt OPTIONS[] = {
    OPT_CHOICE("method", &method, METHODS, "the rule by which a customer has left", .excludes = "future"),
    OPT_FLAG("future", &future, "labels customers who do not buy in the days from --cut on"),
    OPT_UINT("days", &days, "N", "length of the window, in days", .least = 1, .most = 1000000,
             .goes_with = "method=window|future", .needed_by = "method=window|future"),
    OPT_DATE("cut", &cut, "DATE", "the first day of the window, and the first that is not known", .goes_with = "future",
             .needed_by = "future"),
    OPT_NUMBER("quantile", &quantile, "Q", "the limit is this quantile of a customer's gaps", .most = 1,
               .goes_with = "method=gap"),
    OPT_UINT("min-gaps", &min_gaps, "N", "customers with fewer gaps get the quantile of all customers' gaps",
             .most = 1000000, .goes_with = "method=gap"),
    OPT_NUMBER("threshold", &threshold, "P", "a customer whose P(alive) is below this has left", .most = 1,
               .goes_with = "method=alive"),
    OPT_UINT("active-days", &active_days, "N", "labels only customers who bought in the last N known days", .least = 1,
             .most = 10000000),
    ORDERIN_AS_OF(&as_of, .excludes = "method=alive"),
    TABLE_DIGITS(&digits),
    OPT_OUTFILE("summary", &summary_path, "FILE", "writes the churn rates of customers and revenue"),
    ORDERIN_MEMORY(&memory, .excludes = "method=alive"),
    {0},
};

static const struct tool SPEC = {
    .name = "churnlabel",
    .purpose = "labels customers who have left, or who do not buy in a window of days",
    .shape = SHAPE_FOLD,
    .reads = "lines or orders; with --method alive any table with P(alive)",
    .writes = "one row per customer, with churned 0 or 1",
    .columns = ORDERIN_COLUMNS,
    .memory = "O(orders), or --memory SIZE and O(customers)",
    .options = OPTIONS,
    .needs = "method|future",
    .drops = true,
    .example = "--method window --days 30",
};

/* ---- customers ---- */

static _Noreturn void refuse_window(date seen, date end)
{
    char from[DATE_LEN + 1] = "", to[DATE_LEN + 1] = "", until[DATE_LEN + 1] = "";
    date_print(from, cut);
    date_print(to, seen);
    if (end <= date_of(9999, 12, 31))
        date_print(until, end);
    die(STATUS_DATA,
        "the window of %" PRIu64 "d from %s on runs past %s, the last day of the data"
        " (fewer --days or an earlier --cut%s%s%s)",
        days, from, to, *until ? "; or --as-of " : "", until, *until ? ", if the log covers that day" : "");
}

/* The window may end on the last observed day, not later: the days after it are unknown. */
static void place_window(struct rhythm *r, date newest)
{
    date seen = as_of != DATE_NONE ? as_of : newest;
    r->as_of = r->until = seen;
    if (method != FUTURE || seen == DATE_NONE)
        return;
    r->as_of = cut - 1;
    r->until = cut + (date)days - 1;
    if (r->until > seen)
        refuse_window(seen, r->until);
}

static void read_orders(struct tsv *in, struct rhythm *r)
{
    struct orders *o = orders_new(memory, false);
    orderin_read(in, o, NULL);
    orders_end(o);
    place_window(r, orders_newest(o));
    rhythm_fold(r, o);
    orders_free(o);
}

/* ---- labels ---- */

static struct churnrate rates;

/* Of the gap method; NULL if the limit is the same for all. */
static double *find_limits(struct rhythm *r)
{
    if (method != GAP || r->n == 0)
        return NULL;
    if (r->gaps.n == 0)
        die(STATUS_DATA, "no customer bought on two days: there are no gaps (--method window needs none)");
    double *limit = mem_zero(r->n, sizeof *limit);
    if (!gaps_limits(&r->gaps, min_gaps, (uint64_t)llround(quantile * 1e6), 1000000, limit))
        die(STATUS_ENV, "out of memory");
    return limit;
}

static bool has_left(const struct rhythm_customer *c, int64_t silence, double limit)
{
    switch ((enum method)method) {
    case WINDOW:
        return silence >= (int64_t)days;
    case GAP:
        return (double)silence > limit;
    case ALIVE:
        return c->p_alive < threshold;
    default:
        return !c->came;
    }
}

enum { ID, AS_OF, LAST_DATE, DAYS_SINCE, REVENUE, REASON, MOST_CELLS = REASON + 3 };

/* The values that the label is made of are between the revenue and the label. */
static const struct column COLUMNS[][MOST_CELLS + 1] = {
#define CUSTOMER                                                                                          \
    {"customer_id", TYPE_ID}, {"as_of", TYPE_DATE}, {"last_date", TYPE_DATE}, {"days_since", TYPE_COUNT}, \
    {                                                                                                     \
        "revenue", TYPE_MONEY                                                                             \
    }
#define LABEL                 \
    {                         \
        "churned", TYPE_COUNT \
    }
    [WINDOW] = {CUSTOMER, {"limit", TYPE_COUNT}, LABEL},
    [GAP] = {CUSTOMER, {"gaps", TYPE_COUNT}, {"limit", TYPE_NUMBER}, LABEL},
    [ALIVE] = {CUSTOMER, {"p_alive", TYPE_NUMBER}, {"limit", TYPE_NUMBER}, LABEL},
    [FUTURE] = {CUSTOMER, {"until", TYPE_DATE}, LABEL},
};

/* How many cells. */
static size_t set_reason(struct cell *cell, const struct rhythm *r, size_t i, const double *limit)
{
    switch ((enum method)method) {
    case WINDOW:
        cell[0] = cell_count(days);
        return 1;
    case GAP:
        cell[0] = cell_count(r->gaps.count[i]);
        cell[1] = cell_number(limit[i]);
        return 2;
    case ALIVE:
        cell[0] = cell_number(r->customer[i].p_alive);
        cell[1] = cell_number(threshold);
        return 2;
    default:
        cell[0] = cell_date(r->until);
        return 1;
    }
}

static void write_labels(const struct rhythm *r, const double *limit, struct table *t)
{
    uint64_t left = 0, *inactive = tool_counter("customers_not_active");
    for (size_t i = 0; i < r->n; i++) {
        const struct rhythm_customer *c = &r->customer[i];
        int64_t silence = (int64_t)r->as_of - c->last_date;
        if ((uint64_t)silence >= active_days) {
            ++*inactive;
            continue;
        }
        bool churned = has_left(c, silence, limit ? limit[i] : 0);
        struct cell cell[MOST_CELLS] = {[ID] = cell_text(c->id),
                                        [AS_OF] = cell_date(r->as_of),
                                        [LAST_DATE] = cell_date(c->last_date),
                                        [DAYS_SINCE] = cell_int(silence),
                                        [REVENUE] = cell_money(c->revenue)};
        cell[REASON + set_reason(cell + REASON, r, i, limit)] = cell_count(churned);
        table_row(t, slice_of(NULL, 0), cell);
        churnrate_add(&rates, c->revenue, churned);
        left += churned;
    }
    if (method == ALIVE && tool_rows.out > 0 && left == 0)
        warn("no customer has a P(alive) below %g: does the model include dropout? (clvfit's verdict)", threshold);
}

static struct out *summary;
static void write_summary(void)
{
    churnrate_write(&rates, summary);
    out_close(summary);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    method = future ? FUTURE : method;
    if (summary_path) {
        summary = out_create(summary_path);
        tool_at_end(write_summary);
    }
    struct tsv *in = tsv_open();
    struct rhythm r = {.as_of = DATE_NONE, .until = DATE_NONE};
    if (method == ALIVE)
        rhythm_read_alive(&r, in);
    else
        read_orders(in, &r);
    double *limit = find_limits(&r);
    struct table t;
    table_begin(&t, out_stdout(), NULL, COLUMNS[method], NULL);
    t.digits = (int)digits;
    rates = (struct churnrate){METHOD_NAME[method], r.as_of, method == FUTURE ? r.until : DATE_NONE, .all = {0}};
    write_labels(&r, limit, &t);
    table_end(&t);
    churnrate_stats(&rates);
    free(limit);
    rhythm_free(&r);
    tsv_close(in);
    return tool_end();
}
