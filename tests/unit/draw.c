/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/draw.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 100000 };

/* ---- log and exp ---- */

static double off(double got, long double want)
{
    return want == 0 ? fabs(got) : (double)fabsl((got - want) / want);
}

Test(draw, log_and_exp_are_right_to_1e_15)
{
    struct rng r;
    rng_seed(&r, 1, 0);
    for (int i = 0; i < 200000; i++) {
        double x = 1400 * rng_unit(&r) - 700, e = draw_exp(x);
        cr_assert_lt(off(e, expl(x)), 1e-15, "exp(%a)", x);
        cr_assert_lt(off(draw_log(e), logl(e)), 1e-15, "log(%a)", e);
        double near = 1 + 1e-3 * (rng_unit(&r) - 0.5), unit = rng_open(&r);
        cr_assert_lt(off(draw_log(near), logl(near)), 1e-15, "log(%a)", near);
        cr_assert_lt(off(draw_log(unit), logl(unit)), 1e-15, "log(%a)", unit);
    }
}

Test(draw, log_and_exp_at_the_ends)
{
    cr_assert_eq(draw_log(1), 0);
    cr_assert_eq(draw_exp(0), 1);
    cr_assert_lt(off(draw_log(5e-324), logl(5e-324)), 1e-15);
    cr_assert_lt(off(draw_log(1.7976931348623157e308), logl(1.7976931348623157e308)), 1e-15);
    cr_assert_lt(off(draw_exp(709), expl(709)), 1e-15);
    cr_assert_lt(off(draw_exp(-708), expl(-708)), 1e-15);
    cr_assert_eq(draw_exp(-709), 0);
    cr_assert_eq(draw_exp(-INFINITY), 0);
}

/* ---- distributions ---- */

struct law {
    double a, b; /* parameters */
    double (*draw)(struct rng *r, const struct law *l);
    double (*below)(double x, const struct law *l); /* distribution function */
};

static double normal(struct rng *r, const struct law *l)
{
    (void)l;
    return draw_normal(r);
}
static double normal_below(double x, const struct law *l)
{
    (void)l;
    return 0.5 * erfc(-x / sqrt(2));
}
static double exponential(struct rng *r, const struct law *l)
{
    return draw_exponential(r, l->a);
}
static double exponential_below(double x, const struct law *l)
{
    return -expm1(-l->a * x);
}
static double gamma_draw(struct rng *r, const struct law *l)
{
    return draw_gamma(r, l->a, l->b);
}
/* x^a e^-x sum x^n / Gamma(a+n+1) at x = rate times the value; the draws of these tests are below 200. */
static double gamma_below(double x, const struct law *l)
{
    double z = x * l->b, term, sum = 0;
    if (z <= 0)
        return 0;
    term = exp(l->a * log(z) - z - lgamma(l->a + 1));
    for (int n = 1; n < 2000 && (n < z || term > 1e-17); n++) {
        sum += term;
        term *= z / (l->a + n);
    }
    return sum + term;
}
static double beta_draw(struct rng *r, const struct law *l)
{
    return draw_beta(r, l->a, l->b);
}
static double beta_below_b1(double x, const struct law *l) /* b = 1 */
{
    return pow(x, l->a);
}
static double beta_below_a1(double x, const struct law *l) /* a = 1 */
{
    return -expm1(l->b * log1p(-x));
}
static double arcsine_below(double x, const struct law *l) /* a = b = 1/2 */
{
    (void)l;
    return asin(sqrt(x)) / asin(1);
}
static double beta_3_2_below(double x, const struct law *l)
{
    (void)l;
    return x * x * x * (4 - 3 * x);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The greatest distance of Kolmogorov and Smirnov times the root of n: above 1.95 in 1 of 1000 cases for any
 * distribution. */
static double distance(const struct law *l, const struct law *claimed)
{
    struct rng r;
    double *x = malloc(N * sizeof *x), most = 0;
    rng_seed(&r, 42, 0);
    for (int i = 0; i < N; i++)
        x[i] = l->draw(&r, l);
    qsort(x, N, sizeof *x, by_value);
    for (int i = 0; i < N; i++) {
        double p = claimed->below(x[i], claimed);
        most = fmax(most, fmax(p - (double)i / N, (double)(i + 1) / N - p));
    }
    free(x);
    return most * sqrt(N);
}

static const struct law LAWS[] = {
    {0, 0, normal, normal_below},
    {1, 0, exponential, exponential_below},
    {0.01, 0, exponential, exponential_below},
    {0.05, 1, gamma_draw, gamma_below},
    {0.243, 30.9, gamma_draw, gamma_below},
    {0.8, 60, gamma_draw, gamma_below},
    {1, 2, gamma_draw, gamma_below},
    {1.5, 0.5, gamma_draw, gamma_below},
    {4, 90, gamma_draw, gamma_below},
    {50, 1, gamma_draw, gamma_below},
    {0.05, 1, beta_draw, beta_below_b1},
    {0.793, 1, beta_draw, beta_below_b1},
    {7, 1, beta_draw, beta_below_b1},
    {1, 0.3, beta_draw, beta_below_a1},
    {1, 2.426, beta_draw, beta_below_a1},
    {0.5, 0.5, beta_draw, arcsine_below},
    {3, 2, beta_draw, beta_3_2_below},
};

Test(draw, draws_follow_their_laws)
{
    for (size_t i = 0; i < sizeof LAWS / sizeof *LAWS; i++) {
        double d = distance(&LAWS[i], &LAWS[i]);
        cr_expect_lt(d, 1.95, "law %zu (%g, %g): %g", i, LAWS[i].a, LAWS[i].b, d);
    }
}

/* The test distinguishes distributions that differ by 2 % in a parameter. */
Test(draw, a_wrong_law_is_noticed)
{
    struct law gamma_off = {4.08, 90, gamma_draw, gamma_below}, rate_off = {1.02, 0, exponential, exponential_below};
    struct law beta_off = {0.81, 1, beta_draw, beta_below_b1};
    cr_assert_gt(distance(&LAWS[8], &gamma_off), 1.95);
    cr_assert_gt(distance(&LAWS[1], &rate_off), 1.95);
    cr_assert_gt(distance(&LAWS[11], &beta_off), 1.95);
}

/* The distance says little about tails: for these, the number of draws beyond a far quantile. */
Test(draw, normal_tails)
{
    struct rng r;
    int beyond[3] = {0};
    const double limit[3] = {2, 3, 4};
    rng_seed(&r, 7, 0);
    for (int i = 0; i < 2000000; i++) {
        double x = fabs(draw_normal(&r));
        for (int k = 0; k < 3; k++)
            beyond[k] += x > limit[k];
    }
    for (int k = 0; k < 3; k++) {
        double expected = 2e6 * erfc(limit[k] / sqrt(2));
        cr_assert_float_eq(beyond[k], expected, 4 * sqrt(expected));
    }
}

/* Both gammas of a beta of 0.01 and 0.01 are often below the least double: then X/(X+Y) would be 0/0. */
Test(draw, beta_of_tiny_parameters)
{
    struct rng r;
    double sum = 0, square = 0;
    rng_seed(&r, 8, 0);
    for (int i = 0; i < N; i++) {
        double p = draw_beta(&r, 0.01, 0.01);
        cr_assert(p >= 0 && p <= 1);
        sum += p;
        square += (p - 0.5) * (p - 0.5);
    }
    cr_assert_float_eq(sum / N, 0.5, 4 * 0.5 / sqrt(N));
    cr_assert_float_eq(square / N, 0.25 / 1.02, 4 * 0.05 / sqrt(N)); /* the squares differ by 0.034 */
}

/* ---- the same bits everywhere ---- */

static uint64_t digest_of(double x, uint64_t digest)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    digest ^= bits;
    return rng_splitmix(&digest);
}

/* The same with every compiler, processor and level of optimisation: one different rounding gives another number. The
 * output of simulate for a seed depends on it. */
Test(draw, the_same_bits_on_any_machine)
{
    struct rng r;
    uint64_t digest = 0;
    rng_seed(&r, 1, 0);
    for (int i = 0; i < 20000; i++) {
        digest = digest_of(draw_normal(&r), digest);
        digest = digest_of(draw_exponential(&r, 0.3), digest);
        digest = digest_of(draw_gamma(&r, 0.243, 30.9), digest);
        digest = digest_of(draw_gamma(&r, 6.25, 1.7), digest);
        digest = digest_of(draw_beta(&r, 0.793, 2.426), digest);
    }
    cr_assert_eq(digest, 0x32afccd17c81bbcfU, "digest %llx", (unsigned long long)digest);
}
