/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/orderin.h"

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "table/tables.h"

enum { ORDER_COLUMNS = 6 }; /* that say which order a row is of, when and where */

/* Where the columns stand; those of the other table are TSV_NONE. */
struct columns {
    unsigned customer_id, order_id, date, time, country, product_id, quantity, amount, kind;
    unsigned sale_lines, return_lines, lines, units, gross, returned, revenue;
};

/* The row that was added last: most rows are of the same order, moment and country. Of these columns `front` stand at
 * the beginning of the row, where one comparison tells, and `rest` elsewhere. */
struct last {
    unsigned front, rest[ORDER_COLUMNS], rests;
    struct buf text; /* the bytes of the front, its tabs included; behind them those of the rest */
    size_t front_size, rest_size[ORDER_COLUMNS];
};

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
        c.gross = tsv_need(in, "gross");
        c.returned = tsv_need(in, "returned");
        c.revenue = tsv_need(in, "revenue");
    }
    return c;
}

/* ---- the row before ---- */

static bool in_list(const unsigned *list, unsigned n, unsigned col)
{
    for (unsigned i = 0; i < n; i++)
        if (list[i] == col)
            return true;
    return false;
}

static struct last last_begin(const struct columns *c)
{
    const unsigned list[] = {c->customer_id, c->order_id, c->date, c->time, c->country, c->product_id};
    unsigned n = ORDER_COLUMNS - (c->product_id == TSV_NONE);
    struct last l = {.front_size = SIZE_MAX};
    while (in_list(list, n, l.front))
        l.front++;
    for (unsigned i = 0; i < n; i++)
        if (list[i] >= l.front)
            l.rest[l.rests++] = list[i];
    return l;
}

/* There is a column behind the front: no row is of these columns alone. */
static size_t front_size(const struct tsv *in, const struct last *l)
{
    return l->front ? (size_t)(in->base + in->end[l->front - 1] + 1 - in->row.p) : 0;
}

static inline bool last_is_same(const struct last *l, const struct tsv *in)
{
    if (front_size(in, l) != l->front_size || memcmp(in->row.p, l->text.p, l->front_size) != 0)
        return false;
    const char *p = l->text.p + l->front_size;
    for (unsigned i = 0; i < l->rests; i++) {
        if (!slice_eq(tsv_field(in, l->rest[i]), slice_of(p, l->rest_size[i])))
            return false;
        p += l->rest_size[i];
    }
    return true;
}

static void last_keep(struct last *l, const struct tsv *in)
{
    l->text.n = 0;
    l->front_size = front_size(in, l);
    buf_add(&l->text, in->row.p, l->front_size);
    for (unsigned i = 0; i < l->rests; i++) {
        struct slice s = tsv_field(in, l->rest[i]);
        buf_add(&l->text, s.p, s.n);
        l->rest_size[i] = s.n;
    }
}

/* ---- a line is an order of one line ---- */

static bool read_kind(struct tsv *in, unsigned col, enum kind *out)
{
    struct slice s = tsv_field(in, col);
    *out = KIND_SALE;
    return slice_eq(s, SLICE("sale")) || kind_parse(s, out) ||
           tsv_bad(in, col, "is no kind of line", "sale, charge, return, credit, free or void");
}

/* A line's counts and sums. */
static bool read_line(struct tsv *in, const struct columns *c, struct order *out)
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

static bool read_order(struct tsv *in, const struct columns *c, struct order *out)
{
    decimal revenue;
    if (!read_count(in, c->sale_lines, &out->sale_lines) || !read_count(in, c->return_lines, &out->return_lines) ||
        !read_count(in, c->lines, &out->lines) || !tsv_decimal(in, c->units, &out->units) ||
        !tsv_decimal(in, c->gross, &out->gross) || !tsv_decimal(in, c->returned, &out->returned) ||
        !tsv_decimal(in, c->revenue, &revenue))
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

static void add_row(struct tsv *in, const struct columns *c, bool lines, struct last *last, struct orders *o)
{
    struct order part = {0};
    bool same = last_is_same(last, in);
    if (!(same || read_ids(in, c, &part)) || !(lines ? read_line(in, c, &part) : read_order(in, c, &part)))
        return;
    if (part.lines == 0) {
        ++*tool_counter("rows_void");
        return;
    }
    if (same && orders_add_again(o, &part))
        return;
    if (same)
        read_ids(in, c, &part); /* they were right the first time */
    orders_add(o, &part);
    last_keep(last, in);
}

void orderin_read(struct tsv *in, struct orders *o, bool by_product)
{
    bool lines = tsv_find(in, "amount") != TSV_NONE;
    if (!lines && tsv_find(in, "sale_lines") == TSV_NONE)
        tsv_need(in, "amount");
    if (!lines && by_product)
        die(STATUS_DATA, "%s:1: orders do not say what was bought: --by product needs lines", in->name);
    struct columns c = find_columns(in, lines, by_product);
    struct last last = last_begin(&c);
    while (tsv_step(in))
        add_row(in, &c, lines, &last, o);
    buf_free(&last.text);
}
