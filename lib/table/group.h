/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * group: orders folded by day, week, month, country or product.
 *
 * `orders` counts orders that sell something, `customers` the distinct customers of all orders in the group, guests not
 * among them. Tables made from disjoint sets of customers add up (group_merge). */
#ifndef TABLE_GROUP_H
#define TABLE_GROUP_H

#include "base/map.h"
#include "table/order.h"
#include "table/tsv.h"

enum group_by { GROUP_DAY, GROUP_WEEK, GROUP_MONTH, GROUP_COUNTRY, GROUP_PRODUCT };

struct group {
    uint64_t orders, customers, lines;
    decimal units, gross, returned;
    uint64_t last_customer; /* the one counted last: orders come customer by customer */
};

struct groups {
    enum group_by by;
    struct map keys; /* number i is group[i] */
    struct group *group;
    size_t cap;
};

/* Adds the order to its group. `customer` is 0 for guests, else a number of the customer's own; the orders of one
 * customer come one behind the other. */
void group_add(struct groups *g, const struct order *p, uint64_t customer);

/* Reads a group table with the key column of g->by and adds its rows to g. */
void group_merge(struct groups *g, struct tsv *in);

/* The whole table, header too, sorted by key. */
void group_write(const struct groups *g, struct out *o);
void group_free(struct groups *g);

#endif
