/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderbook: orders in memory, each key once; used through order.h.
 *
 * An order is one record with its sums and, after them, its ids, so that a search reads two places in memory: a slot of
 * the hash table, and the record. Records follow one another in the order of first appearance; a record's number is its
 * place.
 *
 * Parts of whole orders that come in the table's order, each key once, are only appended: nothing is searched for, and
 * nothing needs to be sorted. The first part that does not follow makes the hash table of the records so far. */
#ifndef SHOP_ORDERBOOK_H
#define SHOP_ORDERBOOK_H

#include "base/map.h"
#include "base/sort.h"
#include "shop/order.h"
#include "shop/ordersorted.h"

struct orderbook {
    struct map places; /* the country, and after it the carried values, each after a tab; none if all are empty */
    uint32_t place;    /* the one that was looked up last */
    bool carries;      /* some have carried values */
    struct buf text;
    uint32_t n; /* orders */
    struct buf records;
    struct ordersorted order; /* of the parts, as long as they are only appended */
    bool appends;
    struct orderrecord_slot *slot;
    uint64_t mask;            /* slots - 1, or 0 */
    struct book_batch *batch; /* parts that were added, but not yet looked up */
    struct sort_item *sorted, *spare;
    size_t sorted_size; /* bytes */
    uint32_t next, end; /* of the sorted orders: the next one (appended ones: its record), and the end of its
                           customer's orders */
    date newest;        /* day of all orders that are sorted, DATE_NONE if there are none */
    date oldest;        /* likewise, if there are any */
};

void orderbook_init(struct orderbook *b);

/* Adds a part of an order. One whose sums overflow ends the tool. */
void orderbook_add(struct orderbook *b, const struct order *part);
void orderbook_flush(struct orderbook *b); /* before anything below */

uint64_t orderbook_bytes(const struct orderbook *b); /* of memory that is used, and that sorting will need */

/* The records: from 0 to orderbook_end. */
uint32_t orderbook_end(const struct orderbook *b);
uint32_t orderbook_after(const struct orderbook *b, uint32_t at);
struct order orderbook_order(const struct orderbook *b,
                             uint32_t at); /* borrowed from the book until the next orderbook_add */

/* Gives every part by item the day and time of its whole order, since the order as a whole is before or after a day. */
void orderbook_whole_moments(struct orderbook *b);

/* After the last part; then orderbook_next returns the orders in the table's order. */
void orderbook_sort(struct orderbook *b);
bool orderbook_next(struct orderbook *b, struct order *out);

int orderbook_compare(const struct order *p, const struct order *q); /* the table's order */

void orderbook_free(struct orderbook *b);

#endif
