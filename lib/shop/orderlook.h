/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderlook: a first look at a file of orders, which tells whether they need to be kept and sorted.
 *
 * The orders of a table that is sorted can be used one after another. But a report must know its first and its last day
 * before it reads the first order: so the file is read twice, and this first time only the keys. It stops soon after
 * the first row that is not sorted, which is at once in most tables that are not. */
#ifndef SHOP_ORDERLOOK_H
#define SHOP_ORDERLOOK_H

#include "shop/order.h"
#include "shop/ordercolumns.h"
#include "tsv/window.h"

struct orderlook {
    uint64_t rows;
    date oldest, newest; /* DATE_NONE: there are no rows */
};

/* Is each row of the file well formed in the columns of the keys and of lines, with at least one line, and are the
 * orders in the order of their table, each key once? Nothing is reported. Parts of about `part` bytes are looked at by
 * different threads; the result does not depend on it. */
enum { ORDERLOOK_PART = 1 << 22 };
bool orderlook_sorted(struct orderlook *l, const struct window_file *f, const struct ordercolumns *c, unsigned threads,
                      size_t part);

#endif
