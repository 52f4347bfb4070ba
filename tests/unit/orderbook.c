/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/orderbook.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/rng.h"

enum { KEYS = 2000, PARTS = 9000, LONGEST = 5000 };

static char letters[LONGEST + KEYS];

/* Ids of all sizes, mostly short; some are equal, and some differ only in size. */
static struct slice draw_id(struct rng *r)
{
    static const size_t edge[] = {0, 1, 7, 8, 1022, 1023, 1024, 2046, 2047, 2048, 2049, LONGEST};
    size_t n = rng_below(r, 4) ? rng_below(r, 24) : edge[rng_below(r, sizeof edge / sizeof *edge)];
    return slice_of(letters + rng_below(r, 3), n);
}

static int by_table(const void *p, const void *q)
{
    return orderbook_compare(p, q);
}

static bool same(const struct order *p, const struct order *q)
{
    return slice_eq(p->customer_id, q->customer_id) && slice_eq(p->order_id, q->order_id) && slice_eq(p->item, q->item);
}

/* The results of a plain array of the keys for the same parts. */
static size_t fold(struct order *all, size_t n, const struct order *part)
{
    for (size_t i = 0; i < n; i++)
        if (same(&all[i], part)) {
            all[i].lines += part->lines;
            all[i].units += part->units;
            return n;
        }
    all[n] = *part;
    return n + 1;
}

Test(orderbook, keeps_each_key_once_and_gives_them_in_order)
{
    static struct order key[KEYS], all[KEYS];
    struct rng r;
    struct orderbook b;
    size_t n = 0;
    rng_seed(&r, 10, 0);
    for (size_t i = 0; i < sizeof letters; i++)
        letters[i] = (char)('a' + i % 2);
    for (size_t i = 0; i < KEYS; i++) /* the moment belongs to the key, so parts agree on it */
        key[i] = (struct order){draw_id(&r), draw_id(&r), SLICE("X"), draw_id(&r), .time = TIME_NONE, .day = 15000};
    orderbook_init(&b);
    for (size_t i = 0; i < PARTS; i++) {
        struct order part = key[rng_below(&r, KEYS)];
        part.lines = part.sale_lines = 1;
        part.units = (decimal)rng_below(&r, 1000);
        n = fold(all, n, &part);
        orderbook_add(&b, &part);
    }
    orderbook_flush(&b);
    orderbook_sort(&b);
    qsort(all, n, sizeof *all, by_table);
    struct order p;
    for (size_t i = 0; i < n; i++) {
        cr_assert(orderbook_next(&b, &p));
        cr_assert(same(&p, &all[i]), "%zu of %zu", i, n);
        cr_assert(p.lines == all[i].lines && p.units == all[i].units);
    }
    cr_assert(!orderbook_next(&b, &p));
    cr_assert_eq(b.newest, 15000);
    orderbook_free(&b);
}

Test(orderbook, of_nothing)
{
    struct order p;
    struct orderbook b;
    orderbook_init(&b);
    orderbook_flush(&b);
    orderbook_sort(&b);
    cr_assert(!orderbook_next(&b, &p));
    cr_assert_eq(b.newest, DATE_NONE);
    orderbook_free(&b);
}
