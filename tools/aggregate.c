/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * aggregate: lines to orders, and orders to customers, periods, countries or products.
 *
 * There is one path: lines are folded to orders first, and orders to what is asked for, so that both tables give the
 * same bytes. */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"
#include "shop/customer.h"
#include "shop/grouptable.h"
#include "shop/observed.h"
#include "shop/orderin.h"
#include "shop/tables.h"

static struct opt_list by;
static date as_of = DATE_NONE;
static bool merge;
static uint64_t memory = UINT64_MAX;

static const struct opt OPTIONS[] = {
    OPT_LIST("by", &by, "WORD,...", "what gets a row each: order, customer, or keys of " GROUPTABLE_WORDS),
    ORDERIN_AS_OF(&as_of, .excludes = "merge"),
    ORDERIN_MEMORY(&memory),
    OPT_FLAG("merge", &merge, "sums tables of one --by, made from disjoint sets of customers"),
    {0},
};

static const struct tool SPEC = {
    .name = "aggregate",
    .purpose = "folds lines or orders to orders, customers, periods, countries or products",
    .shape = SHAPE_FOLD,
    .reads = "lines or orders",
    .writes = "orders, customers or a group table",
    .columns = ORDERIN_COLUMNS,
    .memory = "O(orders), or --memory SIZE",
    .options = OPTIONS,
    .needs = "by",
    .drops = true,
    .example = "--by customer --as-of 2011-12-31",
};

static bool by_alone(const char *word)
{
    return by.n == 1 && slice_is(by.word[0], word);
}

static void write_header(const struct column *columns)
{
    tables_header(out_stdout(), columns);
    out_char(out_stdout(), '\n');
}

static void write_orders(struct orders *o)
{
    struct order p;
    for (write_header(TABLE_ORDERS); observed_next(o, as_of, &p); tool_rows.out++)
        order_write(&p, out_stdout());
}

static void write_customer(struct customer *c)
{
    customer_end(c);
    customer_write(c, as_of, out_stdout());
    tool_rows.out++;
}

/* Guests have no row, and are counted. */
static void write_customers(struct orders *o)
{
    struct order p;
    struct customer c = {0}; /* the empty id is nobody's: so it means that none has begun */
    uint64_t *guest_orders = tool_counter("guest_orders"), *guest_lines = tool_counter("guest_lines");
    write_header(TABLE_CUSTOMERS);
    while (observed_next(o, as_of, &p)) {
        if (p.customer_id.n == 0) {
            ++*guest_orders;
            *guest_lines += p.lines;
            continue;
        }
        if (!slice_eq(p.customer_id, buf_slice(&c.id))) {
            if (c.id.n)
                write_customer(&c);
            customer_begin(&c, p.customer_id);
        }
        customer_add(&c, &p);
    }
    if (c.id.n)
        write_customer(&c);
    customer_free(&c);
}

static void add_groups(struct orders *o, struct grouptable *g)
{
    struct order p;
    struct buf last = {0};
    uint64_t customer = 0;
    while (observed_next(o, as_of, &p)) {
        if (!slice_eq(p.customer_id, buf_slice(&last))) {
            customer++;
            last.n = 0;
            buf_add(&last, p.customer_id.p, p.customer_id.n);
        }
        grouptable_add(g, &p, customer);
    }
    buf_free(&last);
}

static void fold_orders(struct tsv *in, struct grouptable *g)
{
    bool by_product = grouptable_has(g, GROUP_PRODUCT);
    struct orders *o = orders_new(memory, by_product);
    orderin_read(in, o, by_product);
    orders_end(o);
    observed_begin();
    if (as_of == DATE_NONE)
        as_of = orders_newest(o);
    if (by_alone("order"))
        write_orders(o);
    else if (by_alone("customer"))
        write_customers(o);
    else
        add_groups(o, g);
    orders_free(o);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    bool groups = !by_alone("order") && !by_alone("customer");
    if (merge && !groups)
        die(STATUS_USAGE,
            "--merge sums group tables; orders merge by --by order alone, and customers are whole in a shard");
    struct grouptable g = {0};
    if (groups)
        grouptable_by(&g, by);
    struct tsv *in = tsv_open();
    if (merge)
        grouptable_merge(&g, in);
    else
        fold_orders(in, &g);
    if (groups)
        grouptable_write(&g, out_stdout());
    grouptable_free(&g);
    tsv_close(in);
    return tool_end();
}
