/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/power.h"

#include <criterion/criterion.h>
#include <math.h>

#include "stats/dist.h"

#define NEAR(got, want, relative) \
    cr_assert(fabs((got) - (want)) <= (relative)*fabs(want), #got ": %.17g, not %.17g", (double)(got), (double)(want))

static const struct power_design EVEN = {.alpha = 0.05, .ratio = 1},
                                 BOTH = {.alpha = 0.05, .both_tails = true, .ratio = 1};

/* By R 4.2.2: power.prop.test, power.t.test. */

Test(power, shares)
{
    NEAR(power_shares_n(&EVEN, 0.05, 0.07, 0.8), 2212.2047823672, 1e-10);
    NEAR(power_shares(&EVEN, 0.05, 0.07, 2000), 0.759214611277106, 1e-12);
    NEAR(power_shares(&BOTH, 0.05, 0.07, 2000), 0.759216464613974, 1e-12);
    NEAR(power_shares_effect(&EVEN, 0.05, 5000, 0.8, false), 0.0629316608906669, 1e-9);
    NEAR(power_shares_n(&(struct power_design){.alpha = 0.05, .ratio = 0.25}, 0.05, 0.07, 0.8), 5311.15211752872,
         1e-10);
}

Test(power, means)
{
    NEAR(power_means_n(&EVEN, 0.05 / 0.84, 0.8), 4431.49620138187, 1e-9);
    NEAR(power_means_n(&BOTH, 0.05 / 0.84, 0.8), 4431.48534922929, 1e-9);
    NEAR(power_means(&EVEN, 0.05 / 0.84, 5000), 0.845171163088185, 1e-11);
    NEAR(power_means(&EVEN, 0.2, 393), 0.799593273702339, 1e-11);
    NEAR(power_means_effect(&EVEN, 64, 0.8) * 100, 49.9069788263862, 1e-8);
    NEAR(power_means_n_normal(&EVEN, 0.2, 0.8), 392.443986717454, 1e-11);
}

/* The value that is solved for is found again, and a value that cannot be reached is NaN. */
Test(power, returns)
{
    const struct power_design one = {.alpha = 0.01, .one_sided = true, .ratio = 3};
    double below = power_shares_effect(&one, 0.3, 400, 0.9, true);
    cr_assert(below < 0.3 && below > 0);
    NEAR(power_shares(&one, 0.3, below, 400), 0.9, 1e-12);
    NEAR(power_means(&one, power_means_effect(&one, 7, 0.9), 7), 0.9, 1e-12);
    NEAR(power_means(&one, 2.5, power_means_n(&one, 2.5, 0.9)), 0.9, 1e-12);
    cr_assert(isnan(power_shares_effect(&EVEN, 0.9, 10, 0.8, false)));
    cr_assert(isnan(power_shares_n(&EVEN, 0.1, 0.1, 0.8)) && isnan(power_means_n(&EVEN, 0, 0.8)));
}

Test(power, noncentral_t)
{
    NEAR(power_noncentral_t_tail(2, 7, 0), dist_t_tail(2, 7), 1e-13);
    NEAR(power_noncentral_t_tail(-1.3, 1, 0), dist_t_tail(-1.3, 1), 1e-13);
    NEAR(power_noncentral_t_tail(1.96, 1e9, 3), dist_normal_tail(1.96 - 3), 1e-8);
    cr_assert(isnan(power_noncentral_t_tail(1, 0, 1)));
}
