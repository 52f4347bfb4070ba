/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * order: lines folded to orders.
 *
 * A book holds every order seen, by customer and order id (by product too, where products are wanted). A line is an
 * order of one line, and orders with an equal key merge by one rule, so that lines and orders, whole or in parts,
 * whatever their order, end in the same book: counts and sums add up; date, time and country are those of the earliest
 * part that sells something, or of the earliest part where none does; parts of the same moment: the smallest country in
 * the order of the bytes. */
#ifndef TABLE_ORDER_H
#define TABLE_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/map.h"
#include "base/out.h"

struct order {
    uint32_t customer, country, product; /* numbers in the book's maps */
    date day;
    daytime time;
    uint32_t sale_lines, return_lines, lines;
    decimal units, gross, returned; /* gross >= 0 >= returned; revenue is their sum */
};

struct book {
    struct map customers, countries, products;
    struct map keys; /* number i is order[i]: customer, product and the order id behind them */
    struct order *order;
    size_t order_cap;
};

/* Adds a part. customer and product 0 are the empty id (a guest) and "not by product". Returns NULL, or what
 * overflowed: nothing was changed then. */
const char *book_add(struct book *b, uint32_t customer, uint32_t product, struct slice order_id,
                     const struct order *part);

static inline uint32_t book_orders(const struct book *b)
{
    return b->keys.n;
}
struct slice book_order_id(const struct book *b, uint32_t order);

/* The orders in the table's order: customer_id, date, time, order_id (bytes). The caller frees it. */
uint32_t *book_sorted(const struct book *b);

void book_write_order(const struct book *b, uint32_t order, struct out *o); /* a row of the orders table */
void book_init(struct book *b);
void book_free(struct book *b);

#endif
