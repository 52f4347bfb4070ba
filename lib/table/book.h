/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * book: orders in memory, each key once; order.h is its public face. */
#ifndef TABLE_BOOK_H
#define TABLE_BOOK_H

#include "base/map.h"
#include "table/order.h"

struct book {
    struct map customers, countries;
    struct map keys; /* number i is entry[i] */
    struct book_entry *entry;
    size_t entry_cap;
    struct book_batch *batch; /* parts that were added, but not looked up yet */
};

void book_init(struct book *b);

/* Adds a part of an order. One whose sums overflow ends the tool. */
void book_add(struct book *b, const struct order *part);
void book_flush(struct book *b); /* before anything below */

static inline uint32_t book_orders(const struct book *b)
{
    return b->keys.n;
}
struct order book_order(const struct book *b, uint32_t i); /* borrowed from the book until the next book_add */
uint64_t book_bytes(const struct book *b);                 /* of memory in use */

/* Gives every part by product the day of its whole order: it is the order that is before or after a day. */
void book_whole_days(struct book *b);

/* The orders in the table's order. The caller frees it. */
uint32_t *book_sorted(const struct book *b);

int book_compare(const struct order *p, const struct order *q); /* the table's order */

void book_free(struct book *b);

#endif
