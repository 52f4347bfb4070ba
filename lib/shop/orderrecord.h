/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderrecord: the record of an order in a book, for orderbook.c and ordersort.c only. */
#ifndef SHOP_ORDERRECORD_H
#define SHOP_ORDERRECORD_H

#include <stddef.h>

#include "shop/orderbook.h"

enum { UNIT = 8 }; /* records begin at multiples of it, so that 32 bits address 32 GiB */

/* Open addressing with linear probing, at most 3/4 full. The slot keeps 32 bits of the hash, so that a record is read
 * only if it is very likely the right one, and growing reads no records. */
struct orderrecord_slot {
    uint32_t at; /* the record's number + 1; 0 is free */
    uint32_t hash;
};

/* A record; texts[] fills its last unit up with zeros. There may be millions, and reading them from memory is their
 * main cost, so the sizes of the ids share a word. If one is too large for its part of the word, the word is all ones,
 * and texts[] begins with the three sizes. */
struct orderrecord_entry {
    decimal units, returned_units, gross, returned;
    date day;
    daytime time;
    uint32_t sale_lines, return_lines, lines;
    uint32_t place : 31; /* country and carried values: a number in the book's map */
    uint32_t differs : 1;
    uint32_t sizes; /* of the ids of customer, item and order, which follow in this order */
    char texts[];
};
struct orderrecord_ids {
    uint32_t customer, item, order; /* sizes */
    char *text;
};
enum { CUSTOMER_MOST = 0x7fe, ITEM_MOST = 0x3fe, ORDER_MOST = 0x7fe, ITEM_AT = 11, ORDER_AT = 21 };
#define ORDERRECORD_LONG UINT32_MAX

/* The key of a record begins here. */
enum { KEY = offsetof(struct orderrecord_entry, sizes), TEXTS = offsetof(struct orderrecord_entry, texts) };

static inline struct orderrecord_ids orderrecord_ids(struct orderrecord_entry *e)
{
    struct orderrecord_ids ids = {e->sizes & (CUSTOMER_MOST + 1), e->sizes >> ITEM_AT & (ITEM_MOST + 1),
                                  e->sizes >> ORDER_AT, e->texts};
    if (__builtin_expect(e->sizes == ORDERRECORD_LONG, 0)) {
        uint32_t size[3];
        memcpy(size, e->texts, sizeof size);
        ids = (struct orderrecord_ids){size[0], size[1], size[2], e->texts + sizeof size};
    }
    return ids;
}

static inline struct orderrecord_entry *orderrecord_at(const struct orderbook *b, uint32_t at)
{
    return (struct orderrecord_entry *)(void *)(b->records.p + (size_t)at * UNIT);
}

static inline size_t round_up(size_t n)
{
    return (n + UNIT - 1) & ~(size_t)(UNIT - 1);
}

static inline size_t ids_size(struct orderrecord_ids ids)
{
    return (size_t)ids.customer + ids.item + ids.order;
}

static inline size_t orderrecord_size(const struct orderrecord_entry *e, struct orderrecord_ids ids)
{
    return round_up((size_t)(ids.text - (const char *)e) + ids_size(ids));
}

static inline struct order orderrecord_order(const struct orderbook *b, struct orderrecord_entry *e)
{
    struct orderrecord_ids ids = orderrecord_ids(e);
    const char *item = ids.text + ids.customer, *order = item + ids.item;
    struct slice carried = map_key(&b->places, e->place), country = carried;
    if (b->carries)
        country = slice_cut(&carried, '\t');
    else
        carried.n = 0;
    return (struct order){.customer_id = slice_of(ids.text, ids.customer),
                          .item = slice_of(item, ids.item),
                          .order_id = slice_of(order, ids.order),
                          .country = country,
                          .carried = carried,
                          .differs = e->differs,
                          .day = e->day,
                          .time = e->time,
                          .sale_lines = e->sale_lines,
                          .return_lines = e->return_lines,
                          .lines = e->lines,
                          .units = e->units,
                          .returned_units = e->returned_units,
                          .gross = e->gross,
                          .returned = e->returned};
}

void orderrecord_hash_all(struct orderbook *b); /* once: from now on parts are searched for */

#endif
