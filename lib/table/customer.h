/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * customer: a customer's orders folded to a row of the customers table.
 *
 * A purchase day is a day on which the customer has an order with sale_lines > 0 and the day's revenue is > 0, or is 0
 * without return_lines. x, t_x, T and m_x (Fader & Hardie's notation, in days) count purchase days: x = purchase_days -
 * 1, t_x = last - first, T = as_of - first, m_x = mean revenue of the purchase days after the first. */
#ifndef TABLE_CUSTOMER_H
#define TABLE_CUSTOMER_H

#include "table/order.h"

struct customer {
    uint32_t id, country;       /* numbers in the book's maps */
    date first_date, last_date; /* DATE_NONE where there is no purchase day */
    uint64_t orders;            /* those that sell something */
    uint64_t purchase_days, lines;
    decimal units, gross, returned;
    decimal repeat_revenue; /* of the purchase days after the first */
};

/* Folds the n orders of one customer, sorted as book_sorted does. An overflow of a sum ends the tool. */
struct customer customer_fold(const struct book *b, const uint32_t *order, size_t n);

void customer_write(const struct book *b, const struct customer *c, date as_of, struct out *o);

#endif
