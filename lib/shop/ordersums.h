/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ordersums: what a row of lines or of orders adds to its order, and which of its values cannot be. */
#ifndef SHOP_ORDERSUMS_H
#define SHOP_ORDERSUMS_H

#include "base/decimal.h"
#include "shop/ordercolumns.h"
#include "tsv/record.h"
#include "tsv/tsv.h"

struct ordersums {
    decimal units, returned_units, gross, returned;
    uint32_t sale_lines, return_lines, lines; /* lines: 0 of a void row */
};

/* TSV_NONE, or the column of the first value that is wrong. */
unsigned ordersums_of_line(struct record r, const struct ordercolumns *c, struct ordersums *out);
unsigned ordersums_of_order(struct record r, const struct ordercolumns *c, struct ordersums *out);

/* The current row, whose value in column `col` is wrong, is set aside, or ends the tool: the result is false. */
bool ordersums_bad(struct tsv *in, const struct ordercolumns *c, unsigned col);

#endif
