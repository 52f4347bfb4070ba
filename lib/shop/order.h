/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * order: lines folded to orders, in any amount of memory.
 *
 * A line is an order of one line, and orders with an equal key (customer and order id; the product too, where products
 * are wanted) merge by one rule, so that lines and orders, whole or in parts, whatever their order, end in the same
 * orders: counts and sums add up; date, time and country are those of the earliest part that sells something, or of the
 *   earliest part where none does; parts of the same moment: the smallest country in the order of the bytes that is
 *   not empty.
 * They come out in the table's order: customer_id, date, time, order_id (bytes).
 *
 *     struct orders *o = orders_new(memory, false);
 *     orders_add(o, &part) ...
 *     orders_end(o);
 *     while (orders_next(o, &order)) ...
 *     orders_free(o);
 *
 * Past `memory` bytes, 32 GiB at most, the orders so far are dealt out to ORDERS_PARTITIONS parts on disk, a customer's
 * all to the same one (a guest's by order id). At the end each part is folded by itself, and the sorted parts are
 * merged. */
#ifndef SHOP_ORDER_H
#define SHOP_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/out.h"

enum { ORDERS_PARTITIONS = 256 };

struct order {
    struct slice customer_id, order_id, country, product_id; /* guests: an empty customer_id; not by product: empty */
    date day;
    daytime time;
    uint32_t sale_lines, return_lines, lines;
    decimal units, returned_units; /* of all lines but free ones; of returns and credits alone */
    decimal gross, returned;       /* gross >= 0 >= returned; revenue is their sum */
};

struct orders *orders_new(uint64_t memory, bool by_product);

/* Adds a part of an order; its texts are copied. An order whose sums overflow ends the tool. */
void orders_add(struct orders *o, const struct order *part);

void orders_end(struct orders *o);          /* all parts are there */
date orders_newest(const struct orders *o); /* the newest day of all orders, DATE_NONE where there are none */
bool orders_next(struct orders *o, struct order *out); /* its texts are borrowed until the next call */
void orders_free(struct orders *o);

void order_write(const struct order *p, struct out *o); /* a row of the orders table */

#endif
