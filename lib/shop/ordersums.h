/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ordersums: what a row of lines or of orders adds to its order, and which of its values cannot be. */
#ifndef SHOP_ORDERSUMS_H
#define SHOP_ORDERSUMS_H

#include "base/decimal.h"
#include "shop/ordercolumns.h"
#include "shop/tables.h"
#include "tsv/record.h"
#include "tsv/tsv.h"

struct ordersums {
    decimal units, returned_units, gross, returned;
    uint32_t sale_lines, return_lines, lines; /* lines: 0 of a void row */
};

/* TSV_NONE, or the column of the first value that is wrong. A line is an order of one line. It is inline, since most
 * lines of a log that is not sorted are read here. */
static inline unsigned ordersums_of_line(struct record r, const struct ordercolumns *c, struct ordersums *out)
{
    struct slice name = record_value(r, c->kind);
    enum kind kind = KIND_SALE;
    decimal amount;
    if (!decimal_read(record_value(r, c->quantity), &out->units))
        return c->quantity;
    if (!decimal_read(record_value(r, c->amount), &amount))
        return c->amount;
    if (!slice_eq(name, SLICE("sale")) && !kind_parse(name, &kind))
        return c->kind;
    bool sells = kind == KIND_SALE || kind == KIND_CHARGE, takes_back = kind == KIND_RETURN || kind == KIND_CREDIT;
    out->sale_lines = sells;
    out->return_lines = kind == KIND_RETURN;
    out->lines = kind != KIND_VOID; /* a void row: an order without lines */
    out->gross = sells ? amount : 0;
    out->returned = takes_back ? amount : 0;
    if (!sells && !takes_back)
        out->units = 0;
    out->returned_units = takes_back ? out->units : 0;
    return out->gross < 0 || out->returned > 0 ? c->amount : TSV_NONE;
}

unsigned ordersums_of_order(struct record r, const struct ordercolumns *c, struct ordersums *out);

/* The current row, whose value in column `col` is wrong, is set aside, or ends the tool: the result is false. Kinds and
 * amounts of lines are refused by other readers of lines, too. */
bool ordersums_bad(struct tsv *in, const struct ordercolumns *c, unsigned col);
bool ordersums_bad_kind(struct tsv *in, unsigned col);
bool ordersums_bad_amount(struct tsv *in, unsigned col); /* it is no decimal, or has the wrong sign for its kind */

#endif
