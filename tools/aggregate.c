/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * aggregate: lines to orders, and orders to customers, periods, countries or products.
 *
 * There is one path: lines are first folded into orders, and orders into the requested table, so that both inputs give
 * the same bytes. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"
#include "shop/customer.h"
#include "shop/extras.h"
#include "shop/grouptable.h"
#include "shop/observed.h"
#include "shop/orderin.h"
#include "shop/tables.h"

static struct opt_list by, carry;
static date as_of = DATE_NONE;
static bool merge;
static uint64_t memory = UINT64_MAX;

static const struct opt OPTIONS[] = {
    OPT_LIST("by", &by, "WORD,...",
             "one row for each of these: order, customer, or keys of " GROUPTABLE_WORDS ", COLUMN"),
    OPT_LIST("carry", &carry, "COLUMN,...",
             "more columns, with the value of the first order; last:COLUMN has that of the last order"),
    ORDERIN_AS_OF(&as_of, .excludes = "merge"),
    ORDERIN_MEMORY(&memory),
    OPT_FLAG("merge", &merge, "sums tables made with the same --by from disjoint sets of customers"),
    {0},
};

static const struct tool SPEC = {
    .name = "aggregate",
    .purpose = "rolls lines or orders up into orders, customers, periods, countries or products",
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

static struct extras extras;

static void write_header(const struct column *columns)
{
    tables_header(out_stdout(), columns);
    extras_header(&extras, out_stdout());
    out_char(out_stdout(), '\n');
}

static void write_orders(struct orders *o)
{
    struct order p;
    for (write_header(TABLE_ORDERS); observed_next(o, &p); tool_rows.out++) {
        order_write(&p, out_stdout());
        if (extras.n) {
            out_tab(out_stdout());
            out_slice(out_stdout(), p.carried);
        }
        out_char(out_stdout(), '\n');
    }
}

static void write_customer(struct customer *c, struct extras_taken *taken)
{
    customer_end(c);
    customer_write(c, as_of, out_stdout());
    extras_write(&extras, taken, out_stdout());
    out_char(out_stdout(), '\n');
    extras_forget(&extras, taken);
    tool_rows.out++;
}

/* Guests have no row, and are counted. */
static void write_customers(struct orders *o)
{
    struct order p;
    struct customer c = {0}; /* no customer has an empty id: so it means that none has begun */
    struct extras_taken *taken = mem_zero(extras.n, sizeof *taken);
    uint64_t *guest_orders = tool_counter("guest_orders"), *guest_lines = tool_counter("guest_lines");
    write_header(TABLE_CUSTOMERS);
    while (observed_next(o, &p)) {
        if (p.customer_id.n == 0) {
            ++*guest_orders;
            *guest_lines += p.lines;
            continue;
        }
        if (!slice_eq(p.customer_id, buf_slice(&c.id))) {
            if (c.id.n)
                write_customer(&c, taken);
            customer_begin(&c, p.customer_id);
        }
        customer_add(&c, &p);
        extras_take(&extras, taken, &p);
    }
    if (c.id.n)
        write_customer(&c, taken);
    customer_free(&c);
    extras_taken_free(taken, extras.n);
}

/* Is the id different from the last one? */
static bool is_new(struct buf *last, struct slice id)
{
    if (slice_eq(id, buf_slice(last)))
        return false;
    last->n = 0;
    buf_add(last, id.p, id.n);
    return true;
}

/* An order's parts by item come one after another. */
static void add_groups(struct orders *o, struct grouptable *g)
{
    struct order p;
    struct buf customer = {0}, order = {0};
    uint64_t customers = 0, orders = 0;
    while (observed_next(o, &p)) {
        bool other = is_new(&customer, p.customer_id);
        customers += other;
        orders += is_new(&order, p.order_id) || other;
        grouptable_add(g, &p, customers, orders);
    }
    buf_free(&customer);
    buf_free(&order);
}

static void fold_orders(struct tsv *in, struct grouptable *g)
{
    struct orders *o = orders_new(memory, extras_items(&extras));
    orderin_read(in, o, &extras);
    orders_end(o);
    if (as_of == DATE_NONE)
        as_of = orders_newest(o);
    observed_begin(o, as_of, &extras);
    if (by_alone("order"))
        write_orders(o);
    else if (by_alone("customer"))
        write_customers(o);
    else
        add_groups(o, g);
    orders_free(o);
}

static bool table_has(const struct column *c, struct slice name)
{
    while (c->name && !slice_is(name, c->name))
        c++;
    return c->name != NULL;
}

/* No two columns may have one name, neither in the written table nor in the file of orders that are left out. */
static void check_carried(const struct column *table)
{
    for (unsigned i = extras.keys; i < extras.n; i++) {
        struct slice name = extras.name[i];
        if (table_has(table, name) || table_has(TABLE_ORDERS, name))
            die(STATUS_USAGE, "--carry %.*s: the output has this column already", (int)name.n, name.p);
        if (extras.last[i] && by_alone("order"))
            die(STATUS_USAGE, "--carry last:%.*s: an order has one value; --by customer writes the last", (int)name.n,
                name.p);
    }
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    bool groups = !by_alone("order") && !by_alone("customer");
    if (merge && !groups)
        die(STATUS_USAGE,
            "--merge sums group tables; orders merge by --by order alone, and customers are whole in a shard");
    if (merge && carry.n)
        die(STATUS_USAGE, "--carry does not go with --merge: group tables have no dates for their values");
    struct grouptable g = {0};
    struct tsv *in = tsv_open();
    if (groups)
        grouptable_by(&g, by, in, &extras);
    extras_carry(&extras, carry);
    check_carried(groups ? TABLE_GROUP : by_alone("order") ? TABLE_ORDERS : TABLE_CUSTOMERS);
    if (merge)
        grouptable_merge(&g, in);
    else
        fold_orders(in, &g);
    if (groups)
        grouptable_write(&g, out_stdout());
    grouptable_free(&g);
    extras_free(&extras);
    tsv_close(in);
    return tool_end();
}
