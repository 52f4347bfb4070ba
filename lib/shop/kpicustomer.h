/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kpicustomer: the orders of one customer after another, on their way into the sums of periods (kpisums.h).
 *
 *     struct kpicustomer c = {0};
 *     kpicustomer_begin(&c, id, was_known);
 *     kpicustomer_count(&c, &order) ...                 // every order, those before the first day too
 *     kpicustomer_visit(&c, group, &order, &timeline) ... // those of days that are seen
 *     kpicustomer_end(&c, &sums);
 *     kpicustomer_free(&c);
 *
 * Orders come in the order of order.h; parts of an order by item count as one order. */
#ifndef SHOP_KPICUSTOMER_H
#define SHOP_KPICUSTOMER_H

#include "base/mem.h"
#include "shop/kpisums.h"

struct kpicustomer {
    struct buf id;
    bool any;           /* has begun, and not ended */
    bool was_known;     /* before the first order that there is */
    date first, second; /* days of the first two orders that sell; DATE_NONE: there are none */
    struct buf order;   /* the id of the last one that was counted */
    struct kpi_visit *visit;
    size_t visits, cap;
};

void kpicustomer_begin(struct kpicustomer *c, struct slice id, bool was_known);
void kpicustomer_count(struct kpicustomer *c, const struct order *p);
void kpicustomer_visit(struct kpicustomer *c, uint32_t group, const struct order *p, const struct timeline *t);
void kpicustomer_end(struct kpicustomer *c, struct kpisums *s);
void kpicustomer_free(struct kpicustomer *c);

#endif
