/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ordersorted: are orders in the order of their table, each key once?
 *
 * If so they need no search and no sorting. An id may come again on a later day of its customer, where comparing
 * neighbours does not find it: so hashes of a customer's ids are kept until the next customer, and compared unless the
 * ids rise, as numbers do that a shop counts up. Two ids with one hash count as equal: then sorted orders are said not
 * to be, at a chance of 2^-64 a pair, which costs time alone.
 *
 *     struct ordersorted s = {.rises = true};
 *     bool sorted = true;
 *     while (sorted && next(&order))
 *         sorted = ordersorted_add(&s, &order);
 *     sorted = sorted && ordersorted_end(&s);
 *     ordersorted_free(&s);
 *
 * Memory: 16 bytes for each order of one customer. */
#ifndef SHOP_ORDERSORTED_H
#define SHOP_ORDERSORTED_H

#include "base/mem.h"
#include "base/sort.h"
#include "shop/order.h"

struct ordersorted {
    struct buf customer, id; /* of the last order */
    int64_t moment;
    struct sort_item *hash; /* of the ids of its customer */
    size_t n, cap;
    bool rises; /* the longer id is the later one, and so is the greater of two that are equally long */
};

/* Only its customer, moment and order id matter. False if it does not follow, or if the customer before has an id
 * twice; no other may be added then. */
bool ordersorted_add(struct ordersorted *s, const struct order *p);

bool ordersorted_end(struct ordersorted *s); /* after the last one: has its customer no id twice? */
void ordersorted_free(struct ordersorted *s);

#endif
