/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cohort: customers by the period of their first order, and who of them comes again. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "shop/cohorttable.h"
#include "shop/observed.h"
#include "shop/orderin.h"
#include "shop/orderkeys.h"
#include "shop/secondorder.h"
#include "tsv/table.h"

static int unit = PERIOD_MONTH, wide = -1;
static struct opt_list by, only;
static bool second, complete_only, merge;
static date as_of = DATE_NONE;
static uint64_t digits, memory = UINT64_MAX;

static const struct opt OPTIONS[] = {
    OPT_CHOICE("period", &unit, "day|week|month|quarter|year", "the period of cohorts and ages"),
    OPT_LIST("by", &by, "LIST",
             "separate cohorts for each group, by the first order: country, a column of orders, first_product"),
    OPT_CHOICE("wide", &wide, COHORTTABLE_MEASURES,
               "writes one row per cohort, with this measure of each age in a column", .excludes = "second"),
    OPT_FLAG("second", &second, "writes the time to the second order instead, in days",
             .excludes = "merge|complete-only"),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    OPT_FLAG("complete-only", &complete_only, "leaves out ages whose period is not complete at the end of the data"),
    ORDERIN_AS_OF(&as_of),
    OPT_FLAG("merge", &merge, "reads and sums tables of cohort, of disjoint sets of customers, instead of orders"),
    TABLE_DIGITS(&digits),
    ORDERIN_MEMORY(&memory, .excludes = "merge"),
    {0},
};

static const struct tool SPEC = {
    .name = "cohort",
    .purpose = "measures retention and revenue of cohorts: customers grouped by the period of their first order",
    .shape = SHAPE_FOLD,
    .reads = "lines or orders",
    .writes = "one row per cohort and age, or one row per cohort",
    .columns = ORDERIN_COLUMNS,
    .memory = "O(orders), or --memory SIZE; and O(groups x cohorts x ages)",
    .options = OPTIONS,
    .drops = true,
    .example = "--period month\n--second",
};

static struct orderkeys keys;
static struct extras extras;
static struct timeline timeline;
static struct cohorts cohorts;
static struct secondorders seconds;

/* ---- a customer ---- */

static struct {
    struct buf id, order; /* order: the last one that was counted, for those that come in parts */
    bool any;
    struct order first; /* of the parts of the first order that sells, the one with the largest gross */
    struct buf text;    /* of its texts */
    date second;        /* DATE_NONE: there is none */
    struct cohort_visit *visit;
    size_t visits, cap;
} now;

static void begin_customer(struct slice id)
{
    now.id.n = now.order.n = now.visits = 0;
    buf_add(&now.id, id.p, id.n);
    now.any = true;
    now.first = (struct order){.day = DATE_NONE};
    now.second = DATE_NONE;
}

static void take_first(const struct order *p)
{
    now.first = *p;
    now.text.n = 0;
    for (int i = 0; i < ORDER_TEXTS; i++)
        buf_add(&now.text, order_text(&now.first, i)->p, order_text(&now.first, i)->n);
    const char *at = buf_slice(&now.text).p;
    for (int i = 0; i < ORDER_TEXTS; i++) {
        order_text(&now.first, i)->p = at;
        at += order_text(&now.first, i)->n;
    }
}

/* Is it another order than the one before, one that sells? Parts by item of an order come in the order of their items,
 * so that of equal ones the first stays. */
static bool is_new_order(const struct order *p)
{
    if (p->sale_lines == 0)
        return false;
    bool other = !slice_eq(p->order_id, buf_slice(&now.order));
    if (now.first.day == DATE_NONE ||
        (!other && now.second == DATE_NONE && p->gross > now.first.gross && slice_eq(p->order_id, now.first.order_id)))
        take_first(p);
    else if (other && now.second == DATE_NONE)
        now.second = p->day;
    if (other) {
        now.order.n = 0;
        buf_add(&now.order, p->order_id.p, p->order_id.n);
    }
    return other;
}

/* Of the same period: one visit. */
static void add_visit(uint32_t at, bool order, decimal revenue)
{
    if (now.visits == 0 || now.visit[now.visits - 1].period != at) {
        now.visit = mem_grow(now.visit, &now.cap, now.visits + 1, sizeof *now.visit);
        now.visit[now.visits++] = (struct cohort_visit){.period = at};
    }
    struct cohort_visit *v = &now.visit[now.visits - 1];
    v->orders += order;
    cohorts_add(&v->revenue, revenue);
}

static void end_customer(void)
{
    if (!now.any)
        return;
    now.any = false;
    if (now.first.day == DATE_NONE) {
        ++*tool_counter("customers_without_order");
        return;
    }
    uint32_t group = orderkeys_group(&keys, &now.first, KEYED_NONE);
    if (!second) {
        cohorts_customer(&cohorts, group, now.visit, now.visits);
        return;
    }
    date end = now.second == DATE_NONE ? as_of : now.second;
    secondorders_add(&seconds, group, now.visit[0].period, (uint32_t)(as_of - now.first.day),
                     (struct survival_case){(uint32_t)(end - now.first.day), now.second != DATE_NONE});
}

/* ---- orders ---- */

/* Returns dated before a customer's first order have no age. On the day itself a return may come before the order. */
static decimal early_revenue;
static uint64_t early_orders;
static date early_day = DATE_NONE;

static void hold_early(const struct order *p)
{
    if (p->day != early_day) {
        *tool_counter("orders_before_first") += early_orders;
        early_orders = 0;
        early_revenue = 0;
    }
    early_day = p->day;
    early_orders++;
    cohorts_add(&early_revenue, p->gross + p->returned);
}

static void release_early(date first)
{
    if (first == DATE_NONE || early_day != first)
        *tool_counter("orders_before_first") += early_orders;
    else if (early_orders)
        add_visit(timeline.in[first - timeline.first].from, false, early_revenue);
    early_orders = 0;
    early_revenue = 0;
    early_day = DATE_NONE;
}

static void add_order(const struct order *p)
{
    if (!now.any || !slice_eq(p->customer_id, buf_slice(&now.id))) {
        release_early(DATE_NONE);
        end_customer();
        begin_customer(p->customer_id);
    }
    bool had_first = now.first.day != DATE_NONE, order = is_new_order(p);
    if (now.first.day == DATE_NONE) {
        hold_early(p);
        return;
    }
    if (!had_first)
        release_early(p->day);
    add_visit(timeline.in[p->day - timeline.first].from, order, p->gross + p->returned);
}

static void warn_of_none(uint64_t guests)
{
    uint64_t others = *tool_counter("customers_without_order");
    if (keys.groups.n == 0 && (guests || others))
        warn("no customer has an order that sells something, so there is no cohort (orders of guests: %" PRIu64
             ", customers without such an order: %" PRIu64 ")",
             guests, others);
}

static void fold_orders(struct tsv *in)
{
    struct order p;
    uint64_t *guests = tool_counter("guest_orders");
    struct orders *o = orders_new(memory, extras_items(&extras));
    tool_counter("orders_before_first");
    tool_counter("customers_without_order");
    orderin_read(in, o, &extras);
    orders_end(o);
    if (as_of == DATE_NONE)
        as_of = orders_newest(o);
    observed_begin(o, as_of, &extras);
    if (orders_newest(o) != DATE_NONE)
        timeline_begin(&timeline, (enum period_unit)unit, orders_oldest(o), as_of);
    while (observed_next(o, &p))
        if (p.customer_id.n)
            add_order(&p);
        else
            ++*guests;
    release_early(DATE_NONE);
    end_customer();
    warn_of_none(*guests);
    orders_free(o);
}

/* `first_product` is the product of the part of the first order with the largest gross. */
static void begin_keys(const struct tsv *in)
{
    const struct slice word = SLICE("first_product");
    size_t product = by.n;
    for (size_t i = 0; i < by.n; i++)
        if (slice_eq(by.word[i], word)) {
            by.word[i] = SLICE("product_id");
            product = i;
        }
    orderkeys_begin(&keys, by, in, &extras, NULL);
    if (product < by.n)
        keys.groups.name[product] = word;
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    struct tsv *in = tsv_open();
    struct cohorttable table = {.time = &timeline,
                                .groups = &keys.groups,
                                .cohorts = &cohorts,
                                .complete_only = complete_only,
                                .only = &only,
                                .digits = (int)digits};
    cohorts_begin(&cohorts, &timeline);
    if (merge) {
        groups_of(&keys.groups, in, by);
        cohorttable_merge(&cohorts, &timeline, &keys.groups, in, (enum period_unit)unit, as_of);
    } else {
        begin_keys(in);
        fold_orders(in);
        cohorts_end(&cohorts);
    }
    if (second)
        secondorders_write(&seconds, &keys.groups, &timeline, &only, (int)digits);
    else if (wide < 0)
        cohorttable_write(&table);
    else
        cohorttable_write_wide(&table, wide);
    tsv_close(in);
    return tool_end();
}
