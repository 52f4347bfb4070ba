/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rhythm: the days on which customers bought, as far as labels of churn need them.
 *
 * Orders are read customer by customer (history.h; customer.h says what a purchase day is) up to the day `as_of`. Of
 * the days after it, up to `until`, only one thing is recorded: whether there is a purchase day. Orders after `until`
 * are left out. Customers without a purchase day up to as_of, and guests, are not in the result: both are counted. */
#ifndef SHOP_RHYTHM_H
#define SHOP_RHYTHM_H

#include <stdbool.h>

#include "base/arena.h"
#include "shop/order.h"
#include "stats/gaps.h"
#include "tsv/tsv.h"

struct rhythm_customer {
    struct slice id;
    date last_date;  /* up to as_of */
    decimal revenue; /* up to as_of */
    double p_alive;  /* 0 where orders were read */
    bool came;       /* there is a purchase day after as_of */
};

struct rhythm {
    date as_of, until;
    struct rhythm_customer *customer;
    size_t n, cap;
    struct gaps gaps; /* of the customers, in their order, up to as_of */
    size_t gaps_cap, counts_cap;
    struct arena ids;
};

void rhythm_fold(struct rhythm *r, struct orders *o); /* all customers of ended orders */

/* A table with customer_id, as_of, last_date, revenue and p_alive; rows without a P(alive) are dropped. */
void rhythm_read_alive(struct rhythm *r, struct tsv *in);

void rhythm_free(struct rhythm *r);

#endif
