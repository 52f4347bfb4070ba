/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power: how many it takes to see an effect, how likely it is seen, and how small it may be.
 *
 * Two samples of n and ratio * n independent values are compared, shares by z with the pooled variance (Fleiss, Levin
 * and Paik 2003, 4.14), means by Student's t, whose law under an effect is the noncentral t. n is a real number here:
 * whoever needs whole customers rounds up. By default power is the chance of a significant result on the side of the
 * effect; with both_tails a significant result on the wrong side counts as well, which matters for tiny samples alone.
 * NaN: there is no such n or effect. */
#ifndef STATS_POWER_H
#define STATS_POWER_H

#include <stdbool.h>

struct power_design {
    double alpha; /* the level of the test, of both sides together unless it is one-sided */
    bool one_sided;
    bool both_tails; /* of a two-sided test */
    double ratio;    /* size of the second sample by that of the first */
};

/* P(T > t) of the noncentral t. */
double power_noncentral_t_tail(double t, double df, double shift);

double power_shares(const struct power_design *d, double p1, double p2, double n);
double power_shares_n(const struct power_design *d, double p1, double p2, double power);
/* The nearest p2 above p1, or below it, that is seen with this power. */
double power_shares_effect(const struct power_design *d, double p1, double n, double power, bool below);

/* An effect is the difference of the means in standard deviations. */
double power_means(const struct power_design *d, double effect, double n);
double power_means_n(const struct power_design *d, double effect, double power);
double power_means_effect(const struct power_design *d, double n, double power);
double power_means_n_normal(const struct power_design *d, double effect, double power); /* as textbooks have it */

#endif
