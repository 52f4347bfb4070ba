/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kpisums: what is counted and summed in each period of a shop, of all orders or of groups of them.
 *
 * All that the table of kpi writes is made of these sums, of a period, the one before it and the one a year before.
 * They add up over disjoint sets of customers, so that tables of shards do.
 *
 *     struct kpisums s;
 *     kpisums_begin(&s, &timeline);
 *     kpisums_order(&s, group, &order) ...             // each order, guests' too
 *     kpisums_visits(&s, group, visit, n, &known) ...  // each customer's orders in a group, in the order of time
 *     kpisums_end(&s);
 *     ... s.group[g][i].sum[KPI_ORDERS] ...
 *     kpisums_free(&s);
 *
 * While they are collected, a span of periods costs two additions: what enters is added to its first period, and taken
 * off after its last; kpisums_end sums up from the left. Memory: 176 bytes for each period of each group. */
#ifndef SHOP_KPISUMS_H
#define SHOP_KPISUMS_H

#include "shop/order.h"
#include "shop/timeline.h"

enum kpi_sum {
    KPI_GROSS,
    KPI_RETURNED,
    KPI_UNITS,
    KPI_RETURNED_UNITS,
    KPI_GUEST_REVENUE,
    KPI_GUEST_GROSS,
    KPI_GUEST_ITEMS,         /* units that they bought, before returns */
    KPI_NEW_REVENUE,         /* of active customers whose first order of all is in the period */
    KPI_EXISTING_REVENUE,    /* of the other active ones; of these: */
    KPI_REACTIVATED_REVENUE, /* of those not active in the period before */
    KPI_RETAINED_REVENUE,    /* of those active in the period before, active in this one or not */
    KPI_RETAINED_BEFORE,     /* of those active in both: what they brought in the period before */
    KPI_COUNTS,              /* those above are decimals, those from here on are counts */
    KPI_LINES = KPI_COUNTS,
    KPI_ORDERS,
    KPI_GUEST_ORDERS,
    KPI_NEW_CUSTOMERS,
    KPI_EXISTING_CUSTOMERS,
    KPI_RETAINED,
    KPI_REPEAT_CUSTOMERS, /* active ones with a second order of all in the period or before */
    KPI_SIGNUPS,
    KPI_ACTIVATED, /* of those who signed up in the period: with an order in it */
    KPI_SUMS
};

struct kpi_period {
    int64_t sum[KPI_SUMS];
};

struct kpisums {
    const struct timeline *time;
    struct kpi_period **group; /* NULL, or the timeline's n periods and one more */
    size_t groups, cap;
};

/* An order of a customer, of a day that is seen. */
struct kpi_visit {
    uint32_t group, day; /* from the first day on */
    bool sells;
    decimal revenue;
};

/* From which period on a customer is known, and has a second order: of all orders, not of those in the group. */
struct kpi_known {
    uint32_t known, second;
};

void kpisums_begin(struct kpisums *s, const struct timeline *t);
struct kpi_period *kpisums_group(struct kpisums *s, uint32_t group); /* makes it, if it is not there */
void kpisums_add(struct kpisums *s, uint32_t group, struct timeline_span span, enum kpi_sum sum, int64_t v);
void kpisums_order(struct kpisums *s, uint32_t group, const struct order *p);
void kpisums_visits(struct kpisums *s, uint32_t group, const struct kpi_visit *v, size_t n, struct kpi_known known);

/* A customer who signed up on a day that is seen, and all their orders. */
void kpisums_signup(struct kpisums *s, uint32_t group, uint32_t day, const struct kpi_visit *v, size_t n);

void kpisums_end(struct kpisums *s);
void kpisums_free(struct kpisums *s);

#endif
