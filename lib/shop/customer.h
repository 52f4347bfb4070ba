/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * customer: a customer's orders folded to a row of the customers table.
 *
 * A purchase day is a day on which the customer has an order with sale_lines > 0 and the day's revenue is > 0, or is 0
 * without return_lines. x, t_x, T and m_x (Fader & Hardie's notation, in days) count purchase days: x = purchase_days -
 * 1, t_x = last - first, T = as_of - first, m_x = mean revenue of the purchase days after the first. */
#ifndef SHOP_CUSTOMER_H
#define SHOP_CUSTOMER_H

#include "base/mem.h"
#include "shop/order.h"

struct customer_day {
    date day;
    uint64_t sale_lines, return_lines;
    decimal revenue;
};

/* The only definition of a purchase day, for a day whose orders have all been added. */
static inline bool customer_day_counts(const struct customer_day *d)
{
    return d->sale_lines > 0 && (d->revenue > 0 || (d->revenue == 0 && d->return_lines == 0));
}

struct customer {
    struct buf id, country;
    date first_date, last_date; /* DATE_NONE if there is no purchase day */
    uint64_t orders;            /* those that sell something */
    uint64_t purchase_days, lines;
    decimal units, returned_units, gross, returned;
    decimal repeat_revenue;    /* of the purchase days after the first */
    struct customer_day today; /* not counted yet */
};

/* The customer's orders are added in the table's order, between begin and end; a struct of zeros can begin, and begin
 * again. An overflow of a sum ends the tool. */
void customer_begin(struct customer *c, struct slice id);
void customer_add(struct customer *c, const struct order *p);
void customer_end(struct customer *c);

void customer_write(const struct customer *c, date as_of, struct out *o); /* a row, without its LF */
void customer_free(struct customer *c);

#endif
