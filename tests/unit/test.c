/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/test.h"

#include <criterion/criterion.h>
#include <math.h>

#include "stats/dist.h"

/* Figures without another source are those of R 4.2: t.test, prop.test, fisher.test, chisq.test, aov, oneway.test,
 * kruskal.test, p.adjust. */
static const double A[] = {12.1, 9.8, 15.3, 11, 0, 7.25, 22.4, 13.9, 8.6, 10.2, 0, 18.7};
static const double B[] = {14.2, 16.8, 9.9, 25.1, 0, 12.3, 19.4, 21, 17.7, 8.8, 30.5, 13.6, 11.1, 15, 24.2};

#define NEAR(got, want)                                                                                      \
    cr_assert(fabs((got) - (want)) <= 1e-12 * fabs(want) + 1e-300, #got ": %.17g, not %.17g", (double)(got), \
              (double)(want))

static void is(struct test t, double statistic, double df, double p)
{
    cr_assert(fabs(t.statistic - statistic) <= 1e-11 * fabs(statistic), "%.17g, not %.17g", t.statistic, statistic);
    cr_assert(isnan(df) ? isnan(t.df) : fabs(t.df - df) <= 1e-11 * df, "df %.17g, not %.17g", t.df, df);
    cr_assert(fabs(t.p - p) <= 1e-11 * p, "p %.17g, not %.17g", t.p, p);
}

static void is_nothing(struct test t)
{
    cr_assert(isnan(t.statistic) && isnan(t.p));
}

Test(test, means)
{
    struct moments a = moments_of(A, 12), b = moments_of(B, 15), one = moments_of(A, 1), none = {0};
    is(test_welch(&a, &b), 1.91016042546027, 24.7403089961673, 0.0677708263429992);
    is(test_pooled(&a, &b), 1.88188197869014, 25, 0.0715442567673613);
    const double c[] = {3, 4, 5, 6}, d[] = {7, 9, 11, 13, 40};
    struct moments mc = moments_of(c, 4), md = moments_of(d, 5);
    is(test_welch(&mc, &md), 1.88003222263055, 4.08990580009061, 0.131704897131309);
    is(test_pooled(&mc, &md), 1.66173767796406, 7, 0.140519882815951);
    const double same[] = {5, 5, 5};
    struct moments flat = moments_of(same, 3);
    is_nothing(test_welch(&flat, &flat));
    is_nothing(test_pooled(&flat, &flat));
    is_nothing(test_welch(&a, &one));
    is_nothing(test_pooled(&a, &none));
}

Test(test, shares)
{
    is(test_shares((struct interval_share){108, 2150}, (struct interval_share){153, 2188}), 2.72733162875181, NAN,
       0.00638488333058275);
    is(test_shares((struct interval_share){3, 20}, (struct interval_share){9, 22}), 1.85631599974495, NAN,
       0.0634085298634493);
    is(test_shares((struct interval_share){0, 50}, (struct interval_share){4, 48}), 2.08421966961395, NAN,
       0.037140190368393);
    struct test same = test_shares((struct interval_share){12, 100}, (struct interval_share){12, 100});
    cr_assert(same.statistic == 0 && same.p == 1);
    is_nothing(test_shares((struct interval_share){0, 50}, (struct interval_share){0, 48}));
    is_nothing(test_shares((struct interval_share){0, 0}, (struct interval_share){4, 48}));
}

static struct test_exact fisher(uint64_t ka, uint64_t na, uint64_t kb, uint64_t nb)
{
    return test_fisher((struct interval_share){ka, na}, (struct interval_share){kb, nb});
}

/* R agrees with these to 1e-7; the sums are those of exact fractions. */
Test(test, fisher)
{
    cr_assert_float_eq(fisher(108, 2150, 153, 2188).p, 0.00722982404541186, 1e-11);
    cr_assert_float_eq(fisher(3, 20, 9, 22).p, 0.0913206979296673, 1e-11);
    cr_assert_float_eq(fisher(0, 50, 4, 48).p, 0.0538662562149114, 1e-11);
    NEAR(fisher(12, 100, 12, 100).p, 1.);
    NEAR(fisher(3, 4, 1, 4).p, 34. / 70); /* the tea: 1 + 16 + 16 + 1 of 70 */
    NEAR(fisher(3, 4, 1, 4).mid_p, (1 + 8 + 8 + 1) / 70.);
    NEAR(fisher(2, 4, 2, 4).mid_p, 1 - 36. / 140);
    NEAR(fisher(1, 3, 0, 3).mid_p, 0.5); /* both tables are equally likely */
    cr_assert(isnan(fisher(0, 3, 0, 4).p) && isnan(fisher(3, 3, 4, 4).p) && isnan(fisher(0, 0, 1, 4).mid_p));
}

/* All tables, by the definition: the sum over those that are no likelier than the one seen. */
Test(test, fisher_by_its_definition)
{
    for (uint64_t na = 1; na < 9; na++)
        for (uint64_t nb = 1; nb < 9; nb++)
            for (uint64_t all = 1; all < na + nb; all++)
                for (uint64_t k = all > nb ? all - nb : 0; k <= na && k <= all; k++) {
                    double sum = 0, mid = 0, seen = dist_hyper_at(k, na, nb, all);
                    for (uint64_t i = 0; i <= all; i++) {
                        double p = dist_hyper_at(i, na, nb, all);
                        sum += p <= seen * (1 + 1e-7) ? p : 0;
                        mid += p < seen * (1 - 1e-7) ? p : p <= seen * (1 + 1e-7) ? p / 2 : 0;
                    }
                    struct test_exact t = fisher(k, na, all - k, nb);
                    cr_assert_float_eq(t.p, sum, 1e-13);
                    cr_assert_float_eq(t.mid_p, mid, 1e-13);
                }
}

/* With many rows it is near the chi-square, and as fast as with few. */
Test(test, fisher_of_large_tables)
{
    struct interval_share a = {1000000, 50000000}, b = {1003000, 50000000};
    struct test z = test_shares(a, b);
    struct test_exact t = test_fisher(a, b);
    cr_assert_float_eq(t.mid_p / z.p, 1, 1e-3, "%g %g", t.mid_p, z.p);
    cr_assert_gt(t.p, t.mid_p);
}

Test(test, counts)
{
    is(test_goodness((uint64_t[]){2150, 2188}, (double[]){1, 1}, 2), 0.332872291378515, 1, 0.563972653633725);
    is(test_goodness((uint64_t[]){880, 121}, (double[]){9, 1}, 2), 4.84859584859584, 1, 0.0276686473038776);
    is(test_goodness((uint64_t[]){330, 310, 402}, (double[]){1, 1, 1}, 3), 13.4817658349328, 2, 0.00118160343761107);
    is_nothing(test_goodness((uint64_t[]){0, 0}, (double[]){1, 1}, 2));
    is_nothing(test_goodness((uint64_t[]){5}, (double[]){1}, 1));
    struct test t;
    cr_assert(test_independence((uint64_t[]){30, 70, 45, 55, 25, 75}, 3, 2, &t));
    is(t, 9.75, 2, 0.00763509421885996);
    cr_assert(test_independence((uint64_t[]){12, 5, 3, 8, 9, 7}, 2, 3, &t));
    is(t, 3.20571428571428, 2, 0.20132049408354);
    cr_assert(test_independence((uint64_t[]){12, 5, 0, 3, 0, 0, 0, 0, 8, 9, 0, 7}, 3, 4, &t), "empty ones left out");
    is(t, 3.20571428571428, 2, 0.20132049408354);
    cr_assert(test_independence((uint64_t[]){1, 2, 0, 0}, 2, 2, &t));
    is_nothing(t);
}

static const double GROUPS[] = {5.1, 4.8, 6.2, 5.5, 4.9, 6.1, 6.4, 5.9, 7, 6.6, 6.2, 5, 5.2, 4.7, 6.9};
static const uint32_t GROUP[] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 3, 3, 3, 3}; /* nothing is in 2 */

Test(test, groups)
{
    struct moments group[4] = {moments_of(GROUPS, 5), moments_of(GROUPS + 5, 6), {0, 0, 0}, moments_of(GROUPS + 11, 4)};
    struct test_anova a = test_anova(group, 4);
    is(a.test, 4.37708194536975, 2, 0.0373642289608828);
    cr_assert_eq(a.test.df2, 12);
    cr_assert_float_eq(a.eta_squared, 1 / (1 + 6 / 4.37708194536975), 1e-13, "F = eta2 / (1 - eta2) df2 / df1");
    struct test welch = test_welch_anova(group, 4), h;
    is(welch, 6.28358292994523, 2, 0.0338953990765046);
    cr_assert_float_eq(welch.df2, 5.98046525121119, 1e-11);
    cr_assert(test_kruskal(GROUPS, GROUP, 15, 4, &h));
    is(h, 5.35330948121646, 2, 0.0687928997547034);
    is_nothing(test_anova(group, 1).test);
    const double same[] = {1, 1, 1};
    cr_assert(test_kruskal(same, GROUP + 4, 3, 2, &h));
    is_nothing(h);
}

/* NIST StRD, one-way analysis of variance: SiRstv, certified to 15 digits. */
Test(test, nist_sirstv)
{
    const double y[] = {196.3052, 196.1240, 196.1890, 196.2569, 196.3403, 196.3042, 196.3825, 196.1669, 196.3257,
                        196.0422, 196.1303, 196.2005, 196.2889, 196.0343, 196.1811, 196.2795, 196.1748, 196.1494,
                        196.1485, 195.9885, 196.2119, 196.1051, 196.1850, 196.0052, 196.2090};
    struct moments group[5];
    for (int i = 0; i < 5; i++)
        group[i] = moments_of(y + 5 * i, 5);
    struct test_anova a = test_anova(group, 5);
    cr_assert_float_eq(a.test.statistic, 1.18046237440255, 1e-8);
    cr_assert_float_eq(a.eta_squared, 0.190999039051129, 1e-9);
}

static double uniform(const void *ctx, double x)
{
    (void)ctx;
    return x;
}

/* P of scipy 1.10 kstest(mode="exact"). */
Test(test, kolmogorov)
{
    const double five[] = {0.1, 0.2, 0.25, 0.4, 0.45};
    struct test t = test_kolmogorov(five, 5, uniform, NULL);
    cr_assert_float_eq(t.statistic, 0.55, 1e-15);
    cr_assert_float_eq(t.p, 0.05969625, 4e-3, "%.17g", t.p);
    double hundred[100];
    for (int i = 0; i < 100; i++)
        hundred[i] = pow((i + 0.5) / 100, 1.3);
    t = test_kolmogorov(hundred, 100, uniform, NULL);
    cr_assert_float_eq(t.p, 0.240220653907, 2e-4, "%.17g", t.p);
    for (int i = 0; i < 100; i++)
        hundred[i] = (i + 0.5) / 100;
    cr_assert_float_eq(test_kolmogorov(hundred, 100, uniform, NULL).p, 1, 1e-15);
    is_nothing(test_kolmogorov(NULL, 0, uniform, NULL));
}

/* A sample of n, its mean and variance, and rho as R's figures have it: expected = variance / sqrt(rho). The interval
 * excludes 0 exactly if P is below its level. */
static void sequential(double n, double mean, double variance, double rho, double ratio, double low, double high,
                       double alpha)
{
    double error = sqrt(variance / n), expected = variance / sqrt(rho);
    struct test t = test_sequential(mean, error, expected);
    struct interval i = interval_sequential(mean, error, expected, alpha / 2);
    NEAR(exp(t.statistic), ratio);
    NEAR(t.p, 1 / ratio);
    cr_assert(fabs(i.low - low) <= 1e-14 && fabs(i.high - high) <= 1e-14, "%.17g to %.17g", i.low, i.high);
    NEAR(test_sequential(high - mean, error, expected).p, alpha);
}

Test(test, sequential)
{
    sequential(100, 0.3, 1.2, 10, 8.83802807040882, -0.0335166873777139, 0.633516687377714, 0.05);
    sequential(1000, 0.12, 1.2, 10, 34.9010861444686, 0.00575211747182044, 0.23424788252818, 0.05);
    sequential(5000, -0.04, 0.25, 2.5, 384523.745063583, -0.0678008995951634, -0.0121991004048366, 0.01);
    NEAR(test_sequential(0, 1, 1).p, 1.0);
    is_nothing(test_sequential(1, 0, 1));
    cr_assert(isnan(interval_sequential(1, 0, 1, 0.025).low));
}

static void adjusted(const double *p, size_t n, const double *holm, const double *bonferroni, const double *bh)
{
    double got[8];
    cr_assert(test_correct(TEST_HOLM, p, n, got));
    for (size_t i = 0; i < n; i++)
        cr_assert_float_eq(got[i], holm[i], 1e-14);
    cr_assert(test_correct(TEST_BONFERRONI, p, n, got));
    for (size_t i = 0; i < n; i++)
        cr_assert_float_eq(got[i], bonferroni[i], 1e-14);
    cr_assert(test_correct(TEST_UNCORRECTED, p, n, got) && got[0] == p[0] && got[n - 1] == p[n - 1]);
    cr_assert(test_correct(TEST_BH, p, n, got));
    for (size_t i = 0; i < n; i++)
        cr_assert_float_eq(got[i], bh[i], 1e-14);
}

Test(test, several)
{
    adjusted((double[]){0.012, 0.03, 0.004, 0.2, 0.04}, 5, (double[]){0.048, 0.09, 0.02, 0.2, 0.09},
             (double[]){0.06, 0.15, 0.02, 1, 0.2}, (double[]){0.03, 0.05, 0.02, 0.2, 0.05});
    adjusted((double[]){0.5, 0.01, 0.01, 0.9}, 4, (double[]){1, 0.04, 0.04, 1}, (double[]){1, 0.04, 0.04, 1},
             (double[]){2. / 3, 0.02, 0.02, 0.9});
}
