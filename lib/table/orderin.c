/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/orderin.h"

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "table/tables.h"

const struct column ORDERIN_COLUMNS[] = {
    {"customer_id", TYPE_ID}, {"order_id", TYPE_ID},  {"date", TYPE_DATE},
    {"time", TYPE_TIME},      {"country", TYPE_TEXT}, {"quantity", TYPE_DECIMAL},
    {"amount", TYPE_MONEY},   {"kind", TYPE_KIND},    {0},
};

/* Where the columns stand; those of the other table are TSV_NONE. */
struct columns {
    unsigned customer_id, order_id, date, time, country, product_id, quantity, amount, kind;
    unsigned sale_lines, return_lines, lines, units, gross, returned, revenue;
};

/* What a row adds to its order. */
struct sums {
    decimal units, gross, returned;
    uint32_t sale_lines, return_lines, lines;
};

/* Rows of the same order, moment and country mostly follow one another: they are one part of the order. Of the columns
 * that must agree `front` stand at the beginning of the row, where one comparison tells, and `rest` elsewhere. */
enum { ORDER_COLUMNS = 6 };
struct run {
    unsigned front, rest[ORDER_COLUMNS], rests;
    struct order part;                /* of no lines: no run has begun */
    struct buf row;                   /* the first one, which the part's texts are in */
    size_t front_size;                /* of it, tabs included */
    struct slice text[ORDER_COLUMNS]; /* of its rest */
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

/* ---- a line is an order of one line ---- */

static bool read_kind(struct tsv *in, unsigned col, enum kind *out)
{
    struct slice s = tsv_field(in, col);
    *out = KIND_SALE;
    return slice_eq(s, SLICE("sale")) || kind_parse(s, out) ||
           tsv_bad(in, col, "is no kind of line", "sale, charge, return, credit, free or void");
}

static bool read_line(struct tsv *in, const struct columns *c, struct sums *out)
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

static bool read_order(struct tsv *in, const struct columns *c, struct sums *out)
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

/* ---- runs ---- */

static bool in_list(const unsigned *list, unsigned n, unsigned col)
{
    for (unsigned i = 0; i < n; i++)
        if (list[i] == col)
            return true;
    return false;
}

static struct run run_init(const struct columns *c)
{
    const unsigned list[] = {c->customer_id, c->order_id, c->date, c->time, c->country, c->product_id};
    unsigned n = ORDER_COLUMNS - (c->product_id == TSV_NONE);
    struct run r = {0};
    while (in_list(list, n, r.front))
        r.front++;
    for (unsigned i = 0; i < n; i++)
        if (list[i] >= r.front)
            r.rest[r.rests++] = list[i];
    return r;
}

/* There is a column behind the front: no row is of these columns alone. */
static size_t front_size(const struct run *r, const struct tsv *in)
{
    return r->front ? (size_t)(in->base + in->end[r->front - 1] + 1 - in->row.p) : 0;
}

static inline bool run_goes_on(const struct run *r, const struct tsv *in)
{
    if (r->part.lines == 0 || front_size(r, in) != r->front_size || memcmp(in->row.p, r->row.p, r->front_size) != 0)
        return false;
    for (unsigned i = 0; i < r->rests; i++)
        if (!slice_eq(tsv_field(in, r->rest[i]), r->text[i]))
            return false;
    return true;
}

/* Of a row, in the row's copy. */
static struct slice kept(const struct run *r, const struct tsv *in, struct slice s)
{
    return slice_of(r->row.p + (s.p - in->row.p), s.n);
}

/* Begins with the row at hand, whose ids, moment and country are in r->part. */
static void run_begin(struct run *r, const struct tsv *in, const struct columns *c)
{
    struct order *p = &r->part;
    r->row.n = 0;
    buf_add(&r->row, in->row.p, in->row.n);
    r->front_size = front_size(r, in);
    p->customer_id = kept(r, in, p->customer_id);
    p->order_id = kept(r, in, p->order_id);
    p->country = kept(r, in, p->country);
    if (c->product_id != TSV_NONE)
        p->product_id = kept(r, in, p->product_id);
    for (unsigned i = 0; i < r->rests; i++)
        r->text[i] = kept(r, in, tsv_field(in, r->rest[i]));
}

static void run_set(struct run *r, const struct sums *s)
{
    struct order *p = &r->part;
    p->units = s->units;
    p->gross = s->gross;
    p->returned = s->returned;
    p->sale_lines = s->sale_lines;
    p->return_lines = s->return_lines;
    p->lines = s->lines;
}

static void run_end(struct run *r, struct orders *o)
{
    if (r->part.lines)
        orders_add(o, &r->part);
    r->part.lines = 0;
}

/* False, and all as it was, on overflow: with another part of the order it may come to less, or orders_add tells. */
static inline bool run_add(struct run *r, const struct sums *s)
{
    struct order *p = &r->part;
    decimal units = p->units, gross = p->gross, returned = p->returned;
    uint32_t lines;
    if (!decimal_add(&units, s->units) || !decimal_add(&gross, s->gross) || !decimal_add(&returned, s->returned) ||
        __builtin_add_overflow(p->lines, s->lines, &lines))
        return false;
    p->units = units;
    p->gross = gross;
    p->returned = returned;
    p->lines = lines;
    p->sale_lines += s->sale_lines; /* not above lines */
    p->return_lines += s->return_lines;
    return true;
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

static inline void add_row(struct tsv *in, const struct columns *c, bool lines, struct run *r, struct orders *o)
{
    struct sums s;
    bool goes_on = run_goes_on(r, in);
    if (!goes_on) {
        run_end(r, o);
        if (!read_ids(in, c, &r->part))
            return;
    }
    if (!(lines ? read_line(in, c, &s) : read_order(in, c, &s)))
        return;
    if (s.lines == 0) {
        ++*tool_counter("rows_void");
        return;
    }
    if (goes_on && run_add(r, &s))
        return;
    if (goes_on)
        run_end(r, o);
    else
        run_begin(r, in, c);
    run_set(r, &s);
}

void orderin_read(struct tsv *in, struct orders *o, bool by_product)
{
    bool lines = tsv_find(in, "amount") != TSV_NONE;
    if (!lines && tsv_find(in, "sale_lines") == TSV_NONE)
        tsv_need(in, "amount");
    if (!lines && by_product)
        die(STATUS_DATA, "%s:1: orders do not say what was bought: --by product needs lines", in->name);
    struct columns c = find_columns(in, lines, by_product);
    struct run run = run_init(&c);
    while (tsv_step(in))
        add_row(in, &c, lines, &run, o);
    run_end(&run, o);
    buf_free(&run.row);
}
