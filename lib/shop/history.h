/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * history: a customer's orders and purchase days, customer after customer, each whole and in order.
 *
 * For filters that use a customer's orders more than once or as of several days: cohorts, lifetimes, features before a
 * day and results after it. A filter that only sums orders needs only customer.h.
 *
 *     struct history h;
 *     history_read(&h, in, memory, as_of, NULL);
 *     while (history_next(&h)) {
 *         if (h.guest) {
 *             guest_orders++;
 *             continue;
 *         }
 *         struct history_cut known = history_before(&h, cut);
 *         for (size_t i = 1; i < known.days; i++)
 *             add_gap(h.day[i].day - h.day[i - 1].day);
 *         came += h.days > known.days;
 *     }
 *     history_free(&h);
 *
 * Lines and orders give the same, and orders after the last day are left out and counted (observed.h). Orders are
 * sorted by day, time and order id. Days are those that customer.h counts, so h.days is purchase_days, x + 1. An order
 * that only takes something back is an order here too, and history_before counts it. Guests have no id, so it is
 * unknown whether two orders are from one person: each order comes alone and marked, before all customers, and has no
 * purchase days. One history is read at a time: the last day is the tool's (observed.h). Memory: the orders of one
 * customer, about 150 bytes each with their texts, and what order.h holds. */
#ifndef SHOP_HISTORY_H
#define SHOP_HISTORY_H

#include "shop/customer.h"
#include "shop/extras.h"
#include "tsv/tsv.h"

struct history_day {
    date day;
    uint64_t orders; /* those that sell something */
    decimal gross, revenue;
};

struct history {
    bool guest;
    struct slice id;           /* empty for a guest */
    struct order *order;       /* with their texts; all is valid until the next call */
    struct history_day *day;   /* the purchase days */
    size_t orders, days;       /* how many */
    struct customer all;       /* the sums of all of them, also for customer_write; for a guest those of one order */
    date as_of;                /* the last day that counts */
    struct orders *from, *own; /* own: the orders, if history_read made them */
    bool any_next;             /* order[orders] is the first one of the next customer, not yet with its texts */
    struct buf text;
    size_t order_cap, day_cap;
};

/* Of orders after orders_end, up to the day as_of; DATE_NONE is the newest. The extras are columns of the order (no
 * items), or NULL. */
void history_begin(struct history *h, struct orders *o, date as_of, const struct extras *extras);

/* Reads all rows of lines or orders first, or of sorted orders as they are needed: `in` stays open (orderin.h). */
void history_read(struct history *h, struct tsv *in, uint64_t memory, date as_of, const struct extras *extras);

bool history_next(struct history *h); /* the next customer, or a guest's order; false at the end */
void history_free(struct history *h);

/* How many of the orders and of the purchase days are before a day: the first ones of each array. They are the same as
 * without all orders from that day on, since a purchase day does not depend on other days. */
struct history_cut {
    size_t orders, days;
};
struct history_cut history_before(const struct history *h, date day);

#endif
