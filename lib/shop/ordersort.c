/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a book's orders. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/prefetch.h"
#include "shop/orderrecord.h"

enum { AHEAD = 16, BYTES_AHEAD = 1 << 10 }; /* orders and records are prefetched this many places ahead */

int orderbook_compare(const struct order *p, const struct order *q)
{
    int c = slice_cmp(p->customer_id, q->customer_id);
    if (c == 0)
        c = (p->day > q->day) - (p->day < q->day);
    if (c == 0)
        c = (p->time > q->time) - (p->time < q->time);
    if (c == 0)
        c = slice_cmp(p->order_id, q->order_id);
    return c ? c : slice_cmp(p->item, q->item);
}

static int compare_items(const void *p, const void *q, void *book)
{
    struct order one = orderbook_order(book, ((const struct sort_item *)p)->of);
    struct order other = orderbook_order(book, ((const struct sort_item *)q)->of);
    return orderbook_compare(&one, &other);
}

static struct slice customer_of(const void *book, uint32_t at)
{
    struct orderrecord_ids ids = orderrecord_ids(orderrecord_at(book, at));
    return slice_of(ids.text, ids.customer);
}

static void fetch(const void *book, uint32_t at)
{
    const char *p = (const char *)orderrecord_at(book, at);
    for (int line = 0; line < 3; line++) /* of the cache: the usual ids end in three lines, not always in two */
        prefetch_read(p + line * 56);
}

/* In the memory of the slots, which are no longer needed: new memory would cost more than this work. */
static void begin_sorted(struct orderbook *b)
{
    size_t slots = b->slot ? (b->mask + 1) * sizeof *b->slot : 0, size = ((size_t)b->n + 1) * sizeof *b->sorted;
    b->sorted = size > slots ? mem_map_grow(b->slot, slots, size) : (struct sort_item *)(void *)b->slot;
    b->sorted_size = size > slots ? size : slots;
    b->slot = NULL;
    b->spare = mem_alloc((b->n < SORT_SPARE ? b->n : SORT_SPARE) * sizeof *b->spare);
}

static void note_day(struct orderbook *b, date day)
{
    b->newest = day > b->newest ? day : b->newest;
    b->oldest = day < b->oldest ? day : b->oldest;
}

static void note_days(struct orderbook *b)
{
    for (uint32_t at = 0; at < orderbook_end(b); at = orderbook_after(b, at))
        note_day(b, orderrecord_at(b, at)->day);
}

void orderbook_sort(struct orderbook *b)
{
    b->next = b->end = 0;
    if (b->appends && !ordersorted_end(&b->order))
        orderrecord_hash_all(b);
    if (b->appends) {
        note_days(b);
        return;
    }
    begin_sorted(b);
    struct sort_item *item = b->sorted;
    for (uint32_t at = 0, end = orderbook_end(b); at < end; item++) {
        struct orderrecord_entry *e = orderrecord_at(b, at);
        struct orderrecord_ids ids = orderrecord_ids(e);
        prefetch_read((const char *)e + BYTES_AHEAD);
        prefetch_read((const char *)e + BYTES_AHEAD + 64);
        *item = (struct sort_item){sort_key(slice_of(ids.text, ids.customer)), at};
        note_day(b, e->day);
        at += (uint32_t)(orderrecord_size(e, ids) / UNIT);
    }
    const struct sort_source source = {b, customer_of, fetch};
    sort_texts(b->sorted, b->n, b->spare, &source);
}

/* A customer's orders, by their moments; those of the same moment by their ids. */
static void sort_customer(struct orderbook *b)
{
    struct sort_item *item = b->sorted + b->next;
    size_t n = b->end - b->next;
    for (size_t i = 0; i < n; i++) {
        const struct orderrecord_entry *e = orderrecord_at(b, item[i].of);
        item[i].key = (uint64_t)((int64_t)e->day - DATE_NONE) << 32 | (uint32_t)(e->time - TIME_NONE);
    }
    sort_keys(item, n, b->spare);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && item[end].key == item[i].key; end++)
            continue;
        if (end - i > 1)
            qsort_r(item + i, end - i, sizeof *item, compare_items, b);
    }
}

static bool next_appended(struct orderbook *b, struct order *out)
{
    if (b->next == orderbook_end(b))
        return false;
    *out = orderbook_order(b, b->next);
    b->next = orderbook_after(b, b->next);
    return true;
}

bool orderbook_next(struct orderbook *b, struct order *out)
{
    if (b->appends)
        return next_appended(b, out);
    if (b->next == b->n)
        return false;
    if (b->next + AHEAD < b->n)
        fetch(b, b->sorted[b->next + AHEAD].of);
    if (b->next == b->end) {
        for (b->end++; b->end < b->n && b->sorted[b->end].key == 0;)
            b->end++;
        if (b->end - b->next > 1)
            sort_customer(b);
    }
    *out = orderrecord_order(b, orderrecord_at(b, b->sorted[b->next++].of));
    return true;
}
