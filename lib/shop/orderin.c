/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/orderin.h"

#include "base/die.h"
#include "base/tool.h"
#include "shop/orderrun.h"
#include "shop/tables.h"
#include "tsv/columns.h"

const struct column ORDERIN_COLUMNS[] = {
    {"customer_id", TYPE_ID}, {"order_id", TYPE_ID},  {"date", TYPE_DATE},
    {"time", TYPE_TIME},      {"country", TYPE_TEXT}, {"quantity", TYPE_DECIMAL},
    {"amount", TYPE_MONEY},   {"kind", TYPE_KIND},    {0},
};

enum { ORDER_COLUMNS = 6 };

/* Where the columns stand; those of the other table are TSV_NONE. */
struct columns {
    unsigned customer_id, order_id, date, time, country, product_id, quantity, amount, kind;
    unsigned sale_lines, return_lines, lines, units, returned_units, gross, returned, revenue;
};

/* Orders had no such column once; nothing else in their rows tells it. */
static unsigned need_returned_units(const struct tsv *in)
{
    unsigned col = tsv_find(in, "returned_units");
    if (col == TSV_NONE)
        columns_lacks(in->name, in->column, in->n, SLICE("returned_units"), TABLES_OLD);
    return col;
}

static struct columns find_columns(const struct tsv *in, bool lines, bool by_product)
{
    struct columns c = {tsv_need(in, "customer_id"),
                        tsv_need(in, "order_id"),
                        tsv_need(in, "date"),
                        tsv_need(in, "time"),
                        tsv_need(in, "country"),
                        TSV_NONE,
                        TSV_NONE,
                        TSV_NONE,
                        TSV_NONE,
                        TSV_NONE,
                        TSV_NONE,
                        TSV_NONE,
                        TSV_NONE,
                        TSV_NONE,
                        TSV_NONE,
                        TSV_NONE,
                        TSV_NONE};
    if (lines) {
        c.quantity = tsv_need(in, "quantity");
        c.amount = tsv_need(in, "amount");
        c.kind = tsv_need(in, "kind");
        if (by_product)
            c.product_id = tsv_need(in, "product_id");
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

/* ---- a line is an order of one line ---- */

static bool read_kind(struct tsv *in, unsigned col, enum kind *out)
{
    struct slice s = tsv_field(in, col);
    *out = KIND_SALE;
    return slice_eq(s, SLICE("sale")) || kind_parse(s, out) ||
           tsv_bad(in, col, "is no kind of line", "sale, charge, return, credit, free or void");
}

static bool read_line(struct tsv *in, const struct columns *c, struct orderrun_sums *out)
{
    decimal amount;
    enum kind kind;
    if (!tsv_decimal(in, c->quantity, &out->units) || !tsv_decimal(in, c->amount, &amount) ||
        !read_kind(in, c->kind, &kind))
        return false;
    bool sells = kind == KIND_SALE || kind == KIND_CHARGE, takes_back = kind == KIND_RETURN || kind == KIND_CREDIT;
    out->sale_lines = sells;
    out->return_lines = kind == KIND_RETURN;
    out->lines = kind != KIND_VOID; /* it never happened: an order of no lines */
    out->gross = sells ? amount : 0;
    out->returned = takes_back ? amount : 0;
    if (!sells && !takes_back)
        out->units = 0;
    out->returned_units = takes_back ? out->units : 0;
    if (out->gross < 0)
        return tsv_bad(in, c->amount, "is below 0 in a sale", "lines come from clean, which tells the kinds");
    if (out->returned > 0)
        return tsv_bad(in, c->amount, "is above 0 in a return", "lines come from clean, which tells the kinds");
    return true;
}

/* ---- an order is an order ---- */

static bool read_count(struct tsv *in, unsigned col, uint32_t *out)
{
    uint64_t n;
    if (!tsv_uint(in, col, &n))
        return false;
    *out = (uint32_t)n;
    return n <= UINT32_MAX || tsv_bad(in, col, "is more than 4294967295", NULL);
}

static bool read_order(struct tsv *in, const struct columns *c, struct orderrun_sums *out)
{
    decimal revenue;
    if (!read_count(in, c->sale_lines, &out->sale_lines) || !read_count(in, c->return_lines, &out->return_lines) ||
        !read_count(in, c->lines, &out->lines) || !tsv_decimal(in, c->units, &out->units) ||
        !tsv_decimal(in, c->returned_units, &out->returned_units) || !tsv_decimal(in, c->gross, &out->gross) ||
        !tsv_decimal(in, c->returned, &out->returned) || !tsv_decimal(in, c->revenue, &revenue))
        return false;
    if (out->gross < 0)
        return tsv_bad(in, c->gross, "is below 0", "what is taken back belongs to \"returned\"");
    if (out->returned > 0)
        return tsv_bad(in, c->returned, "is above 0", "what is taken back counts below 0");
    if ((uint64_t)out->sale_lines + out->return_lines > out->lines)
        return tsv_bad(in, c->lines, "is less than sale_lines and return_lines together", NULL);
    return revenue == out->gross + out->returned || tsv_bad(in, c->revenue, "is not gross + returned", NULL);
}

/* ---- rows ---- */

/* What a row says of its order, but for its counts and sums. */
static bool read_ids(struct tsv *in, const struct columns *c, struct order *out)
{
    out->order_id = tsv_field(in, c->order_id);
    if (out->order_id.n == 0)
        return tsv_bad(in, c->order_id, "is empty: a row without its order", NULL);
    out->customer_id = tsv_field(in, c->customer_id);
    out->country = tsv_field(in, c->country);
    if (c->product_id != TSV_NONE)
        out->product_id = tsv_field(in, c->product_id);
    return tsv_date(in, c->date, &out->day) && tsv_time(in, c->time, &out->time);
}

static inline void add_row(struct tsv *in, const struct columns *c, bool lines, struct orderrun *r, struct orders *o)
{
    struct orderrun_sums s;
    bool goes_on = orderrun_goes_on(r, in);
    if (!goes_on) {
        orderrun_end(r, o);
        if (!read_ids(in, c, &r->part))
            return;
    }
    if (!(lines ? read_line(in, c, &s) : read_order(in, c, &s)))
        return;
    if (s.lines == 0)
        ++*tool_counter("rows_void");
    else if (goes_on)
        orderrun_add(r, &s, o);
    else
        orderrun_begin(r, in, &s, o);
}

static void begin(struct orderrun *r, const struct tsv *in, const struct columns *c, bool lines)
{
    const unsigned list[] = {c->customer_id, c->order_id, c->date, c->time, c->country, c->product_id};
    orderrun_init(r, in, list, ORDER_COLUMNS - (c->product_id == TSV_NONE));
    if (lines)
        orderrun_of_lines(r, in, c->quantity, c->amount, c->kind);
}

void orderin_read(struct tsv *in, struct orders *o, bool by_product)
{
    bool lines = tsv_find(in, "amount") != TSV_NONE;
    if (!lines && tsv_find(in, "sale_lines") == TSV_NONE)
        tsv_need(in, "amount");
    if (!lines && by_product)
        die(STATUS_DATA, "%s:1: orders do not say what was bought: --by product needs lines", in->name);
    struct columns c = find_columns(in, lines, by_product);
    struct orderrun run;
    begin(&run, in, &c, lines);
    while (tsv_next(in)) {
        add_row(in, &c, lines, &run, o);
        if (run.part.lines == 0)
            continue;
        if (lines)
            orderrun_sales(&run, in);
        if (in->ahead == 0)
            orderrun_keep(&run);
    }
    orderrun_end(&run, o);
    orderrun_free(&run);
}
