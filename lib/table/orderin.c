/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/orderin.h"

#include "base/die.h"
#include "base/tool.h"
#include "table/tables.h"

/* Where the columns stand; those of the other table are TSV_NONE. */
struct columns {
    unsigned customer_id, order_id, date, time, country, product_id, quantity, amount, kind;
    unsigned sale_lines, return_lines, lines, units, gross, returned, revenue;
};

/* One-entry cache: most rows are of the moment of the one before. All zero at first, which is no date. */
struct moment {
    char day_text[DATE_LEN], time_text[TIME_LEN];
    date day;
    daytime time;
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

static bool read_line(struct tsv *in, const struct columns *c, struct order *out)
{
    decimal amount;
    enum kind kind;
    if (!tsv_decimal(in, c->quantity, &out->units) || !tsv_decimal(in, c->amount, &amount))
        return false;
    if (!kind_parse(in->field[c->kind], &kind))
        return tsv_bad(in, c->kind, "is no kind of line", "sale, charge, return, credit, free or void");
    out->lines = 1;
    switch (kind) {
    case KIND_SALE:
    case KIND_CHARGE:
        out->sale_lines = 1;
        out->gross = amount;
        return amount >= 0 ||
               tsv_bad(in, c->amount, "is below 0 in a sale", "lines come from clean, which tells the kinds");
    case KIND_RETURN:
    case KIND_CREDIT:
        out->return_lines = kind == KIND_RETURN;
        out->returned = amount;
        return amount <= 0 ||
               tsv_bad(in, c->amount, "is above 0 in a return", "lines come from clean, which tells the kinds");
    case KIND_FREE:
        out->units = 0;
        return true;
    default: /* void: it never happened, an order of no lines */
        out->lines = 0;
        out->units = 0;
        return true;
    }
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

static bool read_moment(struct tsv *in, const struct columns *c, struct moment *last, struct order *out)
{
    struct slice day = in->field[c->date], time = in->field[c->time];
    if (day.n != DATE_LEN || time.n != TIME_LEN || memcmp(day.p, last->day_text, DATE_LEN) != 0 ||
        memcmp(time.p, last->time_text, TIME_LEN) != 0) {
        if (!tsv_date(in, c->date, &last->day) || !tsv_time(in, c->time, &last->time))
            return false;
        memcpy(last->day_text, day.p, DATE_LEN);
        memset(last->time_text, 0, TIME_LEN);
        memcpy(last->time_text, time.p, time.n); /* TIME_LEN bytes, or none */
    }
    out->day = last->day;
    out->time = last->time;
    return true;
}

static bool read_row(struct tsv *in, const struct columns *c, bool lines, struct moment *last, struct order *out)
{
    *out = (struct order){0};
    if (in->field[c->order_id].n == 0)
        return tsv_bad(in, c->order_id, "is empty: a row without its order", NULL);
    return read_moment(in, c, last, out) && (lines ? read_line(in, c, out) : read_order(in, c, out));
}

static void add_row(struct tsv *in, const struct columns *c, struct orders *o, struct order *part)
{
    const struct slice *f = in->field;
    if (part->lines == 0) {
        ++*tool_counter("rows_void");
        return;
    }
    part->customer_id = f[c->customer_id];
    part->order_id = f[c->order_id];
    part->country = f[c->country];
    if (c->product_id != TSV_NONE)
        part->product_id = f[c->product_id];
    orders_add(o, part);
}

void orderin_read(struct tsv *in, struct orders *o, bool by_product)
{
    bool lines = tsv_find(in, "amount") != TSV_NONE;
    if (!lines && tsv_find(in, "sale_lines") == TSV_NONE)
        tsv_need(in, "amount");
    if (!lines && by_product)
        die(STATUS_DATA, "%s:1: orders do not say what was bought: --by product needs lines", in->name);
    struct columns c = find_columns(in, lines, by_product);
    struct order part;
    struct moment last = {0};
    while (tsv_next(in))
        if (read_row(in, &c, lines, &last, &part))
            add_row(in, &c, o, &part);
}
