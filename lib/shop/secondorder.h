/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * secondorder: how long customers take until their second order, cohort by cohort.
 *
 * Those without one are censored at the last day of the data (stats/survival.h). The share by 30, 60, 90, 180 and 365
 * days is empty past the longest time from a first order of the cohort to that day.
 *
 *     struct secondorders s = {0};
 *     secondorders_add(&s, group, cohort, seen, (struct survival_case){days, true}) ...
 *     secondorders_write(&s, &groups, &timeline, &only, digits);   // once
 *
 * Memory: 20 bytes a customer. */
#ifndef SHOP_SECONDORDER_H
#define SHOP_SECONDORDER_H

#include "base/opt.h"
#include "shop/timeline.h"
#include "stats/survival.h"
#include "tsv/groups.h"

struct secondorder_customer {
    uint32_t group, cohort, seen; /* seen: days from the first order to the last day */
    struct survival_case time;
};

struct secondorders {
    struct secondorder_customer *customer;
    size_t n, cap;
};

void secondorders_add(struct secondorders *s, uint32_t group, uint32_t cohort, uint32_t seen,
                      struct survival_case time);

/* One row per cohort, empty ones too, and after those of a group a row "all". Frees the customers. */
void secondorders_write(struct secondorders *s, const struct groups *groups, const struct timeline *time,
                        const struct opt_list *only, int digits);

#endif
