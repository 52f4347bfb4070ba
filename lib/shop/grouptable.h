/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grouptable: orders folded by day, week, month, country or product.
 *
 * `orders` counts orders that sell something, `customers` the distinct customers of all orders in the group, guests not
 * among them. Tables made from disjoint sets of customers add up (grouptable_merge). */
#ifndef SHOP_GROUPTABLE_H
#define SHOP_GROUPTABLE_H

#include "base/map.h"
#include "shop/order.h"
#include "tsv/tsv.h"

enum group_by { GROUP_DAY, GROUP_WEEK, GROUP_MONTH, GROUP_COUNTRY, GROUP_PRODUCT };

struct group {
    uint64_t orders, customers, lines;
    decimal units, returned_units, gross, returned;
    uint64_t last_customer; /* the one counted last: orders come customer by customer */
};

struct grouptable {
    enum group_by by;
    struct map keys; /* number i is group[i] */
    struct group *group;
    size_t cap;
};

/* Adds the order to its group. `customer` is 0 for guests, else a number of the customer's own; the orders of one
 * customer come one behind the other. */
void grouptable_add(struct grouptable *g, const struct order *p, uint64_t customer);

/* Reads a group table with the key column of g->by and adds its rows to g. */
void grouptable_merge(struct grouptable *g, struct tsv *in);

/* The whole table, header too, sorted by key. */
void grouptable_write(const struct grouptable *g, struct out *o);
void grouptable_free(struct grouptable *g);

#endif
