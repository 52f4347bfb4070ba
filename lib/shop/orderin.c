/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/orderin.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/thread.h"
#include "base/tool.h"
#include "shop/orderahead.h"
#include "shop/orderlook.h"
#include "shop/orderrun.h"
#include "shop/ordersums.h"
#include "shop/tables.h"
#include "tsv/columns.h"

const struct column ORDERIN_COLUMNS[] = {
    {"customer_id", TYPE_ID}, {"order_id", TYPE_ID},  {"date", TYPE_DATE},
    {"time", TYPE_TIME},      {"country", TYPE_TEXT}, {"quantity", TYPE_DECIMAL},
    {"amount", TYPE_MONEY},   {"kind", TYPE_KIND},    {0},
};

struct reader {
    struct tsv *in;
    struct orders *orders;
    struct ordercolumns columns; /* those of the other table are TSV_NONE */
    bool lines;
    struct orderrun run;
    const struct extras *extras; /* NULL: none */
    unsigned *extra;             /* their columns */
    struct buf values;           /* of the extras, joined */
    bool by_day;                 /* as in extras.h */
    struct buf id;               /* of an order and a day */
    struct window_file file;     /* if orders are sorted, and these too */
    struct orderlook look;
    struct orderahead *ahead;
};

/* Orders had no such column in earlier versions, and it cannot be computed from their other columns. */
static unsigned need_returned_units(const struct tsv *in)
{
    unsigned col = tsv_find(in, "returned_units");
    if (col == TSV_NONE)
        columns_lacks(in->name, in->column, in->n, SLICE("returned_units"), TABLES_OLD);
    return col;
}

static struct ordercolumns find_columns(const struct tsv *in, bool lines)
{
    struct ordercolumns c;
    memset(&c, 0xff, sizeof c); /* TSV_NONE */
    c.carried = NULL;
    c.n = 0;
    c.customer_id = tsv_need(in, "customer_id");
    c.order_id = tsv_need(in, "order_id");
    c.date = tsv_need(in, "date");
    c.time = tsv_need(in, "time");
    c.country = tsv_need(in, "country");
    if (lines) {
        c.quantity = tsv_need(in, "quantity");
        c.amount = tsv_need(in, "amount");
        c.kind = tsv_need(in, "kind");
    } else {
        c.sale_lines = tsv_need(in, "sale_lines");
        c.return_lines = tsv_need(in, "return_lines");
        c.lines = tsv_need(in, "lines");
        c.units = tsv_need(in, "units");
        c.returned_units = need_returned_units(in);
        c.gross = tsv_need(in, "gross");
        c.returned = tsv_need(in, "returned");
        c.revenue = tsv_need(in, "revenue");
    }
    return c;
}

/* ---- rows ---- */

/* A single value stays where it is. */
static struct slice read_extras(struct reader *r)
{
    if (r->extras->n == 1)
        return tsv_field(r->in, r->extra[0]);
    r->values.n = 0;
    for (unsigned i = 0; i < r->extras->n; i++) {
        struct slice value = tsv_field(r->in, r->extra[i]);
        if (i)
            buf_addch(&r->values, '\t');
        buf_add(&r->values, value.p, value.n);
    }
    return buf_slice(&r->values);
}

static struct slice id_of_day(struct reader *r, struct slice id, struct slice day)
{
    r->id.n = 0;
    buf_add(&r->id, id.p, id.n);
    buf_addch(&r->id, '\t');
    buf_add(&r->id, day.p, day.n);
    return buf_slice(&r->id);
}

/* What a row gives for its order, except counts and sums. */
static bool read_ids(struct reader *r, struct order *out)
{
    struct tsv *in = r->in;
    const struct ordercolumns *c = &r->columns;
    out->order_id = tsv_field(in, c->order_id);
    if (out->order_id.n == 0)
        return tsv_bad(in, c->order_id, "is empty: a row without its order", NULL);
    if (r->by_day)
        out->order_id = id_of_day(r, out->order_id, tsv_field(in, c->date));
    out->customer_id = tsv_field(in, c->customer_id);
    out->country = tsv_field(in, c->country);
    if (r->extras)
        *(extras_items(r->extras) ? &out->item : &out->carried) = read_extras(r);
    return tsv_date(in, c->date, &out->day) && tsv_time(in, c->time, &out->time);
}

static bool read_sums(struct reader *r, struct ordersums *out)
{
    const struct ordercolumns *c = &r->columns;
    struct record row = bulk_record(r->in, 0);
    unsigned wrong = r->lines ? ordersums_of_line(row, c, out) : ordersums_of_order(row, c, out);
    if (wrong != TSV_NONE)
        return ordersums_bad(r->in, c, wrong);
    if (out->lines == 0)
        ++*tool_counter("rows_void");
    return out->lines > 0;
}

/* A row belongs to the run, or ends it and begins the next one. A row that is not part of an order (malformed or void)
 * changes nothing in its run. */
static inline void add_row(struct reader *r)
{
    struct ordersums s;
    if (orderrun_goes_on(&r->run, r->in)) {
        if (read_sums(r, &s))
            orderrun_add(&r->run, &s, r->orders);
        return;
    }
    orderrun_end(&r->run, r->orders);
    if (read_ids(r, &r->run.part) && read_sums(r, &s))
        orderrun_begin(&r->run, r->in, &s, r->orders);
}

static void begin(struct reader *r)
{
    struct ordercolumns *c = &r->columns;
    unsigned n = r->extras ? r->extras->n : 0;
    unsigned *same = mem_zero(n + (size_t)5, sizeof *same);
    const unsigned own[] = {c->customer_id, c->order_id, c->date, c->time, c->country};
    memcpy(same, own, sizeof own);
    if (n) {
        r->extra = tsv_need_list(r->in, (struct opt_list){r->extras->name, n});
        c->carried = r->extra;
        c->n = n;
        memcpy(same + 5, r->extra, n * sizeof *same);
    }
    orderrun_init(&r->run, r->in, same, 5 + n);
    if (r->lines)
        orderrun_of_lines(&r->run, r->in, c->quantity, c->amount, c->kind);
    free(same);
}

static void read_parts(struct reader *r)
{
    while (tsv_next(r->in)) {
        add_row(r);
        if (!orderrun_has_begun(&r->run))
            continue;
        if (r->lines)
            orderrun_sales(&r->run, r->in);
        if (r->in->ahead == 0)
            orderrun_keep(&r->run);
    }
    orderrun_end(&r->run, r->orders);
}

static void end(void *reader)
{
    struct reader *r = reader;
    if (r->ahead)
        orderahead_free(r->ahead);
    orderrun_free(&r->run);
    buf_free(&r->values);
    buf_free(&r->id);
    free(r->extra);
    free(r);
}

/* ---- orders that are sorted ---- */

/* A record that is set aside has no day; where some may be, the first look cannot tell the newest. */
static bool is_sorted(struct reader *r)
{
    struct window_file *f = &r->file;
    unsigned threads = thread_cores();
    if (r->lines || tool_shared.on_bad || !tsv_file(r->in, f) ||
        !orderlook_sorted(&r->look, f, &r->columns, threads, ORDERLOOK_PART))
        return false;
    tool_expects((uint64_t)(f->end - f->begin)); /* it is read twice */
    tool_took((size_t)(f->end - f->begin));
    r->ahead = orderahead_new(f, &r->columns, threads);
    return true;
}

/* All rows were read, or one that is no order comes next, which is looked for again: then the message has its place. */
static void end_sorted(struct reader *r)
{
    struct ordersums s;
    uint64_t rows = orderahead_rows(r->ahead);
    if (!window_unchanged(&r->file))
        window_changed(r->in->name);
    if (rows == r->look.rows) {
        lseek(r->file.fd, r->file.end, SEEK_SET); /* another program may read standard input after this one */
        return;
    }
    for (uint64_t i = 0; i <= rows; i++)
        if (!tsv_next(r->in))
            window_changed(r->in->name);
    if (read_ids(r, &r->run.part))
        read_sums(r, &s);
    window_changed(r->in->name);
}

/* Callers rely on the days that the first look found. */
static bool next_sorted(void *reader, struct order *out)
{
    struct reader *r = reader;
    bool any = orderahead_next(r->ahead, out);
    tool_rows.in += any;
    if (!any)
        end_sorted(r);
    else if (out->day < r->look.oldest || out->day > r->look.newest)
        window_changed(r->in->name);
    return any;
}

void orderin_read(struct tsv *in, struct orders *o, const struct extras *extras)
{
    struct reader *r = mem_zero(1, sizeof *r);
    *r = (struct reader){.in = in, .orders = o, .extras = extras && extras->n ? extras : NULL};
    r->lines = tsv_find(in, "amount") != TSV_NONE;
    r->by_day = r->lines && extras && extras->by_day;
    if (!r->lines && tsv_find(in, "sale_lines") == TSV_NONE)
        tsv_need(in, "amount");
    if (!r->lines && r->extras && extras_items(extras))
        die(STATUS_DATA, "%s:1: orders do not contain products: --by %.*s needs lines", in->name, (int)extras->item.n,
            extras->item.p);
    r->columns = find_columns(in, r->lines);
    begin(r);
    if (is_sorted(r)) {
        orders_follow(o, (struct orders_sorted){r, next_sorted, end, r->look.newest, r->look.oldest});
        return;
    }
    read_parts(r);
    end(r);
}
