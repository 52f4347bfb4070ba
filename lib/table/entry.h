/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * entry: the record of an order in a book; book.c and booksort.c alone see it. */
#ifndef TABLE_ENTRY_H
#define TABLE_ENTRY_H

#include <stddef.h>

#include "table/book.h"

enum { UNIT = 8 }; /* records begin at multiples of it, so that 32 bits tell 32 GiB apart */

/* Open addressing with linear probing, at most 3/4 full. The slot keeps 32 bits of the hash, so that a record is looked
 * at only where it is very likely the right one, and growing never looks at any. */
struct book_slot {
    uint32_t at; /* the record's number + 1; 0 is free */
    uint32_t hash;
};

/* A record; texts[] fills its last unit up with zeros. */
struct book_entry {
    decimal units, gross, returned;
    date day;
    daytime time;
    uint32_t sale_lines, return_lines, lines;
    uint32_t country;                  /* a number in the book's map */
    uint32_t customer, product, order; /* sizes of the ids, which follow in this order */
    char texts[];
};

/* From here on a record is its key. */
enum { KEY = offsetof(struct book_entry, customer), TEXTS = offsetof(struct book_entry, texts) };

static inline struct book_entry *entry_at(const struct book *b, uint32_t at)
{
    return (struct book_entry *)(void *)(b->records.p + (size_t)at * UNIT);
}

static inline size_t texts_size(const struct book_entry *e)
{
    return (size_t)e->customer + e->product + e->order;
}

static inline size_t round_up(size_t n)
{
    return (n + UNIT - 1) & ~(size_t)(UNIT - 1);
}

static inline size_t entry_size(const struct book_entry *e)
{
    return round_up(TEXTS + texts_size(e));
}

static inline struct order entry_order(const struct book *b, const struct book_entry *e)
{
    const char *product = e->texts + e->customer, *order = product + e->product;
    return (struct order){.customer_id = slice_of(e->texts, e->customer),
                          .product_id = slice_of(product, e->product),
                          .order_id = slice_of(order, e->order),
                          .country = map_key(&b->countries, e->country),
                          .day = e->day,
                          .time = e->time,
                          .sale_lines = e->sale_lines,
                          .return_lines = e->return_lines,
                          .lines = e->lines,
                          .units = e->units,
                          .gross = e->gross,
                          .returned = e->returned};
}

#endif
