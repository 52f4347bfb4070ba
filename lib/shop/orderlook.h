/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderlook: a first look at a file of orders, which tells whether they need to be kept and sorted.
 *
 * The orders of a table that is sorted can be used one after another. But a report must know its first and its last day
 * before it reads the first order: so the file is read twice, and this first time only the keys. It stops at the first
 * row that is not sorted, which is at once in most tables that are not. */
#ifndef SHOP_ORDERLOOK_H
#define SHOP_ORDERLOOK_H

#include "shop/order.h"
#include "tsv/tsv.h"

struct orderlook_columns {
    unsigned customer_id, order_id, date, time, lines;
};

struct orderlook {
    uint64_t rows;
    date oldest, newest; /* DATE_NONE: there are no rows */
};

/* Can the file of this table be read again, is each of its rows well formed in these columns, with at least one line,
 * and are the orders in the order of their table, each key once? Nothing is reported. */
bool orderlook_sorted(struct orderlook *l, const struct tsv *in, struct orderlook_columns columns);

#endif
