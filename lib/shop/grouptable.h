/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grouptable: orders folded by periods, country, product or any other column, or by several of these.
 *
 * `orders` counts orders that sell something; `customers` counts the distinct customers of all orders in the group,
 * without guests. Tables made from disjoint sets of customers add up (grouptable_merge). */
#ifndef SHOP_GROUPTABLE_H
#define SHOP_GROUPTABLE_H

#include "shop/extras.h"
#include "shop/order.h"
#include "shop/period.h"
#include "tsv/groups.h"
#include "tsv/tsv.h"

#define GROUPTABLE_WORDS "day, week, month, quarter, year, country, product"

/* What a key of a group is made of. */
struct grouptable_key {
    enum { GROUP_PERIOD, GROUP_COUNTRY, GROUP_COLUMN } kind;
    unsigned column;       /* of the extras */
    enum period_unit unit; /* of a period: that of the last name, so that a row of the same period costs nothing */
    period last;
    int size; /* of the name; 0: there is none yet */
    char name[PERIOD_ROOM];
};

struct group {
    uint64_t orders, customers, lines;
    decimal units, returned_units, gross, returned;
    uint64_t last_customer; /* the customer counted last: orders come customer by customer */
    uint64_t last_order;    /* the order counted last: an order's parts by item come one after another */
};

struct grouptable {
    unsigned keys;
    struct grouptable_key *key;
    struct slice *value; /* of the current order */
    struct groups groups;
    struct group *group;
    size_t cap;
    const struct extras *extras;
    struct extras_taken *taken; /* the carried values of group i begin at taken[i * extras_carried] */
    size_t taken_n, taken_cap;
    struct buf text; /* names of keys, for messages */
};

/* By these words, each a period, country, or a column of the table (product for product_id; item:NAME), which become
 * keys of the extras. An unknown word, or one given twice, ends the tool. The carried columns are added to the extras
 * before the first order. */
void grouptable_by(struct grouptable *g, struct opt_list by, const struct tsv *in, struct extras *extras);

/* Adds the order, or a part of it by item, to its group. `customer` is 0 for guests, otherwise a number of this
 * customer only; the orders of one customer come one after another. `order` is a number of this order only, above 0. */
void grouptable_add(struct grouptable *g, const struct order *p, uint64_t customer, uint64_t order);

/* Reads a group table with the key columns of the table and adds its rows to g. */
void grouptable_merge(struct grouptable *g, struct tsv *in);

/* Writes the whole table with its header, sorted by its keys. */
void grouptable_write(const struct grouptable *g, struct out *o);
void grouptable_free(struct grouptable *g);

#endif
