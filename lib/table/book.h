/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * book: orders in memory, each key once; order.h is its public face.
 *
 * An order is one record, its sums and behind them its ids, so that finding it touches two places in memory: a slot of
 * the hash table, and the record. Records stand one behind another in order of first appearance; a record's number is
 * its place. */
#ifndef TABLE_BOOK_H
#define TABLE_BOOK_H

#include "base/map.h"
#include "base/sort.h"
#include "table/order.h"

struct book {
    struct map countries;
    uint32_t country; /* the one that was looked up last */
    uint32_t n;       /* orders */
    struct buf records;
    struct book_slot *slot;
    uint64_t mask;            /* slots - 1, or 0 */
    struct book_batch *batch; /* parts that were added, but not looked up yet */
    struct sort_item *sorted, *spare;
    size_t sorted_size; /* bytes */
    uint32_t next, end; /* of sorted: the order that comes, the end of its customer's orders */
    date newest;        /* day of all orders that are sorted, DATE_NONE where there are none */
};

void book_init(struct book *b);

/* Adds a part of an order. One whose sums overflow ends the tool. */
void book_add(struct book *b, const struct order *part);
void book_flush(struct book *b); /* before anything below */

uint64_t book_bytes(const struct book *b); /* of memory in use, and that sorting will take */

/* The records: from 0 to book_end. */
uint32_t book_end(const struct book *b);
uint32_t book_after(const struct book *b, uint32_t at);
struct order book_order(const struct book *b, uint32_t at); /* borrowed from the book until the next book_add */

/* Gives every part by product the day of its whole order: it is the order that is before or after a day. */
void book_whole_days(struct book *b);

/* Ends the adding; then book_next gives the orders in the table's order. */
void book_sort(struct book *b);
bool book_next(struct book *b, struct order *out);

int book_compare(const struct order *p, const struct order *q); /* the table's order */

void book_free(struct book *b);

#endif
