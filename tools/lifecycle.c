/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecycle: in which stage of their life each customer is. */
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "shop/orderin.h"
#include "shop/people.h"
#include "shop/rhythm.h"
#include "tsv/table.h"

enum { FIXED, GAP };

static int limits = FIXED;
static int32_t new_days = 30, active_days = 90;
static uint64_t star_days = 4, min_gaps = 5, digits, memory = UINT64_MAX;
static double star_share = 0.2, quantile = 0.9;
static date as_of = DATE_NONE;
static const char *people_path;
static struct opt_list only;

static const struct opt OPTIONS[] = {
    OPT_SPAN("new", &new_days, "SPAN", "new: the first purchase was less than this time ago", .least = 1,
             .most = 36500),
    OPT_SPAN("active", &active_days, "SPAN", "active: the last purchase was less than this time ago", .least = 1,
             .most = 36500, .excludes = "limits=gap"),
    OPT_UINT("star-days", &star_days, "N", "star: at least this many purchase days", .least = 1, .most = 1000000),
    OPT_NUMBER("star-share", &star_share, "P", "star: also in this top share of active customers by revenue",
               .most = 1),
    OPT_CHOICE("limits", &limits, "fixed|gap", "gap: a separate limit for each customer instead of --active"),
    OPT_NUMBER("quantile", &quantile, "Q", "the limit is this quantile of a customer's gaps", .most = 1,
               .goes_with = "limits=gap"),
    OPT_UINT("min-gaps", &min_gaps, "N", "customers with fewer gaps get the quantile of all customers' gaps",
             .most = 1000000, .goes_with = "limits=gap"),
    OPT_INFILE("people", &people_path, "FILE",
               "a table of all known customers: those who never bought are in the stage fun"),
    ORDERIN_AS_OF(&as_of),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    TABLE_DIGITS(&digits),
    ORDERIN_MEMORY(&memory),
    {0},
};

static const struct tool SPEC = {
    .name = "lifecycle",
    .purpose = "finds the life-cycle stage of each customer",
    .shape = SHAPE_FOLD,
    .reads = "lines or orders",
    .writes = "one row per customer with its stage: fun, new, reengaged, star, active or churn",
    .columns = ORDERIN_COLUMNS,
    .memory = "O(orders), or --memory SIZE; and O(customers)",
    .options = OPTIONS,
    .drops = true,
    .example = "--as-of 2011-12-31",
};

enum stage { FUN, NEW, REENGAGED, STAR, ACTIVE, CHURN, STAGES };
static const char *const STAGE[STAGES] = {"fun", "new", "reengaged", "star", "active", "churn"};
static uint64_t *counter[STAGES];

enum { ID, AS_OF, FIRST_DATE, LAST_DATE, PURCHASE_DAYS, DAYS_SINCE, REVENUE, LIMIT, STAGE_CELL, COLUMNS };
static const struct column COLUMN[] = {
    [ID] = {"customer_id", TYPE_ID},
    [AS_OF] = {"as_of", TYPE_DATE},
    [FIRST_DATE] = {"first_date", TYPE_DATE},
    [LAST_DATE] = {"last_date", TYPE_DATE},
    [PURCHASE_DAYS] = {"purchase_days", TYPE_COUNT},
    [DAYS_SINCE] = {"days_since", TYPE_COUNT},
    [REVENUE] = {"revenue", TYPE_MONEY},
    [LIMIT] = {"limit", TYPE_NUMBER},
    [STAGE_CELL] = {"stage", TYPE_TEXT},
    [COLUMNS] = {0},
};

/* ---- customers ---- */

static struct rhythm customers;
static int64_t *gaps; /* of all, a customer's after the other's, in the order of time */
static double *limit; /* of each; NULL: --active is everybody's */
static bool *is_top;  /* by revenue, of the active */

static double limit_of(size_t i)
{
    return limit ? limit[i] : active_days;
}

static bool is_within(size_t i)
{
    return (double)(as_of - customers.customer[i].last_date) < limit_of(i);
}

static void read_customers(struct tsv *in)
{
    struct orders *o = orders_new(memory, false);
    orderin_read(in, o, NULL);
    orders_end(o);
    if (as_of == DATE_NONE)
        as_of = orders_newest(o);
    customers.as_of = customers.until = as_of;
    rhythm_fold(&customers, o);
    orders_free(o);
}

/* The limits put each customer's gaps in the order of their sizes: so those of time are kept before. */
static void find_limits(void)
{
    size_t n = customers.gaps.n;
    gaps = mem_zero(n, sizeof *gaps);
    if (n)
        memcpy(gaps, customers.gaps.gap, n * sizeof *gaps);
    if (limits != GAP || customers.n == 0)
        return;
    if (n == 0)
        die(STATUS_DATA, "no customer bought on two days: there are no gaps (--limits fixed needs none)");
    limit = mem_zero(customers.n, sizeof *limit);
    if (!gaps_limits(&customers.gaps, min_gaps, (uint64_t)llround(quantile * 1e6), 1000000, limit))
        die(STATUS_ENV, "out of memory");
}

/* By revenue, the largest first; customers are in the order of their ids, which decides between equal ones. */
static int compare_revenue(const void *a, const void *b)
{
    const size_t i = *(const size_t *)a, k = *(const size_t *)b;
    decimal p = customers.customer[i].revenue, q = customers.customer[k].revenue;
    if (p != q)
        return p > q ? -1 : 1;
    return (i > k) - (i < k);
}

/* The first ceil(share x n) of all n whose last purchase is within their limit. */
static void find_top(void)
{
    size_t *order = mem_zero(customers.n, sizeof *order), n = 0;
    is_top = mem_zero(customers.n, sizeof *is_top);
    for (size_t i = 0; i < customers.n; i++)
        if (is_within(i))
            order[n++] = i;
    if (n)
        qsort(order, n, sizeof *order, compare_revenue);
    uint64_t share = (uint64_t)llround(star_share * 1e6), top = (share * n + 999999) / 1000000;
    for (size_t i = 0; i < top; i++)
        is_top[order[i]] = true;
    free(order);
}

/* ---- stages ---- */

/* Is the gap before one of the purchases within the limit longer than the limit? */
static bool came_back(size_t i, const int64_t *gap, size_t n)
{
    double since = as_of - customers.customer[i].last_date;
    while (n-- > 0 && since < limit_of(i)) {
        if ((double)gap[n] > limit_of(i))
            return true;
        since += (double)gap[n];
    }
    return false;
}

static enum stage stage_of(size_t i, date first, const int64_t *gap, size_t n)
{
    if (as_of - first < new_days)
        return NEW;
    if (!is_within(i))
        return CHURN;
    if (came_back(i, gap, n))
        return REENGAGED;
    return n + 1 >= star_days && is_top[i] ? STAR : ACTIVE;
}

static void write_customer(struct table *t, size_t i, const int64_t *gap)
{
    const struct rhythm_customer *c = &customers.customer[i];
    size_t n = customers.gaps.count[i];
    date first = c->last_date;
    for (size_t k = 0; k < n; k++)
        first -= (date)gap[k];
    enum stage stage = stage_of(i, first, gap, n);
    const struct cell row[COLUMNS] = {
        [ID] = cell_text(c->id),
        [AS_OF] = cell_date(as_of),
        [FIRST_DATE] = cell_date(first),
        [LAST_DATE] = cell_date(c->last_date),
        [PURCHASE_DAYS] = cell_count(n + 1),
        [DAYS_SINCE] = cell_count((uint64_t)(as_of - c->last_date)),
        [REVENUE] = cell_money(c->revenue),
        [LIMIT] = cell_number(limit_of(i)),
        [STAGE_CELL] = cell_str(STAGE[stage]),
    };
    table_row(t, (struct slice){0}, row);
    ++*counter[stage];
}

/* ---- those who never bought ---- */

static bool is_known(const struct people *p, uint32_t row)
{
    date day = p->signup == TSV_NONE ? DATE_NONE : people_signup(p, row);
    if (day == DATE_NONE || as_of == DATE_NONE || day <= as_of)
        return true;
    ++*tool_counter("signups_after_as_of");
    return false;
}

static void write_people(struct table *t)
{
    struct people people;
    people_read(&people, people_path);
    for (size_t i = 0; i < customers.n; i++)
        people_find(&people, customers.customer[i].id);
    for (uint32_t row = 0; row < people.table.n; row++) {
        if (people_found(&people, row) || !is_known(&people, row))
            continue;
        struct slice id = people_id(&people, row);
        const struct cell cell[COLUMNS] = {
            [ID] = cell_text(id),
            [AS_OF] = cell_date(as_of),
            [PURCHASE_DAYS] = cell_count(0),
            [REVENUE] = cell_money(rhythm_never_revenue(&customers, id)),
            [STAGE_CELL] = cell_str(STAGE[FUN]),
        };
        table_row(t, (struct slice){0}, cell);
        ++*counter[FUN];
    }
    people_free(&people);
}

static void begin_counters(void)
{
    static const char *const name[STAGES] = {"stage_fun",  "stage_new",    "stage_reengaged",
                                             "stage_star", "stage_active", "stage_churn"};
    for (int k = 0; k < STAGES; k++)
        counter[k] = tool_counter(name[k]);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    struct tsv *in = tsv_open();
    struct table t;
    read_customers(in);
    find_limits();
    find_top();
    table_begin(&t, out_stdout(), NULL, COLUMN, &only);
    t.digits = (int)digits;
    begin_counters();
    const int64_t *gap = gaps;
    for (size_t i = 0; i < customers.n; gap += customers.gaps.count[i++])
        write_customer(&t, i, gap);
    if (people_path)
        write_people(&t);
    table_end(&t);
    rhythm_free(&customers);
    free(gaps);
    free(limit);
    free(is_top);
    tsv_close(in);
    return tool_end();
}
