/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orderlevel: values of an order that each of its rows has, or only the first one.
 *
 * Exports write an order's customer, state and shipping on its first row, and leave the cells of its other rows empty;
 * or they repeat them on each. Both are read alike: money of the order counts on its first row, and a later row must
 * have the same or nothing. So each order is remembered, by its id and a hash of that money. The rows of an order must
 * follow one another; if they do not, a value that would be filled down is an error, unless the first row has none.
 *
 * If the first row is set aside, the order's money would be lost with it: then the next row with the same money counts
 * as the first one, and a row without it is an error.
 *
 * A total that the shop gives for the order is compared with the sum of its lines, wherever its rows are. Orders that
 * come again after other orders, and have no such total to prove that nothing counts twice, are reported. */
#ifndef SOURCE_ORDERLEVEL_H
#define SOURCE_ORDERLEVEL_H

#include "base/decimal.h"
#include "base/map.h"

enum orderlevel_row { ORDERLEVEL_FIRST, ORDERLEVEL_NEXT, ORDERLEVEL_AGAIN }; /* AGAIN: other orders are between */

struct orderlevel {
    struct map *orders; /* numbers each order that was seen; NULL: only the current one is remembered */
    struct orderlevel_first {
        uint32_t once;       /* a hash of what counts once */
        uint32_t empty : 30; /* which values it has not, of those that are filled down */
        uint32_t lost : 1;   /* it was set aside */
        uint32_t again : 1;  /* the order came again */
    } * of;                  /* by order: its first row */
    size_t cap;
    uint32_t at; /* the current order */
    struct buf id;
    bool any;

    struct orderlevel_sum {
        decimal total, lines;
        const char *file; /* with a total: where the order begins */
        uint64_t line;
    } * sums; /* by order, but for the current one */
    size_t sums_cap;
    struct orderlevel_sum sum; /* of the current order */
    decimal tolerance;

    struct orderlevel_again {
        uint32_t order;
        const char *file;
        uint64_t line;
    } * again; /* orders that came again, and the first place of each */
    size_t agains, again_cap;
};

/* `orders` is the caller's. Others may use it too, for ids that were taken here. */
void orderlevel_init(struct orderlevel *o, struct map *orders, decimal tolerance);

/* The next row's order, if it is known already: most orders are new, and then their place in memory is far away. */
static inline void orderlevel_ask(const struct orderlevel *o, struct slice order_id)
{
    if (o->orders && !slice_eq(order_id, buf_slice(&o->id)))
        map_ask(o->orders, order_id);
}

/* The row's order. */
enum orderlevel_row orderlevel_take(struct orderlevel *o, struct slice order_id);

/* The next row is not the next one of this order: it was set aside. */
void orderlevel_forget(struct orderlevel *o);

/* Value k of those that are filled down is empty on the order's first row. */
void orderlevel_keep_empty(struct orderlevel *o, size_t k);
bool orderlevel_is_empty(const struct orderlevel *o, size_t k);

/* On the order's first row: the bytes of what counts once. On a later row: are they the same? */
void orderlevel_keep(struct orderlevel *o, struct slice once);
bool orderlevel_agrees(const struct orderlevel *o, struct slice once);

/* The order's first row was set aside. */
void orderlevel_lose(struct orderlevel *o);
bool orderlevel_is_lost(const struct orderlevel *o);

/* The order's total by the source, and the sum of its lines. */
void orderlevel_total(struct orderlevel *o, decimal total, const char *file, uint64_t line);
static inline void orderlevel_add(struct orderlevel *o, decimal amount)
{
    if (__builtin_add_overflow(o->sum.lines, amount, &o->sum.lines))
        o->sum.lines = INT64_MAX;
}

/* The rows up to the next order do not count. */
static inline void orderlevel_ignore(struct orderlevel *o)
{
    o->sum = (struct orderlevel_sum){0};
}

/* The order came again, and its row counts. */
void orderlevel_came_again(struct orderlevel *o, const char *file, uint64_t line);

/* How many of the orders with a total do not add up to it, once all rows were taken; the first is order `first`. */
uint64_t orderlevel_wrong(struct orderlevel *o, uint64_t *checked, uint32_t *first);

void orderlevel_warn(struct orderlevel *o); /* at the end: of orders that do not add up, or came again */
void orderlevel_free(struct orderlevel *o);

#endif
