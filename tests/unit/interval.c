/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/interval.h"

#include <criterion/criterion.h>
#include <math.h>

/* Figures without another source are those of R 4.2: t.test, prop.test(correct = FALSE), binom.test, and the formulas.
 */
static const double A[] = {12.1, 9.8, 15.3, 11, 0, 7.25, 22.4, 13.9, 8.6, 10.2, 0, 18.7};
static const double B[] = {14.2, 16.8, 9.9, 25.1, 0, 12.3, 19.4, 21, 17.7, 8.8, 30.5, 13.6, 11.1, 15, 24.2};

static void near(struct interval got, double low, double high)
{
    cr_assert(fabs(got.low - low) <= 1e-12 * (1 + fabs(low)) && fabs(got.high - high) <= 1e-12 * (1 + fabs(high)),
              "%.17g %.17g, not %.17g %.17g", got.low, got.high, low, high);
}

Test(interval, means)
{
    struct moments a = moments_of(A, 12), b = moments_of(B, 15), one = moments_of(A, 1);
    struct interval d = interval_difference(&a, &b, 0.025);
    near(d, -0.409832288639335, 10.8148322886393);
    cr_assert_float_eq(d.error, 2.72359322843075, 1e-13);
    near(interval_mean_ratio(&a, &b, 0.025), 0.973216915530669, 2.25986683718805);
    cr_assert_float_eq(interval_mean_ratio(&a, &b, 0.025).error, 0.214915728928737, 1e-14);
    near(interval_mean(&a, 0.025), 6.570955848602613, 14.97071081806405); /* mpmath 1.3 */
    cr_assert(isnan(interval_mean(&one, 0.025).low) && isnan(interval_difference(&one, &a, 0.025).high));
    const double same[] = {5, 5, 5};
    struct moments flat = moments_of(same, 3);
    cr_assert(isnan(interval_mean(&flat, 0.025).low) && isnan(interval_difference(&flat, &flat, 0.025).high));
    cr_assert(isnan(interval_mean_ratio(&flat, &flat, 0.025).low) && interval_mean(&flat, 0.025).error == 0);
}

Test(interval, shares)
{
    struct interval_share a = {108, 2150}, b = {153, 2188};
    near(interval_wilson(a, 0.025), 0.041775428831756, 0.0602940424008505);
    near(interval_wilson((struct interval_share){0, 10}, 0.025), 0, 0.277532799862889);
    near(interval_wilson((struct interval_share){10, 10}, 0.025), 0.722467200137111, 1);
    near(interval_wilson((struct interval_share){50, 100}, 0.05), 0.41884779611253, 0.58115220388747);
    near(interval_wilson((struct interval_share){30, 43338}, 0.025), 0.000484952823085177, 0.000988022405282778);
    near(interval_newcombe(a, b, 0.025), 0.00554439996825031, 0.0339343737296304);
    near(interval_newcombe((struct interval_share){0, 50}, (struct interval_share){4, 48}, 0.025), -0.00404881400044221,
         0.195533017903673);
    near(interval_wald(a, b, 0.025), 0.00557239744947874, 0.0338162339862595);
    near(interval_share_ratio(a, b, 0.025), 1.09610063089896, 1.76793871980595);
    near(interval_odds_ratio(a, b, 0.025), 1.10282966889546, 1.83235474789061);
    near(interval_odds_ratio((struct interval_share){3, 20}, (struct interval_share){9, 22}, 0.025), 0.881585185443934,
         17.4577939812233);
}

/* By definition the tails beyond its ends are 0.025; for 0 and n of n there is a closed form. */
Test(interval, exact)
{
    for (uint64_t n = 1; n < 40; n++)
        for (uint64_t k = 0; k <= n; k++) {
            struct interval i = interval_exact((struct interval_share){k, n}, 0.025), w, mirror;
            mirror = interval_exact((struct interval_share){n - k, n}, 0.025);
            w = interval_wilson((struct interval_share){k, n}, 0.025);
            near(mirror, 1 - i.high, 1 - i.low);
            cr_assert(i.low <= (double)k / (double)n && (double)k / (double)n <= i.high);
            cr_assert_gt(i.high - i.low, w.high - w.low, "it is the wider one");
        }
    near(interval_exact((struct interval_share){0, 10}, 0.025), 0, 1 - pow(0.025, 0.1));
    near(interval_exact((struct interval_share){7, 21}, 0.025), 0.1458769423430932,
         0.5696754829041243); /* scipy 1.10 binomtest */
}

Test(interval, nothing_to_say)
{
    struct interval_share none = {0, 0}, no_success = {0, 5}, some = {2, 5};
    cr_assert(isnan(interval_wilson(none, 0.025).low) && isnan(interval_exact(none, 0.025).high));
    cr_assert(isnan(interval_newcombe(none, some, 0.025).low) && isnan(interval_wald(some, none, 0.025).low));
    cr_assert(isnan(interval_share_ratio(no_success, some, 0.025).low));
    cr_assert(isnan(interval_odds_ratio(some, no_success, 0.025).high));
}

/* If the divisor is far from 0, Fieller's ends are near those of the delta method; if it may be 0, there is no end. */
Test(interval, fieller)
{
    struct moments a = {1e6, 10, 1e6}, b = {1e6, 20, 4e6}, near_zero = {4, 0.1, 12};
    struct interval f = interval_fieller(&a, &b, 0.025), delta = interval_normal(2, f.error, 0.025);
    cr_assert_float_eq(f.low, delta.low, 1e-7);
    cr_assert_float_eq(f.high, delta.high, 1e-7);
    f = interval_fieller(&near_zero, &b, 0.025);
    cr_assert(isinf(f.low) && isinf(f.high));
    struct moments x = moments_of(A, 12), y = moments_of(B, 15);
    f = interval_fieller(&x, &y, 0.025);
    const double ends[] = {f.low, f.high};
    for (int i = 0; i < 2; i++) { /* the definition: b - r a is 1.96 of its standard errors from 0 */
        double error = sqrt(pow(moments_error(&y), 2) + pow(ends[i] * moments_error(&x), 2));
        cr_assert_float_eq(fabs(y.mean - ends[i] * x.mean) / error, 1.959963984540054, 1e-12);
    }
}

/* var(R) = (s_x^2 - 2 R s_xy + R^2 s_y^2) / (n ybar^2), computed by hand. */
Test(interval, sum_over_sum)
{
    const double revenue[] = {10, 20, 60}, orders[] = {1, 2, 3};
    struct moments_pair m = moments_of_pairs(revenue, orders, 3);
    struct interval i = interval_sum_ratio(&m, 0.025);
    double variance = (700 - 2 * 15 * 25 + 15 * 15 * 1) / (3. * 4);
    cr_assert_float_eq(i.error, sqrt(variance), 1e-14);
    cr_assert_float_eq(i.low + i.high, 30, 1e-13);
    const double none[] = {0, 0, 0};
    m = moments_of_pairs(revenue, none, 3);
    cr_assert(isnan(interval_sum_ratio(&m, 0.025).low));
}

/* The median of 10 values is between the 2nd and the 9th with 97.9 % (Conover 1999, 3.2). */
Test(interval, quantile)
{
    struct interval_ranks r = interval_quantile(10, 1, 2, 0.025);
    cr_assert(r.low == 2 && r.high == 9, "%lu %lu", r.low, r.high);
    r = interval_quantile(3, 1, 2, 0.025);
    cr_assert(r.low == 0 && r.high == 4, "too few for any end");
    r = interval_quantile(1000, 9, 10, 0.025);
    cr_assert(r.low == 881 && r.high == 919, "%lu %lu", r.low, r.high);
}
