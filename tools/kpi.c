/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kpi: how the shop does, period by period. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "shop/kpicustomer.h"
#include "shop/kpitable.h"
#include "shop/observed.h"
#include "shop/orderin.h"
#include "shop/orderkeys.h"
#include "tsv/table.h"

static int unit = PERIOD_MONTH;
static struct opt_list by, measure, only;
static bool complete_only, merge;
static date from = DATE_NONE, as_of = DATE_NONE;
static uint64_t burn_in = 1, digits, memory = UINT64_MAX;
static const char *rolling, *start_path, *people_path;

static const struct opt OPTIONS[] = {
    OPT_CHOICE("period", &unit, "day|week|month|quarter|year", "the length of a period, one row each",
               .excludes = "rolling"),
    OPT_TEXT("rolling", &rolling, "LENGTH",
             "one row for each day, with the totals of the days or months that end on it: 28d, 12m"),
    OPT_LIST("by", &by, "LIST", "separate rows for each group: country, columns of the orders, or of --people"),
    OPT_LIST("measure", &measure, "LIST", "the columns to write first, after the period", .excludes = "only"),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    OPT_FLAG("complete-only", &complete_only, "leaves out incomplete periods, and comparisons with them"),
    OPT_DATE("from", &from, "DATE",
             "first day to report (default: the oldest date); earlier orders show who is not new"),
    ORDERIN_AS_OF(&as_of),
    OPT_UINT("burn-in", &burn_in, "N", "marks the first N periods, in which old customers look new", .most = 1000000),
    OPT_INFILE("start", &start_path, "FILE", "a table of customers who bought before the data begin",
               .excludes = "merge"),
    OPT_INFILE("people", &people_path, "FILE", "a table of customer_id, signup_date: adds the activation rate",
               .excludes = "merge"),
    OPT_FLAG("merge", &merge, "reads and sums tables of kpi, of disjoint sets of customers, instead of orders"),
    TABLE_DIGITS(&digits),
    ORDERIN_MEMORY(&memory, .excludes = "merge"),
    {0},
};

static const struct tool SPEC = {
    .name = "kpi",
    .purpose = "computes revenue, orders and customers of the shop, period by period",
    .shape = SHAPE_FOLD,
    .reads = "lines or orders",
    .writes = "one row per period: totals, customer rates, changes since the period before",
    .columns = ORDERIN_COLUMNS,
    .memory = "O(orders), or --memory SIZE; and O(groups x periods)",
    .options = OPTIONS,
    .drops = true,
    .example = "--period month\n--rolling 28d --only period,revenue,active_customers",
};

static enum period_unit table_unit(void)
{
    enum period_unit window = (enum period_unit)unit;
    if (rolling && (!period_unit_parse(slice_str(rolling), &window) || !period_is_window(window)))
        die(STATUS_USAGE, "--rolling: \"%s\" is not a number of days or months, up to %d (28d, 12m)", rolling,
            PERIOD_WINDOW_MOST);
    return window;
}

static struct orderkeys keys;
static struct extras extras;
static struct timeline timeline;
static struct kpisums sums;
static struct people people, known_before;

/* ---- a customer's orders ---- */

static struct kpicustomer now;
static uint32_t person; /* their row of the people's table, or KEYED_NONE */

static void begin_customer(struct slice id)
{
    person = people_path ? people_find(&people, id) : KEYED_NONE;
    kpicustomer_begin(&now, id, start_path && people_find(&known_before, id) != KEYED_NONE);
}

static void add_signup(uint32_t row, const struct kpi_visit *v, size_t n)
{
    date day = people_signup(&people, row);
    if (day == DATE_NONE)
        ++*tool_counter("signups_unknown");
    else if (day < timeline.first || day > timeline.last)
        ++*tool_counter(day > timeline.last ? "signups_after_as_of" : "signups_before_first");
    else
        kpisums_signup(&sums, orderkeys_person(&keys, row), (uint32_t)(day - timeline.first), v, n);
}

static void end_customer(void)
{
    if (!now.any)
        return;
    if (person != KEYED_NONE)
        add_signup(person, now.visit, now.visits);
    kpicustomer_end(&now, &sums);
}

/* ---- orders ---- */

/* Orders before the first day tell who is known, and have no period. */
static void add_order(const struct order *p, uint64_t *before)
{
    bool guest = p->customer_id.n == 0;
    if (!guest && (!now.any || !slice_eq(p->customer_id, buf_slice(&now.id)))) {
        end_customer();
        begin_customer(p->customer_id);
    }
    if (!guest)
        kpicustomer_count(&now, p);
    if (p->day < timeline.first) {
        ++*before;
        return;
    }
    uint32_t group = orderkeys_group(&keys, p, guest ? KEYED_NONE : person);
    kpisums_order(&sums, group, p);
    if (!guest)
        kpicustomer_visit(&now, group, p, &timeline);
}

static void add_people(void)
{
    for (uint32_t row = 0; people_path && row < people.table.n; row++)
        if (!people_found(&people, row))
            add_signup(row, NULL, 0);
    if (people_path && *tool_counter("signups_before_first"))
        warn("sign-ups before the first day of the report: %" PRIu64 " are in no period (--from)",
             *tool_counter("signups_before_first"));
}

static void warn_of_from(void)
{
    char first[DATE_LEN + 1] = "", last[DATE_LEN + 1] = "";
    date_print(first, from);
    date_print(last, as_of);
    warn("--from %s is after the newest order, %s: there is no period to report", first, last);
}

/* Whether any order was before the first day. */
static bool fold_orders(struct tsv *in)
{
    struct order p;
    uint64_t *before = tool_counter("orders_before_from");
    struct orders *o = orders_new(memory, extras_items(&extras));
    orderin_read(in, o, &extras);
    orders_end(o);
    if (as_of == DATE_NONE)
        as_of = orders_newest(o);
    observed_begin(o, as_of, &extras);
    if (from != DATE_NONE && from > as_of)
        warn_of_from();
    if (orders_newest(o) != DATE_NONE)
        timeline_begin(&timeline, table_unit(), from == DATE_NONE ? orders_oldest(o) : from, as_of);
    while (observed_next(o, &p))
        add_order(&p, before);
    end_customer();
    if (timeline.n)
        add_people();
    orders_free(o);
    return *before > 0;
}

/* ---- tables of shards ---- */

/* From the first period of all tables to the last, or from the days that are given. */
static void place_rows(const struct kpitable_rows *r)
{
    period first = r->row[0].period, last = first;
    for (size_t i = 1; i < r->n; i++) {
        first = r->row[i].period < first ? r->row[i].period : first;
        last = r->row[i].period > last ? r->row[i].period : last;
    }
    bool window = rolling != NULL;
    date begin = window ? period_end(table_unit(), first) : period_begin(table_unit(), first);
    date end = period_end(table_unit(), last);
    if ((from != DATE_NONE && period_of(table_unit(), from) > first) ||
        (as_of != DATE_NONE && period_of(table_unit(), as_of) < last))
        die(STATUS_USAGE, "the tables have periods before --from or after --as-of");
    if (window && as_of != DATE_NONE && as_of > end)
        die(STATUS_USAGE, "the tables end before --as-of: later windows would lack their orders");
    timeline_begin(&timeline, table_unit(), from == DATE_NONE ? begin : from, as_of == DATE_NONE ? end : as_of);
}

static void add_row(const struct kpitable_row *row, bool *complete, bool *young)
{
    uint32_t i = timeline_index(&timeline, row->period);
    for (int k = 0; k < KPI_SUMS; k++)
        kpisums_add(&sums, row->group, (struct timeline_span){i, i + 1}, (enum kpi_sum)k, row->sums.sum[k]);
    complete[i] |= row->complete;
    young[i] &= row->burn_in;
}

/* ---- the table ---- */

static void write_table(bool *complete, bool *young, bool with_people)
{
    struct kpitable t = {.time = &timeline,
                         .groups = &keys.groups,
                         .sums = &sums,
                         .complete = complete,
                         .burn_in = young,
                         .complete_only = complete_only,
                         .people = with_people,
                         .measure = measure,
                         .only = only,
                         .digits = (int)digits};
    kpisums_end(&sums);
    kpitable_write(&t, out_stdout());
    free(complete);
    free(young);
}

/* Of tables, what they say of their first and last periods holds, unless the days are given; all between are whole. */
static void merge_tables(struct tsv *in)
{
    struct kpitable_rows rows;
    groups_of(&keys.groups, in, by);
    kpitable_read(&rows, in, &keys.groups, table_unit());
    if (rows.n)
        place_rows(&rows);
    bool *complete = mem_zero(timeline.n, 1), *young = mem_zero(timeline.n, 1);
    for (uint32_t i = 0; i < timeline.n; i++) {
        complete[i] = from != DATE_NONE && as_of != DATE_NONE ? timeline_complete(&timeline, i)
                                                              : !rolling && i > 0 && i + 1 < timeline.n;
        young[i] = true;
    }
    for (size_t i = 0; i < rows.n; i++)
        add_row(&rows.row[i], complete, young);
    for (uint32_t i = 0; opt_given(&burn_in) && i < timeline.n; i++)
        young[i] = i < burn_in;
    free(rows.row);
    write_table(complete, young, rows.people);
}

static void report_orders(struct tsv *in)
{
    if (people_path) {
        people_read(&people, people_path);
        people_need_signup(&people);
    }
    if (start_path)
        people_read(&known_before, start_path);
    orderkeys_begin(&keys, by, in, &extras, people_path ? &people : NULL);
    if (people_path)
        orderkeys_need_person(&keys);
    bool history = fold_orders(in);
    if (!opt_given(&burn_in) && (history || start_path))
        burn_in = 0;
    bool *complete = mem_zero(timeline.n, 1), *young = mem_zero(timeline.n, 1);
    for (uint32_t i = 0; i < timeline.n; i++) {
        complete[i] = timeline_complete(&timeline, i);
        young[i] = i < burn_in;
    }
    write_table(complete, young, people_path != NULL);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    if (from != DATE_NONE && as_of != DATE_NONE && from > as_of)
        die(STATUS_USAGE, "--from is after --as-of");
    table_unit();
    struct tsv *in = tsv_open();
    kpisums_begin(&sums, &timeline);
    if (merge)
        merge_tables(in);
    else
        report_orders(in);
    kpicustomer_free(&now);
    kpisums_free(&sums);
    orderkeys_free(&keys);
    timeline_free(&timeline);
    extras_free(&extras);
    tsv_close(in);
    return tool_end();
}
