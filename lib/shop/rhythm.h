/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rhythm: the days on which customers bought, as far as labels of churn need them.
 *
 * Orders are read customer by customer (history.h; customer.h says what a purchase day is) up to the day `as_of`. Of
 * the days after it, up to `until`, only one thing is recorded: whether there is a purchase day. Orders after `until`
 * are left out. Guests are only counted. Customers without a purchase day up to as_of are counted, too, and kept apart:
 * they have no days, but may have revenue, such as returns of what they bought before the log begins. */
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

struct rhythm_never {
    struct slice id;
    decimal revenue; /* up to as_of */
};

struct rhythm {
    date as_of, until;
    struct rhythm_customer *customer;
    struct rhythm_never *never; /* those without a purchase day up to as_of, in the order of their ids */
    size_t n, cap, nevers, never_cap;
    struct gaps gaps; /* of the customers, in their order, up to as_of */
    size_t gaps_cap, counts_cap;
    struct arena ids;
};

void rhythm_fold(struct rhythm *r, struct orders *o); /* all customers of ended orders */

/* A table with customer_id, as_of, last_date, revenue and p_alive; rows without a P(alive) are dropped. */
void rhythm_read_alive(struct rhythm *r, struct tsv *in);

decimal rhythm_never_revenue(const struct rhythm *r, struct slice id); /* 0 if they are not among these */

void rhythm_free(struct rhythm *r);

#endif
