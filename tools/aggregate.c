/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * aggregate: lines to orders, and orders to customers, days, weeks, months, countries or products.
 *
 * There is one path: lines are folded to orders first, and orders to what is asked for, so that both tables give the
 * same bytes. */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"
#include "table/customer.h"
#include "table/group.h"
#include "table/orderin.h"
#include "table/tables.h"

/* As in the words of --by; the groups follow in the order of enum group_by. */
enum { BY_ORDER, BY_CUSTOMER, BY_GROUP };

static int by;
static date as_of = DATE_NONE;
static bool merge;

static const struct opt OPTIONS[] = {
    OPT_CHOICE("by", &by, "order|customer|day|week|month|country|product", "what gets a row each"),
    OPT_DATE("as-of", &as_of, "DATE",
             "last day that is observed; later orders are left out (default: the newest date)"),
    OPT_FLAG("merge", &merge, "sums tables of one --by, made from disjoint sets of customers"),
    {0},
};

static const struct column COLUMNS[] = {
    {"customer_id", TYPE_ID}, {"order_id", TYPE_ID},  {"date", TYPE_DATE},
    {"time", TYPE_TIME},      {"country", TYPE_TEXT}, {"quantity", TYPE_DECIMAL},
    {"amount", TYPE_MONEY},   {"kind", TYPE_KIND},    {0},
};

static const struct tool SPEC = {
    .name = "aggregate",
    .purpose = "folds lines or orders to orders, customers, periods, countries or products",
    .shape = SHAPE_FOLD,
    .reads = "lines or orders",
    .writes = "orders, customers or a group table",
    .columns = COLUMNS,
    .memory = "O(orders)",
    .options = OPTIONS,
    .needs = "by",
    .example = "--by customer --as-of 2011-12-31",
};

static date newest_day(const struct book *b)
{
    date newest = DATE_NONE;
    for (uint32_t i = 0; i < book_orders(b); i++)
        if (b->order[i].day > newest)
            newest = b->order[i].day;
    return newest;
}

/* The orders in the table's order, those after the as-of day left out and counted; *n becomes their number. */
static uint32_t *observed_orders(const struct book *b, uint32_t *n)
{
    uint64_t *late_orders = tool_counter("orders_after_as_of"), *late_lines = tool_counter("lines_after_as_of");
    uint32_t *sorted = book_sorted(b);
    *n = 0;
    for (uint32_t i = 0; i < book_orders(b); i++) {
        const struct order *p = &b->order[sorted[i]];
        if (p->day <= as_of) {
            sorted[(*n)++] = sorted[i];
        } else {
            ++*late_orders;
            *late_lines += p->lines;
        }
    }
    return sorted;
}

static void write_header(const struct column *columns)
{
    tables_header(out_stdout(), columns);
    out_char(out_stdout(), '\n');
}

static void write_orders(const struct book *b, const uint32_t *order, uint32_t n)
{
    write_header(TABLE_ORDERS);
    for (uint32_t i = 0; i < n; i++)
        book_write_order(b, order[i], out_stdout());
    tool_rows.out = n;
}

/* Guests, customer 0, come first; they have no row, and are counted. */
static void write_customers(const struct book *b, const uint32_t *order, uint32_t n)
{
    uint64_t *guest_orders = tool_counter("guest_orders"), *guest_lines = tool_counter("guest_lines");
    write_header(TABLE_CUSTOMERS);
    for (uint32_t i = 0, next; i < n; i = next) {
        uint32_t customer = b->order[order[i]].customer;
        for (next = i; next < n && b->order[order[next]].customer == customer; next++)
            if (customer == 0)
                *guest_lines += b->order[order[next]].lines;
        if (customer == 0) {
            *guest_orders = next - i;
            continue;
        }
        struct customer c = customer_fold(b, order + i, next - i);
        customer_write(b, &c, as_of, out_stdout());
        tool_rows.out++;
    }
}

static void fold_book(struct tsv *in, struct groups *g)
{
    struct book b;
    uint32_t n;
    book_init(&b);
    orderin_read(in, &b, by == BY_GROUP + GROUP_PRODUCT);
    if (as_of == DATE_NONE)
        as_of = newest_day(&b);
    uint32_t *order = observed_orders(&b, &n);
    if (by == BY_ORDER)
        write_orders(&b, order, n);
    else if (by == BY_CUSTOMER)
        write_customers(&b, order, n);
    else
        for (uint32_t i = 0; i < n; i++)
            group_add(g, &b, order[i]);
    free(order);
    book_free(&b);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    if (merge && by < BY_GROUP)
        die(STATUS_USAGE,
            "--merge sums group tables; orders merge by --by order alone, and customers are whole in a shard");
    if (merge && as_of != DATE_NONE)
        die(STATUS_USAGE, "--merge comes too late for --as-of: give it where the tables are made");
    struct groups g = {.by = (enum group_by)(by - BY_GROUP)};
    struct tsv *in = tsv_open();
    if (merge)
        group_merge(&g, in);
    else
        fold_book(in, &g);
    if (by >= BY_GROUP)
        group_write(&g, out_stdout());
    group_free(&g);
    tsv_close(in);
    return tool_end();
}
