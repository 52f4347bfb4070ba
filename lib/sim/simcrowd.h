/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simcrowd: the customers of a simulated shop, and on which day each buys next.
 *
 * A purchase at time t of the model is on the day that contains t (simseason). A second purchase on one day is moved to
 * the next open day: if the two were merged, as purchase days are, there would be fewer purchase days than the model's
 * purchases. Measured on 200,000 customers over a year with the defaults of simulate(1), a fit to merged days is off by
 * 4 % in r and 7 % in alpha, a fit to these days by less than 1 %. */
#ifndef SIM_SIMCROWD_H
#define SIM_SIMCROWD_H

#include <stdbool.h>

#include "btyd/buyer.h"
#include "sim/simseason.h"

struct sim_setup {
    struct buyer_model model; /* its unit is the shop's day */
    uint64_t seed;
    uint32_t customers;
    date first;
    int32_t days, joining; /* first purchases fall in the first `joining` of the days */
    int seasons;           /* enum season_kind */
    double guests;         /* share of the orders, in [0, 0.9] */
    double returns;        /* share of the sold lines, in [0, 1] */
    double basket;         /* mean number of lines of an order, >= 1 */
    bool messy;
};

struct sim_customer {
    struct buyer buyer;
    double time;       /* of the next purchase, in the shop's time */
    int32_t last, day; /* of the purchase before it, and of that one: `days` if it is not in the days run */
    uint32_t k;        /* its number; the first is 0 */
    uint8_t country, other_country;
};

struct simcrowd {
    const struct sim_setup *setup;
    struct simseason season;
    struct sim_customer *customer;
};

void simcrowd_make(struct simcrowd *crowd, const struct sim_setup *setup); /* the setup stays the caller's */
void simcrowd_free(struct simcrowd *crowd);

/* Draws customer i with the day of the first purchase, or the next purchase after the last one. All else about that
 * purchase is drawn from *r. */
void simcrowd_join(struct simcrowd *crowd, uint32_t i, struct rng *r);
void simcrowd_next(struct simcrowd *crowd, uint32_t i, struct rng *r);

/* The last day on which customer i could buy, or DATE_NONE if that is not in the days run. */
date simcrowd_lost(const struct simcrowd *crowd, uint32_t i);

static inline uint64_t simcrowd_id(uint32_t i)
{
    return 10001 + (uint64_t)i;
}

#endif
