/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * order: folds lines into orders, in any amount of memory.
 *
 * A line is an order of one line, and orders with an equal key (customer and order id, and the item if wanted, such as
 * the product) merge by one rule. So lines and orders, whole or in parts, in any order of input, give the same orders.
 * Counts and sums add up. Date, time, country and carried values are those of the earliest part that sells something,
 * or of the earliest part if none does. Of parts at the same moment, the country is the smallest one in the order of
 * the bytes that is not empty, and so is each carried value. The result is in the table's order: customer_id, date,
 * time, order_id (bytes).
 *
 *     struct orders *o = orders_new(memory, false);
 *     orders_add(o, &part) ...
 *     orders_end(o);
 *     while (orders_next(o, &order)) ...
 *     orders_free(o);
 *
 * Above `memory` bytes, 32 GiB at most, the orders so far are distributed to ORDERS_PARTITIONS parts on disk; all
 * orders of a customer go to the same part (those of a guest by order id). At the end each part is folded by itself,
 * and the sorted parts are merged. */
#ifndef SHOP_ORDER_H
#define SHOP_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/out.h"

enum { ORDERS_PARTITIONS = 256 };

struct order {
    struct slice customer_id; /* guests: empty */
    struct slice order_id, country;
    struct slice carried; /* values with a tab between two (extras.h) */
    struct slice item;    /* the same for the lines that this part is made of; empty unless by item */
    bool differs;         /* a carried value is not the same in all parts */
    date day;
    daytime time;
    uint32_t sale_lines, return_lines, lines;
    decimal units, returned_units; /* of all lines except free ones; of returns and credits only */
    decimal gross, returned;       /* gross >= 0 >= returned; revenue is their sum */
};

enum { ORDER_TEXTS = 5 };
static inline struct slice *order_text(struct order *p, int i)
{
    struct slice *const text[ORDER_TEXTS] = {&p->customer_id, &p->order_id, &p->country, &p->carried, &p->item};
    return text[i];
}

struct orders *orders_new(uint64_t memory, bool by_item);

/* Adds a part of an order; its texts are copied. An order whose sums overflow ends the tool. */
void orders_add(struct orders *o, const struct order *part);

/* Instead of parts: orders that need no folding, since they come in the table's order, each key once. They are not kept
 * but asked for one by one, until `next` returns false; `end` frees the reader. */
struct orders_sorted {
    void *reader;
    bool (*next)(void *reader, struct order *out); /* its texts are borrowed until the next call */
    void (*end)(void *reader);
    date newest, oldest; /* of all of them; DATE_NONE if there are none */
};
void orders_follow(struct orders *o, struct orders_sorted from);

void orders_end(struct orders *o);                     /* all parts have been added */
date orders_newest(const struct orders *o);            /* the newest day of all orders, DATE_NONE if there are none */
date orders_oldest(const struct orders *o);            /* likewise the oldest */
bool orders_next(struct orders *o, struct order *out); /* its texts are borrowed until the next call */
void orders_free(struct orders *o);

void order_write(const struct order *p, struct out *o); /* a row of the orders table, without its LF */

#endif
